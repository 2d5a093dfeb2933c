"""HubSpot contacts; the columns are the user's choice. “Legitimate interest” is no consent.

“Unsubscribed from all email” is assumed to be the heading of the opt-out; others that begin like it count too.
"""

from __future__ import annotations

import re

from avgkit.contacts.cleaning.dates import is_yes
from avgkit.contacts.formats.base import UNKNOWN, Facts, Fields, Format
from avgkit.law.facts import Relation

BASIS = "legal basis for processing contact's data"


def _says(stage: str, basis: str, *left: str) -> Facts:
    customer = {"customer": True, "klant": True, "": None}.get(stage.strip().lower(), False)
    reading = (
        "claimed" if re.match(r"freely given consent|vrijelijk gegeven toestemming", basis.strip(), re.I) else UNKNOWN
    )
    return Facts(
        "withdrawn" if any(map(is_yes, left)) else reading,
        relation=Relation.CUSTOMER if customer else UNKNOWN,
        customer=customer,
    )


_FIELDS = Fields(
    email=("email",),
    phone=("mobile phone number", "phone number"),
    names=("first name", "last name"),
    company=("company name", "associated company"),
    position=("job title",),
    date=("create date",),
    date_form="iso",
    date_means="created",
)


def _adapt(headings: list[str]) -> tuple[Fields, tuple[str, ...]]:
    left = (heading for heading in headings if re.match(r"unsubscribed|opted out|email opt[ -]?out|afgemeld", heading))
    return _FIELDS, ("lifecycle stage", BASIS, *left)


FORMAT = Format(
    name="hubspot",
    needs=frozenset({"record id", "email", "first name", "last name"}),
    never=frozenset({"account name", "secondary email"}),  # Zoho, which has a Record Id too
    also={
        "record id - contact": "record id",
        "record-id": "record id",
        "voornaam": "first name",
        "achternaam": "last name",
        "e-mail": "email",
        "telefoonnummer": "phone number",
        "bedrijfsnaam": "company name",
        "levenscyclusfase": "lifecycle stage",
    },
    fields=_FIELDS,
    says=_says,
    adapt=_adapt,
)
