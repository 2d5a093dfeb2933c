"""The plan: risk first, nobody who said no is asked, and asking only where the rules allow it."""

from __future__ import annotations

from datetime import date

import pytest

from avgkit.campaign import Sender, permission_request, public_post
from avgkit.classification import classify
from avgkit.contacts import ContactList, read_bytes
from avgkit.course import sample_list
from avgkit.errors import AvgkitError
from avgkit.plan import TODAY, WEEK, YEAR, make_plan

DAY = date(2026, 11, 24)
KNOWN = {"recipient": "sole_trader", "objection": "no"}
NOOR = Sender(
    "Noor Fictief", "Fictief Teksten", "helder schrijven", "één keer per maand", "https://example.org/nieuwsbrief"
)


def people(text, **facts):
    return make_plan(ContactList([read_bytes(text.encode(), "lijst.csv")]).contacts, as_of=DAY, facts=facts)


def test_steps_go_from_today_to_this_year_and_name_article_and_place():
    plan = make_plan(sample_list().contacts, as_of=DAY)
    order = [step.when for step in plan.steps]
    assert order == sorted(order, key=[TODAY, WEEK, YEAR].index)
    assert plan.steps[0].what.startswith("Zet wie nee zei")
    assert plan.steps[0].contacts == len(plan.stop) == 5
    assert all(step.article and step.where and step.what.endswith((".", "?")) for step in plan.steps)
    assert len(plan.table()) == len(plan.steps)


def test_who_said_no_is_moved_and_never_asked_or_called_deletable():
    plan = people(
        "Naam,E-mail,Bezwaar,Klant\nAnna,a@example.org,ja,ja\nBram,b@example.org,,ja\n",
        **KNOWN, details_source="own_sale", similar_product="yes", opt_out_offered="yes", consent="none",
    )  # fmt: skip
    assert plan.stop["name"].tolist() == ["Anna"]
    assert "Anna" not in plan.ask["name"].tolist()
    assert "Anna" not in plan.delete["name"].tolist()
    assert plan.ask["name"].tolist() == ["Bram"]


def test_everybody_to_ask_may_be_asked_on_each_way_that_is_named():
    plan = make_plan(
        sample_list().contacts,
        as_of=DAY,
        facts={
            **KNOWN,
            "relation": "customer",
            "details_source": "own_sale",
            "similar_product": "yes",
            "opt_out_offered": "yes",
            "consent": "none",
        },
    )
    told = classify(sample_list().contacts, as_of=DAY, purposes=["permission_request"], facts=plan.facts)
    allowed = set(
        told.loc[told["verdict"].isin(["allowed", "conditional"]) & (told["channel"] != "public_post"), "contact_id"]
    )
    assert set(plan.ask["contact_id"]) <= allowed
    assert len(plan.ask) > 5
    assert plan.ask["why"].str.contains("onder voorwaarden").any()


def test_an_unknown_fact_makes_nobody_deletable():
    assert people("Naam,E-mail\nAnna,a@example.org\n").delete.empty
    text = "Naam,E-mail\nAnna,a@example.org\n"
    gone = people(text, recipient="consumer", objection="no", relation="none", consent="none", details_source="third_party",
                  register="not_listed")  # fmt: skip
    told = classify(gone.contacts, as_of=DAY, purposes=["newsletter", "offer"], facts=gone.facts)
    closed = (told.loc[told["channel"] != "public_post", "verdict"].astype(str) == "not_allowed").all()
    assert (len(gone.delete) == 1) == closed


def test_old_dates_and_broken_addresses_are_named():
    plan = people("Naam,E-mail,Datum\nAnna,a@example.org,01-02-2020\nBram,kapot,01-02-2026\n")
    assert plan.quiet["name"].tolist() == ["Anna"]
    assert plan.undeliverable["name"].tolist() == ["Bram"]


def test_a_list_of_nobody_gives_no_steps():
    assert make_plan(sample_list().contacts.head(0), as_of=DAY).steps == []


def test_the_words_say_who_what_how_often_where_and_how_to_say_no():
    for text in (permission_request(NOOR, "Bram"), public_post(NOOR)):
        for part in ("Noor Fictief", "helder schrijven", "één keer per maand", "https://example.org/nieuwsbrief"):
            assert part in text
        assert "afmelden" in text.lower()
    assert permission_request(NOOR).startswith("Hallo,")
    with pytest.raises(AvgkitError, match="het onderwerp"):
        Sender("Noor", "Fictief", " ", "soms", "https://example.org")
    with pytest.raises(AvgkitError, match="https"):
        Sender("Noor", "Fictief", "teksten", "soms", "example.org")
