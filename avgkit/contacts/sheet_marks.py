"""What a sheet of an .xlsx shows beside its cells: remarks, struck-through text, hidden rows, formulas without an
outcome.

Each may mean a no that no cell says. The parts of the file are read here themselves, for the library that reads the
cells gives none of this.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from avgkit.base.dutch import count
from avgkit.contacts.cell_colours import (
    Filled,
    Legend,
    coloured,
    column_of,
    filled_cells,
    fills_of,
    legend_of,
    unexplained,
)
from avgkit.contacts.signal_rules import Signal
from avgkit.contacts.stop_signals import heading_kind, signal

if TYPE_CHECKING:
    from avgkit.contacts.workbook import WorkbookSheet

MOST = 300_000_000
"""Bytes of a sheet that are looked through for marks; a larger one has none of our concern."""
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_COMMENT = re.compile(
    r'<(?:\w+:)?(?:comment|threadedComment)\b[^>]*\bref="([A-Z]+)(\d+)"[^>]*>(.*?)</(?:\w+:)?(?:comment|threadedComment)>',
    re.DOTALL,
)
_TEXT = re.compile(r"<(?:\w+:)?(?:t|text)\b[^>]*>(.*?)</(?:\w+:)?(?:t|text)>", re.DOTALL)
_HIDDEN = re.compile(r'<(?:\w+:)?row\b[^>]*\br="(\d+)"[^>]*\bhidden="(?:1|true)"')
_HIDDEN_FIRST = re.compile(r'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d+)"')
_STYLED = r'<(?:\w+:)?c\b(?=[^>]*\bs="(?:%s)")[^>]*\br="[A-Z]+(\d+)"'
_EMPTY_FORMULA = re.compile(
    r'<(?:\w+:)?c\b[^>]*\br="([A-Z]+)(\d+)"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>(.*?)</(?:\w+:)?f>)\s*'
    r"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>",
    re.DOTALL,
)
_PERHAPS = Signal(False)
_MERGED = re.compile(r'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_STRING = re.compile(r"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_SHARED = r'<(?:\w+:)?c\b(?=[^>]*\bt="s")[^>]*\br="[A-Z]+(\d+)"[^>]*>\s*<(?:\w+:)?v>(?:%s)</'
_INLINE = (
    r'<(?:\w+:)?c\b(?=[^>]*\bt="inlineStr")[^>]*\br="[A-Z]+(\d+)"[^>]*>(?:(?!</(?:\w+:)?c>).)*?'
    r'<(?:\w+:)?strike(?!\s+val="(?:0|false)")\b'
)
COLOUR = "kleur van een cel"
REMARK, STRUCK, FORMULA = "opmerking bij een cel", "doorgestreept", "formule zonder uitkomst"
MERGED = "samengevoegde cellen"


@dataclass(frozen=True)
class Mark:
    """Something that may mean a no: the row, what stands in place of a column, its text and what it says."""

    row: int
    column: str
    text: str
    signal: Signal


def add_marks(data: bytes, sheets: Sequence[WorkbookSheet]) -> None:
    """Add the marks and notices of each sheet. A file without the parts of an .xlsx has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
            if "xl/workbook.xml" not in names:
                return
            styles = _struck_styles(_part(packed, "xl/styles.xml", names))
            struck = [_STYLED % "|".join(styles)] if styles else []
            if strings := _struck_strings(_part(packed, "xl/sharedStrings.xml", names)):
                struck.append(_SHARED % "|".join(strings))
            fills = fills_of(_part(packed, "xl/styles.xml", names))
            filled: dict[str, list[Filled]] = {}
            for title, (path, hidden) in _paths(packed, names).items():
                for sheet in sheets:
                    if sheet.title == title:
                        filled[title] = _read(packed, path, names, struck, sheet, fills)
                        if hidden:
                            sheet.notices.append(f"Het blad “{title}” is verborgen; het is wel gelezen.")
            if any(filled.values()):
                _add_colours(sheets, filled)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        return  # the cells are read; what is damaged here was looked at by ``packed``


def _part(packed: zipfile.ZipFile, name: str, names: set[str]) -> str:
    if name not in names:
        return ""
    with packed.open(name) as content:
        return content.read(MOST).decode("utf-8", "replace")


def _paths(packed: zipfile.ZipFile, names: set[str]) -> dict[str, tuple[str, bool]]:
    """Return the part of each sheet and whether it is hidden, by title."""
    parts = _relations(packed, "xl/workbook.xml", names)
    found = {}
    for tag in _SHEET.findall(_part(packed, "xl/workbook.xml", names)):
        told = dict(_ATTRIBUTE.findall(tag))
        key = next((value for name, value in told.items() if name.endswith(":id")), "")
        if key in parts:
            hidden = told.get("state", "visible") != "visible"
            found[unescape(told.get("name", ""))] = (parts[key][1], hidden)
    return found


def _relations(packed: zipfile.ZipFile, part: str, names: set[str]) -> dict[str, tuple[str, str]]:
    """Return kind and path of what a part refers to, by id."""
    folder, _, name = part.rpartition("/")
    found = {}
    for tag in _RELATION.findall(_part(packed, f"{folder}/_rels/{name}.rels", names)):
        told = dict(_ATTRIBUTE.findall(tag))
        target = told.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        found[told.get("Id", "")] = (told.get("Type", ""), path)
    return found


def _struck_styles(styles: str) -> list[str]:
    """Return the numbers of the cell styles whose font is struck through."""
    fonts = re.search(r"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", styles, re.DOTALL)
    formats = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    if not fonts or not formats or "strike" not in fonts[0]:
        return []
    each = re.findall(r"<(?:\w+:)?font\b[^>]*?(?:/>|>.*?</(?:\w+:)?font>)", fonts[0], re.DOTALL)
    struck = {str(n) for n, font in enumerate(each) if re.search(r'<(?:\w+:)?strike(?!\s+val="(?:0|false)")', font)}
    kinds = re.findall(r'<(?:\w+:)?xf\b[^>]*\bfontId="(\d+)"', formats[0])
    return [str(number) for number, font in enumerate(kinds) if font in struck]


def _struck_strings(strings: str) -> list[str]:
    """Return the numbers of the texts of which a part is struck through."""
    if "strike" not in strings:
        return []
    return [
        str(n)
        for n, inside in enumerate(_STRING.findall(strings))
        if re.search(r'strike(?!\s+val="(?:0|false)")\b', inside)
    ]


def _add_colours(sheets: Sequence[WorkbookSheet], filled: Mapping[str, Sequence[Filled]]) -> None:
    """Add the rows in a colour of which any sheet of the workbook says that it is a no."""
    legend: Legend = {}
    for sheet in sheets:
        legend |= legend_of(sheet, filled.get(sheet.title, ()))
    for sheet in sheets:
        cells, rows = filled.get(sheet.title, ()), [number for number, _ in sheet.grid.rows]
        marks = [Mark(row, COLOUR, words, said) for row, words, said in coloured(cells, legend, rows)]
        sheet.marks += marks
        if not marks and (told := unexplained(cells, rows)):
            sheet.notices.append(f"Het blad “{sheet.title}”: {told}")


def _read(
    packed: zipfile.ZipFile,
    path: str,
    names: set[str],
    struck: Sequence[str],
    sheet: WorkbookSheet,
    fills: Mapping[str, str],
) -> list[Filled]:
    """Add what a sheet shows beside its cells; return the coloured ones."""
    text = _part(packed, path, names)
    rows = {number for number, _ in sheet.grid.rows}
    for kind, other in _relations(packed, path, names).values():
        if kind.endswith(("/comments", "/threadedComment")):
            sheet.marks += _comments(_part(packed, other, names), sheet)
    if "strike" in text:
        struck = [*struck, _INLINE]
    if struck:
        seen = {int(row) for pattern in struck for row in re.findall(pattern, text)} & rows
        sheet.marks += [Mark(row, STRUCK, "doorgestreepte tekst", _PERHAPS) for row in sorted(seen)]
    if "<f" in text or ":f" in text:
        sheet.marks += _formulas(text, sheet, rows)
    sheet.marks += _merged(text, sheet)
    hidden = {int(row) for pattern in (_HIDDEN, _HIDDEN_FIRST) for row in pattern.findall(text)} & rows
    if hidden:
        told = count(len(hidden), "verborgen rij", "verborgen rijen")
        sheet.notices.append(f"Het blad “{sheet.title}” heeft {told}; die zijn ook gelezen.")
    return filled_cells(text, fills)


def _comments(text: str, sheet: WorkbookSheet) -> Iterator[Mark]:
    """Give the remarks at cells that say no. One at a heading is about who has anything in that column."""
    rows = dict(sheet.grid.rows)
    for letters, row, inside in _COMMENT.findall(text):
        words = " ".join(unescape(re.sub(r"<[^>]*>", "", part)) for part in _TEXT.findall(inside)).strip()
        said = signal("opmerking", re.sub(r"^[^:\n]{1,40}:\s*", "", words), "remark") or signal(
            "opmerking", words, "remark"
        )
        if not words or said is None:
            continue
        place = column_of(letters) - sheet.first_column
        under = int(row) < min(rows, default=0)
        for number in (
            [n for n, cells in rows.items() if "".join(cells[place : place + 1]).strip()] if under else [int(row)]
        ):
            if number in rows:
                yield Mark(number, REMARK, words, said.doubted())


def _formulas(text: str, sheet: WorkbookSheet, rows: set[int]) -> Iterator[Mark]:
    """Give the formulas without an outcome in columns that can hold a no, and those with a no among their own words:
    what would stand there is not known.
    """
    for letters, row, formula in _EMPTY_FORMULA.findall(text):
        place = column_of(letters) - sheet.first_column
        if int(row) in rows and place >= 0:
            heading = (sheet.grid.headings[place:] or [""])[0]
            kind = heading_kind(heading)
            if kind.kind in ("no", "yes", "reason", "status"):
                yield Mark(int(row), FORMULA, heading, _PERHAPS.on(kind.channels))
                continue
            words = "".join(re.findall(r'"([^"]*)"', unescape(formula)))
            if words and (said := signal("opmerking", words)) is not None:
                yield Mark(int(row), FORMULA, words, said.doubted())


def _merged(text: str, sheet: WorkbookSheet) -> Iterator[Mark]:
    """Give what merged cells say of the rows and columns that they cover: only the first of them holds the text."""
    cells, headings = dict(sheet.grid.rows), sheet.grid.headings
    for first, top, last, bottom in _MERGED.findall(text):
        left, right = column_of(first) - sheet.first_column, column_of(last) - sheet.first_column
        if not 0 <= left < len(headings):
            continue
        if int(top) in cells:
            said = signal(headings[left], cells[int(top)][left])
            covered = [(row, said) for row in range(int(top) + 1, int(bottom) + 1) if row in cells]
        else:  # above the columns
            beside = [place for place in range(left + 1, right + 1) if place < len(headings) and not headings[place]]
            covered = [(row, signal(headings[left], line[place])) for place in beside for row, line in cells.items()]
        yield from (Mark(row, MERGED, headings[left], said.doubted()) for row, said in covered if said is not None)
