"""The test whether a DPIA, an FG and a register are due (S06), as a document to keep. The rules are in ``checks.duties``."""

from __future__ import annotations

from datetime import date

from avgkit.base.dutch import dutch_day
from avgkit.base.rendering import Heading, TableBlock, TextBlock
from avgkit.base.rendering.blocks import Block
from avgkit.duties.checks import obligations
from avgkit.duties.checks.obligations import NEED_LABELS, Duty
from avgkit.duties.checks.questions import Answers, Question
from avgkit.duties.documents.document import DocumentKind
from avgkit.duties.documents.document_wording import grid, said
from avgkit.duties.documents.elements import Element

_ARTICLES = {
    **dict.fromkeys((question.id for question in obligations.CRITERIA), "AVG art. 35 lid 1; WP248"),
    obligations.ON_AP_LIST.id: "AVG art. 35 lid 4",
    **dict.fromkeys((question.id for question in obligations.FG), "AVG art. 37 lid 1"),
    **dict.fromkeys((question.id for question in obligations.REGISTER), "AVG art. 30 lid 5"),
}
_ALL = tuple(
    Element(question.id, _ARTICLES[question.id], question.label, question.text, question.help, (question.id,))
    for question in obligations.QUESTIONS.values()
)


def write(answers: Answers, as_of: date) -> list[Block]:
    """Return the outcome of the test and the answers behind it."""
    return [
        Heading("De uitkomst"),
        TextBlock(f"Test van {dutch_day(as_of)}. Verandert je werk? Doe hem dan opnieuw."),
        outcomes(obligations.duties(answers)),
        Heading("Je antwoorden"),
        *_answers("DPIA", (*obligations.CRITERIA, obligations.ON_AP_LIST), answers),
        *_answers("FG", obligations.FG, answers),
        *_answers("Register", obligations.REGISTER, answers),
    ]


def outcomes(found: tuple[Duty, ...]) -> TableBlock:
    """Return the outcomes of duties as a table."""
    rows = tuple((duty.label, NEED_LABELS[duty.need], duty.reason, duty.articles) for duty in found)
    return grid(("wat", "uitkomst", "waarom", "artikel"), rows, (20, 18, 42, 20))


def _answers(title: str, questions: tuple[Question, ...], answers: Answers) -> list[Block]:
    rows = tuple((question.text, said(answers, question.id)) for question in questions)
    return [Heading(title, 3), grid(("vraag", "antwoord"), rows, (70, 30))]


KIND = DocumentKind(
    "duties",
    "plichtentest",
    "Test: DPIA, FG en register",
    "zegt of je een DPIA, een FG en een register nodig hebt",
    _ALL,
    write,
    ("AVG_EN", "AVG", "WP248", "AP_DPIA", "OMNIBUS4"),
    duties=obligations.duties,
)
