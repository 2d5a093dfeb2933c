"""What the panels of a notebook share: one list, the learner's answers, and the choice of channel, purpose and day.

Plain Python, without widgets: ``state.set(...)`` and ``state.answer(...)`` do what a click does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

import pandas as pd

from avgkit.classification import classify, unlocks
from avgkit.course import COURSE_DAY, CourseList, Sentence, count, dutch_day, my_list
from avgkit.errors import AvgkitError
from avgkit.rules import rules_as_of
from avgkit.tables import Table
from avgkit.vocabulary import (
    FACTS,
    UNKNOWN,
    VERDICT_LABELS,
    Channel,
    Purpose,
    RuleSet,
    Verdict,
    fact_named,
    label,
)

LIMIT = 50
"""Contacts that a table shows; it says how many more there are."""


class Suggested(NamedTuple):
    """Two contacts (ids) who may be one person, a title for a list, and why."""

    key: str
    left: str
    right: str
    title: str
    why: str


class State:
    """The one model behind all panels. Who observes it is called after each change."""

    def __init__(
        self,
        source: CourseList | None = None,
        *,
        as_of: date = COURSE_DAY,
        channels: Iterable[str] = tuple(Channel),
        purpose: str = Purpose.OFFER,
        rules: str = RuleSet.LAW,
    ) -> None:
        self.source = source if source is not None else my_list()
        self.as_of = as_of
        self.channels = tuple(channels)
        self.purpose = purpose
        self.rules = rules
        self.facts: dict[str, str] = {}
        self.decided: dict[str, str] = {}
        self._base = self.source
        self._observers: list[Callable[[], None]] = []
        self._made: dict[str, pd.DataFrame] = {}

    def observe(self, callback: Callable[[], None]) -> None:
        """Call this after each change."""
        self._observers.append(callback)

    def set(self, **changes: object) -> None:
        """Change one or more of source, as_of, channels, purpose and rules, then tell the observers once."""
        for name, value in changes.items():
            if name not in ("source", "as_of", "channels", "purpose", "rules"):
                raise AttributeError(f"State has no choice '{name}'")
            setattr(self, name, tuple(value) if name == "channels" else value)
        if "source" in changes:
            self._base, self.decided = self.source, {}
        self._made.clear()
        for callback in self._observers:
            callback()

    def answer(self, fact: str, value: str) -> None:
        """Set a fact for all contacts of the list; ``unknown`` takes the answer back."""
        code = fact_named(fact).parse(value)
        self.facts = {name: known for name, known in self.facts.items() if name != fact}
        if code != UNKNOWN:
            self.facts[fact] = code
        self.set()

    def decide_pair(self, key: str, answer: str) -> None:
        """Say whether a suggested pair is one person: same, different or open (which takes it back)."""
        if key not in {pair.key for pair in self.pairs()} or answer not in ("same", "different", "open"):
            raise AvgkitError("Dit paar is er niet, of het antwoord is geen ja of nee. Kies uit de lijst.")
        self.decided[key] = answer
        same = [(pair.left, pair.right) for pair in self.pairs() if self.decided.get(pair.key) == "same"]
        self.source = self._base.joined(same)
        self.set()

    def pairs(self) -> list[Suggested]:
        """Return the pairs of contacts who may be one person, the surest first; also those that were decided."""
        found = self._base.source.suggestions
        ids = {*found["left"], *found["right"]}
        people = self.base_contacts[self.base_contacts["contact_id"].isin(ids)]
        names = {row.contact_id: _name(row) for row in people[["contact_id", "name", "email", "phone"]].itertuples()}
        return [
            Suggested(
                f"{row.left} {row.right}", row.left, row.right, f"{names[row.left]} en {names[row.right]}", row.why
            )
            for row in found.itertuples()
        ]

    @property
    def base_contacts(self) -> pd.DataFrame:
        """The contacts before the learner joined any."""
        return self._base.contacts

    @property
    def contacts(self) -> pd.DataFrame:
        return self.source.contacts

    @property
    def classified(self) -> pd.DataFrame:
        """A row per contact and channel, for the chosen purpose and day."""
        if "classified" not in self._made:
            self._made["classified"] = classify(self.contacts, **self._choice())
        return self._made["classified"]

    @property
    def unlocks(self) -> pd.DataFrame:
        """What one more answer would settle."""
        if "unlocks" not in self._made:
            self._made["unlocks"] = unlocks(self.contacts, **self._choice())
        return self._made["unlocks"]

    def _choice(self) -> dict[str, object]:
        return {
            "as_of": self.as_of,
            "channels": self.channels,
            "purposes": [self.purpose],
            "facts": self.facts,
            "rules": self.rules,
        }

    def counts(self) -> Table:
        """Contacts per channel and verdict."""
        table = pd.crosstab(self.classified["channel"].astype(str), self.classified["verdict"].astype(str))
        table = table.reindex(index=[str(c) for c in self.channels], columns=[str(v) for v in Verdict], fill_value=0)
        table = table.rename(index=lambda c: label("channel", c), columns=VERDICT_LABELS).rename_axis("kanaal")
        return Table(table, f"Contacten per kanaal. Doel: {label('purpose', self.purpose)}")

    def sentence(self) -> str:
        """Say the outcome in one sentence, and whose list it is about when that is not the sample."""
        verdicts = self.classified["verdict"].astype(str)
        yes = int(verdicts.isin(["allowed", "conditional"]).sum())
        whose = "" if self.source.is_sample else f"Je werkt met {self.source.name}. "
        return (
            f"{whose}{count(len(verdicts), 'geval', 'gevallen')} op {dutch_day(self.as_of)}: {yes} × mag (soms onder "
            f"voorwaarden), {int((verdicts == 'not_allowed').sum())} × mag niet, "
            f"{int((verdicts == 'depends').sum())} × hangt ervan af."
        )

    def per_contact(self, limit: int = LIMIT) -> tuple[Table, str]:
        """Return the verdicts of the first contacts, and a sentence about the rest."""
        size = len(self.channels)
        shown = self.classified.iloc[: limit * size]
        words = shown["verdict"].astype(str).map(VERDICT_LABELS)
        names = [_name(row) for row in shown[["name", "email", "phone"]].iloc[::size].itertuples(index=False)]
        if size == 1:
            columns = {"uitkomst": words, "reden": shown["reason"].astype(str)}
        else:
            columns = {label("channel", c): words.to_numpy()[place::size] for place, c in enumerate(self.channels)}
        frame = pd.DataFrame({name: list(values) for name, values in columns.items()})
        frame.index = pd.Index(names, name="contact")
        rest = len(self.contacts) - len(names)
        return Table(
            frame, "Uitkomst per contact"
        ), f"En nog {count(rest, 'contact', 'contacten')}." if rest > 0 else ""

    def card(self, contact_id: object) -> Table:
        """Return one contact's verdict, reason and next step, for the chosen purpose; equal channels share a row."""
        contact = self.contacts[self.contacts["contact_id"] == contact_id]
        rows = classify(contact, **(self._choice() | {"channels": tuple(Channel)}))
        steps = {rule.id: rule.what_now for rule in rules_as_of(self.as_of, self.rules)}
        grouped: dict[tuple[str, str, str], list[str]] = {}
        for row in rows.itertuples(index=False):
            step = steps[str(row.rule)] if row.rule else _questions(str(row.ask))
            outcome = (VERDICT_LABELS[str(row.verdict)], str(row.reason), step)
            grouped.setdefault(outcome, []).append(label("channel", str(row.channel)))
        frame = pd.DataFrame(list(grouped), columns=["uitkomst", "waarom", "wat nu"])
        frame.index = pd.Index([", ".join(channels) for channels in grouped.values()], name="kanaal")
        return Table(frame, f"Wat mag bij {_name(next(contact.itertuples()))}? Doel: {label('purpose', self.purpose)}")

    def beside_2018(self) -> Table:
        """Lay the law beside the explanation of 2018: contacts per channel and verdict, and how many differ."""
        keys = ["channel", "verdict"]
        law, old = (
            classify(self.contacts, **(self._choice() | {"rules": rules}))[keys].astype(str) for rules in RuleSet
        )
        columns = {
            "wet: mag": law["verdict"].isin(["allowed", "conditional"]),
            "wet: hangt ervan af": law["verdict"] == "depends",
            "wet: mag niet": law["verdict"] == "not_allowed",
            "uitleg 2018: mag niet": old["verdict"] == "not_allowed",
            "verschil": law["verdict"] != old["verdict"],
        }
        table = pd.DataFrame(columns).groupby(law["channel"], sort=False).sum()
        table = table.rename(index=lambda channel: label("channel", channel)).rename_axis("kanaal")
        return Table(table, "De wet naast de uitleg van 2018, in contacten")

    def control(self) -> Sentence:
        """Say whether each contact has exactly one verdict for each channel."""
        cases, people, channels = self.classified, len(self.contacts), len(self.channels)
        sound = len(cases) == people * channels and not cases.duplicated(["contact_id", "channel"]).any()
        sound = sound and not cases["verdict"].isna().any()
        outcome = "Elk geval heeft precies één uitkomst." if sound else "Dat klopt niet: er mist een uitkomst."
        return Sentence(
            f"Controle: {count(people, 'contact', 'contacten')} × {count(channels, 'kanaal', 'kanalen')} = "
            f"{count(len(cases), 'geval', 'gevallen')}. {outcome}"
        )

    def named(self, search: str = "", limit: int = LIMIT) -> list[tuple[str, object]]:
        """Return (name, contact_id) of the first contacts whose name, address or number holds the search text."""
        found = self.contacts
        if search.strip():
            text = found[["name", "email", "phone"]].fillna("").astype(str).agg(" ".join, axis=1)
            found = found[text.str.contains(search.strip(), case=False, regex=False)]
        found = found.head(limit)
        return [(_name(row), row.contact_id) for row in found.itertuples(index=False)]


def _name(row: object) -> str:
    for value in (row.name, row.email, row.phone):
        if isinstance(value, str) and value:
            return value
    return "contact zonder naam"


def _questions(ask: str) -> str:
    return "Zoek eerst uit: " + " ".join(FACTS[name].question for name in ask.split(",") if name)
