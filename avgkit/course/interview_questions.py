"""The questions of the interview as data: what may be asked of which group, and with which choices."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from avgkit.base.toml_data import read_data, records
from avgkit.contacts.list_groups import PeopleGroup
from avgkit.law.facts import FACTS, OR, UNKNOWN, Consent

DATA = "course/interview.toml"
CUSTOMERS, FILES = "customers", "files"
_LIKELY = 4.0
"""How much more likely an answer is to which a file's own evidence points (our guess: it moves the order only)."""


@dataclass(frozen=True)
class Choice:
    """An answer that can be chosen: a code or a set, its words, and how likely it is."""

    value: str
    label: str
    weight: float = 0.0


@dataclass(frozen=True)
class QuestionForm:
    """A question as the data tells it. ``groups``: kind of group -> the chance that one answer is true of all of it."""

    id: str
    fact: str
    text: str
    groups: Mapping[str, float]
    choices: Sequence[Choice]
    only: str = ""


@dataclass(frozen=True)
class FileHint:
    """Words in a file that hint at an answer: a proposal to confirm, never a fact."""

    fact: str
    words: re.Pattern[str]
    text: str
    likely: frozenset[str]

    def seen_in(self, group: PeopleGroup) -> str:
        """Return the words of the group's files that it knows, or nothing."""
        found = (self.words.search(text) for text in group.told)
        return next((match[0] for match in found if match), "")


def _form(id: str, fact: str, choices: Sequence[Mapping[str, Any]], **told: Any) -> QuestionForm:
    made = [Choice(FACTS[fact].parse(one["value"]), one["label"], float(one["weight"])) for one in choices]
    if any(choice.value == UNKNOWN for choice in made):
        raise ValueError("“weet ik niet” komt er vanzelf bij.")
    return QuestionForm(id, fact, choices=made, **told)


def _evidence(fact: str, words: str, text: str, likely: Sequence[str]) -> FileHint:
    values = frozenset(FACTS[fact].parse(value) for value in likely)
    return FileHint(fact, re.compile(rf"(?<!\w)(?:{words})(?!\w)"), text, values)


TEXTS = read_data(DATA)
FORMS: tuple[QuestionForm, ...] = records(DATA, "question", _form)
EVIDENCE: tuple[FileHint, ...] = records(DATA, "evidence", _evidence)


def always_offered(fact: str, people: int) -> list[Choice]:
    """Return the choices that each question has: that it differs by person (all values together, which is the same as
    unknown), and “weet ik niet”. For consent they are one: no choice of a group may name a valid one.
    """
    if people == 1 or fact == "consent":
        return [Choice(UNKNOWN, TEXTS["unknown"] if people == 1 else TEXTS["unsure"])]
    return [Choice(OR.join(FACTS[fact].labels), TEXTS["differs"]), Choice(UNKNOWN, TEXTS["unknown"])]


def choices_for(form: QuestionForm, people: int, hint: FileHint | None) -> list[Choice]:
    """Return the choices for this many people; a valid consent is one of a single person only (AVG art. 7(1))."""
    return [
        Choice(one.value, one.label, one.weight * (_LIKELY if hint and one.value in hint.likely else 1))
        for one in form.choices
        if one.value != Consent.VALID or people == 1
    ]


def hint_for(form: QuestionForm, group: PeopleGroup) -> tuple[FileHint | None, str]:
    """Return what the files of a group hint at for this fact, and the words in which it stands."""
    for one in EVIDENCE:
        if one.fact == form.fact and (seen := one.seen_in(group)):
            return one, seen
    return None, ""
