"""The data-breach card: what to do, whom to call, and the own log. Source: AVG art. 33 and 34, read in an English copy."""

from __future__ import annotations

from datetime import date

from avgkit.base.dutch import dutch_day
from avgkit.base.rendering import Bullets, Heading, TableBlock, TextBlock, to_fill_in
from avgkit.base.rendering.blocks import Block
from avgkit.duties.checks.breach import QUESTIONS, breach_duties, deadline
from avgkit.duties.checks.questions import NO, YES, Answers, moment
from avgkit.duties.documents.document import DocumentKind
from avgkit.duties.documents.document_tables import chosen_helpers, provider_names
from avgkit.duties.documents.document_wording import grid, said, sentence
from avgkit.duties.documents.duty_test import outcomes
from avgkit.duties.documents.elements import Element

_ALL = (
    Element("contact", "AVG art. 33 lid 3 onder b", "wie het oppakt", "Staat erop wie een datalek oppakt?", "", ("breach_contact",)),
    Element("log", "AVG art. 33 lid 5", "je eigen lijst", "Weet je waar je datalekken opschrijft?", "Je schrijft elk lek op, ook als je het niet meldt.", ("breach_log_place",)),
    Element("helpers", "AVG art. 33 lid 2", "wie je helpt", "Staat erop welke helpers je moet bellen?", "", ("helpers", "{helper}.name")),
    Element("found", "AVG art. 33 lid 1", "wanneer ontdekt", "Weet je wanneer de 72 uur om zijn?", "", ("breach_found",)),
    Element("nature", "AVG art. 33 lid 3 onder a", "wat er gebeurde", "Staat erin wat er gebeurde, en om hoeveel mensen het gaat?", "", ("breach_what", "breach_people")),
    Element("effects", "AVG art. 33 lid 3 onder c", "gevolgen", "Staan de gevolgen erin?", "", ("breach_effects",)),
    Element("measures", "AVG art. 33 lid 3 onder d", "maatregelen", "Staat erin wat je deed en gaat doen?", "", ("breach_measures",)),
    Element("risk", "AVG art. 33 lid 1 en art. 34", "risico", "Weet je hoe groot het risico is?", "", ("breach_risk", "breach_unreadable")),
)  # fmt: skip
_STEPS = (
    "Stop het lek. Verander wachtwoorden, haal een bestand offline, vraag een verkeerde ontvanger om te wissen.",
    "Schrijf op wat je weet, met dag en tijd. Vanaf dat moment tellen de 72 uur, ook in het weekend.",
    "Bel je helpers hieronder als het bij hen gebeurde, of als zij kunnen helpen.",
    "Bedenk: kunnen mensen er last van krijgen? Twijfel je, reken dan op ja.",
    "Kunnen mensen er last van krijgen? Meld het binnen 72 uur bij de AP. Weet je nog niet alles, meld dan wat je weet.",
    "Kunnen mensen er veel last van krijgen? Vertel het hun meteen zelf, in gewone taal.",
    "Schrijf het lek in je eigen lijst. Ook als je het niet meldt.",
)
_EMPTY_ROWS = 4


def write(answers: Answers, as_of: date) -> list[Block]:
    """Return the steps, the people to call, this breach if there is one, and the log."""
    return [
        Heading("Wat doe je, in deze volgorde?"),
        Bullets(_STEPS, numbered=True),
        TextBlock("Melden doe je bij de Autoriteit Persoonsgegevens (AP): autoriteitpersoonsgegevens.nl."),
        Heading("Wie bel je?"),
        TextBlock(f"Wie het oppakt: {sentence(said(answers, 'breach_contact'))}"),
        *_helpers(answers),
        *_incident(answers),
        Heading("Je eigen lijst van datalekken"),
        TextBlock(f"Hier houd je hem bij: {sentence(said(answers, 'breach_log_place'))}"),
        _log(answers, as_of),
    ]


def _helpers(answers: Answers) -> list[Block]:
    if "helpers" not in answers:
        return [TextBlock(to_fill_in("wie je helpt"))]
    rows = tuple((provider_names(answers, helper), "") for helper in chosen_helpers(answers))
    return [grid(("helper", "telefoon of mail voor noodgevallen"), rows, (50, 50))] if rows else []


def _incident(answers: Answers) -> list[Block]:
    if answers.get("breach") == NO:
        return []
    if answers.get("breach") != YES:
        return [Heading("Is er nu een datalek?"), TextBlock(to_fill_in("datalek"))]
    rows = tuple((question.label, said(answers, question.id)) for question in list(QUESTIONS.values())[1:])
    return [
        Heading("Dit datalek"),
        TextBlock(_until(answers)),
        grid(("onderdeel", "antwoord"), rows, (28, 72)),
        outcomes(breach_duties(answers)),
    ]


def _until(answers: Answers) -> str:
    if "breach_found" not in answers:
        return f"Vul in wanneer je het merkte: {to_fill_in('wanneer ontdekt')}. Dan zie je tot wanneer je kunt melden."
    end = deadline(moment(str(answers["breach_found"])))
    return f"De 72 uur zijn om op {dutch_day(end.date())} om {end:%H:%M} uur."


def _log(answers: Answers, as_of: date) -> TableBlock:
    headings = ("wanneer", "wat er gebeurde", "gevolgen", "wat je deed", "gemeld?")
    rows = [("",) * len(headings)] * _EMPTY_ROWS
    if answers.get("breach") == YES:
        told = ("breach_found", "breach_what", "breach_effects", "breach_measures")
        rows = [(*(said(answers, id) for id in told), ""), *rows[1:]]
    return grid(headings, tuple(rows), (16, 26, 20, 24, 14))


KIND = DocumentKind(
    "breach",
    "datalekkaart",
    "Datalekkaart",
    "zegt wat je doet als er gegevens lekken, en binnen hoeveel uur",
    _ALL,
    write,
    ("AVG_EN", "AVG", "DIGITAL_OMNIBUS"),
    duties=breach_duties,
)
