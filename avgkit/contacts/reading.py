"""Reading files: which format is it, what do its rows say, and what could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.base.files import read_whole, shown_name
from avgkit.base.own_work import receipts_of
from avgkit.contacts import archive, grid, markup, text, workbook
from avgkit.contacts.account_reading import accounted, own_accounted
from avgkit.contacts.contact_columns import columns_of
from avgkit.contacts.formats import (
    NAMES,
    TABLES,
    column_meanings,
    generic,
    known_heading,
    ldif,
    own_suppression,
    own_tables,
    vcard,
    whatsapp,
)
from avgkit.contacts.formats.base import Format
from avgkit.contacts.own_workbook import workbook_facts
from avgkit.contacts.people import ContactList, FileReading
from avgkit.contacts.whole_reading import no_collector, read_sheets, refuse_nobody

_LARGEST = 500_000_000
GLIMPSE = 5_000
"""Rows that are kept as they stand in the file, to see what kind of data a column holds."""
_MOST_ROWS = 2_000_000
StrPath = str | PathLike[str]


def read(
    paths: StrPath | Iterable[StrPath],
    format: str | None = None,
    mapping: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> ContactList:
    """Read one or more files as one list of people.

    ``format`` overrules what is recognised (a name of ``known_formats``); ``mapping`` tells which column is what
    (meaning -> heading) in an own list, ``encoding`` how a text is written (see ``text.ENCODINGS``). A file that can't
    be read is named in ``skipped`` and the others go on; raises AvgkitError with that Dutch sentence when none can be
    read. A row that can't be read is a reject, so contacts + merged rows + rejects are the data rows.
    """
    files: list[FileReading] = []
    failed: list[AvgkitError] = []
    for path in [paths] if isinstance(paths, str | PathLike) else list(paths):
        try:
            files.append(read_file(path, format, mapping, encoding=encoding))
        except AvgkitError as error:
            failed.append(error)
    if failed and not files:
        raise failed[0]
    return ContactList(files, skipped=tuple(map(str, failed)))


def read_file(
    path: StrPath,
    format: str | None = None,
    mapping: Mapping[str, str] | None = None,
    *,
    any_rows: bool = False,
    encoding: str | None = None,
) -> FileReading:
    """Read one file; raises as ``read`` does. ``any_rows``: take a file too in which most rows hold nobody."""
    name = shown_name(Path(path))
    told = [facts for receipt in receipts_of(Path(path)) if (facts := receipt.get("facts"))]
    data = _bytes(Path(path), name)
    return read_bytes(data, name, format, mapping, any_rows=any_rows, told=told, encoding=encoding)


def read_bytes(
    data: bytes,
    name: str,
    format: str | None = None,
    mapping: Mapping[str, str] | None = None,
    *,
    any_rows: bool = False,
    told: Sequence[Mapping] = (),
    encoding: str | None = None,
) -> FileReading:
    """Read the content of a file, as an upload gives it; raises as ``read`` does. ``told``: facts in its receipt."""
    if format is not None and format not in NAMES:
        raise AvgkitError(f"De soort lijst “{format}” bestaat niet. Kies uit: {', '.join(sorted(NAMES))}.")
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise AvgkitError(f"{name} is leeg; kies een bestand met een lijst.")
    with no_collector():
        found = _read(data, name, format, mapping, told, any_rows, encoding)
    found.sha256 = hashlib.sha256(data).hexdigest()
    if not any_rows and found.known is generic.FORMAT:
        refuse_nobody(found)
    return found


def _read(
    data: bytes,
    name: str,
    format: str | None,
    mapping: Mapping[str, str] | None,
    told: Sequence[Mapping],
    any_rows: bool,
    said: str | None,
) -> FileReading:
    text.refuse_other(name, data)
    if archive.is_archive(data):
        return archive.read_archive(data, name, lambda content, member: read_bytes(content, member, format, mapping))
    is_book = workbook.is_workbook(data)
    if is_book or markup.is_markup(data):
        kind = workbook.workbook_kind(data) if is_book else "html"
        sheets = (workbook if is_book else markup).sheets_of(data, name, known_heading)
        for one in sheets if is_book else ():
            if own := _own_table(one.grid, name, kind, format, mapping, lambda: workbook_facts(data), sheet=one):
                return own

        def read_one(sheet: workbook.WorkbookSheet, said: Mapping[str, str] | None) -> FileReading:
            one = _read_grid(sheet.grid, name, kind, [], format, said, sheet)
            if not any_rows and one.known is generic.FORMAT:
                refuse_nobody(one)
            return one

        return read_sheets(sheets, mapping, read_one)
    if data.startswith(b"PAR1"):
        table = workbook.from_parquet(data, name)
        own = _own_table(table, name, "parquet", format, mapping, lambda: told, protected=False)
        return own or _read_grid(table, name, "parquet", [], format, mapping)
    if (listed := own_tables.from_json(data)) and (
        own := _own_table(listed, name, "utf-8", format, mapping, lambda: told, protected=False)
    ):
        return own
    text.refuse_json(name, data)
    if data.count(b"\n") > 2 * _MOST_ROWS:  # before each line becomes an object of its own
        raise _too_large(name)
    content, encoding, notices = text.decode(data, said)
    for module, none in ((vcard, "contactkaarten"), (ldif, "mensen"), (whatsapp, "berichten")):
        kind = module.FORMAT
        if format == kind.name or (format is None and not mapping and module.looks_like(content)):
            cards = module.to_grid(content)
            if not cards.rows and not cards.rejects:
                raise AvgkitError(f"{name} bevat geen {none}; haal het bestand opnieuw op of kies een andere soort.")
            return _reading(cards, name, encoding, notices, kind)
    table = grid.from_text(content, known_heading)
    own = _own_table(table, name, encoding, format, mapping, lambda: told)
    return own or _read_grid(table, name, encoding, notices, format, mapping)


def _own_table(
    table: grid.Grid,
    name: str,
    encoding: str,
    format: str | None,
    mapping: Mapping[str, str] | None,
    told: Callable[[], Sequence[Mapping]],
    protected: bool = True,
    sheet: workbook.WorkbookSheet | None = None,
) -> FileReading | None:
    """Return a table that avgkit wrote, or None for any other, and where the learner says what it is."""
    known = own_tables.own_kind(table.headings) if format is None and not mapping else None
    if known is None:
        return None
    facts = told() if known is own_tables.CLASSIFIED else ()
    made, notices = own_tables.columns_from(table, known, protected, facts)
    said, glimpse = made.pop("told", []), table.rows[:GLIMPSE]
    reading = FileReading(
        name, known, encoding, table.delimiter, made, table.rejects, [], notices, table.headings, {}, glimpse, said
    )
    return _filled(own_accounted(reading, table, sheet))


def _bytes(path: Path, name: str) -> bytes:
    if name.startswith("~$"):
        raise AvgkitError(f"{name} is een hulpbestand van Excel; sluit Excel en kies het bestand zonder ~$ ervoor.")
    return read_whole(path, _LARGEST, "splits het bestand en lees de delen samen")


def _read_grid(
    table: grid.Grid,
    name: str,
    encoding: str,
    notices: list[str],
    format: str | None,
    mapping: Mapping[str, str] | None,
    sheet: workbook.WorkbookSheet | None = None,
) -> FileReading:
    """Read a table as the format that its headings tell, the one that was chosen, or an own list."""
    if len(table.rows) > _MOST_ROWS or len(table.headings) > grid.MOST_COLUMNS:
        raise _too_large(name)
    known = next((known for known in TABLES if known.fits(table.folded)), None) if format is None else NAMES[format]
    if known is None or (mapping and known is not own_suppression.FORMAT):
        known = generic.FORMAT
    if known is own_suppression.FORMAT and format is None and own_suppression.tells_of_others(table):
        known = generic.FORMAT
    if known is own_suppression.FORMAT:
        table = own_suppression.readable_entries(table)
    if known in (generic.FORMAT, own_suppression.FORMAT):
        return _own_list(table, name, encoding, notices, mapping, known, sheet)
    if known not in TABLES or not known.holds(table.folded):
        raise AvgkitError(f"{name} heeft niet de koppen van “{known.title}”; kies geen soort of een andere soort.")
    return _reading(table, name, encoding, notices, known, sheet)


def _too_large(name: str) -> AvgkitError:
    return AvgkitError(f"{name} heeft meer dan twee miljoen rijen of 16.384 kolommen; splits het bestand.")


def _own_list(
    table: grid.Grid,
    name: str,
    encoding: str,
    notices: list[str],
    mapping: Mapping[str, str] | None,
    known: Format,
    sheet: workbook.WorkbookSheet | None,
) -> FileReading:
    columns, unclear = column_meanings.known_columns(table, mapping, name)
    asks = generic.asks_of(columns, table.headings)
    fields = generic.fields_of(columns, table.headings, known.fields, mapping)
    made = columns_of(table, table.headings, fields, known.facts_of(table, table.headings, asks))
    glimpse, headings = table.rows[:GLIMPSE], table.headings
    reading = FileReading(
        name, known, encoding, table.delimiter, made, table.rejects, unclear, notices, headings, columns, glimpse
    )
    facts = [] if known is own_suppression.FORMAT else [columns.get("customer", "")]
    return _filled(accounted(reading, table, headings, headings, fields, facts, sheet))


def _reading(
    table: grid.Grid,
    name: str,
    encoding: str,
    notices: list[str],
    known: Format,
    sheet: workbook.WorkbookSheet | None = None,
) -> FileReading:
    original, glimpse = table.headings, table.rows[:GLIMPSE]
    if known.prepare is not None:
        table.headings = known.canonical(table.folded)
        table = known.prepare(
            grid.Grid(table.headings, table.rows, table.rejects, table.delimiter, table.from_workbook)
        )
    headings = known.canonical(table.folded)
    fields, asks = generic.layout(known, headings)
    made = columns_of(table, headings, fields, known.facts_of(table, headings, asks))
    reading = FileReading(
        name, known, encoding, table.delimiter, made, table.rejects, [], notices, original, {}, glimpse
    )
    return _filled(accounted(reading, table, original, headings, fields, asks, sheet))


def _filled(reading: FileReading) -> FileReading:
    if not reading.data_rows:
        raise AvgkitError(f"{reading.name} heeft koppen maar geen contacten; kies een bestand met een lijst.")
    return reading
