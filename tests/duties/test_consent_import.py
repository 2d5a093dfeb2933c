"""Consent out of exports, notes and papers, and out as JSON-LD and back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from consent_samples import DAY, PROVEN, SENDER, proven
from hypothesis import given
from hypothesis import strategies as st

from avgkit.base.errors import AvgkitError
from avgkit.contacts import read_bytes, read_file
from avgkit.duties.consent import ConsentRecord, Store, quality
from avgkit.duties.consent.importing import from_file, from_note, from_paper, keep_consents
from avgkit.duties.consent.jsonld import CONTEXT, from_jsonld, load_jsonld, save_jsonld, to_jsonld
from avgkit.duties.consent.quality import proven_by_list, told_of_rows
from avgkit.duties.consent.record import Method, checked
from avgkit.law.facts import Consent

SAMPLES = Path(__file__).parent.parent.parent / "data" / "samples"
FORM = ConsentRecord(
    sender=SENDER,
    channel="email",
    purpose="newsletter",
    method="box",
    box="unticked",
    separate="yes",
    text="Ja, stuur mij je nieuwsbrief.",
    opt_out_offered="yes",
)


def test_mailchimp_gives_time_address_and_confirmation_and_the_form_does_the_rest():
    found = from_file(read_file(SAMPLES / "mailchimp_subscribed.csv"), FORM, DAY)
    assert len(found.records) == 13
    assert found.left_out == {"zegt niets over toestemming": 3}
    first = found.records[0]
    assert (first.given_at, first.origin, first.confirmed_at) == (
        "2025-04-30T17:04:20",
        "192.0.2.10",
        "2025-04-30T17:07:20",
    )
    assert first.source == "Mailchimp: aangemeld, rij 2"
    assert {quality(record, DAY).status for record in found.records} == {Consent.VALID}
    bare = from_file(read_file(SAMPLES / "mailchimp_subscribed.csv"), replace(FORM, text="", box=""), DAY)
    assert {quality(record, DAY).status for record in bare.records} == {Consent.UNPROVEN}
    assert [missing.id for missing in quality(bare.records[0], DAY).missing] == ["box", "text"]


def test_who_unsubscribed_gives_a_withdrawal_of_that_day():
    found = from_file(read_file(SAMPLES / "mailchimp_unsubscribed.csv"), FORM, DAY)
    assert not found.records
    assert found.refusals[0].kind == "withdrawal"
    assert found.refusals[0].at == "2025-02-10"


def test_a_form_gives_the_question_as_the_text_and_a_suppression_list_gives_objections():
    question = "Mag ik je mijn nieuwsbrief mailen?"
    form = (
        f"Tijdstempel,E-mailadres,{question}\n2026-03-01 10:00:00,anna@example.org,Ja\n"
        "2026-03-01 11:00:00,bram@example.org,Nee\n"
    )
    found = from_file(read_bytes(form.encode(), "form.csv"), replace(FORM, text="", method=""), DAY)
    (record,) = found.records
    assert (record.text, record.method, record.given_at[:10]) == (question.lower(), "box", "2026-03-01")
    stops = "naam;email;telefoon;reden;datum\nAnna;anna@example.org;;bezwaar;01-03-2026\nBram;;;bezwaar;\n"
    found = from_file(read_bytes(stops.encode(), "stop.csv"), FORM, DAY)
    assert [(refusal.kind, refusal.at) for refusal in found.refusals] == [("objection", "2026-03-01")]
    assert found.left_out == {"een nee zonder leesbaar adres of nummer; leg die zelf vast": 1}


def test_a_no_without_a_day_of_its_own_counts_from_today_and_a_wrong_row_costs_only_itself():
    laposta = (
        "E-mailadres;Status;Aangemeld op\nanna@example.org;uitgeschreven;01-03-2020\n"
        "bram@example.org;actief;01-03-2020\n"
        "daan@example.org;actief;01-03-2099\n"
    )
    reading = read_bytes(laposta.encode(), "laposta.csv")
    found = from_file(reading, FORM, DAY)
    assert [refusal.at for refusal in found.refusals] == [DAY.isoformat()]
    assert [record.email for record in found.records] == ["bram@example.org"]
    assert found.left_out == {"De dag 2099-03-01 moet nog komen. Kijk of het jaar klopt": 1}


def test_importing_a_file_twice_keeps_it_once(tmp_path):
    with Store.open(tmp_path / "t.sqlite", create=True) as store:
        for name, new in (("mailchimp_subscribed.csv", 13), ("mailchimp_unsubscribed.csv", 5)):
            found = from_file(read_file(SAMPLES / name), FORM, DAY)
            first, again = keep_consents(store, found, DAY), keep_consents(store, found, DAY)
            assert len(first.records) + len(first.refusals) == new
            assert (again.records, again.refusals, again.left_out["stond er al in"]) == ([], [], new)
        assert store.verify().events == 18


def test_a_note_is_read_line_by_line():
    note = """wie: Zoë Böhmer
    e-mail: zoe@example.org
    wanneer: 14-10-2026
    waar: stand op de beurs, met Henk erbij
    hoe: hardop
    kanaal: e-mail
    doel: nieuwsbrief
    los: ja
    intrekken genoemd: ja
    tekst: “Mag ik je mijn nieuwsbrief mailen? Je kunt altijd stoppen.”
    “Ja, leuk!”"""
    record = checked(from_note(note, ConsentRecord(sender=SENDER)), DAY)
    assert (record.method, record.channel, record.purpose, record.given_at) == (
        "spoken",
        "email",
        "newsletter",
        "2026-10-14",
    )
    assert record.text.endswith("stoppen.”\n“Ja, leuk!”")
    assert quality(record, DAY).status == Consent.VALID
    assert record.source == "notitie"


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("", "leeg"),
        ("Anna zei ja", "bekend woord"),
        ("wie: Anna\nwie: Bram", "twee keer"),
        ("kleur: rood", "bekend woord"),
    ],
)
def test_a_note_that_cannot_be_read_gets_a_sentence_without_its_content(note, said):
    with pytest.raises(AvgkitError, match=said) as caught:
        from_note(note)
    assert "Bram" not in str(caught.value)


def test_an_unknown_word_for_a_choice_is_refused_and_no_answer_stays_unknown():
    assert from_note("wie: A\nlos: misschien").separate == ""
    with pytest.raises(AvgkitError, match="duif"):
        checked(from_note("e-mail: a@example.org\nhoe: duif", FORM), DAY)


def test_a_paper_is_known_by_the_fingerprint_of_its_scan(tmp_path):
    scan = tmp_path / "anouk van dalen.pdf"
    scan.write_bytes(b"%PDF-1.4 een verzonnen scan")
    record = from_paper(scan, proven(box=""))
    assert record.document == hashlib.sha256(scan.read_bytes()).hexdigest()
    assert (record.method, quality(record, DAY).status) == ("paper", Consent.VALID)
    assert "anouk" not in record.source
    scan.write_bytes(b"")
    for wrong in (scan, tmp_path / "weg.pdf", tmp_path):
        with pytest.raises(AvgkitError, match="De scan"):
            from_paper(wrong, PROVEN)


def test_json_ld_has_the_fields_of_the_standard_and_needs_no_network():
    document = to_jsonld([PROVEN], DAY)
    (node,) = document["@graph"]
    assert node["dct:conformsTo"] == "dpv-27560:record"
    assert {"dpv:hasIdentifier", "dpv:hasDataSubject", "dpv:hasNotice", "dpv:hasProcess", "dpv:hasEntity"} <= set(node)
    (process,) = node["dpv:hasProcess"]
    assert process["dpv:hasLegalBasis"] == ["eu-gdpr:A6-1-a"]
    assert [status["@type"][0] for status in process["dpv:hasConsentStatus"]] == [
        "dpv:ConsentGiven",
        "dpv:RenewedConsentGiven",
    ]
    assert isinstance(document["@context"], dict)
    prefixes = {name.split(":")[0] for name in _names(document["@graph"]) if ":" in name}
    assert prefixes <= set(CONTEXT)


def _names(node):
    if isinstance(node, list):
        return {name for part in node for name in _names(part)}
    if not isinstance(node, dict):
        return set()
    return {name for name in node if not name.startswith("@")} | _names(list(node.values()))


def test_two_senders_in_one_document_stay_apart():
    document = to_jsonld([PROVEN, proven(sender="Noor Fictief Trainingen")], DAY)
    named = {}
    for node in document["@graph"]:
        named |= node["dpv:hasEntity"]
    assert sorted(entity["dpv:hasName"] for entity in named.values()) == [SENDER, "Noor Fictief Trainingen"]


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20).map(str.strip)
records = st.builds(
    proven,
    sender=texts,
    name=texts,
    text=texts,
    form_version=texts,
    notice_version=texts,
    origin=texts,
    source=texts,
    channel=st.sampled_from(["email", "sms", "post", "linkedin_message"]),
    purpose=st.sampled_from(["newsletter", "offer"]),
    phone=st.sampled_from(["", "+31600002000"]),
    given_at=st.sampled_from(["", "2026-03-01"]),
    method=st.sampled_from(["", *Method]),
    confirmed_at=st.sampled_from(["", "2026-03-02T10:00:00"]),
    withdrawn_at=st.sampled_from(["", "2026-04-01"]),
)


@given(st.lists(records, min_size=1, max_size=3))
def test_what_goes_out_as_json_ld_reads_back_the_same(found):
    found = [checked(replace(r, withdrawal_way=r.origin if r.withdrawn_at else ""), DAY) for r in found]
    assert from_jsonld(json.loads(json.dumps(to_jsonld(found, DAY))), DAY) == found


def test_a_file_of_json_ld_is_written_whole_and_read_back(tmp_path):
    path = save_jsonld([PROVEN], tmp_path / "bewijs.jsonld", DAY)
    assert load_jsonld(path, DAY) == [PROVEN]
    with pytest.raises(AvgkitError, match=r"\.jsonld"):
        save_jsonld([PROVEN], tmp_path / "bewijs.docx", DAY)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"geen json", "geen JSON"),
        (b"\xff\xfe", "geen JSON"),
        (b"[" * 100_000, "geen JSON"),
        (b"[]", "geen JSON-LD"),
        (b'{"@graph": 3}', "klopt niet"),
        (b'{"@graph": [{"dpv:hasProcess": []}]}', "Toestemming 1"),
        (b'{"dpv:hasProcess": [{"dpv:hasConsentStatus": 7}], "dpv:hasDataSubject": {}}', "Toestemming 1"),
    ],
)
def test_another_shape_gets_a_sentence(tmp_path, content, said):
    (tmp_path / "x.jsonld").write_bytes(content)
    with pytest.raises(AvgkitError, match=said):
        load_jsonld(tmp_path / "x.jsonld", DAY)
    with pytest.raises(AvgkitError, match="niet te lezen"):
        load_jsonld(tmp_path / "weg.jsonld", DAY)


ONE_FORM = (
    "Naam,E-mailadres,Aangemeld op,Nieuwsbrief,Opmerking\n"
    "Anna,anna@example.org,2026-03-01 10:00:00,,\nBram,bram@example.org,,,\nCor,cor@example.org,2026-03-02,nee,\n"
    "Dirk,dirk@example.org,2026-03-03,,wil geen mail meer\nEva,eva@example.org,2026-03-04,,boos op ons\n"
)


def test_a_list_from_one_form_gets_its_evidence_once_and_each_row_brings_its_own_time():
    given = replace(FORM, origin="https://example.org/aanmelden", given_at="2026-01-01", confirmed_at="2026-01-02")
    reading = read_bytes(ONE_FORM.encode(), "aanmeldingen.csv")
    assert from_file(reading, given, DAY).records == []
    found = from_file(reading, given, DAY, one_form=True)
    assert [(record.email, record.given_at, record.origin) for record in found.records] == [
        ("anna@example.org", "2026-03-01T10:00:00", "https://example.org/aanmelden"),
        ("bram@example.org", "", "https://example.org/aanmelden"),
    ]
    worths = [quality(record, DAY) for record in found.records]
    assert [worth.status for worth in worths] == [Consent.VALID, Consent.UNPROVEN]
    assert [element.id for element in worths[1].missing] == ["given_at"]
    assert {record.confirmed_at for record in found.records} == {""}
    said_no = {refusal.email for refusal in found.refusals}
    assert "dirk@example.org" in said_no
    assert not {"cor@example.org", "eva@example.org"} & {record.email for record in found.records}


def test_who_came_from_elsewhere_is_no_sign_up_whatever_is_said_of_the_list():
    found = from_file(read_file(SAMPLES / "linkedin_connections.csv"), FORM, DAY, one_form=True)
    assert found.records == []
    assert set(found.left_out) <= {"geen adres of nummer", "kwam niet uit een formulier van jou"}


def test_what_the_list_proves_is_never_said_to_be_unproven():
    reading = read_file(SAMPLES / "mailchimp_subscribed.csv")
    bare = from_file(reading, ConsentRecord(sender=SENDER, channel="email", purpose="newsletter"), DAY)
    assert bare.proven == sum(contact.consent == "valid" for contact in reading.contacts) > 0
    unproven = quality(bare.records[0], DAY)
    told = proven_by_list(unproven)
    assert (told.status, told.missing) == (Consent.VALID, ())
    assert told.stronger[: len(unproven.missing)] == unproven.missing
    assert "telt als bewijs" in told.reason
    assert proven_by_list(quality(replace(bare.records[0], box="pre_ticked"), DAY)).status == Consent.PRE_TICKED
    gone = replace(bare.records[0], withdrawn_at="2026-05-05")
    assert proven_by_list(quality(gone, DAY)).status == Consent.WITHDRAWN
    assert told_of_rows(0) == ""
    assert told_of_rows(13).startswith("Bij 13 rijen bewijst de lijst de toestemming al")
