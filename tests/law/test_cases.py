"""The cases under each rule (avgkit/law/rules/*.toml), which a lawyer can read: a yes and a no for every rule."""

from __future__ import annotations

import pytest

from avgkit.law.decision import decide
from avgkit.law.rule_cases import rule_cases
from avgkit.law.rules import RULES

CASES = rule_cases()


def decided(case):
    return decide(case.channel, case.purpose, as_of=case.day, rules=case.rules, **case.facts)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.under}-{case.text}" for case in CASES])
def test_case(case):
    decision = decided(case)
    assert decision.verdict == case.verdict
    assert decision.rule == case.decided_by
    assert decision.ask == case.ask
    assert bool(case.article) == (case.decided_by is not None)
    assert case.article in " ".join(decision.articles)
    assert case.contested in (None, decision.contested)


def test_the_texts_tell_the_cases_apart():
    assert len({case.text for case in CASES}) == len(CASES) >= 140


def test_every_rule_has_a_yes_and_a_no():
    without = {}
    for rule in RULES:
        yes = [case for case in CASES if case.decided_by == rule.id]
        no = [case for case in CASES if case.under == rule.id and case.decided_by != rule.id]
        near = any(one.differs_in(other) == 1 for one in yes for other in no)
        if not near:
            without[rule.id] = "no yes" if not yes else "no neighbour that it does not decide"
    assert not without


def test_every_fact_of_2018_that_can_be_decided_is_named_by_a_rule():
    named = {number for rule in RULES for number in rule.facts_2018}
    decidable = {f"S{number:02}" for number in (*range(8, 17), *range(24, 28))}
    assert decidable <= named
