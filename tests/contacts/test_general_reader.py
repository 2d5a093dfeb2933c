"""Exports that no module knows, read by their common headings: each with a person who may be reached and one not."""

from __future__ import annotations

import pytest

from avgkit.contacts import ContactList, read_bytes

SANNE, MILAN = "sanne.visser@example.org", "milan.koster@example.com"
PHONE, OFFICE = "+31612345678", "+31205550123"
CASES = {
    "e-boekhouden": (
        "Code;Bedrijf;Contactpersoon;Telefoon;GSM;Email;Notitie;KvK;Email facturen\n"
        f"V;Visser Tekst;Sanne Visser;020-5550123;06-12345678;{SANNE};;12345678;facturen@example.org\n"
        f"K;;Milan Koster;;;{MILAN};wil geen nieuwsbrief;;\n",
        {"name": "Sanne Visser", "company": "Visser Tekst", "phone": PHONE, "kvk": "12345678"},
    ),
    "snelstart": (
        "Relatiecode;Naam;Contactpersoon;Mobieltelefoonnummer;Emailadres;Relatiesoort;Datum laatste factuur;Memo\n"
        f"1;Visser Tekst;Sanne Visser;0612345678;{SANNE};Klant;14-03-2025;\n"
        f"2;Koster NV;Milan Koster;;{MILAN};Leverancier;;niet mailen\n",
        {"name": "Sanne Visser", "company": "Visser Tekst", "relation": "customer", "last_sale": "2025-03-14"},
    ),
    "jortt": (
        "Klantnaam,T.a.v.,Voornaam,Achternaam,E-mailadres,CC e-mailadressen,Telefoonnummer,Afgemeld op\n"
        f"Visser Tekst,Sanne Visser,Sanne,Visser,{SANNE},sanne2@example.org,0612345678,\n"
        f"Milan Koster,,Milan,Koster,{MILAN},,,01-02-2025\n",
        {"name": "Sanne Visser", "company": "Visser Tekst", "other_emails": "sanne2@example.org"},
    ),
    "woocommerce orders": (
        "Bestelnummer,Bestelstatus,Besteldatum,Voornaam (facturering),Achternaam (facturering),Bedrijf (facturering),"
        "E-mail (facturering),Provincie (facturering),Nieuwsbrief\n"
        f"1,Voltooid,2025-03-14 10:11,Sanne,Visser,Visser Tekst,{SANNE},Utrecht,ja\n"
        f"2,Geannuleerd,2025-03-15 10:11,Milan,Koster,,{MILAN},Gelderland,niet meer\n",
        {"name": "Sanne Visser", "company": "Visser Tekst", "relation": "customer", "consent_reading": "claimed"},
    ),
    "shopify orders": (
        "Name,Email,Financial Status,Created at,Billing Name,Billing Company,Billing Phone,Accepts Marketing,Notes\n"
        f"#1001,{SANNE},paid,2025-03-14 10:10:12 +0100,Sanne Visser,Visser Tekst,'+31612345678,yes,\n"
        f"#1002,{MILAN},refunded,2025-03-15 10:10:12 +0100,Milan Koster,,,,do not contact\n",
        {"name": "Sanne Visser", "phone": PHONE, "relation": "customer", "date": "2025-03-14"},
    ),
    "teamleader": (
        "First name,Last name,Primary email address,Other email addresses,Mobile phone,Function,Added on,Opted out\n"
        f"Sanne,Visser,{SANNE},sanne2@example.org,+31 6 12345678,Eigenaar,13/02/2023,\n"
        f"Milan,Koster,{MILAN},,,,14/02/2023,yes\n",
        {"position": "Eigenaar", "other_emails": "sanne2@example.org", "date": "2023-02-13"},
    ),
    "a club": (
        "Relatienr;Roepnaam;Tussenvoegsel(s);Achternaam;Telefoonnr.;Mobiel nr.;E-mail;2e e-mail;Lid sinds;Afmelddatum\n"
        f"1;Sanne;de;Visser;020-5550123;06-12345678;{SANNE};sanne2@example.org;01-09-2015;\n"
        f"2;Milan;;Koster;;;{MILAN};;01-09-2015;31-12-2024\n",
        {"name": "Sanne de Visser", "phone": PHONE, "date": "2015-09-01"},
    ),
    "lead ads": (
        "id\tcreated_time\tform_name\te-mail\tvolledige_naam\ttelefoonnummer\tmogen_we_je_aanbiedingen_mailen?\n"
        f"l:1\t2025-03-12T10:11:12+01:00\tGratis gids\t{SANNE}\tSanne Visser\tp:+31612345678\tja\n"
        f"l:2\t2025-03-12T10:11:12+01:00\tGratis gids\t{MILAN}\tMilan Koster\t\tnee\n",
        {
            "consent_reading": "claimed_with_time",
            "given_at": "2025-03-12T10:11:12+01:00",
            "origin": "Gratis gids",
            "consent_text": "mogen_we_je_aanbiedingen_mailen?",
        },
    ),
    "a form of WordPress": (
        "Naam (Voornaam),Naam (Achternaam),E-mail,Ja ik ontvang graag de nieuwsbrief,Datum inzending,Bron-URL,"
        "Gebruikers-IP,Bericht\n"
        f"Sanne,Visser,{SANNE},on,2025-03-12 10:11:12,https://example.org/c,192.0.2.1,\n"
        f"Milan,Koster,{MILAN},,2025-03-12 10:11:12,https://example.org/c,192.0.2.1,graag geen mail\n",
        {"name": "Sanne Visser", "consent_reading": "claimed_with_time", "origin": "https://example.org/c, 192.0.2.1"},
    ),
    "mailchimp in Dutch": (
        "E-mailadres,Voornaam,Achternaam,Aanmeldtijd,Aanmeld-IP,Bevestigingstijd,Status\n"
        f"{SANNE},Sanne,Visser,2024-03-01 10:11:12,192.0.2.1,2024-03-01 10:12:12,Geabonneerd\n"
        f"{MILAN},Milan,Koster,2024-03-01 10:11:12,192.0.2.1,,Afgemeld\n",
        {"given_at": "2024-03-01 10:11:12", "origin": "192.0.2.1", "confirmed_at": "2024-03-01 10:12:12"},
    ),
    "a database": (
        "contactid;companyname1;volledigenaam;emailadres;datumafmelding\n"
        f"1;Visser Tekst;Sanne Visser;{SANNE};0000-00-00\n2;;Milan Koster;{MILAN};2025-01-02\n",
        {"name": "Sanne Visser", "company": "Visser Tekst"},
    ),
    "an export of HubSpot with more columns": (
        "Record-ID,Voornaam,Achternaam,E-mail,Mobiel,Functietitel,Aanmaakdatum,Uitschrijfdatum\n"
        f"1,Sanne,Visser,{SANNE},06 12345678,Eigenaar,2024-02-03 10:11,\n"
        f"2,Milan,Koster,{MILAN},,,2024-02-03 10:11,2025-01-02\n",
        {"phone": PHONE, "position": "Eigenaar", "date": "2024-02-03"},
    ),
}


@pytest.mark.parametrize("tool", CASES)
def test_an_export_without_a_module_is_read_by_its_headings(tool):
    text, wanted = CASES[tool]
    found = ContactList([read_bytes(text.encode(), "export.csv")])
    people = {row["email"]: row for row in found.contacts.to_dict("records")}
    sanne, milan = people[SANNE], people[MILAN]
    told = {row["email"]: row for row in found.files[0].as_json(found)["contacts"]}[SANNE]
    assert {name: sanne.get(name) or told[name] for name in wanted} == wanted
    assert (sanne["objection"], sanne["objection_channels"], sanne["held"]) == ("unknown", "", "")
    assert milan["objection"] == "yes" or milan["objection_channels"] or milan["consent"] == "withdrawn"
    assert milan["relation"] == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "Naam;E-mail;Aangemaakt op;Afmelddatum\nA;a@example.org;01-01-2024;02-02-2024\n",
        "Naam;E-mail;IP;Bron;Herkomst\nA;a@example.org;192.0.2.1;x;wil geen mail\n",
        "Naam;E-mail;Relatiesoort\nA;a@example.org;klant, wil geen mail meer\n",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On,Uitgeschreven op\n"
        "A,W,u,a@example.org,,,08 Feb 2026,01-02-2025\n",
    ],
)
def test_a_no_under_a_second_heading_for_a_detail_counts(text):
    person = ContactList([read_bytes(text.encode(), "x.csv")]).contacts.to_dict("records")[0]
    assert person["objection"] == "yes" or person["objection_channels"]


@pytest.mark.parametrize(
    ("heading", "cell", "relation"),
    [
        ("Bestelstatus", "Voltooid", "customer"),
        ("Order Status", "wc-completed", "customer"),
        ("Bestelstatus", "Geannuleerd", "unknown"),
        ("Betaalstatus", "open", "unknown"),
        ("Relatiesoort", "Geen klant", "unknown"),
        ("Relatiesoort", "Oud-klant", "unknown"),
        ("Status", "Klant", "customer"),
        ("Status", "Delivered", "unknown"),
    ],
)
def test_only_a_word_for_a_sale_or_a_customer_makes_one(heading, cell, relation):
    found = read_bytes(f"Naam;E-mail;{heading}\nA;a@example.org;{cell}\n".encode(), "x.csv").contacts[0]
    assert (found.relation, found.objection, found.held) == (relation, "unknown", "")
