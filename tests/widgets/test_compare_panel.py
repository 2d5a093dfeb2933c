"""The panel that compares two exports, and that of what people repeat, without a browser."""

from __future__ import annotations

import json
from datetime import datetime

import pandas as pd
import pytest

from avgkit import AvgkitError, panels
from avgkit.contacts import ContactList, read_bytes
from avgkit.course.lists import CourseList, my_list, sample_list
from avgkit.widgets import own_output
from avgkit.widgets.state import State

HEADINGS = "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,LEID"


PROOF = "2024-02-01 10:00:00,192.0.2.1"


def export(*addresses):
    rows = [f"{address},Naam,{number},2,{PROOF},{number}" for number, address in enumerate(addresses)]
    return "\n".join([HEADINGS, *rows]).encode()


def left(*addresses):
    day = "2025-03-01 09:00:00"
    rows = [f"{address},Naam,{number},2,{PROOF},{day},{number}" for number, address in enumerate(addresses)]
    return "\n".join([HEADINGS.replace("LEID", "UNSUB_TIME,LEID"), *rows]).encode()


def opened(data, name):
    return {
        "name": name,
        "content": memoryview(data),
        "type": "",
        "size": len(data),
        "last_modified": datetime(2026, 11, 1),
    }


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "data" / "eigen"
    folder.mkdir(parents=True)
    (folder / "oud_unsubscribed.csv").write_bytes(left("dirk@example.org", "eva@example.org"))
    (folder / "nu.csv").write_bytes(export("dirk@example.org", "anna@example.org", "bram@example.org"))
    (folder / "klanten.csv").write_text("Naam,E-mail,Bezwaar\nBram,bram@example.org,ja\n", encoding="utf-8")
    return folder


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(own_output, "project_folder", lambda: tmp_path)
    return tmp_path / own_output.FOLDER


def choose(panel, old, new):
    for side, names in (("old", old), ("new", new)):
        panel.choices[side].value = tuple(key for label, key in panel.choices[side].options if label in names)


def addresses(panel):
    return {id: panel.found.addresses(id) for id in ("back_after_leaving", "said_no_elsewhere", "vanished_no")}


def test_the_sample_shows_what_its_mail_tool_forgot_without_a_click():
    panel = panels.compare(State(sample_list()))
    assert addresses(panel) == {
        "back_after_leaving": ["petra.kok@example.com"],
        "said_no_elsewhere": [],
        "vanished_no": ["ines.vermaat@example.com"],
    }
    assert panel.found.addresses("proof_gone") == ["jeroen.blom@example.com"]
    assert len(panel.found.addresses("came_in")) == 2
    assert panel.parts[0].startswith("Op de export van nu staan 1 × mensen die nee zeiden")


def test_on_an_own_list_nothing_is_chosen_and_the_other_lists_count(own, kept):
    panel = panels.compare(State(my_list(own)))
    assert [control.value for control in panel.choices.values()] == [(), ()]
    assert panel.save.disabled
    choose(panel, ["oud_unsubscribed.csv"], ["nu.csv"])
    assert addresses(panel) == {
        "back_after_leaving": ["dirk@example.org"],
        "said_no_elsewhere": ["bram@example.org"],
        "vanished_no": ["eva@example.org"],
    }
    assert "example.org" not in panel.text
    assert not kept.exists()
    panel.save.click()
    (saved,) = kept.glob("vergeten_*.csv")
    told = pd.read_csv(saved, sep=";")
    assert told.loc[told["uitkomst"] == "Ging weg en staat er weer op", "adres"].tolist() == ["dirk@example.org"]
    receipt = json.loads(saved.with_name(f"{saved.stem}.verantwoording.json").read_text("utf-8"))
    assert {file["name"] for file in receipt["files"]} == {"oud_unsubscribed.csv", "nu.csv", "klanten.csv"}


def test_a_no_that_the_learner_tells_of_one_contact_counts_at_once(own):
    state = State(my_list(own))
    panel = panels.compare(state)
    choose(panel, ["oud_unsubscribed.csv"], ["nu.csv"])
    contacts = state.contacts
    state.answer("objection", "yes", contact=contacts["contact_id"][contacts["email"] == "anna@example.org"].iat[0])
    assert panel.found.addresses("said_no_elsewhere") == ["anna@example.org", "bram@example.org"]


def test_what_was_opened_stands_in_for_a_side_and_a_failed_upload_changes_nothing(own):
    panel = panels.compare(State(my_list(own)))
    choose(panel, ["oud_unsubscribed.csv"], ["nu.csv"])
    before, chosen = panel.found, panel.choices["old"].value
    panel.upload["old"].value = (opened(b"PK\x03\x04stuk", "stuk.xlsx"),)
    assert "stuk.xlsx" in panel.parts[0]
    assert (panel.found, panel.choices["old"].value) == (before, chosen)
    panel.upload["old"].value = (opened(left("anna@example.org"), "nu.csv"),)
    assert panel.found.addresses("back_after_leaving") == ["anna@example.org"]
    panel.upload["new"].value = (opened(export("eva@example.org"), "nu.csv"),)
    assert panel.found.addresses("said_no_elsewhere") == ["eva@example.org"]
    assert panel.found.sizes == {"old": 1, "new": 1, "other": 3}


def test_another_list_takes_the_place_of_the_sample_and_back(own):
    state = State(sample_list())
    panel = panels.compare(state, own)
    state.set(source=my_list(own))
    assert panel.found is None
    assert {label for label, _ in panel.choices["old"].options} == {path.name for path in own.iterdir()}
    state.set(source=sample_list())
    assert panel.found.addresses("back_after_leaving") == ["petra.kok@example.com"]


def test_a_list_that_was_only_opened_is_an_other_list(tmp_path):
    said = b"Naam,E-mail,Bezwaar\nEva,eva@example.org,ja\n"
    panel = panels.compare(State(CourseList(ContactList([read_bytes(said, "los.csv")]), "los")), tmp_path)
    panel.upload["old"].value = (opened(export("anna@example.org"), "oud.csv"),)
    panel.upload["new"].value = (opened(export("anna@example.org", "eva@example.org"), "nieuw.csv"),)
    assert panel.found.addresses("said_no_elsewhere") == ["eva@example.org"]


def test_a_sentence_begins_as_the_lesson_asks_and_words_find_others():
    panel = panels.claims(State(sample_list()), "call_customers")
    assert "Op 24 november 2026: klopt niet." in panel.parts[0]
    assert "Door de jaren: vanaf 25 mei 2018: klopt, onder voorwaarden; vanaf 1 juli 2026: klopt niet." in panel.text
    panel.search.value = "visitekaartje"
    assert panel.claim.value == "business_card_is_consent"
    assert panel.parts[0].startswith("1 zin gevonden.")
    panel.search.value = "vistekaartje"
    assert "Bedoelde je “visitekaartje”?" in panel.parts[0]
    panel.search.value = "zeppelin"
    assert "vonden we niet" in panel.parts[0]
    assert len(panel.claim.options) == len(panel.found) > 40


def test_a_sentence_follows_the_day_of_the_state():
    state = State(sample_list())
    panel = panels.claims(state, "call_customers")
    state.set(as_of=pd.Timestamp("2020-01-01").date())
    assert "klopt, onder voorwaarden" in panel.parts[0]


def test_a_sentence_that_is_not_there_is_told():
    with pytest.raises(AvgkitError, match="zeppelin"):
        panels.claims(State(sample_list()), "zeppelin")
