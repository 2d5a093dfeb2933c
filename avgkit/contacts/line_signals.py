"""What a list says by where its rows stand: a line “NIET MAILEN:” above some of them, and addresses of others under a
heading for who left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from avgkit.contacts.contact_columns import Columns
from avgkit.contacts.grid import Grid
from avgkit.contacts.people import FileReading
from avgkit.contacts.refusals import Sign
from avgkit.contacts.signal_rules import Signal
from avgkit.contacts.stop_signals import heading_kind, signal
from avgkit.law.facts import Channel

_DECLINED = frozenset({"nee", "neen", "no", "n", "nee!", "nee.", "nee bedankt", "no thanks"})
_SHORT = max(map(len, _DECLINED)) + 1
_SEVERAL = re.compile(r":::|[;,|]")
LINE = "regel boven de rijen"
"""What stands in place of a column for a line that says something of the rows under it."""


def said_above(reading: FileReading, table: Grid, sheet: str) -> list[Sign]:
    """Return what lines of one cell say of the rows under them, up to the next such line: possible, for a person has
    to see where it ends.
    """
    columns = reading.columns
    if len(table.rows) != reading.size:
        return []
    found: list[Sign] = []
    begun: tuple[str, int] | None = None
    for row, (email, phone) in enumerate(zip(columns["email"], columns["phone"], strict=True)):
        if email or phone:
            continue
        cells = table.rows[row][1]
        if cells and cells[0].strip() and not any(map(str.strip, cells[1:])) and "@" not in cells[0]:
            found += _section(begun, row, sheet)
            begun = cells[0].strip().rstrip(": "), row + 1
    return [*found, *_section(begun, reading.size, sheet)]


def declined_beside(table: Grid, columns: Columns, sheet: str) -> list[Sign]:
    """Return where “nee” stands in place of an address or number of somebody who has one: perhaps a no by that way."""
    found = []
    for place, heading in enumerate(table.headings):
        kind = heading_kind(heading)
        if kind.kind != "address":
            continue
        has, cells = columns["email" if Channel.EMAIL in kind.channels else "phone"], table.column(place)
        few = [cell for cell in set(cells) if (len(cell) < _SHORT and not cell[-1:].isdigit()) or " " in cell]
        said = {cell for cell in few if any(part.strip().casefold() in _DECLINED for part in _SEVERAL.split(cell))}
        for row, cell in enumerate(cells) if said else ():
            if cell in said and has[row]:
                found.append(Sign(sheet, heading, cell, Signal(False, kind.channels), [row]))
    return found


def _section(begun: tuple[str, int] | None, end: int, sheet: str) -> list[Sign]:
    if begun is None or begun[1] == end:
        return []
    said = signal("", begun[0], "sheet_name")
    return [] if said is None else [Sign(sheet, LINE, begun[0], said.doubted(), range(begun[1], end))]


def named_elsewhere(table: Grid, signs: Iterable[Sign]) -> list[Sign]:
    """Return the signs of addresses that stand under a no-heading beside somebody else: the no is theirs too."""
    listed = {
        sign.text.strip().casefold(): sign
        for sign in signs
        if "@" in sign.text and heading_kind(sign.column).kind == "no"
    }
    if not listed:
        return []
    found = []
    for place in range(len(table.headings)):
        for row, cell in enumerate(table.column(place)):
            sign = listed.get(cell.strip().casefold())
            if sign is not None and row not in sign.rows:
                found.append(Sign(sign.sheet, sign.column, sign.text, sign.signal, [row]))
    return found
