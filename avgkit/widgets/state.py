"""What the panels of a notebook share: one list, the learner's answers, and the choice of channel, purpose and day.

Plain Python, without widgets: ``state.set(...)`` and ``state.answer(...)`` do what a click does. What is computed is kept as
long as it holds: with the list, with the answers, or with the choice.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import NamedTuple, TypeVar

import numpy as np
import pandas as pd

from avgkit.base.errors import AvgkitError
from avgkit.base.places import day_of
from avgkit.contacts.statements import People, Statements
from avgkit.course.lists import CourseList, my_list
from avgkit.course.timeline import Timeline, timeline
from avgkit.law.classification import classify, codes_on, unlocks
from avgkit.law.codes import FactCodes
from avgkit.law.facts import Channel, Purpose, RuleSet, fact_named
from avgkit.law.table import DecisionTable, table_as_of
from avgkit.widgets.reports import Reports, name_of

CHOICES = ("source", "as_of", "channels", "purpose", "rules")
Made = TypeVar("Made")


class Suggested(NamedTuple):
    """Two contacts (ids) who may be one person, a title for a list, and why."""

    key: str
    left: str
    right: str
    title: str
    why: str


class State(Reports):
    """The one model behind all panels. Who observes it is called after each change.

    ``today``: the day of the list, that of the course for the sample. ``as_of``: the day that is decided for, ``today``
    until somebody chooses another; then another list doesn't change it.
    """

    def __init__(
        self,
        source: CourseList | None = None,
        *,
        as_of: date | None = None,
        channels: Iterable[str] = tuple(channel for channel in Channel if channel != Channel.AUTOMATIC_CALL),
        purpose: str = Purpose.OFFER,
        rules: str = RuleSet.LAW,
    ) -> None:
        self.source = source if source is not None else my_list()
        self.today = day_of(self.source.is_sample)
        self.as_of = self.today if as_of is None else as_of
        self._day_is_chosen = as_of is not None
        self.channels = tuple(channels)
        self.purpose = purpose
        self.rules = rules
        self.answers = Statements({}, {})
        self.decided: dict[str, str] = {}
        self._base = self.source
        self._observers: list[Callable[[], None]] = []
        self._of_list: dict[Hashable, object] = {}
        self._of_answers: dict[Hashable, object] = {}
        self._of_choice: dict[Hashable, object] = {}

    def observe(self, callback: Callable[[], None]) -> None:
        """Call this after each change."""
        self._observers.append(callback)

    def set(self, **changes: object) -> None:
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
        """Set a fact for all contacts, for those at these places, or for those that ``chosen(**who)`` tells.

        ``unknown`` takes the answer back. Raises AvgkitError with a Dutch sentence for a fact or value that does not exist.
        """
        places = self.chosen(**who) if who else places
        keys = None if places is None else [self.people.keys[place] for place in places]
        self.answers.say(fact, value, keys)
        self._tell(of_answers=True)

    def _tell(self, of_list: bool = False, of_answers: bool = False) -> None:
        self._of_choice.clear()
        if of_answers:
            self._of_answers.clear()
        if of_list:
            self._of_list.clear()
        for callback in self._observers:
            callback()

    def chosen(self, *, file: str = "", search: str = "", asks: str = "", contact: str = "") -> np.ndarray:
        """Return the places of the contacts that fit all that is filled in: with a row in this file, with this text in
        their name or details, for whom this fact would decide something now, or one contact by id."""
        mask = np.ones(len(self.contacts), bool)
        if file:
            also = self.source.source.merged
            merged = self.contacts["contact_id"].isin(also.loc[also["file"] == file, "contact_id"])
            mask &= (merged | self.contacts["source_file"].eq(file)).to_numpy()
        if search.strip():
            mask &= self.texts.str.contains(search.strip().lower(), regex=False).to_numpy()
        if asks:
            fact_named(asks)
            table, numbers = self.outcomes()
            asked = np.array([asks in outcome.ask for outcome in table.outcomes])
            mask &= asked[numbers].any(axis=0)
        if contact:
            mask &= self.contacts["contact_id"].astype(str).eq(contact).to_numpy()
        return np.flatnonzero(mask)

    def decide_pair(self, key: str, answer: str) -> None:
        """Say whether a suggested pair is one person: same, different or open (which takes it back)."""
        if key not in {pair.key for pair in self.pairs()} or answer not in ("same", "different", "open"):
            raise AvgkitError("Dit paar is er niet, of het antwoord is geen ja of nee. Kies uit de lijst.")
        self.decided[key] = answer
        same = [(pair.left, pair.right) for pair in self.pairs() if self.decided.get(pair.key) == "same"]
        self.source = self._base.joined(same)
        self._tell(of_list=True, of_answers=True)

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

    @property
    def facts(self) -> dict[str, str]:
        """What the learner says of everyone on the list."""
        return self.answers.everyone

    @property
    def base_contacts(self) -> pd.DataFrame:
        """The contacts before the learner joined any."""
        return self._base.contacts

    @property
    def contacts(self) -> pd.DataFrame:
        return self.source.contacts

    @property
    def people(self) -> People:
        """By which addresses and numbers the contacts are known."""
        return self._once(self._of_list, "people", lambda: People(self.contacts))

    @property
    def texts(self) -> pd.Series:
        """Name, address, number and company of each contact, in small letters, to search in."""

        def make() -> pd.Series:
            columns = [self.contacts[name] for name in ("name", "email", "phone", "company") if name in self.contacts]
            first, *rest = [column.fillna("").astype(str) for column in columns]
            return first.str.cat(rest, sep=" ").str.lower()

        return self._once(self._of_list, "texts", make)

    @property
    def said(self) -> dict[str, np.ndarray]:
        """What the learner says of single contacts: per fact a code per contact, or NOTHING."""
        return self._once(self._of_answers, "said", lambda: self.answers.of(self.people))

    def codes(self, day: date | None = None) -> FactCodes:
        """Return the facts of the contacts on a day (or the chosen one), with the learner's answers over them.

        On a day before that of the list, the facts are those of the list's day: the law of then, for the list of now.
        """
        day = max(self.as_of if day is None else day, self.today)

        def read() -> FactCodes:
            return self._once(self._of_list, ("codes", day), lambda: codes_on(self.contacts, day))

        return self._once(self._of_answers, ("codes", day), lambda: self.answers.over(read(), self.said))

    def outcomes(
        self, day: date | None = None, rules: str | None = None, channels: Iterable[str] | None = None
    ) -> tuple[DecisionTable, np.ndarray]:
        """Return a decision table and its outcome numbers (channels x contacts) for the chosen purpose.

        What is left out is as chosen. Raises AvgkitError with a Dutch sentence for a day before 2018-05-25.
        """
        day, rules = day or self.as_of, rules or self.rules
        pairs = tuple((str(channel), str(self.purpose)) for channel in channels or self.channels)
        table = table_as_of(day, rules)
        return table, self._once(
            self._of_answers, (day, rules, pairs), lambda: self.codes(day).outcomes(table, list(pairs))
        )

    def over_time(self, channel: str) -> Timeline:
        """Return the list of now on the days on which the law changes, for one channel and the chosen purpose."""
        pairs = [(channel, str(self.purpose))]

        def verdicts(day: date, rules: str) -> tuple[DecisionTable, np.ndarray]:
            table = table_as_of(day, rules)
            return table, self.codes(self.today).outcomes(table, pairs)[0]

        return self._once(
            self._of_answers,
            ("time", channel, self.purpose),
            lambda: timeline(verdicts, channel, self.purpose, self.today),
        )

    @property
    def classified(self) -> pd.DataFrame:
        """A row per contact and channel, for the chosen purpose and day."""
        return self._once(self._of_choice, "classified", lambda: classify(self.contacts, **self._choice()))

    @property
    def unlocks(self) -> pd.DataFrame:
        """What one more answer would settle."""
        return self._once(self._of_choice, "unlocks", lambda: unlocks(self.contacts, **self._choice()))

    def _choice(self) -> dict[str, object]:
        chosen = {"as_of": self.as_of, "channels": self.channels, "purposes": [self.purpose], "rules": self.rules}
        return {**chosen, "codes": self.codes()}

    def _once(self, kept: dict[Hashable, object], key: Hashable, make: Callable[[], Made]) -> Made:
        if key not in kept:
            kept[key] = make()
        return kept[key]


def _files(source: CourseList) -> list[str]:
    return [file.name for file in source.source.files]
