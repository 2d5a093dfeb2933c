"""The plan: risk first, nobody who said no is asked, asking only as allowed, and nobody deletable in doubt."""

from __future__ import annotations

from datetime import date
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avgkit.base.errors import AvgkitError
from avgkit.contacts import ContactList, read_bytes
from avgkit.course.lists import sample_list
from avgkit.law.classification import classify
from avgkit.law.decision import decide
from avgkit.law.facts import CONTACT_FACTS, FACTS, UNKNOWN, Channel
from avgkit.plan.campaign import BLANK, MailSender, campaign, permission_request, public_post
from avgkit.plan.groups import ASKING, make_plan, shown
from avgkit.plan.list_on_day import on_day
from avgkit.plan.retention import BY_KEY, GROUNDS, grounds_of, retention
from avgkit.plan.steps import ARTICLES, TODAY, WEEK, YEAR, step_table, steps_of

DAY = date(2026, 11, 24)
CUSTOMER = {
    "recipient": "sole_trader",
    "objection": "no",
    "relation": "customer",
    "details_source": "own_sale",
    "similar_product": "yes",
    "opt_out_offered": "yes",
    "consent": "none",
}
STRANGER = {
    "recipient": "consumer",
    "objection": "no",
    "relation": "none",
    "consent": "none",
    "details_source": "third_party",
    "register": "not_listed",
}
NOOR = MailSender(
    "Noor Fictief",
    "Fictief Teksten",
    "helder schrijven",
    "één keer per maand",
    "https://example.org/nieuwsbrief",
    "noor@example.org",
)
GROUPS = ("stop", "not_for_mail", "unproven", "unsafe", "ask", "confirm", "publicly", "delete", "downloads", "quiet")


def people(text, **facts):
    return make_plan(ContactList([read_bytes(text.encode(), "lijst.csv")]).contacts, as_of=DAY, facts=facts)


def contact(**facts):
    """One contact with an address and a number, and these facts."""
    details = {"contact_id": "1-2", "name": "Anna", "email": "anna@example.org", "phone": "+31600000001"}
    return pd.DataFrame([details | facts])


def names(group):
    return group["name"].tolist()


def test_steps_go_from_today_to_this_year_and_in_each_from_high_risk_to_low():
    steps = steps_of(make_plan(sample_list().contacts, as_of=DAY))
    order = [([TODAY, WEEK, YEAR].index(s.when), ["hoog", "midden", "laag"].index(s.risk), -s.contacts) for s in steps]
    assert order == sorted(order)
    assert steps[0].what.startswith("Zet wie nee zei")
    assert steps[0].contacts == 5
    assert all(step.article and step.where and step.why and step.what.endswith((".", "?")) for step in steps)
    assert len(step_table(steps)) == len(steps)
    assert set(ARTICLES) == set(CONTACT_FACTS)


def test_a_step_about_a_group_counts_that_group():
    plan = make_plan(sample_list().contacts, as_of=DAY, facts={"objection": "no"})
    about = [step for step in steps_of(plan) if step.group]
    assert len(about) > 5
    assert all(step.contacts == len(getattr(plan, step.group)) for step in about)


def test_who_said_no_is_moved_and_in_no_other_group():
    plan = people(
        "Naam,E-mail,Bezwaar,Klant,Datum\nAnna,a@example.org,ja,ja,01-01-2019\nBram,b@example.org,,ja,\n", **CUSTOMER
    )
    assert names(plan.stop) == ["Anna"]
    assert names(plan.confirm) == ["Bram"]
    assert not [group for group in GROUPS[1:] if "Anna" in names(getattr(plan, group))]


def test_a_withdrawal_stays_whatever_is_said_of_the_whole_list():
    plan = make_plan(contact(consent="withdrawn"), as_of=DAY, facts={"consent": "valid", "objection": "no"})
    assert names(plan.stop) == ["Anna"]
    assert plan.ask.empty


def test_everybody_to_ask_may_be_asked_on_each_way_that_is_named():
    contacts = sample_list().contacts
    facts = {"recipient": "legal_person", "objection": "no", "consent": "none"}
    plan = make_plan(contacts, as_of=DAY, facts=facts)
    told = classify(contacts, as_of=DAY, purposes=["permission_request"], facts=facts)
    fine = told[told["verdict"].isin(["allowed", "conditional"])]
    allowed = set(zip(fine["contact_id"], fine["channel"].astype(str), strict=True))
    labels = {FACTS["channel"].labels[str(c)]: str(c) for c in ASKING} | {"post, als je het postadres hebt": "post"}
    asked = pd.concat([plan.ask, plan.confirm])
    assert len(asked) > 20
    for row in asked.itertuples():
        ways = [labels[way.partition(" (")[0]] for way in row.why.split("; ") if way != "hierover is discussie)"]
        assert ways
        assert {(row.contact_id, way) for way in ways} <= allowed


def test_only_who_cannot_be_mailed_yet_is_asked_and_no_private_message_on_linkedin_is_advised():
    legal = make_plan(contact(recipient="legal_person", objection="no", consent="none", relation="none"), as_of=DAY)
    assert legal.ask["why"].tolist() == [
        "post, als je het postadres hebt (onder voorwaarden); telefoon (onder voorwaarden; hierover is discussie)"
    ]
    connection = {**STRANGER, "relation": "connection", "details_source": "platform_export", "register": "listed"}
    plan = make_plan(contact(**connection), as_of=DAY)
    assert plan.ask.empty
    assert names(plan.publicly) == ["Anna"]
    customer = make_plan(contact(**CUSTOMER), as_of=DAY)
    assert customer.ask.empty
    assert "e-mail (onder voorwaarden; hierover is discussie)" in customer.confirm["why"].iloc[0]


def test_a_landline_is_no_way_to_send_a_message_and_a_broken_address_is_none_at_all():
    facts = {**CUSTOMER, "phone_kind": "fixed", "issues": ("undeliverable",)}
    ways = make_plan(contact(**facts), as_of=DAY).confirm["why"]
    assert not ways.str.contains("sms|WhatsApp|e-mail").any()


def test_a_customer_is_called_no_longer_since_july_2026_and_a_company_still_is():
    known = CUSTOMER | {"register": "not_listed"}
    assert make_plan(contact(**known), as_of=date(2026, 6, 30)).no_calls.empty
    assert names(make_plan(contact(**known), as_of=DAY).no_calls) == ["Anna"]
    assert make_plan(contact(**(known | {"recipient": "legal_person"})), as_of=DAY).no_calls.empty
    assert make_plan(contact(**(known | {"consent": UNKNOWN})), as_of=DAY).no_calls.empty


def test_consent_makes_a_download_fit_for_mail_and_a_missing_fact_does_not():
    source = {"details_source": "platform_export", "relation": "connection", "objection": "no"}
    assert names(make_plan(contact(**source), as_of=DAY).not_for_mail) == ["Anna"]
    assert make_plan(contact(**source, consent="valid"), as_of=DAY).not_for_mail.empty


@pytest.mark.parametrize("fact", ["relation", "objection", "consent"])
def test_an_unknown_fact_makes_nobody_deletable(fact):
    assert names(make_plan(contact(**STRANGER), as_of=DAY).delete) == ["Anna"]
    assert make_plan(contact(**(STRANGER | {fact: UNKNOWN})), as_of=DAY).delete.empty


def test_a_customer_is_kept_for_the_accounts_even_when_the_learner_says_there_is_no_relation():
    for kept in ({"relation": "customer"}, {"relation": "former_customer"}, {"details_source": "own_sale"}):
        plan = make_plan(contact(**kept), as_of=DAY, facts={k: v for k, v in STRANGER.items() if k != "details_source"})
        assert plan.delete.empty
        assert retention(plan.cases).index.tolist() == [BY_KEY["invoice"].title]
    nameless = pd.DataFrame(
        [{"contact_id": "1-2", "name": "Anna", "email": None, "phone": None, "relation": "customer"}]
    )
    assert make_plan(nameless, as_of=DAY, facts={"objection": "no", "consent": "none"}).delete.empty


@pytest.mark.parametrize(
    ("sale", "ground"), [("2019-01-01", "invoice"), ("2018-12-31", "tax_over"), ("2026-01-01", "invoice")]
)
def test_accounts_are_kept_until_seven_years_after_the_year_of_the_sale(sale, ground):
    assert grounds_of(on_day(contact(**CUSTOMER, last_sale=sale), DAY)).tolist() == [ground]


def test_a_connection_keeps_its_connection_and_loses_the_download():
    connection = {**STRANGER, "relation": "connection", "details_source": "platform_export"}
    plan = make_plan(contact(**connection), as_of=DAY)
    assert plan.delete.empty
    assert names(plan.downloads) == ["Anna"]


FACT_VALUES = {name: [*FACTS[name].labels, UNKNOWN] for name in CONTACT_FACTS if name != "years_since_relation"}
CASES = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in FACT_VALUES.items()})


@settings(max_examples=80, deadline=None)
@given(CASES, st.sampled_from([date(2018, 6, 1), date(2022, 1, 1), DAY]))
def test_who_is_deletable_may_not_be_approached_whatever_the_unknown_facts_are(facts, day):
    plan = make_plan(contact(**facts), as_of=day)
    if plan.delete.empty:
        return
    assert facts["relation"] == "none"
    assert facts["objection"] == "no"
    assert facts["consent"] not in (UNKNOWN, "valid", "withdrawn")
    for channel, purpose in product(("email", "sms", "whatsapp", "fax", "phone"), ("newsletter", "offer")):
        assert decide(channel, purpose, as_of=day, **facts).verdict == "not_allowed"


@settings(max_examples=80, deadline=None)
@given(CASES, st.sampled_from(CONTACT_FACTS))
def test_forgetting_a_fact_never_makes_somebody_deletable_or_fit_to_ask(facts, name):
    known, less = (make_plan(contact(**case), as_of=DAY) for case in (facts, facts | {name: UNKNOWN}))
    assert len(less.delete) <= len(known.delete)
    assert set(less.ask["contact_id"]) <= set(known.ask["contact_id"]) | set(known.confirm["contact_id"])


@settings(max_examples=50, deadline=None)
@given(CASES)
def test_every_contact_has_one_ground_and_the_check_counts_them_all(facts):
    cases = on_day(contact(**facts), DAY)
    assert retention(cases)["contacten"].sum() == 1
    assert {ground.key for ground in GROUNDS} >= set(grounds_of(cases))


@settings(max_examples=40, deadline=None)
@given(CASES, st.sampled_from([c for c in Channel if c != Channel.PUBLIC_POST]))
def test_cases_say_what_decide_says(facts, channel):
    cases = on_day(contact(**facts), DAY)
    for purpose in ("newsletter", "permission_request", "service"):
        verdict = decide(channel, purpose, as_of=DAY, **facts).verdict
        assert cases.verdict_is(verdict, channel, purpose).tolist() == [True]
        assert cases.may(channel, purpose).tolist() == [verdict in ("allowed", "conditional")]


def test_counts_of_the_list_are_those_of_classify():
    contacts = sample_list().contacts
    counts = on_day(contacts, DAY).counts()
    told = classify(contacts, as_of=DAY)
    expected = told.groupby(["channel", "purpose", "verdict"], observed=False).size().unstack()
    assert np.array_equal(counts.to_numpy(), expected.to_numpy())
    assert [tuple(map(str, key)) for key in expected.index] == counts.index.tolist()


def test_old_dates_and_broken_addresses_are_named():
    plan = people("Naam,E-mail,Datum\nAnna,a@example.org,01-02-2020\nBram,kapot,01-02-2026\nCor,c@example.org,\n")
    assert names(plan.quiet) == ["Anna"]
    assert names(plan.undeliverable) == ["Bram"]


def test_the_day_of_connecting_is_no_day_of_contact():
    old = {"date": "2015-01-01", "date_means": "connected_on"}
    assert make_plan(contact(**old), as_of=DAY).quiet.empty
    assert len(make_plan(contact(**(old | {"date_means": "created"})), as_of=date(2024, 2, 29)).quiet) == 1


def test_a_list_of_nobody_gives_no_steps():
    plan = make_plan(sample_list().contacts.head(0), as_of=DAY)
    assert steps_of(plan) == []
    assert campaign(plan) == []
    assert retention(plan.cases).empty


def test_a_list_without_details_gives_a_plan_too():
    plan = make_plan(pd.DataFrame({"contact_id": ["1"], "relation": ["customer"]}), as_of=DAY)
    assert shown(plan.publicly).index.tolist() == ["contact zonder naam"]


@pytest.mark.parametrize("channel", ["email", "sms", "whatsapp", "post", "phone"])
def test_a_request_says_who_what_how_often_where_and_how_to_say_no(channel):
    text = permission_request(NOOR, "Bram", channel)
    for part in ("Noor Fictief", "helder schrijven", "één keer per maand", NOOR.link, NOOR.stop, "reclame"):
        assert part in text
    assert ("bezwaar" in text) != (channel == "phone")


def test_a_letter_tells_apart_of_the_right_to_object_and_leaves_the_source_to_who_knows_it():
    letter = permission_request(NOOR, channel="post")
    assert "Je hebt het recht om bezwaar te maken." in letter
    assert "[nog invullen: waar je het adres vandaan hebt]" in letter
    assert "privacyverklaring" in letter
    assert "waar je het adres vandaan hebt" not in permission_request(NOOR)


def test_a_public_post_asks_nobody_and_has_the_link():
    text = public_post(NOOR)
    assert NOOR.link in text
    assert "Afmelden" in text
    assert permission_request(NOOR).startswith("Hallo,")
    for channel, words in (("linkedin_message", "privébericht"), ("public_post", "niemand persoonlijk")):
        with pytest.raises(AvgkitError, match=words):
            permission_request(NOOR, channel=channel)


def test_words_with_something_missing_are_refused_and_blanks_show_what_to_fill_in():
    with pytest.raises(AvgkitError, match="het onderwerp"):
        MailSender("Noor", "Fictief", " ", "soms", "https://example.org", "x")
    with pytest.raises(AvgkitError, match="https"):
        MailSender("Noor", "Fictief", "teksten", "soms", "example.org", "x")
    assert "[nog invullen: je naam]" in public_post(BLANK)


def test_the_campaign_asks_each_person_once_and_then_stops():
    moves = campaign(
        make_plan(
            sample_list().contacts, as_of=DAY, facts={"recipient": "legal_person", "objection": "no", "consent": "none"}
        )
    )
    assert [move.week for move in moves] == sorted(move.week for move in moves)
    assert sum("persoonlijk om toestemming" in move.what for move in moves) == 1
    assert moves[-1].what.startswith("Stop.")


def test_a_law_that_is_announced_is_a_step_for_whom_it_changes_the_outcome():
    told = CUSTOMER | {"register": "not_listed", "recipient": "consumer"}
    plan = make_plan(contact(**told), as_of=date(2026, 6, 30))
    (step,) = [step for step in steps_of(plan) if "verandert de wet" in step.what]
    assert step.what.startswith("Vanaf 1 juli 2026 verandert de wet: ook je klanten bel je alleen met toestemming")
    assert (step.contacts, step.when, step.risk) == (1, YEAR, "laag")
    assert not [step for step in steps_of(make_plan(contact(**told), as_of=DAY)) if "verandert de wet" in step.what]
