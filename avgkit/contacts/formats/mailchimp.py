"""Mailchimp's three files.

The headings tell the status, not the file's name. Only an OPTIN_TIME with an OPTIN_IP is a record of consent: a
CONFIRM_TIME alone is also what an import of a whole list leaves behind. A list's consent covers newsletters by e-mail.
"""

from __future__ import annotations

from avgkit.contacts.formats.base import NOTHING, PROVEN_NEWSLETTER, UNDELIVERABLE, WITHDRAWN, Facts, Fields, Format
from avgkit.contacts.plain_cells import is_empty

_ALSO = {
    "e-mailadres": "email address",
    "e-mail": "email address",
    "email": "email address",
    "voornaam": "first name",
    "achternaam": "last name",
    "telefoonnummer": "phone number",
    "telefoon": "phone number",
    "phone": "phone number",
    "bedrijf": "company",
}
"""The names of fields are the user's choice; a Dutch list may have Dutch ones."""
_COMMON = frozenset({"email address", "optin time", "optin ip", "confirm time", "leid"})


def _fields(*date: str, means: str) -> Fields:
    return Fields(
        email=("email address",),
        phone=("phone number",),
        names=("first name", "last name"),
        company=("company",),
        date=date,
        date_form="iso",
        date_means=means,
        given_at="optin time",
        origin="optin ip",
        confirmed_at="confirm time",
    )


def _subscribed(time: str, origin: str) -> Facts:
    return PROVEN_NEWSLETTER if time.strip() and origin.strip() else NOTHING


def _left(time: str, again: str, given: str, origin: str) -> Facts:
    """Files of one audience that were put together have an empty UNSUB_TIME for who did not leave."""
    return WITHDRAWN if not (is_empty(time) and is_empty(again)) else _subscribed(given, origin)


UNSUBSCRIBED = Format(
    name="mailchimp_unsubscribed",
    needs=_COMMON | {"unsub time"},
    also=_ALSO,
    fields=_fields("unsub time", "unsub time (2)", means="unsub_time"),
    asks=("unsub time", "unsub time (2)", "optin time", "optin ip"),
    says=_left,
)
CLEANED = Format(
    name="mailchimp_cleaned",
    needs=_COMMON | {"clean time"},
    also=_ALSO,
    fields=_fields("clean time", means="clean_time"),
    says=lambda: UNDELIVERABLE,
)
SUBSCRIBED = Format(
    name="mailchimp_subscribed",
    needs=_COMMON,
    also=_ALSO,
    fields=_fields("optin time", "confirm time", means="optin_time_else_confirm_time"),
    asks=("optin time", "optin ip"),
    says=_subscribed,
)
