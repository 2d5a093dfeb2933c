"""Verdicts for a list: shape, facts for all, what a consent covers, and what one answer unlocks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from avgkit.base.errors import AvgkitError
from avgkit.law.classification import classify, counts, unlocks
from avgkit.law.decision import decide
from avgkit.law.facts import CONTACT_FACTS, FACTS, Channel, Purpose, Verdict

DAY = "2026-11-24"


def people(**columns):
    size = len(next(iter(columns.values()))) if columns else 1
    return pd.DataFrame(
        {"contact_id": [f"1-{row}" for row in range(2, size + 2)], "name": ["Els Fictief"] * size, **columns}
    )


def one(frame, **case):
    rows = frame
    for name, value in case.items():
        rows = rows[rows[name] == value]
    assert len(rows) == 1
    return rows.iloc[0]


def test_a_row_for_each_contact_channel_and_purpose():
    result = classify(people(relation=["customer", "none"]), as_of=DAY)
    assert list(result) == [
        "contact_id",
        "name",
        "email",
        "phone",
        "channel",
        "purpose",
        "verdict",
        "rule",
        "reason",
        "ask",
        "contested",
    ]
    assert len(result) == 2 * len(Channel) * len(Purpose)
    assert not result.duplicated(["contact_id", "channel", "purpose"]).any()
    assert result["verdict"].notna().all()


def test_classify_agrees_with_decide_on_random_lists():
    rng = np.random.default_rng(7)
    facts = {name: rng.choice([*FACTS[name].labels, "unknown"], 60) for name in CONTACT_FACTS}
    result = classify(people(**facts), as_of=DAY)
    for place, row in enumerate(result.itertuples()):
        contact = place // (len(Channel) * len(Purpose))
        case = {name: facts[name][contact] for name in CONTACT_FACTS}
        decision = decide(row.channel, row.purpose, as_of=DAY, **case)
        assert (row.verdict, row.rule, row.reason, row.ask, row.contested) == (
            decision.verdict,
            decision.rule or "",
            decision.reason,
            ",".join(decision.ask),
            decision.contested,
        )


def test_a_number_of_years_is_read_and_an_empty_cell_is_unknown():
    former = {
        "recipient": "consumer",
        "relation": "former_customer",
        "details_source": "own_sale",
        "consent": "none",
        "objection": "no",
        "similar_product": "yes",
        "opt_out_offered": "yes",
    }
    list_ = people(years_since_relation=[2, 3.0, "4,5", None], **{name: [value] * 4 for name, value in former.items()})
    result = classify(list_, as_of="2022-01-01", channels="phone", purposes=["offer"])
    assert result["verdict"].tolist() == ["conditional", "conditional", "not_allowed", "depends"]
    assert result["ask"].tolist()[3] == "years_since_relation"


def test_facts_for_the_whole_list_never_undo_an_objection_or_a_withdrawal():
    list_ = people(objection=["yes", "unknown"], consent=["unknown", "withdrawn"])
    result = classify(
        list_, as_of=DAY, channels=["email"], purposes=["offer"], facts={"objection": "no", "consent": "unproven"}
    )
    with pytest.raises(AvgkitError, match="één persoon tegelijk"):
        classify(list_, as_of=DAY, facts={"consent": "valid"})
    assert result["rule"].tolist() == ["objection", "withdrawn"]
    free = classify(
        people(relation=["connection"]),
        as_of=DAY,
        channels=["email"],
        purposes=["offer"],
        facts={"objection": "no", "consent": "valid"},
    )
    assert free["verdict"].tolist() == ["allowed"]


def test_a_valid_consent_counts_only_for_what_it_covers():
    list_ = people(
        consent=["valid"],
        objection=["no"],
        relation=["none"],
        recipient=["consumer"],
        consent_channel=["email"],
        consent_purpose=["newsletter"],
    )
    result = classify(list_, as_of=DAY)
    assert one(result, channel="email", purpose="newsletter")["verdict"] == "allowed"
    assert one(result, channel="email", purpose="offer")["verdict"] == "not_allowed"
    assert one(result, channel="sms", purpose="newsletter")["rule"] == "message_consent_other_scope"
    assert one(result, channel="sms", purpose="service")["rule"] == "service_without_relation"


def test_counts_per_channel_add_up():
    result = classify(people(relation=["customer", "none", "connection"]), as_of=DAY, purposes=["offer"])
    table = counts(result)
    assert list(table) == ["allowed", "conditional", "not_allowed", "depends"]
    assert (table.sum(axis=1) == 3).all()
    assert list(table.index) == list(Channel)


def test_unlocks_tells_what_one_answer_settles():
    list_ = people(
        relation=["none"] * 5, recipient=["consumer"] * 5, objection=["no", "no", "no", "unknown", "unknown"]
    )
    result = unlocks(list_, as_of=DAY, channels=["email"], purposes=["offer"])
    first = result.iloc[0]
    assert (first["fact"], first["contacts"], first["to_yes"], first["to_no"]) == ("consent", 5, 0, 5)
    without = list_.assign(consent="none")
    assert unlocks(without, as_of=DAY, channels=["email"], purposes=["offer"]).empty


def test_an_answer_that_unlocks_gives_what_was_promised():
    rng = np.random.default_rng(11)
    facts = {
        name: rng.choice([*FACTS[name].labels, "unknown"], 300)
        for name in ("recipient", "relation", "details_source", "objection")
    }
    list_ = people(**facts)
    before = classify(list_, as_of=DAY)
    for row in unlocks(list_, as_of=DAY).itertuples():
        answered = list_.copy()
        column = answered[row.fact] if row.fact in answered else pd.Series("unknown", index=answered.index)
        if FACTS[row.fact].default == "unknown":
            answered[row.fact] = column.where(column != "unknown", row.answer)
        after = classify(answered, as_of=DAY)
        settled = (before["verdict"] == Verdict.DEPENDS) & (after["verdict"] != Verdict.DEPENDS)
        assert before[settled]["contact_id"].nunique() == row.contacts
        assert (settled & (after["verdict"] == Verdict.NOT_ALLOWED)).sum() == row.to_no


@pytest.mark.parametrize(
    "wrong",
    [
        {"channels": ["duif"]},
        {"purposes": ["spam"]},
        {"facts": {"channel": "email"}},
        {"facts": {"kleur": "rood"}},
        {"facts": {"relation": "vriend"}},
        {"rules": "mijn"},
        {"as_of": "2018-05-24"},
        {"as_of": "morgen"},
    ],
)
def test_bad_use_is_one_dutch_sentence(wrong):
    with pytest.raises(AvgkitError, match=r"\.$"):
        classify(people(relation=["none"]), **({"as_of": DAY} | wrong))


def test_an_empty_list_gives_an_empty_result():
    assert classify(people(relation=[]), as_of=DAY).empty
    assert unlocks(people(relation=[]), as_of=DAY).empty


@pytest.mark.parametrize(
    ("sale", "rule"),
    [
        ("2023-05-01", "call_customer_2021"),
        ("2023-04-30", "call_former_customer_too_long_2021"),
        ("2026-05-02", ""),
        ("", "call_customer_2021"),
        (None, "call_customer_2021"),
    ],
)
@pytest.mark.parametrize("customer", ["customer", " Customer "])
def test_a_customer_becomes_a_former_one_of_too_long_ago_on_the_day(sale, rule, customer):
    told = {"recipient": "consumer", "consent": "none", "objection": "no", "details_source": "own_sale"}
    told |= {"similar_product": "yes", "opt_out_offered": "yes"}
    list_ = people(relation=[customer, customer], last_sale=["2020-01-01", sale])
    result = classify(list_, as_of="2026-05-01", channels="phone", purposes="offer", facts=told)
    assert result["rule"].tolist() == ["call_former_customer_too_long_2021", rule]


def test_a_last_sale_that_is_no_day_is_a_sentence():
    with pytest.raises(AvgkitError, match="last_sale"):
        classify(people(relation=["customer"], last_sale=["2 mei 2019"]), as_of=DAY)


def test_classify_agrees_with_decide_on_lists_of_which_facts_are_partly_known():
    rng = np.random.default_rng(20261125)
    facts = {}
    for name in CONTACT_FACTS:
        values = [*FACTS[name].labels]
        said = [*values, "unknown", f"!{values[0]}", "|".join(values[:2]), "|".join(values[-2:])]
        facts[name] = rng.choice(said, 40)
    result = classify(people(**facts), as_of=DAY)
    for place, row in enumerate(result.itertuples()):
        case = {name: facts[name][place // (len(Channel) * len(Purpose))] for name in CONTACT_FACTS}
        decision = decide(row.channel, row.purpose, as_of=DAY, **case)
        assert (row.verdict, row.rule or "", row.reason) == (decision.verdict, decision.rule or "", decision.reason)
        assert (row.ask, row.contested) == (",".join(decision.ask), decision.contested)


def test_a_set_for_the_whole_list_fills_in_what_is_unknown_and_is_said_in_the_reason():
    told = {"recipient": "sole_trader", "consent": "none", "objection": "no", "relation": "none"}
    list_ = people(**{name: [value] for name, value in told.items()})
    choice = {"as_of": DAY, "channels": "phone", "purposes": "offer"}
    open_ = classify(list_, **choice)
    assert (open_["verdict"].tolist(), open_["ask"].tolist()) == (["depends"], ["details_source"])
    partly = classify(list_, facts={"details_source": "!published_for_offers"}, **choice)
    assert partly["verdict"].tolist() == ["not_allowed"]
    assert "alles behalve gepubliceerd om aanbiedingen te krijgen" in partly["reason"].iloc[0]
    either = list_.assign(details_source="own_sale|published_for_offers")
    row = unlocks(either, **choice).iloc[0]
    assert (row["fact"], row["contacts"]) == ("details_source", 1)
    stays = classify(people(objection=["yes"]), facts={"objection": "no|yes"}, **choice)
    assert stays["rule"].tolist() == ["objection"]


def test_a_list_that_does_not_say_a_fact_has_its_default_and_one_that_says_unknown_has_not():
    told = {"recipient": ["legal_person"] * 2, "consent": ["none"] * 2, "objection": ["no"] * 2}
    choice = {"as_of": DAY, "channels": "phone", "purposes": "offer"}
    assert classify(people(**told), **choice)["verdict"].tolist() == ["conditional"] * 2
    said = classify(people(**told, number_kind=["unknown", "private"]), **choice)
    assert said["verdict"].tolist() == ["depends", "not_allowed"]
    empty = classify(people(**told, number_kind=[None, " "]), **choice)
    assert empty["verdict"].tolist() == ["conditional"] * 2, "an empty cell says nothing"
