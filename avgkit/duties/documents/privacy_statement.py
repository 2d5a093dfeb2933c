"""The privacy statement (S20-S22); its words and what it must hold stand in ``duties/documents/privacy.toml``."""

from __future__ import annotations

from avgkit.base.rendering import Bullets
from avgkit.base.rendering.blocks import Block
from avgkit.duties.checks.questions import Answers
from avgkit.duties.documents.document_tables import (
    basis,
    chosen_activities,
    chosen_helpers,
    data_place,
    provider_names,
    retention_of,
)
from avgkit.duties.documents.document_template import kind_of, section_writer
from avgkit.duties.documents.document_wording import grid, said, sentence

TEXTS = "duties/documents/privacy.toml"


def _uses(answers: Answers) -> list[Block]:
    uses = tuple(sentence(activity.why) for activity in chosen_activities(answers))
    return [Bullets(uses or (said(answers, "activities"),))]


def _data(answers: Answers) -> list[Block]:
    rows = [
        (sentence(use.why), said(answers, f"{use.id}.data"), basis(answers, use.id), retention_of(answers, use.id))
        for use in chosen_activities(answers)
    ]
    headings = ("waarvoor", "welke gegevens", "grondslag", "hoelang ik ze bewaar")
    return [grid(headings, rows or [(said(answers, "activities"),) * 4], (23, 27, 27, 23))]


def _helpers(answers: Answers) -> list[Block]:
    rows = [
        (provider_names(answers, helper), helper.work, data_place(answers, helper))
        for helper in chosen_helpers(answers)
    ]
    return [grid(("wie", "waarvoor", "waar de gegevens zijn"), rows, (34, 33, 33))]


KIND = kind_of(TEXTS, section_writer(TEXTS, {"uses": _uses, "data": _data, "helpers": _helpers}))
