"""The plan as steps: today, this week, this year; in each the highest risk first, and then what helps most contacts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from avgkit.plan.groups import QUIET_YEARS, Plan

if TYPE_CHECKING:
    import pandas as pd

TODAY, WEEK, YEAR = "vandaag", "deze week", "dit jaar"
HIGH, MIDDLE, LOW = "hoog", "midden", "laag"
_WHENS, _RISKS = (TODAY, WEEK, YEAR), (HIGH, MIDDLE, LOW)
MOST_QUESTIONS = 3
ARTICLES = {
    "recipient": "Telecommunicatiewet artikel 11.7 lid 2 en 3",
    "relation": "Telecommunicatiewet artikel 11.7 lid 4",
    "years_since_relation": "Code Telemarketing (zelfregulering)",
    "details_source": "Telecommunicatiewet artikel 11.7 lid 3 en 4; AVG artikel 5 lid 1 onder b",
    "consent": "AVG artikel 7 lid 1; Telecommunicatiewet artikel 11.7 lid 1",
    "objection": "AVG artikel 21 lid 2 en 3",
    "similar_product": "Telecommunicatiewet artikel 11.7 lid 4",
    "opt_out_offered": "Telecommunicatiewet artikel 11.7 lid 4",
    "register": "Code Postfilter (zelfregulering)",
    "sender": "Telecommunicatiewet artikel 11.7 lid 5 en 6",
}
"""Where the law asks for a fact, for the step that finds it out."""


@dataclass(frozen=True)
class Step:
    """One thing to do: when, how great the risk is, what (Dutch), for how many contacts, why, the article, and where.

    ``group`` names the attribute of the plan that says who, or is empty when the step is about a question or the whole list.
    """

    when: str
    risk: str
    what: str
    contacts: int
    why: str
    article: str
    where: str
    group: str = ""


def steps_of(plan: Plan) -> list[Step]:
    """Return the steps that concern anybody, in order."""
    steps = [step for step in (*_groups(plan), *_questions(plan), *_papers(plan)) if step.contacts]
    return sorted(steps, key=lambda s: (_WHENS.index(s.when), _RISKS.index(s.risk), -s.contacts))


def _groups(plan: Plan) -> list[Step]:
    """Return the steps that are about a group of contacts, with empty groups too."""
    told = (
        (TODAY, HIGH, "stop",
         "Zet wie nee zei op je lijst van afmeldingen, en haal hen uit je andere lijsten.",
         "Na een bezwaar of afmelding mag je deze mensen geen reclame meer sturen.",
         "AVG artikel 21 lid 3 en artikel 7 lid 3", "notebook 08"),
        (TODAY, HIGH, "not_for_mail",
         "Haal deze mensen uit je mailprogramma, of zet hen er niet in.",
         "Een download van een platform, zoals LinkedIn, is niet voor je nieuwsbrief bedoeld.",
         "AVG artikel 5 lid 1 onder b; Telecommunicatiewet artikel 11.7 lid 1", "notebook 05"),
        (TODAY, MIDDLE, "unsafe",
         "Mail je nieuwsbrief nu alleen naar een veilige lijst. Sla deze mensen over.",
         "Bij deze mensen mag je nieuwsbrief niet, of het is nog niet zeker.",
         "Telecommunicatiewet artikel 11.7 lid 1", "notebook 08"),
        (TODAY, MIDDLE, "no_calls",
         "Bel deze mensen niet met een aanbod.",
         "Bellen mag bij hen alleen met toestemming vooraf. Over een lopende opdracht bellen mag wel.",
         "Telecommunicatiewet artikel 11.7 lid 2", "notebook 04"),
        (WEEK, HIGH, "unproven",
         "Zoek het bewijs van toestemming op. Vind je niets? Mail deze mensen dan niet.",
         "Jij moet kunnen laten zien dat iemand ja zei.",
         "AVG artikel 7 lid 1; Telecommunicatiewet artikel 11.7 lid 1", "notebook 06"),
        (WEEK, LOW, "ask",
         "Vraag deze mensen om toestemming, op de manier die bij hen mag.",
         "Wie ja zegt, mag je daarna mailen.",
         "Telecommunicatiewet artikel 11.7 lid 1 en 2", "notebook 08"),
        (WEEK, LOW, "publicly",
         "Plaats een openbaar bericht met een link om zich aan te melden.",
         "Deze mensen mag je niet persoonlijk vragen, of het is nog niet zeker. Een openbaar bericht mag altijd.",
         "Telecommunicatiewet artikel 11.1 onder e (S26, S27)", "notebook 08"),
        (YEAR, MIDDLE, "delete",
         "Verwijder contacten waarvoor je geen reden meer hebt.",
         "Je bewaart niet langer dan nodig is.",
         "AVG artikel 5 lid 1 onder e en artikel 17 lid 1", "avgkit rights erase"),
        (YEAR, MIDDLE, "undeliverable",
         "Verbeter adressen die niet werken, of haal ze weg.",
         "Gegevens moeten kloppen.",
         "AVG artikel 5 lid 1 onder d", "notebook 02"),
        (YEAR, LOW, "downloads",
         "Gooi je download weg als je hier klaar bent. De connectie blijft op het platform.",
         "Je hebt deze gegevens niet nodig om contact te houden.",
         "AVG artikel 5 lid 1 onder b en e", "notebook 05"),
        (YEAR, LOW, "tax_over",
         "Kijk naar oud-klanten van wie je de administratie niet meer hoeft te bewaren.",
         "De bewaarplicht van zeven jaar is voorbij.",
         "AWR artikel 52 lid 4; AVG artikel 5 lid 1 onder e", "notebook 07"),
        (YEAR, LOW, "quiet",
         f"Kijk naar contacten met een laatste datum van meer dan {QUIET_YEARS} jaar geleden.",
         "De wet noemt geen termijn. Twee jaar is onze keuze.",
         "AVG artikel 5 lid 1 onder e", "notebook 07"),
        (YEAR, LOW, "confirm",
         "Vraag ook klanten die je al mag mailen om toestemming.",
         "Met toestemming hangt het niet meer af van de voorwaarden voor klanten.",
         "Telecommunicatiewet artikel 11.7 lid 1 en 4", "notebook 08"),
    )  # fmt: skip
    return [
        Step(when, risk, what, len(getattr(plan, group)), why, article, where, group)
        for when, risk, group, what, why, article, where in told
    ]


def _questions(plan: Plan) -> list[Step]:
    return [
        Step(
            WEEK,
            MIDDLE,
            f"Zoek uit: {_inside(str(row.question))}",
            int(row.contacts),
            "Een antwoord kan bij deze contacten beslissen wat mag.",
            ARTICLES[str(row.fact)],
            "notebook 02",
        )
        for row in plan.questions.head(MOST_QUESTIONS).itertuples(index=False)
    ]


def _inside(question: str) -> str:
    return question[:1].lower() + question[1:]


def _papers(plan: Plan) -> list[Step]:
    return [
        Step(
            YEAR,
            MIDDLE,
            "Maak je privacyverklaring, je register en je afspraken met wie gegevens voor je verwerkt.",
            len(plan.contacts),
            "Die papieren horen erbij zodra je gegevens van mensen bewaart.",
            "AVG artikel 13, 14, 28 en 30",
            "notebook 07",
        )
    ]


def step_table(steps: list[Step]) -> pd.DataFrame:
    """Return the steps as a frame; index wanneer; risico, wat, contacten, waarom, artikel, waar."""
    import pandas as pd

    rows = [(s.when, s.risk, s.what, s.contacts, s.why, s.article, s.where) for s in steps]
    columns = ["wanneer", "risico", "wat", "contacten", "waarom", "artikel", "waar"]
    return pd.DataFrame(rows, columns=columns).set_index("wanneer")
