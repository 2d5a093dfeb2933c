"""What evidence does to the verdicts of a list, compared with what the rules say of one case."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from consent_samples import DAY, PROVEN, SENDER, proven
from hypothesis import given, settings
from hypothesis import strategies as st

from avgkit.base.errors import AvgkitError
from avgkit.duties.consent import Refusal, Store
from avgkit.duties.consent.evidence import PAIRS, evidence_of, with_evidence, with_records
from avgkit.duties.consent.record import standing
from avgkit.law.classification import classify, unlocks
from avgkit.law.decision import decide
from avgkit.law.facts import Consent

OTHER = "bram@example.org"
KNOWN = {"recipient": "consumer", "relation": "none", "details_source": "own_signup", "objection": "no"}
LIST = pd.DataFrame(
    [
        {"contact_id": "1-1", "name": "Anouk van Dalen", "email": PROVEN.email, "phone": PROVEN.phone, **KNOWN},
        {"contact_id": "1-2", "name": "Bram Bos", "email": OTHER, "phone": None, **KNOWN},
    ]
).assign(consent="unknown")


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "t.sqlite", create=True) as opened:
        yield opened


def verdicts(contacts, store, as_of=DAY, **choice):
    known = with_evidence(contacts, store, as_of=as_of, sender=SENDER)
    told = classify(known, as_of=as_of, **choice)
    return {
        (row.contact_id, str(row.channel), str(row.purpose)): (str(row.verdict), str(row.rule))
        for row in told.itertuples()
    }


def by_the_rules(channel, purpose, consent, **facts):
    found = decide(channel, purpose, as_of=DAY, consent=consent, **{**KNOWN, **facts})
    return str(found.verdict), found.rule or ""


def test_without_evidence_nothing_changes(store):
    pd.testing.assert_frame_equal(classify(with_evidence(LIST, store, as_of=DAY), as_of=DAY), classify(LIST, as_of=DAY))


def test_one_person_with_several_consents_gets_for_each_channel_and_purpose_what_its_own_consent_gives(store):
    store.add_all(
        [
            proven(),
            proven(channel="sms", purpose="offer"),
            proven(channel="whatsapp", purpose="offer", box="pre_ticked"),
            proven(channel="phone", purpose="offer", text=""),
        ],
        DAY,
    )
    own = {
        ("email", "newsletter"): "valid",
        ("sms", "offer"): "valid",
        ("whatsapp", "offer"): "pre_ticked",
        ("phone", "offer"): "unproven",
    }
    found = verdicts(LIST, store)
    for channel, purpose in PAIRS:
        worth = own.get((channel, purpose)) or ("other_channel" if purpose != "permission_request" else "other_purpose")
        assert found["1-1", channel, purpose] == by_the_rules(channel, purpose, worth), (channel, purpose)
        assert found["1-2", channel, purpose] == by_the_rules(channel, purpose, "unknown"), (channel, purpose)
    allowed = {
        key[1:]
        for key, (verdict, rule) in found.items()
        if key[0] == "1-1" and "consent" in rule and verdict == "allowed"
    }
    assert allowed == {("email", "newsletter"), ("sms", "offer")}


def test_consent_for_another_sender_gives_nothing(store):
    store.add(proven(sender="Noor Fictief Trainingen"), DAY)
    assert verdicts(LIST, store)["1-1", "email", "newsletter"] == by_the_rules("email", "newsletter", "other_sender")


def test_the_sender_must_be_clear(store):
    store.add_all([PROVEN, proven(sender="Noor Fictief Trainingen")], DAY)
    with pytest.raises(AvgkitError, match=r"Noor Fictief Teksten, Noor Fictief Trainingen.*namens wie"):
        with_evidence(LIST, store, as_of=DAY)


def test_consent_for_one_address_is_not_for_another_of_the_same_person(store):
    store.add(PROVEN, DAY)
    moved = LIST.assign(email=["nieuw@example.org", OTHER], other_emails=[PROVEN.email, ""])
    assert verdicts(moved, store)["1-1", "email", "newsletter"] == by_the_rules("email", "newsletter", "unproven")


@pytest.mark.parametrize("listed", ["withdrawn", "valid", "none", "unproven", "unknown"])
def test_a_withdrawal_in_a_list_or_in_the_store_wins_whatever_the_other_says(store, listed):
    store.add(PROVEN, DAY)
    contacts = LIST.assign(consent=listed)
    before = verdicts(contacts, store)["1-1", "email", "newsletter"]
    assert before == by_the_rules("email", "newsletter", "withdrawn" if listed == "withdrawn" else "valid")
    store.refuse(Refusal("withdrawal", "2026-10-01", email=PROVEN.email), DAY)
    found = verdicts(contacts, store, facts={"consent": "unproven", "objection": "no"})
    for channel, purpose in PAIRS:
        assert found["1-1", channel, purpose] == by_the_rules(channel, purpose, "withdrawn")


def test_who_withdrew_one_consent_keeps_another_that_is_proven_and_nothing_else(store):
    news, _ = store.add_all([proven(), proven(channel="sms", purpose="offer")], DAY)
    store.refuse(Refusal("withdrawal", "2026-10-01", record_id=news.record_id), DAY)
    found = verdicts(LIST.assign(relation="customer"), store)
    for channel, purpose in PAIRS:
        worth = "valid" if (channel, purpose) == ("sms", "offer") else "withdrawn"
        assert found["1-1", channel, purpose] == by_the_rules(channel, purpose, worth, relation="customer")


def test_an_objection_counts_on_its_channel_or_on_all_and_beats_consent(store):
    store.add_all([proven(), proven(channel="phone", purpose="offer")], DAY)
    store.refuse(Refusal("objection", "2026-10-01", phone=PROVEN.phone, channel="phone"), DAY)
    found = verdicts(LIST, store, facts={"objection": "no"})
    assert found["1-1", "phone", "offer"] == by_the_rules("phone", "offer", "valid", objection="yes")
    assert found["1-1", "email", "newsletter"] == by_the_rules("email", "newsletter", "valid")
    store.refuse(Refusal("objection", "2026-10-02", email=PROVEN.email), DAY)
    found = verdicts(LIST, store, facts={"objection": "no"})
    for channel, purpose in PAIRS:
        assert found["1-1", channel, purpose][0] == "not_allowed"


def test_a_refusal_reaches_who_shares_an_address_or_a_number(store):
    store.add(PROVEN, DAY)
    store.refuse(Refusal("withdrawal", "2026-10-01", phone=PROVEN.phone), DAY)
    only_mail = LIST.assign(phone=None)
    assert verdicts(only_mail, store)["1-1", "email", "newsletter"] == by_the_rules("email", "newsletter", "withdrawn")


def test_an_earlier_day_has_its_own_verdict(store):
    store.add(PROVEN, DAY)
    store.refuse(Refusal("withdrawal", "2026-10-01", email=PROVEN.email), DAY)
    for day, worth in ((date(2026, 2, 28), "unknown"), (date(2026, 9, 30), "valid"), (date(2026, 10, 1), "withdrawn")):
        found = verdicts(LIST, store, as_of=day)["1-1", "email", "newsletter"]
        expected = decide("email", "newsletter", as_of=day, consent=worth, **KNOWN)
        assert found == (str(expected.verdict), expected.rule or "")


def test_what_is_not_proven_takes_nothing_from_what_a_mail_tool_recorded(store):
    store.add(proven(text=""), DAY)
    listed = LIST.assign(consent="valid", consent_channel="email", consent_purpose="newsletter")
    found = verdicts(listed, store)
    assert found["1-1", "email", "newsletter"] == by_the_rules("email", "newsletter", "valid")
    assert found["1-1", "sms", "offer"] == by_the_rules("sms", "offer", "other_channel")
    store.add(proven(box="pre_ticked"), DAY)
    store.erase([1], DAY, ["personal", "proof"])
    assert verdicts(listed, store)["1-1", "email", "newsletter"] == by_the_rules("email", "newsletter", "pre_ticked")


def test_a_store_that_was_changed_gives_no_verdict(store):
    store.add(PROVEN, DAY)
    store._connection.execute("DROP TRIGGER event_stays")
    store._connection.execute("UPDATE event SET recorded = '2020-01-01'")
    with pytest.raises(AvgkitError, match="later veranderd"):
        with_evidence(LIST, store, as_of=DAY)


def test_questions_about_a_list_still_add_up_with_evidence(store):
    store.add_all([proven(), proven(channel="sms", purpose="offer")], DAY)
    known = with_evidence(LIST, store, as_of=DAY)
    asked = unlocks(known, as_of=DAY, channels=["email"], purposes=["newsletter"])
    assert dict(zip(asked["fact"], asked["contacts"], strict=True)) == {"consent": 1}


consents = st.lists(
    st.builds(
        proven,
        channel=st.sampled_from(["email", "sms", "post"]),
        purpose=st.sampled_from(["newsletter", "offer"]),
        box=st.sampled_from(["unticked", "pre_ticked", ""]),
        text=st.sampled_from(["", "Ja."]),
        given_at=st.sampled_from(["2026-01-01", "2026-08-01"]),
        confirmed_at=st.just(""),
    ),
    max_size=5,
)
refusals = st.lists(
    st.builds(
        Refusal,
        kind=st.sampled_from(["withdrawal", "objection"]),
        at=st.just("2026-05-01"),
        channel=st.sampled_from(["", "email", "sms"]),
    ),
    max_size=3,
)
RANK = [Consent.WITHDRAWN, Consent.UNPROVEN, Consent.VALID]


@settings(deadline=None)
@given(consents, refusals, consents)
def test_more_evidence_never_costs_a_proof_and_a_refusal_never_gives_one(records, against, more):
    who = {"as_of": DAY, "sender": SENDER, "email": PROVEN.email, "phone": PROVEN.phone}
    stand = [standing(record, against) for record in records]
    fewer = evidence_of(stand, against, **who)
    wider = evidence_of([*stand, *(standing(r, against) for r in more)], against, **who)
    free = evidence_of(records, [], **who)
    for pair in PAIRS:
        valid = fewer.pairs[pair] == Consent.VALID
        assert not valid or wider.pairs[pair] == Consent.VALID
        assert not valid or free.pairs[pair] == Consent.VALID
        proof = [r for r in records if (r.channel, r.purpose) == pair and r.box == "unticked" and r.text]
        reached = [r for r in proof if any(a.kind == "withdrawal" and a.reaches(r) for a in against)]
        assert valid == (len(proof) > len(reached))
    told = classify(with_records(LIST.head(1), stand, against, as_of=DAY, sender=SENDER), as_of=DAY)
    good = told[told["rule"].astype(str).str.contains("consent") & (told["verdict"] == "allowed")]
    for row in good.itertuples():
        assert fewer.pairs[str(row.channel), str(row.purpose)] == Consent.VALID
        assert not {"", str(row.channel)} & fewer.objections
