"""Klaviyo. A suppressed address may still be called SUBSCRIBED: the suppression wins.

A profile can also be set to SUBSCRIBED by an import, so the record is a claim with a time, not proof.
"""

from __future__ import annotations

from avgkit.contacts.formats.base import (
    CLAIMED,
    CLAIMED_WITH_TIME,
    NO_CONSENT,
    NOTHING,
    WITHDRAWN,
    Facts,
    Fields,
    Format,
)

_NOT_SUPPRESSED = ("", "[]", "none", "no", "false", "nee")


def _says(consent: str, time: str, suppressions: str) -> Facts:
    if suppressions.strip().lower() not in _NOT_SUPPRESSED:
        return WITHDRAWN
    words = {
        "SUBSCRIBED": CLAIMED_WITH_TIME if time.strip() else CLAIMED,
        "UNSUBSCRIBED": WITHDRAWN,
        "NEVER_SUBSCRIBED": NO_CONSENT,
    }
    return words.get(consent.strip().upper().replace(" ", "_"), NOTHING)


FORMAT = Format(
    name="klaviyo",
    needs=frozenset({"email", "email marketing consent"}),
    fields=Fields(
        email=("email",),
        phone=("phone number",),
        names=("first name", "last name"),
        company=("organization",),
        date=("email marketing consent timestamp", "profile created on", "date added"),
        date_form="iso",
        date_means="consent_timestamp_or_created",
        given_at="email marketing consent timestamp",
    ),
    asks=("email marketing consent", "email marketing consent timestamp", "email suppressions"),
    says=_says,
)
