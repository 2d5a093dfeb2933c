"""What an answer would change, held against the decision on one case: also where a set of values is known."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from avgkit.law.classification import codes_on, pairs_of
from avgkit.law.decision import decide
from avgkit.law.fact_codes import code_of, said_by
from avgkit.law.facts import CONTACT_FACTS, FACTS, Verdict
from avgkit.law.open_cells import Prospect, codes_in_use, narrowed
from avgkit.law.table import table_as_of

DAY = date(2026, 11, 24)
PAIRS = pairs_of(["email", "phone", "post", "linkedin_message", "public_post"], ["newsletter", "offer", "service"])


def value(fact):
    names = list(FACTS[fact].labels)
    return st.lists(st.sampled_from(names), min_size=1, unique=True).map(lambda found: FACTS[fact].said_as(found))


CASES = st.lists(st.fixed_dictionaries({fact: value(fact) for fact in CONTACT_FACTS}), min_size=1, max_size=3)


def prospect_of(cases):
    codes = codes_on(pd.DataFrame(cases), DAY)
    reach = np.ones((len(PAIRS), len(cases)), bool)
    return Prospect(codes, table_as_of(DAY), PAIRS, reach, codes_in_use(codes, {}))


@settings(max_examples=25, deadline=None)
@given(CASES)
def test_it_settles_and_asks_what_the_decision_does(cases):
    found = prospect_of(cases)
    for place, case in enumerate(cases):
        settled, asks = 0, 0
        for channel, purpose in PAIRS:
            decision = decide(channel, purpose, as_of=DAY, **case)
            settled += decision.verdict != Verdict.DEPENDS
            for fact in decision.ask:
                asks |= 1 << CONTACT_FACTS.index(fact)
        assert found.settled[place] == settled
        assert found.asks[place] == asks


@settings(max_examples=25, deadline=None)
@given(CASES, st.sampled_from(CONTACT_FACTS), st.data())
def test_what_an_answer_settles_is_what_the_decisions_settle(cases, fact, data):
    codes = codes_on(pd.DataFrame(cases), DAY)
    known = int(codes.facts[fact][0])
    answer = data.draw(value(fact))
    code = narrowed(fact, known, answer)
    before, told = FACTS[fact].options(said_by(fact, known)), FACTS[fact].options(answer)
    if code is None:
        assert set(before) <= set(told) or not set(before) & set(told)
        return
    assert set(FACTS[fact].options(said_by(fact, code))) == set(before) & set(told)
    after = np.where(codes.facts[fact] == known, code, codes.facts[fact]).astype(np.uint8)
    reach = np.ones((len(PAIRS), len(cases)), bool)
    found = Prospect(codes, table_as_of(DAY), PAIRS, reach, codes_in_use(codes, {fact: [code]}))
    gain, settles = found.after(fact, after)
    said = [{**case, fact: said_by(fact, int(after[place]))} for place, case in enumerate(cases)]
    assert (settles == prospect_of(said).settled - found.settled).all()
    assert (gain >= 0).all()


def test_an_answer_that_cannot_be_true_or_adds_nothing_narrows_nothing():
    known = code_of("recipient", "consumer|sole_trader")
    assert narrowed("recipient", known, "legal_person") is None
    assert narrowed("recipient", known, "consumer|sole_trader|partnership") is None
    assert said_by("recipient", narrowed("recipient", known, "!consumer")) == "sole_trader"
