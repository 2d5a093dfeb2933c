"""Eventbrite attendees. A paid ticket is a sale, a refunded one is not. Own questions stand at the end.

One order can hold several people, all with the address of the buyer. The name of who came is kept.
"""

from __future__ import annotations

import re
from dataclasses import replace

from avgkit.contacts.formats.base import BOUGHT, NOTHING, Facts, Fields, Format
from avgkit.contacts.formats.form_questions import answer, consent_question
from avgkit.contacts.grid import Grid

_FIELDS = Fields(
    email=("email",),
    phone=("cell phone", "mobile phone", "home phone", "mobiel", "telefoon", "telefoonnummer"),
    names=("first name", "last name"),
    company=("company", "bedrijf"),
    position=("job title",),
    date=("order date",),
    date_form="iso",
    date_means="order_date",
    sale=True,
)
_CUSTOMER = Facts(**BOUGHT)


def _says(paid: str, status: str, *consent: str) -> Facts:
    amount = re.sub(r"[^\d,.]", "", paid).replace(",", ".")
    undone = re.search(
        r"refund|cancel|not attending|deleted|transfer|terugbetaald|geannuleerd|verwijderd", status, re.IGNORECASE
    )
    facts = _CUSTOMER if re.search(r"[1-9]", amount) and not undone else NOTHING
    return replace(facts, reading=answer(*consent, no="not_opted_in"))


def _asked_for(grid: Grid) -> Grid:
    """Leave out “Info Requested”, which stands where the buyer did not fill in a name."""
    rows = [(row, ["" if cell.strip() == "Info Requested" else cell for cell in cells]) for row, cells in grid.rows]
    return replace(grid, rows=rows)


def _adapt(headings: list[str]) -> tuple[Fields, tuple[str, ...]]:
    question = consent_question(headings)
    return replace(_FIELDS, consent_text=question), ("total paid", "attendee status", *filter(None, [question]))


FORMAT = Format(
    name="eventbrite",
    needs=frozenset({"order #", "order date", "email", "attendee status"}),
    fields=_FIELDS,
    says=_says,
    prepare=_asked_for,
    adapt=_adapt,
)
