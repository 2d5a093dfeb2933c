"""A participant's own folder: fresh lessons that run there, and work that is never overwritten."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from avgkit import cli
from avgkit.app.saving import STILL
from avgkit.app.session import ROOT, new_session
from avgkit.base import files
from avgkit.base.errors import AvgkitError
from avgkit.base.places import MAIL_SUFFIXES, PAGE_SUFFIXES, SUFFIXES, project_folder

LESSON = Path("notebooks") / "02_mijn_lijst.ipynb"


@pytest.fixture
def session(tmp_path):
    return new_session(tmp_path / "Anna de Vries")


def test_it_holds_every_lesson_and_sample_and_an_empty_place_for_own_lists(session):
    for part in ("notebooks/*.ipynb", "data/samples/*"):
        assert [p.name for p in sorted(session.folder.glob(part))] == [p.name for p in sorted(ROOT.glob(part))]
    assert [p.name for p in (session.folder / "data" / "eigen").iterdir()] == ["LEESMIJ.md"]
    assert session.lessons == len(list(ROOT.glob("notebooks/*.ipynb")))
    assert not session.kept


def test_the_place_for_own_lists_tells_which_files_are_read():
    told = (ROOT / "data" / "eigen" / "LEESMIJ.md").read_text(encoding="utf-8")
    assert [suffix for suffix in (*SUFFIXES, *PAGE_SUFFIXES, *MAIL_SUFFIXES) if f"`{suffix}`" not in told] == []


def test_a_lesson_carries_nothing_that_somebody_saw_but_still_pictures_of_panels(session):
    stills = 0
    for path in session.folder.glob("notebooks/*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        before = nbformat.read(ROOT / "notebooks" / path.name, as_version=4)
        assert [cell.source for cell in notebook.cells] == [cell.source for cell in before.cells]
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert all(cell.execution_count is None for cell in code)
        shown = [output.data for cell in code for output in cell.outputs]
        stills += len(shown)
        assert all(list(data) == ["text/html"] and data["text/html"].startswith(STILL) for data in shown)
    assert stills > len(list(session.folder.glob("notebooks/*.ipynb")))


def test_a_lesson_runs_there_on_the_lists_of_that_folder(session):
    (session.folder / "data" / "eigen" / "klanten.csv").write_text("naam,email\nPiet Prins,piet@example.org\n", "utf-8")
    notebook = nbformat.read(session.folder / "notebooks" / "00_start.ipynb", as_version=4)
    place = {"metadata": {"path": str(session.folder / "notebooks")}}
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources=place).execute()
    assert "Je werkt met je eigen lijst: 1 contact uit 1 bestand." in json.dumps(notebook, ensure_ascii=False)
    assert project_folder(session.folder / "notebooks") == session.folder


def test_a_second_time_changes_nothing(session):
    before = {path: path.stat().st_mtime_ns for path in session.folder.rglob("*")}
    again = new_session(session.folder)
    assert not again.made
    assert not again.kept
    assert {path: path.stat().st_mtime_ns for path in session.folder.rglob("*")} == before


@pytest.mark.parametrize("beside", [False, True])
def test_work_is_never_overwritten(session, beside):
    work = session.folder / LESSON
    work.write_text("mijn werk", encoding="utf-8")
    (session.folder / "data" / "samples" / "klanten.xlsx").write_bytes(b"van mij")
    again = new_session(session.folder, beside=beside)
    assert work.read_text(encoding="utf-8") == "mijn werk"
    assert [path.name for path in again.kept] == ["02_mijn_lijst.ipynb", "klanten.xlsx"]
    assert [path.name for path in again.made] == (["02_mijn_lijst_nieuw.ipynb"] if beside else [])
    if beside:
        assert not new_session(session.folder, beside=True).made
        (session.folder / "notebooks" / "02_mijn_lijst_nieuw.ipynb").write_text("ook mijn werk", encoding="utf-8")
        third = new_session(session.folder, beside=True)
        assert [path.name for path in third.made] == ["02_mijn_lijst_nieuw2.ipynb"]


def test_a_link_to_nowhere_is_somebodys_work_too(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / LESSON).symlink_to(tmp_path / "weg.ipynb")
    assert LESSON in new_session(tmp_path).kept
    assert (tmp_path / LESSON).is_symlink()


def test_the_command_says_what_it_did_and_how_to_go_on(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new-session", "anna"]) == 0
    out = capsys.readouterr().out
    assert "De map anna staat klaar. Nieuw:" in out
    assert "Openen: avgkit lab anna" in out
    (tmp_path / "anna" / LESSON).write_text("mijn werk", encoding="utf-8")
    assert cli.main(["new-session", "anna"]) == 0
    assert "is niet veranderd: notebooks/02_mijn_lijst.ipynb." in capsys.readouterr().out


def test_a_file_in_the_way_is_one_sentence(tmp_path, capsys):
    (tmp_path / "anna").write_text("een brief", encoding="utf-8")
    assert cli.main(["new-session", str(tmp_path / "anna")]) == 2
    error = capsys.readouterr().err
    assert "daar staat een bestand" in error
    assert error.count("\n") == 1
    assert (tmp_path / "anna").read_text(encoding="utf-8") == "een brief"


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "schijf is vol"), (errno.EACCES, "niet schrijven")])
def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path, monkeypatch, number, words):
    monkeypatch.setattr(Path, "mkdir", lambda *args, **options: _fail(number))
    with pytest.raises(AvgkitError, match=words):
        new_session(tmp_path / "anna")


def test_a_full_disk_leaves_no_half_file_and_a_second_time_goes_on(tmp_path, monkeypatch):
    replaced, real = [], os.replace

    def replace(spare, path):
        if len(replaced) == 2:
            _fail(errno.ENOSPC)
        replaced.append(path)
        real(spare, path)

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "replace", replace)
        with pytest.raises(AvgkitError, match="schijf is vol"):
            new_session(tmp_path)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2
    assert len(new_session(tmp_path).made) > 2


def test_the_course_itself_is_no_session():
    with pytest.raises(AvgkitError, match="de cursus zelf"):
        new_session(ROOT)


def _fail(number):
    raise OSError(number, "x")
