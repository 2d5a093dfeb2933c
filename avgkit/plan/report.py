"""The plan as a document for the file: the list in one picture, the steps, who, the words to use, and the sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from avgkit.base.dutch import count, dutch_day
from avgkit.base.rendering import BlockDocument, Bullets, Heading, Letter, Picture, TableBlock, TextBlock
from avgkit.base.tables import ShownTable
from avgkit.charts.plan_charts import kept, whole_list
from avgkit.contacts.list_channels import channels_for
from avgkit.law.facts import Channel, Purpose
from avgkit.law.rules import SOURCES, regimes
from avgkit.plan.agenda import dated
from avgkit.plan.campaign import BLANK, PRIVATE_MESSAGE, MailSender, campaign, permission_request, public_post
from avgkit.plan.groups import Plan
from avgkit.plan.retention import retention
from avgkit.plan.steps import Step, numbered, step_table, steps_of

if TYPE_CHECKING:
    from avgkit.base.rendering.blocks import Block
    from avgkit.charts import Chart

_WHO = (
    "Over wie een stap gaat, staat op het invulblad (avgkit sheet), in de kolom “plan”. In dit stuk staan geen namen."
)
_WIDE = 30
WIDTHS = {
    "wanneer": 10,
    "risico": 9,
    "contacten": 11,
    "waar": 11,
    "week": 7,
    "telefoon": 16,
    "naam": 22,
    "artikel": 24,
    "kanaal": 18,
    "gelezen op": 18,
    "grond": 24,
}
"""Shares of the page; a column that is not here gets WIDE."""


def report_of(plan: Plan, sender: MailSender | None = None, *, whose: str = "") -> BlockDocument:
    """Return the document for a plan. Without a sender the texts have places to fill in."""
    steps = steps_of(plan)
    return BlockDocument(
        "Actieplan voor je contactlijst",
        (
            *_opening(plan, whose),
            *_steps(plan, steps),
            *_overview(plan),
            *_reasons(steps),
            *_words(plan, sender or BLANK),
            *_retention(plan),
            *_disputes(plan),
            *_sources(plan),
        ),
        as_of=plan.as_of,
    )


def _table(frame: pd.DataFrame, caption: str = "") -> TableBlock:
    """Return a table with room by what its columns hold."""
    return TableBlock(
        ShownTable(frame, caption), tuple(WIDTHS.get(str(name), _WIDE) for name in (frame.index.name, *frame))
    )


def _opening(plan: Plan, whose: str) -> list[Block]:
    start = max(day for day in regimes() if day <= plan.as_of)
    return [
        TextBlock(
            f"{whose} {count(len(plan.contacts), 'contact', 'contacten')}. Stand van {dutch_day(plan.as_of)}.".strip()
        ),
        TextBlock(
            f"De regels zijn die van de wet zoals die sinds {dutch_day(start)} geldt. "
            "Dit is uitleg, geen juridisch advies. Twijfel je? Vraag dan een jurist."
        ),
    ]


def _overview(plan: Plan) -> list[Block]:
    return [
        Heading("Je hele lijst in één beeld"),
        *_chart(whole_list(plan.cases.counts(channels_for(plan.contacts))), "Wat mag, per kanaal en doel"),
    ]


def _chart(chart: Chart, caption: str) -> list[Block]:
    return [Picture(chart.png(), chart.alt, chart.title), _table(chart.table, caption)]


def _steps(plan: Plan, steps: list[Step]) -> list[Block]:
    """Return the page to begin with: what to do and when, for how many people, and where their names are."""
    if not steps:
        return [Heading("Wat je doet"), TextBlock("Er is niets te doen: je lijst is leeg.")]
    days = dated(steps, plan.as_of)
    numbers = numbered(steps)
    blocks: list[Block] = [Heading("Wat je doet")]
    for when in dict.fromkeys(step.when for step in steps):
        lines = [
            f"☐ {day.when}: {step.what} {_who(step, numbers)}"
            for step, day in zip(steps, days, strict=True)
            if step.when == when
        ]
        blocks += [Heading(when.capitalize(), 3), Bullets(tuple(lines))]
    return [*blocks, TextBlock(_WHO)]


def _who(step: Step, numbers: Mapping[str, int]) -> str:
    people = count(step.contacts, "contact", "contacten")
    return f"({people}; nummer {numbers[step.group]} op het invulblad)" if step.group else f"({people})"


def _reasons(steps: list[Step]) -> list[Block]:
    """Return why each step is there, for who wants to know."""
    if not steps:
        return []
    return [
        Heading("Waarom deze stappen"),
        TextBlock("Het grootste risico staat bovenaan. Daarna komt wat de meeste contacten helpt."),
        _table(step_table(steps), "Vandaag, deze week en dit jaar"),
    ]


def _words(plan: Plan, sender: MailSender) -> list[Block]:
    moves = pd.DataFrame([(m.week, m.what, m.contacts) for m in campaign(plan)], columns=["week", "wat", "contacten"])
    return [
        Heading("Toestemming vragen"),
        TextBlock(
            "Vraag iedereen hooguit één keer, en alleen op een manier die bij die persoon mag. "
            "Wie niets doet, zegt nee."
        ),
        _table(moves.set_index("week"), "De actie in weken"),
        Heading("Voor een openbaar bericht, zoals op LinkedIn", 3),
        Letter(public_post(sender)),
        TextBlock(PRIVATE_MESSAGE),
        Heading("Voor een brief", 3),
        Letter(permission_request(sender, channel=Channel.POST)),
        Heading("Voor een telefoongesprek", 3),
        Letter(permission_request(sender, channel=Channel.PHONE)),
        Heading("Voor een e-mail", 3),
        TextBlock("Mail deze tekst alleen aan mensen bij wie in dit plan “e-mail” staat als manier om te vragen."),
        Letter(permission_request(sender, channel=Channel.EMAIL)),
    ]


def _retention(plan: Plan) -> list[Block]:
    grounds = retention(plan.cases)
    if grounds.empty:
        return []
    return [Heading("Wie je mag bewaren, en waarom"), *_chart(kept(grounds), "Bewaarcheck")]


def _disputes(plan: Plan) -> list[Block]:
    if plan.disputes.empty:
        return []
    return [Heading("Hierover is discussie"), _table(plan.disputes, "De uitleg, met de andere kant erbij")]


def _sources(plan: Plan) -> list[Block]:
    return [
        Heading("Bronnen"),
        TextBlock(
            "Bij elke bron staat wanneer wij de tekst zelf hebben gelezen. Staat er “nog niet”, kijk die dan zelf na."
        ),
        _table(sources_of(plan), "Bronnen van de regels voor deze lijst"),
        Bullets(
            (
                (
                    "De artikelen van de AVG en de AWR bij de stappen zijn nog niet opnieuw naast de officiële "
                    "tekst gelegd."
                ),
                "De termijn van twee jaar zonder contact is onze keuze. De wet noemt geen termijn.",
            )
        ),
    ]


def sources_of(plan: Plan) -> pd.DataFrame:
    """Return the sources of the rules that decide, or may decide, about advertising to this list; index bron."""
    used: set[str] = set()
    for channel in Channel:
        for purpose in (Purpose.NEWSLETTER, Purpose.OFFER, Purpose.PERMISSION_REQUEST):
            for decision in plan.cases.decisions(plan.cases.numbers(channel, purpose)):
                used.update(source["key"] for source in decision.sources)
    rows = [
        (source.title, source.address, dutch_day(source.checked_on) if source.checked_on else "nog niet")
        for key, source in SOURCES.items()
        if key in used
    ]
    return pd.DataFrame(rows, columns=["bron", "adres", "gelezen op"]).set_index("bron")
