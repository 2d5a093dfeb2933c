"""Stop signals: every labelled example, through the whole reading, in the place where it stands; and every rule's
examples.

``tests/reported/stop_signals.tsv`` holds examples as people and programs write them; ``held_out.tsv`` and
``attack.tsv`` hold others of the same kinds, written before anybody looked at the rules. ``no`` and ``possible`` may
not come out allowed or conditional, whatever is answered for everyone; ``nothing`` and ``yes`` must, when the same
person without the cell does.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook

from avgkit.contacts import ContactList, read_bytes
from avgkit.contacts.column_account import _judged_texts
from avgkit.contacts.signal_rules import signal_rules, text_signal
from avgkit.contacts.signal_words import meaning_of_word, meanings
from avgkit.contacts.stop_signals import heading_kind, signal
from avgkit.law.classification import classify

REPORTED = Path(__file__).parent.parent / "reported"
EVERYONE = {
    "recipient": "sole_trader",
    "relation": "customer",
    "details_source": "own_sale",
    "similar_product": "yes",
    "opt_out_offered": "yes",
    "objection": "no",
    "consent": "none",
    "register": "not_listed",
}
REACHED = ["email", "sms", "whatsapp", "phone", "post"]
ANNA, BRAM = "anna@example.org", "bram@example.org"


def examples(name):
    with (REPORTED / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


SETS = ("stop_signals", *(f"held_out{n}" for n in ("", "_2", "_3", "_4", "_5")), "attack", "attack_2", "attack_3")
ROWS = [row for name in SETS for row in examples(f"{name}.tsv")]
IDS = [f"{row['place']}-{row['heading']}-{row['value']}"[:80] for row in ROWS]


def table(rows):
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode()


def book(**sheets):
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for cells in rows:
            sheet.append(cells)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


PEOPLE = [["Naam", "E-mail", "Telefoon"], ["Anna Wit", ANNA, "0612345678"], ["Bram Bos", BRAM, "0612345679"]]


def listed(row):
    """Return the list of Anna, who has the cell, and Bram, who has not; with the people of an ordinary list."""
    value = row["value"].replace("\\n", "\n") if row["value"] != "\\N" else row["value"]
    ordinary = read_bytes(table(PEOPLE), "klanten.csv")
    if row["place"] == "message":
        chat = f"15-02-2021 14:28 - +31612345678: {value}\n15-02-2021 14:29 - +31612345679: Tot morgen\n"
        return ContactList([ordinary, read_bytes(chat.encode(), "chat.txt")])
    if row["place"] == "file_name":
        rows = [PEOPLE[0][:2], PEOPLE[1][:2]]
        data = book(Blad1=rows) if value.endswith(".xlsx") else table(rows)
        return ContactList([ordinary, read_bytes(data, value)])
    if row["place"] == "sheet_name":
        return ContactList([read_bytes(book(**{"Lijst": PEOPLE, value: [PEOPLE[0][:2], PEOPLE[1][:2]]}), "boek.xlsx")])
    heads, cells, empty = [row["heading"]], [value], [""]
    if row["heading"] in PEOPLE[0]:
        return ContactList([ordinary, read_bytes(table([[*PEOPLE[0], "Naam"], [*PEOPLE[1], value]]), "eigen.csv")])
    return ContactList(
        [read_bytes(table([[*PEOPLE[0], *heads], [*PEOPLE[1], *cells], [*PEOPLE[2], *empty]]), "eigen.csv")]
    )


def open_channels(found, email, **more):
    """Return the channels on which somebody may be sent something, when all is answered for everyone."""
    return ways_to_all(found, **more).get(email, set())


def ways_to_all(found, **more):
    """Return by address what ``open_channels`` tells of each."""
    verdicts = classify(
        found.contacts, as_of="2026-11-25", channels=REACHED, purposes=["newsletter", "offer"], facts=EVERYONE | more
    )
    may = verdicts[verdicts["verdict"].isin(["allowed", "conditional"])]
    ways = {email: set() for email in found.contacts["email"].dropna()}
    for email, channel in zip(may["email"], may["channel"].astype(str), strict=True):
        ways.setdefault(email, set()).add(channel)
    return ways


@cache
def without():
    return frozenset(open_channels(ContactList([read_bytes(table(PEOPLE), "klanten.csv")]), ANNA))


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_an_example_comes_out_as_it_is_labelled(row):
    found = listed(row)
    assert found.counts()[["contacts", "merged", "rejects"]].to_numpy().sum() == found.counts()["data_rows"].sum()
    may = ways_to_all(found)
    ways = may[ANNA]
    scope = set(REACHED) if row["scope"] == "all" else {row["scope"]}
    if row["label"] in ("no", "possible"):
        assert not ways & scope
        assert found.said_of["1-2"]["held"] or found.said_of["1-2"]["objection"] == "yes" or _withdrawn(found)
    else:
        assert without() & scope <= ways
    if row["place"] not in ("file_name", "sheet_name"):
        assert without() <= may[BRAM]


def _withdrawn(found):
    return found.contacts.set_index("email").loc[ANNA, "consent"] == "withdrawn"


@pytest.mark.parametrize("rule", signal_rules(), ids=lambda rule: rule.found.pattern[:40])
def test_the_examples_beside_a_rule_hold(rule):
    assert rule.examples
    for text in rule.examples:
        for place in rule.only or ("message",):
            said = text_signal(text, place)
            if rule.says == "nothing":
                assert said is None, text
            else:
                assert said is not None, text
                assert said.certain or rule.says == "possible", text


def test_words_are_read_in_capitals_written_together_and_with_one_typing_error():
    assert meanings("HasOptedOutOfEmail") == " has LEFT of MAIL "
    assert meanings("nietMeerBenaderen") == meanings("NIET MEER benaderen") == " NEG MORE APPROACH "
    assert [meaning_of_word(word) for word in ("nieuwsbief", "uitegeschreven", "mialen", "maillot")] == [
        "NEWS",
        "LEFT",
        "MAIL",
        "maillot",
    ]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Afgemeld", "no"),
        ("SMS_BLACKLISTED", "no"),
        ("is_subscribed", "yes"),
        ("unsubscribe_reason", "reason"),
        ("unsubscribe_token", "ignore"),
        ("Status", "status"),
        ("Order status", "business"),
        ("MailingState", "detail"),
        ("Straat", "detail"),
        ("Opmerkingen", "text"),
    ],
)
def test_a_heading_is_what_its_words_are(heading, kind):
    assert heading_kind(heading).kind == kind


@pytest.mark.parametrize(
    ("heading", "scope"),
    [
        ("DoNotCall", "phone"),
        ("SMS_BLACKLISTED", "sms"),
        ("HasOptedOutOfEmail", "email"),
        ("indNonMailing", "post"),
        ("Niet appen", "whatsapp"),
        ("Do not mail", "email, post"),
        ("Niet benaderen", "all"),
    ],
)
def test_a_no_is_for_the_channels_that_it_names(heading, scope):
    assert signal(heading, "ja").scope == scope
    assert signal(heading, "nee") is None
    assert signal(heading, "") is None


HARMLESS = """
Fijn gesprek gehad|Wil volgend jaar een nieuwe website|Komt via Piet|Betaalt altijd op tijd|
Heeft twee kinderen|Spreekt Frans en Duits|Belt liever 's ochtends|Stuur factuur naar boekhouder|
Leuk contact op de beurs|Zoekt een fotograaf voor mei|Houdt van zeilen|Verhuist in juni naar Zwolle|
Heeft een eigen winkel|Offerte gestuurd op 3 mei|Wacht op akkoord van de directie|Nieuwe klant|
Kent ons van LinkedIn|Was op de open dag|Vraagt naar de prijs van een workshop|Geen haast met levering|
Niet op kantoor op vrijdag|Eet vegetarisch|Geen suiker in de koffie|Parkeren kan niet voor de deur|
Kan niet op maandag|Project loopt nog|Logo aangeleverd|Heeft nog geen website|Nog niet gefactureerd|
Korting gegeven|Vaste klant sinds 2015|Werkt bij een school|Heeft geen fax|Krijgt een kerstkaart|
Wil graag een nieuwsbrief|Las ons artikel|Boek besteld|Retour ontvangen|Wil niet te lang wachten|
Adres gewijzigd|Nieuw telefoonnummer doorgegeven|Bellen na de vakantie|Nog terugbellen|
Mail gestuurd over planning|Tweede gesprek gepland|Presentatie was goed|Tip: vraag naar zijn boot|
Interesse in coaching|Heeft al een boekhouder|Niet btw-plichtig|Factuur is betaald|Zit in de zorg|
Vader van Sanne|Wil tekst voor de site|Geen parkeerplaats bij kantoor|Niet de beslisser|Geen logo nodig|
Zoekt iets goedkopers|Twijfelt over de kleur|Levert zelf foto's aan|Houdt niet van lange teksten|
Geen voorkeur|Komt niet uit met de datum|Heeft een hond|Allergisch voor noten|Rolstoel, dus begane grond|
Geen bijzonderheden|Afspraak verzet naar juni|Contract getekend|Contract loopt tot december|
Contract niet verlengd|Project gestopt wegens budget|Abonnement op tijdschrift|Stopt in mei met werken|
Met pensioen|Wil in het najaar verder|Was ziek|Weer beter|Geen klachten over de levering|Erg tevreden|
Niet helemaal tevreden over kleur|Wil minder tekst|Geen rechtsvorm bekend|Woont niet meer in Delft|
Heeft opgeheven bv|Vraag om referentie|Nee op de laatste offerte|No rush|Met at the fair|
Not sure about the colour|Has no website yet|Never late with payments|Likes short texts|Invoice sent|
Stopped by in June|Does not eat meat|Moved to Berlin|Kein Problem|Zahlt immer pünktlich|Parle français|
Pas de souci|Verwijderd oud bestand van server|
"""


def test_at_most_five_in_a_hundred_harmless_remarks_hold_somebody():
    remarks = [text.strip() for text in HARMLESS.replace("\n", "").split("|") if text.strip()]
    assert len(remarks) >= 100
    held = [text for text in remarks if signal("Opmerkingen", text) is not None]
    assert len(held) <= 0.05 * len(remarks), held


def test_a_long_list_is_judged_as_a_short_one():
    rows = [[f"Mens {number}", f"mens{number}@example.org", f"belde op dag {number}"] for number in range(300)]
    rows[7][2], rows[8][0] = "wil geen nieuwsbrief meer", "Mens 8 (niet mailen!)"
    rows[9][1] = "mens9@example.org (afgemeld)"
    found = ContactList([read_bytes(table([["Naam", "E-mail", "Opmerking"], *rows]), "lang.csv")]).contacts
    stopped = found[(found["objection"] == "yes") | (found["objection_channels"] != "") | (found["held"] != "")]
    assert stopped["source_row"].tolist() == [9, 10, 11]


def test_no_example_is_passed_over_in_a_long_column():
    others = {f"vaste klant nummer {number}, prettig" for number in range(60)}
    for row in ROWS:
        text, place = row["value"].replace("\\n", "\n"), "tag" if row["place"] == "tag" else "column"
        if row["place"] in ("column", "remark", "tag") and signal(row["heading"], text, place) is not None:
            assert text in _judged_texts(row["heading"], {*others, text}, ""), row


def test_a_no_in_the_middle_of_a_very_long_text_is_read():
    assert signal("Opmerking", f"{'mooi logo. ' * 900}wil geen nieuwsbrief. {'mooie site. ' * 900}").scope == "email"
