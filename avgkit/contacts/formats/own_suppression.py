"""One's own suppression list, in free form: who is on it wants nothing more. It always wins over other lists.

Its columns are found as those of any own list. A list that also tells who signed up is no suppression list.
"""

from __future__ import annotations

import re
from dataclasses import replace

from avgkit.contacts.cleaning.mailboxes import spelled_out
from avgkit.contacts.formats.base import SUPPRESSED, Fields, Format
from avgkit.contacts.grid import Grid
from avgkit.contacts.plain_cells import is_empty

_OTHERS = re.compile(
    r"^(?:lid sinds|lidsoort|lidmaatschap|member since|klant sinds|ingeschreven op|inschrijfdatum|aangemaakt(?: op)?|"
    r"created(?: at)?|subscribed at|signed up|abonnement|startdatum|omzet|orders)$"
).search
_DAY = re.compile(r"datum|\bop$")


def tells_of_others(grid: Grid) -> bool:
    """Tell whether a list with a day of leaving is one of all people: it says since when they are there, some days
    are empty, or all reasons.

    Only who has a day there left, then.
    """
    if any(map(_OTHERS, grid.folded)):
        return True
    signs = [place for place, heading in enumerate(grid.folded) if heading in FORMAT.signs]
    empty = {place: list(map(is_empty, grid.column(place))) for place in signs if grid.folded[place] != "reden"}
    return len(empty) == len(signs) and all(
        any(marks) if _DAY.search(grid.folded[place]) else all(marks) for place, marks in empty.items()
    )


def readable_entries(grid: Grid) -> Grid:
    """Return the list with full-width letters and “(at)” in its cells read as what they stand for: who is on it wants
    nothing more, however the address was written.
    """
    rows = [(number, [spelled_out(cell) for cell in cells]) for number, cells in grid.rows]
    return replace(grid, rows=rows)


FORMAT = Format(
    name="own_suppression_list",
    needs=frozenset(),
    signs=frozenset(
        {
            *("reden", "reden afmelding", "reden van afmelding", "reden uitschrijving", "reden van uitschrijving"),
            *("afmeldreden", "afmelddatum", "datum afmelding", "afgemeld op", "uitgeschreven op", "opt-out datum"),
        }
    ),
    never=frozenset(
        {
            *("status", "aanmelddatum", "datum aanmelding", "aangemeld op", "toestemming", "nieuwsbrief", "opt-in"),
            *("klant", "bezwaar", "laatste factuur", "laatste opdracht", "klantnummer"),
        }
    ),
    fields=Fields(date_form="dutch", date_means="optout_date"),
    says=lambda *_cells: SUPPRESSED,
)
