"""The retention schedule; its words stand in ``duties/documents/retention.toml``."""

from __future__ import annotations

from avgkit.base.rendering.blocks import Block
from avgkit.duties.checks.questions import Answers
from avgkit.duties.documents.document_tables import basis, chosen_activities
from avgkit.duties.documents.document_template import kind_of, section_writer
from avgkit.duties.documents.document_wording import grid, said

TEXTS = "duties/documents/retention.toml"


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


KIND = kind_of(TEXTS, section_writer(TEXTS, {"terms": _terms}))
