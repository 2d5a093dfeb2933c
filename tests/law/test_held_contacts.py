"""Who perhaps said no is never on a list for what somebody may refuse, whatever else is known of them, also in part."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avgkit.law.classification import classify
from avgkit.law.facts import CONTACT_FACTS, FACTS, OR, UNKNOWN, Channel, Purpose, Verdict
from avgkit.law.rules import regimes

REFUSABLE = [Purpose.NEWSLETTER, Purpose.OFFER, Purpose.PERMISSION_REQUEST, Purpose.FEEDBACK_REQUEST]
TO_A_PERSON = [channel for channel in Channel if channel != Channel.PUBLIC_POST]
YES = {Verdict.ALLOWED, Verdict.CONDITIONAL}
OPEN = [name for name in CONTACT_FACTS if name != "objection"]


def _said(name: str) -> st.SearchStrategy[str]:
    """Return what may be said of a fact: nothing, one value, or a set of two."""
    values = list(FACTS[name].labels)
    pairs = [OR.join((one, other)) for one in values for other in values if one < other]
    return st.sampled_from([UNKNOWN, *values, *pairs[:6]])


def _verdicts(held: str, day: date, facts: dict[str, str], **everyone: str) -> pd.DataFrame:
    contacts = pd.DataFrame([{"contact_id": "1", "name": "Anna", "held": held, **facts}])
    return classify(contacts, as_of=day, channels=TO_A_PERSON, purposes=REFUSABLE, facts=everyone)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(regimes()), st.fixed_dictionaries({name: _said(name) for name in OPEN}))
def test_a_held_contact_may_never_be_sent_what_can_be_refused(day, facts):
    found = _verdicts(",".join(Channel), day, facts, objection="no")
    assert not set(found["verdict"]) & YES


@pytest.mark.parametrize("recipient", ["consumer|sole_trader", "!legal_person", "legal_person"])
def test_a_hold_counts_on_its_own_channel_also_where_a_fact_is_known_in_part(recipient):
    customer = {"recipient": recipient, "relation": "customer", "consent": "none", "details_source": "own_sale"}
    customer |= {"similar_product": "yes", "opt_out_offered": "yes", "objection": "no"}
    found = _verdicts("email", regimes()[-1], customer).set_index(["channel", "purpose"])
    free = _verdicts("", regimes()[-1], customer).set_index(["channel", "purpose"])
    for purpose in (Purpose.NEWSLETTER, Purpose.OFFER, Purpose.FEEDBACK_REQUEST):
        assert free.loc[("email", purpose), "verdict"] == Verdict.CONDITIONAL
        assert found.loc[("email", purpose), "verdict"] == Verdict.DEPENDS
        assert found.loc[("sms", purpose), "verdict"] == Verdict.CONDITIONAL
    assert "objection" in found.loc[("email", "offer"), "ask"]
