"""What the colour of a cell in an .xlsx means, where the workbook tells: “rood = niet mailen”, or a coloured cell
with such words in it or beside it. A colour that nothing explains is told, not guessed.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from avgkit.base.dutch import count
from avgkit.contacts.signal_rules import Signal
from avgkit.contacts.stop_signals import signal

if TYPE_CHECKING:
    from avgkit.contacts.workbook import WorkbookSheet

Filled = tuple[int, int, str]
"""A coloured cell: its row, its column (from 0) and its colour."""
Legend = dict[str, tuple[str, Signal]]
"""What a colour, or a name of one, means: the words, and what they say."""
_FILL = re.compile(r"<(?:\w+:)?fill\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?fill>)", re.DOTALL)
_COLOUR = re.compile(
    r'patternType="solid".*?fgColor\b[^>]*?\b(rgb|theme|indexed)="(\w+)"(?:[^>]*?\btint="([-\d.]+))?', re.DOTALL
)
_CELL = r'<(?:\w+:)?c\b(?=[^>]*\bs="(%s)")[^>]*\br="([A-Z]+)(\d+)"'
_NAMES = {
    "red": r"rood|rode|red|rot|rouge",
    "orange": r"oranje|orange",
    "yellow": r"geel|gele|yellow|gelb|jaune",
    "green": r"groene?|green|grun|vert",
    "blue": r"blauwe?|blue|blau|bleu",
    "purple": r"paarse?|purple|lila|roze|pink",
    "grey": r"grijze?|gr[ea]y|grau|gris|zwart|black",
}
_HUES = (
    ("red", 0.93, 1.1),
    ("red", 0, 0.05),
    ("orange", 0.03, 0.14),
    ("yellow", 0.1, 0.19),
    ("green", 0.18, 0.47),
    ("blue", 0.45, 0.7),
    ("purple", 0.68, 0.97),
)
"""Where on the circle of colours (0 to 1) each name may be; where two meet, both count."""
_THEME = {
    "2": "grey",
    "3": "blue",
    "4": "blue",
    "5": "orange red",
    "6": "grey green",
    "7": "yellow purple",
    "8": "blue",
    "9": "green orange",
}
_INDEXED = {
    "8": "grey",
    "10": "red",
    "11": "green",
    "12": "blue",
    "13": "yellow",
    "14": "purple",
    "15": "blue",
    "22": "grey",
    "23": "grey",
}
_TELLS = re.compile(r"\s*(?:=|:|->|→|–| - |\bis\b|\bzijn\b|\bbetekent\b|\bmeans\b)\s*")
_LEGEND = 120
"""Characters that a legend has at most."""


def fills_of(styles: str) -> dict[str, str]:
    """Return the colour of each cell style that has one, by the number of the style; white is none."""
    formats = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    fills = re.search(r"<(?:\w+:)?fills\b.*?</(?:\w+:)?fills>", styles, re.DOTALL)
    if not formats or not fills:
        return {}
    colours = {}
    for number, inside in enumerate(_FILL.findall(fills[0])):
        if (told := _COLOUR.search(inside)) and (told[1], told[2].upper()[-6:]) not in _WHITE:
            colours[str(number)] = f"{told[1]} {told[2].upper()} {told[3] or ''}".strip()
    kinds = re.findall(r'<(?:\w+:)?xf\b[^>]*\bfillId="(\d+)"', formats[0])
    return {str(number): colours[fill] for number, fill in enumerate(kinds) if fill in colours}


_WHITE = {("rgb", "FFFFFF"), ("theme", "0"), ("indexed", "9"), ("indexed", "64"), ("indexed", "65")}


def filled_cells(text: str, fills: Mapping[str, str]) -> list[Filled]:
    """Return the coloured cells of a sheet, from its XML."""
    if not fills:
        return []
    found = re.findall(_CELL % "|".join(fills), text)
    return [(int(row), column_of(letters), fills[style]) for style, letters, row in found]


def legend_of(sheet: WorkbookSheet, filled: Iterable[Filled]) -> Legend:
    """Return what colours mean by the words of a sheet: those in or beside a coloured cell, and “rood = niet mailen”.

    A row with an address is somebody, and a heading is none of these.
    """
    rows = {row: cells for row, cells in sheet.rows if not any("@" in cell for cell in cells)}
    headings = {*sheet.grid.headings} if len(rows) < len(sheet.rows) else ()
    found: Legend = {}
    for row, column, colour in filled:
        cells, place = rows.get(row, []), column - sheet.first_column
        words = next((cell for cell in cells[max(place, 0) : place + 2] if cell.strip()), "")
        if words not in headings and (said := _said(words)):
            found[colour] = (words, said)
    for cell in (cell for cells in rows.values() for cell in cells if 0 < len(cell) < _LEGEND):
        parts = _TELLS.split(cell.strip(), maxsplit=1)
        for name, words in (parts, parts[::-1]) if len(parts) == 2 else ():
            hue = next((hue for hue, pattern in _NAMES.items() if re.fullmatch(pattern, name.casefold())), "")
            if hue and (said := _said(words)):
                found[hue] = (cell, said)
    return found


def _said(words: str) -> Signal | None:
    return signal("", words, "sheet_name") if 0 < len(words) < _LEGEND else None


def coloured(filled: Iterable[Filled], legend: Legend, rows: Iterable[int]) -> Iterator[tuple[int, str, Signal]]:
    """Give row, words and signal for each row in which a cell has a colour that means a no, perhaps."""
    among, told = set(rows), set()
    for row, _, colour in filled:
        meant = next((legend[name] for name in (colour, *_hues(colour)) if name in legend), None)
        if meant and row in among and (row, meant[0]) not in told:
            told.add((row, meant[0]))
            yield row, meant[0], meant[1].doubted()


def unexplained(filled: Sequence[Filled], rows: Iterable[int]) -> str:
    """Say that some rows, fewer than a third, have a colour that nothing explains; nothing for other sheets."""
    among = set(rows)
    some = {row for row, _, _ in filled} & among
    if not some or 3 * len(some) >= len(among):
        return ""
    return f"{count(len(some), 'rij heeft', 'rijen hebben')} een kleur. Betekent die een nee? Zet dat dan in een kolom."


def column_of(letters: str) -> int:
    """Return the column (from 0) of its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _hues(colour: str) -> list[str]:
    kind, value, *_ = colour.split()
    if kind != "rgb":
        return (_THEME if kind == "theme" else _INDEXED).get(value, "").split()
    red, green, blue = (int(value[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, saturation, bright = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.12 or bright < 0.15:
        return ["grey"]
    return [name for name, low, high in _HUES if low <= hue < high]
