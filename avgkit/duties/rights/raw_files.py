"""A file as it is, row by row with every cell, so that all we hold of somebody can be shown, and taken out.

The numbers of the rows are those of the readers: the line, or the row of the sheet, or the line of a card's BEGIN.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.base.files import plain_file
from avgkit.contacts import grid, text, workbook
from avgkit.contacts.cleaning.emails import first_address
from avgkit.contacts.cleaning.phones import first_number
from avgkit.contacts.formats import known_heading, vcard, whatsapp

_ADDRESS = re.compile(r"[^\s,;<>()\"'|:]+@[^\s,;<>()\"'|:]+")
_NUMBER = re.compile(r"\+?\d[\d\s().-]{6,}\d")
Cells = tuple[tuple[str, str], ...]
TABLE, CARDS, CHAT, XLSX, PARQUET, OTHER = "table", "cards", "chat", "xlsx", "parquet", "other"


@dataclass(frozen=True)
class RawFile:
    """A file with its rows: number -> cells by heading.

    ``lines``: its text, line by line with line ends, for text files. ``more``: the rows of the other sheets of a
    workbook, by (sheet, row). ``first_sheet_only``: an old .xls, of which no other sheet is read.
    """

    path: Path
    kind: str
    rows: dict[int, Cells]
    lines: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    more: dict[tuple[str, int], Cells] = field(default_factory=dict)
    first_sheet_only: bool = False

    def cells(self, row: int) -> Cells:
        """Return the filled cells of a row by heading."""
        return self.rows.get(row, ())

    def rows_with(self, values: Iterable[str]) -> list[int]:
        """Return the rows in which one of these addresses or numbers stands, in whatever cell."""
        wanted = set(values)
        return [row for row, cells in self.rows.items() if wanted and wanted & values_in(cells)]

    def more_with(self, values: Iterable[str]) -> list[tuple[str, int]]:
        """Return the rows of other sheets in which one of these stands, by (sheet, row)."""
        wanted = set(values)
        return [place for place, cells in self.more.items() if wanted and wanted & values_in(cells)]

    def span(self, row: int) -> tuple[int, int]:
        """Return the first line of a row and the line after its last (from 0)."""
        first = row - 1
        if self.kind == CARDS:
            ends = (n for n in range(first, len(self.lines)) if self.lines[n].strip().upper() == "END:VCARD")
            return first, next(ends, len(self.lines) - 1) + 1
        reader = csv.reader(islice(self.lines, first, None), delimiter=self.delimiter, strict=True)
        try:
            next(reader, None)
        except csv.Error:
            return first, first + 1
        return first, first + max(reader.line_num, 1)


def values_in(cells: Cells) -> set[str]:
    """Return the addresses and numbers in these cells, in clean form."""
    found = set()
    for _, cell in cells:
        found |= {first_address(part.strip("."))[0] for part in _ADDRESS.findall(cell)} if "@" in cell else set()
        found |= {first_number(part)[0] for part in _NUMBER.findall(cell)}
    return {value for value in found if value}


def raw_file(path: Path) -> RawFile:
    """Return a file with all its rows. Raises AvgkitError for a file that cannot be read."""
    try:
        data = plain_file(path).read_bytes()
    except OSError:
        raise AvgkitError(f"{path.name} is niet te lezen; kijk of het bestand er is.") from None
    if workbook.is_workbook(data):
        kind = XLSX if workbook.workbook_kind(data) == "xlsx" else OTHER
        found = _rows(workbook.from_workbook(data, path.name, known_heading))
        old = data.startswith(workbook.OLD_EXCEL)
        return RawFile(path, kind, found, more={} if old else _other_sheets(data, path.name), first_sheet_only=old)
    if data.startswith(b"PAR1"):
        return RawFile(path, PARQUET, _rows(workbook.from_parquet(data, path.name)))
    text.refuse_other(path.name, data)
    content, encoding, _ = text.decode(data)
    lines = tuple(text.lines_in(content))
    if vcard.looks_like(content):
        raw = RawFile(path, CARDS, {}, lines, _encoding(data, content, encoding))
        starts = [number for number, _ in vcard.to_grid(content).rows]
        starts += [reject.row for reject in vcard.to_grid(content).rejects]
        for number in starts:
            first, last = raw.span(number)
            raw.rows[number] = tuple(_card("".join(lines[first:last])))
        return raw
    if whatsapp.looks_like(content):
        return RawFile(path, CHAT, _messages(content, lines))
    table = grid.from_text(content, known_heading)
    raw = RawFile(path, TABLE, _rows(table), lines, _encoding(data, content, encoding), table.delimiter or "")
    for reject in table.rejects:
        first, last = raw.span(reject.row)
        raw.rows[reject.row] = (("rij", "".join(lines[first:last]).strip()),)
    return raw


def _rows(table: grid.Grid) -> dict[int, Cells]:
    return {
        number: tuple((h or "zonder kop", c) for h, c in zip(table.headings, cells, strict=True) if c.strip())
        for number, cells in table.rows
    }


def _other_sheets(data: bytes, name: str) -> dict[tuple[str, int], Cells]:
    """Return the rows of every sheet after the first that holds anything: the readers look at that one only."""
    from python_calamine import CalamineWorkbook

    with workbook.told_if_broken(name):
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(title, book.get_sheet_by_name(title)) for title in book.sheet_names]
    filled = [(title, sheet, sheet.start[0]) for title, sheet in sheets if sheet.start]
    return {
        (title, number): tuple(("cel", str(cell)) for cell in row if cell not in ("", None))
        for title, sheet, start in filled[1:]
        for number, row in enumerate(sheet.to_python(), start + 1)
    }


def _card(card: str) -> Iterable[tuple[str, str]]:
    """Return the lines of a card by their key."""
    for line in re.sub(r"(?:\r\n|\n|\r)[ \t]", "", card).splitlines():
        key, colon, value = line.partition(":")
        if colon and value.strip() and key.upper() not in ("BEGIN", "END", "VERSION"):
            yield key.partition(";")[0], value


def _messages(content: str, lines: Sequence[str]) -> dict[int, Cells]:
    """Return the messages of a chat by the line on which they begin."""
    starts = [number for number, _ in whatsapp.to_grid(content).rows]
    return {
        first: (("bericht", "".join(lines[first - 1 : last - 1]).rstrip("\r\n")),)
        for first, last in pairwise([*starts, len(lines) + 1])
    }


def _encoding(data: bytes, content: str, encoding: str) -> str:
    """Return the encoding in which this text gives back these very bytes, or nothing: an old code page is a guess."""
    if encoding not in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        return ""
    tries = (encoding, "utf-16-le", "utf-16-be") if encoding == "utf-16" else (encoding,)
    for name in tries:
        for start in ("", "\ufeff"):
            if (start + content).encode(name, "replace") == data:
                return f"{name}|{start}"
    return ""


def as_bytes(raw: RawFile, lines: Sequence[str]) -> bytes:
    """Return these lines in the encoding of the file."""
    name, _, start = raw.encoding.partition("|")
    return (start + "".join(lines)).encode(name)
