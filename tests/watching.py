"""For the tests on leaks: an invented contact that can be found back anywhere, and a computer of its own to run on.

The contact is a canary: each detail is unique, and the name is also HTML, mathtext, rich markup and a formula's
neighbour. Programs run with a home, a temporary folder and Jupyter folders of their own, under an audit hook that notes
and refuses whatever leaves this computer.
"""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOSTILE = "<img src=x onerror=alert(1)> **vet** $\\frac{1$ [red]rood[/red]"
NAME = f"Quirinus {HOSTILE} Zwaluwkanarie"
MAIL, PHONE, COMPANY, NOTE = (
    "qzx.zwaluw@example.org",
    "+31600007431",
    "Kanariegeel Fictief BV",
    "notitie-zwaluw-7431",
)
CANARIES = ("zwaluw", "kanarie", "00007431")
"""Parts of every detail, in lower case; a hash or a count holds none of them."""
HOOK = """
import os, sys
def _watch(event, args):
    if not event.startswith("socket.") or event in ("socket.__new__", "socket.bind"):
        return
    target = args[1] if event in ("socket.connect", "socket.sendto", "socket.sendmsg") else args[0]
    host = target[0] if isinstance(target, tuple) else target
    near = isinstance(target, (str, bytes)) and event.startswith(("socket.connect", "socket.send"))  # a Unix socket
    if event == "socket.gethostname" or near or host in (None, "", "127.0.0.1", "localhost", "::1", b"localhost"):
        return
    with open(os.environ["AVGKIT_WATCH"], "a", encoding="utf-8") as log:
        log.write(f"{sys.argv[:3]} {event} {target}\\n")
    raise OSError("no network here")
sys.addaudithook(_watch)
"""


def computer(folder: Path, package: Path = ROOT) -> dict[str, str]:
    """Return the environment of a computer that lives in ``folder``: nothing of the real one's settings or traces."""
    (folder / "hook").mkdir(parents=True)
    (folder / "hook" / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    own = {name: folder / name.lower() for name in ("HOME", "TMPDIR", "IPYTHONDIR", "XDG_CACHE_HOME", "MPLCONFIGDIR")}
    own |= {f"JUPYTER_{name}_DIR": folder / f"jupyter_{name.lower()}" for name in ("CONFIG", "DATA", "RUNTIME")}
    for place in own.values():
        place.mkdir()
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "SYSTEMROOT", "JAVA_HOME")}
    paths = os.pathsep.join([str(folder / "hook"), str(package)])
    return {
        **kept,
        **{name: str(place) for name, place in own.items()},
        "TMP": str(own["TMPDIR"]),
        "TEMP": str(own["TMPDIR"]),
        "USERPROFILE": str(own["HOME"]),
        "PYTHONPATH": paths,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONIOENCODING": "utf-8",
        "AVGKIT_WATCH": str(folder / "network.txt"),
    }


def outside(folder: Path) -> str:
    """Return what tried to leave the computer in this folder."""
    log = folder / "network.txt"
    return log.read_text(encoding="utf-8") if log.exists() else ""


def write_lists(folder: Path) -> list[Path]:
    """Write the canary in lists of several kinds: good ones first, then broken ones. Return their paths."""
    headings, cells = "Naam;E-mail;Telefoon;Bedrijf;Opmerking", f"{NAME};{MAIL};{PHONE};{COMPANY};{NOTE}"
    linkedin = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{NAME}\nEMAIL:{MAIL}\nTEL:{PHONE}\nORG:{COMPANY}\nNOTE:{NOTE}\nEND:VCARD\n"
    book = _workbook([headings.split(";"), cells.split(";")])
    texts = {
        "goed.csv": f"{headings}\n{cells}\n",
        "linkedin.csv": f"{linkedin}\nQuirinus,{HOSTILE} Zwaluwkanarie,,{MAIL},{COMPANY},{NOTE},03 Feb 2026\n",
        "kaart.vcf": card,
        "geen_koppen.csv": f"{cells}\n{cells}\n",
        "geen_koppen_nummers.csv": f"{NAME};{PHONE}\n{NAME};{PHONE}\n",
        "vreemde_koppen.csv": f"Zwaluw;Kanarie\n{NOTE};{COMPANY}\n",
        "te_veel_cellen.csv": f"{headings}\n{cells};{NOTE};{NAME}\n{cells}\n",
        "aanhalingsteken.csv": f'{headings}\n"{cells}\n{cells}\n',
        "afgebroken.vcf": card[:-20],
        "foute_waarde.csv": f"contact_id;name;email;consent\n1;{NAME};{MAIL};{NOTE}\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "goed.xlsx").write_bytes(book)
    (folder / "afgebroken.xlsx").write_bytes(book[: len(book) // 2])
    (folder / "afgebroken.parquet").write_bytes(b"PAR1" + cells.encode())
    return [folder / name for name in (*texts, "goed.xlsx", "afgebroken.xlsx", "afgebroken.parquet")]


def _workbook(rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook

    book, data = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(data)
    return data.getvalue()


def holds_canary(data: str | bytes) -> list[str]:
    """Return the parts of the canary in a text, or in bytes: narrow, wide, or zipped."""
    if isinstance(data, str):
        return [part for part in CANARIES if part in data.lower()]
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                data += b"".join(packed.read(name) for name in packed.namelist())
        except (zipfile.BadZipFile, OSError):
            pass
    low = data.lower()
    return [part for part in CANARIES if part.encode() in low or part.encode("utf-16-le") in low]


def traces(folder: Path, but: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Return the files under this folder that hold the canary, save those under the folders named in ``but``."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(but) and (held := holds_canary(path.read_bytes())):
            found[name] = held
    return found


def python(*words: str) -> list[str]:
    return [sys.executable, *words]
