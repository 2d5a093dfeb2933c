"""A lesson says the same in a strange place: another folder, language, time zone and hash seed, in any order.

Each runs twice in one kernel: in a participant's copy of the course, and then from a folder that is not the course's.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from avgkit.app.session import new_session

ROOT = Path(__file__).parent.parent.parent
SHOWN = ("text/plain", "text/html")


@pytest.fixture
def strange(tmp_path):
    """A participant's folder with an odd name, and the environment of a computer that is set up otherwise."""
    new_session(tmp_path / "mijn map é")
    seed = random.SystemRandom().randrange(1, 2**32 - 1)
    home = tmp_path / "thuis"
    home.mkdir()
    environment = {
        **os.environ,
        **{"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Pacific/Kiritimati"},
        **{"PYTHONHASHSEED": str(seed), "AVGKIT_PROGRESS": "1", "HOME": str(home), "COLUMNS": "40"},
        **{f"JUPYTER_{name}_DIR": str(home / name) for name in ("CONFIG", "DATA", "RUNTIME")},
        **{"LANGUAGE": "C", "IPYTHONDIR": str(home / "ipython"), "PYTHONPATH": str(ROOT)},
    }
    return tmp_path / "mijn map é" / "notebooks", environment, seed


def shown(notebook):
    """Return for each cell of code what it shows as text."""
    return [
        [
            {mime: output.data[mime] for mime in SHOWN if mime in output.data}
            for output in cell.outputs
            if "data" in output
        ]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def test_every_lesson_says_the_same_in_any_order_twice_and_from_another_folder(strange, tmp_path):
    folder, environment, seed = strange
    paths = sorted(folder.glob("*.ipynb"))
    random.Random(seed).shuffle(paths)
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        client = NotebookClient(
            notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
        )
        committed = shown(nbformat.read(ROOT / "notebooks" / path.name, as_version=4))
        with client.setup_kernel(env=environment):
            for turn in ("at home", "elsewhere"):
                if turn == "elsewhere":
                    notebook.cells.insert(0, nbformat.v4.new_code_cell(f"import os; os.chdir({str(tmp_path)!r})"))
                for place, cell in enumerate(notebook.cells):
                    client.execute_cell(cell, place)
                assert shown(notebook)[-len(committed) :] == committed, (path.name, turn, seed)
    assert [entry.name for entry in (folder.parent / "data" / "eigen").iterdir() if entry.suffix != ".json"] == [
        "LEESMIJ.md"
    ]
