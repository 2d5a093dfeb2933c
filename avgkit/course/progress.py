"""How far a learner is: kept in one small file beside the learner's own lists, sent nowhere, and erased when asked.

It holds names of exercises and letters of answers: no contact data and no times. AVGKIT_PROGRESS=0 keeps nothing at
all.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from avgkit.base.dutch import count
from avgkit.base.errors import AvgkitError
from avgkit.base.files import save_text
from avgkit.base.places import project_folder
from avgkit.base.tables import ShownTable, table_of
from avgkit.course.exercises import QUESTIONS, right

NAME = "voortgang.json"


@dataclass
class Progress:
    """Exercises that were shown, whether the last answer to each was right, and the answers of the self-test."""

    shown: set[str] = field(default_factory=set)
    right: dict[str, bool] = field(default_factory=dict)
    self_test: dict[str, str] = field(default_factory=dict)

    def save(self) -> None:
        """Write the file. A place where nothing can be written keeps nothing: an exercise must go on."""
        if not _is_kept():
            return
        kept = {"shown": sorted(self.shown), "right": self.right, "self_test": self.self_test}
        try:
            save_text(progress_file(), json.dumps(kept, indent=1, sort_keys=True) + "\n")
        except AvgkitError:
            return


@dataclass(frozen=True)
class Lesson:
    """A notebook of the course: its number and title, and the exercises in it."""

    title: str
    exercises: tuple[str, ...]


def progress_file() -> Path:
    """Return where the file is or would be."""
    return project_folder() / "data" / "eigen" / NAME


def load_progress() -> Progress:
    """Return what is kept; nothing when there is no file, or one that was damaged."""
    try:
        kept = json.loads(progress_file().read_text(encoding="utf-8")) if _is_kept() else {}
        known = {question.key: set(question.options) for question in QUESTIONS}
        answers = {key: letter for key, letter in kept.get("self_test", {}).items() if letter in known.get(key, ())}
        outcomes = {key: bool(value) for key, value in kept.get("right", {}).items()}
        return Progress({str(key) for key in kept.get("shown", [])}, outcomes, answers)
    except (OSError, ValueError, AttributeError, TypeError):
        return Progress()


def forget() -> None:
    """Erase the file."""
    try:
        progress_file().unlink(missing_ok=True)
    except OSError:
        raise AvgkitError(f"{NAME} is niet gewist. Gooi het bestand zelf weg uit de map data/eigen.") from None


def note_shown(exercise: str) -> None:
    """Keep that the lesson with this exercise was run."""
    progress = load_progress()
    if exercise not in progress.shown:
        progress.shown.add(exercise)
        progress.save()


def note_answer(exercise: str, correct: bool) -> None:
    """Keep whether an exercise was answered right."""
    progress = load_progress()
    progress.right[exercise] = correct
    progress.save()


def note_self_test(answers: dict[str, str]) -> None:
    """Keep the answers of the self-test."""
    progress = load_progress()
    progress.self_test = dict(answers)
    progress.save()


def lessons() -> list[Lesson]:
    """Return the lessons in the folder of the course, in order, as the notebooks name their title and exercises."""
    found = []
    for path in sorted((project_folder() / "notebooks").glob("[0-9][0-9]_*.ipynb")):
        text = path.read_text(encoding="utf-8")
        title = re.search(r'"# (.+?)(?:\\n)?"', text)
        keys = dict.fromkeys(re.findall(r'panels\.exercise\(\\"(\w+)\\"', text))
        found.append(Lesson(f"{path.name[:2]} {title[1] if title else path.stem[3:]}", tuple(keys)))
    return found


def progress_report(progress: Progress) -> tuple[str, ShownTable]:
    """Return one sentence and a table per lesson, for the learner to look at or to show."""
    known = lessons()
    run = [bool(progress.shown.intersection(lesson.exercises)) for lesson in known]
    good = [sum(progress.right.get(key, False) for key in lesson.exercises) for lesson in known]
    total = sum(len(lesson.exercises) for lesson in known)
    rows = [
        (lesson.title, "ja" if done else "nog niet", f"{well} van {len(lesson.exercises)}")
        for lesson, done, well in zip(known, run, good, strict=True)
    ]
    sentence = (
        f"Je hebt {sum(run)} van de {count(len(known), 'les', 'lessen')} uitgevoerd en {sum(good)} van de "
        f"{count(total, 'oefening', 'oefeningen')} goed. Zelftest: "
        f"{right(progress.self_test)} van de {len(QUESTIONS)} goed."
    )
    return sentence, table_of(("les", "uitgevoerd", "oefeningen goed"), rows, "Mijn voortgang")


def _is_kept() -> bool:
    return os.environ.get("AVGKIT_PROGRESS") != "0"
