"""What avgkit made itself may be replaced; an input, a file of somebody else, and one that was changed since may not.

A workbook and a Word file are known by a mark in the ZIP file around them, a page and a text by a mark at their end,
any other file by the receipt beside it. Each mark is a hash of what was written: who changes the file takes it away.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.base.files import plain_file, save_text

RECEIPT = ".verantwoording.json"
ANSWERS_FILE = "antwoorden.json"
"""What the learner said about own lists, in data/eigen beside them."""
_PACKED = (".xlsx", ".docx")
_WRITTEN = (".html", ".md")
_CALENDAR = "X-AVGKIT:"
_MARK = re.compile(r"(?s)(.*)<!-- avgkit ([0-9a-f]{64}) -->\n?")


def file_hash(path: str | Path) -> str:
    """Return the SHA-256 (hexadecimal) of a file."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sign(spare: str | Path, ending: str) -> None:
    """Put the mark of avgkit around a finished workbook or Word file."""
    if ending.lower() in _PACKED:
        with zipfile.ZipFile(spare, "a") as packed:
            packed.comment = _sum_of(packed)


def mark_of(text: str) -> str:
    """Return the mark that a page or a text of avgkit ends with: nobody sees it on the screen."""
    return f"<!-- avgkit {hashlib.sha256(text.encode()).hexdigest()} -->\n"


def with_calendar_mark(text: str) -> str:
    """Return the lines of a calendar with the mark of avgkit and the end."""
    return f"{text}{_CALENDAR}{hashlib.sha256(text.encode()).hexdigest()}\r\nEND:VCALENDAR\r\n"


def _sum_of(packed: zipfile.ZipFile) -> bytes:
    parts = [[part.filename, part.CRC, part.file_size] for part in packed.infolist()]
    return b"avgkit " + hashlib.sha256(json.dumps(parts).encode()).hexdigest().encode()


def is_ours(path: str | Path) -> bool:
    """Tell whether avgkit made this file and nobody changed it since."""
    path = Path(path)
    try:
        if not path.is_file():
            return False
        if path.suffix.lower() in _PACKED:
            with zipfile.ZipFile(path) as packed:
                return packed.comment == _sum_of(packed)
        if path.suffix.lower() in _WRITTEN:
            found = _MARK.fullmatch(path.read_bytes().decode("utf-8"))
            return found is not None and hashlib.sha256(found[1].encode()).hexdigest() == found[2]
        if path.suffix.lower() == ".ics":
            text = path.read_bytes().decode("utf-8")
            return with_calendar_mark(text.rpartition(_CALENDAR)[0]) == text
        told = [
            _told(place).get("output") for place in (path.with_suffix(RECEIPT), path.with_name(path.name + RECEIPT))
        ]
        return {"name": path.name, "sha256": file_hash(path)} in told
    except (OSError, ValueError, zipfile.BadZipFile):
        return False


def is_receipt(path: str | Path) -> bool:
    """Tell whether a file is a receipt that avgkit wrote beside another."""
    return Path(path).name.endswith(RECEIPT) and bool(_told(Path(path)))


def is_answers(path: str | Path) -> bool:
    """Tell whether a file holds answers as avgkit keeps them (a version and the answers)."""
    return {"version", "answers"} <= _keys(path)


def _keys(path: str | Path) -> set[str]:
    """Return the keys of the object in a JSON file; none for any other file."""
    try:
        said = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return set()
    return set(said) if isinstance(said, dict) else set()


def is_beside_lists(path: str | Path) -> bool:
    """Tell whether a file is a receipt, answers, progress or a calendar: it stands beside lists and is none."""
    ending = Path(path).suffix.lower() if Path(path).is_file() else ""
    if ending != ".json":
        return ending == ".ics"
    named = Path(path).name == ANSWERS_FILE
    return named or is_receipt(path) or is_answers(path) or {"shown", "right", "self_test"} <= _keys(path)


def _told(path: Path) -> dict:
    """Return what a receipt says, or nothing when the file is none."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) and {"avgkit", "output"} <= said.keys() else {}


def receipts_of(path: str | Path) -> list[dict]:
    """Return the receipts beside a file that may be of it."""
    path = Path(path)
    return [
        said for place in (path.with_suffix(RECEIPT), path.with_name(path.name + RECEIPT)) if (said := _told(place))
    ]


def free_for_output(target: str | Path, inputs: Iterable[str | Path] = (), *, force: bool = False) -> Path:
    """Return the path of an output. Raises AvgkitError with a Dutch sentence for an input, or for a file that is there
    and that avgkit did not make; with ``force`` for neither.
    """
    path = plain_file(Path(target))
    if force or not os.path.lexists(path):
        return path
    if any(_same(path, Path(name)) for name in inputs):
        raise AvgkitError(
            f"{path.name} is een bestand dat je laat lezen. Kies een andere naam; "
            "met --force schrijf je er toch overheen."
        )
    if not is_ours(path):
        raise AvgkitError(
            f"{path.name} is er al, en is niet door avgkit gemaakt of sindsdien veranderd. "
            "Kies een andere naam; met --force schrijf je er toch overheen."
        )
    return path


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def receipt_path(path: Path) -> Path:
    """Return where the receipt of a file stands: NAME.verantwoording.json, with the ending in it where that name is
    taken.

    Raises AvgkitError when somebody else's file has both names.
    """
    for place in (path.with_suffix(RECEIPT), path.with_name(path.name + RECEIPT)):
        if not place.exists():
            return place
        of = str(_told(place).get("output", {}).get("name", ""))
        if of and (of == path.name or not (path.parent / of).exists()):
            return place
    raise AvgkitError(f"{place.name} is er al en is niet door avgkit gemaakt. Kies een andere naam.")


def save_receipt(path: str | Path, receipt: Mapping[str, object]) -> None:
    """Write the receipt of a finished file beside it, when a file with this ending does not carry it itself."""
    path = Path(path)
    if path.suffix.lower() in (*_PACKED, *_WRITTEN):
        return
    said = {**receipt, "output": {"name": path.name, "sha256": file_hash(path)}}
    save_text(receipt_path(path), json.dumps(said, ensure_ascii=False, indent=1) + "\n")
