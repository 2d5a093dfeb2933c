"""The sheet that ``avgkit sheet`` makes and a person fills in: a table of contacts with answers about single people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from avgkit.base.errors import AvgkitError
from avgkit.contacts.formats.base import Format
from avgkit.contacts.grid import Grid
from avgkit.contacts.plain_cells import says_yes
from avgkit.contacts.refusals import Sign
from avgkit.contacts.signal_rules import Signal
from avgkit.contacts.stop_signals import signal
from avgkit.law.facts import CONTACT_FACTS, FACTS, UNKNOWN

FORMAT = Format(
    name="own_sheet",
    needs=frozenset(),
    by_headings=False,
)
SHOWN = {
    "nummer": "contact_id",
    "naam": "name",
    "e-mailadres": "email",
    "telefoonnummer": "phone",
    "bedrijf": "company",
}
"""The headings that a person sees, and the column of the table behind them."""
PLAN = "plan"
"""The heading of the column with the steps of the plan."""
BLANK = ("", "–", "-", "weet ik niet")
"""What says nothing in a cell to fill in."""
LABELS = {FACTS[fact].label: fact for fact in CONTACT_FACTS}
Answers = tuple[tuple[str, str], ...]


def sheet_headings() -> set[str]:
    """Return the headings that are the sheet's own, save those of the table behind it."""
    return {*SHOWN, *LABELS, PLAN}


def answers_in(table: Grid) -> tuple[list[Answers], list[str]]:
    """Return per row the facts that were filled in (fact, value), and notices (Dutch) of cells that can't be read.

    What can't be read is no answer; ``unread_noes`` makes a no of it where it may be one.
    """
    told: list[Answers] = [()] * len(table.rows)
    notices = []
    for heading, number, _, value in _filled_in(table):
        if value is None:
            row = table.rows[number][0]
            notices.append(f"Rij {row}: bij {heading} staat iets dat wij niet kennen. Kies uit het lijstje.")
        elif value != UNKNOWN:
            told[number] = (*told[number], (LABELS[heading], value))
    return told, notices


def unread_noes(table: Grid) -> list[Sign]:
    """Return what can't be read and may be a no: all under “Bezwaar” and “Toestemming”, elsewhere words that say it."""
    found = []
    for heading, number, text, value in _filled_in(table):
        if value is None and not (LABELS[heading] == "consent" and says_yes(text)):
            asked = LABELS[heading] in ("objection", "consent")
            said = signal(heading, text) or Signal(False) if asked else signal("opmerking", text)
            found += [] if said is None else [Sign("", heading, text, said, [number])]
    return found


def _filled_in(table: Grid) -> Iterator[tuple[str, int, str, str | None]]:
    """Yield heading, place of the row, text and code of each cell that says something; None for what has no code."""
    for place, heading in enumerate(table.headings):
        for number, cell in enumerate(table.column(place) if heading in LABELS else ()):
            if (text := cell.strip()).lower() in BLANK:
                continue
            try:
                yield heading, number, text, str(FACTS[LABELS[heading]].parse(text))
            except AvgkitError:
                yield heading, number, text, None


def is_sheet(headings: Sequence[str], needed: set[str]) -> bool:
    """Tell whether these are the headings of such a sheet. Raises AvgkitError (Dutch) for one without the table behind
    it: that holds who said no.
    """
    given = {*headings}
    if given >= {*needed, "contact_id"}:
        return [*headings[:1]] != ["contact_id"]
    if given >= {*SHOWN, PLAN} and given & {*LABELS}:
        raise AvgkitError(
            "Dit is een invulblad zonder de verborgen kolommen achteraan, met wie nee zei. Zet ze terug, of maak met "
            "avgkit sheet een nieuw blad."
        )
    return False


def table_behind(table: Grid) -> tuple[Grid, Mapping[str, int]]:
    """Return the sheet with beside each person that a row shows what the table behind it says of that person, and the
    places of its columns.

    A sort of the columns that are seen leaves the others where they are; of a row that somebody added, what is seen
    counts.
    """
    behind = {heading: place for place, heading in enumerate(table.headings) if heading not in sheet_headings()}
    seen = {name: place for place, heading in enumerate(table.headings) if (name := SHOWN.get(heading))}
    if not table.rows:
        return table, behind
    own = table.column(behind["contact_id"])
    shown = table.column(seen["contact_id"]) if "contact_id" in seen else own
    place_of = {key: number for number, key in enumerate(own) if key}
    rows = []
    for number, (row, cells) in enumerate(table.rows):
        made = list(cells)
        meant = number if shown[number] == own[number] else place_of.get(shown[number], number)
        for place in behind.values() if meant != number else ():
            made[place] = table.rows[meant][1][place]
        for name, place in seen.items() if not made[behind["contact_id"]] else ():
            made[behind[name]] = cells[place]
        rows.append((row, made))
    return replace(table, rows=rows), behind
