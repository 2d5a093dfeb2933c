"""The learner's answers: one sheet for all documents, kept in a JSON file with a version.

A file that can't be used is never overwritten in silence: a copy is kept beside it, and the sentence says where.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.base.files import save_text
from avgkit.base.places import project_folder
from avgkit.duties.checks.questions import Answer
from avgkit.duties.documents.document_questions import QUESTIONS

_VERSION = 1
"""The form of the file: ``version``, ``answers`` (id -> text or list of codes) and ``origins`` (id -> Dutch
sentence).
"""
FILE = "antwoorden_documenten.json"
"""The answers of Noor Fictief stand in data/samples, the learner's own under the same name in data/eigen."""
_LARGEST = 5_000_000
"""Bytes. Answers to every question stay far below this."""


@dataclass
class Sheet:
    """Answers by question id. ``origins``: where an answer came from, for those that a list gave.

    ``unknown``: what a file held that this version has no question for; it is written back untouched.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, object] = field(default_factory=dict)

    def set(self, id: str, value: object, origin: str = "") -> None:
        """Give an answer; an empty one or ``unknown`` takes it back. Raises AvgkitError for a wrong id or answer."""
        if id not in QUESTIONS:
            raise AvgkitError(f"De vraag “{id[:60]}” bestaat niet; kijk met --questions welke er zijn.")
        answer = QUESTIONS[id].parse(value)
        self.origins.pop(id, None)
        if answer is None:
            self.answers.pop(id, None)
            return
        self.answers[id] = answer
        if origin:
            self.origins[id] = origin

    def as_json(self) -> str:
        """Return the text of the file, the answers in the order of the questions."""
        told = {
            id: list(a) if isinstance(a, tuple) else a for id in QUESTIONS if (a := self.answers.get(id)) is not None
        }
        origins = {id: self.origins[id] for id in told if id in self.origins}
        whole = {"version": _VERSION, "answers": {**told, **self.unknown}, "origins": origins}
        return json.dumps(whole, ensure_ascii=False, indent=1)


def own_path(folder: Path | None = None) -> Path:
    """Return where the learner's answers stand: in data/eigen, which is never shared."""
    return (folder or project_folder() / "data" / "eigen") / FILE


def example() -> Sheet:
    """Return the answers of Noor Fictief, an invented copywriter."""
    return load_sheet(project_folder() / "data" / "samples" / FILE)


def save(sheet: Sheet, path: Path) -> None:
    """Write the answers; the file appears whole or not at all. Raises as ``save_whole`` does."""
    save_text(path, sheet.as_json() + "\n")


def load_sheet(path: Path) -> Sheet:
    """Return the answers in a file. Raises AvgkitError with a Dutch sentence when it is absent, damaged or of another
    version.

    In the last two cases a copy is kept first, so that saving anew loses nothing.
    """
    if not path.is_file():
        raise AvgkitError(f"{path.name} is er niet; kijk of de naam en de map kloppen.")
    try:
        if path.stat().st_size > _LARGEST:
            raise AvgkitError(f"{path.name} is te groot voor een bestand met antwoorden; kies een ander bestand.")
        told = json.loads(path.read_text(encoding="utf-8-sig"))
        version = told["version"]
        answers, origins = told["answers"], told.get("origins", {})
        if not (isinstance(version, int) and isinstance(answers, Mapping) and isinstance(origins, Mapping)):
            raise ValueError
    except OSError:
        raise AvgkitError(
            f"{path.name} kan niet worden gelezen; sluit het in andere programma’s en probeer het opnieuw."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise AvgkitError(f"{path.name} is beschadigd of bevat geen antwoorden. {_kept(path)}") from None
    if version != _VERSION:
        older = "een nieuwere" if version > _VERSION else "een oudere"
        raise AvgkitError(f"{path.name} is gemaakt met {older} avgkit, die wij hier niet kunnen lezen. {_kept(path)}")
    return _filled(answers, origins, path)


def _filled(answers: Mapping, origins: Mapping, path: Path) -> Sheet:
    sheet = Sheet()
    for id, value in answers.items():
        if id not in QUESTIONS:
            sheet.unknown[id] = value
            continue
        try:
            sheet.set(id, value, str(origins.get(id, "")))
        except AvgkitError as error:
            raise AvgkitError(f"In {path.name} klopt een antwoord niet. {error} {_kept(path)}") from None
    return sheet


def _kept(path: Path) -> str:
    """Copy a file that can't be used, and say where the copy is."""
    number = 1
    while (copy := path.with_name(f"{path.stem}.kopie{number}{path.suffix}")).exists():
        if copy.read_bytes() == path.read_bytes():
            return f"Er staat een kopie in {copy.name}; begin opnieuw of zet een goede kopie terug."
        number += 1
    try:
        shutil.copyfile(path, copy)
    except OSError:
        return "Zet het bestand apart voordat je opnieuw begint, want een kopie maken lukte niet."
    return f"Er staat een kopie in {copy.name}; begin opnieuw of zet een goede kopie terug."
