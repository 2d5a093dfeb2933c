"""Workbooks and Parquet files to a grid: .xlsx, .xls and .ods by way of calamine, Parquet by way of pyarrow."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

from avgkit.contacts.grid import Grid, Known, from_rows
from avgkit.errors import AvgkitError

MOST_UNPACKED = 1_000_000_000
MOST_COLUMNS = 16_384
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def is_workbook(data: bytes) -> bool:
    """Tell whether the bytes are a zipped workbook (.xlsx, .ods) or an old .xls."""
    return data.startswith((b"PK", OLD_EXCEL))


def kind_of(data: bytes) -> str:
    """Return xls, ods or xlsx."""
    if data.startswith(OLD_EXCEL):
        return "xls"
    return "ods" if b"opendocument.spreadsheet" in data[:200] else "xlsx"


def from_workbook(data: bytes, name: str, known: Known) -> Grid:
    """Return the grid of the first sheet that holds anything. Raises AvgkitError for a broken or too large file."""
    from python_calamine import CalamineWorkbook

    _refuse_bomb(data, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            above = sheet.start[0] if sheet.start else 0
            cells = [[_as_text(cell) for cell in row] for row in sheet.to_python()]
            rows = [(number, row) for number, row in enumerate(cells, above + 1) if any(row)]
            if rows:
                grid = from_rows(rows, [], None, known)
                grid.from_workbook = True
                return grid
    except BaseException as error:  # calamine raises many kinds for a damaged file, a panic of its Rust code too
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise AvgkitError(
            f"{name} is geen Excel-bestand dat te lezen is; open het in Excel en bewaar het opnieuw als .xlsx."
        ) from None
    raise AvgkitError(f"{name} is leeg; kies een bestand met een lijst.")


def _refuse_bomb(data: bytes, name: str) -> None:
    """Raise AvgkitError for a zip file that unpacks to more than a list can be, or that is no workbook."""
    if data.startswith(OLD_EXCEL):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
            parts = set(packed.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise AvgkitError(
            f"{name} is geen Excel-bestand dat te lezen is; open het in Excel en bewaar het opnieuw als .xlsx."
        ) from None
    if size > MOST_UNPACKED:
        raise AvgkitError(f"{name} is uitgepakt te groot; bewaar alleen het blad met je lijst als CSV.")
    if not parts & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise AvgkitError(
            f"{name} is een ingepakt bestand en geen lijst; pak het uit en kies de lijst die erin zit (CSV of Excel)."
        )


def from_parquet(data: bytes, name: str) -> Grid:
    """Return the grid of a Parquet file. Raises AvgkitError for a broken one."""
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.read_table(io.BytesIO(data))
        columns = [[_as_text(cell) for cell in column.to_pylist()] for column in table.columns]
    except Exception:  # pyarrow raises many kinds for a damaged file
        raise AvgkitError(f"{name} is geen Parquet-bestand dat te lezen is; maak het opnieuw.") from None
    rows = [(number, list(cells)) for number, cells in enumerate(zip(*columns, strict=True), 2) if any(cells)]
    return Grid([str(heading) for heading in table.column_names], rows, from_workbook=True)


def _as_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float) and cell != cell:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    return str(cell)
