"""Safe lists: nobody that may not be approached, few columns, nothing that runs, and the same when read back."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from avgkit.classification import classify
from avgkit.contacts import ContactList, read, read_bytes
from avgkit.course import sample_list
from avgkit.errors import AvgkitError
from avgkit.exports import (
    SHAPES,
    columns_for,
    hashed,
    safe_list,
    save_list,
    save_suppression,
    split_name,
    suppression_list,
)
from avgkit.vocabulary import Channel, Purpose

DAY = date(2026, 11, 24)
MAILCHIMP = "Email Address,First Name,Last Name,Phone Number,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,LEID,UNSUB_TIME\n"


def proven(*people):
    rows = "".join(
        f"{email},{first},{last},{phone},2024-01-01 10:00:00,192.0.2.1,,1\n" for email, first, last, phone in people
    )
    reading = read_bytes((MAILCHIMP.replace(",UNSUB_TIME", "") + rows).encode(), "mee.csv")
    return ContactList([reading])


PEOPLE = proven(
    ("anna@example.org", "Anna", "de Wit", "0612345678"),
    ("daan@example.org", "Daan", "van den Berg", ""),
    ("x@example.org", '"=HYPERLINK(""http://example.org"")"', "", ""),
)


def newsletter(contacts, **more):
    return safe_list(contacts, channel="email", purpose="newsletter", as_of=DAY, facts={"objection": "no"}, **more)


def test_only_who_is_allowed_is_on_the_list():
    contacts = sample_list().contacts
    for channel in (c for c in Channel if c != Channel.PUBLIC_POST):
        for purpose in Purpose:
            told = classify(contacts, as_of=DAY, channels=[channel], purposes=[purpose])
            allowed = set(told.loc[told["verdict"] == "allowed", "contact_id"])
            try:
                found = safe_list(contacts, channel=channel, purpose=purpose, as_of=DAY)
            except AvgkitError as error:
                assert not allowed
                assert "niemand" in str(error)  # noqa: PT017
                continue
            assert set(found.contacts["contact_id"]) <= allowed
            assert len(found.contacts) + sum(found.left_out.values()) == len(contacts)


def test_conditions_count_only_when_the_learner_says_that_they_are_met():
    facts = {"relation": "customer", "details_source": "own_sale", "similar_product": "yes", "opt_out_offered": "yes"}
    facts |= {"recipient": "sole_trader", "objection": "no", "consent": "none"}
    contacts = read_bytes(b"Naam,E-mail\nAnna,anna@example.org\n", "x.csv")
    people = ContactList([contacts]).contacts
    with pytest.raises(AvgkitError, match="bij 1 contacten gelden voorwaarden"):
        safe_list(people, channel="email", purpose="offer", as_of=DAY, facts=facts)
    found = safe_list(people, channel="email", purpose="offer", as_of=DAY, facts=facts, conditions_met=True)
    assert len(found.contacts) == 1
    assert found.conditions
    assert found.duties


def test_a_choice_with_somebody_who_is_not_allowed_is_refused():
    both = pd.concat([PEOPLE.contacts, PEOPLE.contacts.assign(consent="withdrawn", contact_id=["a", "b", "c"])])
    with pytest.raises(AvgkitError, match="1 van de 2 gekozen"):
        newsletter(both, only=["1-2", "a"])
    assert len(newsletter(both, only=["1-2"]).contacts) == 1
    with pytest.raises(AvgkitError, match="openbaar bericht"):
        safe_list(both, channel="public_post", purpose="offer", as_of=DAY)


def test_an_address_that_does_not_work_is_left_out():
    contacts = PEOPLE.contacts.copy()
    contacts["issues"] = [("undeliverable",), (), ()]
    found = newsletter(contacts)
    assert len(found.contacts) == 2
    assert sum(found.left_out.values()) == 1


@pytest.mark.parametrize("shape", SHAPES)
def test_columns_are_few_and_the_list_reads_back_the_same(shape, tmp_path):
    found = newsletter(PEOPLE.contacts)
    frame = columns_for(found, shape)
    assert len(frame.columns) <= 3
    assert "0612345678" not in frame.to_string()
    assert "+31612345678" not in frame.to_string()
    path = save_list(found, tmp_path / f"lijst.{'xlsx' if shape == 'excel' else 'csv'}", shape)
    again = read(path).contacts
    assert again[["name", "email"]].to_numpy().tolist() == found.contacts[["name", "email"]].to_numpy().tolist()
    if shape != "excel":
        assert "\n=HYPERLINK" not in path.read_text("utf-8-sig").replace(";", "\n").replace(",", "\n")
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_shapes_channels_and_endings_that_do_not_go_together(tmp_path):
    found = newsletter(PEOPLE.contacts)
    for shape, name, words in (
        ("fax", "a.csv", "bestaat niet"),
        ("excel", "a.csv", ".xlsx"),
        ("csv", "weg/a.csv", "map"),
    ):
        with pytest.raises(AvgkitError, match=words):
            save_list(found, tmp_path / name, shape)
    calls = safe_list(PEOPLE.contacts, channel="phone", purpose="service", as_of=DAY, conditions_met=True)
    with pytest.raises(AvgkitError, match="niet voor telefoon"):
        columns_for(calls, "mailchimp")
    assert list(columns_for(calls, "csv")) == ["Naam", "Telefoon"]


def test_names_are_split_before_the_tussenvoegsel():
    assert split_name("Daan van den Berg") == ("Daan", "van den Berg")
    assert split_name("Anna Maria de Wit") == ("Anna Maria", "de Wit")
    assert split_name("Anna Jansen") == ("Anna", "Jansen")
    assert split_name(None) == ("", "")


def test_the_suppression_list_holds_all_addresses_and_blocks_when_read_back(tmp_path):
    text = "Naam,E-mail,Telefoon,Bezwaar\nAnna,a@example.org,0612345678,ja\nAnna,b@example.org,0612345678,\nC,c@example.org,,\n"
    contacts = ContactList([read_bytes(text.encode(), "x.csv")]).contacts
    listed = suppression_list(contacts)
    assert set(listed["email"]) == {"a@example.org", "b@example.org"}
    path = save_suppression(contacts, tmp_path / "nooit.csv")
    again = read(path)
    assert again.files[0].format == "own_suppression_list"
    assert set(again.contacts["objection"]) == {"yes"}
    secret = hashed(listed)
    assert "@" not in secret.to_string()
    assert secret["email_sha256"].str.len().eq(64).all()
    with pytest.raises(AvgkitError, match="Niemand"):
        save_suppression(contacts[contacts["objection"] != "yes"], tmp_path / "x.csv")
