"""From text or a workbook's rows to numbered rows of cells, with the heading row found.

The csv module of the standard library reads the rows, not pandas: we need the number of each row, and a row that is
broken must become a reject instead of stopping the file or vanishing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from avgkit.contacts.headings import fold

DELIMITERS = (",", ";", "\t", "|")
LOOK_AHEAD = 40
"""Rows in which the headings are looked for: exports put notes above them."""
LONGEST_CELL = 10_000_000
csv.field_size_limit(LONGEST_CELL)
_NUMBER = re.compile(r"[+(]?(?:[\s().-]?\d){8,15}")
"""A telephone number, as a first row that is data already may hold: a heading is never like this."""
Known = Callable[[str], bool]


@dataclass(frozen=True)
class Reject:
    """A row that could not be read, and why (Dutch, without the row's content)."""

    row: int
    reason: str


@dataclass
class Grid:
    """Headings and the rows under them: (row number in the file, cells)."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]
    rejects: list[Reject] = field(default_factory=list)
    delimiter: str | None = None
    from_workbook: bool = False

    @cached_property
    def folded(self) -> list[str]:
        return [fold(heading) for heading in self.headings]

    def place(self, heading: str) -> int:
        """Return which column has this folded heading."""
        return self.folded.index(heading)


def with_column(grid: Grid, heading: str, cells: Sequence[str]) -> Grid:
    """Return the grid with a column added at the end."""
    rows = [(number, [*row, cell]) for (number, row), cell in zip(grid.rows, cells, strict=True)]
    return replace(grid, headings=[*grid.headings, heading], rows=rows)


def from_text(text: str, known: Known) -> Grid:
    """Return the grid of a delimited text; the delimiter is the one that gives the most known headings."""
    lines = text.splitlines(keepends=True)
    delimiter = max(DELIMITERS, key=lambda mark: _score(lines, mark, known))
    rejects: list[Reject] = []
    rows = list(_rows(lines, delimiter, rejects))
    return from_rows(rows, rejects, delimiter, known)


def _score(lines: Sequence[str], mark: str, known: Known) -> tuple[int, int]:
    best = (0, 0)
    for line in lines[:LOOK_AHEAD]:
        cells = next(csv.reader([line], delimiter=mark), []) if len(line) < LONGEST_CELL else []
        best = max(best, (sum(map(known, cells)), len(cells)))
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
                if any(map(str.strip, cells)):
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


def from_rows(rows: list[tuple[int, list[str]]], rejects: list[Reject], delimiter: str | None, known: Known) -> Grid:
    """Return the grid of numbered rows: its headings found, rows with too many cells among the rejects."""
    if not rows:
        return Grid([], [], rejects, delimiter)
    place = _heading_place([cells for _, cells in rows[:LOOK_AHEAD]], known)
    if place is None:
        width = max(len(cells) for _, cells in rows)
        headings, first, below = [f"Kolom {column}" for column in range(1, width + 1)], 0, rows
    else:
        (first, headings), below = rows[place], rows[place + 1 :]
    grid = Grid(_distinct([heading.strip().lstrip("\ufeff") for heading in headings]), [], [], delimiter)
    grid.rejects = [reject for reject in rejects if reject.row > first]
    width = len(headings)
    for row, cells in below:
        if len(cells) == width:
            grid.rows.append((row, cells))
        elif any(cell.strip() for cell in cells[width:]):
            reason = f"Deze rij heeft {len(cells)} cellen en er zijn {width} koppen; herstel de rij."
            grid.rejects.append(Reject(row, reason))
        else:
            grid.rows.append((row, (cells + [""] * width)[:width]))
    grid.rejects.sort(key=lambda reject: reject.row)
    return grid


def _heading_place(rows: Sequence[Sequence[str]], known: Known) -> int | None:
    """Return where the headings are, or None when the first row is data already.

    A later row can be it only when what stands above is notes: rows with fewer filled cells.
    """
    scores = [sum(map(known, cells)) for cells in rows]
    for place in sorted(range(len(rows)), key=lambda row: (-scores[row], row)):
        filled = _filled(rows[place])
        if scores[place] and all(_filled(above) < min(filled, 4) for above in rows[:place]):
            return place
    return None if any("@" in cell or _NUMBER.fullmatch(cell.strip()) for cell in rows[0]) else 0


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
