"""LinkedIn Contacts.csv and ImportedContacts.csv: the address book that you once uploaded.

These people need not be connections: the file proves no relation and no consent.
"""

from __future__ import annotations

from avgkit.contacts.formats.base import Fields, Format

FORMAT = Format(
    name="linkedin_contacts",
    needs=frozenset({"firstname", "lastname", "emails", "phonenumbers"}),
    fields=Fields(
        email=("emails",),
        phone=("phonenumbers",),
        names=("firstname", "lastname"),
        full_name="fullname",
        company=("companies",),
        position=("title",),
        date=("createdat",),
        date_form="iso",
        date_means="uploaded_at",
    ),
)
