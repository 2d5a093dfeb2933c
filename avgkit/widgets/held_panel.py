"""The panel for who perhaps said no: one question about a text in a column settles all who have it."""

from __future__ import annotations

from textwrap import shorten
from typing import NamedTuple

import ipywidgets as widgets
import numpy as np
import pandas as pd

from avgkit.base.dutch import count
from avgkit.base.tables import ShownTable
from avgkit.course.lists import CourseList
from avgkit.widgets.panel import LABELLED, WIDE, Panel, Part, dropdown
from avgkit.widgets.reports import LIMIT
from avgkit.widgets.state import State

OPEN, YES, NO = "open", "yes", "no"
_ANSWERS = [("ja", YES), ("nee", NO), ("weet ik niet", OPEN)]
_LONGEST = 60
NONE = [("er is niets om over te beslissen", "")]


class Doubt(NamedTuple):
    """A text that may be a no: what it is called, the question, the contacts (ids) who have it, and the answer."""

    title: str
    question: str
    contacts: frozenset[str]
    reply: str


class HeldPanel(Panel):
    """Each text that may be a no, and how many people wait for it. An answer counts for all of them, until it is taken
    back; who waits for another reason is looked at one by one.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.source: CourseList | None = None
        self.doubts: dict[tuple[str, str], Doubt] = {}
        self.about = dropdown("Welke tekst?", NONE, "")
        self.reply = widgets.RadioButtons(
            description="Is dat een nee?",
            options=_ANSWERS,
            value=OPEN,
            layout=widgets.Layout(width=WIDE.width),
            style=LABELLED,
        )
        super().__init__("Zeiden deze mensen nee?", [self.about, self.reply])
        self.heed(self._show_doubt, self.about)
        self.heed(self._decide, self.reply)
        self.follow(state, self._follow)
        self._follow()

    def _follow(self) -> None:
        """Look again: at the texts when the list is another one, at who waits in any case."""
        if self.source is not self.state.source:
            self.source, self.doubts = self.state.source, _doubts(self.state.source.source.doubts)
            chosen = self.about.value
            open_first = [key for key, doubt in self.doubts.items() if doubt.reply == OPEN] or [*self.doubts]
            with self.quietly():
                self.about.options = [(doubt.title, key) for key, doubt in self.doubts.items()] or NONE
                self.about.value = chosen if chosen in self.doubts else next(iter(open_first), "")
                self.reply.layout.display = "" if self.doubts else "none"
        self._show_doubt()

    def _show_doubt(self) -> None:
        with self.quietly():
            doubt = self.doubts.get(self.about.value)
            self.reply.value = doubt.reply if doubt else OPEN
        self.refresh(self._report)

    def _decide(self) -> None:
        if self.about.value:
            column, text = self.about.value
            self.state.decide_signal(column, text, {OPEN: None, YES: True, NO: False}[self.reply.value])

    def _report(self) -> list[Part]:
        nobody = "Er wacht niemand. Nergens in je bestanden is het onzeker of er een nee staat."
        doubt = self.doubts.get(self.about.value)
        return [self.state.held_sentence() or nobody, doubt.question if doubt else "", *self._why()]

    def _why(self) -> list[Part]:
        """Return why people wait: each open text with its people, and who waits for something else."""
        held = set(self.state.contacts["contact_id"][self.state.held])
        texts = [(doubt.title, doubt.contacts & held) for doubt in self.doubts.values() if doubt.reply == OPEN]
        rest = held.difference(*(people for _, people in texts))
        rows = [(title, len(people)) for title, people in texts if people]
        rows += [("iets anders: kijk deze mensen één voor één na", len(rest))] if rest else []
        frame = pd.DataFrame(rows, columns=["waarom", "contacten"]).set_index("waarom")
        parts: list[Part] = [ShownTable(frame, "Waarom deze mensen wachten")] if rows else []
        if rest:
            places = np.flatnonzero(self.state.contacts["contact_id"].isin(rest))[:LIMIT]
            named = pd.DataFrame({"contact": self.state.names(places)}).set_index("contact")
            parts += [ShownTable(named, "Wie je één voor één nakijkt"), self.state.and_more(len(rest) - len(places))]
        return parts

    @property
    def text(self) -> str:
        """How many wait; what is written about them stays out of the saved notebook."""
        return str(self.parts[0]) if self.parts else ""


def _doubts(found: pd.DataFrame) -> dict[tuple[str, str], Doubt]:
    """Return the texts by column and text, as one answer settles them."""
    told = {}
    for (column, text), rows in found.groupby(["column", "text"], sort=False):
        said, files = rows["is_no"].iat[0], " en ".join(dict.fromkeys(rows["file"]))
        people = frozenset().union(*rows["contacts"])
        where = f"In kolom “{column}” van {files}" if column else f"In {files}"
        question = f"{where} staat bij {count(len(people), 'contact', 'contacten')} “{text}”: is dat een nee?"
        title = f"“{shorten(text, _LONGEST, placeholder='…')}”" + (f" onder “{column}”" if column else "")
        told[column, text] = Doubt(title, question, people, OPEN if said is None else YES if said else NO)
    return told
