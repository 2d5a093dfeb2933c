"""The sheet that ``avgkit sheet`` makes and a person fills in: a table of contacts with answers about single people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from avgkit.base.errors import AvgkitError
from avgkit.contacts.formats.base import Format
from avgkit.contacts.grid import Grid
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

    An objection of which the words can't be read is kept unknown, so it never lets anybody through.
    """
    told: list[Answers] = [()] * len(table.rows)
    notices = []
    for place, heading in enumerate(table.headings):
        if (fact := LABELS.get(heading)) is None:
            continue
        for number, cell in enumerate(table.column(place)):
            if (text := cell.strip()).lower() in BLANK:
                continue
            try:
                value = FACTS[fact].parse(text)
            except AvgkitError:
                row = table.rows[number][0]
                notices.append(f"Rij {row}: bij {heading} staat iets dat wij niet kennen. Kies uit het lijstje.")
                continue
            if value != UNKNOWN:
                told[number] = (*told[number], (fact, value))
    return told, notices


def is_sheet(headings: Sequence[str], needed: set[str]) -> bool:
    """Tell whether these are the headings of such a sheet."""
    return [*headings[:1]] == [next(iter(SHOWN))] and {*headings} >= {*needed, "contact_id"}


def table_behind(table: Grid) -> Mapping[str, int]:
    """Return the places of the columns of the table behind the sheet."""
    return {heading: place for place, heading in enumerate(table.headings) if heading not in sheet_headings()}
