"""Reading files: which format is it, what do its rows say, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path

from avgkit.contacts import grid, text
from avgkit.contacts.formats import OPEN, TABLES, generic, vcard
from avgkit.contacts.headings import fold
from avgkit.contacts.model import Contact, ContactList, FileReading
from avgkit.errors import AvgkitError

LARGEST = 500_000_000
StrPath = str | PathLike[str]


def read(
    paths: StrPath | Iterable[StrPath], format: str | None = None, mapping: Mapping[str, str] | None = None
) -> ContactList:
    """Read one or more files as one list.

    ``format`` overrules what is recognised (a name of ``known_formats``); ``mapping`` tells which column is what (meaning ->
    heading) in an own list. Raises AvgkitError with one Dutch sentence for a file that can't be read. A row that can't be
    read is a reject, so contacts + rejects are the data rows.
    """
    paths = [paths] if isinstance(paths, str | PathLike) else list(paths)
    names = {known.name for known in TABLES} | {known.NAME for known in OPEN}
    if format is not None and format not in names:
        raise AvgkitError(f"De soort lijst “{format}” bestaat niet. Kies uit: {', '.join(sorted(names))}.")
    return ContactList([read_file(path, format, mapping) for path in paths])


def read_file(path: StrPath, format: str | None = None, mapping: Mapping[str, str] | None = None) -> FileReading:
    """Read one file; raises as ``read`` does."""
    name = Path(path).name
    return read_bytes(_bytes(Path(path), name), name, format, mapping)


def read_bytes(
    data: bytes, name: str, format: str | None = None, mapping: Mapping[str, str] | None = None
) -> FileReading:
    """Read the content of a file, as an upload gives it; raises as ``read`` does."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise AvgkitError(f"{name} is leeg; kies een bestand met een lijst.")
    if data.startswith(b"PK"):
        return _read_grid(grid.from_workbook(data, name), name, "xlsx", [], format, mapping)
    text.refuse_binary(name, data)
    content, encoding, notices = text.decode(data)
    if format == vcard.NAME or (format is None and vcard.looks_like(content)):
        contacts, rejects = vcard.read(content)
        _mark_duplicates(contacts)
        if not contacts and not rejects:
            raise AvgkitError(f"{name} bevat geen contactkaarten; haal je contacten opnieuw op als vCard.")
        return FileReading(name, vcard.NAME, vcard.TITLE, vcard.GRADE, encoding, None, contacts, rejects, [], notices)
    return _read_grid(grid.from_text(content), name, encoding, notices, format, mapping)


def _bytes(path: Path, name: str) -> bytes:
    if name.startswith("~$"):
        raise AvgkitError(f"{name} is een hulpbestand van Excel; sluit Excel en kies het bestand zonder ~$ ervoor.")
    try:
        if path.is_dir():
            raise AvgkitError(f"{name} is een map; kies een bestand in die map.")
        if path.stat().st_size > LARGEST:
            raise AvgkitError(f"{name} is groter dan 500 MB; splits het bestand en lees de delen samen.")
        return path.read_bytes()
    except FileNotFoundError:
        raise AvgkitError(f"{name} is er niet; kijk of de naam en de map kloppen.") from None
    except PermissionError:
        raise AvgkitError(
            f"{name} is niet te openen; sluit het in Excel of een ander programma en probeer het opnieuw."
        ) from None
    except (OSError, ValueError):
        raise AvgkitError(
            f"{name} is niet te lezen; kopieer het naar je eigen schijf en probeer het opnieuw."
        ) from None


def _read_grid(
    table: grid.Grid,
    name: str,
    encoding: str,
    notices: list[str],
    format: str | None,
    mapping: Mapping[str, str] | None,
) -> FileReading:
    folded = [fold(heading) for heading in table.headings]
    known = next((known for known in TABLES if format in (None, known.name) and known.fits(set(folded))), None)
    if mapping or format == generic.NAME:
        known = None
    elif known is None and format is not None:
        raise AvgkitError(f"{name} heeft niet de koppen van {format}; laat --format weg of kies een andere soort.")
    if known is not None:
        contacts = [known.read(dict(zip(folded, cells, strict=True)), number) for number, cells in table.rows]
        kind, title, grade, unclear = known.name, known.title, known.grade, []
    else:
        columns, unclear = generic.columns_of(table.headings, [cells for _, cells in table.rows], mapping, name)
        contacts = [
            generic.read(dict(zip(table.headings, cells, strict=True)), number, columns, table.from_workbook)
            for number, cells in table.rows
        ]
        kind, title, grade = generic.NAME, generic.TITLE, generic.GRADE
    for contact in contacts:
        if not (contact.name or contact.email or contact.phone or contact.issues):
            contact.issues.append("no_contact_details")
    _mark_duplicates(contacts)
    if not contacts and not table.rejects:
        raise AvgkitError(f"{name} heeft koppen maar geen contacten; kies een bestand met een lijst.")
    return FileReading(name, kind, title, grade, encoding, table.delimiter, contacts, table.rejects, unclear, notices)


def _mark_duplicates(contacts: list[Contact]) -> None:
    """Note which rows repeat an address of an earlier row; a difference in capitals is then no issue of its own."""
    seen: dict[str, bool] = {}
    for contact in contacts:
        if contact.email is None:
            continue
        capitals = "email_case" in contact.issues
        if contact.email in seen:
            other_case = capitals != seen[contact.email]
            contact.issues = [issue for issue in contact.issues if issue != "email_case"]
            contact.issues.append("duplicate_other_case" if other_case or capitals else "duplicate")
        seen.setdefault(contact.email, capitals)
