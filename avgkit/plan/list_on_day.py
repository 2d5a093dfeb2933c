"""A list on one day as arrays: what is known of each contact, what may be done, and by which detail each is reached.

Everything is computed for all contacts at once, so that a plan for 20,000 of them takes no waiting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from avgkit.contacts.list_channels import DETAIL, has_detail, noted, reached_by
from avgkit.law.classification import codes_on
from avgkit.law.codes import FactCodes
from avgkit.law.decision import Decision, parse_day
from avgkit.law.fact_codes import code_of
from avgkit.law.facts import Channel, Purpose, Verdict
from avgkit.law.table import DecisionTable, table_as_of

_SHOWN = ("contact_id", "name", "email", "phone")
_VERDICTS = [*Verdict]
_YES = [_VERDICTS.index(Verdict.ALLOWED), _VERDICTS.index(Verdict.CONDITIONAL)]


@dataclass(frozen=True)
class ListOnDay:
    """A list with its facts as they count. Arrays have one value per contact, in the order of the list."""

    contacts: pd.DataFrame
    as_of: date
    codes: FactCodes
    _made: dict[tuple[str, str], np.ndarray] = field(default_factory=dict, repr=False)
    _kinds: dict[int, np.ndarray] = field(default_factory=dict, repr=False)

    @cached_property
    def listed(self) -> FactCodes:
        """The facts as the files tell them, whatever the learner said."""
        return codes_on(self.contacts, self.as_of)

    @cached_property
    def table(self) -> DecisionTable:
        return table_as_of(self.as_of)

    def numbers(self, channel: str, purpose: str) -> np.ndarray:
        """Return the number of each contact's decision in ``table.outcomes``."""
        pair = (Channel(channel), purpose)
        if pair not in self._made:
            self._made[pair] = self.codes.outcomes(self.table, [pair])[0]
        return self._made[pair]

    def decisions(self, numbers: np.ndarray) -> list[Decision]:
        """Return the decisions with these numbers, each once."""
        return [self.table.outcomes[number] for number in np.unique(numbers)]

    def reasons(self, channel: str, purpose: str) -> np.ndarray:
        """Return each contact's reason in Dutch."""
        numbers = self.numbers(channel, purpose)
        return np.array([outcome.reason for outcome in self.table.outcomes], object)[numbers]

    def verdicts(self, channel: str, purpose: str) -> np.ndarray:
        """Return each contact's verdict, as its place in Verdict."""
        numbers = self.numbers(channel, purpose)
        size = len(self.table.outcomes)
        if size not in self._kinds:
            self._kinds[size] = np.array([_VERDICTS.index(one.verdict) for one in self.table.outcomes], np.uint8)
        return self._kinds[size][numbers]

    def verdict_is(self, verdict: str, channel: str, purpose: str) -> np.ndarray:
        """Tell for whom the verdict is this one."""
        return self.verdicts(channel, purpose) == _VERDICTS.index(verdict)

    def may(self, channel: str, purpose: str) -> np.ndarray:
        """Tell who may be approached, if need be under conditions. ``depends`` is no yes."""
        return np.isin(self.verdicts(channel, purpose), _YES)

    def has(self, fact: str, *values: str) -> np.ndarray:
        """Tell whose fact has one of these values; ``unknown`` is a value too."""
        return np.isin(self.codes.facts[fact], [code_of(fact, value) for value in values])

    def says(self, fact: str, *values: str) -> np.ndarray:
        """The same, by the files alone."""
        return np.isin(self.listed.facts[fact], [code_of(fact, value) for value in values])

    def verdict_counts(self, channel: str, purpose: str) -> dict[str, int]:
        """Return how many contacts have which verdict."""
        numbers = np.bincount(self.verdicts(channel, purpose), minlength=len(_VERDICTS)).tolist()
        return {str(verdict): number for verdict, number in zip(_VERDICTS, numbers, strict=True)}

    def counts(self, channels: Iterable[str] = tuple(Channel)) -> pd.DataFrame:
        """Return how many contacts have which verdict: index channel and purpose (codes), a column per verdict."""
        rows = {}
        for channel in map(Channel, channels):
            for purpose in Purpose:
                found = np.bincount(self.verdicts(channel, purpose), minlength=len(_VERDICTS))
                rows[str(channel), str(purpose)] = found
        frame = pd.DataFrame.from_dict(rows, orient="index", columns=[str(verdict) for verdict in _VERDICTS])
        frame.index = pd.MultiIndex.from_tuples(rows, names=["channel", "purpose"])
        return frame

    @cached_property
    def stopped(self) -> np.ndarray:
        """Who objected or took consent back, for every channel (AVG art. 21(3), 7(3))."""
        return self.has("objection", "yes") | self.has("consent", "withdrawn")

    def stopped_on(self, channel: str) -> np.ndarray:
        """Who said no to this channel: for every channel, or by evidence for this one, whatever the purpose."""
        found = self.stopped | (self.codes.objection_for(channel) == code_of("objection", "yes"))
        for purpose in Purpose:
            found = found | (self.codes.consent_for(channel, purpose) == code_of("consent", "withdrawn"))
        return found

    def held_on(self, channel: str) -> np.ndarray:
        """Who perhaps said no to this channel, of whom nothing was said one by one."""
        return self.codes.held_on(channel) & ~self.stopped_on(channel)

    @cached_property
    def held(self) -> np.ndarray:
        """Who perhaps said no to whatever channel and is not known to have said no to all."""
        found = np.zeros(len(self.contacts), bool)
        for channel in Channel:
            found = found | self.held_on(channel)
        return found

    @cached_property
    def refusals(self) -> np.ndarray:
        """Who said no to which channel: contacts x channels."""
        return np.column_stack([self.stopped_on(channel) for channel in Channel])

    @cached_property
    def consented(self) -> np.ndarray:
        """Who gave a consent that is proven, for whatever channel and purpose (AVG art. 7(1))."""
        found = self.has("consent", "valid")
        for name, column in self.codes.evidence.items():
            if name.startswith("consent:"):
                found = found | (column == code_of("consent", "valid"))
        return found

    def filled(self, name: str) -> np.ndarray:
        """Tell who has this detail."""
        return has_detail(self.contacts, name)

    def noted(self, issue: str) -> np.ndarray:
        """Tell for whom the reader noted this issue."""
        return noted(self.contacts, issue)

    def reached_by(self, channel: str) -> np.ndarray:
        """Tell who can be reached: an address that works, a number (a mobile one for messages), or a name."""
        if Channel(channel) not in DETAIL:
            return self.filled("name") | self.filled("company")
        return reached_by(self.contacts, channel)

    def named(self, rows: np.ndarray, why: object) -> pd.DataFrame:
        """Return these contacts: contact_id, name, email, phone and why (one sentence, or one per contact)."""
        found = self.contacts.reindex(columns=list(_SHOWN))[rows]
        return found.assign(why=why if isinstance(why, str) else np.asarray(why, object)[rows]).reset_index(drop=True)


def on_day(
    contacts: pd.DataFrame, as_of: date | str, facts: Mapping[str, object] | None = None, codes: FactCodes | None = None
) -> ListOnDay:
    """Return the cases of a list on a day, with ``facts`` set for all contacts, or ``codes``: its facts on that day.

    A fact that is set for all does not undo an objection or a withdrawal. Raises AvgkitError with a Dutch sentence for
    an unknown name or value, or a day before 2018-05-25.
    """
    day = parse_day(as_of)
    table_as_of(day)
    return ListOnDay(contacts, day, codes_on(contacts, day, facts) if codes is None else codes)
