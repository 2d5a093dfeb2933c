"""The duties: a DPIA, an FG, a register and a data breach. A missing answer never makes a duty go away."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgkit.base.errors import AvgkitError
from avgkit.course.exercises import exercise
from avgkit.course.explain import breach_until
from avgkit.duties.checks import breach, obligations
from avgkit.duties.checks.obligations import Need
from avgkit.duties.documents.activities import ACTIVITIES
from avgkit.duties.documents.document_questions import QUESTIONS
from avgkit.duties.documents.document_tables import role
from avgkit.duties.documents.service_providers import HELPERS
from avgkit.law.rules import SOURCES

NO_TO_ALL = dict.fromkeys(obligations.QUESTIONS, "no")
SOME = st.dictionaries(st.sampled_from(list(obligations.QUESTIONS)), st.sampled_from(["yes", "no"]))
ORDER = [Need.NOT_REQUIRED, Need.WEIGH, Need.REQUIRED]


def at(*criteria, work="customers"):
    return {f"{id}.activities": (work,) for id in criteria}


WHERE = st.dictionaries(
    st.sampled_from([f"{q.id}.activities" for q in obligations.CRITERIA]),
    st.lists(st.sampled_from(["customers", "newsletter"]), min_size=1, max_size=2, unique=True).map(tuple),
)
SOME = st.builds(lambda said, where: {**said, **where}, SOME, WHERE)


def needs(answers):
    return [duty.need for duty in obligations.duties(answers)]


def test_no_to_everything_means_that_nothing_is_due():
    assert needs(NO_TO_ALL) == [Need.NOT_REQUIRED] * 3


def test_without_answers_nothing_can_be_said():
    assert needs({}) == [Need.UNSAID] * 3


@pytest.mark.parametrize("question", [q.id for q in obligations.CRITERIA])
def test_one_criterion_is_weighed_and_two_are_enough(question):
    other = "scoring" if question != "scoring" else "matching"
    assert obligations.dpia({**NO_TO_ALL, question: "yes"}).need == Need.WEIGH
    two = {**NO_TO_ALL, question: "yes", other: "yes"}
    assert obligations.dpia({**two, **at(question, other)}).need == Need.REQUIRED
    across = obligations.dpia({**two, **at(question), **at(other, work="network")})
    assert across.need == Need.WEIGH
    assert "verschillende soorten werk" in across.reason
    assert obligations.dpia(two).open == tuple(f"{q.id}.activities" for q in obligations.CRITERIA if two[q.id] == "yes")


def test_criteria_add_up_within_one_line_of_the_register():
    told = {**NO_TO_ALL, "sensitive": "yes", "innovative": "yes", "scoring": "yes"}
    apart = {"sensitive.activities": ("bookkeeping",), "innovative.activities": ("newsletter",)}
    assert obligations.dpia({**told, **apart}).need == Need.UNSAID
    assert obligations.dpia({**told, **apart, "scoring.activities": ("network",)}).need == Need.WEIGH
    same = obligations.dpia({**told, **apart, "scoring.activities": ("network", "newsletter")})
    assert same.need == Need.REQUIRED
    assert "beoordelen, nieuwe techniek" in same.reason
    assert "gevoelige" not in same.reason


def test_where_a_criterion_holds_is_asked_of_the_activities_of_the_register():
    for criterion in obligations.CRITERIA:
        asked = QUESTIONS[obligations.where_id(criterion)]
        assert set(asked.options) == {*ACTIVITIES, "other_work"}
        assert (asked.only_if.asks, asked.only_if.values) == (criterion.id, {"yes"})


def test_a_therapist_who_works_alone_needs_no_dpia_for_that_work():
    told = {**NO_TO_ALL, "sole_professional": "yes", "sensitive": "yes", "vulnerable": "yes"}
    told |= at("sensitive", "vulnerable", "scoring", "innovative")
    alone = obligations.dpia(told)
    assert alone.need == Need.NOT_REQUIRED
    assert alone.reason == (
        "Je werkt alleen als zorgverlener of advocaat. Voor dat werk is een DPIA niet verplicht (AVG overweging 91). "
        "Ander werk, zoals een nieuwsbrief, telt apart; daarbij noem je geen ander kenmerk."
    )
    assert SOURCES["SOLE_CARER"].checked_on
    assert "SOLE_CARER" in alone.sources
    assert obligations.dpia({**told, "sole_professional": "no"}).need == Need.REQUIRED
    assert obligations.dpia({**told, "scoring": "yes"}).need == Need.WEIGH
    assert obligations.dpia({**told, "scoring": "yes", "innovative": "yes"}).need == Need.REQUIRED
    assert obligations.dpia({"sensitive": "yes", "vulnerable": "yes"}).need == Need.UNSAID


def test_what_is_on_the_list_of_the_ap_needs_a_dpia_whatever_else():
    assert obligations.dpia({"ap_list": "yes"}).need == Need.REQUIRED
    assert len(obligations.AP_LIST) == 17
    assert len(obligations.CRITERIA) == 9


@pytest.mark.parametrize("question", [q.id for q in obligations.FG])
def test_each_case_of_article_37_asks_for_an_fg(question):
    assert obligations.officer({question: "yes"}).need == Need.REQUIRED


def test_regular_use_of_data_takes_the_exemption_of_the_register_away():
    found = obligations.register({"register_regular": "yes"})
    assert found.need == Need.REQUIRED
    assert "OMNIBUS4" in found.sources


@given(SOME)
def test_an_open_answer_never_gives_not_required(answers):
    for duty in obligations.duties(answers):
        assert (duty.need == Need.UNSAID) == bool(duty.need != Need.REQUIRED and duty.open)


@given(SOME)
def test_what_is_said_stays_true_however_the_open_answers_are_filled_in(answers):
    before = needs(answers)
    for filler in ("yes", "no"):
        after = needs({**dict.fromkeys(obligations.QUESTIONS, filler), **answers})
        assert all(old in (Need.UNSAID, new) for old, new in zip(before, after, strict=True))
        works = at(*(q.id for q in obligations.CRITERIA))
        after = needs({**dict.fromkeys(obligations.QUESTIONS, filler), **works, **answers})
        assert all(old in (Need.UNSAID, new) for old, new in zip(before, after, strict=True))


@given(SOME, st.sampled_from([id for id in obligations.QUESTIONS if id != "sole_professional"]))
def test_a_yes_never_makes_a_duty_lighter(answers, question):
    full = {**NO_TO_ALL, **at(*(q.id for q in obligations.CRITERIA)), **answers}
    for old, new in zip(needs(full), needs({**full, question: "yes"}), strict=True):
        assert ORDER.index(new) >= ORDER.index(old)


def test_the_sources_of_the_duties_exist():
    told = {"breach": "yes", "breach_risk": "high", "breach_unreadable": "no"}
    for duty in (*obligations.duties({}), *breach.breach_duties(told)):
        assert duty.articles
        assert set(duty.sources) <= set(SOURCES)


@pytest.mark.parametrize(
    ("risk", "unreadable", "report", "tell"),
    [
        ("none", "no", Need.NOT_REQUIRED, Need.NOT_REQUIRED),
        ("risk", "no", Need.REQUIRED, Need.NOT_REQUIRED),
        ("high", "no", Need.REQUIRED, Need.REQUIRED),
        ("high", "yes", Need.REQUIRED, Need.NOT_REQUIRED),
        ("high", None, Need.REQUIRED, Need.UNSAID),
        (None, "no", Need.UNSAID, Need.UNSAID),
        (None, "yes", Need.UNSAID, Need.UNSAID),
    ],
)
def test_a_breach_is_always_logged_mostly_reported_and_sometimes_told(risk, unreadable, report, tell):
    answers = {"breach": "yes", "breach_risk": risk, "breach_unreadable": unreadable}
    found = breach.breach_duties({id: value for id, value in answers.items() if value})
    assert [duty.need for duty in found] == [Need.REQUIRED, report, tell]


def test_no_breach_has_no_outcomes():
    assert breach.breach_duties({"breach": "no"}) == ()
    assert breach.breach_duties({}) == ()


@pytest.mark.parametrize(
    ("found", "end"),
    [
        (datetime(2026, 11, 24, 9, 30), datetime(2026, 11, 27, 9, 30)),
        (datetime(2026, 10, 24, 10), datetime(2026, 10, 27, 9)),
        (datetime(2027, 3, 27, 10), datetime(2027, 3, 30, 11)),
        (datetime(2026, 12, 31, 23, 59), datetime(2027, 1, 3, 23, 59)),
    ],
)
def test_seventy_two_hours_are_counted_across_weekends_and_the_change_of_the_clock(found, end):
    assert breach.deadline(found) == end


def test_the_exercises_on_duties_say_what_the_rules_say():
    assert obligations.register({"register_regular": "yes", "register_staff": "no"}).need == Need.REQUIRED
    assert exercise("plichten_register").options[exercise("plichten_register").answer].startswith("Ja")
    assert role({}, HELPERS["bookkeeper"]).startswith("nog niet te zeggen")
    assert "nog niet te zeggen" in exercise("plichten_boekhouder").options[exercise("plichten_boekhouder").answer]
    log, report, _ = breach.breach_duties({"breach": "yes"})
    assert (log.need, report.need) == (Need.REQUIRED, Need.UNSAID)
    assert "opschrijven" in exercise("plichten_datalek").options[exercise("plichten_datalek").answer]


@pytest.mark.parametrize("wrong", ["gisteren", "2026-11-20", "2026-13-01 10:00", "2026-11-20 25:00"])
def test_until_when_to_report_is_told_or_asked_for(wrong):
    assert "23 november 2026 om 16:00 uur" in breach_until("2026-11-20 16:00")
    with pytest.raises(AvgkitError, match="geen dag en tijd"):
        breach_until(wrong)
