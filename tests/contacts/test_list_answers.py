"""Answers that travel: between states, restarts, exports of a file and the command line; and they go with a person."""

from __future__ import annotations

import json
from datetime import date

import pytest

from avgkit.base.errors import AvgkitError
from avgkit.base.own_work import ANSWERS_FILE
from avgkit.cli import main
from avgkit.contacts.answers_file import load_answers
from avgkit.contacts.list_answers import FileMeaning, ListAnswers, read_told
from avgkit.course.lists import my_list, sample_list
from avgkit.duties.consent import Store
from avgkit.duties.rights.erasure_and_rectification import erase, rectify
from avgkit.duties.rights.finding import Query, find
from avgkit.duties.rights.searching import search_files
from avgkit.law.fact_codes import said_by
from avgkit.widgets.state import State

HEAD = "Naam,E-mail,Telefoon,Bedrijf,Opmerking\n"
ROWS = (
    "Anna de Wit,anna@example.org,,Wit BV,\n",
    "Bram Bos,bram@example.org,0612345678,,boos op ons\n",
    "Cor Dam,,,Dam Bouw,\n",
    "Cor Dam,cor@example.org,,Dam Bouw,\n",
)


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "data" / "eigen"
    folder.mkdir(parents=True)
    (folder / "klanten 2026-11-01.csv").write_text(HEAD + "".join(ROWS), encoding="utf-8")
    return folder


def fact(state, name, email):
    place = state.contacts["email"].tolist().index(email)
    return said_by(name, int(state.codes().facts[name][place]))


def test_a_new_state_knows_what_the_last_one_heard(own):
    first = State(my_list(own))
    first.answer("relation", "customer")
    first.answer("details_source", "own_sale", contact="1-2")
    first.answer("objection", "no", contact="1-3")
    first.decide_signal("Opmerking", "boos op ons", False)
    pair = first.pairs()[0].key
    first.decide_pair(pair, "same")
    second = State(my_list(own))
    assert second.facts == {"relation": "customer"}
    assert fact(second, "details_source", "anna@example.org") == "own_sale"
    assert fact(second, "objection", "bram@example.org") == "no"
    assert second.signals.empty
    assert second.decided == {pair: "same"}
    assert len(second.contacts) == len(first.contacts) == 3
    second.restart()
    assert not (own / ANSWERS_FILE).exists()
    third = State(my_list(own))
    assert (third.facts, third.decided, len(third.contacts)) == ({}, {}, 4)
    assert not third.signals.empty


def test_answers_find_their_people_when_the_file_is_exported_again(own):
    State(my_list(own)).answer("relation", "customer", contact="1-2")
    State(my_list(own)).answer("recipient", "partnership", contact="1-4")  # has no address: by name and company
    (own / "klanten 2026-11-01.csv").unlink()
    rows = ["Nieuw Iemand,nieuw@example.org,,,\n", *reversed(ROWS)]
    (own / "klanten 2026-12-01.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    state = State(my_list(own))
    assert fact(state, "relation", "anna@example.org") == "customer"
    assert fact(state, "relation", "nieuw@example.org") == "unknown"
    (bare,) = state.contacts.index[state.contacts["email"].isna()]
    assert said_by("recipient", int(state.codes().facts["recipient"][bare])) == "partnership"
    assert fact(state, "recipient", "cor@example.org") != "partnership"


def test_two_open_notebooks_lose_no_answer(own):
    one, two = State(my_list(own)), State(my_list(own))
    one.answer("objection", "yes", contact="1-2")
    two.answer("relation", "customer", contact="1-3")
    assert load_answers(own / ANSWERS_FILE).statements.own["objection"] == {"anna@example.org": "yes"}
    assert fact(two, "objection", "anna@example.org") == "yes"


def test_the_sample_saves_nothing_and_takes_nothing_along(own, monkeypatch):
    saved = []
    monkeypatch.setattr(ListAnswers, "save", lambda self, path: saved.append(path))
    state = State(sample_list())
    state.answer("relation", "customer")
    state.answer("objection", "no", contact="1-2")
    state.restart()
    assert saved == []
    state.answer("relation", "customer", contact="1-2")
    state.set(source=my_list(own))
    state.answer("objection", "no", contact="1-2")
    assert saved
    assert "relation" not in state.answers.own


def test_a_file_that_cannot_be_used_is_told_and_kept(own):
    (own / ANSWERS_FILE).write_text('{"version": 1, "ans', encoding="utf-8")
    state = State(my_list(own))
    assert "beschadigd" in state.problem
    state.answer("relation", "customer")
    assert (own / ANSWERS_FILE).read_text(encoding="utf-8") == '{"version": 1, "ans'
    state.restart()
    state.answer("relation", "customer")
    assert State(my_list(own)).facts == {"relation": "customer"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"version": 99, "answers": {}}', "nieuwere"),
        ('{"version": 1, "answers": {"people": {"relation": {"a@example.org": "vriend"}}}}', "beschadigd"),
        ('{"version": 1, "answers": {"everyone": {"a.csv": {"consent": "valid"}}}}', "beschadigd"),
        ('{"version": true, "answers": {}}', "beschadigd"),
        ("[1, 2]", "beschadigd"),
        ("", "beschadigd"),
        ('{"answers": {}}', "beschadigd"),
    ],
)
def test_damage_and_a_newer_file_are_one_sentence(tmp_path, text, words):
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AvgkitError, match=words):
        load_answers(path)


def test_what_a_column_is_travels_and_a_meaning_that_no_longer_fits_stops_nothing(own):
    told = ListAnswers(files={"klanten 2026-11-01.csv": FileMeaning(columns={"name": "Bedrijf", "email": "E-mail"})})
    told.save(own / ANSWERS_FILE)
    assert State(my_list(own)).contacts["name"].iloc[0] == "Wit BV"
    told.files["klanten 2026-11-01.csv"] = FileMeaning(columns={"email": "Postbus"})
    told.save(own / ANSWERS_FILE)
    assert read_told([own / "klanten 2026-11-01.csv"], told).contacts["email"].iloc[0] == "anna@example.org"


def test_the_command_line_takes_them_and_finds_those_beside_own_lists(own, tmp_path, monkeypatch, capsys):
    State(my_list(own)).answer("objection", "no", contact="1-3")
    path = own / "klanten 2026-11-01.csv"

    def read(*words):
        assert main(["read", str(path), *words, "--json"]) == 0
        return {one["email"]: one for one in json.loads(capsys.readouterr().out)["contacts"]}

    assert read()["bram@example.org"]["held"] == ""
    assert read()["bram@example.org"]["objection"] == "no"
    away = tmp_path / "elders.csv"
    away.write_bytes(path.read_bytes())
    path = away
    assert read()["bram@example.org"]["held"] == "all"
    assert read("--answers", str(own / ANSWERS_FILE))["bram@example.org"]["held"] == ""
    assert main(["classify", str(away), "--answers", str(tmp_path / "geen.json")]) == 2
    assert "geen.json is er niet" in capsys.readouterr().err


def test_answers_beside_a_list_are_no_list(own, capsys):
    State(my_list(own)).answer("relation", "customer")
    assert main(["classify", *map(str, sorted(own.iterdir()))]) == 0
    assert "Overgeslagen" not in capsys.readouterr().err


def test_an_erased_person_leaves_the_answers_and_a_corrected_one_keeps_them(own, tmp_path):
    state = State(my_list(own))
    state.answer("objection", "no", contact="1-3")
    state.answer("objection", "yes", contact="1-2")
    day = date(2026, 11, 24)
    with Store.open(tmp_path / "bewijs.sqlite", create=True) as store:
        searched = search_files(sorted(own.glob("*.csv")))
        (anna,) = find(Query.of("anna@example.org"), searched, store)
        rectify(anna, store, asked=day, today=day, email="anna.wit@example.org")
        assert load_answers(own / ANSWERS_FILE).statements.own["objection"]["anna.wit@example.org"] == "yes"
        searched = search_files(sorted(own.glob("*.csv")))
        (bram,) = find(Query.of("bram@example.org"), searched, store)
        erase(bram, searched, store, asked=day, today=day)
    text = (own / ANSWERS_FILE).read_text(encoding="utf-8")
    assert "bram@example.org" not in text
    assert "+31612345678" not in text
    assert "anna.wit@example.org" in text


def test_a_customer_by_an_answer_ages_by_the_day_of_the_last_sale(tmp_path):
    folder = tmp_path / "data" / "eigen"
    folder.mkdir(parents=True)
    text = "Naam,E-mail,Laatste factuur\nAnna,anna@example.org,2026-02-01\nBram,bram@example.org,2019-02-01\n"
    (folder / "k.csv").write_text(text, encoding="utf-8")
    state = State(my_list(folder), as_of=date(2026, 11, 24))
    for value in ("customer", "customer|former_customer"):
        state.answer("relation", value)
        assert fact(state, "relation", "anna@example.org") == value
        assert fact(state, "relation", "bram@example.org") == "former_customer"
        assert fact(state, "years_since_relation", "bram@example.org") == "past_limit"
