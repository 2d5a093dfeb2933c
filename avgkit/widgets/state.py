"""What the panels of a notebook share: one list, the learner's answers, and the choice of channel, purpose and day.

Plain Python, without widgets: ``state.set(...)`` and ``state.answer(...)`` do what a click does. What is computed is
kept as long as it holds: with the list, with the answers, or with the choice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from avgkit.base.errors import AvgkitError
from avgkit.base.observing import Observable
from avgkit.base.places import day_of
from avgkit.course.lists import CourseList, my_list
from avgkit.law.facts import Purpose, RuleSet
from avgkit.widgets.reports import Reports, name_of

CHOICES = ("source", "as_of", "channels", "purpose", "rules")


class Suggested(NamedTuple):
    """Two contacts (ids) who may be one person, a title for a list, and why."""

    key: str
    left: str
    right: str
    title: str
    why: str


class State(Reports, Observable):
    """The one model behind all panels. Who observes it is called after each change.

    ``today``: the day of the list, that of the course for the sample. ``as_of``: the day that is decided for, ``today``
    until somebody chooses another; then another list doesn't change it. ``channels``: those of the list, if none are
    named.
    """

    def __init__(
        self,
        source: CourseList | None = None,
        *,
        as_of: date | None = None,
        channels: Iterable[str] | None = None,
        purpose: str = Purpose.OFFER,
        rules: str = RuleSet.LAW,
    ) -> None:
        Reports.__init__(self, my_list() if source is None else source, as_of, channels, purpose, rules)
        Observable.__init__(self)
        self._day_is_chosen = as_of is not None
        self.decided: dict[str, str] = {}
        self._base = self.source

    def set(self, **changes: Any) -> None:
        """Change one or more of source, as_of, channels, purpose and rules, then tell the observers once.

        Another list keeps what was said of single people, and forgets what was said of everyone.
        """
        for name in changes:
            if name not in CHOICES:
                raise AttributeError(f"State has no choice '{name}'")
        if "source" in changes and _files(changes["source"]) != _files(self.source):
            self.answers.everyone = {}
        for name, value in changes.items():
            setattr(self, name, tuple(value) if name == "channels" else value)
        if "as_of" in changes:
            self._day_is_chosen = self.as_of != self.today
        if "source" in changes:
            self._base, self.decided = self.source, {}
            self.today = day_of(self.source.is_sample)
            self.as_of = self.as_of if self._day_is_chosen else self.today
        self._tell(of_list="source" in changes, of_answers="source" in changes)

    def answer(self, fact: str, value: str, places: Iterable[int] | None = None, **who: str) -> None:
        """Set a fact for all contacts who have no answer yet, or for those at these places or that ``chosen(**who)``
        tells; of one ``contact`` it goes before what the files say, save a no.

        ``unknown`` takes the answer back. Raises AvgkitError with a Dutch sentence for an unknown fact or value.
        """
        singly = set(who) == {"contact"} and bool(who["contact"])
        chosen = self.chosen(**who) if who else places
        keys = None if chosen is None else [self.people.keys[place] for place in chosen]
        self.answers.say(fact, value, keys, singly=singly and keys is not None and len(keys) == 1)
        self._tell(of_answers=True)

    def _tell(self, of_list: bool = False, of_answers: bool = False) -> None:
        self._of_choice.clear()
        if of_answers:
            self._of_answers.clear()
        if of_list:
            self._of_list.clear()
        self._notify()

    def decide_pair(self, key: str, answer: str) -> None:
        """Say whether a suggested pair is one person: same, different or open (which takes it back)."""
        if key not in {pair.key for pair in self.pairs()} or answer not in ("same", "different", "open"):
            raise AvgkitError("Dit paar is er niet, of het antwoord is geen ja of nee. Kies uit de lijst.")
        self.decided[key] = answer
        same = [(pair.left, pair.right) for pair in self.pairs() if self.decided.get(pair.key) == "same"]
        self.source = self._base.joined(same)
        self._tell(of_list=True, of_answers=True)

    def decide_signal(self, column: str, text: str, is_no: bool | None) -> None:
        """Answer the one question about a text in a column, “is that a no?”, for all who have it; None takes it back.

        Raises AvgkitError with a Dutch sentence for a text that no such question is about.
        """
        self._base = self._base.decided(column, text, is_no)
        self.source = self.source.decided(column, text, is_no)
        self._tell(of_list=True, of_answers=True)

    @property
    def signals(self) -> pd.DataFrame:
        """The texts that may be a no and are not decided: file, sheet, column, text, rows (how many), channels."""
        return self.source.source.signals

    @property
    def base_contacts(self) -> pd.DataFrame:
        """The contacts before the learner joined any."""
        return self._base.contacts

    def pairs(self) -> list[Suggested]:
        """Return the pairs of contacts who may be one person, the surest first; also those that were decided."""
        return self._once(self._of_list, "pairs", self._suggested)

    def _suggested(self) -> list[Suggested]:
        found = self._base.source.suggestions
        people = self.base_contacts[self.base_contacts["contact_id"].isin({*found["left"], *found["right"]})]
        names = {row.contact_id: name_of(row) for row in people[["contact_id", "name", "email", "phone"]].itertuples()}
        return [
            Suggested(
                f"{row.left} {row.right}", row.left, row.right, f"{names[row.left]} en {names[row.right]}", row.why
            )
            for row in found.itertuples()
        ]


def _files(source: CourseList) -> list[str]:
    return [file.name for file in source.source.files]
