"""The panel in which the learner decides whether two contacts are one person."""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd

from avgkit.base.dutch import count
from avgkit.base.tables import ShownTable
from avgkit.course.lists import CourseList
from avgkit.law.facts import FACTS, label
from avgkit.widgets.panel import LABELLED, WIDE, Panel, Part, dropdown
from avgkit.widgets.state import State, Suggested

OPEN, SAME, DIFFERENT = "open", "same", "different"
_ANSWERS = [("weet ik nog niet", OPEN), ("ja, dezelfde persoon", SAME), ("nee, twee personen", DIFFERENT)]
_SHOWN = {"name": "naam", "email": "e-mailadres", "phone": "telefoon", "company": "bedrijf", "source_file": "bestand"}
FACTS_SHOWN = ("relation", "consent", "objection")
NONE = [("er is niets om over te beslissen", "")]


class MergePanel(Panel):
    """One pair at a time, side by side. Nothing is merged until the learner says so, and that can be taken back."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.source: CourseList | None = None
        self.pair = dropdown("Welk paar?", NONE, "")
        self.reply = widgets.RadioButtons(
            description="Is dit dezelfde persoon?", options=_ANSWERS, value=OPEN, layout=WIDE, style=LABELLED
        )
        super().__init__("Dezelfde persoon, of twee?", [self.pair, self.reply])
        self.heed(self._show_pair, self.pair)
        self.heed(lambda: self._decide(self.reply.value), self.reply)
        self.follow(state, self._follow)
        self._follow()

    def _follow(self) -> None:
        """Look again when the list is another one; an answer or a day changes nothing here."""
        if self.source is not self.state.source:
            self.source = self.state.source
            self._offer()

    def _offer(self) -> None:
        """List the pairs that are open and those that were decided, and keep the chosen one in view."""
        chosen, pairs = self.pair.value, self.state.pairs()
        keys = [pair.key for pair in pairs]
        with self.quietly():
            self.pair.options = [(pair.title, pair.key) for pair in pairs] or NONE
            self.pair.value = chosen if chosen in keys else next(iter(keys), "")
        self._show_pair()

    def _show_pair(self) -> None:
        with self.quietly():
            self.reply.value = self.state.decided.get(self.pair.value, OPEN)
        self.refresh(self._report)

    def _decide(self, answer: str) -> None:
        if self.pair.value:
            self.state.decide_pair(self.pair.value, answer)

    def _report(self) -> list[Part]:
        pair = next((pair for pair in self.state.pairs() if pair.key == self.pair.value), None)
        if pair is None:
            return ["Er zijn geen contacten die op elkaar lijken. Je hoeft hier niets te doen."]
        answered = sum(answer != OPEN for answer in self.state.decided.values())
        said = (
            f"{count(len(self.state.pairs()), 'paar lijkt', 'paren lijken')} op elkaar. Je besliste over {answered}. "
            f"Zonder jouw “ja” voegen we niets samen."
        )
        return [said, self._beside(pair)]

    def _beside(self, pair: Suggested) -> ShownTable:
        people = self.state.base_contacts.set_index("contact_id").loc[[pair.left, pair.right]]
        rows = {text: people[name].fillna("").tolist() for name, text in _SHOWN.items()}
        for fact in FACTS_SHOWN:
            rows[FACTS[fact].label.lower()] = [label(fact, str(value)) for value in people[fact]]
        frame = pd.DataFrame.from_dict(rows, orient="index", columns=["het ene contact", "het andere contact"])
        return ShownTable(frame.rename_axis("wat"), f"Waarom? {pair.why[:1].upper()}{pair.why[1:]}.")

    @property
    def text(self) -> str:
        """The sentence; who is compared stays out of the saved notebook."""
        return str(self.parts[0]) if self.parts else ""
