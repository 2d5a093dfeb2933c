"""Run notebooks from top to bottom and keep their outputs as nbval compares them.

    python tools/run_notebooks.py            every notebook
    python tools/run_notebooks.py 06 08      those whose name starts so

Cells get the ids cel-00, cel-01 …, counts run from 1, and only text and HTML stay: what a widget looks like is kept in
the text that it carries. Code that only calls panels or charts is folded. Outputs are never cleared; look at what
changed before you commit it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nbformat
from lab_settings import metadata_of
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
os.environ["AVGKIT_PROGRESS"] = "0"  # running the lessons here is not a learner's progress
KEPT = ("text/plain", "text/html")
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def run(path: Path) -> None:
    """Run one notebook in place. Raises nbclient's error when a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}).execute()
    for place, cell in enumerate(notebook.cells):
        cell.id, cell.metadata = f"cel-{place:02}", metadata_of(cell.cell_type, cell.source)
        for output in cell.get("outputs", []):
            if "data" in output:
                output.data = {mime: data for mime, data in output.data.items() if mime in KEPT}
    notebook.metadata = METADATA
    nbformat.write(notebook, path)


def main(starts: list[str]) -> None:
    for path in sorted(FOLDER.glob("*.ipynb")):
        if not starts or path.name.startswith(tuple(starts)):
            print(path.name)
            run(path)


if __name__ == "__main__":
    main(sys.argv[1:])
