"""LinkedIn Contacts.csv and ImportedContacts.csv: the address book that you once uploaded.

In 2018 the headings had spaces and one address; until 2022 the dates were American (9/8/22, 3:11 PM).

These people need not be connections: the file proves no relation and no consent.
"""

from __future__ import annotations

from avgkit.contacts.formats.base import Fields, Format

FORMAT = Format(
    name="linkedin_contacts",
    needs=frozenset({"firstname", "lastname", "emails", "phonenumbers"}),
    signs=frozenset({"companies", "createdat", "profiles"}),
    also={
        "first name": "firstname",
        "last name": "lastname",
        "full name": "fullname",
        "email address": "emails",
        "phone numbers": "phonenumbers",
        "created at": "createdat",
    },
    fields=Fields(
        email=("emails",),
        phone=("phonenumbers",),
        names=("firstname", "lastname"),
        full_name="fullname",
        company=("companies",),
        position=("title",),
        date=("createdat",),
        date_form="iso month_first",
        date_means="uploaded_at",
    ),
)
