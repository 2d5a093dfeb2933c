"""Google Contacts as CSV, the old and the new headings. Grade C. An address book proves no consent and no relation."""

from __future__ import annotations

from avgkit.contacts.formats.base import Format, Row, basics
from avgkit.contacts.model import Contact

_PROVES = "Dit is een adresboek. Het zegt niets over toestemming, en niet hoe je aan de gegevens komt."


def _new(row: Row, number: int) -> Contact:
    return basics(
        row,
        number,
        email="e-mail 1 - value",
        phone="phone 1 - value",
        company="organization name",
        position="organization title",
        names=("first name", "middle name", "last name"),
    )


def _old(row: Row, number: int) -> Contact:
    names = ("given name", "additional name", "family name")
    if not any(row.get(heading, "").strip() for heading in names):
        names = ("name",)
    return basics(
        row,
        number,
        email="e-mail 1 - value",
        phone="phone 1 - value",
        company="organization 1 - name",
        position="organization 1 - title",
        names=names,
    )


NEW = Format(
    name="google_contacts_new",
    title="Google Contacten (nieuw)",
    grade="C",
    read=_new,
    proves=_PROVES,
    needs=frozenset({"first name", "last name", "labels", "file as"}),
)
OLD = Format(
    name="google_contacts_old",
    title="Google Contacten (oud)",
    grade="C",
    read=_old,
    proves=_PROVES,
    needs=frozenset({"given name", "family name", "group membership"}),
)
