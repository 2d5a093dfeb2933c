"""The panels of the interview and the sheet, without a browser."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from avgkit import panels
from avgkit.base.own_work import ANSWERS_FILE
from avgkit.contacts import read
from avgkit.contacts.answers_file import load_answers
from avgkit.course.lists import my_list, sample_list
from avgkit.widgets.state import State


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "data" / "eigen"
    folder.mkdir(parents=True)
    rows = "".join(f"Persoon {n},p{n}@example.org,06{12345600 + n}\n" for n in range(20))
    (folder / "lijst.csv").write_text(f"Naam,E-mail,Telefoon\n{rows}", encoding="utf-8")
    return folder


def say(panel, place=0):
    panel.choices.value = panel.question.choices[place].value
    panel.give.click()


def test_nothing_is_chosen_beforehand_and_an_answer_settles():
    state = State(sample_list())
    panel = panels.interview(state)
    assert panel.choices.value is None
    assert panel.give.disabled
    before = panel.parts[0]
    panel.give.click()
    assert state.told.asked == []
    say(panel)
    assert panel.parts[0] != before
    assert panel.choices.value is None
    while panel.question:
        say(panel)
    assert panel.parts[0].startswith("100%")
    assert "geen vragen meer" in panel.words.value


def test_other_panels_follow_and_an_answer_is_taken_back():
    state = State(sample_list(), channels=["email"], purpose="offer")
    panel, verdicts = panels.interview(state), panels.verdicts(state)
    first, before, id = verdicts.text, panel.parts[0], panel.question.id
    while panel.question:
        say(panel)
    assert verdicts.text != first
    for _ in range(len(state.told.asked)):
        panel.back.click()
    assert (panel.parts[0], verdicts.text, panel.question.id) == (before, first, id)
    say(panel)
    say(panel)
    panel.said.value = 0
    panel.undo.click()
    assert len(state.told.asked) < 2


def test_answers_of_an_own_list_are_kept_and_another_notebook_goes_on(own):
    one = panels.interview(State(my_list(own)))
    say(one)
    say(one)
    two = panels.interview(State(my_list(own)))
    assert two.parts[0] == one.parts[0]
    assert two.question.id == one.question.id
    assert len(load_answers(own / ANSWERS_FILE).asked) == 2
    two.state.restart()
    assert two.state.told.asked == []
    assert not (own / ANSWERS_FILE).exists()


def test_what_was_said_and_names_stay_out_of_the_saved_notebook(own):
    panel = panels.interview(State(my_list(own)))
    say(panel)
    assert "Persoon 1" not in repr(panel)
    assert "p1@example.org" not in repr(panel)


def test_the_sheet_is_saved_on_a_click_and_read_back(own, monkeypatch):
    monkeypatch.setattr("avgkit.widgets.own_output.project_folder", lambda: own.parent.parent)
    state = State(my_list(own))
    interview, sheet = panels.interview(state), panels.sheet(state)
    say(interview)
    assert not (own / "uitvoer").exists()
    sheet.save.click()
    (path,) = (own / "uitvoer").glob("*.xlsx")
    assert "Bewaard" in sheet.text
    assert len(read(path).contacts) == 20
    assert any("lijst.csv" in str(row) for row in load_workbook(path)["Verantwoording"].iter_rows(values_only=True))
    say(interview)
    assert "Bewaard" not in sheet.text
