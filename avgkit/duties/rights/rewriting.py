"""Lists without somebody, or with other details: only where the rest of the file surely stays as it is.

Text and vCards lose exactly the lines of the rows; Parquet loses rows; a plain workbook too. What cannot be rewritten
for certain is refused with the file and the rows, so that the learner can do it by hand.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError
from avgkit.base.files import harmless_cell, save_whole
from avgkit.contacts import read_bytes
from avgkit.duties.rights.raw_files import CARDS, PARQUET, TABLE, XLSX, RawFile, as_bytes, raw_file

if TYPE_CHECKING:
    from openpyxl import Workbook

    from avgkit.contacts.people import Contact

_PLAIN_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/(workbook|styles|sharedStrings)\.xml|"
    r"xl/_rels/workbook\.xml\.rels|xl/theme/theme\d+\.xml|xl/worksheets/sheet\d+\.xml"
)
"""The parts of a workbook that openpyxl writes back as they were."""
_NOT_PLAIN = re.compile(
    rb"<(f|mergeCell|conditionalFormatting|dataValidation|definedName|hyperlink|tablePart|rPr|extLst)[ >/]"
)
"""Formulas and what else points at rows: these would point at other rows afterwards."""


def without(path: Path, rows: Iterable[int]) -> bool:
    """Take these rows out of a list; return False when nobody was left in it and the file was removed.

    Raises AvgkitError with a Dutch sentence for a file that cannot be rewritten for certain; then it is as it was.
    """
    raw, rows = raw_file(path), sorted(set(rows))
    before = read_bytes(path.read_bytes(), path.name, any_rows=True)
    if before.size + len(before.rejects) <= len(rows):
        _remove(path)
        return False
    made = _maker(raw)(raw, rows)
    after = read_bytes(made, path.name, any_rows=True)
    kept = [_identity(contact) for contact in before.contacts if contact.row not in set(rows)]
    if [_identity(contact) for contact in after.contacts] != kept or after.format != before.format:
        raise by_hand(path, rows)
    save_whole(path, lambda spare: Path(spare).write_bytes(made))
    return True


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        raise AvgkitError(f"{path.name} is niet te verwijderen. Sluit het bestand en probeer het opnieuw.") from None


def _identity(contact: Contact) -> tuple:
    return contact.name, contact.email, contact.phone, contact.company, contact.consent, contact.objection


def by_hand(path: Path, rows: Iterable[int]) -> AvgkitError:
    """Return what to say when the learner has to do it."""
    numbers = ", ".join(map(str, rows))
    word = "rij" if "," not in numbers else "rijen"
    return AvgkitError(f"{path.name} kunnen wij niet veilig herschrijven. Doe het zelf: {word} {numbers}.")


def _maker(raw: RawFile) -> Callable[[RawFile, list[int]], bytes]:
    makers = {TABLE: _text_without, CARDS: _text_without, PARQUET: _parquet_without, XLSX: _workbook_without}
    return makers.get(raw.kind, _refuse)


def _refuse(raw: RawFile, rows: list[int]) -> bytes:
    raise by_hand(raw.path, rows)


def _text_without(raw: RawFile, rows: list[int]) -> bytes:
    if not raw.encoding:
        raise by_hand(raw.path, rows)
    gone = {line for row in rows for line in range(*raw.span(row))}
    return as_bytes(raw, [line for place, line in enumerate(raw.lines) if place not in gone])


def _parquet_without(raw: RawFile, rows: list[int]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = pq.ParquetFile(raw.path)
    table, gone = file.read(), set(rows)
    packing = file.metadata.row_group(0).column(0).compression
    file.close()
    kept = table.filter(pa.array([number not in gone for number in range(2, table.num_rows + 2)]))
    stream = io.BytesIO()
    pq.write_table(kept, stream, compression="none" if packing == "UNCOMPRESSED" else packing)
    return stream.getvalue()


def _workbook_without(raw: RawFile, rows: list[int]) -> bytes:
    book, sheet = _plain_workbook(raw, rows)
    for row in reversed(rows):
        sheet.delete_rows(row)
    return _packed(book)


def _plain_workbook(raw: RawFile, rows: list[int]) -> tuple:
    """Return the workbook and the sheet with the list. Raises for a workbook with more in it than cells."""
    from openpyxl import load_workbook

    with zipfile.ZipFile(raw.path) as packed:
        names = packed.namelist()
        sheets = [name for name in names if name.startswith("xl/worksheets/") or name.endswith("workbook.xml")]
        plain = all(map(_PLAIN_PARTS.fullmatch, names))
        plain = plain and not any(_NOT_PLAIN.search(packed.read(name)) for name in sheets)
        plain = plain and b"<rPr>" not in b"".join(packed.read(n) for n in names if n.endswith("sharedStrings.xml"))
    if not plain:
        raise by_hand(raw.path, rows)
    book = load_workbook(raw.path)
    return book, next(sheet for sheet in book.worksheets if sheet.calculate_dimension() != "A1:A1" or sheet["A1"].value)


def _packed(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def corrected(path: Path, row: int, changes: Mapping[str, str]) -> int:
    """Replace old text by new in the cells of one row; return how many cells changed. Raises as ``without`` does.

    ``changes``: the old text of a whole cell -> the new one.
    """
    raw, changes = raw_file(path), {old: harmless_cell(new) for old, new in changes.items()}
    cells = [cell for _, cell in raw.cells(row) if cell.strip() in changes]
    if not cells:
        return 0
    if raw.kind == TABLE and raw.encoding:
        made = _text_with(raw, row, changes)
    elif raw.kind == XLSX:
        made = _workbook_with(raw, row, changes)
    else:
        raise by_hand(path, [row])
    before, after = read_bytes(path.read_bytes(), path.name, any_rows=True), read_bytes(made, path.name, any_rows=True)
    others = [[_identity(c) for c in reading.contacts if c.row != row] for reading in (before, after)]
    if others[0] != others[1] or before.size != after.size:
        raise by_hand(path, [row])
    save_whole(path, lambda spare: Path(spare).write_bytes(made))
    return len(cells)


def _text_with(raw: RawFile, row: int, changes: Mapping[str, str]) -> bytes:
    import csv

    first, last = raw.span(row)
    old = "".join(raw.lines[first:last])
    (cells,) = csv.reader(io.StringIO(old, newline=""), delimiter=raw.delimiter)
    end = old[len(old.rstrip("\r\n")) :]
    quoted = old.lstrip().startswith('"')
    line = io.StringIO()
    writer = csv.writer(
        line, delimiter=raw.delimiter, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL, lineterminator=end
    )
    writer.writerow([changes.get(cell.strip(), cell) for cell in cells])
    return as_bytes(raw, [*raw.lines[:first], line.getvalue(), *raw.lines[last:]])


def _workbook_with(raw: RawFile, row: int, changes: Mapping[str, str]) -> bytes:
    book, sheet = _plain_workbook(raw, [row])
    for cell in sheet[row]:
        if isinstance(cell.value, str) and cell.value.strip() in changes:
            cell.value = changes[cell.value.strip()]
    return _packed(book)
