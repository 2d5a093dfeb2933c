"""The panel that shows for whom the outcome changes when the law does."""

from __future__ import annotations

from avgkit.law.facts import FACTS
from avgkit.widgets.panel import Panel, Part, dropdown, labelled
from avgkit.widgets.reports import LIMIT
from avgkit.widgets.state import State


class FlipPanel(Panel):
    """The same list in 2018, 2021 and now, for one channel (the first, if none is named): the counts, the changes
    with their reason, and the contacts.
    """

    def __init__(self, state: State, channel: str | None = None) -> None:
        self.state = state
        first = str(channel or state.channels[0])
        self.channel = dropdown("Kanaal", state.channel_choices(first), first)
        self.purpose = dropdown("Doel", labelled(FACTS["purpose"].labels), str(state.purpose))
        super().__init__("Bij wie verandert de uitkomst?", [self.channel, self.purpose])
        self.heed(self._refresh, self.channel)
        self.heed(lambda: self._choose(self.purpose.value), self.purpose)
        self.follow(state, self._refresh)
        self._refresh()

    def _choose(self, purpose: str) -> None:
        if purpose != self.state.purpose:
            self.state.set(purpose=purpose)

    def _refresh(self) -> None:
        self.purpose.value = str(self.state.purpose)
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        line = self.state.over_time(self.channel.value)
        places = line.flipped[:LIMIT].tolist()
        rest = self.state.and_more(len(line.flipped) - len(places))
        people = [line.people(self.state.names(places), places)] if len(places) else []
        flips = [line.flips] if len(line.flips.frame) else []
        return [line.sentence, line.counts, *flips, *people, rest]

    @property
    def text(self) -> str:
        """The sentence, the counts and the changes; who they are stays out of the saved notebook."""
        line = self.state.over_time(self.channel.value)
        told = [line.counts, *([line.flips] if len(line.flips.frame) else [])] if len(self.parts) > 1 else []
        return "\n".join(map(str, [self.parts[0], *told]))
