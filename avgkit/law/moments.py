"""The days on which the law for reaching people changed, told in Dutch: one moment per regime, with article and source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from avgkit.law.rule_model import AVG_APPLIES
from avgkit.law.rules_messages import FROM_2021, FROM_2026
from avgkit.law.rules_post import KNLTB


@dataclass(frozen=True)
class Moment:
    """The first day of a regime: a title, what changed, the articles and the sources (keys of SOURCES)."""

    day: date
    title: str
    change: str
    articles: str
    sources: tuple[str, ...]


MOMENTS = (
    Moment(
        AVG_APPLIES,
        "De AVG gaat gelden",
        "Een digitaal bericht met reclame mag alleen met toestemming vooraf, of onder voorwaarden aan je klanten. Dat was al "
        "zo vóór de AVG. Bellen mag zonder toestemming vooraf, als het nummer niet in het Bel-me-niet Register staat.",
        "AVG art. 99 lid 2; Tw art. 11.7 lid 1, 3, 5 en 9 (tekst van toen)",
        ("TW16", "AVG"),
    ),
    Moment(
        FROM_2021,
        "Bellen mag alleen nog met toestemming",
        "Je belt consumenten, zzp’ers en vennoten alleen nog met een aanbod als ze daar vooraf toestemming voor gaven. Klanten "
        "zijn een uitzondering. Het Bel-me-niet Register stopt.",
        "Tw art. 11.7 lid 1 en 2 (Stb. 2021, 103)",
        ("STB21", "TW21_4", "CODE"),
    ),
    Moment(
        KNLTB,
        "Ook een commercieel belang kan tellen",
        "Het Europese Hof zegt dat ook een commercieel belang een gerechtvaardigd belang kan zijn. Daarmee is er minder "
        "discussie over reclamepost aan mensen die je niet kent. Voor digitale berichten en bellen verandert er niets.",
        "AVG art. 6 lid 1 onder f (C-621/22)",
        ("KNLTB",),
    ),
    Moment(
        FROM_2026,
        "Ook je klanten bel je alleen met toestemming",
        "De uitzondering voor klanten geldt niet meer voor bellen. Dat geldt ook voor een klant die zzp’er is. Mailen, appen en "
        "sms’en aan klanten mag nog wel, onder dezelfde voorwaarden.",
        "Tw art. 11.7 lid 2 en 4 (Stb. 2025, 12)",
        ("TW26",),
    ),
)


def moment_of(day: date) -> Moment:
    """Return the moment whose law holds on this day; for a day before the first one, the first."""
    return next((moment for moment in reversed(MOMENTS) if moment.day <= day), MOMENTS[0])
