"""How answers go into the text of a document, and its tables."""

from __future__ import annotations

from collections.abc import Sequence

from avgkit.base.dutch import dutch_day
from avgkit.base.rendering import TableBlock, to_fill_in
from avgkit.base.tables import table_of
from avgkit.duties.checks.questions import MOMENT, Answers, moment
from avgkit.duties.documents.document_questions import QUESTIONS


def said(answers: Answers, id: str) -> str:
    """Return an answer in Dutch, or what is still to fill in."""
    if id not in answers:
        return to_fill_in(QUESTIONS[id].label)
    if QUESTIONS[id].kind == MOMENT:
        when = moment(str(answers[id]))
        return f"{dutch_day(when.date())} om {when:%H:%M} uur"
    return QUESTIONS[id].shown(answers[id])


def sentence(text: str) -> str:
    """Return the text with a capital and a full stop."""
    text = text.strip()
    if not text:
        return text
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?]" else ".")


def clause(text: str) -> str:
    """Return the text without its last full stop, to go on after it."""
    return text.strip().removesuffix(".")


def grid(headings: Sequence[str], rows: Sequence[Sequence[str]], widths: tuple[int, ...]) -> TableBlock:
    """Return a table of text; the first column holds the row headers, ``widths`` are shares of the page."""
    return TableBlock(table_of(headings, rows), widths)
