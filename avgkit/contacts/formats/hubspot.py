"""HubSpot contacts. Grade C; the columns are the user's choice. “Legitimate interest” is no consent.

“Unsubscribed from all email” is assumed to be the heading of the opt-out.
"""

from __future__ import annotations

import re

from avgkit.contacts.cleaning.dates import is_yes
from avgkit.contacts.formats.base import UNKNOWN, Facts, Fields, Format
from avgkit.vocabulary import Relation

BASIS = "legal basis for processing contact's data"


def _says(stage: str, left: str, basis: str) -> Facts:
    customer = {"customer": True, "klant": True, "": None}.get(stage.strip().lower(), False)
    reading = (
        "claimed" if re.match(r"freely given consent|vrijelijk gegeven toestemming", basis.strip(), re.I) else UNKNOWN
    )
    return Facts(
        "withdrawn" if is_yes(left) else reading,
        relation=Relation.CUSTOMER if customer else UNKNOWN,
        customer=customer,
    )


FORMAT = Format(
    name="hubspot",
    title="HubSpot",
    grade="C",
    proves="Een grondslag in HubSpot is wat jij zelf invulde: een bewering. “Legitimate interest” is geen toestemming.",
    needs=frozenset({"record id", "email", "first name", "last name"}),
    fields=Fields(
        email=("email",),
        phone=("mobile phone number", "phone number"),
        names=("first name", "last name"),
        company=("company name", "associated company"),
        position=("job title",),
        date=("create date",),
        date_form="iso",
        date_means="created",
    ),
    asks=("lifecycle stage", "unsubscribed from all email", BASIS),
    says=_says,
)
