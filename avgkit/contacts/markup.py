"""Tables in HTML or in the XML of Excel 2003, which shops, plugins and old programs write under the name .xls.

The parser of the standard library follows no links and unpacks no entities of the file's own.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from avgkit.base.errors import AvgkitError
from avgkit.contacts import text
from avgkit.contacts.grid import Known, from_rows
from avgkit.contacts.packed import MOST_CELLS
from avgkit.contacts.workbook import WorkbookSheet

_BEGINS = re.compile(
    rb"<(?:!doctype|!--|html|head|meta|body|table|div|style|\?xml|\w+:?workbook)\b", re.IGNORECASE
).match
_PAGE = re.compile(r"<(?:!doctype html|html|body|table|div)\b", re.IGNORECASE).search
_WIDEST, _LARGEST = 1000, 10_000_000
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
        tables.feed(content.replace("<![", "&lt;!["))  # many of these marks take hours
        tables.close()
    except OverflowError:
        raise AvgkitError(f"{name} is te groot voor een webpagina of XML; bewaar je lijst als CSV.") from None
    page = bool(_PAGE(content[:5000]))
    sheets: list[WorkbookSheet] = []
    for title, rows in tables.found:
        texts = [["".join(pieces).strip() for pieces in row] for row in rows]
        if filled := [(number, cells) for number, cells in enumerate(texts, 1) if any(cells)]:
            grid = from_rows(filled, [], None, known)
            grid.from_workbook = True
            sheets.append(WorkbookSheet(title or f"tabel {len(sheets) + 1}", grid))
    if not sheets:
        kind = "een webpagina (HTML)" if page else "een XML-bestand"
        raise AvgkitError(f"{name} is {kind} zonder lijst; open het in Excel en bewaar je lijst als CSV of .xlsx.")
    return sheets


class _Tables(HTMLParser):
    """Collects the tables: (title, rows of cells in pieces). A cell of Excel 2003 may tell its column (ss:Index)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, list[list[list[str]]]]] = []
        self.title, self.in_cell, self.hidden, self.cells = "", False, "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told, tag = dict(attrs), tag.rpartition(":")[2]
        if tag in ("script", "style"):
            self.hidden = tag
        elif tag == "worksheet":
            self.title = told.get("ss:name") or ""
        elif tag == "table":
            self.found.append((self.title, []))
        elif tag in _ROWS and self.found:
            self.found[-1][1].append([])
        elif tag in _CELLS and self.found and self.found[-1][1]:
            row = self.found[-1][1][-1]
            place = int(told["ss:index"] or 0) if re.fullmatch(r"\d{1,4}", told.get("ss:index") or "") else 0
            fresh = max(min(place, _WIDEST) - len(row), 1)
            row += [[] for _ in range(fresh)]
            self.in_cell, self.cells = True, self.cells + fresh
            if self.cells > MOST_CELLS:
                raise OverflowError
        elif tag == "br":
            self.handle_data("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in _CELLS:
            self.in_cell = False
        if tag == self.hidden:
            self.hidden = ""

    def handle_data(self, data: str) -> None:
        if self.in_cell and not self.hidden:
            row = self.found[-1][1][-1] if self.found and self.found[-1][1] else None
            if row:
                row[-1].append(data)
