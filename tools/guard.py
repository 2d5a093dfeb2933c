"""Stops contact data of real people, and notebooks run on one's own list, from being committed.

    python tools/guard.py                 what is staged now (the hook in .githooks does this)
    python tools/guard.py --all           every file that git keeps now (a test does this)
    python tools/guard.py --since BASE    every version of every file in the commits after BASE

Standard library only, and one ``git cat-file`` for all files, so that a commit does not wait. It prints which file and
row, and never what stands there. Exit 0, or 1 after sentences in Dutch and English.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

OWN_FOLDER, ITS_PAGE = "data/eigen/", "data/eigen/LEESMIJ.md"
LISTS = {".csv", ".tsv", ".txt", ".vcf", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet"}
TEXTS = {".json", ".jsonl", ".ndjson", ".html", ".htm", ".eml", ".mbox", ".log", ".docx", ".odt"}
CLOSED = {".parquet", ".duckdb", ".db", ".sqlite", ".sqlite3", ".zip", ".gz", ".7z", ".rar", ".pst", ".ost"}
"""Kinds that the standard library cannot look into."""
PLACES = ("data/samples/", "tests/", "avgkit/", "benchmarks/", "locks/", "docs/")
"""Where lists of invented people may stand."""
MOST_UNPACKED = 200_000_000

_MAIL = re.compile(r"[\w.+'-]+@((?:[\w-]+\.)+[^\W\d_]{2,})")
_SAMPLES = {"612345670", "612345678", "612345679", "205550123"}  # numbers that everybody takes for invented
_INVENTED = re.compile(r"(?:.*\.)?example(?:\.(?:org|com|nl|net))?|.*\.(?:test|invalid)", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w.+-])(?:(?:\+31|0031)[ -]?(?:\(0\) ?)?(?=[1-9])|0(?=6))((?:6[ -]?)?(?: ?\d){8,9})(?![\d-])"
)
_OWN_LIST = re.compile(
    r"werkt met (?:je eigen lijst|je eigen bestand|het bestand dat je opende)|zijn je eigen antwoorden"
)
"""What ``CourseList.sentence`` says of a list that is not the sample."""

WHY = (
    "Tegengehouden: hier staan misschien gegevens van echte mensen. Wat je eenmaal deelt, haal je niet meer terug, en "
    "die mensen hebben er geen ja op gezegd (AVG artikel 5 en 6)."
)
WHY_ENGLISH = (
    "Stopped: this may hold data of real people. "
    "What was shared once can't be taken back, and they did not agree to it."
)
REASONS = {
    "own": (
        "een lijst uit data/eigen; haal hem uit je commit met: git restore --staged -- {path}",
        "a list from data/eigen; take it out with git restore --staged",
    ),
    "copy": (
        "een kopie die Jupyter zelf maakte; haal hem uit je commit",
        "a checkpoint that Jupyter made; leave it out",
    ),
    "closed": (
        "een bestand waar deze controle niet in kan kijken; laat het weg",
        "a kind of file that this check can't look into; leave it out",
    ),
    "stray": (
        (
            "een lijst op een plek waar geen lijsten horen; "
            "zet je eigen lijst in data/eigen, een verzonnen lijst in data/samples"
        ),
        "a list where no lists belong; your own goes to data/eigen, an invented one to data/samples",
    ),
    "mail": (
        "een e-mailadres dat niet van example.org, .com, .nl of .net is ({where}); gebruik verzonnen mensen",
        "a mail address outside example.org, .com, .nl and .net; use invented people",
    ),
    "phone": (
        "een telefoonnummer dat niet met 06-0000 begint ({where}); gebruik verzonnen nummers",
        "a phone number other than 06-0000xxxx; use invented numbers",
    ),
    "run": (
        (
            "een notebook dat op je eigen lijst gedraaid is ({where}); "
            "haal data/eigen leeg, draai het met tools/run_notebooks.py"
        ),
        "a notebook that was run on one's own list; empty data/eigen and run it with tools/run_notebooks.py",
    ),
    "widgets": (
        (
            "een notebook waarin ook de panelen bewaard zijn; "
            "zet in Jupyter “Save Widget State Automatically” uit en bewaar opnieuw"
        ),
        "a notebook with saved widget state; switch that off in Jupyter's settings and save again",
    ),
    "broken": (
        "een notebook dat niet te lezen is; bewaar het opnieuw in Jupyter",
        "a notebook that can't be read; save it again",
    ),
}


def judge(path: str, data: bytes) -> list[tuple[str, str]]:
    """Return what is wrong with a file: (key of REASONS, where), nothing when it may be committed."""
    place = PurePosixPath(path)
    suffix = place.suffix.lower()
    if path.startswith(OWN_FOLDER) and path != ITS_PAGE:
        return [("own", "")]
    if ".ipynb_checkpoints" in place.parts:
        return [("copy", "")]
    if suffix in CLOSED:
        return [("closed", "")]
    if suffix == ".ipynb":
        return _in_notebook(data)
    found = [("stray", "")] if suffix in LISTS and not path.startswith(PLACES) else []
    if suffix in LISTS | TEXTS:
        found += _in_text(_text(data), "rij")
    return found


def _text(data: bytes) -> str:
    """Return the text of a file: of the parts of a zipped document, or decoded."""
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(BytesIO(data)) as packed:
                parts = [part for part in packed.infolist() if part.filename.endswith((".xml", ".rels"))]
                if sum(part.file_size for part in parts) <= MOST_UNPACKED:
                    return "\n".join(packed.read(part).decode("utf-8", "replace") for part in parts)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
            pass
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    text = data.decode("utf-8", "replace")
    # An old workbook mixes narrow and wide text: without the zeros both can be read.
    return text.replace("\0", "") if "\0" in text else text


def _in_text(text: str, unit: str) -> list[tuple[str, str]]:
    found = []
    for key, pattern, fine in (("mail", _MAIL, _is_invented_mail), ("phone", _PHONE, _is_invented_phone)):
        for match in pattern.finditer(text):
            if not fine(match[1]):
                found.append((key, f"{unit} {text.count(chr(10), 0, match.start()) + 1}"))
                break
    return found


def _is_invented_mail(domain: str) -> bool:
    return bool(_INVENTED.fullmatch(domain))


def _is_invented_phone(digits: str) -> bool:
    number = re.sub(r"\D", "", digits)
    return number.startswith("60000") or number in _SAMPLES or len(number) != 9


def _in_notebook(data: bytes) -> list[tuple[str, str]]:
    try:
        notebook = json.loads(data)
        cells = [(number, cell) for number, cell in enumerate(notebook["cells"], 1)]
        found = [("widgets", "")] if "widgets" in notebook.get("metadata", {}) else []
        for number, cell in cells:
            shown = "\n".join(_words(cell.get("outputs", [])))
            found += [("run", f"cel {number}")] if _OWN_LIST.search(shown) else []
            everything = "\n".join([*_words(cell.get("source", "")), *_words(cell.get("attachments", {})), shown])
            found += [(key, f"cel {number}") for key, _ in _in_text(everything, "")]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return [("broken", "")]
    return list(dict(reversed(found)).items())[::-1]


def _words(part: object) -> Iterator[str]:
    """Yield the texts in a part of a notebook; what a picture shows can't be read."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        if part and all(isinstance(line, str) for line in part):
            yield "".join(part)
        else:
            for inner in part:
                yield from _words(inner)
    elif isinstance(part, dict):
        for name, inner in part.items():
            if not name.startswith("image/"):
                yield from _words(inner)


def staged() -> list[tuple[str, str]]:
    """Return (path, object) of each file that the next commit adds or changes."""
    return _raw(_git("diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--diff-filter=d"))


def since(base: str) -> list[tuple[str, str]]:
    """Return (path, object) of each version of each file in the commits after ``base``."""
    return _raw(_git("log", "-m", "--raw", "-z", "--no-abbrev", "--no-renames", "--format=", f"{base}..HEAD"))


def tracked() -> list[tuple[str, str]]:
    """Return (path, object) of each file that git keeps now."""
    rows = [row.split("\t", 1) for row in _git("ls-files", "--stage", "-z").split("\0") if row]
    return [(path, about.split()[1]) for about, path in rows if not about.startswith("160000")]


def _raw(output: str) -> list[tuple[str, str]]:
    parts = [part for part in output.split("\0") if part]
    pairs = zip(parts[::2], parts[1::2], strict=True)
    kept = [(path, about.split()) for about, path in pairs]
    return [(path, words[3]) for path, words in kept if words[4] != "D" and words[1] != "160000"]


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], check=True, stdout=subprocess.PIPE).stdout.decode("utf-8", "surrogateescape")


def contents(files: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of these files, by one run of git."""
    wanted = "".join(f"{name}\n" for _, name in files).encode()
    answer = BytesIO(
        subprocess.run(["git", "cat-file", "--batch"], input=wanted, check=True, capture_output=True).stdout
    )
    for path, _ in files:
        size = int(answer.readline().split()[2])
        yield path, answer.read(size)
        answer.read(1)


def main(words: list[str]) -> int:
    if words == ["--all"]:
        files = tracked()
    elif len(words) == 2 and words[0] == "--since":
        files = since(words[1])
    elif not words:
        files = staged()
    else:
        print(__doc__, file=sys.stderr)
        return 2
    found = [(path, key, where) for path, data in contents(files) for key, where in judge(path, data)]
    if not found:
        return 0
    lines = [WHY, WHY_ENGLISH]
    for path, key, where in dict.fromkeys(found):
        shown = path.encode("utf-8", "replace").decode("utf-8").translate(dict.fromkeys(range(32), "?"))
        dutch, english = REASONS[key]
        lines.append(f"- {shown}: {dutch.format(path=shown, where=where)}. ({english}.)")
    sys.stderr.reconfigure(encoding="utf-8", errors="replace")
    print(*lines, sep="\n", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
