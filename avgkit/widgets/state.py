"""What the panels of a notebook share: one list, the learner's answers, and the choice of channel, purpose and day.

Plain Python, without widgets: ``state.set(...)`` and ``state.answer(...)`` do what a click does. What is computed is
kept as long as it holds: with the list, with the answers, or with the choice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from avgkit.base.errors import AvgkitError
from avgkit.base.observing import Observable
from avgkit.base.own_work import ANSWERS_FILE
from avgkit.base.places import day_of
from avgkit.contacts.list_answers import FileMeaning, ListAnswers
from avgkit.contacts.statements import People
from avgkit.course.lists import CourseList, my_list, told_beside
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
        self.told, self.problem, self._seen = ListAnswers(), "", ""
        self.decided: dict[str, str] = {}
        self._take(self.source)

    def set(self, **changes: Any) -> None:
        """Change one or more of source, as_of, channels, purpose and rules, then tell the observers once.

        Another list keeps what was said of single people, and forgets what was said of everyone.
        """
        for name in changes:
            if name not in CHOICES:
                raise AttributeError(f"State has no choice '{name}'")
        before = self.source
        for name, value in changes.items():
            setattr(self, name, tuple(value) if name == "channels" else value)
        if "as_of" in changes:
            self._day_is_chosen = self.as_of != self.today
        if "source" in changes:
            self._of_list.clear()
            self._take(self.source, before)
            self.today = day_of(self.source.is_sample)
            self.as_of = self.as_of if self._day_is_chosen else self.today
        self._tell(of_list="source" in changes, of_answers="source" in changes)

    def answer(self, fact: str, value: str, places: Iterable[int] | None = None, **who: str) -> None:
        """Set a fact for all contacts who have no answer yet, or for those at these places or that ``chosen(**who)``
        tells; of one ``contact`` it goes before what the files say, save a no.

        ``unknown`` takes the answer back. Raises AvgkitError with a Dutch sentence for an unknown fact or value.
        """
        self._look_again()
        singly = set(who) == {"contact"} and bool(who["contact"])
        chosen = self.chosen(**who) if who else places
        keys = None if chosen is None else [self.people.keys[place] for place in chosen]
        self.answers.say(fact, value, keys, singly=singly and keys is not None and len(keys) == 1)
        self._tell(of_answers=True)

    def _take(self, source: CourseList, before: CourseList | None = None) -> None:
        """Take a list, with what was said about it before when it is one's own."""
        if before is not None and _files(source) != _files(before):
            self.told.said_of_list(_files(before))
            self.told.everyone = self.told.everyone if source.folder == before.folder and source.folder else {}
        if source.folder != (before.folder if before else None):
            self.told, self.problem = told_beside(source.folder) if source.folder else (ListAnswers(), "")
            self._seen = self.told.as_json()
        if before is None or _files(source) != _files(before):
            self.told.of_list(_files(source))
        self.answers = self.told.statements
        self._base, self.decided = replace(source, source=self.told.with_signals(source.source)), {}
        self.source = self._base
        if self.told.pairs:
            self._join()

    def _join(self) -> None:
        """Merge the pairs that are one person as was said, and remember which pairs were decided."""
        keys = dict(zip(self.base_contacts["contact_id"], People(self.base_contacts).keys, strict=True))
        said = {frozenset(pair): answer for pair, answer in self.told.pairs.items()}
        for pair in self.pairs():
            found = {said.get(frozenset((left, right))) for left in keys[pair.left] for right in keys[pair.right]}
            if answers := found - {None}:
                self.decided[pair.key] = str(answers.pop())
        self.source = self._base.joined(self.told.joined(self._base.source))

    def _look_again(self) -> None:
        """Read again what was said, when another notebook wrote it since."""
        folder = self.source.folder
        if folder and not self.problem:
            told, problem = told_beside(folder)
            if not problem and told.as_json() != self._seen:
                self.told, self._seen = told, told.as_json()
                self.told.of_list(_files(self.source))
                self.answers = self.told.statements
                self._of_answers.clear()

    def _save(self) -> None:
        """Keep what was said beside one's own lists. A file that can't be used is left as it is."""
        if self.source.folder and not self.problem:
            self.told.said_of_list(_files(self.source))
            if (text := self.told.as_json()) != self._seen:
                self.told.save(self.source.folder / ANSWERS_FILE)
                self._seen = text

    def tell_meaning(self, file: str, meaning: FileMeaning) -> None:
        """Keep what the learner says that a file is."""
        self.told.files[file] = meaning
        self._save()

    def restart(self) -> None:
        """Forget all that was said about this list, also what was saved."""
        self.told, self.problem = ListAnswers(), ""
        self.told.of_list(_files(self.source))
        self.answers = self.told.statements
        if self.source.folder:
            (self.source.folder / ANSWERS_FILE).unlink(missing_ok=True)
            self._seen = self.told.as_json()
        self._base = replace(self._base, source=replace(self._base.source, same=(), decided={}))
        self.source, self.decided = self._base, {}
        self._tell(of_list=True, of_answers=True)

    def _tell(self, of_list: bool = False, of_answers: bool = False) -> None:
        if of_answers:
            self._save()
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
        self._look_again()
        self.decided[key] = answer
        ids = dict(zip(self.base_contacts["contact_id"], People(self.base_contacts).keys, strict=True))
        left, right = (ids[one][0] for one in key.split(" "))
        self.told.pairs = {pair: said for pair, said in self.told.pairs.items() if {*pair} != {left, right}}
        if answer != "open":
            self.told.pairs[left, right] = answer
        same = [(pair.left, pair.right) for pair in self.pairs() if self.decided.get(pair.key) == "same"]
        self.source = self._base.joined(same)
        self._tell(of_list=True, of_answers=True)

    def decide_signal(self, column: str, text: str, is_no: bool | None) -> None:
        """Answer the one question about a text in a column, “is that a no?”, for all who have it; None takes it back.

        Raises AvgkitError with a Dutch sentence for a text that no such question is about.
        """
        self._look_again()
        self._base = self._base.decided(column, text, is_no)
        self.source = self.source.decided(column, text, is_no)
        self.told.signals.pop((column, text), None)
        if is_no is not None:
            self.told.signals[column, text] = is_no
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
