"""The panels that show verdicts: of the whole list, and of one contact."""

from __future__ import annotations

import ipywidgets as widgets

from avgkit.base.dutch import count, dutch_day
from avgkit.contacts.beyond_scope import beyond_sentence
from avgkit.law.facts import FACTS, Channel
from avgkit.widgets.day_panel import DayChoice
from avgkit.widgets.panel import LABELLED, WIDE, Panel, Part, dropdown, labelled
from avgkit.widgets.state import State

RULE_SETS = [("de wet", "law"), ("de uitleg van 2018", "explanation_2018")]
ALL = "alle"


class VerdictPanel(Panel):
    """Choose channel, purpose, day and rules; see the counts and the contacts."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.channels = state.channels
        several = [("alle kanalen", ALL)] if len(self.channels) > 1 else []
        channels = [(FACTS["channel"].labels[str(c)], str(c)) for c in self.channels]
        self.channel = dropdown("Kanaal", [*several, *channels], ALL if several else channels[0][1])
        self.purpose = dropdown("Doel", labelled(FACTS["purpose"].labels), str(state.purpose))
        self.day = DayChoice(state, self._choose)
        self.rules = dropdown("Regels", RULE_SETS, str(state.rules))
        super().__init__("Wie mag je benaderen?", [self.channel, self.purpose, self.day, self.rules])
        self.heed(self._choose, self.channel, self.purpose, self.rules)
        self.follow(state, self._refresh)
        self._refresh()

    def _choose(self) -> None:
        if self.day.day is None:
            self.show("Vul een dag in.")
            return
        chosen = self.channels if self.channel.value == ALL else (Channel(self.channel.value),)
        self.state.set(channels=chosen, purpose=self.purpose.value, as_of=self.day.day, rules=self.rules.value)

    def _refresh(self) -> None:
        self.day.show(self.state.as_of)
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        table, rest = self.state.per_contact()
        said = " ".join(filter(None, [self.state.sentence(), self.state.held_sentence()]))
        return [said, self.state.counts(), *self.state.disputes(), table, rest]

    @property
    def text(self) -> str:
        """The sentence and the counts; the table per contact stays out of the saved notebook."""
        return "\n".join(str(part) for part in self.parts[:2])


class ContactCard(Panel):
    """Search one contact; see what is known, what may be done on every channel, and all there is to one channel."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.search = widgets.Text(
            description="Zoek op naam of adres", continuous_update=False, layout=WIDE, style=LABELLED
        )
        self.contact = dropdown("Contact", state.named(), next((key for _, key in state.named()), None))
        self.channel = dropdown("Kanaal van dichtbij", state.channel_choices(), str(state.channels[0]))
        super().__init__("Eén contact van dichtbij", [self.search, self.contact, self.channel])
        self.heed(self._find, self.search)
        self.heed(self._refresh, self.contact, self.channel)
        self.follow(state, self._find)
        self._refresh()

    def _find(self) -> None:
        found, chosen = self.state.named(self.search.value), self.contact.value
        keys = [key for _, key in found]
        if list(self.contact.options) != found:
            self.contact.options = found
            self.contact.value = chosen if chosen in keys else next(iter(keys), None)
        self._refresh()

    def _refresh(self) -> None:
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        if self.contact.value is None:
            return ["Er is geen contact dat hierop lijkt. Zoek op een deel van de naam of het adres."]
        found = count(len(self.contact.options), "contact", "contacten")
        who = self.state.contacts[self.state.contacts["contact_id"] == self.contact.value]
        return [
            f"Je kiest uit {found}. Dit geldt op {dutch_day(self.state.as_of)}.",
            self.state.card(self.contact.value),
            self.state.detail(self.contact.value, self.channel.value),
            self.state.known(self.contact.value),
            beyond_sentence(who),
        ]

    @property
    def text(self) -> str:
        """The sentence; who it is about stays out of the saved notebook, unless it is the invented list."""
        return super().text if self.state.source.is_sample else str(self.parts[0])
