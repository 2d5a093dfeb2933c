"""The record of processing activities. Source: AVG art. 30(1), read in an English copy."""

from __future__ import annotations

from datetime import date

from avgkit.base.dutch import dutch_day
from avgkit.base.rendering import Heading, TextBlock, to_fill_in
from avgkit.base.rendering.blocks import Block
from avgkit.duties.checks.questions import YES, Answers
from avgkit.duties.documents.document import DocumentKind
from avgkit.duties.documents.document_tables import (
    basis,
    chosen_activities,
    chosen_helpers,
    data_place,
    provider_names,
    recipients,
    retention_of,
    role,
)
from avgkit.duties.documents.document_wording import clause, grid, said, sentence
from avgkit.duties.documents.elements import Element

_ALL = (
    Element("identity", "AVG art. 30 lid 1 onder a", "wie je bent", "Staat je naam erin, en hoe je te bereiken bent?", "", ("name", "person", "address", "email", "fg", "fg_contact")),
    Element("purposes", "AVG art. 30 lid 1 onder b", "doelen", "Staat erin waarvoor je gegevens gebruikt?", "", ("activities",)),
    Element("people", "AVG art. 30 lid 1 onder c", "soorten mensen", "Staat erin over welke mensen het gaat?", "", ("{activity}.people",)),
    Element("data", "AVG art. 30 lid 1 onder c", "soorten gegevens", "Staat erin welke gegevens het zijn?", "", ("{activity}.data",)),
    Element("recipients", "AVG art. 30 lid 1 onder d", "wie gegevens krijgt", "Staat erin wie de gegevens krijgt?", "", ("helpers", "{helper}.name", "others")),
    Element("transfers", "AVG art. 30 lid 1 onder e", "buiten de EER", "Staat erin welk land buiten de EER gegevens krijgt, en met welke waarborg?", "", ("{helper}.place", "{helper}.country", "{helper}.safeguard")),
    Element("retention", "AVG art. 30 lid 1 onder f", "bewaartermijnen", "Staat erin hoelang je gegevens bewaart?", "De wet zegt: zo mogelijk.", ("{activity}.retention", "{activity}.starts")),
    Element("security", "AVG art. 30 lid 1 onder g", "beveiliging", "Staat erin hoe je de gegevens beveiligt?", "De wet zegt: zo mogelijk.", ("security",)),
)  # fmt: skip


def write(answers: Answers, as_of: date) -> list[Block]:
    """Return the register: who, a table per use of data, the helpers and the security."""
    officer = [f"FG: {sentence(said(answers, 'fg_contact'))}"] if answers.get("fg") == YES else []
    who = f"{said(answers, 'name')} ({said(answers, 'person')})\n{said(answers, 'address')}\n{said(answers, 'email')}"
    uses = [block for activity in chosen_activities(answers) for block in _use(answers, activity.id, activity.label)]
    return [
        Heading("Wie is verantwoordelijk?"),
        *map(TextBlock, [who, *officer, f"Bijgewerkt op {dutch_day(as_of)}."]),
        Heading("Wat gebeurt er met gegevens?"),
        *(uses or [TextBlock(to_fill_in("waarvoor je gegevens gebruikt"))]),
        Heading("Wie helpt daarbij?"),
        *_helpers(answers),
        TextBlock(f"Anderen die gegevens krijgen: {clause(said(answers, 'others'))}."),
        Heading("Hoe zijn de gegevens beveiligd?"),
        TextBlock(sentence(said(answers, "security"))),
    ]


def _use(answers: Answers, id: str, label: str) -> list[Block]:
    rows = (
        ("doel", label),
        ("soorten mensen", said(answers, f"{id}.people")),
        ("soorten gegevens", said(answers, f"{id}.data")),
        ("grondslag", basis(answers, id)),
        ("wie helpt", recipients(answers, id)),
        ("bewaartermijn", retention_of(answers, id)),
    )
    return [Heading(sentence(label).removesuffix("."), 3), grid(("onderdeel", "wat er geldt"), rows, (28, 72))]


def _helpers(answers: Answers) -> list[Block]:
    if "helpers" not in answers:
        return [TextBlock(to_fill_in("wie je helpt"))]
    rows = tuple(
        (provider_names(answers, h), role(answers, h), data_place(answers, h)) for h in chosen_helpers(answers)
    )
    if not rows:
        return [TextBlock("Niemand werkt voor mij met deze gegevens.")]
    return [grid(("wie", "rol", "waar de gegevens zijn"), rows, (36, 28, 36))]


KIND = DocumentKind(
    "register",
    "verwerkingsregister",
    "Register van verwerkingen",
    "is je overzicht voor de AP: welke gegevens, waarvoor, hoelang",
    _ALL,
    write,
    ("AVG_EN", "AVG", "OMNIBUS4", "DPF"),
)
