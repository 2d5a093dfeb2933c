"""Other shapes of each export: what people, spreadsheets and languages make of it, and what must come out."""

from __future__ import annotations

import pytest

from avgkit.contacts import ContactList, read_bytes

LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
)
BREVO = "CONTACT ID;EMAIL;LASTNAME;FIRSTNAME;WHATSAPP;SMS;ADDED_TIME;MODIFIED_TIME"
UNSUB = "UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON"


def reading(text, encoding="utf-8", name="x.csv", **options):
    return read_bytes(text.encode(encoding) if isinstance(text, str) else text, name, **options)


def people(*texts):
    return ContactList([reading(text, name=f"{number}.csv") for number, text in enumerate(texts, 1)])


VARIANTS = {
    "linkedin, a row whole in one cell": (
        (
            '"First Name,Last Name,URL,Email Address,Company,Position,Connected On"\n'
            '"Anna,""Wit, MSc"",u,a@example.org,,,08 Feb 2026"\n'
        ),
        "linkedin_connections",
        [{"name": "Anna Wit, MSc", "email": "a@example.org", "date": "2026-02-08"}],
    ),
    "linkedin, saved by a Dutch Excel": (
        "sep=;\n" + LINKEDIN.replace(",", ";") + "Anna;Wit;u;a@example.org;;;8-2-2026\n",
        "linkedin_connections",
        [{"name": "Anna Wit", "date": "2026-02-08", "issues": ["other_date_format"]}],
    ),
    "linkedin, a line separator and a form feed within cells": (
        LINKEDIN + "Anna\u2028,Wit,u,a@example.org,,Baas\x0cen meer,08 Feb 2026\n",
        "linkedin_connections",
        [{"name": "Anna Wit", "date": "2026-02-08"}],
    ),
    "messages of a member without a name": (
        MESSAGES + "1,,LinkedIn Member,,Ik,,2025-06-01 14:03:22 UTC,,Please stop,INBOX\n",
        "linkedin_messages",
        [{"name": None, "objection": "yes"}],
    ),
    "mailchimp, twice the same headings": (
        f"Email Address,First Name,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,LATITUDE,{UNSUB},{UNSUB},LEID,TAGS\n"
        'a@example.org,Anna,,,,,,,,2024-01-01 10:00:00,x,NORMAL,1,"""a"",""b"""\n',
        "mailchimp_unsubscribed",
        [{"consent": "withdrawn", "date": "2024-01-01"}],
    ),
    "mailchimp, Dutch fields": (
        "E-mailadres;Voornaam;Achternaam;Telefoonnummer;OPTIN_TIME;OPTIN_IP;CONFIRM_TIME;LEID\n"
        "a@example.org;Anna;Wit;'0612345678;2024-01-01 10:00:00;192.0.2.1;;1\n",
        "mailchimp_subscribed",
        [{"name": "Anna Wit", "phone": "+31612345678", "consent": "valid"}],
    ),
    "brevo, without opt-in columns": (
        BREVO + "\n1;a@example.org;Wit;Anna;;31612345678;27-06-2025 10:00:00;\n",
        "brevo",
        [{"name": "Anna Wit", "phone": "+31612345678", "consent": "unknown"}],
    ),
    "brevo, with a blocklist": (
        BREVO + ";DOUBLE_OPT-IN;BLACKLISTED\n1;a@example.org;Wit;Anna;;;27-06-2025;;Yes;true\n",
        "brevo",
        [{"consent": "withdrawn"}],
    ),
    "laposta, other Dutch words": (
        "E-mailadres;Naam;Status;Datum aanmelding;Datum uitschrijving\na@example.org;Anna Wit;Geblokkeerd;01-01-2024;\n"
        "b@example.org;Bram;actief;01-01-2024;02-02-2024\nc@example.org;C;Opgeschoond;;\n",
        "laposta",
        [
            {"name": "Anna Wit", "consent": "withdrawn"},
            {"consent": "withdrawn"},
            {"consent_reading": "undeliverable", "consent": "unknown"},
        ],
    ),
    "klaviyo, subscribed but suppressed": (
        "Email,First Name,Email Marketing Consent,Email Marketing Consent Timestamp,Email Suppressions\n"
        "a@example.org,Anna,SUBSCRIBED,2024-01-01 10:00:00,\"[{'reason': 'HARD_BOUNCE'}]\"\n",
        "klaviyo",
        [{"consent": "withdrawn"}],
    ),
    "google, several values in a cell": (
        "First Name,Middle Name,Last Name,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value\n"
        'Anna,van der,Wit,Wit B.V.,* myContacts,* Work,A@example.org ::: b@example.org,"06 1234 5678 ::: '
        '+31 20 1234567"\n',
        "google_contacts_new",
        [{"email": "a@example.org", "other_emails": ["b@example.org"], "other_phones": ["+31201234567"]}],
    ),
    "outlook, a name with the address and a useless first one": (
        "First Name,Last Name,E-mail Address,E-mail 2 Address,Mobile Phone\n,,Bram Bos (Bram@example.org),,\n"
        "A,B,/o=ExchangeLabs/ou=x,c@example.org,\n",
        "outlook_en",
        [{"email": "bram@example.org", "issues": ["name_in_email", "email_case"]}, {"email": "c@example.org"}],
    ),
    "shopify, the older heading": (
        (
            "First Name,Last Name,Email,Company,Phone,Accepts Marketing,Total Orders\n"
            "A,B,'a@example.org,Wit,'0031612345678,yes,'2\n"
        ),
        "shopify",
        [{"email": "a@example.org", "phone": "+31612345678", "consent": "unproven", "relation": "customer"}],
    ),
    "woocommerce in Dutch": (
        "Naam;Gebruikersnaam;Laatst actief;Aangemeld;E-mail;Bestellingen;Telefoonnummer facturering\n"
        "Anna;anna;1 augustus 2023;;a@example.org;2;0612345678\n",
        "woocommerce",
        [{"date": "2023-08-01", "relation": "customer", "phone": "+31612345678"}],
    ),
    "eventbrite, refunded and no name given": (
        "Order #,Order Date,First Name,Last Name,Email,Total Paid,Attendee Status\n"
        '1,2024-01-01,A,B,a@example.org,"€ 25,00",Refunded\n'
        "2,2024-01-01,Info Requested,Info Requested,b@example.org,25.00,Attending\n",
        "eventbrite",
        [{"relation": "unknown"}, {"name": None, "relation": "customer"}],
    ),
    "calendly, cancelled": (
        (
            "Invitee Name,Invitee Email,Invitee accepted marketing emails,Start Date & Time,Canceled\n"
            "A B,a@example.org,true,2024-01-01 10:00 am,true\n"
        ),
        "calendly",
        [{"relation": "unknown", "consent": "unproven", "details_source": "given_personally"}],
    ),
    "google forms, its own way to write a time": (
        "Tijdstempel,Gebruikersnaam,Voor- en achternaam,Ik ga akkoord met het ontvangen van mails\n"
        "2024/02/01 9:05:00 AM EET,a@example.org,A B,Ik ga akkoord\n",
        "google_forms",
        [{"email": "a@example.org", "date": "2024-02-01", "consent_reading": "claimed_with_time", "issues": []}],
    ),
    "hubspot, opted out of one kind of mail": (
        "Record ID - Contact,First Name,Last Name,Email,Legal basis for processing contact's data,Opted out of "
        "email: Tips\n"
        "1,A,B,a@example.org,Freely given consent from contact,true\n"
        "2,A,B,b@example.org,Legitimate interest – existing customer,\n",
        "hubspot",
        [{"consent": "withdrawn"}, {"consent": "unknown"}],
    ),
    "pipedrive in Dutch": (
        (
            "Persoon - Naam,Persoon - E-mail - Werk,Persoon - Telefoon - Werk,Persoon - Marketingstatus\n"
            "Anna,a@example.org,020-1234567 tst. 12,Afgemeld\n"
        ),
        "pipedrive",
        [{"name": "Anna", "phone": "+31201234567", "consent": "withdrawn"}],
    ),
    "an own list with two kinds of objection, a day and a status": (
        "Naam;E-mail;Niet mailen;Niet bellen;Afmelddatum;Status\nA;a@example.org;;x;;\n"
        "B;b@example.org;nee;n.v.t.;-;klant\n"
        "C;c@example.org;;;01-02-2024;\nD;d@example.org;;;;Uitgeschreven\n",
        "generic",
        [
            {"objection": "yes"},
            {"objection": "unknown", "consent": "unknown"},
            {"objection": "yes"},
            {"objection": "unknown", "consent": "withdrawn"},
        ],
    ),
    "an own list with the same heading twice": (
        "Naam,E-mail,E-mail,Telefoon,Telefoon\nA,,a@example.org,,0612345678\n",
        "generic",
        [{"email": "a@example.org", "phone": "+31612345678"}],
    ),
    "an own list without headings": (
        "Anna Wit;a@example.org;0612345678;01-02-2024\nBram Bos;b@example.org;0612345679;01-02-2024\n",
        "generic",
        [{"name": "Anna Wit", "phone": "+31612345678"}, {"name": "Bram Bos"}],
    ),
    "an own list in which a day looks like a number": (
        "Naam;Mailadres;Dag van aanmelden\nAnna;a@example.org;01-01-2024\n",
        "generic",
        [{"phone": None}],
    ),
    "a suppression list in free form": (
        "E-mail adres;Reden van uitschrijving;Wanneer\na@example.org, b@example.org;x;01-01-2024\n",
        "own_suppression_list",
        [{"objection": "yes", "other_emails": ["b@example.org"], "date": "2024-01-01"}],
    ),
    "marks that nobody sees": (
        "Naam;E-mail;Tel\nAnna\u200b Wit;\ufeffa@example.org\u200b;\u202a+31 6 12345678\u202c\n",
        "generic",
        [{"name": "Anna Wit", "email": "a@example.org", "phone": "+31612345678"}],
    ),
}


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_variant_is_read(name, encoding):
    text, kind, wanted = VARIANTS[name]
    found = reading(text, encoding)
    assert found.format == kind
    assert not found.rejects
    for contact, row in zip(found.contacts, wanted, strict=True):
        assert {field: _plain(getattr(contact, field)) for field in row} == row


def _plain(value):
    return list(value) if isinstance(value, tuple) else value


CARDS = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=57=69=74;=41=6E=6E=
=61=20=4D;;;
TEL;CELL;PREF:06-12345678
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Caf=E9;Ren=E9
EMAIL;INTERNET:Rene@example.org
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Bram de
  Boer
N:;;;;
item1.EMAIL;type=pref:mailto:bram@example.o
 rg
item1.X-ABLabel:_$!<Work>!$_
EMAIL:bram@example.com
END:VCARD
BEGIN:VCARD
VERSION:4.0
N:Meer;Carla;van der;;
TEL;TYPE="voice,home";VALUE=uri:tel:+31-6-12345679;ext=12
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:group
FN:Vrienden
END:VCARD
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_cards_of_three_versions_in_one_file(encoding, end):
    found = reading(CARDS.replace("\n", end), encoding, "telefoon.vcf")
    assert [(c.name, c.email, c.phone) for c in found.contacts] == [
        ("Anna M Wit", None, "+31612345678"),
        ("René Café", "rene@example.org", None),
        ("Bram de Boer", "bram@example.org", None),
        ("Carla van der Meer", None, "+31612345679"),
    ]
    assert found.contacts[2].other_emails == ("bram@example.com",)
    assert [reject.reason for reject in found.rejects] == ["Deze kaart is een groep, geen persoon."]


CHATS = {
    "Android, Dutch": "15-02-2021 14:29 - Berichten zijn end-to-end versleuteld.\n"
    "15-02-2021 14:29 - Anna: <Media weggelaten>\n"
    "03-04-2021 14:31 - Anna heeft Bram toegevoegd\n03-04-2021 14:31 - +31 6 12345678: Wil je stoppen\nmet appen?\n",
    "iPhone, Dutch": "\u200e[15-02-2021, 14:29:05] Groep: \u200eBerichten zijn end-to-end versleuteld.\n"
    "[15-02-2021 14:29:05] ~\u202fAnna: \u200eafbeelding weggelaten\n"
    "[03-04-2021 14:29:06] \u202a+31\u00a06\u00a012345678\u202c: stop!\n",
    "iPhone, American": (
        "[2/15/21, 2:29:05 PM] Anna: hi\n[4/3/21, 2:29:05\u202fPM] +31 6 12345678: Please unsubscribe me\n"
    ),
    "Android, American": "2/15/21, 2:29\u202fPM - Anna: hi\n4/3/21, 2:30 PM - +31 6 12345678: stop texting me\n",
    "Android, British": "15/02/2021, 14:29 - Anna: hi\n03/04/2021, 2:29 pm - +31612345678: STOP\n",
    "Android, two digits": '15-02-21 14:29 - Anna: hi\n15-02-21 14:30 - Je hebt het onderwerp gewijzigd van "A: b"\n'
    "03-04-21 14:29 - +31 6 1234 5678: haal mijn nummer van je lijst\n",
}


@pytest.mark.parametrize("name", CHATS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_chats_of_many_phones(name, encoding):
    found = reading(CHATS[name], encoding, "chat.txt")
    told = [(c.name, c.phone, c.date, c.objection) for c in found.contacts]
    assert told == [
        ("Anna", None, "2021-02-15", "unknown"),
        (None, "+31612345678", "2021-04-03", "yes"),
    ]


def test_a_chat_that_does_not_show_the_order_of_day_and_month_is_ambiguous():
    found = reading("3/4/21, 2:29 PM - Anna: hi\n5/6/21, 2:29 PM - Anna: hi\n", name="chat.txt")
    assert [list(contact.issues) for contact in found.contacts] == [["ambiguous_date"]] * 2


def test_a_quote_that_was_forgotten_does_not_swallow_the_rows_below():
    text = 'Naam,E-mail,N\nB,b@example.org,"open\nC,c@example.org,x\nD,d@example.org,y\nE,e@example.org,5"\n'
    found = reading(text)
    assert [contact.name for contact in found.contacts] == ["C", "D", "E"]
    assert [reject.row for reject in found.rejects] == [2]
    notes = 'Naam,E-mail,N\nB,b@example.org,"regel 1\nregel 2, met komma\n\nregel 4"\n'
    assert reading(notes).contacts[0].email == "b@example.org"


def test_headings_that_come_again_are_a_reject():
    found = reading("Naam,E-mail\nA,a@example.org\nNaam,E-mail\nB,b@example.org\n")
    assert [contact.name for contact in found.contacts] == ["A", "B"]
    assert [reject.reason for reject in found.rejects] == ["Deze rij herhaalt de koppen; haal de rij weg."]


def test_one_profile_on_linkedin_is_one_person_and_its_stop_counts_for_all():
    row = "Anna,Wit,https://www.linkedin.com/in/anna-w%C3%AFt/,a@example.org,,,08 Feb 2026\n"
    said = (
        "1,,Anna Wit,https://linkedin.com/in/Anna-wït?x=1,Ik,https://linkedin.com/in/ik,2025-06-01 14:03:22 "
        "UTC,,{},INBOX\n"
    )
    wrote = (
        "1,,Ik,https://linkedin.com/in/ik,Anna Wit,https://linkedin.com/in/anna-wït,2025-06-02 14:03:22 UTC,,hoi,SENT\n"
    )
    found = people(LINKEDIN + row, MESSAGES + said.format("hoi") + said.format("STOP") + wrote)
    assert found.contacts[["name", "rows", "objection"]].to_numpy().tolist() == [["Anna Wit", 4, "yes"]]
    assert set(found.merged["why"]) == {"zelfde profiel op LinkedIn"}


def test_who_writes_twice_in_one_chat_is_one_person_but_not_in_two_chats():
    chat = "15-02-2021 14:29 - Anna: hoi\n15-02-2021 14:30 - Anna: {}\n"
    found = people(chat.format("stop"), chat.format("dag"))
    assert found.contacts[["name", "objection"]].to_numpy().tolist() == [["Anna", "yes"], ["Anna", "unknown"]]


def test_a_suppression_list_finds_people_by_their_second_address_and_number():
    suppressed = "email;telefoon;reden;datum\nb@example.org;;x;\n;+31 20 1234567;x;\n"
    mine = (
        "Naam,E-mail,Telefoon\nAnna,a@example.org; b@example.org,\nBram,c@example.org,06 12345678 / 020-1234567\n"
        "Carla,d@example.org,\n"
    )
    for lists in ((suppressed, mine), (mine, suppressed)):
        found = people(*lists).contacts.set_index("name")["objection"]
        assert found.to_dict() == {"Anna": "yes", "Bram": "yes", "Carla": "unknown"}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("06 12345678 (Jan)", "+31612345678"),
        ("mobiel: 06-12345678", "+31612345678"),
        ("020-1234567 toestel 12", "+31201234567"),
        ("06-12345678 of 06-12345679", "+31612345678"),
        ("(+31) 6 12345678", "+31612345678"),
        ("+31 06 12345678", "+31612345678"),
        ("31612345678.0", "+31612345678"),
        ("06–1234 5678", "+31612345678"),
        ("06123456789", None),
        ("06-1234567", None),
        ("000000000", None),
        ("geheim", None),
    ],
)
def test_more_numbers(cell, value):
    found = reading(f'Naam;Telefoon\nAnna;"{cell}"\n').contacts[0]
    assert found.phone == value
    assert ("invalid_phone" in found.issues) == (value is None)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2024/03/04", "2024-03-04"),
        ("2024.03.04 10:00", "2024-03-04"),
        ("20240304", "2024-03-04"),
        ("1-jan-24", "2024-01-01"),
        ("1 januari ’24", "2024-01-01"),
        ("1e maart 2024", "2024-03-01"),
        ("vr. 1 maart 2024", "2024-03-01"),
        ("Fri, 01 Mar 2024 10:00:00 +0000", "2024-03-01"),
        ("maart 2024", None),
        ("00-00-0000", None),
    ],
)
def test_more_days(cell, value):
    found = reading(f"Naam;Datum\nAnna;{cell}\n").contacts[0]
    assert (found.date, list(found.issues)) == (value, [] if value else ["invalid_date"])


def test_a_second_column_with_addresses_is_of_the_same_person():
    found = reading("Naam;E-mail;E-mail 2\nAnna;a@example.org;b@example.org\nBram;;c@example.org\n")
    assert [(c.email, list(c.other_emails)) for c in found.contacts] == [
        ("a@example.org", ["b@example.org"]),
        ("c@example.org", []),
    ]
    assert not found.unclear
