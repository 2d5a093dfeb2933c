"""A ZIP as LinkedIn, Mailchimp and WhatsApp hand it out: which of its files may hold a list, opened within bounds."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Sequence

from avgkit.base.errors import AvgkitError
from avgkit.contacts.packed import BOOKS, LARGE, MOST_TIMES, PIECE
from avgkit.contacts.people import FileReading
from avgkit.contacts.whole_reading import members_as_one

MOST_FILES, MOST_LISTS, MOST_UNPACKED = 20_000, 60, 500_000_000
_LIST = re.compile(r".*\.(?:csv|tsv|txt|vcf|ldif|xlsx|xls|ods)", re.IGNORECASE).fullmatch
_BESIDE = re.compile(r"(?:__MACOSX/|.*/)?(?:\._.*|\.DS_Store|~\$.*)|__MACOSX/.*", re.DOTALL).fullmatch
_OTHER_KINDS = (
    ({"Index/Document.iwa", "Index.zip", "index.apxl", "index.xml"}, "een bestand van Apple Numbers, Pages of Keynote"),
    ({"word/document.xml"}, "een Word-document"),
    ({"ppt/presentation.xml"}, "een presentatie"),
    ({"mimetype"}, "een document"),
)
"""Other kinds of files that are a ZIP inside: a name that is in them, and what they are (Dutch)."""


def is_archive(data: bytes) -> bool:
    """Tell whether the bytes are a ZIP that is no workbook; a damaged one is left to the reader of workbooks."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return not BOOKS & set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return False


def read_archive(data: bytes, name: str, read_one: Callable[[bytes, str], FileReading]) -> FileReading:
    """Read the lists in a ZIP as one reading; what is not read is told in a notice.

    Where a file is an export that we know, files of other kinds beside it (a profile, own addresses) are no lists of
    people. Raises AvgkitError with one Dutch sentence for a hostile ZIP, or one without lists.
    """
    found: list[FileReading] = []
    passed: list[str] = []
    for member, content in _lists_of(data, name, passed):
        try:
            one = None if is_archive(content) else read_one(content, member)
        except AvgkitError:
            one = None
        if one is None or (found and one.columns.keys() != found[0].columns.keys()):
            passed.append(member)
        else:
            found.append(one)
    if any(one.format != "generic" for one in found):
        passed += [one.name for one in found if one.format == "generic"]
        found = [one for one in found if one.format != "generic"]
    if not found:
        raise AvgkitError(f"{name} is een ingepakt bestand waar geen lijst van mensen in zit; kies een ander bestand.")
    whole = members_as_one(found, name)
    if passed:
        told = ", ".join(f"“{member}”" for member in sorted(passed)[:5]) + (" en meer" if len(passed) > 5 else "")
        whole.notices.append(f"Niet gelezen uit {name}: {told}; kijk of daar geen lijst bij is.")
    return whole


def _lists_of(data: bytes, name: str, passed: list[str]) -> Sequence[tuple[str, bytes]]:
    """Return name and content of the files that may hold a list; the names of others go to ``passed``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = [part for part in packed.infolist() if not part.is_dir() and not _BESIDE(part.filename)]
            _refuse(parts, name)
            lists = [part for part in parts if _LIST(part.filename)]
            passed += [part.filename for part in parts if not _LIST(part.filename)]
            if len(lists) > MOST_LISTS:
                raise AvgkitError(f"{name} heeft meer dan {MOST_LISTS} lijsten; pak het uit en kies wat je nodig hebt.")
            room, found = MOST_UNPACKED, []
            for part in lists:
                content = _content(packed, part, name, room)
                room -= len(content)
                if content.strip(b" \t\r\n\0"):
                    found.append((part.filename.rpartition("/")[2], content))
            return found
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, RuntimeError, zlib.error):
        raise AvgkitError(f"{name} is beschadigd; haal het opnieuw op.") from None


def _refuse(parts: Sequence[zipfile.ZipInfo], name: str) -> None:
    """Raise AvgkitError for another kind of file that is a ZIP inside, and for a ZIP that no tool hands out."""
    names = Counter(part.filename for part in parts)
    for marks, kind in _OTHER_KINDS:
        if names.keys() & marks:
            raise AvgkitError(f"{name} is {kind}, en dat lezen we niet; exporteer je lijst naar Excel (.xlsx) of CSV.")
    if len(parts) > MOST_FILES:
        raise AvgkitError(f"{name} heeft te veel bestanden; pak het uit en kies alleen de lijst.")
    if any(re.match(r"[/\\]|[A-Za-z]:", path) or ".." in re.split(r"[/\\]", path) for path in names):
        raise AvgkitError(f"{name} heeft bestanden met een vreemd pad erin; vertrouw het niet en haal het opnieuw op.")
    if any(number > 1 for number in names.values()):
        raise AvgkitError(f"{name} heeft twee bestanden met dezelfde naam erin; pak het uit en kies de goede.")
    if any(part.flag_bits & 1 for part in parts):
        raise AvgkitError(f"{name} heeft een wachtwoord; pak het uit en kies de lijst die erin zit.")


def _content(packed: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, room: int) -> bytes:
    """Return what a file unpacks to; the size that the ZIP tells is not believed."""
    part.file_size = MOST_UNPACKED + PIECE
    pieces: list[bytes] = []
    size = 0
    with packed.open(part) as content:
        while piece := content.read(PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > room or (size > LARGE and size > MOST_TIMES * max(part.compress_size, 1)):
                raise AvgkitError(f"{name} is uitgepakt te groot; pak het uit en kies alleen de lijst.")
    return b"".join(pieces)
