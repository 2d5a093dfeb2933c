"""One list on the days on which the law changed: who flips, when and why."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from avgkit import charts, panels
from avgkit.base import places
from avgkit.base.places import COURSE_DAY
from avgkit.course import timeline
from avgkit.course.lists import CourseList
from avgkit.course.timeline import DAYS
from avgkit.law import rules
from avgkit.law import table as decision_table
from avgkit.law.decision import decide
from avgkit.law.fact_codes import code_of
from avgkit.law.facts import VERDICT_LABELS, Channel, Verdict
from avgkit.law.rules import AVG_APPLIES, MOMENTS, RULES, SOURCES, Moment, Rule, moment_of, regimes
from avgkit.widgets.flip_panel import FlipPanel
from avgkit.widgets.state import State

LESSON = Path(__file__).parent.parent.parent / "notebooks" / "04_bellen_en_post.ipynb"

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
    state = State(CourseList(Source(), "de testlijst", is_sample=True))
    for fact, value in FACTS.items():
        state.answer(fact, value)
    return state


def test_there_is_a_moment_for_each_regime_of_the_law_and_no_other():
    assert tuple(moment.day for moment in MOMENTS) == regimes()
    assert MOMENTS[0].day == AVG_APPLIES
    assert list(DAYS) == sorted({*regimes(), COURSE_DAY})
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


def test_post_to_a_stranger_stays_disputed_after_the_court_of_2024(state):
    line = state.over_time("post")
    assert line.flips.frame.empty
    assert [any(decision.contested for decision in told) for told in line.decisions] == [True] * len(line.days)


def test_a_dispute_that_ends_is_told_with_the_change_of_that_day():
    facts = {"channel": "post", "purpose": "offer", "recipient": "consumer", "relation": "none", **FACTS}
    old = decide(as_of=date(2024, 10, 4), **facts)
    assert old.contested
    day = date(2024, 10, 4)
    assert timeline._why(old, replace(old, contested=False), day, "offer") == moment_of(day).change


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
        ("post", "Post: op al deze dagen is de uitkomst gelijk"),
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

    state = State(CourseList(Empty(), "een lege lijst", is_sample=True))
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

    state = State(CourseList(Sold(), "de testlijst", is_sample=True), channels=["phone"])
    for fact, value in FACTS.items():
        state.answer(fact, value)
    assert state.over_time("phone").flips.frame.index.tolist() == ["1 juli 2026"]
    relation = [code_of("relation", value) for value in ("customer", "former_customer")]
    for day, code in ((DAYS[0], relation[0]), (COURSE_DAY, relation[0]), (date(2027, 5, 2), relation[1])):
        state.set(as_of=day)
        assert state.codes().facts["relation"].tolist() == [code]


COMING = date(2027, 1, 1)
INVENTED = Rule(
    id="invented_2027",
    precedence="objection",
    verdict=Verdict.NOT_ALLOWED,
    when={"channel": frozenset({"phone", "email"}), "purpose": frozenset({"offer"})},
    articles="Tw art. 99",
    sources=("TW26",),
    reason="Dit verbod is verzonnen.",
    what_now="Wacht af.",
    valid_from=COMING,
)


def with_law(monkeypatch, *later):
    """Let the law be that of the course, and these (moment, rule) of after it. Only the rules know of it."""
    told = [moment for moment in MOMENTS if moment.day <= COURSE_DAY] + [moment for moment, _ in later]
    held = [rule for _, rule in later] + [rule for rule in RULES if rule.valid_from <= COURSE_DAY]
    monkeypatch.setattr(rules, "RULES", tuple(held))
    for module in (rules, timeline):
        monkeypatch.setattr(module, "MOMENTS", tuple(told))
    forget()


def forget():
    for made in (rules.regimes, rules._in_force, decision_table._compile):
        made.cache_clear()


@pytest.fixture
def settled(monkeypatch):
    """No law is on its way."""
    with_law(monkeypatch)
    yield
    monkeypatch.undo()
    forget()


@pytest.fixture
def coming(monkeypatch):
    """A law was passed and does not hold yet."""
    moment = Moment(COMING, "Een verzonnen verbod", "Een aanbod mag dan niet meer.", "Tw art. 99", ("TW26",))
    with_law(monkeypatch, (moment, INVENTED))
    yield
    monkeypatch.undo()
    forget()


def test_a_coming_law_is_told_as_coming(coming, state):
    line = state.over_time("phone")
    assert list(line.days) == sorted(line.days)
    assert (line.now, line.coming) == (COURSE_DAY, (COMING,))
    assert line.counts.frame.index[-3:].tolist() == [
        "24 november 2026",
        "1 januari 2027 (komt eraan)",
        "de uitleg van 2018",
    ]
    assert (
        "Op 25 mei 2018 mocht het bij 4, op 24 november 2026 bij 1. Vanaf 1 januari 2027 (komt eraan) mag het bij 0."
    ) in line.sentence
    assert line.flips.frame.loc["1 januari 2027 (komt eraan)", "waarom"] == INVENTED.reason
    assert line.people(["klant"], [0]).frame.columns[-1] == "1 januari 2027 (komt eraan)"


@pytest.mark.parametrize(
    ("channel", "title"),
    [
        ("phone", "Telefoon: in 2018 mocht het bij 4 van de 4 contacten, nu bij 1"),
        ("post", "Post: op al deze dagen is de uitkomst gelijk"),
        ("email", "E-mail: nu mag het bij 1 van de 4 contacten, vanaf 1 januari 2027 bij 0"),
        ("public_post", "Openbaar bericht: op al deze dagen is de uitkomst gelijk"),
    ],
)
def test_the_title_of_the_chart_speaks_of_the_day_of_the_course_as_now(coming, state, channel, title):
    if channel == "email":
        state.answer("details_source", "own_sale", [0])
    chart = charts.over_time(state.over_time(channel))
    assert chart.title == title
    touched = channel in ("phone", "email")
    assert chart.table.index[-2] == ("1 januari 2027 (komt eraan)" if touched else "24 november 2026")
    labels = [told.get_text() for told in chart.figure.axes[0].get_yticklabels()]
    assert any(told.startswith("1 januari 2027 (komt eraan)") for told in labels) == touched
    assert chart.png().startswith(b"\x89PNG")


def test_the_slider_offers_a_coming_law_and_stands_on_now(coming, state):
    panel = panels.day(state)
    assert [day for _, day in panel.choice.slider.options] == [
        *sorted(day for day in DAYS if day <= COURSE_DAY),
        COMING,
    ]
    assert panel.choice.slider.value == COURSE_DAY
    assert "Sinds 1 juli 2026: ook je klanten bel je" in panel.text
    panel.choice.slider.value = COMING
    assert state.as_of == COMING
    assert "Vanaf 1 januari 2027 (komt eraan): een verzonnen verbod." in panel.text
    panel.choice.any_day.value = date(2028, 2, 2)
    assert panel.choice.slider.value == COMING
    assert panels.verdicts(state).day.slider.value == COMING
    assert panels.flip(state, "phone").text.count("1 januari 2027 (komt eraan)") == 3


def test_a_coming_law_meets_the_list_of_now(coming):
    class Sold:
        contacts = PEOPLE.head(1).assign(last_sale="2023-12-01")
        rejects, files = PEOPLE.head(0), ()

    state = State(CourseList(Sold(), "de testlijst", is_sample=True))
    for fact, value in FACTS.items():
        state.answer(fact, value)
    state.set(purpose="newsletter")
    assert "1 januari 2027 (komt eraan)" not in state.over_time("phone").flips.frame.index


def test_the_lesson_about_calls_runs_with_a_coming_law(coming):
    shown, names = [], {}
    for cell in nbformat.read(LESSON, as_version=4).cells:
        if cell.cell_type == "code":
            body = ast.parse(cell.source).body
            last = body.pop() if isinstance(body[-1], ast.Expr) else None
            exec(compile(ast.Module(body, []), LESSON.name, "exec"), names)
            shown += [eval(compile(ast.Expression(last.value), LESSON.name, "eval"), names)] if last else []
    told = [shown.table for shown in shown if isinstance(shown, charts.Chart)]
    assert [table.index[-2] for table in told] == ["1 januari 2027 (komt eraan)", "24 november 2026"]
    (flips,) = (panel for panel in shown if isinstance(panel, FlipPanel))
    assert "1 januari 2027 (komt eraan)" in flips.text
    assert all(map(repr, shown))


def test_without_a_coming_law_nothing_is_told_as_coming(settled, state):
    assert state.over_time("phone").coming == ()
    assert "komt eraan" not in panels.flip(state, "phone").text + panels.day(state).text


def test_of_an_own_list_now_is_today(settled, monkeypatch):
    class Today(date):
        @classmethod
        def today(cls):
            return date(2025, 3, 3)

    monkeypatch.setattr(places, "date", Today)
    state = State(CourseList(Source(), "de testlijst"), channels=["phone"])
    line = state.over_time("phone")
    assert line.names[-2:] == ["3 maart 2025", "1 juli 2026 (komt eraan)"]
    assert state.as_of == date(2025, 3, 3)
    panel = panels.day(state)
    assert panel.choice.slider.value == date(2025, 3, 3)
    state.set(source=CourseList(Source(), "het voorbeeld", is_sample=True))
    assert state.as_of == panel.choice.slider.value == panel.choice.day == COURSE_DAY
    state.set(as_of=date(2021, 8, 1))
    state.set(source=CourseList(Source(), "de testlijst"))
    assert (state.as_of, state.today) == (date(2021, 8, 1), date(2025, 3, 3))
    assert panel.choice.slider.value == date(2021, 7, 1)
