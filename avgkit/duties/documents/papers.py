"""The kinds of document, and making one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.duties.checks.questions import Answers
from avgkit.duties.documents import (
    agreement,
    balance,
    breach_card,
    duty_test,
    privacy_statement,
    processing_register,
    retention_schedule,
    signup_form,
)
from avgkit.duties.documents.document import Document, DocumentKind

KINDS: Mapping[str, DocumentKind] = {
    kind.id: kind
    for kind in (
        privacy_statement.KIND,
        agreement.KIND,
        agreement.CHECK,
        processing_register.KIND,
        duty_test.KIND,
        breach_card.KIND,
        retention_schedule.KIND,
        balance.KIND,
        signup_form.KIND,
    )
}


def kind_named(name: str) -> DocumentKind:
    """Return a kind by its id or its Dutch name. Raises AvgkitError with a Dutch sentence for another."""
    found = [kind for kind in KINDS.values() if name.strip().lower() in (kind.id, kind.name)]
    if not found:
        raise AvgkitError(f"Het document “{name[:40]}” bestaat niet. Kies uit: {', '.join(KINDS)}.")
    return found[0]


def make(kind: str, answers: Answers, as_of: date) -> Document:
    """Return a document made from these answers on this day; raises as ``kind_named`` does."""
    return Document(kind_named(kind), dict(answers), as_of)


def free_path(folder: Path, document: Document, ending: str = ".docx") -> Path:
    """Return a path in the folder that is not in use, so that what somebody edited in Word is never overwritten."""
    number, path = 1, folder / f"{document.kind.name}{ending}"
    while path.exists():
        number += 1
        path = folder / f"{document.kind.name}-{number}{ending}"
    return path
