"""Progress and self-test: kept in one file of the learner's own, stable in a saved notebook, right by the rules."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from avgkit import panels
from avgkit.app.session import new_session
from avgkit.base.errors import AvgkitError
from avgkit.course import progress
from avgkit.course.exercises import QUESTIONS, right, score
from avgkit.law.decision import decide
from avgkit.law.rules import SOURCES

BEGIN = {"allowed": "Ja", "conditional": "Ja, onder voorwaarden", "not_allowed": "Nee", "depends": "Dat hangt ervan af"}
ANSWERS = {question.key: question.answer for question in QUESTIONS}
by_key = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder of a participant whose progress is kept."""
    new_session(tmp_path)
    monkeypatch.chdir(tmp_path / "notebooks")
    monkeypatch.setenv("AVGKIT_PROGRESS", "1")
    return tmp_path / "data" / "eigen"


def test_there_are_thirty_questions_on_all_facts_of_the_course():
    assert len(QUESTIONS) == len(ANSWERS) == 30
    assert {fact for question in QUESTIONS for fact in question.facts} == {f"S{n:02}" for n in range(1, 28)}
    assert len({question.question for question in QUESTIONS}) == 30


def test_the_right_letter_cannot_be_guessed():
    assert all(8 <= number <= 12 for number in Counter(ANSWERS.values()).values())


@by_key
def test_a_question_has_feedback_for_each_option_an_article_and_a_source(question):
    assert list(question.options) == list(question.feedback) == ["a", "b", "c"]
    assert len(set(question.options.values())) == len(set(question.feedback.values())) == 3
    assert all(text.endswith(".") for text in [*question.options.values(), *question.feedback.values()])
    assert re.search(r"art(ikel|\.) \d|buiten Tw", question.article)
    assert question.source in SOURCES


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.case], ids=lambda question: question.key)
def test_the_answer_is_what_the_rules_say(question):
    facts = dict(question.case)
    found = decide(facts.pop("channel"), facts.pop("purpose"), as_of=question.as_of, **facts)
    assert found.verdict == question.verdict
    assert question.article in "; ".join(found.articles)
    assert question.options[question.answer].startswith(BEGIN[question.verdict])


def test_most_questions_are_held_against_the_rules():
    assert sum(bool(question.case) for question in QUESTIONS) >= 18


def test_a_score_says_what_to_read_again():
    assert score({}) == "Er zijn 30 vragen. Je hebt er nog geen beantwoord."
    assert score({"zzp": "b", "boete": "a"}).endswith("Daarvan zijn er 1 goed.")
    assert score(ANSWERS).endswith("Alles goed!")
    assert score(ANSWERS | {"zzp": "a", "dpia": "b"}).endswith("Lees nog eens over: S01, S06.")
    assert right(ANSWERS) == 30


def test_the_panel_gives_feedback_and_remembers_until_it_is_erased(folder):
    panel = panels.self_test()
    said = panel.text
    panel.choice.value = "a"
    assert panel.answer.value.count("Nog niet.") == 1
    panel.choice.value = "b"
    assert "Goed." in panel.answer.value
    assert "AVG artikel 2" in panel.answer.value
    panel.onward.click()
    assert panel.place.value == 1
    assert panel.choice.value is None
    assert panel.text == said
    assert panels.self_test().choice.value == "b"
    shown = panels.progress()
    assert "Zelftest: 1 van de 30 goed." in shown.answer.value
    shown.erase.click()
    assert "Je voortgang is gewist." in shown.answer.value
    assert not (folder / "voortgang.json").exists()


def test_from_the_last_question_the_next_is_the_first(folder):
    panel = panels.self_test()
    panel.back.click()
    assert panel.place.value == 29
    panel.onward.click()
    assert panel.place.value == 0


def test_only_an_answer_that_the_learner_chose_counts(folder):
    panel = panels.exercise("start", "c")
    assert "0 van de" in progress.progress_report(progress.load_progress())[0].split("uitgevoerd en")[1]
    panel.choice.value = "a"
    panel.choice.value = "c"
    sentence, table = progress.progress_report(progress.load_progress())
    assert sentence.startswith("Je hebt 1 van de")
    assert "en 1 van de" in sentence
    (row,) = [row for row in table.frame.itertuples() if row.uitgevoerd == "ja"]
    assert row.Index.startswith("00 Start")
    panel.choice.value = "b"
    assert not any(progress.load_progress().right.values())


def test_the_file_holds_no_contact_data_and_nothing_of_the_clock(folder):
    panels.exercise("mijn_lijst", "a").choice.value = "b"
    kept = json.loads((folder / "voortgang.json").read_text(encoding="utf-8"))
    assert kept == {"shown": ["mijn_lijst"], "right": {"mijn_lijst": True}, "self_test": {}}


def test_what_a_notebook_keeps_does_not_depend_on_progress(folder):
    before = repr(panels.progress()), repr(panels.self_test())
    panels.self_test().choice.value = "b"
    assert (repr(panels.progress()), repr(panels.self_test())) == before


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"self_test": 3}', '{"shown": 3}', '{"self_test": {"zzp": "q", "x": "a"}}']
)
def test_a_damaged_file_is_an_empty_one(folder, damage):
    (folder / "voortgang.json").write_text(damage, encoding="utf-8")
    assert progress.load_progress().self_test == {}
    panels.self_test().choice.value = "b"
    assert progress.load_progress().self_test == {"zzp": "b"}


def test_nothing_is_kept_when_the_learner_wants_that(folder, monkeypatch):
    monkeypatch.setenv("AVGKIT_PROGRESS", "0")
    panels.self_test().choice.value = "b"
    panels.exercise("start", "a").choice.value = "b"
    assert not (folder / "voortgang.json").exists()


def test_where_nothing_can_be_written_an_exercise_goes_on(folder, monkeypatch):
    monkeypatch.setattr(progress, "save_text", lambda path, text: _fail())
    panel = panels.exercise("start", "a")
    panel.choice.value = "c"
    assert "Goed." in panel.answer.value


def test_a_file_that_cannot_be_erased_is_one_sentence(folder, monkeypatch):
    monkeypatch.setattr(Path, "unlink", lambda *args, **options: _os_error())
    panel = panels.progress()
    panel.erase.click()
    assert "Gooi het bestand zelf weg" in panel.answer.value


def _fail():
    raise AvgkitError("De schijf is vol.")


def _os_error():
    raise PermissionError


def test_every_lesson_is_listed_with_its_exercises(folder):
    known = progress.lessons()
    assert [lesson.title[:2] for lesson in known] == [
        p.name[:2] for p in sorted((folder.parents[1] / "notebooks").glob("*"))
    ]
    assert all(lesson.exercises for lesson in known)
