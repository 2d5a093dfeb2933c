"""A data breach: what you must do, and until when (AVG art. 33 and 34)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from avgkit.duties.checks.obligations import Duty, Need
from avgkit.duties.checks.questions import CHOICE, LONG, MOMENT, NO, YES, Answers, Condition, Question, yes_no

HOURS = 72
"""Counted from the moment of knowing, also in a weekend. Source: AVG art. 33(1)."""
_TIME = ZoneInfo("Europe/Amsterdam")
_GROUP = "Is er nu een datalek?"
_NOW = Condition("breach", frozenset({YES}))
RISK = {
    "none": "onwaarschijnlijk dat iemand er last van krijgt",
    "risk": "mensen kunnen er last van krijgen",
    "high": "mensen kunnen er veel last van krijgen",
}
QUESTIONS = {
    question.id: question
    for question in (
        yes_no("breach", _GROUP, "datalek", "Is er nu iets misgegaan met gegevens?", "Gegevens kwijt, gestolen, per ongeluk gewist, of gezien door wie dat niet mag. Een mail aan iedereen in “aan” telt ook."),
        Question("breach_what", _GROUP, "wat er gebeurde", "Wat is er gebeurd, en met welke gegevens?", "Schrijf geen namen van mensen op, wel om hoeveel mensen het gaat.", LONG, only_if=_NOW),
        Question("breach_found", _GROUP, "wanneer ontdekt", "Wanneer merkte je het?", "Zo: 2026-11-24 09:30. Vanaf dan tellen de 72 uur.", MOMENT, only_if=_NOW),
        Question("breach_people", _GROUP, "hoeveel mensen", "Om welke mensen gaat het, en om hoeveel?", "Ongeveer mag, zoals: 40 klanten.", only_if=_NOW),
        Question("breach_effects", _GROUP, "gevolgen", "Wat kunnen de gevolgen zijn voor die mensen?", "Bijvoorbeeld: nepmails krijgen, geld kwijtraken.", LONG, only_if=_NOW),
        Question("breach_measures", _GROUP, "maatregelen", "Wat heb je gedaan, en wat ga je nog doen?", "Bijvoorbeeld: wachtwoord veranderd, ontvangers gevraagd de mail te wissen.", LONG, only_if=_NOW),
        Question("breach_risk", _GROUP, "risico", "Hoeveel last kunnen die mensen ervan krijgen?", "Twijfel je tussen twee? Kies het zwaarste.", CHOICE, RISK, only_if=_NOW),
        yes_no("breach_unreadable", _GROUP, "onleesbaar", "Waren de gegevens onleesbaar voor anderen, zoals op een versleutelde laptop?", only_if=_NOW),
    )
}  # fmt: skip


def deadline(found: datetime) -> datetime:
    """Return the Dutch clock time 72 hours after a Dutch clock time, also across the change of the clock."""
    return (found.replace(tzinfo=_TIME).astimezone(UTC) + timedelta(hours=HOURS)).astimezone(_TIME).replace(tzinfo=None)


def breach_duties(answers: Answers) -> tuple[Duty, ...]:
    """Return the outcome for the own log, the report to the AP and the word to the people. Empty when there is no breach."""
    if answers.get("breach") != YES:
        return ()
    return (
        _log(),
        _report(answers.get("breach_risk")),
        _tell(answers.get("breach_risk"), answers.get("breach_unreadable")),
    )


def _log() -> Duty:
    why = "Elk datalek schrijf je op in je eigen lijst, ook als je het niet meldt."
    return Duty("breach_log", "opschrijven", Need.REQUIRED, why, "AVG art. 33 lid 5", ("AVG_EN",))


def _report(risk: object) -> Duty:
    if risk == "none":
        need, why = (
            Need.NOT_REQUIRED,
            "Het is onwaarschijnlijk dat iemand er last van krijgt. Schrijf op waarom je dat denkt.",
        )
    elif risk in RISK:
        need, why = Need.REQUIRED, "Meld het bij de AP, zo snel als kan en uiterlijk 72 uur nadat je het merkte."
    else:
        need, why = Need.UNSAID, "Je weet het risico nog niet. De 72 uur lopen al: maak de melding vast klaar."
    return Duty("breach_report", "melden bij de AP", need, why, "AVG art. 33 lid 1", ("AVG_EN", "DIGITAL_OMNIBUS"), _open(need, "breach_risk"))  # fmt: skip


def _tell(risk: object, unreadable: object) -> Duty:
    open_ = ("breach_risk",)
    if risk not in RISK:
        need, why = Need.UNSAID, "Je weet nog niet hoeveel last mensen kunnen krijgen."
    elif risk != "high":
        need, why = Need.NOT_REQUIRED, "Het risico is niet hoog. Vertellen mag wel, en is vaak netjes."
    elif unreadable == YES:
        need, why = (
            Need.NOT_REQUIRED,
            "Anderen kunnen de gegevens niet lezen. Dan hoef je het de mensen niet te vertellen.",
        )
    elif unreadable == NO:
        need, why = (
            Need.REQUIRED,
            "Vertel het de mensen zelf, meteen en in gewone taal: wat er gebeurde, de gevolgen en wat zij kunnen doen.",
        )
    else:
        need, why, open_ = (
            Need.UNSAID,
            "Het risico is hoog. Zoek uit of anderen de gegevens kunnen lezen.",
            ("breach_unreadable",),
        )
    return Duty(
        "breach_tell", "vertellen aan de mensen", need, why, "AVG art. 34 lid 1 en 3", ("AVG_EN",), _open(need, *open_)
    )


def _open(need: Need, *ids: str) -> tuple[str, ...]:
    return ids if need == Need.UNSAID else ()
