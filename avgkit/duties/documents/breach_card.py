"""The data-breach card: what to do, whom to call, and the own log; its words stand in
``duties/documents/breach.toml``.
"""

from __future__ import annotations

from datetime import date

from avgkit.base.dutch import dutch_day
from avgkit.base.rendering.blocks import Block
from avgkit.duties.checks.breach import QUESTIONS, breach_duties, deadline
from avgkit.duties.checks.questions import YES, Answers, moment
from avgkit.duties.documents.document_tables import chosen_helpers, provider_names
from avgkit.duties.documents.document_template import kind_of, sections
from avgkit.duties.documents.document_wording import grid, said
from avgkit.duties.documents.duty_test import duty_table

TEXTS = "duties/documents/breach.toml"
_EMPTY_ROWS = 4


def write(answers: Answers, as_of: date) -> list[Block]:
    """Return the steps, the people to call, this breach if there is one, and the log."""
    parts = {
        "helpers": lambda: _helpers(answers),
        "incident": lambda: _incident(answers),
        "log": lambda: _log(answers),
    }
    return sections(TEXTS, "section", answers, parts, deadline=_deadline(answers))


def _helpers(answers: Answers) -> list[Block]:
    rows = [(provider_names(answers, helper), "") for helper in chosen_helpers(answers)]
    return [grid(("helper", "telefoon of mail voor noodgevallen"), rows, (50, 50))]


def _incident(answers: Answers) -> list[Block]:
    rows = [(question.label, said(answers, question.id)) for question in list(QUESTIONS.values())[1:]]
    return [grid(("onderdeel", "antwoord"), rows, (28, 72)), duty_table(breach_duties(answers))]


def _deadline(answers: Answers) -> str:
    if "breach_found" not in answers:
        return ""
    end = deadline(moment(str(answers["breach_found"])))
    return f"{dutch_day(end.date())} om {end:%H:%M} uur"


def _log(answers: Answers) -> list[Block]:
    headings = ("wanneer", "wat er gebeurde", "gevolgen", "wat je deed", "gemeld?")
    rows = [("",) * len(headings)] * _EMPTY_ROWS
    if answers.get("breach") == YES:
        told = ("breach_found", "breach_what", "breach_effects", "breach_measures")
        rows = [(*(said(answers, id) for id in told), ""), *rows[1:]]
    return [grid(headings, rows, (16, 26, 20, 24, 14))]


KIND = kind_of(TEXTS, write, duties=breach_duties)
