"""Answers: what is taken, kept in a file, and filled in from a list. No file is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgkit.base.errors import AvgkitError
from avgkit.contacts import ContactList, read, read_bytes
from avgkit.contacts.statements import Statements
from avgkit.contacts.tools import tools
from avgkit.course.lists import sample_list
from avgkit.duties.documents import answer_sheet as module
from avgkit.duties.documents.answer_sheet import Sheet, example, load_sheet, own_path, save
from avgkit.duties.documents.document_questions import QUESTIONS
from avgkit.duties.documents.prefill import prefill

FORMATS = Path(__file__).parent.parent / "formats"


@pytest.fixture
def path(tmp_path):
    return tmp_path / module.FILE


def test_an_answer_is_kept_and_an_empty_one_taken_back():
    sheet = Sheet()
    sheet.set("name", "  Fictief Tekst ")
    sheet.set("fg", "Nee")
    sheet.set("helpers", "cloud, mail_tool")
    assert sheet.answers == {"name": "Fictief Tekst", "fg": "no", "helpers": ("mail_tool", "cloud")}
    for id, nothing in (("name", " "), ("fg", "unknown"), ("helpers", [])):
        sheet.set(id, nothing)
    assert sheet.answers == {}


@pytest.mark.parametrize(
    ("id", "value"),
    [
        ("kleur", "rood"),
        ("fg", "misschien"),
        ("helpers", "none, cloud"),
        ("helpers", "duif"),
        ("helpers", 3),
        ("name", 3),
        ("name", "x" * 20_001),
        ("breach_found", "gisteren"),
        ("breach_found", "2026-02-30 10:00"),
    ],
)
def test_a_wrong_answer_is_a_sentence_and_changes_nothing(id, value):
    sheet = Sheet({"name": "Noor"})
    with pytest.raises(AvgkitError) as told:
        sheet.set(id, value)
    assert str(told.value).endswith(".")
    assert sheet.answers == {"name": "Noor"}


def test_answers_are_saved_and_loaded_unchanged(path):
    sheet = example()
    sheet.set("helpers", sheet.answers["helpers"], "Uit je lijst: x.csv.")
    save(sheet, path)
    assert load_sheet(path) == sheet
    assert own_path(path.parent) == path


@given(
    st.dictionaries(st.sampled_from(["name", "rights_way", "others"]), st.text(alphabet=st.characters(), max_size=40))
)
def test_any_text_comes_back_as_it_was_kept(tmp_path_factory, told):
    path = tmp_path_factory.mktemp("a") / "a.json"
    sheet = Sheet()
    for id, text in told.items():
        sheet.set(id, text)
    save(sheet, path)
    assert load_sheet(path) == sheet


def test_what_another_version_asked_is_written_back(path):
    path.write_text(json.dumps({"version": 1, "answers": {"name": "Noor", "later": ["x"]}}), encoding="utf-8")
    sheet = load_sheet(path)
    save(sheet, path)
    assert json.loads(path.read_text(encoding="utf-8"))["answers"] == {"name": "Noor", "later": ["x"]}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "beschadigd"),
        (b'{"version": 1, "answers": {"na', "beschadigd"),
        (b"\xff\xfe\x00", "beschadigd"),
        (b"[]", "beschadigd"),
        (b'{"version": 1, "answers": []}', "beschadigd"),
        (b'{"version": "een", "answers": {}}', "beschadigd"),
        (b"[" * 100_000, "beschadigd"),
        (b'{"version": 2, "answers": {}}', "nieuwere"),
        (b'{"version": 0, "answers": {}}', "oudere"),
        (b'{"version": 1, "answers": {"fg": "misschien"}}', "klopt een antwoord niet"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_sentence_and_a_copy_is_kept(path, content, says):
    path.write_bytes(content)
    for _ in range(2):
        with pytest.raises(AvgkitError, match=says) as told:
            load_sheet(path)
        assert "kopie" in str(told.value)
    copies = [other for other in path.parent.iterdir() if other != path]
    assert [copy.read_bytes() for copy in copies] == [content]
    path.write_bytes(content + b" ")
    with pytest.raises(AvgkitError):
        load_sheet(path)
    assert len(list(path.parent.iterdir())) == 3


def test_a_file_that_is_absent_or_far_too_large_is_a_sentence(path, monkeypatch):
    with pytest.raises(AvgkitError, match="is er niet"):
        load_sheet(path)
    monkeypatch.setattr(module, "_LARGEST", 10)
    path.write_text("{}" * 10, encoding="utf-8")
    with pytest.raises(AvgkitError, match="te groot"):
        load_sheet(path)


def test_the_sample_tells_about_uses_helpers_and_sources():
    sheet = Sheet()
    told = prefill(sheet, sample_list().source)
    assert sheet.answers["activities"] == ("customers", "bookkeeping", "newsletter", "network")
    assert (sheet.answers["mail_tool.name"], sheet.answers["mail_tool.place"]) == ("Mailchimp", "outside")
    assert "mail_tool.safeguard" not in sheet.answers
    assert sheet.answers["sources"] == ("linkedin",)
    assert sheet.origins["helpers"] == "Uit je lijst: mailchimp_subscribed.csv, mailchimp_unsubscribed.csv."
    assert all(text.endswith(").") for text in told)


def test_what_the_learner_said_stays():
    sheet = Sheet()
    sheet.set("mail_tool.name", "Mijn mailprogramma")
    sheet.set("helpers", ["none"])
    sheet.set("activities", ["shop"])
    prefill(sheet, sample_list().source)
    assert sheet.answers["mail_tool.name"] == "Mijn mailprogramma"
    assert sheet.answers["helpers"] == ("none",)
    assert set(sheet.answers["activities"]) > {"shop", "newsletter"}
    assert prefill(sheet, sample_list().source) == []


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("laposta_assumed_clean.csv", {"mail_tool.name": "Laposta", "mail_tool.place": "eea"}),
        ("moneybird_assumed_clean.csv", {"helpers": ("invoicing",), "activities": ("customers", "bookkeeping")}),
        ("calendly_clean.csv", {"helpers": ("forms",), "activities": ("questions", "appointments")}),
        ("linkedin_connections_clean.csv", {"other_sources": "yes", "sources": ("linkedin",)}),
    ],
)
def test_a_format_tells_what_follows_from_it(file, expected):
    sheet = Sheet()
    prefill(sheet, read([str(FORMATS / file)]))
    assert {id: sheet.answers.get(id) for id in expected} == expected


@pytest.mark.parametrize("heading", ["Laatste factuur", "Klantnummer", "Factuurnummer", "Debiteurnummer"])
def test_who_has_an_invoice_is_a_customer_for_the_papers_too(heading):
    sheet = Sheet()
    row = "2026-03-01" if heading == "Laatste factuur" else "2026001"
    told = prefill(
        sheet, ContactList([read_bytes(f"Naam,E-mail,{heading}\nA,a@example.org,{row}\n".encode(), "k.csv")])
    )
    assert sheet.answers["activities"] == ("customers", "bookkeeping")
    assert "k.csv" in told[0]
    empty = Sheet()
    prefill(empty, ContactList([read_bytes(f"Naam,E-mail,{heading}\nA,a@example.org,\n".encode(), "k.csv")]))
    assert "activities" not in empty.answers


@pytest.mark.parametrize(
    ("relation", "activities"),
    [
        ("customer|former_customer", ("customers", "bookkeeping")),
        ("enquiry", ("questions",)),
        ("none|enquiry|connection", None),
        ("unknown", None),
    ],
)
def test_what_was_said_of_people_counts_in_the_papers(relation, activities):
    found = ContactList([read_bytes(b"Naam,E-mail\nA,a@example.org\n", "k.csv")])
    found = replace(found, statements=Statements({"relation": relation}, {}))
    sheet = Sheet()
    prefill(sheet, found)
    assert sheet.answers.get("activities") == activities


def test_two_mail_tools_are_both_named_and_the_farthest_place_counts():
    sheet = Sheet()
    mailchimp = Path(__file__).parent.parent.parent / "data" / "samples" / "mailchimp_subscribed.csv"
    laposta = FORMATS / "laposta_assumed_clean.csv"
    prefill(sheet, read([str(laposta), str(mailchimp)]))
    assert sheet.answers["mail_tool.name"] == "Laposta, Mailchimp"
    assert sheet.answers["mail_tool.place"] == "outside"


def test_no_list_gives_a_basis_a_term_or_a_safeguard():
    sheet = Sheet()
    for file in sorted(FORMATS.glob("*_clean.*")):
        prefill(sheet, read([str(file)]))
    ends = {id.partition(".")[2] for id in sheet.answers}
    assert not ends & {"basis", "retention", "safeguard", "interest"}


def test_every_tool_belongs_to_a_format_that_is_known():
    from avgkit.contacts.formats import NAMES

    assert {export.name for tool in tools() for export in tool.reads} <= set(NAMES)
    assert all(f"{tool.helper}.name" in QUESTIONS for tool in tools() if tool.helper)
