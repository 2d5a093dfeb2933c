"""Google Contacts as CSV, the old and the new headings. An address book proves no consent and no relation."""

from __future__ import annotations

from avgkit.contacts.formats.base import Fields, Format

_EMAILS = tuple(f"e-mail {number} - value" for number in range(1, 11))
_PHONES = tuple(f"phone {number} - value" for number in range(1, 11))

NEW = Format(
    name="google_contacts_new",
    needs=frozenset({"first name", "last name", "labels"}),
    signs=frozenset({"file as", "e-mail 1 - value", "e-mail 1 - label", "phone 1 - value"}),
    fields=Fields(
        email=_EMAILS,
        phone=_PHONES,
        names=("first name", "middle name", "last name"),
        full_name="file as",
        company=("organization name",),
        position=("organization title",),
    ),
)
OLD = Format(
    name="google_contacts_old",
    needs=frozenset({"given name", "family name", "group membership"}),
    fields=Fields(
        email=_EMAILS,
        phone=_PHONES,
        names=("given name", "additional name", "family name"),
        full_name="name",
        company=("organization 1 - name",),
        position=("organization 1 - title",),
    ),
)
