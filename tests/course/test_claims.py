"""What people repeat: the rules make it true or not, for whom and since when; the sentence never decides."""

from __future__ import annotations

import json
from datetime import date

import pytest

from avgkit.cli import main
from avgkit.course.claims import Truth, all_claims, did_you_mean, find_claims
from avgkit.law.decision import decide
from avgkit.law.facts import Verdict
from avgkit.law.rules import MOMENTS

TODAY = date(2026, 11, 25)
CLAIMS = {claim.id: claim for claim in all_claims()}
YES = (Verdict.ALLOWED, Verdict.CONDITIONAL)


def test_there_are_at_least_forty_and_the_facts_of_2018_are_among_them():
    assert len([claim for claim in all_claims() if not claim.facts_2018]) >= 40
    told = {number for claim in all_claims() for number in claim.facts_2018}
    assert told == {f"S{number:02}" for number in range(1, 28)}


@pytest.mark.parametrize("claim", all_claims(), ids=lambda claim: claim.id)
def test_the_facts_of_each_case_settle_it_on_every_day_of_the_law(claim):
    for day in [TODAY, *(moment.day for moment in MOMENTS)]:
        for case in claim.cases:
            decision = decide(case.channel, case.purpose, as_of=day, **case.facts)
            assert decision.verdict != Verdict.DEPENDS, (case.who, day)
            says_yes = decision.verdict in YES
            assert (claim.case_truth(case, day) == Truth.FALSE) == (says_yes == (claim.claims == "may_not"))


@pytest.mark.parametrize(
    ("id", "periods"),
    [
        ("by_hand_is_no_spam", ["2018-05-25 false"]),
        ("call_anyone", ["2018-05-25 conditional", "2021-07-01 false"]),
        ("call_customers", ["2018-05-25 conditional", "2026-07-01 false"]),
        ("sole_trader_is_business", ["2018-05-25 conditional", "2021-07-01 false"]),
        ("tell_of_registers", ["2018-05-25 true", "2021-07-01 false"]),
        ("too_small_for_avg", ["2018-05-25 false"]),
        ("spoken_yes_is_enough", ["2018-05-25 partly"]),
        ("business_mail_always", ["2018-05-25 false"]),
    ],
)
def test_since_when_a_sentence_is_true_follows_from_the_rules(id, periods):
    assert [f"{day} {truth}" for day, truth in CLAIMS[id].periods()] == periods


def test_a_law_that_is_announced_makes_a_period_to_come(monkeypatch):
    claim = CLAIMS["call_customers"]
    assert claim.since(date(2020, 1, 1)) == date(2018, 5, 25)
    assert claim.truth(date(2020, 1, 1)) == Truth.CONDITIONAL
    assert claim.periods()[-1] == (date(2026, 7, 1), Truth.FALSE)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("visitekaartje", "business_card_is_consent"),
        ("VISITEKAART", "business_card_is_consent"),
        ("met de hand", "by_hand_is_no_spam"),
        ("drie jaar weer", "no_is_forgotten"),
        ("enquete", "review_request"),
        ("linkedin privacy", "linkedin_privacy"),
    ],
)
def test_words_find_the_sentence_whatever_their_accents_and_capitals(words, first):
    assert find_claims(words)[0].id == first


def test_words_that_are_nowhere_find_nothing():
    assert find_claims("zeppelin") == ()


def test_the_command_tells_for_whom_since_when_and_why(capsys):
    assert main(["claims", "visitekaartje", "--as-of", "2026-11-25"]) == 0
    said = capsys.readouterr().out
    assert "klopt niet, sinds 25 mei 2018" in said
    assert "Wat nu:" in said
    assert "Tw art. 11.7" in said


def test_the_command_gives_json_and_says_in_a_sentence_what_is_wrong(capsys):
    assert main(["claims", "--json", "--as-of", "2020-01-01"]) == 0
    found = json.loads(capsys.readouterr().out)["claims"]
    assert len(found) == len(all_claims())
    customers = next(one for one in found if one["id"] == "call_customers")
    assert customers["truth"] == "conditional"
    assert customers["cases"][0]["verdict"] == "conditional"
    assert customers["cases"][0]["sources"][0]["address"].startswith("https://")
    assert main(["claims", "zeppelin", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"claims": []}
    assert main(["claims", "--as-of", "ooit"]) == 2
    assert "geen dag" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "as_well"),
    [("gebeld", "bellen"), ("brieven", "brief"), ("zzper", "zzp’er"), ("kaarten", "kaart"), ("belt", "bellen")],
)
def test_another_form_of_a_word_finds_the_same_sentences(words, as_well):
    assert find_claims(words)
    assert {claim.id for claim in find_claims(words)} & {claim.id for claim in find_claims(as_well)}


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("vistekaartje", "visitekaartje"),
        ("linkedin privicy", "linkedin privacy"),
        ("zeppelin", ""),
        ("visitekaartje", ""),
        ("", ""),
        ("xq", ""),
    ],
)
def test_a_mistake_in_typing_is_asked_about(words, meant):
    assert did_you_mean(words) == meant


def test_the_command_asks_what_was_meant_and_shows_that(capsys):
    assert main(["claims", "vistekaartje", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["did_you_mean"] == "visitekaartje"
    assert [claim["id"] for claim in found["claims"]] == ["business_card_is_consent"]
