"""The retention schedule; its words stand in ``duties/documents/retention.toml``."""

from __future__ import annotations

from datetime import date

from avgkit.base.dutch import dutch_day
from avgkit.base.rendering.blocks import Block
from avgkit.duties.checks.questions import Answers
from avgkit.duties.documents.document_tables import basis, chosen_activities
from avgkit.duties.documents.document_template import kind_of, sections
from avgkit.duties.documents.document_wording import grid, said

TEXTS = "duties/documents/retention.toml"


def write(answers: Answers, as_of: date) -> list[Block]:
    """Return the terms per use, how to clean up, and what stays."""
    return sections(TEXTS, "section", answers, {"terms": lambda: _terms(answers)}, day=dutch_day(as_of))


def _terms(answers: Answers) -> list[Block]:
    rows = [
        (
            use.label,
            said(answers, f"{use.id}.data"),
            said(answers, f"{use.id}.retention"),
            said(answers, f"{use.id}.starts"),
            basis(answers, use.id, False),
        )
        for use in chosen_activities(answers)
    ]
    headings = ("waarvoor", "gegevens", "termijn", "telt vanaf", "grondslag")
    return [grid(headings, rows or [(said(answers, "activities"),) * 5], (20, 28, 12, 18, 22))]


KIND = kind_of(TEXTS, write)
