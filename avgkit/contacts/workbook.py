"""Workbooks and Parquet files to a grid: .xlsx, .xls and .ods by way of calamine, Parquet by way of pyarrow."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from avgkit.base.errors import AvgkitError, part
from avgkit.contacts.grid import Grid, Known, from_rows
from avgkit.contacts.packed import MOST_CELLS, MOST_UNPACKED, broken, refuse_bomb
from avgkit.contacts.sheet_marks import Mark, add_marks

_PATIENCE = 60
MOST_MEMORY = 4_000_000_000
CALAMINE = "python_calamine"
Filled = tuple[str, int, list[tuple[int, list[str]]]]
"""A sheet that holds anything: its title, the column where it begins (from 0), and its rows with their numbers."""
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_NOT_OPEN = {
    "EncryptedPackage": "heeft een wachtwoord; open het in Excel, haal het wachtwoord eraf en bewaar het opnieuw",
    "WordDocument": "is een Word-document en geen lijst; zet je lijst in Excel en bewaar die als .xlsx",
    "__substg1.0_": "is een mail van Outlook en geen lijst; exporteer je contacten als CSV",
}
"""What stands in a file of Office that is no open workbook, and what it is (Dutch)."""


def is_workbook(data: bytes) -> bool:
    """Tell whether the bytes are a zipped workbook (.xlsx, .ods) or an old .xls."""
    return data.startswith((b"PK", OLD_EXCEL))


def workbook_kind(data: bytes) -> str:
    """Return xls, ods or xlsx."""
    if data.startswith(OLD_EXCEL):
        return "xls"
    return "ods" if b"opendocument.spreadsheet" in data[:200] else "xlsx"


@dataclass
class WorkbookSheet:
    """A sheet: its title, its grid, the column (from 0) where that begins, and what it shows beside its cells
    (``sheet_marks``); ``notices`` tell of it in Dutch, ``rows`` are all of its rows, those above the headings too.
    """

    title: str
    grid: Grid
    first_column: int = 0
    marks: list[Mark] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


def sheets_of(data: bytes, name: str, known: Known) -> list[WorkbookSheet]:
    """Return the sheets that hold anything, hidden ones too. Raises AvgkitError for a broken or too large file."""
    if data.startswith(OLD_EXCEL):
        for mark, told in _NOT_OPEN.items():
            if mark.encode("utf-16-le") in data:
                raise AvgkitError(f"{name} {told}.")
        found = _sheets_apart(data, name)
    else:
        refuse_bomb(data, name)
        part(CALAMINE, name)
        with told_if_broken(name):
            found = _sheets(data)
    if not found:
        raise AvgkitError(f"{name} is leeg; kies een bestand met een lijst.")
    sheets = []
    for title, start, rows in found:
        grid = from_rows(rows, [], None, known)
        grid.from_workbook = True
        sheets.append(WorkbookSheet(title, grid, start, rows=rows))
    if data.startswith(b"PK"):
        add_marks(data, sheets)
    return sheets


def from_workbook(data: bytes, name: str, known: Known) -> Grid:
    """Return the grid of the first sheet that holds anything; raises as ``sheets_of`` does."""
    return sheets_of(data, name, known)[0].grid


@contextlib.contextmanager
def told_if_broken(name: str) -> Iterator[None]:
    """Turn what calamine raises for a damaged file into one sentence: many kinds, and a panic of its Rust code too."""
    try:
        yield
    except MemoryError:
        raise
    except Exception:
        raise broken(name) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise broken(name) from None


def _sheets(data: bytes) -> list[Filled]:
    """Return the sheets that hold anything."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = []
    for title in book.sheet_names:
        sheet = book.get_sheet_by_name(title)
        cells = ([_as_text(cell) for cell in row] for row in sheet.iter_rows())  # rows from the top
        if rows := [(number, row) for number, row in enumerate(cells, 1) if any(row)]:
            found.append((title, sheet.start[1] if sheet.start else 0, rows))
    return found


def _sheets_apart(data: bytes, name: str) -> list[Filled]:
    """Read an old .xls in a program of its own: one cell that claims to be far away ends the program that reads it.

    What a zipped workbook holds is looked up before (see ``packed``); an .xls can't be looked through as easily.
    """
    part(CALAMINE, name)
    try:
        done = subprocess.run(
            [sys.executable, "-c", "from avgkit.contacts.workbook import pass_rows; pass_rows()"],
            input=data,
            capture_output=True,
            timeout=_PATIENCE,
            check=True,
        )
        told = json.loads(done.stdout)
        return [(title, start, [(number, cells) for number, cells in rows]) for title, start, rows in told]
    except (OSError, ValueError, subprocess.SubprocessError):
        raise broken(name) from None


def pass_rows() -> None:
    """Read a workbook from standard input and write its rows to standard output, as JSON, within MOST_MEMORY."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    sys.stdout.write(json.dumps(_sheets(sys.stdin.buffer.read())))


def from_parquet(data: bytes, name: str) -> Grid:
    """Return the grid of a Parquet file. Raises AvgkitError for a broken one."""
    parquet = part("pyarrow.parquet", name)
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        about = file.metadata
        unpacked = sum(about.row_group(group).total_byte_size for group in range(about.num_row_groups))
        if about.num_rows * about.num_columns > MOST_CELLS or unpacked > MOST_UNPACKED:
            raise AvgkitError(f"{name} is te groot om in één keer te lezen; splits het bestand.")
        table = file.read()
        columns = [[_as_text(cell) for cell in column.to_pylist()] for column in table.columns]
    except AvgkitError:
        raise
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
