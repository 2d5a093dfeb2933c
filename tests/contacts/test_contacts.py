"""Readers: the clean samples field by field, messy lists, and nothing lost."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avgkit.base.errors import AvgkitError
from avgkit.contacts import known_formats, read, read_bytes
from avgkit.contacts.cleaning.dates import clean_date
from avgkit.contacts.cleaning.emails import clean_email
from avgkit.contacts.cleaning.issues import ISSUES
from avgkit.contacts.cleaning.phones import clean_phone
from avgkit.contacts.headings import MEANINGS, fold
from avgkit.contacts.recipients import recipient_of
from avgkit.law.classification import classify
from avgkit.law.facts import Channel

FORMATS = Path(__file__).parent.parent / "formats"
EXPECTED = json.loads((FORMATS / "expected.json").read_text(encoding="utf-8"))
RECIPIENTS = {"legal": "legal_person", "natural_partners": "partnership", "natural": "sole_trader", None: "unknown"}
LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
MAILCHIMP = "Email Address,First Name,Last Name,Phone Number,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,LEID\n"


def reading(text, name="lijst.csv", encoding="utf-8", **options):
    return read_bytes(text.encode(encoding) if isinstance(text, str) else text, name, **options)


TABLES = [name for name in EXPECTED if (FORMATS / name).exists() and "rows" in EXPECTED[name]]
ELSEWHERE = ("undeliverable", "abroad")
"""Issues that the expectations do not name; tests of their own do."""
NO_COMPANY = {"google_forms_nl_clean.csv"}
"""Here the sample has a company under “Opmerking”; a remark is not read as a company."""


@pytest.mark.parametrize("name", TABLES)
def test_a_clean_sample_is_read_field_by_field(name):
    expected = EXPECTED[name]
    found = read(FORMATS / name).files[0].as_json()
    assert (found["data_rows"], found["encoding"], found["delimiter"]) == (
        expected["data_rows"],
        expected["encoding"],
        expected["delimiter"],
    )
    for contact, row in zip(found["contacts"], expected["rows"], strict=True):
        for field in ("name", "email", "phone_e164", "date", "date_means", "customer"):
            assert contact[field] == row[field]
        if name not in NO_COMPANY:
            assert contact["company"] == row.get("company")
            assert contact["recipient"] == RECIPIENTS[row.get("legal_kind_hint")]
        assert contact["consent_reading"] == row["consent"]
        assert [issue for issue in contact["issues"] if issue not in ELSEWHERE] == row["issues"]
    assert found["contacts_after_dedupe"] == expected["contacts_after_dedupe"]
    assert found["merged_consent"] == expected["merged_consent"]


def test_a_chat_gives_who_wrote_and_who_asked_to_stop():
    name = "whatsapp_android_clean.txt"
    contacts = read(FORMATS / name).files[0].as_json()["contacts"]
    assert [{key: contact[key] for key in ("name", "phone_e164")} for contact in contacts] == EXPECTED[name]["senders"]
    stopped = [place for place, contact in enumerate(contacts) if contact["objection"] == "yes"]
    assert stopped == EXPECTED[name]["opt_out_indexes"]


@pytest.mark.parametrize("name", TABLES)
def test_each_contact_of_a_sample_gets_a_verdict_on_every_channel(name):
    found = read(FORMATS / name)
    verdicts = classify(found.contacts, as_of="2026-11-24", purposes=["newsletter"])
    assert len(verdicts) == EXPECTED[name]["data_rows"] * len(Channel)
    assert (
        found.counts()[["contacts", "merged", "rejects"]].sum(axis=1).tolist() == found.counts()["data_rows"].tolist()
    )


def test_what_each_format_proves():
    facts = {
        kind: read(FORMATS / name).files[0].contacts[0]
        for kind, name in (
            ("linkedin", "linkedin_connections_clean.csv"),
            ("subscribed", "mailchimp_subscribed_clean.csv"),
            ("unsubscribed", "mailchimp_unsubscribed_clean.csv"),
            ("cleaned", "mailchimp_cleaned_clean.csv"),
        )
    }
    assert (facts["linkedin"].relation, facts["linkedin"].details_source) == ("connection", "platform_export")
    assert (facts["linkedin"].consent, facts["cleaned"].consent) == ("unknown", "unknown")
    assert (facts["subscribed"].consent, facts["subscribed"].consent_channel) == ("valid", "email")
    assert facts["unsubscribed"].consent == "withdrawn"
    assert "undeliverable" in facts["cleaned"].issues


def test_a_confirmation_without_an_own_sign_up_is_no_proof():
    rows = MAILCHIMP + "a@example.org,A,B,,,,2024-01-01 10:00:00,1\nb@example.org,C,D,,2024-01-01 10:00:00,,,2\n"
    assert [contact.consent for contact in reading(rows).contacts] == ["unknown", "unknown"]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_are_found_out(encoding, named, delimiter):
    text = "Naam,E-mailadres,Bedrijf\r\nRené Fictief,rene@example.org,Café Voorbeeld\r\n".replace(",", delimiter)
    found = reading(text, encoding=encoding)
    assert (found.encoding, found.delimiter) == (named, delimiter)
    assert (found.contacts[0].name, found.contacts[0].company) == ("René Fictief", "Café Voorbeeld")


def test_notes_above_the_headings_are_skipped_and_a_hidden_member_is_kept():
    row = "Anna,Jansen,https://x,anna@example.org,,,08 Feb 2026\n,,,,,,07 Jun 2026"
    for above in ("", 'Notes:\n"Een lange, lange zin"\n\n', '"Notes:"\nnog iets\nen nog iets\n\n'):
        found = reading(above + LINKEDIN + row)
        assert [contact.name for contact in found.contacts] == ["Anna Jansen", None]
        assert found.contacts[1].issues == ["hidden_member"]
        assert found.contacts[0].row == above.count("\n") + 2


def test_broken_rows_become_rejects_and_the_rest_goes_on():
    text = (
        'Naam,E-mail\nAnna,anna@example.org\n"Bram,bram@example.org\nCarla,carla@example.org,te,veel\n'
        '"Daan\nvan Dam",daan@example.org\nEls\n\n,,\nFin "de" Test,fin@example.org\n'
    )
    found = reading(text)
    assert [contact.name for contact in found.contacts] == ["Anna", "Daan van Dam", "Els", 'Fin "de" Test']
    assert [reject.row for reject in found.rejects] == [3, 4]
    assert all(reject.reason.endswith(".") and "@" not in reject.reason for reject in found.rejects)
    assert found.data_rows == 6


def test_messy_cells_become_values_or_issues():
    rows = [
        ("  Anna@Example.org ", "+31 (0)6 12345678"),
        ("anna@example.org", "0031612345679"),
        ("bram@@example", "3.16E+10"),
        ("carla@example.org", "'0612345670"),
        ("daan@example.org", "12"),
    ]
    found = reading("email,telefoon\n" + "".join(f"{email},{phone}\n" for email, phone in rows))
    assert [contact.email for contact in found.contacts] == [
        "anna@example.org",
        "anna@example.org",
        None,
        "carla@example.org",
        "daan@example.org",
    ]
    assert [contact.phone for contact in found.contacts] == ["+31612345678", "+31612345679", None, "+31612345670", None]
    assert [list(contact.issues) for contact in found.contacts] == [
        ["email_whitespace", "email_case"],
        ["duplicate_other_case"],
        ["invalid_email", "phone_precision_lost"],
        [],
        ["invalid_phone"],
    ]


@pytest.mark.parametrize(
    ("cell", "form", "value", "issues"),
    [
        ("19 Nov 2022", "words", "2022-11-19", []),
        ("8 februari 2026", None, "2026-02-08", []),
        ("2023-06-21 12:35:15", "iso", "2023-06-21", []),
        ("13-08-2025", "iso", "2025-08-13", ["other_date_format"]),
        ("31-02-2023", None, None, ["invalid_date"]),
        ("03/04/2024", None, None, ["ambiguous_date"]),
        ("23/04/2024", None, "2024-04-23", []),
        ("1/29/26, 2:37 PM", "month_first", "2026-01-29", []),
        ("gisteren", None, None, ["invalid_date"]),
        ("", "iso", None, []),
        ("05/05/2024", None, "2024-05-05", []),
    ],
)
def test_dates(cell, form, value, issues):
    assert clean_date(cell, form) == (value, issues)


@pytest.mark.parametrize(
    ("company", "name", "kind"),
    [
        ("Jansen Testbouw B.V.", "Anna Jansen", "legal_person"),
        ("Berg & Zn VOF", "Daan van den Berg", "partnership"),
        ("De Vries Tekst", "Bram de Vries", "sole_trader"),
        ("Voorbeeld", "Els Bakker", "unknown"),
        (None, "Els Bakker", "unknown"),
        ("Coöperatie Testgroen U.A.", None, "legal_person"),
        ("Bvlgari Sieraden", "Els Bakker", "unknown"),
        ("Eenmanszaak Test", None, "sole_trader"),
        ("Visser Demo GmbH", "Koen Visser", "legal_person"),
        ("De Bakker CV", None, "partnership"),
        ("Smit CV-ketels en sanitair", None, "unknown"),
        ("Test NV", None, "legal_person"),
        ("Test BVBA", None, "legal_person"),
        ("Test Ltd.", None, "legal_person"),
        ("Maatschap Dekker & Co", None, "partnership"),
    ],
)
def test_the_recipient_is_a_hint_from_the_legal_form(company, name, kind):
    found, reason = recipient_of(company, name)
    assert found == kind
    assert bool(reason) == (company is not None)


def test_what_a_learner_wrote_of_consent_is_a_claim():
    found = reading("Naam;E-mail;Toestemming;Klant;Bezwaar\nA;a@example.org;ja;ja;nee\nB;b@example.org;nee;;ja\n")
    first, second = found.contacts
    assert (first.consent, first.relation, first.objection) == ("unproven", "customer", "unknown")
    assert (second.consent, second.relation, second.objection) == ("none", "unknown", "yes")


def test_columns_are_found_by_content_and_asked_about_and_a_mapping_wins():
    text = "Kolom X,Postbus\nAnna,anna@example.org\nBram,bram@example.org\n"
    found = reading(text)
    assert [contact.email for contact in found.contacts] == ["anna@example.org", "bram@example.org"]
    assert "Postbus" in found.unclear[0]
    mapped = reading(text, mapping={"name": "Kolom X", "email": "Postbus"})
    assert mapped.contacts[0].name == "Anna"
    assert not mapped.unclear
    with pytest.raises(AvgkitError, match="geen kolom"):
        reading(text, mapping={"name": "Kolom Y"})


def test_a_list_without_headings_loses_no_row():
    found = reading("Anna,anna@example.org\nBram,bram@example.org\n")
    assert [contact.email for contact in found.contacts] == ["anna@example.org", "bram@example.org"]


def test_equal_headings_and_two_hundred_columns():
    headings = ["Naam", "E-mail", "E-mail", *(f"veld {number}" for number in range(200))]
    found = reading(",".join(headings) + "\n" + ",".join(["Anna", "anna@example.org", "x", *["y"] * 200]) + "\n")
    assert found.contacts[0].email == "anna@example.org"
    assert not found.rejects


def test_a_workbook_gives_back_what_excel_took_from_numbers(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Klantenlijst 2026"])
    book.active.append([])
    book.active.append(["Naam", "E-mailadres", "Mobiel", "Klant"])
    book.active.append(["Anna", "anna@example.org", 612345678, "ja"])
    book.active.append(["Bram", "bram@example.org", 31612345679, True])
    book.save(tmp_path / "klanten.xlsx")
    found = read(tmp_path / "klanten.xlsx").files[0]
    assert [contact.phone for contact in found.contacts] == ["+31612345678", "+31612345679"]
    assert [contact.row for contact in found.contacts] == [4, 5]
    assert [contact.relation for contact in found.contacts] == ["customer", "customer"]
    assert found.encoding == "xlsx"


def test_vcards_folded_escaped_old_and_broken():
    text = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:de Wit\\, drs.;Anna;;;\r\nFN:Anna\r\nORG:Wit\\; Zwart B.V.;afdeling\r\n"
        "item1.EMAIL;TYPE=WORK:anna@exam\r\n ple.org\r\nTEL;VALUE=uri:tel:+31612345678\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Caf=C3=A9;Ren=C3=A9;;;\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:4.0\r\nNOTE:niets\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:half\r\n"
    )
    found = reading(text, "telefoon.vcf")
    first, second = found.contacts
    assert (first.name, first.company) == ("Anna de Wit, drs.", "Wit; Zwart B.V.")
    assert (first.email, first.phone) == ("anna@example.org", "+31612345678")
    assert second.name == "René Café"
    assert [reject.row for reject in found.rejects] == [14, 18]


def test_another_format_can_be_chosen_or_is_refused():
    data = (FORMATS / "google_contacts_new_clean.csv").read_bytes()
    assert read_bytes(data, "x.csv", format="generic").format == "generic"
    with pytest.raises(AvgkitError, match="koppen van “LinkedIn: je connecties”"):
        read_bytes(data, "x.csv", format="linkedin_connections")
    with pytest.raises(AvgkitError, match="Kies uit"):
        read(FORMATS / "vcard4_clean.vcf", format="fax")


def test_every_format_and_issue_is_explained_in_dutch():
    assert all(known["proves"].endswith(".") and known["grade_text"] for known in known_formats())
    assert all(ISSUES.values())


def test_cleaning_is_idempotent():
    for cell, clean in ((" Anna@Example.ORG", clean_email), ("06 12345678", clean_phone)):
        value, _ = clean(cell)
        assert clean(value) == (value, [])


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=12), delimiter=st.sampled_from(",;\t"), bom=st.booleans())
def test_contacts_and_rejects_are_the_rows_that_were_written(rows, delimiter, bom):
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows([("Naam", "E-mailadres", "Telefoon"), *rows])
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    try:
        found = reading(written.getvalue(), encoding="utf-8-sig" if bom else "utf-8", any_rows=True)
    except AvgkitError:
        assert not filled
        return
    assert len(found.contacts) + len(found.rejects) == len(filled)
    assert not found.rejects


@settings(max_examples=300, deadline=None)
@given(
    data=st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=200).map(lambda tail: b"Naam,E-mail\n" + tail),
        st.binary(max_size=200).map(lambda tail: b"BEGIN:VCARD\n" + tail),
        st.binary(max_size=99).map(lambda tail: b"PK\x03\x04" + tail),
    )
)
def test_whatever_the_bytes_only_a_sentence_is_raised(data):
    try:
        found = read_bytes(data, "lijst.csv")
    except AvgkitError as error:
        assert str(error).endswith(".")  # noqa: PT017
    else:
        assert found.data_rows == len(found.contacts) + len(found.rejects)


def test_a_heading_has_one_meaning_and_stands_folded():
    headings = [heading for meant in MEANINGS.values() for heading in meant]
    assert len(headings) == len(set(headings))
    assert [fold(heading) for heading in headings] == headings
