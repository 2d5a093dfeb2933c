"""Saving in the course's own Jupyter keeps what a learner typed, and nothing that a cell showed."""

import copy
import json
from types import SimpleNamespace

import pytest
from watching import MAIL

from avgkit.app.saving import STILL, only_stills, without_outputs

PANEL = {"output_type": "execute_result", "data": {"text/html": [STILL, 'x">'], "text/plain": ["Paneel"]}}


def book(*cells):
    return {"cells": list(cells), "metadata": {"language_info": {"name": "python"}}, "nbformat": 4}


def cell(place, source, outputs=(), count=None):
    known = {"cell_type": "code", "id": place, "metadata": {}, "source": source}
    return {**known, "outputs": list(outputs), "execution_count": count}


@pytest.fixture
def save(tmp_path):
    """Save a notebook through the hook; return what would be written."""

    def saved(content, path="les.ipynb", kind="notebook"):
        model = {"type": kind, "content": content}
        without_outputs(model, path, contents_manager=SimpleNamespace(_get_os_path=lambda name: str(tmp_path / name)))
        return model["content"]

    return saved


def test_an_unchanged_lesson_is_saved_as_it_was(save, tmp_path):
    shipped = book(cell("cel-00", "panels.terms()", [PANEL], 1))
    (tmp_path / "les.ipynb").write_text(json.dumps(shipped), encoding="utf-8")
    run = copy.deepcopy(shipped)
    run["cells"][0] |= {"outputs": [{"data": {"text/plain": MAIL}}], "execution_count": 7}
    run["cells"][0]["metadata"] = {"collapsed": False}
    run["metadata"] = {"language_info": {"name": "python", "version": "3.99"}, "widgets": {"state": MAIL}}
    assert save(run) == shipped


def test_what_the_learner_typed_stays_and_own_cells_lose_their_output(save, tmp_path):
    (tmp_path / "les.ipynb").write_text(json.dumps(book(cell("cel-00", "1", [PANEL], 1))), encoding="utf-8")
    shown = [{"data": {"text/plain": MAIL}}]
    saved = save(book(cell("cel-00", "2", shown, 3), cell("eigen", "my_list()", shown, 4)))
    assert [known["source"] for known in saved["cells"]] == ["2", "my_list()"]
    assert saved["cells"][0]["outputs"] == [PANEL]
    assert saved["cells"][1]["outputs"] == []
    assert MAIL not in json.dumps(saved)


@pytest.mark.parametrize("on_disk", [None, "geen json"])
def test_a_notebook_that_is_new_or_broken_on_disk_is_saved_without_output(save, tmp_path, on_disk):
    if on_disk:
        (tmp_path / "nieuw.ipynb").write_text(on_disk, encoding="utf-8")
    saved = save(book(cell("a", "my_list()", [{"data": {"text/html": MAIL}}], 1)), "nieuw.ipynb")
    assert MAIL not in json.dumps(saved)


def test_another_file_is_saved_as_it_is(save):
    assert save("tekst", "briefje.txt", kind="file") == "tekst"


def test_a_copy_keeps_still_pictures_without_the_text_beside_them():
    list_of_own = {"output_type": "execute_result", "data": {"text/html": f"<table>{MAIL}"}}
    (kept,) = only_stills([PANEL, list_of_own, {"output_type": "stream", "text": MAIL}])
    assert kept["data"] == {"text/html": [f'{STILL}x">']}
