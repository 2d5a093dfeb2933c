"""The date slider: the law of another day, for the same list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import ipywidgets as widgets

from avgkit.course.timeline import days_around, named_day
from avgkit.law.rules import SOURCES, moment_of
from avgkit.widgets.panel import LABELLED, WIDE, ControlBox, Panel, Part
from avgkit.widgets.state import State


class DayChoice(ControlBox):
    """A slider over the days on which the law changes and now, and a field for any day. ``day``: what is chosen."""

    def __init__(self, state: State, choose: Callable[[], None]) -> None:
        self.state, self.now, day = state, state.today, state.as_of
        self.slider = widgets.SelectionSlider(
            description="Schuif naar een dag",
            options=_stops(self.now),
            value=_stop(day, self.now),
            continuous_update=False,
            layout=WIDE,
            style=LABELLED,
        )
        self.any_day = widgets.DatePicker(description="Of kies zelf een dag", value=day, layout=WIDE, style=LABELLED)
        self.choose = choose
        super().__init__([self.slider, self.any_day])
        self.heed(lambda: self._take(self.slider.value), self.slider)
        self.heed(lambda: self._take(self.any_day.value), self.any_day)

    @property
    def day(self) -> date | None:
        return self.any_day.value

    def _take(self, day: date | None) -> None:
        self.show(day)
        self.choose()

    def show(self, day: date | None) -> None:
        """Stand on this day: the slider on the last change of the law before it. Another list may have another now."""
        with self.quietly():
            self.any_day.value = day
            if self.now != self.state.today:
                self.now = self.state.today
                self.slider.options = _stops(self.now)
            if day is not None:
                self.slider.value = _stop(day, self.now)


def _stops(now: date) -> list[tuple[str, date]]:
    return [(named_day(day, now), day) for day in days_around(now)]


def _stop(day: date, now: date) -> date:
    days = days_around(now)
    return max((stop for stop in days if stop <= day), default=days[0])


class DayPanel(Panel):
    """Choose a day; see what the law said then, where that stands, and what it means for the list."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.choice = DayChoice(state, self._choose)
        super().__init__("De wet van een andere dag", [self.choice])
        self.follow(state, self._refresh)
        self._refresh()

    def _choose(self) -> None:
        if self.choice.day is None:
            self.show("Vul een dag in.")
        else:
            self.state.set(as_of=self.choice.day)

    def _refresh(self) -> None:
        self.choice.show(self.state.as_of)
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        sentence, moment = self.state.sentence(), moment_of(self.state.as_of)
        unread = [key for key in moment.sources if SOURCES[key].checked_on is None]
        doubt = " Niet elke bron hiervan is al nagekeken." if unread else ""
        now = self.state.today
        then = "We doen alsof je lijst van nu er toen al was." if self.state.as_of < now else ""
        since = f"{'Vanaf' if moment.day > now else 'Sinds'} {named_day(moment.day, now)}"
        return [
            f"{sentence} {since}: {moment.title[:1].lower()}{moment.title[1:]}.",
            f"{moment.change} {then}".strip(),
            f"Waar staat dat? {moment.articles}.{doubt}",
            self.state.counts(),
        ]
