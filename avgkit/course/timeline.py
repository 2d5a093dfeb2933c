"""One list on the days on which the law changed: how many contacts have which verdict, and who flips, when and why.

A flip is another verdict, or the same verdict of which it is no longer (or from now on) disputed. The explanation of
2018 stands beside the law of each day. A law of after the day of the list is told as coming.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

import numpy as np
import pandas as pd

from avgkit.base.dutch import count, dutch_day
from avgkit.base.places import COURSE_DAY
from avgkit.base.tables import ShownTable, table_of
from avgkit.law.decision import DISPUTED, Decision
from avgkit.law.facts import VERDICT_LABELS, RuleSet, Verdict, label
from avgkit.law.rules import MOMENTS, concerns, moment_of, rules_as_of
from avgkit.law.table import DecisionTable


def days_around(now: date) -> tuple[date, ...]:
    """Return the days that a timeline compares, in order: the first day of each regime, and the day of now."""
    return tuple(sorted({*(moment.day for moment in MOMENTS), now}))


DAYS = days_around(COURSE_DAY)
"""The days for the sample list."""
COMING = "komt eraan"
"""Said of a law that is known but does not hold yet."""
EXPLANATION = "de uitleg van 2018"
Verdicts = Callable[[date, str], tuple[DecisionTable, np.ndarray]]


def named_day(day: date, now: date) -> str:
    """Return the day in Dutch; one after now says that it is coming: “1 januari 2027 (komt eraan)”."""
    return f"{dutch_day(day)} ({COMING})" if day > now else dutch_day(day)


@dataclass(frozen=True)
class Timeline:
    """The outcomes of a list for one channel and purpose.

    ``decisions``: per day the decisions that occur; ``numbers``: per day, for each contact, which of them is his or
    hers. ``explained`` is the same for the explanation of 2018, which knows one day. ``now`` is the day of the list,
    one of ``days``; later days are coming.
    """

    channel: str
    purpose: str
    days: tuple[date, ...]
    decisions: tuple[tuple[Decision, ...], ...]
    numbers: tuple[np.ndarray, ...]
    explained: tuple[tuple[Decision, ...], np.ndarray]
    now: date = COURSE_DAY

    @property
    def place(self) -> int:
        """Which of the days is now."""
        return bisect_right(self.days, self.now) - 1

    @property
    def coming(self) -> tuple[date, ...]:
        """The days after now."""
        return self.days[self.place + 1 :]

    @property
    def names(self) -> list[str]:
        """The days in Dutch."""
        return [named_day(day, self.now) for day in self.days]

    @property
    def size(self) -> int:
        """How many contacts there are."""
        return len(self.numbers[0])

    @cached_property
    def counts(self) -> ShownTable:
        """Contacts per day and verdict, how many are disputed, and the explanation of 2018 in the last row."""
        each = [*zip(self.decisions, self.numbers, strict=True), self.explained]
        rows = [_tally(decisions, numbers) for decisions, numbers in each]
        days = [*self.names, EXPLANATION]
        frame = pd.DataFrame(rows, columns=[*VERDICT_LABELS.values(), DISPUTED], index=pd.Index(days, name="dag"))
        return ShownTable(frame, f"Je lijst van nu, met de wet van elke dag. {self.about}")

    @cached_property
    def flips(self) -> ShownTable:
        """A row per kind of flip: the day, from what to what, for how many contacts, and the reason that then holds."""
        rows = []
        for place, later in enumerate(self.days[1:], 1):
            old, new = self.decisions[place - 1], self.decisions[place]
            pairs = np.bincount(self.numbers[place - 1] * len(new) + self.numbers[place])
            grouped: dict[tuple[str, str, str], int] = {}
            for pair, size in enumerate(pairs.tolist()):
                before, after = divmod(pair, len(new))
                if size and _differs(old[before], new[after]):
                    why = _why(old[before], new[after], later, self.purpose)
                    change = old[before].outcome, new[after].outcome, why
                    grouped[change] = grouped.get(change, 0) + size
            ordered = sorted(grouped.items(), key=lambda item: (-item[1], item[0]))
            rows += [(self.names[place], *change[:2], size, change[2]) for change, size in ordered]
        caption = f"Bij wie verandert de uitkomst, en waarom? {self.about}"
        return table_of(("vanaf", "van", "naar", "contacten", "waarom"), rows, caption)

    @cached_property
    def flipped(self) -> np.ndarray:
        """The places of the contacts whose outcome flips at least once."""
        flips = np.zeros(self.size, bool)
        for (old, before), (new, after) in pairwise(zip(self.decisions, self.numbers, strict=True)):
            differs = np.array([[_differs(one, other) for other in new] for one in old])
            flips |= differs[before, after]
        return np.flatnonzero(flips)

    def people(self, names: Sequence[str], places: Sequence[int]) -> ShownTable:
        """Return the outcome per day of these contacts (names and places in the list)."""
        columns = {
            day: [decisions[numbers[place]].outcome for place in places]
            for day, decisions, numbers in zip(self.names, self.decisions, self.numbers, strict=True)
        }
        frame = pd.DataFrame(columns, index=pd.Index(names, name="contact"), dtype="object")
        return ShownTable(frame, "Bij deze contacten verandert de uitkomst")

    @property
    def about(self) -> str:
        return f"Kanaal: {label('channel', self.channel)}. Doel: {label('purpose', self.purpose)}"

    @cached_property
    def sentence(self) -> str:
        """Say how many contacts flip, what the law of the first day said and that of now, and what is coming."""
        frame = self.counts.frame
        mag = frame["mag"] + frame["mag, onder voorwaarden"]
        flips = len(self.flipped)
        said = (
            "Bij geen enkel contact verandert de uitkomst."
            if not flips
            else (
                f"Bij {flips} van de {count(self.size, 'contact', 'contacten')} verandert de uitkomst een of meer keer."
            )
        )
        coming = "".join(f" Vanaf {day} mag het bij {mag.loc[day]}." for day in self.names[self.place + 1 :])
        return (
            f"{said} Op {dutch_day(self.days[0])} mocht het bij {mag.iloc[0]}, op {dutch_day(self.now)} bij "
            f"{mag.iloc[self.place]}.{coming} Volgens de uitleg van 2018 mag het bij {mag.iloc[-1]}."
        )


def timeline(verdicts: Verdicts, channel: str, purpose: str, now: date = COURSE_DAY) -> Timeline:
    """Return the outcomes on the days around now; of the coming ones those whose law is about this.

    ``verdicts``: day, rule set -> the decision table and an outcome number per contact.
    """
    days = tuple(day for day in days_around(now) if day <= now or _is_touched(channel, purpose, day))
    found = [_compact(*verdicts(day, RuleSet.LAW)) for day in days]
    explained = _compact(*verdicts(now, RuleSet.EXPLANATION_2018))
    decisions, numbers = zip(*found, strict=True)
    return Timeline(channel, purpose, days, decisions, numbers, explained, now)


def _is_touched(channel: str, purpose: str, day: date) -> bool:
    """Tell whether a law that starts on a day is about this channel and purpose; a coming one is shown only then."""
    before, after = (
        [rule for rule in rules_as_of(on) if concerns(rule, channel, purpose)] for on in (day - timedelta(days=1), day)
    )
    return before != after


def _compact(table: DecisionTable, numbers: np.ndarray) -> tuple[tuple[Decision, ...], np.ndarray]:
    """Return the decisions that occur, and for each contact the place among them."""
    present = np.flatnonzero(np.bincount(numbers, minlength=len(table.outcomes)))
    places = np.zeros(len(table.outcomes), np.intp)
    places[present] = np.arange(len(present))
    return tuple(table.outcomes[number] for number in present), places[numbers]


def _tally(decisions: Sequence[Decision], numbers: np.ndarray) -> list[int]:
    sizes = np.bincount(numbers, minlength=len(decisions)).tolist()
    each = list(zip(decisions, sizes, strict=True))
    counts = [sum(size for decision, size in each if decision.verdict == verdict) for verdict in Verdict]
    return [*counts, sum(size for decision, size in each if decision.contested)]


def _differs(old: Decision, new: Decision) -> bool:
    return (old.verdict, old.contested) != (new.verdict, new.contested)


def _why(old: Decision, new: Decision, day: date, purpose: str) -> str:
    """Return the reason that now holds; of a dispute alone, what ended it that day or which rule brings it."""
    if old.verdict != new.verdict:
        return new.reason
    if not new.contested:
        return moment_of(day).change
    disputed = (rule for rule in rules_as_of(day) if rule.id in new.rules and rule.is_contested(purpose))
    return next(disputed).reason_for(purpose)
