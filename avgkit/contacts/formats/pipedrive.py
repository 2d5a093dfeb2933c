"""Pipedrive people. Of the marketing statuses only Bounced was seen, the others are assumed.

“Double opt-in: Yes” has no time and no origin here: that is no proof by itself.
"""

from __future__ import annotations

from avgkit.contacts.cleaning.dates import is_yes
from avgkit.contacts.formats.base import CLAIMED, CONFIRMED, NO_CONSENT, Facts, Fields, Format, status_says


def _says(status: str, double: str) -> Facts:
    word = status.strip().lower()
    found = NO_CONSENT if word in ("no consent", "geen toestemming") else status_says(word)
    return CONFIRMED if found is CLAIMED and is_yes(double) else found


FORMAT = Format(
    name="pipedrive",
    needs=frozenset({"person - name"}),
    also={
        "persoon - naam": "person - name",
        "persoon - voornaam": "person - first name",
        "persoon - achternaam": "person - last name",
        "persoon - organisatie": "person - organization",
        "persoon - e-mail - werk": "person - email - work",
        "persoon - e-mail - thuis": "person - email - home",
        "persoon - e-mail - overig": "person - email - other",
        "persoon - telefoon - werk": "person - phone - work",
        "persoon - telefoon - mobiel": "person - phone - mobile",
        "persoon - marketingstatus": "person - marketing status",
        "persoon - dubbele opt-in": "person - double opt-in",
    },
    fields=Fields(
        email=("person - email - work", "person - email - home", "person - email - other", "person - email"),
        phone=(
            "person - phone - mobile",
            "person - phone - work",
            "person - phone - home",
            "person - phone - other",
            "person - phone",
        ),
        names=("person - first name", "person - last name"),
        full_name="person - name",
        company=("person - organization",),
    ),
    asks=("person - marketing status", "person - double opt-in"),
    says=_says,
)
