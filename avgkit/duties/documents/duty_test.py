"""The test whether a DPIA, an FG and a register are due (S06), as a document to keep. The rules are in
``checks.duties``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from avgkit.base.rendering import Heading, TableBlock
from avgkit.base.rendering.blocks import Block
from avgkit.base.toml_data import read_data
from avgkit.duties.checks import obligations
from avgkit.duties.checks.obligations import NEED_LABELS, Duty
from avgkit.duties.checks.questions import YES, Answers, Question
from avgkit.duties.documents.document_questions import QUESTIONS
from avgkit.duties.documents.document_template import kind_of, section_writer
from avgkit.duties.documents.document_wording import grid, said
from avgkit.duties.documents.elements import Element

TEXTS = "duties/documents/duties.toml"
_ASKED = {
    "dpia_first": (obligations.SOLE,),
    "dpia": obligations.CRITERIA,
    "ap_list": (obligations.ON_AP_LIST,),
    "fg": obligations.FG,
    "register": obligations.REGISTER,
}


def _with_work(answers: Answers) -> Iterator[Question]:
    """Give the criteria; behind one that holds at which work."""
    for criterion in obligations.CRITERIA:
        yield criterion
        if answers.get(criterion.id) == YES:
            yield QUESTIONS[obligations.where_id(criterion)]


def duty_table(found: Iterable[Duty]) -> TableBlock:
    """Return the outcomes of duties as a table."""
    rows = [(duty.label, NEED_LABELS[duty.need], duty.reason, duty.articles) for duty in found]
    return grid(("wat", "uitkomst", "waarom", "artikel"), rows, (20, 18, 42, 20))


def _outcome(answers: Answers) -> list[Block]:
    return [duty_table(obligations.duties(answers))]


def _answers(answers: Answers) -> list[Block]:
    first = (obligations.SOLE, *_with_work(answers), obligations.ON_AP_LIST)
    found: list[Block] = []
    for title, questions in (("DPIA", first), ("FG", obligations.FG), ("Register", obligations.REGISTER)):
        rows = [(question.text, said(answers, question.id)) for question in questions]
        found += [Heading(title, 3), grid(("vraag", "antwoord"), rows, (70, 30))]
    return found


def _elements() -> tuple[Element, ...]:
    articles = read_data(obligations.TEXTS)["articles"]
    asked = ((articles[part], question) for part, questions in _ASKED.items() for question in questions)
    where = {criterion.id: (obligations.where_id(criterion),) for criterion in obligations.CRITERIA}
    return tuple(Element(q.id, art, q.label, q.text, q.help, (q.id, *where.get(q.id, ()))) for art, q in asked)


KIND = kind_of(
    TEXTS, section_writer(TEXTS, {"outcome": _outcome, "answers": _answers}), _elements(), duties=obligations.duties
)
