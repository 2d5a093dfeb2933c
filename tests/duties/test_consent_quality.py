"""What a consent lacks as proof, and what it is worth for what is asked."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from consent_samples import DAY, PROVEN, SENDER, proven
from hypothesis import given
from hypothesis import strategies as st

from avgkit.base.errors import AvgkitError
from avgkit.duties.consent import ConsentRecord, Refusal, quality
from avgkit.duties.consent.quality import ELEMENTS, unread
from avgkit.duties.consent.record import Box, Method, checked, checked_refusal, clean_time, later, standing
from avgkit.law.facts import Consent
from avgkit.law.sources import SOURCES

RANK = [
    Consent.WITHDRAWN,
    Consent.NONE,
    Consent.PRE_TICKED,
    Consent.BUNDLED,
    Consent.OTHER_SENDER,
    Consent.OTHER_PURPOSE,
    Consent.OTHER_CHANNEL,
    Consent.UNPROVEN,
    Consent.VALID,
]
EVIDENCE = (
    *("email", "sender", "given_at", "method", "box", "text", "separate", "origin", "opt_out_offered"),
    *("form_version", "notice_version", "confirmed_at"),
)


def test_full_proof_is_valid_and_nothing_is_missing():
    found = quality(PROVEN, DAY, sender="noor  fictief TEKSTEN", channel="email", purpose="newsletter")
    assert (found.status, found.missing, found.stronger, found.sentences) == (Consent.VALID, (), (), [])


@pytest.mark.parametrize(
    ("lost", "element", "article"),
    [
        ("email", "address", "artikel 7 lid 1"),
        ("sender", "sender", "artikel 4 onder 11"),
        ("given_at", "given_at", "artikel 7 lid 1"),
        ("method", "method", "artikel 7 lid 1"),
        ("box", "box", "overweging 32"),
        ("text", "text", "artikel 7 lid 2"),
        ("separate", "separate", "artikel 7 lid 2"),
        ("origin", "origin", "artikel 7 lid 1"),
        ("opt_out_offered", "opt_out_offered", "artikel 7 lid 3"),
    ],
)
def test_without_an_element_consent_is_unproven_and_the_sentence_names_the_article(lost, element, article):
    found = quality(proven(**{lost: ""}), DAY)
    assert found.status == Consent.UNPROVEN
    assert [missing.id for missing in found.missing] == [element]
    assert article in found.sentences[0]


def test_a_paper_needs_a_scan_and_a_spoken_yes_does_not():
    assert [m.id for m in quality(proven(method="paper"), DAY).missing] == ["document"]
    assert quality(proven(method="paper", document="a" * 64), DAY).status == Consent.VALID
    assert quality(proven(method="spoken", box=""), DAY).status == Consent.VALID


def test_a_consent_for_sms_needs_the_number_and_not_the_address():
    assert quality(proven(channel="sms", email=""), DAY).status == Consent.VALID
    assert [m.id for m in quality(proven(channel="sms", phone=""), DAY).missing] == ["address"]


@pytest.mark.parametrize(
    ("changes", "asked", "status"),
    [
        ({"box": "pre_ticked"}, {}, Consent.PRE_TICKED),
        ({"separate": "no"}, {}, Consent.BUNDLED),
        ({}, {"sender": "Noor Fictief Trainingen"}, Consent.OTHER_SENDER),
        ({}, {"purpose": "offer"}, Consent.OTHER_PURPOSE),
        ({}, {"channel": "sms"}, Consent.OTHER_CHANNEL),
        ({"withdrawn_at": "2026-11-24"}, {}, Consent.WITHDRAWN),
        ({"withdrawn_at": "2026-11-24", "box": "pre_ticked"}, {"channel": "sms"}, Consent.WITHDRAWN),
        ({"given_at": "2026-11-25"}, {}, Consent.NONE),
        ({"box": "pre_ticked", "text": ""}, {"purpose": "offer"}, Consent.PRE_TICKED),
    ],
)
def test_the_flaws_and_the_scope(changes, asked, status):
    assert quality(replace(PROVEN, **changes), DAY, **asked).status == status


def test_a_withdrawal_counts_from_its_own_day():
    record = proven(withdrawn_at="2026-06-01")
    assert quality(record, date(2026, 5, 31)).status == Consent.VALID
    assert quality(record, date(2026, 6, 1)).status == Consent.WITHDRAWN


def test_a_consent_for_calls_names_the_offer_and_the_last_day():
    call = proven(channel="phone")
    told = [element.id for element in quality(call, DAY).stronger]
    assert told == ["product", "until"]
    whole = proven(channel="phone", product="schrijftraining", until="2026-12-31")
    assert (quality(whole, DAY).status, quality(whole, DAY).stronger) == (Consent.VALID, ())
    assert [element.id for element in quality(proven(), DAY).stronger] == []
    assert "35 421" in unread(quality(call, DAY).stronger)


def test_a_consent_of_which_the_last_day_is_over_proves_nothing():
    record = proven(until="2026-11-24")
    assert quality(record, date(2026, 11, 24)).status == Consent.VALID
    over = quality(record, date(2026, 11, 25))
    assert (over.status, over.reason) == (
        Consent.NONE,
        "De toestemming gold tot een dag die voorbij is. Vraag haar opnieuw.",
    )


def test_after_24_months_without_contact_the_advice_says_it_is_our_choice():
    old = proven(given_at="2024-11-24", confirmed_at="")
    assert quality(old, date(2026, 11, 23)).advice == ""
    found = quality(old, DAY)
    assert found.status == Consent.VALID
    assert "24 maanden is onze keuze" in found.advice
    assert quality(old, DAY, last_contact=date(2026, 1, 1)).advice == ""


def test_each_element_has_a_source_an_article_and_something_to_do():
    for element in ELEMENTS:
        assert element.source in SOURCES
        assert element.article.startswith(("AVG ", "Tw "))
        assert element.missing.endswith(".")
        assert element.what_now.endswith(".")


def test_a_source_that_nobody_opened_is_named_as_such(monkeypatch):
    assert unread([]) == ""
    read = [element for element in ELEMENTS if element.source != "MVT_CALLS"]
    assert unread(read) == "", "every source of an element was read, save that of consent for calls"
    monkeypatch.setitem(SOURCES, "AVG", replace(SOURCES["AVG"], checked_on=None))
    assert "Nog niet nagekeken" in unread(ELEMENTS)


records = st.builds(
    ConsentRecord,
    sender=st.sampled_from(["", SENDER, "Een ander"]),
    channel=st.sampled_from(["email", "sms", "post"]),
    purpose=st.sampled_from(["newsletter", "offer"]),
    email=st.sampled_from(["", "anouk@example.nl"]),
    phone=st.sampled_from(["", "+31600002000"]),
    given_at=st.sampled_from(["", "2026-01-01", "2026-12-31"]),
    method=st.sampled_from(["", *Method]),
    box=st.sampled_from(["", *Box]),
    separate=st.sampled_from(["", "yes", "no"]),
    text=st.sampled_from(["", "Ja, graag."]),
    origin=st.sampled_from(["", "beurs"]),
    opt_out_offered=st.sampled_from(["", "yes", "no"]),
    document=st.sampled_from(["", "b" * 64]),
    withdrawn_at=st.sampled_from(["", "2026-02-01"]),
)
asked = st.fixed_dictionaries(
    {
        "sender": st.sampled_from([None, SENDER]),
        "channel": st.sampled_from([None, "email", "sms"]),
        "purpose": st.sampled_from([None, "newsletter", "offer"]),
    }
)


@given(records, asked, st.sampled_from(EVIDENCE))
def test_filling_in_what_was_missing_never_makes_it_worse(record, asks, name):
    if getattr(record, name):
        return
    better = replace(record, **{name: getattr(PROVEN, name)})
    if name == "sender" and asks["sender"]:
        better = replace(record, sender=SENDER)
    assert RANK.index(quality(better, DAY, **asks).status) >= RANK.index(quality(record, DAY, **asks).status)


@given(records, asked)
def test_nothing_is_valid_with_a_gap_or_after_a_withdrawal(record, asks):
    found = quality(record, DAY, **asks)
    if found.status == Consent.VALID:
        assert not found.missing
        assert not record.withdrawn_at
    gone = standing(replace(record, withdrawn_at=""), [Refusal("withdrawal", "2026-12-31")])
    assert quality(gone, date(2026, 12, 31), **asks).status == Consent.WITHDRAWN


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"channel": "public_post"}, "geen kanaal"),
        ({"purpose": "service"}, "geen doel"),
        ({"method": "duif"}, "“duif” kan niet bij “hoe”"),
        ({"box": "half"}, "“half” kan niet bij “vakje”"),
        ({"email": "geen adres"}, "e-mailadres klopt niet"),
        ({"phone": "12"}, "telefoonnummer klopt niet"),
        ({"email": "", "phone": ""}, "naam alleen"),
        ({"given_at": "gisteren"}, "geen dag"),
        ({"given_at": "2026-11-25"}, "moet nog komen"),
        ({"withdrawn_at": "2025-01-01"}, "voor de toestemming zelf"),
        ({"text": "x" * 20_001}, "te lang"),
        ({"origin": "a\0b"}, "Bij “waar” staan tekens"),
        ({"text": "\ud800"}, "niet te bewaren"),
        ({"document": "123"}, "vingerafdruk"),
    ],
)
def test_what_cannot_be_gets_a_dutch_sentence_without_contact_data(changes, said):
    with pytest.raises(AvgkitError, match=said) as caught:
        checked(replace(PROVEN, **changes), DAY)
    assert "example" not in str(caught.value).replace("naam@example.org", "")


def test_details_are_cleaned_as_the_readers_of_lists_do():
    record = checked(proven(email=" Anouk@Example.NL ", phone="06 0000 2000", given_at="01-03-2026"), DAY)
    assert (record.email, record.phone, record.given_at) == ("anouk@example.nl", "+31600002000", "2026-03-01")
    assert clean_time("2026-03-01 10:30:05") == "2026-03-01T10:30:05"


def test_only_what_is_surely_later_is_later():
    assert later("2026-03-02", "2026-03-01T23:00:00")
    assert later("2026-03-01T10:00:00", "2026-03-01T09:00:00")
    assert not later("2026-03-01", "2026-03-01T09:00:00")
    assert not later("2026-03-01T10:00:00+02:00", "2026-03-01T09:00:00")
    assert not later("", "2026-03-01")


def test_a_refusal_without_a_day_a_person_or_a_known_channel_is_refused():
    for wrong, said in (
        (Refusal("withdrawal", "", email="a@example.org"), "Wanneer"),
        (Refusal("objection", "2026-01-01"), "Van wie"),
        (Refusal("objection", "2026-01-01", email="a@example.org", channel="duif"), "duif"),
    ):
        with pytest.raises(AvgkitError, match=said):
            checked_refusal(wrong, DAY)


def test_every_field_of_a_record_is_text():
    assert all(isinstance(getattr(PROVEN, field.name), str) for field in fields(ConsentRecord))
