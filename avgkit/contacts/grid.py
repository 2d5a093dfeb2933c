"""From text or a workbook's rows to numbered rows of cells, with the heading row found.

The csv module of the standard library reads the rows, not pandas: we need the number of each row, and a row that is
broken must become a reject instead of stopping the file or vanishing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import methodcaller
from typing import TYPE_CHECKING

from avgkit.contacts.headings import fold
from avgkit.contacts.text import lines_in

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = (",", ";", "\t", "|")
LOOK_AHEAD = 40
"""Rows in which the headings are looked for: exports put notes above them."""
MOST_COLUMNS = 16_384  # as a sheet of Excel has; a wider table is not read
LONGEST_CELL, _LONGEST_HEADING = 1_000_000, 4_000
csv.field_size_limit(LONGEST_CELL)
_NUMBER = re.compile(r"[+(]?(?:[\s().-]?\d){8,15}")
"""A telephone number, as a first row that is data already may hold: a heading is never like this."""
TOO_LONG = "Een cel in deze rij is veel te lang voor een lijst; herstel de rij."
_ADDRESS = re.compile(r'"?[^\s@",;]+@[^\s@",;]+\.[^\s@",;]+"?').fullmatch
_LINE = re.compile(r"[\s:|+=_-]*").fullmatch
_MAY_SUM = re.compile(r"\ufeff|\s*(?:$|:?[-=_]|(?:sub|eind|grand|alge)|tota|som\b|sum\b|aantal)", re.IGNORECASE).match
_SUM = re.compile(
    r"(?:(?:sub|eind|grand|algemeen)[ -]?)?(?:totaa?l(?:en|s)?|som|sum|aantal)"
    r"(?: (?:aantal|contacten|personen|rijen|regels|leden|klanten|omzet|contacts|rows|deelnemers))?[\s:=\d.,€]*",
    re.IGNORECASE,
).fullmatch
_AMOUNT = re.compile(r"[\d\s.,:€$%+-]+|EUR [\d.,]+").fullmatch
Known = Callable[[str], bool]


@dataclass(frozen=True)
class Reject:
    """A row that could not be read, and why (Dutch, without its content). ``text``: of a row of somebody."""

    row: int
    reason: str
    text: str = field(default="", repr=False)


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

    @cached_property
    def columns(self) -> list[tuple[str, ...]]:
        """The cells by column; asked when the rows are complete."""
        return list(zip(*(cells for _, cells in self.rows), strict=True))

    def column(self, place: int) -> Sequence[str]:
        """Return the cells of a column."""
        return self.columns[place] if self.rows else ()


def with_column(grid: Grid, heading: str, cells: Sequence[str]) -> Grid:
    """Return the grid with a column added at the end."""
    rows = [(number, [*row, cell]) for (number, row), cell in zip(grid.rows, cells, strict=True)]
    return replace(grid, headings=[*grid.headings, heading], rows=rows)


def from_text(text: str, known: Known) -> Grid:
    """Return the grid of a delimited text; the delimiter is the one that gives the most known headings."""
    lines = lines_in(text)
    delimiter = max(DELIMITERS, key=lambda mark: _score(lines, mark, known))
    rejects: list[Reject] = []
    rows = _sound_rows(lines, delimiter)
    if rows is None:
        rows = list(_rows(lines, delimiter, _score(lines, delimiter, known)[1], rejects))
    return from_rows(rows, rejects, delimiter, known)


def _score(lines: Sequence[str], mark: str, known: Known) -> tuple[int, int]:
    best = (0, 0)
    for line in lines[:LOOK_AHEAD]:
        cells = unwrapped(next(_reader([line[:LONGEST_CELL]], mark), []), mark)
        best = max(best, (sum(map(known, cells[:MOST_COLUMNS])), len(cells)))
    return best


def _reader(lines: Iterable[str], delimiter: str, strict: bool = False) -> Reader:
    return csv.reader(lines, delimiter=delimiter, strict=strict)


def unwrapped(cells: list[str], delimiter: str) -> list[str]:
    """Return the cells of a row that stands whole in one cell, as a spreadsheet saves a file that it did not split."""
    if len(cells) != 1 or delimiter not in cells[0] or len(cells[0]) > LONGEST_CELL:
        return cells
    try:
        return next(_reader([cells[0]], delimiter), cells)
    except csv.Error:  # a line end inside
        return cells


def _sound_rows(lines: list[str], delimiter: str) -> list[tuple[int, list[str]]] | None:
    """Return the rows of a text with a row on each line, all at once; None if a quote is wrong or cells span lines."""
    try:
        rows = list(_reader(lines, delimiter, strict=True))
    except csv.Error:
        return None
    if len(rows) != len(lines):
        return None
    return [pair for pair in enumerate(rows, 1) if pair[1] and (pair[1][0].strip() or any(map(str.strip, pair[1])))]


def _rows(lines: list[str], delimiter: str, width: int, rejects: list[Reject]) -> Iterator[tuple[int, list[str]]]:
    """Give the rows with their line numbers. A quote that never closes costs its own line, not the rest of the file."""
    start = 0
    while start < len(lines):
        rest = iter(lines)
        methodcaller("__setstate__", start)(rest)  # begins there at once, where islice would count from the top
        reader = _reader(rest, delimiter, strict=True)
        before = 0
        try:
            for cells in reader:
                number, last = start + before + 1, reader.line_num
                if last - before > 2 and _swallowed(lines[number : start + last - 1], delimiter, width):
                    raise csv.Error
                before = last
                if any(map(str.strip, cells)):
                    yield number, cells
            return
        except csv.Error:
            broken = start + before
            yield from _broken(broken + 1, lines[broken], delimiter, rejects)
            start = broken + 1


def _swallowed(lines: Sequence[str], delimiter: str, width: int) -> bool:
    """Tell whether a cell over several lines holds whole rows: then its quote was a mistake."""
    return any(
        "@" in line
        and line.count(delimiter) >= width - 1 > 0
        and len(cells := next(_reader([line], delimiter), [])) == width
        and any(map(_ADDRESS, cells))
        for line in lines
    )


def _broken(number: int, line: str, delimiter: str, rejects: list[Reject]) -> Iterator[tuple[int, list[str]]]:
    """Give the row of a line whose quotes are clumsy but clear; otherwise it is a reject."""
    if len(line) >= LONGEST_CELL:
        rejects.append(Reject(number, TOO_LONG))
        return
    cells = next(_reader([line], delimiter), [])
    if line.count('"') % 2 == 0:
        yield number, cells
    elif any(cell.strip() for cell in cells):
        reason = "Er staat een aanhalingsteken te veel of te weinig in deze rij; herstel de rij."
        rejects.append(Reject(number, reason, "\n".join([line, *cells])))


def from_rows(rows: list[tuple[int, list[str]]], rejects: list[Reject], delimiter: str | None, known: Known) -> Grid:
    """Return the grid of numbered rows: its headings found, rows with too many cells among the rejects."""
    if not rows:
        return Grid([], [], rejects, delimiter)
    top = [unwrapped(cells, delimiter) if delimiter else cells for _, cells in rows[:LOOK_AHEAD]]
    place = _heading_place(top, known)
    if place is None:
        width = max(map(len, (*top, *(cells for _, cells in rows))))
        headings, first, below = [f"Kolom {column}" for column in range(1, width + 1)], 0, rows
    else:
        headings, first, below = top[place], rows[place][0], rows[place + 1 :]
    if len(headings) > MOST_COLUMNS:
        return Grid(headings, [], [], delimiter)
    grid = Grid(_distinct(headings), [], [], delimiter)
    grid.rejects = [reject for reject in rejects if reject.row > first]
    width = len(headings)
    grid.rows = [pair for pair in below if len(pair[1]) == width and pair[1] != headings and not _MAY_SUM(pair[1][0])]
    if len(grid.rows) < len(below):
        grid.rows = []
        _sort_out(grid, below, headings if place is not None else [], delimiter)
    return grid


def _sort_out(grid: Grid, rows: Iterable[tuple[int, list[str]]], headings: list[str], delimiter: str | None) -> None:
    """Add each row to the rows or the rejects of the grid."""
    width = len(grid.headings)
    for row, cells in rows:
        if len(cells) != width:
            cells = _fitted(cells, width, delimiter)
        if [cells[0].lstrip("\ufeff"), *cells[1:]] == headings:
            grid.rejects.append(Reject(row, "Deze rij herhaalt de koppen; haal de rij weg."))
        elif _is_sum(cells):
            grid.rejects.append(Reject(row, "Deze rij is een totaal of een streep, en geen mens."))
        elif len(cells) == width:
            grid.rows.append((row, cells))
        else:
            reason = f"Deze rij heeft {len(cells)} cellen en er zijn {width} koppen; herstel de rij."
            grid.rejects.append(Reject(row, reason, "\n".join(cells)))
    grid.rejects.sort(key=lambda reject: reject.row)


def _is_sum(cells: Sequence[str]) -> bool:
    """Tell whether a row is a line, or the total under a list: a word for it first, and only numbers beside it."""
    line = "--" in "".join(cells) and all(map(_LINE, cells))
    first, *rest = [cell.strip() for cell in cells if cell.strip()] or [""]
    return line or (bool(_SUM(first)) and all(map(_AMOUNT, rest)) and not any(map(_NUMBER.fullmatch, rest)))


def _fitted(cells: list[str], width: int, delimiter: str | None) -> list[str]:
    """Return a row with as many cells as there are headings, where that loses nothing."""
    if delimiter and len(whole := unwrapped(cells, delimiter)) == width:
        return whole
    if any(cell.strip() for cell in cells[width:]):
        return cells
    return (cells + [""] * width)[:width]


def _heading_place(rows: Sequence[Sequence[str]], known: Known) -> int | None:
    """Return where the headings are, or None when the first row is data already. Above a later row stand only notes:
    rows with fewer filled cells, or a small table of the report itself with fewer known headings and nobody in it.
    """
    scores = [sum(map(known, cells[:MOST_COLUMNS])) for cells in rows]
    for place in sorted(range(len(rows)), key=lambda row: (-scores[row], row)):
        filled = _filled(rows[place])
        if scores[place] and all(_filled(above) < min(filled, 4) for above in rows[:place]):
            return place
        if scores[place] > 2 and not any("@" in cell for above in rows[:place] for cell in above):
            return place
    return None if any("@" in cell or _NUMBER.fullmatch(cell.strip()) for cell in rows[0]) else 0


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _distinct(headings: Sequence[str]) -> list[str]:
    """Keep columns with the same heading apart: the second “Naam” becomes “Naam (2)”."""
    seen: dict[str, int] = {}
    found = []
    for heading in (heading.strip().lstrip("\ufeff")[:_LONGEST_HEADING] for heading in headings):
        seen[heading] = seen.get(heading, 0) + 1
        found.append(heading if seen[heading] == 1 or not heading else f"{heading} ({seen[heading]})")
    return found
