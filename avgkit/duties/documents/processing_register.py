"""The record of processing activities; its words stand in ``duties/documents/register.toml``."""

from __future__ import annotations

from avgkit.base.rendering import Heading
from avgkit.base.rendering.blocks import Block
from avgkit.duties.checks.questions import Answers
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
from avgkit.duties.documents.document_template import kind_of, section_writer
from avgkit.duties.documents.document_wording import grid, said, sentence

TEXTS = "duties/documents/register.toml"


def _uses(answers: Answers) -> list[Block]:
    return [block for activity in chosen_activities(answers) for block in _use(answers, activity.id, activity.label)]


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
    rows = [(provider_names(answers, h), role(answers, h), data_place(answers, h)) for h in chosen_helpers(answers)]
    return [grid(("wie", "rol", "waar de gegevens zijn"), rows, (36, 28, 36))]


KIND = kind_of(TEXTS, section_writer(TEXTS, {"uses": _uses, "helpers": _helpers}))
