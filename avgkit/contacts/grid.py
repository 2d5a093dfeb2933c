"""From text or a workbook to numbered rows of cells, with the heading row found.

The csv module of the standard library reads the rows, not pandas: we need the number of each row, and a row that is
broken must become a reject instead of stopping the file or vanishing.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from avgkit.contacts.headings import known_heading
from avgkit.contacts.model import Reject
from avgkit.errors import AvgkitError

DELIMITERS = (",", ";", "\t", "|")
LOOK_AHEAD = 40
"""Rows in which the headings are looked for: exports put notes above them."""
LONGEST_CELL = 10_000_000
MOST_UNPACKED = 1_000_000_000
csv.field_size_limit(LONGEST_CELL)


@dataclass
class Grid:
    """Headings and the rows under them: (row number in the file, cells)."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]
    rejects: list[Reject] = field(default_factory=list)
    delimiter: str | None = None
    from_workbook: bool = False


def from_text(text: str) -> Grid:
    """Return the grid of a delimited text; the delimiter is the one that gives the most known headings."""
    lines = text.splitlines(keepends=True)
    delimiter = max(DELIMITERS, key=lambda mark: _score(lines, mark))
    rejects: list[Reject] = []
    rows = list(_rows(lines, delimiter, rejects))
    return _grid(rows, rejects, delimiter)


def from_workbook(data: bytes, name: str) -> Grid:
    """Return the grid of the first sheet of an .xlsx file that holds anything. Raises AvgkitError for a broken one."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise AvgkitError(f"{name} is uitgepakt te groot; bewaar alleen het blad met je lijst als CSV.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = [
                (number, [_as_text(cell) for cell in cells])
                for number, cells in enumerate(sheet.iter_rows(values_only=True), 1)
            ]
            rows = [(number, cells) for number, cells in rows if any(cells)]
            if rows:
                grid = _grid(rows, [], None)
                grid.from_workbook = True
                return grid
    except AvgkitError:
        raise
    except Exception:  # openpyxl raises many kinds for a damaged file
        raise AvgkitError(
            f"{name} is geen Excel-bestand dat te lezen is; open het in Excel en bewaar het opnieuw als .xlsx."
        ) from None
    raise AvgkitError(f"{name} is leeg; kies een bestand met een lijst.")


def _as_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _score(lines: Sequence[str], mark: str) -> tuple[int, int]:
    best = (0, 0)
    for line in lines[:LOOK_AHEAD]:
        cells = next(csv.reader([line], delimiter=mark), [])
        best = max(best, (sum(map(known_heading, cells)), len(cells)))
    return best


def _rows(lines: Sequence[str], delimiter: str, rejects: list[Reject]) -> Iterable[tuple[int, list[str]]]:
    """Give the rows with their line numbers. A quote that never closes costs its own line, not the rest of the file."""
    start = 0
    while start < len(lines):
        reader = csv.reader(islice(lines, start, None), delimiter=delimiter, strict=True)
        before = 0
        try:
            for cells in reader:
                number, before = start + before + 1, reader.line_num
                if any(cell.strip() for cell in cells):
                    yield number, cells
            return
        except csv.Error:
            broken = start + before
            cells = next(csv.reader([lines[broken]], delimiter=delimiter), [])
            if lines[broken].count('"') % 2 == 0 and len(lines[broken]) < LONGEST_CELL:
                yield broken + 1, cells  # quotes inside a cell: clumsy, but clear
            elif any(cell.strip() for cell in cells):
                rejects.append(
                    Reject(broken + 1, "Er staat een aanhalingsteken te veel of te weinig in deze rij; herstel de rij.")
                )
            start = broken + 1


def _grid(rows: list[tuple[int, list[str]]], rejects: list[Reject], delimiter: str | None) -> Grid:
    if not rows:
        return Grid([], [], rejects, delimiter)
    place = _heading_place([cells for _, cells in rows[:LOOK_AHEAD]])
    if place is None:
        width = max(len(cells) for _, cells in rows)
        headings, first, below = [f"Kolom {column}" for column in range(1, width + 1)], 0, rows
    else:
        (first, headings), below = rows[place], rows[place + 1 :]
    grid = Grid(_distinct([heading.strip().lstrip("\ufeff") for heading in headings]), [], [], delimiter)
    grid.rejects = [reject for reject in rejects if reject.row > first]
    for row, cells in below:
        if any(cell.strip() for cell in cells[len(headings) :]):
            reason = f"Deze rij heeft {len(cells)} cellen en er zijn {len(headings)} koppen; herstel de rij."
            grid.rejects.append(Reject(row, reason))
        else:
            grid.rows.append((row, (cells + [""] * len(headings))[: len(headings)]))
    grid.rejects.sort(key=lambda reject: reject.row)
    return grid


def _heading_place(rows: Sequence[Sequence[str]]) -> int | None:
    """Return where the headings are, or None when the first row is data already.

    A later row can be it only when what stands above is notes: rows with fewer filled cells.
    """
    scores = [sum(map(known_heading, cells)) for cells in rows]
    for place in sorted(range(len(rows)), key=lambda row: (-scores[row], row)):
        filled = _filled(rows[place])
        if scores[place] and all(_filled(above) < min(filled, 4) for above in rows[:place]):
            return place
    return None if any("@" in cell for cell in rows[0]) else 0


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _distinct(headings: Sequence[str]) -> list[str]:
    """Keep columns with the same heading apart: the second “Naam” becomes “Naam (2)”."""
    seen: dict[str, int] = {}
    found = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        found.append(heading if seen[heading] == 1 or not heading else f"{heading} ({seen[heading]})")
    return found
