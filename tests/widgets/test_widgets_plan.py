"""The panels of the plan without a browser: what they say, what a click saves; nothing is saved without one."""

from __future__ import annotations

import errno
import hashlib
import json
from datetime import date

import docx
import pandas as pd
import pytest

from avgkit import panels
from avgkit.base.places import COURSE_DAY
from avgkit.contacts import ContactList, read, read_bytes
from avgkit.course.lists import CourseList, sample_list
from avgkit.law.facts import FACTS
from avgkit.widgets import own_output
from avgkit.widgets.action_plan import ActionPlan
from avgkit.widgets.plan_panels import EXAMPLES, plan_for
from avgkit.widgets.state import State

PROVEN = (
    b"Email Address,First Name,Last Name,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,LEID\n"
    b"anna@example.org,Anna,de Wit,2024-01-01 10:00:00,192.0.2.1,,1\n"
    b"bram@example.org,Bram,Bos,,,,2\n"
)
NO = b"Naam,E-mail,Bezwaar,Klant\nCor Nee,cor@example.org,ja,ja\nDirk Dal,dirk@example.org,,ja\n"


@pytest.fixture
def state():
    readings = [read_bytes(PROVEN, "mee.csv"), read_bytes(NO, "klanten.csv")]
    return State(CourseList(ContactList(readings), "een lijst van vier"), as_of=COURSE_DAY)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The folder in which a click saves."""
    monkeypatch.setattr(own_output, "project_folder", lambda: tmp_path)
    return tmp_path / own_output.FOLDER


def receipt_beside(path):
    """Return the receipt of a saved file, which holds the hash of that very file."""
    told = json.loads(path.with_name(f"{path.stem}.verantwoording.json").read_text("utf-8"))
    assert told["output"] == {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    return told


def test_no_panel_writes_anything_without_a_click(state, kept):
    words = panels.words(state)
    for panel in (
        panels.overview(state),
        panels.plan(state),
        words,
        panels.export(state),
        panels.suppression(state),
        panels.report(state, words),
    ):
        assert panel.text
    state.answer("objection", "no")
    state.set(as_of=date(2022, 1, 1))
    assert not kept.exists()


def test_a_plan_that_was_saved_is_compared_with_later(state, kept):
    panel = ActionPlan(state)
    assert "nog geen eerder plan" in panel.changed.text
    panel.report.save.click()
    state.answer("objection", "no")
    state.answer("relation", "former_customer", contact=str(state.contacts["contact_id"].iloc[0]))
    said = str(panel.changed.parts[0])
    assert "Vergeleken met je vorige verantwoording, van 24 november 2026." in said
    assert "Deze antwoorden zijn anders: antwoorden over losse contacten, bezwaar, relatie, van een deel." in said
    assert len(panel.changed.parts[1].frame)
    assert "@" not in panel.changed.text
    assert "voorbeeldlijst" in ActionPlan(State(sample_list())).changed.text


def test_the_plan_is_made_once_for_all_panels_and_anew_after_an_answer(state):
    first = plan_for(state)
    assert plan_for(state) is first
    state.answer("objection", "no")
    assert plan_for(state) is not first
    assert plan_for(state).cases.has("objection", "no").sum() == 3


def test_an_answer_about_one_contact_counts_in_the_plan(state):
    state.answer("objection", "yes", search="dirk")
    assert set(plan_for(state).stop["name"]) == {"Cor Nee", "Dirk Dal"}


def test_the_picture_has_words_and_follows_the_answers(state):
    panel = panels.overview(state)
    before = panel.picture.value
    assert 'alt="Raster van kanalen en doelen.' in before
    assert "een lijst van vier" in panel.text
    state.answer("objection", "no")
    assert panel.picture.value != before
    assert "aan 1 van de 4 contacten" in panel.text


def test_a_step_shows_who_it_is_about_but_not_in_the_saved_notebook(state):
    panel = panels.plan(state)
    assert panel.save.disabled
    panel.step.value = panel.step.options[1][1]
    assert "Cor Nee" in panel.answer.value
    assert "Cor Nee" not in panel.text
    assert panel.text.startswith("Er zijn ")
    assert not panel.save.disabled


def test_the_chosen_step_stays_after_an_answer_and_goes_with_its_group(state):
    panel = panels.plan(state)
    panel.step.value = next(n for text, n in panel.step.options if "veilige lijst" in text)
    state.answer("objection", "no")
    assert panel.chosen.group == "unsafe"
    for place in range(len(state.contacts)):
        state.answer("consent", "valid", [place])
    assert panel.chosen is None


def test_a_step_to_find_out_opens_its_question(state):
    steps = ActionPlan(state).steps
    places = [place for place, step in enumerate(steps.steps) if step.fact]
    assert places
    for place in places:
        steps.step.value = place
        asked = steps.talk.question.fact
        assert asked == steps.steps[place].fact or FACTS[steps.steps[place].fact].label in steps.talk.text
        assert steps.below.children == (steps.talk,)
        assert steps.save.disabled
    steps.step.value = -1
    assert steps.talk.layout.display == "none"


def test_the_people_of_a_step_are_saved_by_a_click_and_never_over_another_file(state, kept):
    panel = panels.plan(state)
    panel.step.value = panel.step.options[1][1]
    panel.save.click()
    assert panel.parts[0].startswith("Bewaard: data/eigen/uitvoer/stop_2026-11-24.csv.")
    panel.save.click()
    assert sorted(path.name for path in kept.glob("*.csv")) == ["stop_2026-11-24 (2).csv", "stop_2026-11-24.csv"]
    assert receipt_beside(kept / "stop_2026-11-24 (2).csv")["answers"]["stap"].startswith("vandaag")
    assert read(kept / "stop_2026-11-24.csv").contacts["email"].tolist() == ["cor@example.org"]


def test_the_words_take_what_is_filled_in_and_show_what_is_not(state):
    panel = panels.words(state)
    assert "[nog invullen: het onderwerp]" in panel.words.value
    for name, field in panel.fields.items():
        field.value = EXAMPLES[name]
    assert "helder schrijven" in panel.words.value
    panel.way.value = "post"
    assert "Noor Fictief" in panel.words.value
    assert "0 contacten" in panel.text
    panel.fields["link"].value = "ftp://example.org"
    assert panel.text.startswith("De link naar je aanmeldpagina moet met https:// beginnen")


def test_the_words_say_for_how_many_people_they_may_be_used():
    person = pd.DataFrame(
        [
            {
                "contact_id": "1",
                "name": "Anna",
                "email": "a@example.org",
                "phone": "+31600000001",
                "recipient": "legal_person",
                "objection": "no",
                "consent": "none",
                "relation": "none",
            }
        ]
    )
    source = CourseList(ContactList([read_bytes(NO, "x.csv")]), "een lijst")
    source.source.__dict__["_merged"] = type("Merged", (), {"people": person})()
    panel = panels.words(State(source))
    panel.way.value = "phone"
    assert "voor 1 contact." in panel.text


def test_a_safe_list_is_saved_by_a_click_for_the_chosen_tool(state, kept):
    state.answer("objection", "no")
    state.answer("opt_out_offered", "yes", search="dirk")
    panel = panels.export(state)
    panel.shape.value = "mailchimp"
    assert panel.met.layout.display == "none"
    assert panel.parts[0].endswith("1 contact.")
    panel.save.click()
    (path,) = kept.glob("*.csv")
    assert path.name == "veilig_email_newsletter_2026-11-24.csv"
    told = receipt_beside(path)
    assert told["made_by"] == "paneel: een veilige lijst"
    assert len(told["answers"].pop("antwoorden over losse contacten")) == 16
    assert told["answers"] == {
        "objection": "no",
        "afmelden aangeboden, van een deel": "1",
        "kanaal": "email",
        "doel": "newsletter",
        "programma": "mailchimp",
    }
    assert [file["name"] for file in told["files"]] == ["mee.csv", "klanten.csv"]
    assert told["files"][1]["sha256"] == hashlib.sha256(NO).hexdigest()
    assert sum(told["verdicts"].values()) == len(state.contacts)
    assert "example.org" not in json.dumps(told)
    assert path.read_text("utf-8-sig").splitlines()[0] == "Email Address,First Name,Last Name"
    assert read(path).contacts["email"].tolist() == ["anna@example.org"]
    assert "Anna de Wit" in panel.answer.value
    assert "Anna" not in panel.text
    assert list(panel.parts[-2].frame) == ["e-mailadres"]
    assert panel.control() == "Controle: 4 contacten = 1 op de lijst + 3 niet. Niemand die nee zei, staat erop."


def test_a_tick_counts_for_the_conditions_on_the_screen_and_for_no_others(state):
    for fact, value in (
        ("objection", "no"),
        ("details_source", "own_sale"),
        ("similar_product", "yes"),
        ("opt_out_offered", "yes"),
        ("consent", "none"),
        ("relation", "customer"),
    ):
        state.answer(fact, value)
    panel = panels.export(state, purpose="offer")
    assert panel.save.disabled
    assert "Dan komen er 2 bij" in panel.parts[0]
    assert "Voorwaarden" in panel.text
    assert panel.met.layout.display == ""
    panel.met.value = True
    assert panel.parts[0].endswith("2 contacten.")
    panel.channel.value = "post"
    assert panel.met.value is False
    panel.channel.value = "email"
    panel.met.value = True
    state.answer("similar_product", "unknown")
    assert panel.met.value is False


def test_a_tool_that_does_not_take_the_channel_is_not_offered(state):
    panel = panels.export(state)
    panel.shape.value = "laposta"
    panel.channel.value = "phone"
    assert panel.shape.value == "csv"
    assert "laposta" not in dict(map(reversed, panel.shape.options))
    assert "public_post" not in dict(map(reversed, panel.channel.options))


def test_the_suppression_list_is_saved_plain_or_hashed(state, kept):
    panel = panels.suppression(state)
    assert "1 contact, 1 regel" in panel.text
    panel.save.click()
    assert "Zet dit bestand in data/eigen" in panel.text
    panel.hashes.value = True
    panel.save.click()
    plain, secret = (kept / f"afmeldingen{part}_2026-11-24.csv" for part in ("", "_hashes"))
    assert "cor@example.org" in plain.read_text("utf-8-sig")
    assert "@" not in secret.read_text("utf-8-sig")


def test_a_list_on_which_nobody_said_no_has_nothing_to_save():
    source = CourseList(ContactList([read_bytes(PROVEN, "mee.csv")]), "een lijst")
    panel = panels.suppression(State(source, as_of=COURSE_DAY))
    assert panel.save.disabled
    assert "0 contacten" in panel.text


@pytest.mark.parametrize("ending", [".docx", ".html", ".md"])
def test_the_report_is_saved_with_the_words_of_the_learner(state, kept, ending):
    words = panels.words(state)
    words.fields["name"].value = "Noor <b>Fictief</b>"
    panel = panels.report(state, words)
    panel.form.value = ending
    panel.save.click()
    (path,) = kept.iterdir()
    assert path.name == f"actieplan_2026-11-24{ending}"
    assert f"uitvoer/{path.name}" in panel.text
    if ending == ".docx":
        assert any("Verantwoording" in paragraph.text for paragraph in docx.Document(path).paragraphs)
        assert any("Noor <b>Fictief</b>" in paragraph.text for paragraph in docx.Document(path).paragraphs)
    else:
        assert "Verantwoording" in path.read_text("utf-8")
        assert "<b>Fictief</b>" not in path.read_text("utf-8").replace("\\<b\\>Fictief\\</b\\>", "")


def test_a_click_that_cannot_save_says_why(state, kept, monkeypatch):
    kept.parent.mkdir(parents=True)
    kept.write_text("in de weg", encoding="utf-8")
    panel = panels.suppression(state)
    panel.save.click()
    assert panel.text == "De map data/eigen/uitvoer is niet te maken. Kijk of je daar mag schrijven."
    kept.unlink()
    monkeypatch.setattr("os.replace", lambda *names: (_ for _ in ()).throw(OSError(errno.ENOSPC, "vol")))
    panel.save.click()
    assert "de schijf is vol" in panel.text
    assert list(kept.iterdir()) == []


def test_what_is_saved_is_not_read_as_ones_own_list(state, kept, tmp_path):
    from avgkit.base.places import own_files

    panels.suppression(state).save.click()
    assert own_files(tmp_path / "data" / "eigen") == []


def test_the_panels_of_the_sample_list_say_the_same_twice():
    one, two = (panels.plan(State(sample_list())).text for _ in range(2))
    assert one == two


def test_the_plan_of_the_notebook_shares_one_state_and_one_sender(state, kept):
    plan = panels.action_plan(state)
    assert plan.words is plan.words
    assert plan.report.words is plan.words
    state.answer("objection", "no")
    assert all("4 contacten" in text for text in (plan.picture.text, plan.control()))
    assert "Niemand die nee zei, staat erop." in plan.control()
    assert len(plan.steps.steps) > 3
    assert plan.stopped.text
    assert not kept.exists()
