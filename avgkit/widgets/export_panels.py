"""The panels that save: a safe list for a tool, the suppression list, and the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import ipywidgets as widgets
import pandas as pd

from avgkit.base.dutch import Sentence, count, dutch_day
from avgkit.base.rendering import save_document
from avgkit.base.tables import ShownTable
from avgkit.law.facts import FACTS, Channel
from avgkit.law.receipt import with_receipt
from avgkit.plan.agenda import save_calendar
from avgkit.plan.campaign import BLANK
from avgkit.plan.report import report_of
from avgkit.plan.safe_lists import NOT_READ, SHAPES, Safe, save_list, select
from avgkit.plan.steps import steps_of
from avgkit.plan.suppression import save_suppression, suppression_list, unreachable_stops
from avgkit.widgets.own_output import keep_output, receipt_for
from avgkit.widgets.panel import Panel, Part, dropdown, labelled
from avgkit.widgets.plan_panels import WordsPanel, people, plan_for, plan_receipt
from avgkit.widgets.state import State

_FITTING = {"width": "auto", "align_self": "flex-start"}
"""The layout of a button that is as wide as its words."""


class ExportPanel(Panel):
    """Choose channel, purpose and tool; read the conditions; see who is on the list and who is not; save it."""

    def __init__(self, state: State, channel: str = Channel.EMAIL, purpose: str = "newsletter") -> None:
        self.state, self.saved = state, ""
        self._told: tuple[str, ...] = ()
        channels = [pair for pair in state.channel_choices(str(channel)) if pair[1] != Channel.PUBLIC_POST]
        self.channel = dropdown("Kanaal", channels, str(channel))
        self.purpose = dropdown("Doel", labelled(FACTS["purpose"].labels), str(purpose))
        self.shape = dropdown("Voor welk programma?", self._shapes(), "csv")
        self.met = widgets.Checkbox(
            description="De voorwaarden hieronder kloppen voor al deze mensen",
            value=False,
            indent=False,
            layout=widgets.Layout(width="auto"),
        )
        self.looked = widgets.Checkbox(
            description="Ik keek na wat er niet te lezen was",
            value=False,
            indent=False,
            layout=widgets.Layout(width="auto", display="none"),
        )
        self.save = widgets.Button(description="Bewaar de veilige lijst", layout=widgets.Layout(**_FITTING))
        controls = [self.channel, self.purpose, self.shape, self.met, self.looked, self.save]
        super().__init__("Een veilige lijst", controls)
        self.heed(self._offer, self.channel)
        self.heed(self._refresh, self.channel, self.purpose, self.shape, self.met, self.looked)
        self.save.on_click(lambda button: self.refresh(self._save))
        self.follow(state, self._refresh)
        self._refresh()

    def _shapes(self) -> list[tuple[str, str]]:
        """Return the tools that take a list for this channel."""
        return [(shape.title, name) for name, shape in SHAPES.items() if Channel(self.channel.value) in shape.channels]

    def _offer(self) -> None:
        kept, options = self.shape.value, self._shapes()
        self.shape.options = options
        self.shape.value = kept if kept in {name for _, name in options} else "csv"

    def chosen(self) -> Safe:
        """Return the list as it would be saved. A tick counts only for the conditions that were on the screen."""
        words = {"channel": self.channel.value, "purpose": self.purpose.value}
        cases = plan_for(self.state).cases
        told = (*words.values(), *select(cases, **words).conditions)
        if told != self._told:
            self._told, self.met.value = told, False
        found = select(cases, **words, conditions_met=self.met.value, suppression_checked=self.looked.value)
        return replace(found, unread=NOT_READ) if self.state.source.source.lost else found

    def _refresh(self) -> None:
        self.saved = ""
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        safe = self.chosen()
        self.save.disabled = bool(safe.unread) or not len(safe.contacts)
        self.looked.layout.display = "" if safe.unread or self.looked.value else "none"
        self.met.layout.display = "" if safe.conditions else "none"
        said = f"Voor {safe.what} op {dutch_day(safe.as_of)}: {count(len(safe.contacts), 'contact', 'contacten')}."
        more = f"Kloppen de voorwaarden? Dan komen er {safe.waiting} bij." if safe.waiting else ""
        left = pd.DataFrame(
            {"contacten": list(safe.left_out.values())}, index=pd.Index(list(safe.left_out), name="waarom")
        )
        told = [("Hierover is discussie", safe.disputes), ("Voorwaarden", safe.conditions)]
        rules = [*(_listed(*lines) for lines in told), _listed("Wat er altijd bij moet", safe.duties)]
        who = people(safe.contacts, "Wie er op de lijst komt") if len(safe.contacts) else []
        unread = f"{safe.unread} Kijk die eerst na." if safe.unread else ""
        first = " ".join(filter(None, [self.saved, said, more, unread, safe.note]))
        return [first, *filter(None, rules), ShownTable(left, "Wie er niet op de lijst komt"), *who]

    def _save(self) -> list[Part]:
        safe, shape = self.chosen(), self.shape.value
        name = f"veilig_{safe.channel}_{safe.purpose}_{safe.as_of.isoformat()}{SHAPES[shape].ending}"
        asked = {"kanaal": safe.channel, "doel": safe.purpose, "programma": shape}
        asked |= {"voorwaarden kloppen": "ja"} if self.met.value else {}
        asked |= {"afmeldingen nagekeken": "ja"} if self.looked.value else {}
        numbers = plan_for(self.state).cases.verdict_counts(safe.channel, safe.purpose)
        receipt = receipt_for(self.state, "paneel: een veilige lijst", numbers, asked)
        self.saved = keep_output(name, lambda path: save_list(safe, path, shape, receipt))
        return self._report()

    @property
    def text(self) -> str:
        """All but who is on the list, which stays out of the saved notebook."""
        return "\n".join(str(part) for part in self.parts if _caption(part) != "Wie er op de lijst komt" and str(part))

    def control(self) -> Sentence:
        """Say whether everybody is on the list or left out, and nobody who said no is on it."""
        safe, cases = self.chosen(), plan_for(self.state).cases
        out, total = sum(safe.left_out.values()), len(cases.contacts)
        stopped = set(cases.contacts["contact_id"][cases.stopped_on(safe.channel)])
        sound = len(safe.contacts) + out == total and not stopped & set(safe.contacts["contact_id"])
        verdict = "Niemand die nee zei, staat erop." if sound else "Dat klopt niet: bewaar deze lijst niet."
        return Sentence(
            f"Controle: {count(total, 'contact', 'contacten')} = {len(safe.contacts)} op de lijst + {out} niet. "
            f"{verdict}"
        )


def _listed(caption: str, lines: Iterable[str]) -> ShownTable | None:
    frame = pd.DataFrame({"nr": range(1, len(tuple(lines)) + 1), "zin": list(lines)}).set_index("nr")
    return ShownTable(frame, caption) if len(frame) else None


def _caption(part: Part) -> str:
    return part.caption if isinstance(part, ShownTable) else ""


class SuppressionPanel(Panel):
    """How many people said no; save them, plain to use yourself or as hashes to give away."""

    def __init__(self, state: State) -> None:
        self.state, self.saved = state, ""
        forms = [("adressen en nummers, voor jezelf", False), ("hashes, om met een ander te vergelijken", True)]
        self.hashes = dropdown("Hoe bewaren?", forms, False)
        self.save = widgets.Button(description="Bewaar de lijst van afmeldingen", layout=widgets.Layout(**_FITTING))
        super().__init__("Wie je niet meer benadert", [self.hashes, self.save])
        self.heed(self._refresh, self.hashes)
        self.save.on_click(lambda button: self.refresh(self._save))
        self.follow(state, self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self.saved = ""
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        cases = plan_for(self.state).cases
        size, stopped, missing = (
            len(suppression_list(cases)),
            int(cases.refusals.any(axis=1).sum()),
            unreachable_stops(cases),
        )
        self.save.disabled = not size
        lines = count(size, "regel", "regels")
        said = f"Nee gezegd of afgemeld: {count(stopped, 'contact', 'contacten')}, {lines} op je lijst."
        lost = f"{missing} × zei iemand nee zonder adres of nummer. Zoek die mensen zelf op." if missing else ""
        return [" ".join(filter(None, [self.saved, said])), lost]

    def _save(self) -> list[Part]:
        cases, hashes = plan_for(self.state).cases, self.hashes.value
        name = f"afmeldingen{'_hashes' if hashes else ''}_{cases.as_of.isoformat()}.csv"
        receipt = receipt_for(self.state, "paneel: wie je niet meer benadert", {})
        self.saved = keep_output(name, lambda path: save_suppression(cases, path, hashes=hashes, receipt=receipt))
        if not hashes:
            self.saved += " Zet dit bestand in data/eigen, dan slaan we deze mensen overal over."
        return self._report()


class ReportPanel(Panel):
    """Save the plan with names, words and sources as a document, with the sender that was filled in in ``words``."""

    def __init__(self, state: State, words: WordsPanel | None = None) -> None:
        self.state, self.words, self.saved = state, words, ""
        forms = [("Word (.docx)", ".docx"), ("webpagina (.html)", ".html"), ("tekst (.md)", ".md")]
        self.form = dropdown("Als wat?", forms, ".docx")
        self.save = widgets.Button(description="Bewaar het verslag", layout=widgets.Layout(**_FITTING))
        self.days = widgets.Button(description="Bewaar de agenda", layout=widgets.Layout(**_FITTING))
        super().__init__("Je verslag", [self.form, self.save, self.days])
        self.save.on_click(lambda button: self.refresh(self._save))
        self.days.on_click(lambda button: self.refresh(self._save_days))
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        said = (
            "In het verslag staan je stappen met de dagen, je lijst in één beeld, de teksten en de bronnen. "
            "Namen staan er niet in: wie het zijn, staat op het invulblad. De agenda is een .ics-bestand met de dagen."
        )
        return [" ".join(filter(None, [self.saved, said]))]

    def _save(self) -> list[Part]:
        self.saved, plan = "", plan_for(self.state)
        sender = self.words.sender if self.words is not None else BLANK
        made = report_of(plan, sender, whose=f"Gemaakt uit {self.state.source.name}.")
        made = with_receipt(made, plan_receipt(self.state))
        name = f"actieplan_{plan.as_of.isoformat()}{self.form.value}"
        self.saved = keep_output(name, lambda path: save_document(made, path))
        return self._report()

    def _save_days(self) -> list[Part]:
        plan = plan_for(self.state)
        name = f"agenda_{plan.as_of.isoformat()}.ics"
        self.saved = keep_output(name, lambda path: save_calendar(plan, steps_of(plan), path))
        return self._report()
