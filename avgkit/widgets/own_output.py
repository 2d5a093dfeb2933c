"""What a click saves: a file in data/eigen/uitvoer, under a name that is free. Nothing is written without a click."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.base.places import project_folder

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


def _free(path: Path) -> Path:
    """Return this path, or the first with a number that is free: what somebody changed by hand stays."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem} ({number})")
    return free
