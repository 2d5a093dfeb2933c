"""One's own suppression list, in free form: who is on it wants nothing more. It always wins over other lists.

Its columns are found as those of any own list. A list that also tells who signed up is no suppression list.
"""

from __future__ import annotations

from avgkit.contacts.formats.base import SUPPRESSED, Fields, Format

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
