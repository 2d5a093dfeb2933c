"""Rows of one person share what that person refused: the most restrictive consent, and any objection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from avgkit.vocabulary import Consent, YesNo

if TYPE_CHECKING:
    import pandas as pd

STRICTNESS = (
    Consent.WITHDRAWN,
    Consent.PRE_TICKED,
    Consent.BUNDLED,
    Consent.OTHER_SENDER,
    Consent.OTHER_PURPOSE,
    Consent.OTHER_CHANNEL,
    Consent.UNPROVEN,
    Consent.NONE,
    Consent.VALID,
)
"""From most to least restrictive. Unknown is left out: it adds no evidence against a consent that is proven."""


def share_restrictions(contacts: pd.DataFrame) -> pd.DataFrame:
    """Return the list with shared restrictions and a column ``shared_with`` (contact ids of the same person).

    The same person: the same e-mail address or the same phone number, also by way of a third row.
    """
    contacts = contacts.copy()
    groups = _groups(contacts)
    contacts["shared_with"] = ""
    for rows in groups:
        ids = contacts["contact_id"].iloc[rows].tolist()
        known = set(contacts["consent"].iloc[rows])
        strictest = next((value for value in STRICTNESS if value in known), None)
        objects = YesNo.YES in set(contacts["objection"].iloc[rows])
        index = contacts.index[rows]
        if strictest is not None and strictest != Consent.VALID:
            contacts.loc[index, "consent"] = str(strictest)
        if objects:
            contacts.loc[index, "objection"] = "yes"
        for place, row in enumerate(index):
            contacts.at[row, "shared_with"] = ", ".join(ids[:place] + ids[place + 1 :])
    return contacts


def _groups(contacts: pd.DataFrame) -> list[list[int]]:
    """Return the positions of rows that are one person, for persons with more than one row (union-find)."""
    parent = list(range(len(contacts)))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for column in ("email", "phone"):
        first: dict[str, int] = {}
        for row, value in enumerate(contacts[column]):
            if isinstance(value, str) and value:
                parent[root(row)] = root(first.setdefault(value, row))
    people: dict[int, list[int]] = {}
    for row in range(len(parent)):
        people.setdefault(root(row), []).append(row)
    return [rows for rows in people.values() if len(rows) > 1]
