"""What a learner says of everyone, of a part of the list, and of one contact."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgkit.base.errors import AvgkitError
from avgkit.contacts import ContactList, read_bytes
from avgkit.contacts.statements import People, Statements
from avgkit.course.lists import CourseList, sample_list
from avgkit.law.classification import codes_on
from avgkit.law.fact_codes import code_of, said_by
from avgkit.law.facts import CONTACT_FACTS, FACTS, UNKNOWN
from avgkit.widgets.state import State

FIRST = b"Naam,E-mail,Bedrijf\nAnna de Wit,anna@example.org,Wit\nBram Bos,b@example.org,\nCor Dam,,\n"
SECOND = b"Naam,E-mail,Bedrijf,Bezwaar\nAnna de Wit,a.wit@example.nl,Wit,ja\nDora Eik,dora@example.com,,\n"


def course_list(*files):
    return CourseList(ContactList([read_bytes(data, name) for name, data in files]), "een lijst")


@pytest.fixture
def state():
    return State(course_list(("een.csv", FIRST), ("twee.csv", SECOND)), channels=["email"])


def facts_of(state, fact):
    values = [*FACTS[fact].labels, UNKNOWN]
    return [values[code] for code in state.codes().facts[fact]]


def test_an_answer_holds_for_a_file_for_a_search_or_for_one_contact(state):
    state.answer("relation", "customer", file="twee.csv")
    assert facts_of(state, "relation") == [UNKNOWN, UNKNOWN, UNKNOWN, "customer", "customer"]
    state.answer("relation", "enquiry", search="BRAM")
    state.answer("relation", "connection", contact="1-4")
    assert facts_of(state, "relation") == [UNKNOWN, "enquiry", "connection", "customer", "customer"]
    assert state.facts == {}


def test_what_is_said_of_one_contact_weighs_more_than_what_is_said_of_everyone(state):
    state.answer("relation", "connection", contact="1-3")
    state.answer("relation", "customer")
    assert facts_of(state, "relation") == ["customer", "connection", "customer", "customer", "customer"]
    state.answer("relation", UNKNOWN, contact="1-3")
    assert set(facts_of(state, "relation")) == {"customer"}
    state.answer("relation", UNKNOWN)
    assert set(facts_of(state, "relation")) == {UNKNOWN}


def test_the_verdicts_follow_what_is_said_of_one_contact(state):
    state.answer("objection", "no")
    state.answer("consent", "none")
    before = state.counts().frame.copy()
    state.answer("consent", "valid", contact="1-3")
    assert (state.counts().frame["mag"] - before["mag"]).tolist() == [1]
    one = state.classified.set_index("contact_id")["verdict"].astype(str)
    assert one["1-3"] == "allowed"
    assert one["2-3"] != "allowed"


def test_an_objection_stays_whatever_is_said(state):
    state.answer("objection", "no", contact="2-2")
    state.answer("objection", "no")
    assert facts_of(state, "objection")[3] == "yes"
    state.answer("objection", UNKNOWN, search="anna")
    assert facts_of(state, "objection") == ["no", "no", "no", "yes", "no"]


def test_who_has_a_question_open_can_be_chosen(state):
    state.answer("objection", "no")
    state.answer("consent", "none", contact="1-2")
    state.answer("consent", "none", contact="1-3")
    chosen = state.chosen(asks="consent")
    assert 3 not in chosen, "an objection decides, whatever the consent"
    assert {2, 4} <= set(chosen.tolist())
    with pytest.raises(AvgkitError, match="bestaat niet"):
        state.chosen(asks="kleur")


def test_a_file_that_is_not_there_chooses_nobody(state):
    state.answer("relation", "customer", file="weg.csv")
    assert set(facts_of(state, "relation")) == {UNKNOWN}


def test_an_answer_follows_a_person_through_merging_and_back(state):
    state.answer("relation", "customer", contact="2-2")
    state.decide_pair(state.pairs()[0].key, "same")
    assert len(state.contacts) == 4
    assert facts_of(state, "relation")[0] == "customer"
    state.decide_pair(state.pairs()[0].key, "open")
    assert facts_of(state, "relation") == [UNKNOWN, UNKNOWN, UNKNOWN, "customer", UNKNOWN]


def test_two_answers_about_one_person_give_the_strictest_or_nothing(state):
    for fact, one, other in (("relation", "customer", "none"), ("consent", "valid", "unproven")):
        state.answer(fact, one, contact="1-2")
        state.answer(fact, other, contact="2-2")
    state.decide_pair(state.pairs()[0].key, "same")
    assert facts_of(state, "relation")[0] == UNKNOWN
    assert facts_of(state, "consent")[0] == "unproven"


def test_an_answer_about_a_contact_without_address_belongs_to_its_row(state):
    state.answer("relation", "customer", contact="1-4")
    state.set(source=course_list(("een.csv", FIRST)))
    assert facts_of(state, "relation") == [UNKNOWN, UNKNOWN, "customer"]


def test_another_list_keeps_what_was_said_of_people_and_forgets_what_was_said_of_everyone(state):
    state.answer("similar_product", "yes")
    state.answer("relation", "customer", search="bram")
    state.set(source=course_list(("een.csv", FIRST), ("twee.csv", SECOND)))
    assert state.facts == {"similar_product": "yes"}, "the same files, read again"
    state.set(source=course_list(("drie.csv", b"Naam,E-mail\nIemand,iemand@example.org\nBram,b@example.org\n")))
    assert state.facts == {}
    assert facts_of(state, "relation") == [UNKNOWN, "customer"]


def test_a_wrong_fact_or_value_gets_a_sentence_and_changes_nothing(state):
    for fact, value in (("kleur", "rood"), ("relation", "vriend")):
        with pytest.raises(AvgkitError):
            state.answer(fact, value, contact="1-2")
    assert state.answers.own == {}


def test_who_says_what_is_told_per_contact():
    state = State(sample_list())
    state.answer("objection", "no")
    state.answer("relation", "former_customer", search="sofie arends")
    state.answer("similar_product", "yes", search="sofie arends")
    (place,) = state.chosen(search="sofie arends")
    known = state.known(state.contacts["contact_id"].iloc[place]).frame
    assert known.loc["Bezwaar", "van wie"] == "van jou, voor wie nog geen antwoord had"
    assert known.loc["Relatie"].tolist() == ["klant", "uit je bestanden"]
    assert known.loc["Zelfde soort aanbod"].tolist() == ["ja", "van jou, voor een deel van je lijst"]
    assert known.loc["Ontvanger", "van wie"] == "uit je bestanden"
    state.answer("relation", "former_customer", contact=state.contacts["contact_id"].iloc[place])
    known = state.known(state.contacts["contact_id"].iloc[place]).frame
    assert known.loc["Relatie"].tolist() == ["oud-klant", "van jou, voor dit contact"]


def test_what_is_said_of_more_contacts_fills_in_what_is_unknown(state):
    state.answer("recipient", "consumer", contact="1-2")
    state.answer("relation", "customer", file="een.csv")
    state.answer("relation", "none", contact="1-3")
    for fact, value in (("recipient", "legal_person"), ("relation", "enquiry")):
        state.answer(fact, value, [0, 1, 2])
        state.answer(fact, value)
    assert facts_of(State(state.source), "recipient")[3] == "sole_trader"
    assert facts_of(state, "recipient") == ["consumer", "legal_person", "legal_person", "sole_trader", "legal_person"]
    assert facts_of(state, "relation") == ["enquiry", "none", "enquiry", "enquiry", "enquiry"]
    state.answer("relation", UNKNOWN, [0, 1, 2])
    state.answer("relation", UNKNOWN)
    assert facts_of(state, "relation") == [UNKNOWN, "none", UNKNOWN, UNKNOWN, UNKNOWN]


@pytest.mark.parametrize("fact", [fact for fact in CONTACT_FACTS if FACTS[fact].default == UNKNOWN])
def test_an_answer_for_everyone_never_changes_what_the_list_says(fact):
    """Every single value, every set of two, and unknown, beside every answer: what is known is kept or narrowed."""
    values = list(FACTS[fact].labels)
    sets = [FACTS[fact].said_as([one, other]) for place, one in enumerate(values) for other in values[place + 1 :]]
    known = pd.DataFrame({fact: [*values, *sets, UNKNOWN]})
    read = codes_on(known, date(2026, 11, 24)).facts[fact]
    no = {"consent": "withdrawn", "objection": "yes"}.get(fact)
    for answer in (*values, *sets):
        if (fact, answer) == ("consent", "valid"):
            continue
        now = codes_on(known, date(2026, 11, 24), {fact: answer}).facts[fact]
        for before, after in zip(read.tolist(), now.tolist(), strict=True):
            had, has = (set(FACTS[fact].options(said_by(fact, code))) for code in (before, after))
            both = had & set(FACTS[fact].options(answer))
            assert has == ({no} if answer == no else both or had), (said_by(fact, before), answer)


def test_a_fact_with_a_default_takes_the_answer_for_everyone():
    told = codes_on(pd.DataFrame({"sender": ["ordinary", ""]}), date(2026, 11, 24), {"sender": "charity"})
    assert [said_by("sender", code) for code in told.facts["sender"]] == ["charity", "charity"]


PEOPLE = pd.DataFrame(
    {
        "contact_id": range(6),
        "email": [f"p{number}@example.org" for number in range(6)],
        "consent": ["withdrawn", "valid", "none", UNKNOWN, "unproven", "withdrawn"],
        "objection": ["no", "yes", UNKNOWN, UNKNOWN, "yes", "yes"],
    }
)
SAYING = st.tuples(
    st.sampled_from(CONTACT_FACTS), st.integers(0, 9), st.none() | st.sets(st.integers(0, 5), max_size=6)
)


@given(st.lists(SAYING, max_size=12))
def test_nothing_that_is_said_undoes_an_objection_or_a_withdrawal(sayings):
    people, answers = People(PEOPLE), Statements({}, {})
    read = codes_on(PEOPLE, date(2026, 11, 24))
    for fact, number, who in sayings:
        values = [value for value in (*FACTS[fact].labels, UNKNOWN) if (fact, value) != ("consent", "valid")]
        answers.say(fact, values[number % len(values)], None if who is None else [people.keys[place] for place in who])
    now = answers.over(read, answers.of(people))
    for fact, value in (("objection", "yes"), ("consent", "withdrawn")):
        stays = read.facts[fact] == code_of(fact, value)
        assert (now.facts[fact][stays] == code_of(fact, value)).all()


@given(st.lists(SAYING, max_size=8))
def test_all_that_is_said_can_be_taken_back(sayings):
    people, answers = People(PEOPLE), Statements({}, {})
    read = codes_on(PEOPLE, date(2026, 11, 24))
    for fact, number, who in sayings:
        values = [value for value in FACTS[fact].labels if (fact, value) != ("consent", "valid")]
        keys = None if who is None else [people.keys[place] for place in who]
        answers.say(fact, values[number % len(values)], keys)
    for fact in CONTACT_FACTS:
        answers.say(fact, UNKNOWN)
        answers.say(fact, UNKNOWN, people.keys)
    now = answers.over(read, answers.of(people))
    assert (answers.everyone, answers.own) == ({}, {})
    assert all(np.array_equal(now.facts[fact], read.facts[fact]) for fact in CONTACT_FACTS)
