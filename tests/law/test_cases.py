"""Cases that a lawyer can read (cases.toml), and a yes and a no for every rule."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from avgkit.law.decision import complete_facts, decide
from avgkit.law.facts import RuleSet
from avgkit.law.rules import RULES

CASES = tomllib.loads((Path(__file__).parent.parent / "cases.toml").read_text(encoding="utf-8"))["case"]


def decided(case):
    return decide(
        case["channel"], case["purpose"], as_of=case["day"], rules=case.get("rules", RuleSet.LAW), **case["facts"]
    )


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_case(case):
    decision = decided(case)
    assert decision.verdict == case["verdict"]
    assert decision.rule == case.get("rule")
    assert list(decision.ask) == case.get("ask", [])
    assert case.get("article", "") in " ".join(decision.articles)
    assert decision.contested == case.get("contested", decision.contested)


def things(case):
    """All that a case can differ in: its facts, channel and purpose, the day and the rule set."""
    facts = complete_facts({"channel": case["channel"], "purpose": case["purpose"], **case["facts"]})
    return {**facts, "day": case["day"], "rules": case.get("rules", RuleSet.LAW)}


def test_the_texts_tell_the_cases_apart():
    assert len({case["text"] for case in CASES}) == len(CASES) >= 60


def test_every_rule_has_a_yes_and_a_no():
    spread = [(case.get("rule"), things(case)) for case in CASES]
    without = {}
    for rule in RULES:
        yes = [facts for decider, facts in spread if decider == rule.id]
        no = [facts for decider, facts in spread if decider != rule.id]
        near = any(sum(a[key] != b[key] for key in a) == 1 for a in yes for b in no)
        if not near:
            without[rule.id] = "no yes" if not yes else "no neighbour that it does not decide"
    assert not without


def test_every_fact_of_2018_that_can_be_decided_is_named_by_a_rule():
    named = {number for rule in RULES for number in rule.facts_2018}
    decidable = {f"S{number:02}" for number in (*range(8, 17), *range(24, 28))}
    assert decidable <= named
