"""What a click saves, with its receipt: a file in data/eigen/uitvoer, under a name that is free. Nothing is written
without a click.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.base.places import project_folder
from avgkit.contacts.receipt_facts import list_receipt
from avgkit.law.codes import NOTHING
from avgkit.law.facts import FACTS
from avgkit.law.receipt import Receipt
from avgkit.widgets.state import State

FOLDER = Path("data", "eigen", "uitvoer")
"""A folder of its own: a list in data/eigen itself would be read as one of the learner's own lists next time."""


def keep_output(name: str, write: Callable[[Path], object]) -> str:
    """Let ``write`` make a file with this name, or “name (2)” when there is one, and say where it is.

    Raises AvgkitError with a Dutch sentence when the folder cannot be made, and whatever ``write`` raises.
    """
    folder = project_folder() / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise AvgkitError(f"De map {FOLDER.as_posix()} is niet te maken. Kijk of je daar mag schrijven.") from None
    path = _free(folder / name)
    write(path)
    return f"Bewaard: {(FOLDER / path.name).as_posix()}."


def kept_outputs() -> list[Path]:
    """Return the files that clicks saved."""
    folder = project_folder() / FOLDER
    return sorted(folder.iterdir()) if folder.is_dir() else []


def receipt_for(
    state: State,
    made_by: str,
    verdicts: Mapping[str, int],
    answers: Mapping[str, str] | None = None,
    counts: Mapping[str, Mapping[str, list[int]]] | None = None,
) -> Receipt:
    """Return the receipt of what a panel saves: what was said of everyone, and of how many people something was said.

    ``verdicts``: verdict -> cases; ``answers``: what was chosen in the panel itself; ``counts``: verdicts per channel
    and purpose, to compare a later plan with.
    """
    some = {
        f"{FACTS[fact].label.lower()}, van een deel": (one.codes != NOTHING).sum() for fact, one in state.said.items()
    }
    some["teksten waarvan jij zei of het een nee is"] = state.source.source.doubts["is_no"].notna().sum()
    some["paren die jij samenvoegde"] = sum(answer == "same" for answer in state.decided.values())
    said = {**state.facts, **{what: str(number) for what, number in some.items() if number}, **(answers or {})}
    if state.answers.own:
        single = json.dumps(state.answers.own, sort_keys=True)
        said["antwoorden over losse contacten"] = hashlib.sha256(single.encode()).hexdigest()[:16]
    told = {"held": int(state.held.sum()), "answers": said, "verdicts": verdicts, "counts": counts or {}}
    return list_receipt(made_by, state.as_of, state.source.source, **told)


def _free(path: Path) -> Path:
    """Return this path, or the first with a number that is free: what somebody changed by hand stays."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem} ({number})")
    return free
