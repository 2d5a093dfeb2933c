"""The panels that take answers for the whole list: fact by fact, or the question that helps most."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from avgkit.course import count
from avgkit.tables import Table
from avgkit.vocabulary import CONTACT_FACTS, FACTS, UNKNOWN, label
from avgkit.widgets.base import Panel, Part, answers, dropdown
from avgkit.widgets.state import State

ASKED = tuple(name for name in CONTACT_FACTS if name != "sender")


class FactsPanel(Panel):
    """A dropdown per fact. An answer holds for all contacts of the list."""

    def __init__(self, state: State, facts: Iterable[str] = ASKED) -> None:
        self.state = state
        self.controls = {
            name: dropdown(FACTS[name].label, answers(name), state.facts.get(name, UNKNOWN)) for name in facts
        }
        for name, control in self.controls.items():
            control.tooltip = FACTS[name].question
            control.observe(lambda change, name=name: self._answer(name, change["new"]), "value")
        super().__init__("Wat weet je van iedereen op deze lijst?", list(self.controls.values()))
        state.observe(self._refresh)
        self._refresh()

    def _answer(self, name: str, value: str) -> None:
        if self.state.facts.get(name, UNKNOWN) != value:
            self.state.answer(name, value)

    def _refresh(self) -> None:
        for name, control in self.controls.items():
            control.value = self.state.facts.get(name, UNKNOWN)
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        known = [f"{FACTS[name].label}: {label(name, value)}" for name, value in self.state.facts.items()]
        said = f"Voor iedereen geldt: {'; '.join(known)}." if known else "Je hebt nog niets ingevuld voor iedereen."
        return [f"{said} {self.state.sentence()}"]


class UnlockPanel(Panel):
    """The open questions, the most useful first; an answer counts at once."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.busy = False
        self.question = dropdown("Vraag", self._questions(), next(iter(self._open()), ASKED[0]))
        self.reply = dropdown("Antwoord voor iedereen", [("weet ik niet", UNKNOWN)], UNKNOWN)
        super().__init__("Wat levert één antwoord op?", [self.question, self.reply])
        self.question.observe(lambda change: self._ask(), "value")
        self.reply.observe(lambda change: self._answer(change["new"]), "value")
        state.observe(self._refresh)
        self._ask()
        self._refresh()

    def _open(self) -> list[str]:
        return [str(name) for name in self.state.unlocks["fact"]]

    def _questions(self) -> list[tuple[str, str]]:
        first = self._open()
        return [(FACTS[name].question, name) for name in [*first, *(n for n in ASKED if n not in first)]]

    def _ask(self) -> None:
        if not self.busy:
            self._offer(self.question.value)

    def _offer(self, fact: str) -> None:
        self.busy = True
        self.reply.options = answers(fact)
        self.reply.value = self.state.facts.get(fact, UNKNOWN)
        self.busy = False

    def _answer(self, value: str) -> None:
        if not self.busy and self.state.facts.get(self.question.value, UNKNOWN) != value:
            self.state.answer(self.question.value, value)

    def _refresh(self) -> None:
        fact, self.busy = self.question.value, True
        self.question.options = self._questions()
        self.question.value = fact
        self.busy = False
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
        return [said, Table(frame, "Vragen die nog openstaan")]


def facts_panel(state: State, facts: Iterable[str] = ASKED) -> FactsPanel:
    """Return the panel with a dropdown per fact, for all contacts of the list at once."""
    return FactsPanel(state, facts)


def unlock_panel(state: State) -> UnlockPanel:
    """Return the panel that asks the most useful question first."""
    return UnlockPanel(state)
