"""Pairs of people who may be one: suggested to the learner, never merged silently.

Candidates share something exact (the words of the name, the company, the address before the @), and only those are
compared with rapidfuzz, so that a large list stays quick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from avgkit.contacts.cleaning.emails import ROLES
from avgkit.contacts.cleaning.names import TUSSENVOEGSELS, name_key, plain

if TYPE_CHECKING:
    import pandas as pd

LARGEST_GROUP = 60
"""A group of more people shares something common (a large company): comparing all pairs would tell nothing."""
ALIKE = 88
"""From 0 to 100: how alike two names at one company must be. 88 finds one wrong letter in a name of ten letters."""
MOST_TYPOS = 2
KINDS = {
    "name_and_company": "zelfde naam en zelfde bedrijf",
    "swapped": "zelfde naam in een andere volgorde",
    "infix": "zelfde naam, ander tussenvoegsel",
    "domain": "bijna hetzelfde e-mailadres: let op het deel na de @",
    "spelling": "bijna dezelfde naam bij hetzelfde bedrijf",
    "name": "zelfde naam, verder weinig bekend",
}
"""Why two people may be one, for a learner. In order: the surest first."""


class Pair(NamedTuple):
    """Two people (contact ids) who may be one."""

    left: str
    right: str
    kind: str
    score: int


class _Person(NamedTuple):
    place: int
    id: str
    name: str
    email: str
    company: str


def suggest(contacts: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs: left, right (contact ids in the order of the list), kind, why (Dutch), score; surest first."""
    import pandas as pd

    people = [
        _Person(place, row.contact_id, row.name or "", row.email or "", plain(row.company or ""))
        for place, row in enumerate(contacts[["contact_id", "name", "email", "company"]].itertuples(index=False))
    ]
    found: dict[tuple[str, str], Pair] = {}
    for pair in (*_same_words(people), *_near_domains(people), *_near_names(people)):
        kept = found.get(pair[:2])
        if kept is None or _order(pair) < _order(kept):
            found[pair[:2]] = pair
    rows = [
        (pair.left, pair.right, pair.kind, KINDS[pair.kind], pair.score) for pair in sorted(found.values(), key=_order)
    ]
    return pd.DataFrame(rows, columns=["left", "right", "kind", "why", "score"])


def _order(pair: Pair) -> tuple[int, int]:
    return [*KINDS].index(pair.kind), -pair.score


def _grouped(people: Iterable[_Person], key: Callable[[_Person], str]) -> Iterator[tuple[_Person, _Person]]:
    """Give the pairs that share a key; an empty key is none."""
    groups: dict[str, list[_Person]] = {}
    for person in people:
        if value := key(person):
            groups.setdefault(value, []).append(person)
    for group in groups.values():
        if len(group) <= LARGEST_GROUP:
            yield from combinations(group, 2)


def _same_words(people: list[_Person]) -> Iterator[Pair]:
    """The same name at the same company, swapped, or with another tussenvoegsel. One word is too little to go by."""
    named = [person for person in people if " " in name_key(person.name)]
    for one, other in _grouped(named, lambda person: name_key(person.name)):
        first, second = plain(one.name), plain(other.name)
        if one.company and one.company == other.company:
            yield Pair(one.id, other.id, "name_and_company", 100)
        elif first == second:
            if not (one.email and other.email and one.company and other.company):
                yield Pair(one.id, other.id, "name", 80)
        elif sorted(first.split()) == sorted(second.split()):
            yield Pair(one.id, other.id, "swapped", 95)
        elif set(first.split()) ^ set(second.split()) <= TUSSENVOEGSELS:
            yield Pair(one.id, other.id, "infix", 90)


def _near_domains(people: list[_Person]) -> Iterator[Pair]:
    """The same name before the @ and one or two mistypings after it (gmial.com). A role such as info@ says nothing."""
    named = [person for person in people if person.email and person.email.partition("@")[0] not in ROLES]
    for one, other in _grouped(named, lambda person: person.email.partition("@")[0]):
        domains = one.email.partition("@")[2], other.email.partition("@")[2]
        typos = DamerauLevenshtein.distance(*domains, score_cutoff=MOST_TYPOS)
        if 0 < typos <= MOST_TYPOS and len(min(domains, key=len)) > 5 and _could_be(one, other):
            yield Pair(one.id, other.id, "domain", 100 - 10 * typos)


def _could_be(one: _Person, other: _Person) -> bool:
    """Tell whether the names do not speak against it: one is missing, or they are alike."""
    return not one.name or not other.name or fuzz.token_sort_ratio(plain(one.name), plain(other.name)) >= ALIKE


def _near_names(people: list[_Person]) -> Iterator[Pair]:
    """Almost the same name at the same company."""
    named = [person for person in people if person.name and person.company]
    for one, other in _grouped(named, lambda person: person.company):
        first, second = name_key(one.name), name_key(other.name)
        score = fuzz.ratio(first, second)
        if first != second and score >= ALIKE:
            yield Pair(one.id, other.id, "spelling", int(score))
