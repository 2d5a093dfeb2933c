"""Every notebook, run once on one's own list: a hostile contact is text, nothing stays behind, nothing goes out."""

from __future__ import annotations

import json
import shutil
import subprocess

import nbformat
import pytest
from test_guard import guard
from watching import HOSTILE, NOTE, ROOT, computer, holds_canary, outside, python, traces, write_lists

NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
GOOD = ("goed.csv", "linkedin.csv", "kaart.vcf", "goed.xlsx")
RUN = """
import sys
import nbformat
from nbclient import NotebookClient
for name in sys.argv[1:]:
    notebook = nbformat.read(name, 4)
    notebook.cells.append(nbformat.v4.new_code_cell("# %s" % NOTE))
    NotebookClient(notebook, timeout=120, kernel_name="python3", ipython_hist_file="").execute()
    nbformat.write(notebook, name)
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Run a copy of the course on lists with the canary; return the folder and what the programs printed."""
    folder = tmp_path_factory.mktemp("course")
    course = folder / "course"
    for part in ("avgkit", "docs", "notebooks", "data/samples"):
        shutil.copytree(ROOT / part, course / part, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    (course / "data" / "eigen").mkdir()
    write_lists(course / "data" / "eigen")
    for path in (course / "data" / "eigen").iterdir():
        if path.name not in GOOD:
            path.unlink()
    environment = computer(folder / "computer", course)
    done = subprocess.run(
        python("-c", RUN.replace("NOTE", repr(NOTE)), *NOTEBOOKS),
        env=environment,
        cwd=course / "notebooks",
        capture_output=True,
        encoding="utf-8",
        timeout=1200,
    )
    assert done.returncode == 0, done.stderr
    return folder, done.stdout + done.stderr


@pytest.fixture(params=NOTEBOOKS)
def notebook(ran, request):
    return nbformat.read(ran[0] / "course" / "notebooks" / request.param, 4)


def shown(notebook):
    """Yield (mime type, text) of all that a notebook shows, also by way of its panels."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            yield from ((mime, str(text)) for mime, text in output.get("data", {}).items())
            yield output.output_type, "".join(output.get("traceback", [])) + output.get("text", "")
    for model in (
        notebook.metadata.get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {})["state"].values()
    ):
        for name, value in model["state"].items():
            if model["model_name"] in ("HTMLModel", "HTMLMathModel") and name == "value":
                yield "text/html", value
            elif name in ("description", "tooltip", "placeholder") and model["state"].get("description_allow_html"):
                yield "text/html", str(value)


def test_no_program_asked_the_network_for_anything(ran):
    assert outside(ran[0] / "computer") == ""


def test_nothing_of_the_contact_stays_on_the_computer_or_in_a_log(ran):
    folder, printed = ran
    assert not holds_canary(printed)
    assert traces(folder / "computer") == {}
    assert traces(folder / "course", but=("data/eigen/", *(f"notebooks/{name}" for name in NOTEBOOKS))) == {}


def test_the_metadata_of_a_notebook_holds_nothing_of_the_contact(notebook):
    notebook.metadata.pop("widgets", None)  # the panels of nbclient; Jupyter keeps none unless it is asked to
    cells = [(dict(cell.metadata), cell.id) for cell in notebook.cells]
    outputs = [output.get("metadata", {}) for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not holds_canary(json.dumps([dict(notebook.metadata), cells, outputs]))


def test_the_name_of_a_contact_is_shown_as_text(notebook):
    for mime, text in shown(notebook):
        if mime in ("text/html", "image/svg+xml"):
            assert HOSTILE[:9] not in text, text[:500]
        if mime in ("text/markdown", "text/latex", "application/javascript", "error", "stream"):
            assert not holds_canary(text)


def test_the_hostile_name_was_really_seen(ran):
    texts = [text for name in NOTEBOOKS for _, text in shown(nbformat.read(ran[0] / "course" / "notebooks" / name, 4))]
    assert any("&lt;img src=x" in text for text in texts)


def test_the_guard_stops_a_notebook_that_shows_ones_own_list(notebook, request):
    name = request.node.callspec.params["notebook"]
    notebook.metadata.pop("widgets", None)
    keys = {key for key, _ in guard.judge(f"notebooks/{name}", nbformat.writes(notebook).encode())}
    assert "run" in keys or texts(notebook) == texts(nbformat.read(ROOT / "notebooks" / name, 4))


def texts(notebook):
    return [output.get("data", {}).get("text/plain") for cell in notebook.cells for output in cell.get("outputs", [])]
