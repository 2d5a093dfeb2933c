"""Safe lists: nobody that may not be approached, few columns, nothing that runs, and the same people when read back."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from avgkit.base.errors import AvgkitError
from avgkit.contacts import ContactList, read, read_bytes
from avgkit.contacts.cleaning.names import _BROKEN, clean_words
from avgkit.course.lists import sample_list
from avgkit.law.classification import classify
from avgkit.law.facts import CONTACT_FACTS, FACTS, UNKNOWN, Channel, Purpose
from avgkit.plan.groups import make_plan
from avgkit.plan.list_on_day import on_day
from avgkit.plan.safe_lists import SHAPES, checked_choice, columns_for, safe_list, save_list, select, split_name
from avgkit.plan.suppression import (
    fingerprint,
    hashed,
    save_suppression,
    suppression_list,
    unreachable_stops,
)
from avgkit.plan.suppression_entries import read_hashes

DAY = date(2026, 11, 24)
MAILCHIMP = "Email Address,First Name,Last Name,Phone Number,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,LEID\n"
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CUSTOMER = {
    "recipient": "sole_trader",
    "relation": "customer",
    "details_source": "own_sale",
    "similar_product": "yes",
    "opt_out_offered": "yes",
    "objection": "no",
    "consent": "none",
}


def proven(*people):
    rows = "".join(
        f"{email},{first},{last},{phone},2024-01-01 10:00:00,192.0.2.1,,1\n" for email, first, last, phone in people
    )
    return ContactList([read_bytes((MAILCHIMP + rows).encode(), "mee.csv")])


PEOPLE = proven(
    ("anna@example.org", "Anna", "de Wit", "0612345678"),
    ("daan@example.org", "Daan", "van den Berg", ""),
    ("x@example.org", '"=HYPERLINK(""http://example.org"")"', "", ""),
)


def chosen(contacts, *, facts=None, **choice):
    return select(on_day(contacts, DAY, facts), **choice)


def served(contacts, channel):
    """The list for a message about a running assignment, to customers: strangers have none."""
    return chosen(contacts, facts={"relation": "customer"}, channel=channel, purpose="service")


def newsletter(contacts, *, facts=MappingProxyType({"objection": "no"}), **choice):
    return safe_list(on_day(contacts, DAY, facts), **({"channel": "email", "purpose": "newsletter"} | choice))


def test_only_who_is_allowed_is_on_the_list_and_everybody_is_counted():
    contacts = sample_list().contacts
    for channel in (c for c in Channel if c != Channel.PUBLIC_POST):
        for purpose in Purpose:
            told = classify(contacts, as_of=DAY, channels=[channel], purposes=[purpose])
            found = chosen(contacts, channel=channel, purpose=purpose)
            assert set(found.contacts["contact_id"]) <= set(told.loc[told["verdict"] == "allowed", "contact_id"])
            assert len(found.contacts) + sum(found.left_out.values()) == len(contacts)


def test_conditions_are_named_and_count_only_when_the_learner_says_that_they_are_met():
    people = ContactList([read_bytes(b"Naam,E-mail\nAnna,anna@example.org\n", "x.csv")]).contacts
    words = {"channel": "email", "purpose": "offer"}
    cases = on_day(people, DAY, CUSTOMER)
    found = select(cases, **words)
    assert (len(found.contacts), found.waiting) == (0, 1)
    assert any("gelijk" in condition or "lijkt" in condition for condition in found.conditions)
    with pytest.raises(AvgkitError, match="gelden bij 1 contact voorwaarden"):
        safe_list(cases, **words)
    found = safe_list(cases, **words, conditions_met=True)
    assert len(found.contacts) == 1
    assert found.duties


def test_the_conditions_of_every_rule_that_may_decide_are_named():
    person = ContactList([read_bytes(b"Naam,Mobiel\nAnna,0612345678\n", "x.csv")]).contacts
    facts = {"objection": "no", "consent": "none", "recipient": "sole_trader", "register": "not_listed"}
    enquiry, stranger, unknown = (
        chosen(person, channel="post", purpose="offer", facts=facts | {"relation": relation}).conditions
        for relation in ("enquiry", "none", "unknown")
    )
    assert set(enquiry) < set(stranger)
    assert set(unknown) == set(enquiry) | set(stranger)


def test_a_choice_with_somebody_who_is_not_allowed_is_refused_by_number_and_reason():
    both = pd.concat([PEOPLE.contacts, PEOPLE.contacts.assign(consent="withdrawn", contact_id=["a", "b", "c"])])
    with pytest.raises(AvgkitError, match=r"^a komt niet op de lijst .* zei nee"):
        newsletter(both, only=["1-2", "a"])
    with pytest.raises(AvgkitError, match="staan niet in je lijst: 9-9"):
        newsletter(both, only=["9-9"])
    with pytest.raises(AvgkitError, match="Dat hangt af van"):
        newsletter(both, only=["1-2"], facts={})
    assert len(newsletter(both, only=["1-2"]).contacts) == 1
    with pytest.raises(AvgkitError, match="openbaar bericht"):
        newsletter(both, channel="public_post")
    with pytest.raises(AvgkitError, match="Kies uit: email"):
        newsletter(both, channel="duif")


def test_an_address_that_does_not_work_is_left_out_and_a_landline_gets_no_message():
    contacts = PEOPLE.contacts.copy()
    contacts["issues"] = [("undeliverable",), (), ()]
    assert len(newsletter(contacts).contacts) == 2
    contacts["phone_kind"] = "fixed"
    assert not len(served(contacts, "sms").contacts)
    assert len(served(contacts, "phone").contacts) == 1


@pytest.mark.parametrize("shape", SHAPES)
def test_columns_are_few_and_the_list_reads_back_the_same(shape, tmp_path):
    found = newsletter(PEOPLE.contacts)
    frame = columns_for(found, shape)
    assert len(frame.columns) <= 3
    assert "612345678" not in frame.to_string()
    path = save_list(found, tmp_path / f"lijst{SHAPES[shape].ending}", shape)
    again = read(path).contacts
    assert again[["name", "email"]].to_numpy().tolist() == found.contacts[["name", "email"]].to_numpy().tolist()
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_shapes_have_the_headings_that_the_tools_know(tmp_path):
    found = newsletter(PEOPLE.contacts)
    assert list(columns_for(found, "mailchimp")) == ["Email Address", "First Name", "Last Name"]
    assert list(columns_for(found, "brevo")) == ["EMAIL", "FIRSTNAME", "LASTNAME"]
    assert list(columns_for(found, "laposta")) == ["E-mailadres", "Voornaam", "Achternaam"]
    calls = {c: served(PEOPLE.contacts, c) for c in ("phone", "sms", "whatsapp")}
    assert [next(iter(columns_for(safe, "brevo"))) for safe in calls.values()] == ["LANDLINE_NUMBER", "SMS", "WHATSAPP"]
    assert columns_for(calls["sms"], "brevo")["SMS"].tolist() == ["+31612345678"]
    assert list(columns_for(calls["phone"], "csv")) == ["Voornaam", "Achternaam", "Telefoon"]
    with pytest.raises(AvgkitError, match="niet voor telefoon"):
        columns_for(calls["phone"], "mailchimp")
    for shape, name, words in (
        ("fax", "a.csv", "bestaat niet"),
        ("excel", "a.csv", ".xlsx"),
        ("csv", "weg/a.csv", "map"),
    ):
        with pytest.raises(AvgkitError, match=words):
            save_list(found, tmp_path / name, shape)


def test_a_list_for_post_says_that_it_has_no_postal_addresses():
    assert "postadressen" in served(PEOPLE.contacts, "post").note
    assert served(PEOPLE.contacts, "email").note == ""


def test_names_are_split_before_the_tussenvoegsel():
    assert split_name("Daan van den Berg") == ("Daan", "van den Berg")
    assert split_name("Anna Maria de Wit") == ("Anna Maria", "de Wit")
    assert split_name("Anna Jansen") == ("Anna", "Jansen")
    assert split_name(None) == ("", "")


NAMES = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=30),
    st.builds(
        "{}{} {} {}".format,
        st.sampled_from([*RUNS, "'", "''", "'=", "''-", '"', ";", ","]),
        st.sampled_from(["SUM(1)", "cmd|' /C calc'!A0", "Zoë", "李", "O’Neil", "\x01Jan"]),
        st.sampled_from(["van de", "van 't", "el", "", "=", "'-x"]),
        st.sampled_from(["Berg", "‘s-Gravenhage", "=1+1", "@x", "Wit, drs.", "De Wit\nZn", '"x"', "﷽"]),
    ),
)


def as_read(text):
    """A name as the readers give it. Letters that were broken twice are mended a bit more at each reading."""
    name = clean_words(text)[0]
    assume(not name or not _BROKEN.search(name))
    return name


@settings(max_examples=80, deadline=None)
@given(st.lists(NAMES.map(as_read), min_size=1, max_size=5), st.sampled_from(list(SHAPES)))
def test_a_name_however_odd_reads_back_and_no_cell_runs(names, shape):
    contacts = proven(*[(f"p{n}@example.org", "Anna", "", "") for n in range(len(names))]).contacts
    contacts = contacts.assign(name=pd.Series(names, dtype=object))
    with TemporaryDirectory() as folder:
        path = save_list(newsletter(contacts), Path(folder) / f"x{SHAPES[shape].ending}", shape)
        again = read(path).contacts
        cells = _cells(path)
    assert again["name"].where(again["name"].notna(), None).tolist() == [name or None for name in names]
    assert again["email"].tolist() == contacts["email"].tolist()
    assert not [cell for cell in cells if cell.startswith(RUNS)]


def _cells(path):
    """The cells as a spreadsheet gets them."""
    if path.suffix == ".xlsx":
        sheet = load_workbook(path).active
        assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
        return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    frame = pd.read_csv(
        path, sep=None, engine="python", dtype=str, keep_default_na=False, quotechar='"', skip_blank_lines=False
    )
    return [cell for column in frame for cell in frame[column]]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["phone", "sms", "whatsapp", "fax"]), st.sampled_from(["csv", "excel", "brevo"]))
def test_numbers_read_back(channel, shape):
    assume(channel in SHAPES[shape].channels)
    found = served(PEOPLE.contacts, channel)
    with TemporaryDirectory() as folder:
        path = save_list(found, Path(folder) / f"x{SHAPES[shape].ending}", shape)
        heading = list(columns_for(found, shape))[0 if shape == "brevo" else 2]
        mapping = {"mobile": heading, "first_name": "FIRSTNAME", "last_name": "LASTNAME"} if shape == "brevo" else None
        again = read(path, mapping=mapping).contacts
    assert again[["name", "phone"]].to_numpy().tolist() == [["Anna de Wit", "+31612345678"]]


FACT_VALUES = {name: [*FACTS[name].labels, UNKNOWN] for name in CONTACT_FACTS if name != "years_since_relation"}
CASES = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in FACT_VALUES.items()})
SAID_OF_ALL = FACT_VALUES | {"consent": [value for value in FACT_VALUES["consent"] if value != "valid"]}


@settings(max_examples=100, deadline=None)
@given(
    st.lists(CASES, min_size=1, max_size=6),
    st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in SAID_OF_ALL.items()}),
    st.sampled_from([c for c in Channel if c != Channel.PUBLIC_POST]),
    st.sampled_from(Purpose),
    st.booleans(),
)
def test_who_said_no_and_who_may_not_be_approached_is_never_on_a_list(people, said, channel, purpose, met):
    contacts = pd.DataFrame(people).assign(
        contact_id=[str(n) for n in range(len(people))],
        name="Anna",
        email="a@example.org",
        phone="+31600000001",
        company="X",
    )
    found = chosen(contacts, channel=channel, purpose=purpose, facts=said, conditions_met=met).contacts
    assert not (found["objection"] == "yes").any()
    assert not (found["consent"] == "withdrawn").any()
    assert said.get("objection") != "yes" or found.empty
    told = classify(contacts, as_of=DAY, channels=[channel], purposes=[purpose], facts=said)
    verdicts = dict(zip(told["contact_id"], told["verdict"].astype(str), strict=True))
    good = {"allowed", "conditional"} if met else {"allowed"}
    assert {verdicts[key] for key in found["contact_id"]} <= good


NO_BY_EVIDENCE = st.fixed_dictionaries(
    {},
    optional={
        "objection:email": st.just("yes"),
        "objection:phone": st.just("yes"),
        "consent:email:newsletter": st.sampled_from(["valid", "withdrawn", "unproven"]),
        "consent:sms:offer": st.sampled_from(["valid", "withdrawn"]),
    },
)


@settings(max_examples=80, deadline=None)
@given(CASES, NO_BY_EVIDENCE, st.sampled_from(["email", "sms", "phone", "post"]), st.sampled_from(Purpose))
def test_a_no_for_one_channel_by_evidence_keeps_somebody_from_the_lists_of_that_channel(facts, told, channel, purpose):
    details = {"contact_id": "1", "name": "Anna", "email": "a@example.org", "phone": "+31600000001"}
    contacts = pd.DataFrame([details | facts | told])
    found = chosen(contacts, channel=channel, purpose=purpose, conditions_met=True)
    said_no = told.get(f"objection:{channel}") == "yes" or "withdrawn" in (
        told.get("consent:email:newsletter") if channel == "email" else None,
        told.get("consent:sms:offer") if channel == "sms" else None,
    )
    assert not said_no or found.contacts.empty
    anywhere = {"yes", "withdrawn"} & {*told.values(), facts["objection"], facts["consent"]}
    cases = on_day(contacts, DAY)
    assert len(suppression_list(cases)) == bool(anywhere)
    assert len(make_plan(contacts, as_of=DAY).stop) == bool(anywhere)
    assert make_plan(contacts, as_of=DAY).delete.empty or not anywhere


def test_the_suppression_list_says_to_which_channel_somebody_said_no():
    person = {"contact_id": "1", "name": "Anna", "email": "a@example.org", "objection": "no", "objection:phone": "yes"}
    listed = suppression_list(on_day(pd.DataFrame([person]), DAY))
    assert listed[["reden", "kanaal"]].to_numpy().tolist() == [["bezwaar", "telefoon"]]
    everything = suppression_list(on_day(pd.DataFrame([person | {"objection": "yes"}]), DAY))
    assert everything["kanaal"].tolist() == ["alles"]


def test_the_suppression_list_holds_all_addresses_and_blocks_when_read_back(tmp_path):
    text = (
        "Naam,E-mail,Telefoon,Bezwaar\nAnna,a@example.org,0612345678,ja\n"
        "Anna,b@example.org,0612345678,\nC,c@example.org,,\n"
    )
    contacts = ContactList([read_bytes(text.encode(), "x.csv")]).contacts
    listed = suppression_list(on_day(contacts, DAY))
    assert set(listed["email"]) == {"a@example.org", "b@example.org"}
    assert save_suppression(on_day(contacts, DAY), tmp_path / "nooit.csv") == 2
    again = read(tmp_path / "nooit.csv")
    assert again.files[0].format == "own_suppression_list"
    assert set(again.contacts["objection"]) == {"yes"}
    with pytest.raises(AvgkitError, match="Niemand"):
        save_suppression(on_day(contacts[contacts["objection"] != "yes"], DAY), tmp_path / "x.csv")
    everyone = suppression_list(on_day(contacts, DAY, {"objection": "yes"}))
    assert "c@example.org" in set(everyone["email"])


def test_a_day_is_written_only_when_the_export_told_when_somebody_said_no():
    person = {"contact_id": "1", "email": "a@example.org", "consent": "withdrawn", "date": "2020-01-01"}
    for means, day in (("unsub_time", "2020-01-01"), ("connected_on", "")):
        listed = suppression_list(on_day(pd.DataFrame([person | {"date_means": means}]), DAY))
        assert listed["datum"].tolist() == [day]


def test_hashes_block_the_same_people_without_naming_them(tmp_path):
    contacts = PEOPLE.contacts.assign(objection=["yes", "no", "no"])
    save_suppression(on_day(contacts, DAY), tmp_path / "hashes.csv", hashes=True)
    text = (tmp_path / "hashes.csv").read_text("utf-8-sig")
    assert "anna" not in text
    assert "31612345678" not in text
    assert fingerprint(" ANNA@example.org ") == fingerprint("anna@example.org")
    known = "a3bf86238a1c59bd2f0a648af9293620f90d18dad133d8fe2341cf9664a5d6d0"  # sha256sum of the address
    assert fingerprint("anna@example.org") == known
    hashes = read_hashes(tmp_path / "hashes.csv")
    assert fingerprint("anna@example.org") in hashes
    found = newsletter(PEOPLE.contacts, hashes=hashes)
    assert found.contacts["email"].tolist() == ["daan@example.org", "x@example.org"]
    assert found.left_out["Dit contact staat op je lijst van afmeldingen."] == 1
    secret = hashed(suppression_list(on_day(contacts, DAY)))
    assert secret["email_sha256"].str.len().eq(64).all()


def test_another_address_of_the_same_person_blocks_too():
    merged = PEOPLE.contacts.assign(other_emails=["oud@example.org", "", ""])
    found = newsletter(merged, hashes={fingerprint("oud@example.org")})
    assert "anna@example.org" not in set(found.contacts["email"])


def test_a_file_that_is_no_list_of_hashes_is_refused_with_a_sentence(tmp_path):
    (tmp_path / "gewoon.csv").write_text("email;reden\na@example.org;x\n", encoding="utf-8")
    (tmp_path / "rommel.csv").write_bytes(b"\xff\xfe\x00\x81")
    for name, words in (("gewoon.csv", "geen kolom"), ("rommel.csv", "niet te lezen"), ("weg.csv", "niet te lezen")):
        with pytest.raises(AvgkitError, match=words):
            read_hashes(tmp_path / name)


def test_who_said_no_without_an_address_is_counted():
    nameless = pd.DataFrame([{"contact_id": "1", "name": "Anna", "email": None, "phone": None, "objection": "yes"}])
    assert unreachable_stops(on_day(nameless, DAY)) == 1
    assert unreachable_stops(on_day(PEOPLE.contacts, DAY)) == 0


def test_a_full_disk_and_a_locked_file_give_a_sentence_and_leave_the_old_file(monkeypatch, tmp_path):
    target = tmp_path / "lijst.csv"
    target.write_text("oud", encoding="utf-8")
    for code, words in ((errno.ENOSPC, "schijf is vol"), (errno.EACCES, "sluit het bestand")):

        def refuse(*_names, code=code):
            raise OSError(code, "nee")

        monkeypatch.setattr(os, "replace", refuse)
        with pytest.raises(AvgkitError, match=words):
            save_list(newsletter(PEOPLE.contacts), target)
        assert [path.name for path in tmp_path.iterdir()] == ["lijst.csv"]
        assert target.read_text("utf-8") == "oud"


def test_nobody_on_a_list_is_a_sentence_and_no_file():
    with pytest.raises(AvgkitError, match="niemand die je nu mag benaderen voor e-mail en aanbieding"):
        checked_choice(chosen(PEOPLE.contacts, channel="email", purpose="offer", facts={"objection": "no"}))
    with pytest.raises(AvgkitError, match="Je lijst is leeg"):
        newsletter(PEOPLE.contacts.head(0))
