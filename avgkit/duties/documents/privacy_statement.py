"""The privacy statement (S20-S22). Sources: AVG art. 12-14 and 21(4), read in an English copy; the words are ours.

The explanation of 2018 names what, what for, how long, three rights and the complaint. The law also wants the basis, the
recipients, transfers, objection, withdrawal and the source.
"""

from __future__ import annotations

from datetime import date

from avgkit.base.dutch import dutch_day
from avgkit.base.rendering import Bullets, Heading, TextBlock, to_fill_in
from avgkit.base.rendering.blocks import Block
from avgkit.duties.checks.questions import NO, YES, Answers
from avgkit.duties.documents.document import DocumentKind
from avgkit.duties.documents.document_questions import QUESTIONS
from avgkit.duties.documents.document_tables import (
    basis,
    chosen_activities,
    chosen_helpers,
    data_place,
    provider_names,
    retention_of,
)
from avgkit.duties.documents.document_wording import clause, grid, said, sentence
from avgkit.duties.documents.elements import Element
from avgkit.duties.documents.service_providers import OUTSIDE

_B = "AVG art. 13 lid 2 onder b"
_ALL = (
    Element("identity", "AVG art. 13 lid 1 onder a", "wie je bent", "Staat erin wie je bent en hoe je te bereiken bent?", "Naam, adres en e-mailadres.", ("name", "person", "address", "email")),
    Element("officer", "AVG art. 13 lid 1 onder b", "je FG", "Staat erin hoe je FG te bereiken is, als je er een hebt?", "Alleen als je een FG hebt.", ("fg_contact",)),
    Element("data", "AVG art. 5 lid 1 onder a", "welke gegevens", "Staat erin welke gegevens je gebruikt?", "Feit S20: wat je bewaart.", ("{activity}.data",)),
    Element("purposes", "AVG art. 13 lid 1 onder c", "waarvoor", "Staat erin waarvoor je gegevens gebruikt?", "Feit S20: waarvoor.", ("activities", "channels")),
    Element("basis", "AVG art. 13 lid 1 onder c", "grondslag", "Staat bij elk doel waarom je dat mag?", "In de uitleg van 2018 ontbreekt dit.", ("{activity}.basis",)),
    Element("interest", "AVG art. 13 lid 1 onder d", "gerechtvaardigd belang", "Staat erin welk belang je hebt?", "Alleen bij de grondslag gerechtvaardigd belang.", ("{activity}.interest",)),
    Element("recipients", "AVG art. 13 lid 1 onder e", "wie gegevens krijgt", "Staat erin wie de gegevens krijgt?", "In de uitleg van 2018 ontbreekt dit.", ("helpers", "{helper}.name", "others")),
    Element("transfers", "AVG art. 13 lid 1 onder f", "buiten de EER", "Staat erin of gegevens buiten de EER komen, en met welke waarborg?", "Zoek het op bij elk programma.", ("{helper}.place", "{helper}.country", "{helper}.safeguard")),
    Element("retention", "AVG art. 13 lid 2 onder a", "hoelang", "Staat bij elk doel hoelang je gegevens bewaart?", "Feit S20: hoelang.", ("{activity}.retention", "{activity}.starts")),
    Element("access", _B, "recht op inzage", "Staat het recht op inzage erin?", "Feit S21.", ("rights_way",)),
    Element("rectification", _B, "recht op verbetering", "Staat het recht op verbetering (rectificatie) erin?", "Feit S21.", ("rights_way",)),
    Element("erasure", _B, "recht op wissen", "Staat het recht op wissen erin?", "Feit S21. Het recht heeft uitzonderingen.", ("rights_way",)),
    Element("restriction", _B, "recht op beperking", "Staat het recht op beperking erin?", "In de uitleg van 2018 ontbreekt dit.", ("rights_way",)),
    Element("objection", "AVG art. 13 lid 2 onder b en art. 21 lid 4", "recht van bezwaar, apart en duidelijk", "Staat het recht van bezwaar er apart en duidelijk in?", "In de uitleg van 2018 ontbreekt dit.", ("rights_way",)),
    Element("portability", _B, "recht om gegevens mee te nemen", "Staat het recht om gegevens mee te nemen erin?", "In de uitleg van 2018 ontbreekt dit.", ("rights_way",)),
    Element("withdrawal", "AVG art. 13 lid 2 onder c", "toestemming intrekken", "Staat erin hoe iemand toestemming intrekt?", "Alleen als je toestemming gebruikt.", ("withdraw_way",)),
    Element("complaint", "AVG art. 13 lid 2 onder d", "klacht bij de AP", "Staat erin dat iemand bij de AP kan klagen?", "Feit S22. Dit staat vast in de tekst."),
    Element("required", "AVG art. 13 lid 2 onder e", "verplicht of niet", "Staat erin of iemand de gegevens moet geven, en wat er anders gebeurt?", "", ("required",)),
    Element("automated", "AVG art. 13 lid 2 onder f", "besluiten door een computer", "Staat erin of een computer besluiten neemt?", "", ("automated", "automated_how")),
    Element("source_categories", "AVG art. 14 lid 1 onder d", "soorten gegevens van anderen", "Staat erin welke gegevens je van anderen hebt?", "Alleen als je gegevens niet van de mensen zelf hebt.", ("source_data",)),
    Element("source", "AVG art. 14 lid 2 onder f", "de bron", "Staat erin uit welke bron die komen, en of die openbaar is?", "Bijvoorbeeld LinkedIn of de KVK.", ("sources", "source_public")),
    Element("source_when", "AVG art. 14 lid 3", "wanneer je het vertelt", "Vertel je het op tijd aan deze mensen?", "Bij het eerste contact, uiterlijk na een maand.", ("source_when",)),
)  # fmt: skip


def write(answers: Answers, as_of: date) -> list[Block]:
    """Return the statement: first in short, then everything in full."""
    return [
        *_in_short(answers),
        *_who(answers, as_of),
        *_what(answers),
        *_origin(answers),
        *_recipients(answers),
        *_rights(answers),
        *_rest(answers),
    ]


def _in_short(answers: Answers) -> list[Block]:
    uses = tuple(sentence(activity.why) for activity in chosen_activities(answers))
    points = (
        "Je mag altijd vragen wat ik van je heb. Je mag het laten verbeteren of wissen.",
        "Wil je geen reclame van mij? Zeg het, dan stop ik meteen.",
        f"Vragen? Mail naar {clause(said(answers, 'email'))}.",
    )
    return [
        Heading("In het kort"),
        TextBlock("Hiervoor gebruik ik je gegevens:"),
        Bullets(uses or (to_fill_in("waarvoor je gegevens gebruikt"),)),
        TextBlock("En dit moet je weten:"),
        Bullets(points),
    ]


def _who(answers: Answers, as_of: date) -> list[Block]:
    lines = f"{said(answers, 'name')} ({said(answers, 'person')})\n{said(answers, 'address')}\n{said(answers, 'email')}"
    officer = []
    if answers.get("fg") == YES:
        officer = [
            TextBlock(f"Mijn functionaris gegevensbescherming bereik je zo: {sentence(said(answers, 'fg_contact'))}")
        ]
    return [
        Heading("Wie ben ik?"),
        TextBlock("Ik ben verantwoordelijk voor je gegevens. Zo bereik je mij:"),
        TextBlock(lines),
        *officer,
        TextBlock(f"Deze verklaring is van {dutch_day(as_of)}."),
    ]


def _what(answers: Answers) -> list[Block]:
    rows = tuple(
        (sentence(activity.why), said(answers, f"{activity.id}.data"), basis(answers, activity.id), retention_of(answers, activity.id))
        for activity in chosen_activities(answers)
    )  # fmt: skip
    missing = to_fill_in("waarvoor je gegevens gebruikt")
    ways = clause(said(answers, "channels"))
    return [
        Heading("Welke gegevens gebruik ik, en waarvoor?"),
        TextBlock("De AVG wil dat er voor elk gebruik een reden is: een grondslag. Die staat erbij."),
        grid(("waarvoor", "welke gegevens", "grondslag", "hoelang ik ze bewaar"), rows or ((missing,) * 4,), (23, 27, 27, 23)),
        TextBlock(f"Zo benader ik mensen: {ways}." if "none" not in answers.get("channels", ()) else "Ik benader zelf geen mensen."),
    ]  # fmt: skip


def _origin(answers: Answers) -> list[Block]:
    elsewhere = answers.get("other_sources")
    if elsewhere == NO:
        text = ["Ik kreeg je gegevens van jou."]
    elif elsewhere == YES:
        public = {YES: "Iedereen kan die bron bekijken.", NO: "Niet iedereen kan die bron bekijken."}
        text = [
            f"De meeste gegevens kreeg ik van jou. Sommige komen ergens anders vandaan: {said(answers, 'sources')}. "
            f"{public.get(str(answers.get('source_public')), to_fill_in('openbare bron'))}",
            f"Het gaat om: {clause(said(answers, 'source_data'))}.",
            f"Ik vertel het je {clause(said(answers, 'source_when'))}.",
        ]
    else:
        text = [to_fill_in(QUESTIONS["other_sources"].label)]
    return [Heading("Hoe kom ik aan je gegevens?"), *map(TextBlock, text)]


def _recipients(answers: Answers) -> list[Block]:
    helpers = chosen_helpers(answers)
    text: list[Block] = []
    if "helpers" not in answers:
        text.append(TextBlock(to_fill_in("wie je helpt")))
    elif not helpers:
        text.append(TextBlock("Niemand werkt voor mij met je gegevens."))
    else:
        rows = tuple((provider_names(answers, helper), helper.work, data_place(answers, helper)) for helper in helpers)
        text += [
            TextBlock("Deze mensen en bedrijven helpen mij, en kunnen daarbij je gegevens zien:"),
            grid(("wie", "waarvoor", "waar de gegevens zijn"), rows, (34, 33, 33)),
            TextBlock(_outside(answers)),
        ]
    return [
        Heading("Wie krijgt je gegevens?"),
        *text,
        TextBlock(f"Ook deze anderen kunnen gegevens van mij krijgen: {clause(said(answers, 'others'))}."),
    ]


def _outside(answers: Answers) -> str:
    places = [answers.get(f"{helper.id}.place") for helper in chosen_helpers(answers)]
    if OUTSIDE in places:
        return (
            "De EER is de Europese Unie met Noorwegen, IJsland en Liechtenstein. Daarbuiten gelden andere regels. Daarom staat "
            "in de tabel welke waarborg er is. Je kunt mij om een kopie ervan vragen."
        )
    return (
        to_fill_in("plaats van de gegevens")
        if None in places
        else "Je gegevens blijven binnen de Europese Economische Ruimte (EER)."
    )


def _rights(answers: Answers) -> list[Block]:
    way = sentence(said(answers, "rights_way"))
    withdraw = []
    if "consent" in [answers.get(f"{activity.id}.basis") for activity in chosen_activities(answers)]:
        withdraw = [
            Heading("Toestemming intrekken"),
            TextBlock(
                "Gaf je mij toestemming? Die kun je altijd intrekken. Wat ik vóór die tijd deed, blijft toegestaan. "
                f"Zo trek je hem in: {sentence(said(answers, 'withdraw_way'))}"
            ),
        ]
    return [
        Heading("Jouw rechten"),
        TextBlock(f"Dit mag je mij vragen. {way}"),
        Bullets((
            "Inzage: zien welke gegevens ik van je heb, en een kopie krijgen.",
            "Verbetering (rectificatie): fouten laten herstellen of iets laten aanvullen.",
            "Wissen: je gegevens laten verwijderen. Dat kan niet altijd: facturen moet ik bijvoorbeeld bewaren.",
            "Beperking: vragen dat ik je gegevens even alleen bewaar, bijvoorbeeld als we uitzoeken of ze kloppen.",
            "Meenemen (overdraagbaarheid): een bestand krijgen met wat je mij gaf, om het ergens anders te gebruiken. Dat geldt als de "
            "grondslag toestemming of een overeenkomst is.",
        )),
        Heading("Je mag bezwaar maken"),
        TextBlock(
            "Gebruik ik je gegevens voor reclame? Daar mag je altijd bezwaar tegen maken, zonder reden. Ik stop dan meteen. "
            "Gebruik ik ze om een andere reden met een gerechtvaardigd belang? Ook dan mag je bezwaar maken, om iets wat "
            f"met jouw situatie te maken heeft. {way}"
        ),
        *withdraw,
        Heading("Ben je het niet met mij eens?"),
        TextBlock(
            "Laat het mij weten, dan zoeken we een oplossing. Je mag ook altijd een klacht indienen bij de Autoriteit "
            "Persoonsgegevens (AP): autoriteitpersoonsgegevens.nl."
        ),
    ]  # fmt: skip


def _rest(answers: Answers) -> list[Block]:
    automated = {
        NO: "Nee. Geen enkel besluit met grote gevolgen voor jou komt alleen van een computer.",
        YES: f"Ja. {sentence(said(answers, 'automated_how'))}",
    }
    return [
        Heading("Moet je gegevens geven?"),
        TextBlock(sentence(said(answers, "required"))),
        Heading("Neemt een computer besluiten over je?"),
        TextBlock(automated.get(str(answers.get("automated")), to_fill_in(QUESTIONS["automated"].label))),
    ]


KIND = DocumentKind(
    "privacy",
    "privacyverklaring",
    "Privacyverklaring",
    "vertelt mensen wat je met hun gegevens doet",
    _ALL,
    write,
    ("AVG_EN", "AVG", "DPF", "AWR52"),
    shared=True,
)
