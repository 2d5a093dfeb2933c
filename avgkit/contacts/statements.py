"""What a learner says about a list: of one contact, of a part, or of all. What is said of more than one contact fills
in what is unknown, and nothing else.

A person is known by an address or a number, so an answer follows that person when rows are merged, when a file is read
again, and in another list. What is said of everyone belongs to one list, and is forgotten when another is chosen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from avgkit.contacts.merging import STRICTNESS
from avgkit.law.codes import NOTHING, FactCodes
from avgkit.law.fact_codes import code_of, refuse_consent_of_several
from avgkit.law.facts import UNKNOWN, YesNo, fact_named

if TYPE_CHECKING:
    import pandas as pd


class People:
    """The names by which the people of a list are known: their addresses and numbers, or else a row of a file."""

    def __init__(self, contacts: pd.DataFrame) -> None:
        self.size = len(contacts)
        self.keys = _keys(contacts)
        self.place = {key: place for place, keys in enumerate(self.keys) for key in keys}


def _keys(contacts: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the keys of each contact: addresses and numbers; else a profile, or a name in a file of this name."""
    columns = []
    for name in ("email", "phone", "other_emails", "other_phones"):
        column = contacts[name].fillna("") if name in contacts else [""] * len(contacts)
        columns.append(column)
    keys = [
        tuple(key for text in details if text for key in str(text).split(", "))
        for details in zip(*columns, strict=True)
    ]
    bare = [place for place, found in enumerate(keys) if not found]
    if bare:
        named = _keys_by_name(contacts.iloc[bare])
        times = Counter(named)
        for place, key in zip(bare, named, strict=True):
            keys[place] = (key if times[key] == 1 else f"{key}|{_row_of(contacts, place)}",)
    return keys


def _keys_by_name(bare: pd.DataFrame) -> list[str]:
    """Return a key for people without an address or a number. The name of the file counts without its day."""

    def texts(name: str) -> list[str]:
        return bare[name].fillna("").astype(str).str.lower().tolist() if name in bare else [""] * len(bare)

    stems = [re.sub(r"[\W\d_]+", " ", name.rpartition(".")[0]).strip() for name in texts("source_file")]
    who = zip(texts("profile"), texts("name"), texts("company"), texts("position"), stems, strict=True)
    return [profile or f"naam:{'|'.join(rest)}" for profile, *rest in who]


def _row_of(contacts: pd.DataFrame, place: int) -> str:
    row = contacts.iloc[place]
    return f"{row['source_file']}:{row['source_row']}" if "source_file" in contacts else str(row["contact_id"])


class Said(NamedTuple):
    """What was said: a code per contact (see ``code_of``) or NOTHING, and of whom it was said one at a time."""

    codes: np.ndarray
    singly: np.ndarray


@dataclass
class Statements:
    """``everyone``: fact -> value. ``own``: fact -> key of a person -> value, for a part of the list or one contact.

    ``singly``: of which people it was said one at a time (``fact:key``). Only that goes before what the files say, and
    only that settles who is held.
    """

    everyone: dict[str, str]
    own: dict[str, dict[str, str]]
    singly: frozenset[str] = frozenset()

    def say(self, fact: str, value: str, who: Iterable[Sequence[str]] | None = None, *, singly: bool = False) -> None:
        """Set a fact of everyone, or of the people with these keys; ``unknown`` takes the answer back.

        ``singly``: it is said of one contact, and not of a part of the list that happens to hold one. What was said so
        stays, whatever is said of a part.

        Raises AvgkitError with a Dutch sentence for a fact or value that does not exist, and for a valid consent of
        more than one person.
        """
        code = fact_named(fact).parse(value)
        who = None if who is None else list(who)
        refuse_consent_of_several(fact, code, 2 if who is None else len(who))
        if who is None:
            self.everyone = _with(self.everyone, fact, code)
            return
        said = dict(self.own.get(fact, {}))
        for key in (key for keys in who for key in keys if singly or f"{fact}:{key}" not in self.singly):
            if code == UNKNOWN:
                said.pop(key, None)
            else:
                said[key] = code
        self.own = {name: answers for name, answers in {**self.own, fact: said}.items() if answers}
        if singly:
            spoken_of = {f"{fact}:{key}" for keys in who for key in keys}
            self.singly = self.singly - spoken_of if code == UNKNOWN else self.singly | spoken_of

    def of(self, people: People) -> dict[str, Said]:
        """Return per fact what was said of people of this list, other than of everyone.

        Was something else said of two contacts that are one person by now, then the strictest counts, or nothing is
        known.
        """
        said = {}
        for fact, answers in self.own.items():
            found: dict[int, dict[str, str]] = {}
            for key, value in answers.items():
                if (place := people.place.get(key)) is not None:
                    found.setdefault(place, {})[key] = value
            if found:
                codes = {value: code_of(fact, value) for value in (*answers.values(), UNKNOWN)}
                said[fact] = Said(np.full(people.size, NOTHING), np.zeros(people.size, bool))
                for place, told in found.items():
                    alone = {value for key, value in told.items() if f"{fact}:{key}" in self.singly}
                    said[fact].singly[place] = bool(alone)
                    said[fact].codes[place] = codes[_agreed(fact, alone or {*told.values()})]
        return said

    def over(self, codes: FactCodes, of: Mapping[str, Said]) -> FactCodes:
        """Return the facts of a list with the answers laid over them: that of one contact goes before what the files
        say, save a no; others fill in what is unknown, first that of a part of the list.

        ``of``: what ``self.of`` returns for this list.
        """
        for fact, said in of.items():
            codes = codes.with_codes(fact, np.where(said.singly, said.codes, NOTHING))
            codes = codes.filled(fact, np.where(said.singly, NOTHING, said.codes))
        for fact, value in self.everyone.items():
            rest = np.full(len(codes.scope_channel), code_of(fact, value), np.uint8)
            codes = codes.filled(fact, rest if fact not in of else np.where(of[fact].codes == NOTHING, rest, NOTHING))
        return codes

    def settles(self, people: People) -> np.ndarray:
        """Tell of which contacts it was said, one at a time, whether they object: of every address and number they
        have.
        """
        said = {key.partition(":")[2] for key in self.singly if key.startswith("objection:")}
        return np.fromiter((said.issuperset(keys) for keys in people.keys), bool, people.size)


def _with(answers: Mapping[str, str], fact: str, code: str) -> dict[str, str]:
    """Return the answers with this one last; ``unknown`` takes it out."""
    rest = {name: value for name, value in answers.items() if name != fact}
    return rest if code == UNKNOWN else {**rest, fact: code}


def _agreed(fact: str, values: set[str]) -> str:
    if len(values) == 1:
        (value,) = values
        return value
    order: Sequence[str] = {"consent": STRICTNESS, "objection": (YesNo.YES,)}.get(fact, ())
    return str(next((value for value in order if value in values), UNKNOWN))
