"""The retention schedule. Sources: AVG art. 5(1)(e), 13(2)(a) and 30(1)(f); AWR art. 52 for invoices (unchecked)."""

from __future__ import annotations

from datetime import date

from avgkit.base.dutch import dutch_day
from avgkit.base.rendering import Heading, TextBlock, to_fill_in
from avgkit.base.rendering.blocks import Block
from avgkit.duties.checks.questions import Answers
from avgkit.duties.documents.document import DocumentKind
from avgkit.duties.documents.document_tables import basis, chosen_activities
from avgkit.duties.documents.document_wording import grid, said, sentence
from avgkit.duties.documents.elements import Element

_ALL = (
    Element("uses", "AVG art. 5 lid 1 onder b", "waarvoor", "Staat erin waarvoor je gegevens bewaart?", "", ("activities",)),
    Element("data", "AVG art. 5 lid 1 onder c", "welke gegevens", "Staat erin welke gegevens dat zijn?", "", ("{activity}.data",)),
    Element("terms", "AVG art. 5 lid 1 onder e", "termijnen", "Heeft elk doel een termijn?", "", ("{activity}.retention",)),
    Element("starts", "AVG art. 13 lid 2 onder a", "begin van de termijn", "Weet je vanaf wanneer je telt?", "", ("{activity}.starts",)),
    Element("basis", "AVG art. 6 lid 1", "grondslag", "Weet je bij elk doel waarom je de gegevens mag hebben?", "Zonder grondslag mag je ze niet bewaren.", ("{activity}.basis", "{activity}.interest")),
    Element("clean_up", "AVG art. 5 lid 1 onder e", "opruimen", "Weet je wanneer en hoe je opruimt?", "", ("clean_up",)),
    Element("suppression", "AVG art. 21 lid 3", "wie zich afmeldde", "Blijft wie zich afmeldde ook na het opruimen afgemeld?", "Wis je alles, dan mail je iemand later per ongeluk opnieuw.", ("suppression",)),
)  # fmt: skip


def write(answers: Answers, as_of: date) -> list[Block]:
    """Return the terms per use, how to clean up, and what stays."""
    rows = tuple(
        (activity.label, said(answers, f"{activity.id}.data"), said(answers, f"{activity.id}.retention"), said(answers, f"{activity.id}.starts"), basis(answers, activity.id, False))
        for activity in chosen_activities(answers)
    )  # fmt: skip
    return [
        Heading("Hoelang bewaar je wat?"),
        TextBlock(f"Schema van {dutch_day(as_of)}. Meestal noemt de wet geen termijn. Je kiest hem zelf: niet langer dan nodig."),
        grid(("waarvoor", "gegevens", "termijn", "telt vanaf", "grondslag"), rows or ((to_fill_in("waarvoor je gegevens gebruikt"),) * 5,), (20, 28, 12, 18, 22)),
        TextBlock("Facturen bewaar je zeven jaar voor de Belastingdienst. Vraagt iemand om te wissen? Dan blijven die staan."),
        Heading("Opruimen"),
        TextBlock(sentence(said(answers, "clean_up"))),
        Heading("Wie zich afmeldde"),
        TextBlock(sentence(said(answers, "suppression"))),
    ]  # fmt: skip


KIND = DocumentKind(
    "retention",
    "bewaarschema",
    "Bewaarschema",
    "zegt hoelang je gegevens bewaart en wanneer je opruimt",
    _ALL,
    write,
    ("AVG_EN", "AVG", "AWR52"),
)
