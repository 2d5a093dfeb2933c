"""What a state says: its tables and sentences, for panels and for cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from avgkit.base.dutch import Sentence, count, dutch_day
from avgkit.base.tables import ShownTable, table_of
from avgkit.contacts.holding import sentence_of
from avgkit.contacts.list_channels import channels_for, reached_by
from avgkit.course.explain import laid_out
from avgkit.law.codes import NOTHING
from avgkit.law.decision import Decision
from avgkit.law.fact_codes import said_by
from avgkit.law.facts import CONTACT_FACTS, FACTS, VERDICT_LABELS, Channel, RuleSet, Verdict, label
from avgkit.law.sources import SOURCES
from avgkit.widgets.outcomes import Outcomes

LIMIT = 50
"""Contacts that a table shows; it says how many more there are."""
NOT_REACHED, NO_DETAIL = "niet te bereiken", "–"
BEST_FIRST = (Verdict.ALLOWED, Verdict.CONDITIONAL, Verdict.DEPENDS, Verdict.NOT_ALLOWED)


class Reports(Outcomes):
    """The part of a state that puts outcomes into words."""

    def _tally(self, rules: str | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Return contacts per channel and verdict, and the verdict of each (channels x contacts: places in Verdict)."""

        def make() -> tuple[np.ndarray, np.ndarray]:
            table, numbers = self.outcomes(rules=rules)
            kinds = np.array([[*Verdict].index(outcome.verdict) for outcome in table.outcomes], np.uint8)[numbers]
            return np.array([np.bincount(row, minlength=len(Verdict)) for row in kinds]), kinds

        return self._once(self._of_choice, ("tally", rules), make)

    def _reached(self) -> np.ndarray:
        """Tell who can be reached by each channel (channels x contacts). A public post is there for everyone."""

        def make() -> np.ndarray:
            public = [channel == Channel.PUBLIC_POST for channel in self.channels]
            reached = [reached_by(self.contacts, channel) for channel in self.channels]
            return np.array([there | everyone for there, everyone in zip(reached, public, strict=True)])

        return self._once(self._of_list, ("reached", tuple(self.channels)), make)

    def counts(self) -> ShownTable:
        """People per channel and verdict; apart those who cannot be reached by it."""
        reached, kinds = self._reached(), self._tally()[1]
        rows = [
            [*np.bincount(row[there], minlength=len(Verdict)), (~there).sum()]
            for row, there in zip(kinds, reached, strict=True)
        ]
        channels = pd.Index([label("channel", str(channel)) for channel in self.channels], name="kanaal")
        frame = pd.DataFrame(rows, index=channels, columns=[*VERDICT_LABELS.values(), NOT_REACHED])
        return ShownTable(frame, f"Mensen per kanaal. Doel: {label('purpose', self.purpose)}")

    def _personal(self) -> list[int]:
        """Return the places of the channels that reach one person: not a public post, unless nothing else is chosen."""
        places = [place for place, channel in enumerate(self.channels) if channel != Channel.PUBLIC_POST]
        return places or list(range(len(self.channels)))

    def people_per_verdict(self) -> list[int]:
        """Count each person once, by the best outcome of a channel that reaches him: allowed, conditional, not allowed,
        depends, and who cannot be reached.
        """
        places = self._personal()
        ranks = np.array([BEST_FIRST.index(verdict) for verdict in Verdict], np.uint8)[self._tally()[1][places]]
        best = np.where(self._reached()[places], ranks, len(BEST_FIRST)).min(axis=0)
        sizes = np.bincount(best, minlength=len(BEST_FIRST) + 1).tolist()
        return [*(sizes[BEST_FIRST.index(verdict)] for verdict in Verdict), sizes[-1]]

    def sentence(self) -> str:
        """Say the outcome in people, and whose list it is about when that is not the sample."""
        allowed, conditional, refused, depends, nowhere = self.people_per_verdict()
        whose = "" if self.source.is_sample else f"Je werkt met {self.source.name}. "
        missed = f", {nowhere} × {NOT_REACHED}" if nowhere else ""
        once = " Iedereen telt één keer: met het kanaal waar het meest mag." if len(self._personal()) > 1 else ""
        return (
            f"{whose}{count(len(self.contacts), 'mens', 'mensen')} op {dutch_day(self.as_of)}: "
            f"{allowed + conditional} × mag (soms onder voorwaarden), {refused} × mag niet, "
            f"{depends} × hangt ervan af{missed}.{once}"
        )

    def held_sentence(self) -> str:
        """Say how many contacts are held, and that they are on no safe list; nothing when nobody is."""
        return sentence_of(int(self.held.sum()))

    def open_questions(self) -> ShownTable:
        """Return for each question for how many contacts it is open, the most first, where they are not held. No answer
        is proposed.
        """
        table, numbers = self.outcomes()
        held, rows = np.array([self.codes().held_on(channel) for channel in self.channels]), []
        for fact in CONTACT_FACTS:
            asked = np.array([fact in outcome.ask for outcome in table.outcomes])[numbers] & ~held
            rows.append((FACTS[fact].question, int(asked.any(axis=0).sum())))
        frame = pd.DataFrame([row for row in rows if row[1]], columns=["vraag", "contacten"]).set_index("vraag")
        ordered = frame.sort_values("contacten", ascending=False, kind="stable")
        return ShownTable(ordered, "Vragen die nog openstaan, en bij hoeveel contacten")

    def per_contact(self, limit: int = LIMIT) -> tuple[ShownTable, str]:
        """Return the verdicts of the first contacts, and a sentence about the rest."""
        table, numbers = self.outcomes()
        places, reached = self._personal(), self._reached()
        shown = [[table.outcomes[number] for number in numbers[place][:limit]] for place in places]
        outcomes = [
            [decision.outcome if there else NO_DETAIL for decision, there in zip(row, reached[place], strict=False)]
            for row, place in zip(shown, places, strict=True)
        ]
        if len(places) == 1:
            columns = {"uitkomst": outcomes[0], "reden": [decision.reason for decision in shown[0]]}
        else:
            columns = {
                label("channel", str(self.channels[place])): row for place, row in zip(places, outcomes, strict=True)
            }
        frame = pd.DataFrame(columns, index=pd.Index(self.names(range(len(shown[0]))), name="contact"), dtype="object")
        caption = f"Uitkomst per mens. {NO_DETAIL} is: {NOT_REACHED}, want er is geen adres of nummer"
        return ShownTable(frame, caption), self.and_more(len(self.contacts) - len(frame))

    def disputes(self) -> list[ShownTable]:
        """Return what is contested among the outcomes, with both views: per channel, for how many contacts. Nothing
        when nothing is.
        """
        table, numbers = self.outcomes()
        rows = [
            (label("channel", str(channel)), reason, size)
            for channel, row in zip(self.channels, numbers, strict=True)
            for reason, size in table.disputes(row)
        ]
        frame = pd.DataFrame(rows, columns=["kanaal", "de twee kanten", "contacten"]).set_index("kanaal")
        return [ShownTable(frame, "Hierover is discussie")] if rows else []

    @staticmethod
    def and_more(rest: int) -> str:
        """Say how many contacts a table leaves out."""
        return f"En nog {count(rest, 'contact', 'contacten')}." if rest > 0 else ""

    def names(self, places: Sequence[int] | np.ndarray) -> list[str]:
        """Return what the contacts at these places are called."""
        rows = self.contacts[["name", "email", "phone"]].iloc[list(places)]
        return [name_of(row) for row in rows.itertuples(index=False)]

    def card(self, contact_id: object) -> ShownTable:
        """Return one contact's verdict, reason and next step, for the chosen purpose; equal channels share a row."""
        grouped: dict[tuple[str, str, str], list[str]] = {}
        shown = {*channels_for(self.contacts), *self.channels}
        for channel, decision in self.decisions(contact_id).items():
            if channel not in shown:
                continue
            outcome = (decision.outcome, decision.reason, decision.what_now)
            grouped.setdefault(outcome, []).append(label("channel", channel))
        frame = pd.DataFrame(list(grouped), columns=["uitkomst", "waarom", "wat nu"])
        frame.index = pd.Index([", ".join(channels) for channels in grouped.values()], name="kanaal")
        (name,) = self.names(self.chosen(contact=str(contact_id)))
        return ShownTable(frame, f"Wat mag bij {name}? Doel: {label('purpose', self.purpose)}")

    def decisions(self, contact_id: object) -> dict[str, Decision]:
        """Return the decision on each channel for one contact."""
        (place,) = self.chosen(contact=str(contact_id))
        table, numbers = self.outcomes(channels=tuple(Channel))
        return {str(channel): table.outcomes[row[place]] for channel, row in zip(Channel, numbers, strict=True)}

    def channel_choices(self, *also: str) -> list[tuple[str, str]]:
        """Return (label, channel) for a dropdown: the channels of the list, those that were chosen, and these."""
        shown = {*channels_for(self.contacts), *self.channels, *also}
        return [(label("channel", channel), str(channel)) for channel in Channel if channel in shown]

    def detail(self, contact_id: object, channel: str) -> ShownTable:
        """Return all that is known of one contact on one channel: conditions, duties, articles, and each source with
        the day on which somebody read it."""
        decision = self.decisions(contact_id)[channel]
        sources = "; ".join(_source(cited["key"]) for cited in decision.sources if decision.rule)
        return laid_out(decision, f"Van dichtbij: {label('channel', channel)}", sources)

    def known(self, contact_id: object) -> ShownTable:
        """Return what is known of one contact, and who says so: the files, or the learner."""
        (place,) = self.chosen(contact=str(contact_id))
        now = self.codes()
        rows = []
        for fact in CONTACT_FACTS:
            value = said_by(fact, int(now.facts[fact][place]))
            if value == FACTS[fact].default:
                continue
            rows.append((FACTS[fact].label, label(fact, value), self._who_says(fact, place)))
        return table_of(("feit", "wat we weten", "van wie"), rows, "Wat we van dit contact weten")

    def _who_says(self, fact: str, place: int) -> str:
        """Say who knows the fact of a contact: one answer about it goes first, then the files, then the others."""
        said = self.said.get(fact)
        told = NOTHING if said is None else said.codes[place]
        now = self.codes().facts[fact][place]
        if said is not None and said.singly[place] and now == told:
            return "van jou, voor dit contact"
        if now == self.read_codes().facts[fact][place]:
            return "uit je bestanden"
        return "van jou, voor wie nog geen antwoord had" if told == NOTHING else "van jou, voor een deel van je lijst"

    def beside_2018(self) -> ShownTable:
        """Lay the law beside the explanation of 2018: contacts per channel and verdict, and how many differ."""
        (law, new), (explained, old) = self._tally(RuleSet.LAW), self._tally(RuleSet.EXPLANATION_2018)
        allowed, conditional, refused, depends = range(len(Verdict))
        columns = {
            "wet: mag": law[:, allowed] + law[:, conditional],
            "wet: hangt ervan af": law[:, depends],
            "wet: mag niet": law[:, refused],
            "uitleg 2018: mag": explained[:, allowed] + explained[:, conditional],
            "uitleg 2018: mag niet": explained[:, refused],
            "verschil": (new != old).sum(axis=1),
        }
        channels = pd.Index([label("channel", str(channel)) for channel in self.channels], name="kanaal")
        return ShownTable(pd.DataFrame(columns, index=channels), "De wet naast de uitleg van 2018, in contacten")

    def control(self) -> Sentence:
        """Say whether each contact has exactly one verdict for each channel."""
        cases, people, channels = self.classified, len(self.contacts), len(self.channels)
        sound = len(cases) == people * channels and not cases.duplicated(["contact_id", "channel"]).any()
        sound = sound and not cases["verdict"].isna().any()
        outcome = "Elk geval heeft precies één uitkomst." if sound else "Dat klopt niet: er mist een uitkomst."
        return Sentence(
            f"Controle: {count(people, 'contact', 'contacten')} × {count(channels, 'kanaal', 'kanalen')} = "
            f"{count(len(cases), 'geval', 'gevallen')}. {outcome}"
        )

    def named(self, search: str = "", limit: int = LIMIT) -> list[tuple[str, object]]:
        """Return (name, contact_id) of the first contacts whose name, address, number or company holds this text."""
        places = self.chosen(search=search)[:limit]
        return list(zip(self.names(places), self.contacts["contact_id"].iloc[places], strict=True))


def name_of(row: Any) -> str:
    """Return what a contact is called: the name, or else an address or number."""
    for value in (row.name, row.email, row.phone):
        if isinstance(value, str) and value:
            return value
    return "contact zonder naam"


def _source(key: str) -> str:
    source = SOURCES[key]
    checked = f"nagekeken op {dutch_day(source.checked_on)}" if source.checked_on else "nog niet nagekeken"
    return f"{source.title} ({checked})"
