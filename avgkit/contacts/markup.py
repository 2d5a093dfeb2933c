"""Tables in HTML or in the XML of Excel 2003, which shops, plugins and old programs write under the name .xls.

A reader of our own: that of the standard library takes hours for some pages of a few megabytes. It follows no links
and unpacks no entities of the file's own.
"""

from __future__ import annotations

import re
from html import unescape

from avgkit.base.errors import AvgkitError
from avgkit.contacts import text
from avgkit.contacts.grid import MOST_COLUMNS, Known, from_rows
from avgkit.contacts.packed import MOST_CELLS
from avgkit.contacts.workbook import WorkbookSheet

_BEGINS = re.compile(
    rb"<(?:!doctype|!--|html|head|meta|body|table|div|style|\?xml|\w+:?workbook)\b", re.IGNORECASE
).match
_PAGE = re.compile(r"<(?:!doctype html|html|body|table|div)\b", re.IGNORECASE).search
_WIDEST, _LARGEST, _MOST_TABLES = 1000, 10_000_000, 500
_TAG = re.compile(
    r"""(/?)(?:\w+:)?([a-z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*'){0,500}|[^>]*)(?:>|$)""", re.IGNORECASE
).match
_INDEX = re.compile(r"""\bss:index\s*=\s*["']?(\d{1,4})\b""", re.IGNORECASE).search
_NAMED = re.compile(r"""\bss:name\s*=\s*["']([^"']*)""", re.IGNORECASE).search
_NUMBERS = re.compile(r"&#(?:x[0-9a-f]{9,}|\d{9,});?", re.IGNORECASE)
"""A sign by a number that no sign has; one of thousands of digits is an error in Python."""
_HIDDEN = {"script": "/script>", "style": "/style>"}
_ROWS, _CELLS = frozenset({"tr", "row"}), frozenset({"td", "th", "cell"})


def is_markup(data: bytes) -> bool:
    """Tell whether the bytes are a web page or XML."""
    return bool(_BEGINS(data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")))


def sheets_of(data: bytes, name: str, known: Known) -> list[WorkbookSheet]:
    """Return the tables that hold anything. Raises AvgkitError with a sentence that says what the file is."""
    content = text.decode(data)[0]
    tables = _Tables()
    try:
        if len(data) > _LARGEST:
            raise OverflowError
        tables.feed(content)
    except OverflowError:
        raise AvgkitError(f"{name} is te groot voor een webpagina of XML; bewaar je lijst als CSV.") from None
    page = bool(_PAGE(content[:5000]))
    sheets: list[WorkbookSheet] = []
    for title, rows in tables.found:
        texts = [[_plain(pieces) for pieces in row] for row in rows]
        if filled := [(number, cells) for number, cells in enumerate(texts, 1) if any(cells)]:
            grid = from_rows(filled, [], None, known)
            grid.from_workbook = True
            sheets.append(WorkbookSheet(title or f"tabel {len(sheets) + 1}", grid))
    if not sheets:
        kind = "een webpagina (HTML)" if page else "een XML-bestand"
        raise AvgkitError(f"{name} is {kind} zonder lijst; open het in Excel en bewaar je lijst als CSV of .xlsx.")
    return sheets


def _plain(pieces: list[str]) -> str:
    text = "".join(pieces)
    return (unescape(_NUMBERS.sub("\ufffd", text)) if "&" in text else text).strip()


class _Tables:
    """Collects the tables: (title, rows of cells in pieces); ``around``: those that are open.

    A cell of Excel 2003 may tell its column (ss:Index).
    """

    def __init__(self) -> None:
        self.found: list[tuple[str, list[list[list[str]]]]] = []
        self.around: list[list[list[list[str]]]] = []
        self.title, self.in_cell, self.hidden, self.cells = "", False, "", 0

    def feed(self, content: str) -> None:
        """Take a page: each piece begins where a tag may, so that none is looked at twice. Raises OverflowError."""
        for piece in content.split("<")[1:]:
            if self.hidden:
                _, ended, text = piece.partition(self.hidden)
                if ended:
                    self.hidden = ""
                    self.take(text)
            elif piece.startswith("!--"):
                self.hidden = "" if "-->" in piece else "-->"
                self.take(piece.partition("-->")[2])
            elif piece.startswith("![CDATA["):
                self.take(piece[8:].replace("]]>", "", 1))
            elif tag := _TAG(piece):
                name = tag[2].lower()
                (self.close if tag[1] else self.open)(name, tag[3])
                if tag[3].endswith("/"):
                    self.close(name, "")
                self.take(piece[tag.end() :])
            elif piece[:1] in ("!", "?"):
                self.take(piece.partition(">")[2])
            else:
                self.take(f"<{piece}")

    def open(self, tag: str, told: str) -> None:
        if tag in _HIDDEN:
            self.hidden = _HIDDEN[tag]
        elif tag == "worksheet":
            self.title = unescape(name[1]) if (name := _NAMED(told)) else ""
        elif tag == "table":
            self.around.append([])
            self.found.append((self.title, self.around[-1]))
            self.in_cell = False
            if len(self.found) > _MOST_TABLES:
                raise OverflowError
        elif tag in _ROWS and self.around:
            self.around[-1].append([])
            self.in_cell = False
        elif tag in _CELLS and self.around and self.around[-1]:
            row = self.around[-1][-1]
            place = int(index[1]) if (index := _INDEX(told)) else 0
            fresh = max(min(place, _WIDEST) - len(row), 1)
            row += [[] for _ in range(fresh)]
            self.in_cell, self.cells = True, self.cells + fresh
            if self.cells > MOST_CELLS or len(row) > MOST_COLUMNS:
                raise OverflowError
        elif tag == "br":
            self.take("\n")

    def close(self, tag: str, _: str) -> None:
        if tag in _CELLS or tag in _ROWS:
            self.in_cell = False
        elif tag == "table" and self.around:
            self.around.pop()
            self.in_cell = bool(self.around)

    def take(self, text: str) -> None:
        """Add text to the cell that is open."""
        if text and self.in_cell and self.around[-1] and (row := self.around[-1][-1]):
            row[-1].append(text)
