"""LinkedIn Connections.csv, before and since mid-2023 (which added URL). Grade B: checked against real exports.

A connection, or an address in this file, is no consent; the relation is a connection and the source a platform (S24, S25).
"""

from __future__ import annotations

from avgkit.contacts.formats.base import Format, Row, add_date, basics
from avgkit.contacts.model import Contact
from avgkit.vocabulary import DetailsSource, Relation


def _read(row: Row, number: int) -> Contact:
    contact = basics(
        row, number, email="email address", company="company", position="position", names=("first name", "last name")
    )
    contact.relation, contact.details_source = Relation.CONNECTION, DetailsSource.PLATFORM_EXPORT
    add_date(contact, row.get("connected on", ""), "connected_on", "words")
    if not contact.name and not contact.email:
        contact.issues.append("hidden_member")
    return contact


FORMAT = Format(
    name="linkedin_connections",
    title="LinkedIn: je connecties",
    grade="B",
    needs=frozenset({"first name", "last name", "email address", "company", "connected on"}),
    read=_read,
    proves="Je bent met deze mensen verbonden op LinkedIn. Dat is geen toestemming. De gegevens komen van een platform.",
)
