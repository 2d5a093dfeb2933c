"""What follows from a list, the learner's answers and a choice: facts and verdicts, each kept as long as it holds."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd

from avgkit.base.places import day_of
from avgkit.contacts.list_channels import channels_for
from avgkit.contacts.statements import People, Said, Statements
from avgkit.course.lists import CourseList
from avgkit.course.timeline import Timeline, timeline
from avgkit.law.ageing import aged_codes
from avgkit.law.classification import classify, codes_on
from avgkit.law.codes import FactCodes
from avgkit.law.facts import fact_named
from avgkit.law.rules import concerns, rules_as_of
from avgkit.law.table import DecisionTable, table_as_of

Made = TypeVar("Made")


class Outcomes:
    """The part of a state that computes. ``today``: the day of the list; ``as_of``: the day that is decided for."""

    def __init__(
        self, source: CourseList, as_of: date | None, channels: Iterable[str] | None, purpose: str, rules: str
    ) -> None:
        self.source = source
        self.today = day_of(source.is_sample)
        self.as_of = self.today if as_of is None else as_of
        self.channels: tuple[str, ...] = channels_for(source.contacts) if channels is None else tuple(channels)
        self.purpose = purpose
        self.rules = rules
        self.answers = Statements({}, {})
        self._of_list: dict[Hashable, object] = {}
        self._of_answers: dict[Hashable, object] = {}
        self._of_choice: dict[Hashable, object] = {}

    @property
    def facts(self) -> dict[str, str]:
        """What the learner says of everyone who has no answer yet."""
        return self.answers.everyone

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
    def said(self) -> dict[str, Said]:
        """What the learner says of one contact or of a part of the list, per fact."""
        return self._once(self._of_answers, "said", lambda: self.answers.of(self.people))

    def read_codes(self, day: date | None = None) -> FactCodes:
        """Return what the files say on a day (or the chosen one), and on no day before that of the list."""
        day = max(self.as_of if day is None else day, self.today)
        return self._once(self._of_list, ("codes", day), lambda: codes_on(self.contacts, day))

    def codes(self, day: date | None = None) -> FactCodes:
        """Return the facts of the contacts on a day (or the chosen one), with the learner's answers over them.

        On a day before that of the list, the facts are those of the list's day: the law of then, for the list of now.
        """
        day = max(self.as_of if day is None else day, self.today)

        def answered() -> FactCodes:
            codes = aged_codes(self.answers.over(self.read_codes(day), self.said), self.contacts, day)
            return codes if codes.held is None else codes.settled(self.answers.settles(self.people))

        return self._once(self._of_answers, ("codes", day), answered)

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
        chosen: dict[str, Any] = {"as_of": self.as_of, "channels": self.channels}
        chosen |= {"purposes": [self.purpose], "rules": self.rules}
        return self._once(self._of_choice, "classified", lambda: classify(self.contacts, codes=self.codes(), **chosen))

    @property
    def facts_named(self) -> set[str]:
        """The facts that some rule of the day names for the chosen channels and purpose."""
        rules = rules_as_of(self.as_of, self.rules)
        near = [rule for rule in rules if any(concerns(rule, channel, self.purpose) for channel in self.channels)]
        return {name for rule in near for name in rule.when}

    @property
    def held(self) -> np.ndarray:
        """Tell who is held: perhaps a no, and nobody said of that contact, or of that text, what it is."""
        held = self.codes().held
        return np.zeros(len(self.contacts), bool) if held is None else held != 0

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

    def _once(self, kept: dict[Hashable, object], key: Hashable, make: Callable[[], Made]) -> Made:
        if key not in kept:
            kept[key] = make()
        return cast("Made", kept[key])
