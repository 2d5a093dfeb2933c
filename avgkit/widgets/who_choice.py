"""The controls that say of whom a learner speaks: who has no answer yet, a part of the list, or one contact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import ipywidgets as widgets

from avgkit.base.dutch import count
from avgkit.law.facts import ASKED, FACTS
from avgkit.widgets.panel import LABELLED, WIDE, ControlBox, dropdown
from avgkit.widgets.state import State

EVERYONE, SOME, ONE = "everyone", "some", "one"
OPTIONS = [("alleen wie nog geen antwoord heeft", EVERYONE), ("een deel van de lijst", SOME), ("één contact", ONE)]
NAMED = {EVERYONE: "Voor wie nog geen antwoord heeft,", SOME: "Voor deze contacten", ONE: "Voor dit contact"}


class WhoChoice(ControlBox):
    """``places``: where the chosen people stand in the list, or None for everyone.

    A part of the list is fixed when it is chosen: who has no question open after the answer still belongs to it.
    """

    def __init__(self, state: State, changed: Callable[[], None]) -> None:
        self.state, self.changed = state, changed
        self._list = state.contacts
        self.kind = dropdown("Voor wie geldt dit?", OPTIONS, EVERYONE)
        self.file = _own(dropdown("Uit welk bestand?", self._files(), ""))
        search = "Zoek op naam, adres of bedrijf"
        self.search = _own(widgets.Text(description=search, continuous_update=False, layout=WIDE, style=LABELLED))
        self.asks = _own(dropdown("Voor wie staat deze vraag open?", _questions(), ""))
        self.contact = _own(dropdown("Welk contact?", [("-", None)], None))
        self.places: Sequence[int] | None = None
        super().__init__([self.kind, self.file, self.search, self.asks, self.contact])
        for control in (self.kind, self.file, self.search, self.asks, self.contact):
            self.heed(partial(self._choose, control), control)
        self._show()

    @property
    def is_one(self) -> bool:
        return self.kind.value == ONE and bool(self.places)

    def _files(self) -> list[tuple[str, str]]:
        return [("alle bestanden", ""), *((file.name, file.name) for file in self.state.source.source.files)]

    def _choose(self, control: widgets.Widget) -> None:
        if control is self.kind or control is self.search:
            self._offer()
        self.places = self._find()
        self._show()
        self.changed()

    def _offer(self) -> None:
        """List the contacts that the search finds."""
        found, chosen = self.state.named(self.search.value), self.contact.value
        keys = [key for _, key in found]
        with self.quietly():
            self.contact.options = found or [("niemand gevonden", None)]
            self.contact.value = chosen if chosen in keys else next(iter(keys), None)

    def _find(self) -> Sequence[int] | None:
        if self.kind.value == EVERYONE:
            return None
        if self.kind.value == ONE:
            return [] if self.contact.value is None else self.state.chosen(contact=str(self.contact.value)).tolist()
        chosen = {"file": self.file.value, "search": self.search.value, "asks": self.asks.value}
        return self.state.chosen(**chosen).tolist() if any(chosen.values()) else []

    def look_again(self) -> None:
        """Look again when the list itself is another one."""
        if self._files() != list(self.file.options):
            with self.quietly():
                self.file.options, self.file.value = self._files(), ""
        if self.kind.value != EVERYONE and self._list is not self.state.contacts:
            self._offer()
            self.places = self._find()
        self._list = self.state.contacts

    def _show(self) -> None:
        self._list = self.state.contacts
        some, one = self.kind.value == SOME, self.kind.value == ONE
        for control, is_shown in (
            (self.file, some),
            (self.search, some or one),
            (self.asks, some),
            (self.contact, one),
        ):
            control.layout.display = "" if is_shown else "none"

    @property
    def named(self) -> str:
        """The chosen people, at the start of a sentence."""
        return NAMED[self.kind.value]

    @property
    def sentence(self) -> str:
        """Say how many people were chosen, or what to do when there are none."""
        if self.places is None or self.is_one:
            return ""
        if self.places:
            return f"Je koos {count(len(self.places), 'contact', 'contacten')}. "
        return "Je koos nog niemand. Kies een bestand, een vraag of een stukje van een naam. "


def _own(control: widgets.Widget) -> widgets.Widget:
    """Give a control a layout of its own, so that it can be hidden."""
    control.layout = widgets.Layout(width=WIDE.width)
    return control


def _questions() -> list[tuple[str, str]]:
    return [("alle contacten", ""), *((FACTS[name].question, name) for name in ASKED)]
