"""One row of a file, cleaned, and what of it is told as plain data."""

from __future__ import annotations

from types import SimpleNamespace

JSON_FIELDS = (
    "row",
    "name",
    "email",
    "phone_e164",
    "company",
    "recipient",
    "consent",
    "consent_reading",
    "relation",
    "customer",
    "details_source",
    "objection",
    "objection_channels",
    "held",
    "date",
    "date_means",
    "kvk",
    "other_emails",
    "other_phones",
    "phone_kind",
    "role_address",
    "consent_text",
    "issues",
)


class Contact(SimpleNamespace):
    """One row of a file, cleaned: an attribute per column; ``objection`` is yes when any channel was refused. None is
    a missing value; an unknown fact is ``unknown``.
    """

    def as_json(self) -> dict:
        """Return the contact as plain data; the phone number is E.164."""
        told = {name: self.phone if name == "phone_e164" else getattr(self, name) for name in JSON_FIELDS}
        return told | {name: list(told[name]) for name in ("issues", "other_emails", "other_phones")}
