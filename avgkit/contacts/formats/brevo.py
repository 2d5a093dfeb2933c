"""Brevo (Sendinblue). The form of dates and of yes/no is assumed.

DOUBLE_OPT-IN tells that the tool confirmed the address, but not when or from where: that is no proof by itself. The
export has no blocklist column unless you add it, so the absence of an opt-out proves nothing.
"""

from __future__ import annotations

from avgkit.contacts.cleaning.dates import is_yes
from avgkit.contacts.formats.base import CLAIMED, CONFIRMED, NOT_OPTED_IN, NOTHING, WITHDRAWN, Facts, Fields, Format

_BLOCKED = ("email blacklisted", "blacklisted", "email blocklisted", "blocklisted", "blocklist", "email blocklist")


def _says(double: str, single: str, *blocked: str) -> Facts:
    if any(map(is_yes, blocked)):
        return WITHDRAWN
    if is_yes(double) and is_yes(single) is not False:
        return CONFIRMED
    return {True: CLAIMED, False: NOT_OPTED_IN, None: NOTHING}[is_yes(single)]


FORMAT = Format(
    name="brevo",
    needs=frozenset({"email", "added time"}),
    signs=frozenset({"double opt-in", "opt in", "contact timezone", "modified time", "ext id", *_BLOCKED}),
    also={
        "double opt in": "double opt-in",
        "opt-in": "opt in",
        "achternaam": "lastname",
        "voornaam": "firstname",
        "last name": "lastname",
        "first name": "firstname",
    },
    fields=Fields(
        email=("email",),
        phone=("sms", "whatsapp", "landline number"),
        names=("firstname", "lastname"),
        position=("job title",),
        date=("added time",),
        date_form="dutch",
        date_means="added_time",
        international=True,
    ),
    asks=("double opt-in", "opt in", *_BLOCKED),
    says=_says,
)
