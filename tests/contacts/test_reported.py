"""Files as people and programs make them (shapes of real exports, invented people): what must come out of each.

``NO``: left or objected, or held with an issue where the words are doubtful. ``OPEN``: did not leave, did not object,
is not held.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from avgkit.base.errors import AvgkitError
from avgkit.contacts import ContactList, read, read_bytes

REPORTED = Path(__file__).parent.parent / "reported"
SANNE, MILAN = "sanne.visser@example.org", "milan.koster@example.com"
NOOR, JIP = "noor.elidrissi@example.nl", "jip.vandam@example.net"
NO, OPEN, UNDELIVERABLE, NEVER_VALID = "no", "open", "undeliverable", "never valid"

CASES = {
    "nonsubscribed_members_export_3f2a.csv": {SANNE: [NEVER_VALID, OPEN], MILAN: [NEVER_VALID]},
    "Afmeldingen 2025.xlsx": {SANNE: [NO]},
    "mailchimp_alles_samen.csv": {
        SANNE: [{"consent_reading": "confirmed_by_tool_record"}],
        MILAN: [NO, NEVER_VALID],
        NOOR: [UNDELIVERABLE, NEVER_VALID],
        JIP: [NEVER_VALID],
    },
    "alle_mailchimp.csv": {
        NOOR: [OPEN, {"consent_reading": "confirmed_by_tool_record"}],
        JIP: [NO, NEVER_VALID],
        SANNE: [OPEN, {"consent_reading": "unknown"}],
    },
    "Aanmelding workshop (Antwoorden).csv": {
        SANNE: [OPEN, {"name": "Sanne Visser", "phone": "+31612345678", "consent_reading": "unknown"}],
        MILAN: [NO, {"name": "Milan Koster", "consent_reading": "unknown", "consent_text": ""}],
    },
    "eventbrite_opt_out.csv": {SANNE: [OPEN, {"customer": True}], MILAN: [NO, {"customer": True, "consent_text": ""}]},
    "Connections_met_kolom.csv": {SANNE: [OPEN, {"name": "Sanne Visser"}], MILAN: [NO]},
    "woo_klanten_met_kolom.csv": {SANNE: [OPEN, {"customer": True}], MILAN: [NO, {"customer": True}]},
    "brevo_sms_geblokkeerd.csv": {SANNE: [OPEN], MILAN: [NO], NOOR: [NO, {"objection_channels": "sms"}]},
    "members.mijnblog.2026-11-20.csv": {
        SANNE: [OPEN, {"name": "Sanne Visser", "date": "2024-03-01"}],
        MILAN: [NO, {"objection_channels": "email"}],
        NOOR: [NO],
    },
    "rasa_contacts.csv": {SANNE: [OPEN], MILAN: [NO]},
    "mailerpath.csv": {SANNE: [OPEN], MILAN: [NO], NOOR: [NO]},
    "mailpoet_export.csv": {SANNE: [OPEN], MILAN: [NO], NOOR: [UNDELIVERABLE]},
    "spotler_export.xlsx": {SANNE: [OPEN], MILAN: [NO], NOOR: [UNDELIVERABLE]},
    "lijst_met_provincie.csv": {SANNE: [OPEN], MILAN: [NO], NOOR: [UNDELIVERABLE]},
    "newsletter_plugin.csv": {
        SANNE: [OPEN, {"name": "Sanne Visser"}],
        MILAN: [NO],
        NOOR: [UNDELIVERABLE],
        JIP: [NEVER_VALID],
    },
    "status_woorden_2.csv": {f"q{number}@example.org": [NO] for number in range(6)},
    "epona_nieuwsbrief.csv": {
        SANNE: [OPEN, {"customer": True}],
        MILAN: [NO, {"customer": True}],
        NOOR: [UNDELIVERABLE],
    },
    "salesforce_contact_api.csv": {
        SANNE: [OPEN],
        MILAN: [NO, {"objection_channels": "email"}],
        NOOR: [NO, {"objection_channels": "phone"}],
        JIP: [UNDELIVERABLE],
    },
    "google_labels.csv": {SANNE: [OPEN], MILAN: [NO]},
    "tags.csv": {SANNE: [OPEN], MILAN: [NO], NOOR: [NO]},
    "opmerkingen.csv": {SANNE: [OPEN], MILAN: [NO], NOOR: [NO]},
    "kvk_basisprofielen.csv": {SANNE: [OPEN], MILAN: [NO, {"objection_channels": "post"}]},
    "twee_bladen.xlsx": {SANNE: [OPEN], MILAN: [NO], NOOR: [NO]},
    "leesmij_blad.xlsx": {SANNE: [OPEN, {"name": "Sanne Visser"}], MILAN: [OPEN]},
    "Inschrijfformulier(1-3).xlsx": {
        SANNE: [OPEN, {"name": "Sanne Visser", "phone": "+31612345678", "consent_reading": "claimed_with_time"}],
        MILAN: [{"name": "Milan Koster", "phone": "+31612345679", "consent_reading": "not_opted_in"}],
        NOOR: [OPEN, {"name": "Noor el Idrissi", "consent_reading": "unknown"}],
    },
    "zoom_registraties.csv": {
        SANNE: [OPEN, {"name": "Sanne Visser", "phone": "+31612345678"}],
        MILAN: [{"objection": "unknown"}],
    },
    "token.csv": {SANNE: [OPEN, {"date": "2025-01-02"}], MILAN: [OPEN]},
    "mysql_nuldatum.csv": {SANNE: [OPEN], MILAN: [NO], NOOR: [OPEN], JIP: [OPEN]},
    "leden_sportlink.csv": {SANNE: [OPEN, {"name": "Sanne Visser"}], MILAN: [NO, {"name": "Milan de Koster"}]},
    "airtable.csv": {SANNE: [OPEN, {"consent_reading": "claimed"}], MILAN: [NO]},
    "toestemmingsdatum.csv": {
        SANNE: [OPEN, {"consent_reading": "claimed_with_time"}],
        MILAN: [OPEN, {"consent_reading": "unknown"}],
        NOOR: [OPEN, {"consent_reading": "claimed_with_time"}],
    },
    "civicrm_contacts.csv": {SANNE: [OPEN], MILAN: [NO], NOOR: [NO], JIP: [UNDELIVERABLE]},
    "woo_orders.csv": {
        SANNE: [OPEN, {"name": "Sanne Visser", "phone": "+31612345678", "company": "Visser Tekst"}],
        MILAN: [OPEN, {"name": "Milan Koster", "phone": "+31612345679"}],
    },
    "mailup_unsubscribed.csv": {SANNE: [NO, {"date": "2024-01-22"}], MILAN: [NO]},
    "Connections_2018.csv": {SANNE: [OPEN, {"date": "2018-04-10"}], MILAN: [OPEN, {"date": "2017-11-24"}]},
    "gravity_forms.csv": {
        SANNE: [
            OPEN,
            {"consent_reading": "claimed_with_time", "given_at": "2025-03-12 10:11:12"},
            {"origin": "https://example.org/contact, 203.0.113.9", "consent_text": "Aanmelden voor de nieuwsbrief"},
        ],
        MILAN: [{"consent_reading": "none"}],
    },
    "teamleader_nl.csv": {
        SANNE: [OPEN, {"name": "Sanne Visser", "phone": "+31612345678", "company": "Visser Tekst"}],
        MILAN: [{"consent_reading": "none", "objection": "unknown"}],
    },
    "thunderbird_adresboek.csv": {
        SANNE: [{"name": "Sanne Visser", "phone": "+31612345678", "company": "Visser Tekst"}],
        MILAN: [{"name": "Milan Koster", "phone": "+31205550123"}],
        NOOR: [{"name": "Noor el Idrissi", "phone": "+31612345670"}],
    },
    "naam_achternaam.csv": {SANNE: [{"name": "Sanne de Visser"}], MILAN: [{"name": "Milan Koster"}]},
    "handelsnamen.csv": {SANNE: [{"name": "Sanne Visser", "company": "Visser Tekst B.V."}]},
    "outlook_nl_echt.csv": {
        SANNE: [{"name": "Sanne Visser", "phone": "+31612345678", "company": "Visser Tekst"}],
        MILAN: [{"name": "Milan Koster", "phone": "+31612345679"}],
        NOOR: [{"name": "Noor el Idrissi", "phone": "+31205550124", "other_emails": "noor2@example.nl"}],
    },
    "meer_adressen.csv": {
        SANNE: [{"other_emails": "sanne2@example.org"}],
        MILAN: [{"other_emails": "milan2@example.com"}],
        NOOR: [{"name": "Noor el Idrissi"}],
        JIP: [OPEN],
        "els@example.org": [{"other_emails": "els2@example.org"}],
    },
    "mailvormen_2.csv": {f"m{number}@example.org": [OPEN] for number in range(6)},
    "met_totaalregel.xlsx": {SANNE: [{"name": "Sanne Visser"}], MILAN: [{"name": "Milan Koster"}]},
    "samengeplakt_bom.csv": {SANNE: [OPEN], MILAN: [OPEN]},
    "bom_kapot.csv": {SANNE: [{"name": "Sanne Visser", "phone": "+31612345678"}]},
    "csv_msdos.csv": {SANNE: [{"name": "Zoë Visser"}], MILAN: [{"name": "Renée Koster"}]},
    "csv_macintosh.csv": {SANNE: [{"name": "Zoë Visser"}], MILAN: [{"name": "Renée Koster"}]},
    "export.xls": {SANNE: [{"name": "Sanne Visser", "phone": "+31612345678"}], MILAN: [{"name": "Milan Koster"}]},
    "spreadsheet2003.xls": {SANNE: [{"name": "Sanne Visser"}]},
    "thunderbird.ldif": {
        SANNE: [{"name": "Sanne Visser", "phone": "+31612345678"}],
        MILAN: [{"name": "Björn Koster", "phone": "+31205550123"}],
    },
    "icloud_groep.vcf": {SANNE: [OPEN, {"name": "Sanne Visser", "phone": "+31612345678"}]},
}


def holds(person, wish):
    stopped = person["objection"] == "yes" or person["objection_channels"] or person["consent"] == "withdrawn"
    held = person["held"] and "held" in person["issues"]
    if wish == NO:
        return bool(stopped or held)
    if wish == OPEN:
        return not stopped and not person["held"]
    if wish == UNDELIVERABLE:
        return person["consent_reading"] == "undeliverable" and "undeliverable" in person["issues"]
    if wish == NEVER_VALID:
        return person["consent"] != "valid"
    return all(person[name] == value for name, value in wish.items())


@pytest.mark.parametrize("name", CASES)
def test_a_reported_file_comes_out_as_it_should(name):
    people = {row["email"]: row for row in read(REPORTED / name).contacts.to_dict("records")}
    for email, wishes in CASES[name].items():
        for wish in wishes:
            assert holds(people[email], wish), (email, wish, people[email])


@pytest.mark.parametrize(
    ("name", "row", "reason"),
    [("met_totaalregel.xlsx", 6, "totaal"), ("samengeplakt_bom.csv", 3, "koppen"), ("icloud_groep.vcf", 8, "groep")],
)
def test_a_row_that_is_nobody_is_a_reject_with_a_reason(name, row, reason):
    rejects = read(REPORTED / name).files[0].rejects
    assert [reject.row for reject in rejects] == [row]
    assert reason in rejects[0].reason


def test_a_no_beside_an_address_in_one_cell_is_not_lost():
    found = read_bytes(b"Naam;E-mail\nAnna;niet mailen anna@example.org\nBram;bram@example.org (werk)\n", "lijst.csv")
    anna, bram = ContactList([found]).contacts.to_dict("records")
    assert holds(anna, NO)
    assert holds(bram, OPEN)
    assert (anna["email"], bram["email"]) == ("anna@example.org", "bram@example.org")


def test_a_group_of_jokes_holds_one_who_said_stop():
    people = read(REPORTED / "_chat_grapjes.txt").contacts.set_index("name")
    assert people["objection"].to_dict() == {
        "Sanne Visser": "unknown",
        "Milan Koster": "unknown",
        "Noor el Idrissi": "unknown",
        "Jip van Dam": "yes",
    }
    assert set(people["held"]) == {""}


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("Messages_2018.csv", {"Sanne Visser": [OPEN, {"date": "2018-04-10"}], "Milan Koster": [NO]}),
        (
            "Imported Contacts.csv",
            {
                "Sanne Visser": [
                    {"email": SANNE, "phone": "+31612345678", "date": "2018-04-23", "company": "Visser Tekst"}
                ],
                "Milan Koster": [{"phone": "+31612345679"}],
            },
        ),
        (
            "Invitations_titels.csv",
            {"Sanne Visser, MBA": [{"date": "2026-01-29"}], "Milan Koster, PhD": [{"date": "2026-01-30"}]},
        ),
    ],
)
def test_a_file_of_linkedin_without_addresses_tells_who_it_is_about(name, people):
    found = {row["name"]: row for row in read(REPORTED / name).contacts.to_dict("records")}
    for person, wishes in people.items():
        for wish in wishes:
            assert holds(found[person], wish), (person, wish, found[person])


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        (
            "created_time,form_name,email,full_name,phone_number,wil_je_onze_nieuwsbrief?\n"
            "2025-03-12T10:11:12+01:00,Maart,{},Sanne Visser,p:+31612345678,ja\n",
            {"consent_reading": "claimed_with_time", "given_at": "2025-03-12T10:11:12+01:00", "origin": "Maart"},
        ),
        (
            "Your Name,Your Email,I agree to receive the newsletter,Entry Date,User IP,Source URL\n"
            "Sanne Visser,{},No,2025-03-12 10:11:12,203.0.113.9,https://example.org/c\n",
            {"consent_reading": "none", "origin": "https://example.org/c, 203.0.113.9"},
        ),
        ("Naam;Voornaam;E-mail\nVisser;Sanne;{}\n", {}),
        ("Voornaam (facturatie);Achternaam (facturatie);E-mail (facturatie)\nSanne;Visser;{}\n", {}),
        ('Naam;E-mail\n"Visser, Sanne";{}\n;Totaal: 1\n', {}),
        ("FirstName,LastName,Email\nSanne,Visser,SMTP:{}\n", {}),
        ("Hoe heet je?;Wat is je mailadres?\nSanne Visser;{} (werk).\n", {}),
    ],
)
def test_others_of_these_kinds_come_out_too(text, wish):
    person = ContactList([read_bytes(text.format(SANNE).encode(), "lijst.csv")]).contacts.to_dict("records")[0]
    assert (person["name"], person["email"]) == ("Sanne Visser", SANNE)
    assert holds(person, wish), person


def test_an_old_chat_without_brackets_is_read():
    found = {row["name"]: row for row in read(REPORTED / "_chat_oud.txt").contacts.to_dict("records")}
    assert holds(found["Sanne Visser"], NO)
    assert found["Sanne Visser"]["date"] == "2014-03-24"
    assert holds(found["Milan Koster"], OPEN)


@pytest.mark.parametrize(
    ("name", "word"),
    [("met_wachtwoord.xlsx", "wachtwoord"), ("contacten.numbers", "Numbers"), ("telegram_result.json", "JSON")],
)
def test_what_is_no_list_is_told_in_one_sentence(name, word):
    with pytest.raises(AvgkitError, match=word):
        read(REPORTED / name)


@pytest.mark.parametrize("path", sorted(REPORTED.iterdir()), ids=lambda path: path.name)
def test_every_reported_file_is_read_or_refused_in_one_sentence(path):
    if path.suffix == ".tsv":
        return
    try:
        found = read(path)
    except AvgkitError as error:
        assert str(error).startswith(path.name)  # noqa: PT017
        return
    assert found.counts()[["contacts", "merged", "rejects"]].to_numpy().sum() == found.files[0].data_rows
    assert all(use.used_for for use in found.files[0].uses)
