"""The panels that take answers: fact by fact, or the question that helps most."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pandas as pd

from avgkit.base.dutch import count
from avgkit.base.tables import ShownTable
from avgkit.law.fact_codes import code_of
from avgkit.law.facts import ASKED, FACTS, UNKNOWN, label
from avgkit.widgets.panel import Panel, Part, answers, dropdown, of_several
from avgkit.widgets.state import State
from avgkit.widgets.who_choice import WhoChoice

MIXED = "mixed"
STAYS = {"consent": ("withdrawn", "trok de toestemming in."), "objection": ("yes", "maakte bezwaar.")}


class FactsPanel(Panel):
    """A dropdown per fact. An answer holds for everyone, for a part of the list, or for one contact."""

    def __init__(self, state: State, facts: Iterable[str] = ASKED) -> None:
        self.state = state
        self.who = WhoChoice(state, self._refresh)
        self.controls = {name: dropdown(FACTS[name].label, answers(name), UNKNOWN) for name in facts}
        for name, control in self.controls.items():
            control.tooltip = FACTS[name].question
            self.heed(partial(self._answer, name), control)
        super().__init__("Wat weet je van deze mensen?", [self.who, *self.controls.values()])
        self.follow(state, self._follow)
        self._refresh()

    def _answer(self, name: str) -> None:
        value = self.controls[name].value
        if value not in (MIXED, self._said(name)):
            self.state.answer(name, value, self.who.places)

    def _said(self, name: str) -> str:
        """Return what the learner said of the chosen people: one value, ``unknown``, or MIXED."""
        places = self.who.places
        if places is None:
            return self.state.facts.get(name, UNKNOWN)
        if name not in self.state.said:
            return UNKNOWN
        values = {*self.state.said[name].codes[places].tolist()}
        if len(values) > 1:
            return MIXED
        return next((value for value in FACTS[name].labels if code_of(name, value) in values), UNKNOWN)

    def _choices(self, name: str) -> list[tuple[str, str]]:
        return answers(name) if self.who.is_one else of_several(name)

    def _follow(self) -> None:
        self.who.look_again()
        self._refresh()

    def _refresh(self) -> None:
        with self.quietly():
            for name, control in self.controls.items():
                said = self._said(name)
                control.options = [*self._choices(name), *([("verschilt per contact", MIXED)] if said == MIXED else [])]
                control.value = said
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        said = [
            f"{FACTS[name].label}: {'verschilt' if control.value == MIXED else label(name, control.value)}"
            for name, control in self.controls.items()
            if control.value != UNKNOWN
        ]
        known = f"{self.who.named} geldt: {'; '.join(said)}." if said else f"{self.who.named} vulde je nog niets in."
        parts: list[Part] = [f"{self.who.sentence}{known} {self.state.sentence()}", self._kept()]
        return [*parts, self.state.known(self.who.contact.value)] if self.who.is_one else parts

    def _kept(self) -> str:
        """Say which objections and withdrawals stay, when the learner answers those questions."""
        places = slice(None) if self.who.places is None else self.who.places
        said = []
        for fact, (value, words) in STAYS.items():
            if fact in self.controls and self.controls[fact].value not in (UNKNOWN, MIXED, value):
                number = int((self.state.codes().facts[fact][places] == code_of(fact, value)).sum())
                said += [f"{count(number, 'contact', 'contacten')} {words} Dat blijft zo."] if number else []
        return " ".join(said)


class UnlockPanel(Panel):
    """The open questions, the most useful first; an answer counts at once."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.question = dropdown("Vraag", self._questions(), next(iter(self._open()), ASKED[0]))
        self.reply = dropdown("Antwoord voor iedereen", [("weet ik niet", UNKNOWN)], UNKNOWN)
        super().__init__("Wat levert één antwoord op?", [self.question, self.reply])
        self.heed(lambda: self._offer(self.question.value), self.question)
        self.heed(lambda: self._answer(self.reply.value), self.reply)
        self.follow(state, self._refresh)
        self._refresh()

    def _open(self) -> list[str]:
        return [str(name) for name in self.state.unlocks["fact"]]

    def _questions(self) -> list[tuple[str, str]]:
        first = self._open()
        return [(FACTS[name].question, name) for name in [*first, *(n for n in ASKED if n not in first)]]

    def _offer(self, fact: str) -> None:
        with self.quietly():
            self.reply.options = of_several(fact)
            self.reply.value = self.state.facts.get(fact, UNKNOWN)

    def _answer(self, value: str) -> None:
        if self.state.facts.get(self.question.value, UNKNOWN) != value:
            self.state.answer(self.question.value, value)

    def _refresh(self) -> None:
        fact = self.question.value
        with self.quietly():
            self.question.options = self._questions()
            self.question.value = fact
        self._offer(fact)
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        rows = self.state.unlocks
        if rows.empty:
            return [f"Je hebt geen antwoorden meer nodig. {self.state.sentence()}"]
        best = count(int(rows["contacts"].iloc[0]), "contact", "contacten")
        frame = pd.DataFrame(
            {
                "vraag": [FACTS[str(fact)].question for fact in rows["fact"]],
                "antwoord dat het meest beslist": [
                    label(str(fact), str(value)) for fact, value in zip(rows["fact"], rows["answer"], strict=True)
                ],
                "contacten": rows["contacts"].to_numpy(),
            }
        ).set_index("vraag")
        said = f"Eén antwoord kan nu iets beslissen voor {best}. {self.state.sentence()}"
        return [said, ShownTable(frame, "Vragen die nog openstaan")]
