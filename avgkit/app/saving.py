"""What Jupyter saves of a lesson: what the learner typed, never what a cell showed of an own list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

STILL = '<div class="avgkit-stil" style="'
"""How the still picture of a panel starts. Nothing in it depends on a list."""


class Contents(Protocol):
    """The part of Jupyter's contents manager that a saving needs."""

    def _get_os_path(self, path: str) -> str: ...


def without_outputs(model: dict, path: str, contents_manager: Contents, **kwargs: object) -> None:
    """Let outputs and metadata on disk stay as they are when Jupyter saves a notebook: a hook before each save.

    A cell of the learner's own, and a notebook that is new, are saved without output.
    """
    if model.get("type") != "notebook" or not isinstance(model.get("content"), dict):
        return
    book = model["content"]
    on_disk = _kept(Path(contents_manager._get_os_path(path)))
    known = {cell.get("id"): cell for cell in on_disk.get("cells", [])}
    book["metadata"] = on_disk.get("metadata", {"language_info": {"name": "python"}})
    for cell in book["cells"]:
        before = known.get(cell.get("id"), {})
        cell["metadata"] = before.get("metadata", {})
        if cell["cell_type"] == "code":
            cell["outputs"] = before.get("outputs", [])
            cell["execution_count"] = before.get("execution_count")


def _kept(place: Path) -> dict:
    """Return the notebook on disk, or nothing when there is none that can be read."""
    try:
        return json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def only_stills(outputs: list[dict]) -> list[dict]:
    """Return the still pictures of panels without the text beside them, for a copy that goes to somebody else, as
    Jupyter would write them.
    """
    pictures = ["".join(output.get("data", {}).get("text/html", "")) for output in outputs]
    return [
        {"data": {"text/html": [picture]}, "metadata": {}, "output_type": "display_data"}
        for picture in pictures
        if picture.startswith(STILL)
    ]
