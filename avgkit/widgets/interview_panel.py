"""The panels of the interview: one question at a time, what you said, and the sheet for the rest."""

from __future__ import annotations

from html import escape

import ipywidgets as widgets
import pandas as pd

from avgkit.base.dutch import count
from avgkit.base.tables import ShownTable
from avgkit.contacts.list_answers import Asked
from avgkit.contacts.receipt_facts import list_receipt
from avgkit.contacts.told_contacts import with_answers
from avgkit.course.interview import Offer
from avgkit.course.interview_steps import GroupQuestion, ending, next_question, progress_sentence, said_elsewhere
from avgkit.law.facts import label
from avgkit.plan.fill_sheet import open_facts, save_fill_sheet
from avgkit.widgets.asking import interview_of, reply, take_back_reply
from avgkit.widgets.own_output import keep_output
from avgkit.widgets.panel import Panel, Part, dropdown
from avgkit.widgets.state import State

_ROOM = {"width": "min(100%, 720px)"}
_NONE = [("je zei nog niets", -1)]


class InterviewPanel(Panel):
    """A question with what each choice gives; nothing is chosen beforehand. Each answer counts and is kept at once.

    ``fact``: what it asks about first.
    """

    def __init__(self, state: State, fact: str = "") -> None:
        self.state, self.fact = state, fact
        self.question: GroupQuestion | None = None
        self.words = widgets.HTML(layout=widgets.Layout(**_ROOM))
        self.choices = widgets.RadioButtons(
            description="Antwoord", options=[], value=None, layout=widgets.Layout(**_ROOM)
        )
        self.give = widgets.Button(description="Geef dit antwoord", button_style="primary")
        self.back = widgets.Button(description="Vorige vraag")
        self.said = dropdown("Een antwoord terugnemen", _NONE, -1)
        self.undo = widgets.Button(description="Neem terug")
        review = widgets.Accordion([widgets.VBox([self.said, self.undo])])
        review.set_title(0, "Wat je zei")
        buttons = widgets.HBox([self.give, self.back])
        super().__init__("Eén vraag tegelijk", [self.words, self.choices, buttons], [review])
        self.give.on_click(lambda button: self._give())
        self.back.on_click(lambda button: self._take_back(len(self.state.told.asked) - 1))
        self.undo.on_click(lambda button: self._take_back(self.said.value))
        self.heed(self._choose, self.choices)
        self.follow(state, self._refresh)
        self._refresh()

    def _give(self) -> None:
        if self.question is not None and self.choices.value is not None:
            question, value = self.question, self.choices.value
            self.refresh(lambda: self._kept(question, value))

    def _kept(self, question: GroupQuestion, value: str) -> list[Part]:
        reply(self.state, question.id, value)
        return self._report()

    def _take_back(self, number: int) -> None:
        if 0 <= number < len(self.state.told.asked):
            take_back_reply(self.state, number)

    def ask_about(self, fact: str) -> None:
        """Ask about this fact first from now on."""
        self.fact = fact
        self._refresh()

    def _choose(self) -> None:
        self.give.disabled = self.choices.value is None

    def _refresh(self) -> None:
        self.question = next_question(interview_of(self.state), self.fact)
        asked = self.state.told.asked
        with self.quietly():
            self.choices.options = [(_offer(one), one.value) for one in self.question.choices] if self.question else []
            self.choices.value = None
            self.said.options = [(_told(one), number) for number, one in enumerate(asked)] or _NONE
            self.said.value = len(asked) - 1
        self.back.disabled = self.undo.disabled = not asked
        self.give.disabled = True
        for control in (self.choices, self.give):
            control.layout.display = "" if self.question else "none"
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        interview, question = interview_of(self.state), self.question
        self.words.value = _bold(question.text if question else ending(interview), question.why if question else "")
        told: list[Part] = [progress_sentence(interview), said_elsewhere(self.fact, question), self.state.problem]
        asked = self.state.told.asked
        if asked:
            rows = [(one.group, one.text, label(one.fact, one.value)) for one in asked]
            frame = pd.DataFrame(rows, columns=["over wie", "vraag", "jouw antwoord"]).set_index("over wie")
            told.append(ShownTable(frame, f"Wat je zei: {count(len(rows), 'antwoord', 'antwoorden')}"))
        return told

    @property
    def text(self) -> str:
        """The progress and the question; what was said stays out of the saved notebook."""
        asked = [self.question.text, *(f"- {_offer(one)}" for one in self.question.choices)] if self.question else []
        return "\n".join([str(self.parts[0]), *asked])


def _bold(text: str, why: str) -> str:
    return f'<p style="line-height:1.4"><strong>{escape(text)}</strong><br>{escape(why)}</p>'


def _offer(one: Offer) -> str:
    gives = f" (beslist meteen {count(one.settles, 'geval', 'gevallen')})" if one.settles else ""
    return f"{one.label}{gives}"


def _told(one: Asked) -> str:
    return f"{one.text[:70]}… → {label(one.fact, one.value)}"


class SheetPanel(Panel):
    """Save a sheet with what is open for each person, to fill in anywhere and to put in data/eigen."""

    def __init__(self, state: State) -> None:
        self.state, self.saved = state, ""
        self.save = widgets.Button(description="Bewaar het invulblad", layout=widgets.Layout(width="auto"))
        super().__init__("Wat niet per groep gaat: het invulblad", [self.save])
        self.save.on_click(lambda button: self.refresh(self._save))
        self.follow(state, self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self.saved = ""
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        interview = interview_of(self.state)
        size = int(open_facts(interview).any(axis=1).sum())
        held = int(interview.held.sum())
        who = f"Bij {count(size, 'persoon', 'mensen')} van de {len(self.state.contacts)} is nog iets niet bekend."
        doubt = f" {held} daarvan {'zei' if held == 1 else 'zeiden'} misschien nee." if held else ""
        told = f"{self.saved} {who}{doubt} Vul het blad in en zet het in data/eigen: dan tellen je antwoorden mee."
        return [told.strip()]

    def _save(self) -> list[Part]:
        interview, said = interview_of(self.state), {"rule_set": self.state.rules, "answers": self.state.told.told()}
        receipt = list_receipt("invulblad", self.state.as_of, self.state.source.source, **said)
        contacts = with_answers(self.state.contacts, self.state.answers)
        name = f"invulblad_{self.state.as_of.isoformat()}.xlsx"
        self.saved = keep_output(name, lambda path: save_fill_sheet(interview, contacts, path, receipt))
        return self._report()
