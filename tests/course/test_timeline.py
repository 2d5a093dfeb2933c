"""One list on the days on which the law changed: who flips, when and why."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from avgkit import charts
from avgkit.base.places import COURSE_DAY
from avgkit.course.lists import CourseList
from avgkit.course.timeline import DAYS
from avgkit.law.codes import code_of
from avgkit.law.decision import decide
from avgkit.law.facts import VERDICT_LABELS, Channel
from avgkit.law.rules import AVG_APPLIES, MOMENTS, RULES, SOURCES, moment_of, regimes
from avgkit.widgets.state import State

FACTS = {
    "consent": "none",
    "objection": "no",
    "register": "not_listed",
    "similar_product": "yes",
    "opt_out_offered": "yes",
}
PEOPLE = pd.DataFrame(
    [
        ("klant", "sole_trader", "customer", "own_sale"),
        ("vreemde", "consumer", "none", "published_otherwise"),
        ("bv", "legal_person", "none", "published_otherwise"),
        ("vraag", "sole_trader", "enquiry", "given_personally"),
    ],
    columns=["name", "recipient", "relation", "details_source"],
).assign(contact_id=range(4), email=None, phone=None)


class Source:
    contacts, rejects, files = PEOPLE, PEOPLE.head(0), ()


@pytest.fixture
def state():
    state = State(CourseList(Source(), "de testlijst"))
    for fact, value in FACTS.items():
        state.answer(fact, value)
    return state


def test_there_is_a_moment_for_each_regime_of_the_law_and_no_other():
    assert tuple(moment.day for moment in MOMENTS) == regimes()
    assert MOMENTS[0].day == AVG_APPLIES
    assert DAYS[-1] == COURSE_DAY
    for moment in MOMENTS:
        assert all(key in SOURCES for key in moment.sources)
        assert moment_of(moment.day) is moment
        assert any(rule.valid_from == moment.day for rule in RULES)
    assert moment_of(MOMENTS[1].day - timedelta(days=1)) is MOMENTS[0]


def test_calls_to_a_customer_flip_in_2026_and_to_a_stranger_in_2021(state):
    flips = state.over_time("phone").flips.frame
    assert flips.loc["1 juli 2026"].tolist()[:3] == ["mag, onder voorwaarden", "mag niet", 1]
    assert "klant" in flips.loc["1 juli 2026", "waarom"]
    refused = flips.loc[["1 juli 2021"]].query("naar == 'mag niet'")
    assert refused["contacten"].sum() == 2
    assert len(state.over_time("phone").flipped) == 4, "a bv too: from allowed to allowed under conditions"


def test_a_dispute_that_ends_is_a_flip_with_the_change_of_that_day_as_reason(state):
    line = state.over_time("post")
    (row,) = line.flips.frame.itertuples()
    assert row.Index == "4 oktober 2024"
    assert row.waarom == moment_of(DAYS[2]).change
    assert row.contacten == len(line.flipped) == 1


@pytest.mark.parametrize("channel", Channel)
def test_the_timeline_says_what_each_single_decision_says(state, channel):
    line = state.over_time(channel)
    people = line.people([str(place) for place in range(4)], range(4)).frame
    for place, row in enumerate(PEOPLE.itertuples()):
        facts = {"recipient": row.recipient, "relation": row.relation, "details_source": row.details_source, **FACTS}
        for day, said in zip(DAYS, people.iloc[place], strict=True):
            found = decide(channel, "offer", as_of=day, **facts)
            assert said.startswith(VERDICT_LABELS[found.verdict])
            assert ("discussie" in said) == found.contested


@pytest.mark.parametrize("channel", Channel)
def test_counts_add_up_and_the_last_row_is_the_explanation(state, channel):
    frame = state.over_time(channel).counts.frame
    assert (frame[[*VERDICT_LABELS.values()]].sum(axis=1) == len(PEOPLE)).all()
    assert frame.index[-1] == "de uitleg van 2018"
    old = decide(channel, "offer", as_of=COURSE_DAY, rules="explanation_2018", **FACTS, relation="none")
    assert frame.iloc[-1][VERDICT_LABELS[old.verdict]] > 0


def test_nothing_flips_where_the_law_did_not_change(state):
    line = state.over_time("email")
    assert line.flips.frame.empty
    assert len(line.flipped) == 0
    assert "Bij geen enkel contact" in line.sentence


def test_the_timeline_follows_an_answer(state):
    before = state.over_time("phone").sentence
    state.answer("objection", "yes")
    line = state.over_time("phone")
    assert line.sentence != before
    assert line.flips.frame.empty


@pytest.mark.parametrize(
    ("channel", "title"),
    [
        ("phone", "Telefoon: in 2018 mocht het bij 4 van de 4 contacten, nu bij 1"),
        ("post", "Post: in 2018 was er discussie over 1 contact, nu over 0"),
        ("email", "E-mail: de wet zegt al sinds 2018 hetzelfde, maar de uitleg van 2018 zegt iets anders"),
        ("public_post", "Openbaar bericht: op al deze dagen is de uitkomst gelijk"),
    ],
)
def test_the_title_of_the_chart_says_what_changed(state, channel, title):
    chart = charts.over_time(state.over_time(channel))
    assert chart.title == title
    assert chart.table.equals(state.over_time(channel).counts.frame)
    assert chart.png().startswith(b"\x89PNG")


def test_an_empty_list_has_a_chart_too():
    class Empty:
        contacts, rejects, files = PEOPLE.head(0), PEOPLE.head(0), ()

    state = State(CourseList(Empty(), "een lege lijst"))
    assert charts.over_time(state.over_time("phone")).title == "Er zijn nog geen contacten om te laten zien"


def test_a_dispute_that_begins_is_a_flip_with_the_rule_that_brings_it(state):
    state.answer("opt_out_offered", "unknown")
    flips = state.over_time("fax").flips.frame
    (row,) = flips[flips["naar"].str.contains("discussie")].itertuples()
    assert (row.Index, row.van, row.contacten) == ("1 juli 2021", "mag niet", 1)
    assert row.waarom.startswith("Het is niet duidelijk of de uitzondering voor klanten ook voor de fax geldt.")


def test_the_law_of_a_day_before_the_course_meets_the_list_of_now_and_a_later_day_the_list_of_then():
    class Sold:
        contacts = PEOPLE.head(1).assign(last_sale="2024-05-01")
        rejects, files = PEOPLE.head(0), ()

    state = State(CourseList(Sold(), "de testlijst"), channels=["phone"])
    for fact, value in FACTS.items():
        state.answer(fact, value)
    assert state.over_time("phone").flips.frame.index.tolist() == ["1 juli 2026"]
    relation = [code_of("relation", value) for value in ("customer", "former_customer")]
    for day, code in ((DAYS[0], relation[0]), (COURSE_DAY, relation[0]), (date(2027, 5, 2), relation[1])):
        state.set(as_of=day)
        assert state.codes().facts["relation"].tolist() == [code]
