"""The panel that takes answers, fact by fact."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from html import escape

import ipywidgets as widgets

from avgkit.base.dutch import count
from avgkit.law.codes import NOTHING
from avgkit.law.fact_codes import STAYS, code_of, said_by
from avgkit.law.facts import CONTACT_FACTS, FACTS, UNKNOWN, Consent, is_more, label
from avgkit.widgets.panel import WIDE, Panel, Part, answers, dropdown
from avgkit.widgets.state import State
from avgkit.widgets.who_choice import WhoChoice

MIXED = "mixed"
_DID = {"consent": "is de toestemming ingetrokken.", "objection": "is bezwaar gemaakt."}

_BELOW = "line-height:1.4;margin-bottom:10px;padding-left:clamp(0px, calc(100% - 320px), 228px)"
"""The look of a question: under its dropdown, and under the words before it where the page is narrow."""


class FactsPanel(Panel):
    """A dropdown per fact that a rule names for what is shown. An answer fills in what is unknown, of all or a part of
    the list; of one contact it goes before the files.
    """

    def __init__(self, state: State, facts: Iterable[str] = CONTACT_FACTS) -> None:
        self.state = state
        self.who = WhoChoice(state, self._refresh)
        self.controls = {name: dropdown(FACTS[name].label, answers(name), UNKNOWN) for name in facts}
        for name, control in self.controls.items():
            self.heed(partial(self._answer, name), control)
        self.questions = {name: _with_help(name, control) for name, control in self.controls.items()}
        self.more = widgets.Checkbox(
            description="Meer: goed doel, uitgever, loterij, privénummer, non-mailing", indent=False, layout=WIDE
        )
        self.heed(self._refresh, self.more)
        super().__init__("Wat weet je van deze mensen?", [self.who, *self.questions.values(), self.more])
        self.follow(state, self._follow)
        self._refresh()

    def _answer(self, name: str) -> None:
        value = self.controls[name].value
        if value in (MIXED, self._said(name)):
            return
        if self.who.is_one:
            self.state.answer(name, value, contact=str(self.who.contact.value))
        else:
            self.state.answer(name, value, self.who.places)

    def _said(self, name: str) -> str:
        """Return what the learner said of the chosen people: one value or set, ``unknown``, or MIXED."""
        places = self.who.places
        if places is None:
            return self.state.facts.get(name, UNKNOWN)
        if name not in self.state.said:
            return UNKNOWN
        values = {*self.state.said[name].codes[places].tolist()}
        if len(values) > 1:
            return MIXED
        return next((said_by(name, value) for value in values if value != NOTHING), UNKNOWN)

    def _choices(self, name: str, said: str) -> list[tuple[str, str]]:
        """Return the answers that can be given of the chosen people, and what was said of them."""
        shown = [(text, value) for text, value in answers(name, sets=True) if value == said or self._fits(name, value)]
        return [*shown, ("verschilt per contact", MIXED)] if said == MIXED else shown

    def _fits(self, name: str, value: str) -> bool:
        """Tell whether to offer an answer: what is rare when asked for, a proven consent of one person only."""
        if (name, value) == ("consent", Consent.VALID):
            return self.who.is_one
        return self.more.value or is_more(name) or not is_more(name, value)

    def _follow(self) -> None:
        self.who.look_again()
        self._refresh()

    def _refresh(self) -> None:
        named = self.state.facts_named
        with self.quietly():
            for name, control in self.controls.items():
                said = self._said(name)
                control.options = self._choices(name, said)
                control.value = said
                shown = said != UNKNOWN or (name in named and (self.more.value or not is_more(name)))
                self.questions[name].layout.display = "" if shown else "none"
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        said = [
            f"{FACTS[name].label}: {'verschilt' if control.value == MIXED else label(name, control.value)}"
            for name, control in self.controls.items()
            if control.value != UNKNOWN
        ]
        known = (
            f"{self.who.named} geldt: {'; '.join(said)}." if said else f"{self.who.named} vulde je hier nog niets in."
        )
        told = f"{self.who.sentence}{known} {self.state.sentence()}"
        parts: list[Part] = [told, self._kept(), self.state.held_sentence()]
        return [*parts, self.state.known(self.who.contact.value) if self.who.is_one else self.state.open_questions()]

    def _kept(self) -> str:
        """Say which objections and withdrawals stay, when the learner answers those questions."""
        places = slice(None) if self.who.places is None else self.who.places
        said = []
        for fact, words in _DID.items():
            if fact in self.controls and self.controls[fact].value not in (UNKNOWN, MIXED, STAYS[fact]):
                number = int((self.state.codes().facts[fact][places] == code_of(fact, STAYS[fact])).sum())
                said += [f"Bij {count(number, 'contact', 'contacten')} {words} Dat blijft zo."] if number else []
        return " ".join(said)


def _with_help(name: str, control: widgets.Widget) -> widgets.VBox:
    """Return a control with its question below, which opens to what counts and an example."""
    question = f"<summary>{escape(FACTS[name].question)}</summary>"
    folded = f'<details style="{_BELOW}">{question}<p>{escape(FACTS[name].help)}</p></details>'
    return widgets.VBox([control, widgets.HTML(folded, layout=widgets.Layout(width=WIDE.width))])
