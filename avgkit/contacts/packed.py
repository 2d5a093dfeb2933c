"""What a zipped workbook would become, looked up before anything unpacks it.

A workbook of some kilobytes can unpack to gigabytes, or hold one cell so far away that all the empty ones before it
do not fit in memory: the library that reads it would end the program. So its parts are read here first, in pieces.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from avgkit.base.errors import AvgkitError

MOST_UNPACKED = 1_000_000_000
MOST_TIMES = 200
"""How many times larger than its packed form a large part may be. A sheet with a list is some twenty times larger."""
LARGE = 20_000_000
MOST_CELLS = 12_000_000
"""Cells of a sheet, the empty ones before and between the filled ones too: a million rows of twelve columns."""
PIECE = 1_000_000
LONGEST_TAG = 1_000
SHEETS = re.compile(r"content\.xml|xl/worksheets/[^/]*\.xml").fullmatch
BOOKS = frozenset({"xl/workbook.xml", "xl/workbook.bin", "content.xml"})
_ROW = re.compile(rb"<(?:\w+:)?(?:table-)?row\b")
_CELL = re.compile(rb"<(?:\w+:)?(?:(?:covered-)?table-cell|c)\b")
_ROW_NUMBER = re.compile(rb"<(?:\w+:)?row\b[^>]*?\sr=\"(\d{1,9})\"")
_COLUMN = re.compile(rb"\sr=\"([A-Za-z]{1,4})\d")
_ROWS_REPEATED = re.compile(rb"<[^<>]*number-rows-repeated=\"(\d+)\"[^<>]*>(?!\s*<[^<>]*/>\s*</)")
_CELLS_REPEATED = re.compile(rb"<[^<>]*number-columns-repeated=\"(\d+)\"[^<>]*(?<!/)>")


def refuse_bomb(data: bytes, name: str) -> None:
    """Raise AvgkitError with a Dutch sentence for a zip file that is no workbook, or would become too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if not BOOKS & {part.filename for part in parts}:
                raise AvgkitError(
                    f"{name} is een ingepakt bestand en geen lijst; "
                    "pak het uit en kies de lijst die erin zit (CSV of Excel)."
                )
            unpacked = 0
            for part in parts:
                unpacked += _unpacked(packed, part, name, MOST_UNPACKED - unpacked)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, RuntimeError, zlib.error):
        raise broken(name) from None


def broken(name: str) -> AvgkitError:
    """Return the sentence for a workbook that can't be read."""
    return AvgkitError(
        f"{name} is geen Excel-bestand dat te lezen is; open het in Excel en bewaar het opnieuw als .xlsx."
    )


def _unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, room: int) -> int:
    """Return how large a part really is; raises AvgkitError when that is too much, or when its sheet is too wide."""
    sheet = _Sheet() if SHEETS(part.filename) else None
    size = 0
    for piece in _pieces(packed, part):
        size += len(piece)
        if size > room or (size > LARGE and size > MOST_TIMES * max(part.compress_size, 1)):
            raise AvgkitError(f"{name} is uitgepakt te groot; bewaar alleen het blad met je lijst als CSV.")
        if size == len(piece) and b"<!DOCTYPE" in piece[:2000]:
            raise broken(name)
        if sheet is not None and sheet.takes(piece) > MOST_CELLS:
            raise _too_many(name)
    if sheet is not None and sheet.takes(b"") > MOST_CELLS:
        raise _too_many(name)
    return size


def _too_many(name: str) -> AvgkitError:
    return AvgkitError(
        f"{name} heeft een blad met te veel cellen; zet alleen je lijst op een nieuw blad en bewaar dat."
    )


def _pieces(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Give the content of a part in pieces. The size that the file itself tells is not believed."""
    part.file_size = MOST_UNPACKED + PIECE
    with packed.open(part) as content:
        while piece := content.read(PIECE):
            yield piece


class _Sheet:
    """Counts how far the cells of a sheet reach, piece by piece."""

    def __init__(self) -> None:
        self.rest, self.rows, self.last_row, self.columns, self.in_row = b"", 0, 0, 1, 0

    def takes(self, piece: bytes) -> int:
        """Return how many cells the sheet has so far, from the first to the last row and column.

        A row that goes on in the next piece is counted there; an empty piece ends the sheet.
        """
        text = self.rest + piece
        end = _cut(text) if piece else len(text)
        text, self.rest = text[:end], text[end:]
        named, repeats = _COLUMN.findall(text), b"-repeated=" in text
        self.columns = max((self.columns, *map(_number, set(named))))
        if text.count(b"cell") or sum(map(text.count, (b"<c ", b":c ", b"<c>", b":c>", b"<c/", b":c/"))) > len(named):
            before, *rows = [len(_CELL.findall(row)) for row in _ROW.split(text)]
            self.in_row += before
            self.columns = max((self.columns, self.in_row, *rows))
            self.in_row = rows[-1] if rows else self.in_row
        self.rows += len(_ROW.findall(text))
        if repeats:
            self.columns = max((self.columns, *map(int, _CELLS_REPEATED.findall(text))))
            self.rows += sum(map(int, _ROWS_REPEATED.findall(text)))
        self.last_row = max((self.last_row, *map(int, _ROW_NUMBER.findall(text))))
        return max(self.rows, self.last_row) * self.columns


def _cut(text: bytes) -> int:
    """Return where the last row of this text begins, or the last tag when that row is very long."""
    row = max(text.rfind(b"<row"), text.rfind(b":row "), text.rfind(b"table-row "), text.rfind(b"table-row>"))
    start = text.rfind(b"<", 0, row + 1) if row > 0 else -1
    if start < len(text) - PIECE:
        start = text.rfind(b"<", max(len(text) - LONGEST_TAG, 0))
    return start if start >= 0 else len(text)


def _number(letters: bytes) -> int:
    """Return the number of a column: A is 1, XFD is 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
