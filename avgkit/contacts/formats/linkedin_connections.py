"""LinkedIn Connections.csv, before and since mid-2023 (which added URL).

A connection, or an address in this file, is no consent; the relation is a connection and the source a platform (S24,
S25).
"""

from __future__ import annotations

from avgkit.contacts.formats.base import Facts, Fields, Format
from avgkit.law.facts import DetailsSource, Relation

_CONNECTED = Facts(relation=Relation.CONNECTION, details_source=DetailsSource.PLATFORM_EXPORT)
_HIDDEN = Facts(relation=Relation.CONNECTION, details_source=DetailsSource.PLATFORM_EXPORT, issue="hidden_member")


def _says(first: str, last: str, email: str) -> Facts:
    return _CONNECTED if first.strip() or last.strip() or email.strip() else _HIDDEN


FORMAT = Format(
    name="linkedin_connections",
    needs=frozenset({"first name", "last name", "email address", "company", "connected on"}),
    fields=Fields(
        email=("email address",),
        names=("first name", "last name"),
        company=("company",),
        position=("position",),
        profile=("url",),
        date=("connected on",),
        date_form="words month_first",
        date_means="connected_on",
    ),
    asks=("first name", "last name", "email address"),
    says=_says,
)
