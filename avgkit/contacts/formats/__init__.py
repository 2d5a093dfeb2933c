"""The export formats that avgkit knows. To add one: write a small module with a FORMAT and name it here.

The order matters where one format's headings hold another's: the more particular one comes first.
"""

from __future__ import annotations

from avgkit.contacts.formats import generic, google_contacts, linkedin_connections, mailchimp, vcard
from avgkit.contacts.formats.base import GRADES, Format

TABLES: tuple[Format, ...] = (
    linkedin_connections.FORMAT,
    mailchimp.UNSUBSCRIBED,
    mailchimp.CLEANED,
    mailchimp.SUBSCRIBED,
    google_contacts.NEW,
    google_contacts.OLD,
)
OPEN = (vcard, generic)
"""Formats that are no table of fixed headings."""


def known_formats() -> list[dict[str, str]]:
    """Return name, title, grade, grade_text and proves of each format, for a learner."""
    told = [(known.name, known.title, known.grade, known.proves) for known in TABLES]
    told += [(known.NAME, known.TITLE, known.GRADE, known.PROVES) for known in OPEN]
    return [
        {"name": name, "title": title, "grade": grade, "grade_text": GRADES[grade], "proves": proves}
        for name, title, grade, proves in told
    ]
