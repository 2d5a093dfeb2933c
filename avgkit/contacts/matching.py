"""Which rows are one person: those that share an address, a number or a profile, also by way of a third row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

KEYS = {
    "email": ("other_emails", "zelfde e-mailadres"),
    "phone": ("other_phones", "zelfde telefoonnummer"),
    "profile": ("", "zelfde profiel op LinkedIn"),
    "writer": ("", "zelfde afzender in deze chat"),
}
"""What makes rows one person: a column, the column with more of the same (or none), and why (Dutch)."""
BY_LEARNER = "door jou gekozen"


def groups_of(rows: pd.DataFrame, same: Iterable[tuple[str, str]]) -> list[list[int]]:
    """Return the places of rows that are one person, for persons with more than one row (union-find)."""
    parent: dict[int, int] = {}

    def root(row: int) -> int:
        while parent.setdefault(row, row) != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    def join(one: int, other: int) -> None:
        first, later = sorted((root(one), root(other)))
        parent[later] = first

    for column, (others, _) in KEYS.items():
        first: dict[str, int] = {}
        for row, value in _shared(rows, column, others):
            if first.setdefault(value, row) != row:
                join(first[value], row)
    places = dict(zip(rows["row_id"], rows.index, strict=True)) if same else {}
    for left, right in same:
        if left in places and right in places:
            join(places[left], places[right])
    people: dict[int, list[int]] = {}
    for row in sorted(parent):
        people.setdefault(root(row), []).append(row)
    return [group for group in people.values() if len(group) > 1]


def _shared(rows: pd.DataFrame, column: str, others: str) -> Iterator[tuple[int, str]]:
    """Give (place of the row, value) for each value that another row may have too."""
    values = rows[column]
    further = enumerate(rows[others].tolist() if others else [])
    more = [(row, value) for row, found in further if found for value in found]
    repeated = values[values.notna() & (values.duplicated(keep=False) if not more else True)]
    yield from zip(repeated.index, repeated, strict=True)
    yield from more


def values_of(row: dict, key: str) -> tuple[str, ...]:
    """Return every address (number, profile or writer) of a row, the main one first."""
    others = KEYS[key][0]
    return ((row[key],) if row[key] else ()) + (row[others] if others else ())


def reasons_of(members: Sequence[dict]) -> list[str]:
    """Return per row why it belongs to this person: what it shares with another row."""
    reasons = [BY_LEARNER] * len(members)
    for key in reversed(KEYS):
        times = Counter(value for member in members for value in values_of(member, key))
        for place, member in enumerate(members):
            if any(times[value] > 1 for value in values_of(member, key)):
                reasons[place] = KEYS[key][1]
    return reasons
