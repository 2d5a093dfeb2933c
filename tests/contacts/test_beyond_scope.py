"""What is not decided here is told at the contact who shows it: another country, a minor, somebody who died."""

from __future__ import annotations

from datetime import date

import pytest

from avgkit import classify, read
from avgkit.contacts import ISSUES
from avgkit.contacts.beyond_scope import beyond_rows, beyond_sentence, topics

TODAY = date.today()


def table_file(folder, heading, cell):
    path = folder / "lijst.csv"
    path.write_text(f'Naam,E-mail,"{heading}"\nJan Voorbeeld,jan@example.org,"{cell}"\n', encoding="utf-8")
    return path


def issues_of(tmp_path, heading, cell):
    return tuple(read([table_file(tmp_path, heading, cell)]).contacts["issues"][0])


@pytest.mark.parametrize("heading", ["Land", "Country/Region", "landcode", "Mailing Country"])
@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("BE", True),
        ("België", True),
        ("Germany", True),
        ("NL", False),
        ("Nederland", False),
        ("the Netherlands", False),
        ("Pays-Bas", False),
        ("", False),
        ("n.v.t.", False),
    ],
)
def test_another_country_is_told(tmp_path, heading, cell, told):
    assert issues_of(tmp_path, heading, cell) == (("abroad",) if told else ())


@pytest.mark.parametrize(
    ("heading", "cell", "told"),
    [
        ("Leeftijd", "15", True),
        ("Leeftijd", "15 jaar", True),
        ("Leeftijd", "12-17", True),
        ("Leeftijd", "16+", True),
        ("Leeftijd", "<18", True),
        ("Leeftijd", "18", False),
        ("Age", "44", False),
        ("Age", "0", False),
        ("Leeftijdsgroep", "18-25", False),
        ("Geboortedatum", f"{TODAY.year - 10}-05-01", True),
        ("Geboortedatum", f"01-05-{TODAY.year - 40}", False),
        ("Geboortejaar", str(TODAY.year - 12), True),
        ("Geboortejaar", str(TODAY.year - 30), False),
        ("Minderjarig", "ja", True),
        ("Minderjarig", "nee", False),
    ],
)
def test_a_minor_is_told(tmp_path, heading, cell, told):
    assert ("minor" in issues_of(tmp_path, heading, cell)) == told


@pytest.mark.parametrize(
    ("heading", "cell"), [("Opmerking", "overleden in maart"), ("Overleden", "ja"), ("Status", "overleden")]
)
def test_who_died_is_told_and_held(tmp_path, heading, cell):
    contacts = read([table_file(tmp_path, heading, cell)]).contacts
    assert "deceased" in contacts["issues"][0]
    assert contacts["held"][0]
    said = classify(contacts, as_of="2026-11-25", facts={"relation": "customer", "details_source": "own_sale"})
    assert not set(said[said["purpose"] == "offer"].query("channel == 'email'")["verdict"]) & {"allowed", "conditional"}


def test_a_foreign_number_counts_without_being_a_flaw_of_its_row(tmp_path):
    contacts = read([table_file(tmp_path, "Telefoon", "+32 470 12 34 56")]).contacts
    assert contacts["issues"][0] == []
    assert beyond_rows(contacts) == {"abroad": [True]}
    assert "Mensen buiten Nederland: 1 contact" in beyond_sentence(contacts)


def test_a_card_of_an_address_book_tells_country_and_birthday(tmp_path):
    path = tmp_path / "kaart.vcf"
    lines = ["BEGIN:VCARD", "VERSION:3.0", "FN:Jan Voorbeeld", "EMAIL:jan@example.org"]
    lines += ["ADR:;;Straat 1;Gent;;9000;Belgium", f"BDAY:{TODAY.year - 9}-01-02", "END:VCARD", ""]
    path.write_text("\r\n".join(lines), encoding="utf-8")
    assert tuple(read([path]).contacts["issues"][0]) == ("abroad", "minor")


def test_it_stays_where_rows_are_merged(tmp_path):
    path = tmp_path / "samen.csv"
    path.write_text("Naam,E-mail,Land\nJan,jan@example.org,NL\nJan,jan@example.org,BE\n", encoding="utf-8")
    assert "abroad" in read([path]).contacts["issues"][0]


def test_every_topic_says_what_to_do_and_an_issue_has_its_words():
    assert {"abroad", "minor", "deceased"} <= {topic.id for topic in topics()} & set(ISSUES)
    assert all(topic.what_to_do.endswith(".") and topic.not_decided.endswith(".") for topic in topics())
