"""Each lesson stands alone: from any folder, twice in a row, far away, in another language, with another hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
RUN = """
import sys
import nbformat
from nbclient import NotebookClient
path, out = sys.argv[1:]
notebook = nbformat.read(path, 4)
code = [cell for cell in notebook.cells if cell.cell_type == "code"]
notebook.cells = [*code, *map(nbformat.v4.new_code_cell, (cell.source for cell in code))]
NotebookClient(notebook, timeout=60, kernel_name="python3", ipython_hist_file="").execute()
nbformat.write(notebook, out)
"""
FAR = {"LANG": "C", "LC_ALL": "C", "LANGUAGE": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "20261124"}


def outputs(cells):
    return [
        [{mime: data for mime, data in output["data"].items() if mime.startswith("text/")} for output in cell.outputs]
        for cell in cells
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_lesson_says_the_same_from_another_folder_far_away_and_again(path, tmp_path):
    own = {f"JUPYTER_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    environment = {**os.environ, **FAR, **own, "IPYTHONDIR": str(tmp_path / "ipython"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(path), str(tmp_path / "ran.ipynb")],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    kept = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    ran = nbformat.read(tmp_path / "ran.ipynb", 4).cells
    assert outputs(ran[: len(kept)]) == outputs(kept)
    assert outputs(ran[len(kept) :]) == outputs(kept)
