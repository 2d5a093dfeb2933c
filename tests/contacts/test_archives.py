"""A ZIP as a tool hands it out, hostile ones, and tables that are web pages or XML."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from avgkit.base.errors import AvgkitError
from avgkit.contacts import ContactList, read_bytes

FORMATS = Path(__file__).parent.parent / "formats"
LIST = "Naam;E-mail\nAnna Jansen;anna@example.org\n"


def zipped(files):
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        warnings.simplefilter("ignore")
        for name, content in files:
            packed.writestr(name, content)
    return made.getvalue()


def sample(name):
    return (FORMATS / name).read_bytes()


def test_the_zip_of_linkedin_gives_its_people_and_not_the_owner():
    data = zipped(
        [
            ("Connections.csv", sample("linkedin_connections_clean.csv")),
            ("messages.csv", sample("linkedin_messages_clean.csv")),
            ("Profile.csv", "First Name,Last Name,Headline\nProef,Persoon,Maker\n"),
            ("Email Addresses.csv", "Email Address,Confirmed,Primary\nproef@example.org,Yes,Yes\n"),
            ("Rich_Media.csv", "Date/Time,Media Description,Media Link\n"),
        ]
    )
    found = read_bytes(data, "Basic_LinkedInDataExport.zip")
    parts = [read_bytes(sample(f"linkedin_{name}_clean.csv"), name) for name in ("connections", "messages")]
    assert found.size == sum(part.size for part in parts)
    assert set(found.columns["sheet"]) == {"Connections.csv", "messages.csv"}
    assert "proef@example.org" not in found.columns["email"]
    assert "Profile.csv" in found.notices[0]
    told = found.as_json()
    assert told["file"] == "Basic_LinkedInDataExport.zip"
    assert len(told["contacts"]) + len(told["rejects"]) == told["data_rows"]
    assert {use["sheet"] for use in told["columns"]} == {"Connections.csv", "messages.csv"}


def test_the_zip_of_mailchimp_keeps_who_left():
    names = ("subscribed", "unsubscribed", "cleaned")
    data = zipped(
        [(f"{name}_members_export_1a.csv", sample(f"mailchimp_{name}_clean.csv")) for name in names]
        + [("nonsubscribed_members_export_1a.csv", sample("mailchimp_subscribed_clean.csv"))]
    )
    found = read_bytes(data, "members.zip")
    by_file = {}
    for sheet, consent in zip(found.columns["sheet"], found.columns["consent"], strict=True):
        by_file.setdefault(sheet, set()).add(consent)
    assert by_file["unsubscribed_members_export_1a.csv"] == {"withdrawn"}
    assert "valid" not in by_file["nonsubscribed_members_export_1a.csv"]
    assert "valid" in by_file["subscribed_members_export_1a.csv"]


def test_the_zip_of_a_chat_is_read_without_its_photos():
    data = zipped([("_chat.txt", sample("whatsapp_android_clean.txt")), ("00001-PHOTO.jpg", b"\xff\xd8\xff")])
    found = read_bytes(data, "WhatsApp Chat - Groep.zip")
    assert found.format == "whatsapp_chat"
    assert set(ContactList([found]).contacts["objection"]) == {"yes", "unknown"}


@pytest.mark.parametrize(
    ("files", "word"),
    [
        ([("/etc/lijst.csv", LIST)], "vreemd pad"),
        ([("../lijst.csv", LIST)], "vreemd pad"),
        ([("C:/lijst.csv", LIST)], "vreemd pad"),
        ([("lijst.csv", LIST), ("lijst.csv", LIST)], "dezelfde naam"),
        ([("lijst.csv", b"a" * 60_000_000)], "te groot"),
        ([(f"{number}.csv", LIST) for number in range(70)], "meer dan"),
        ([("lijst.csv", zipped([("lijst.csv", LIST)]))], "geen lijst"),
        ([("lijst.zip", zipped([("lijst.csv", LIST)]))], "geen lijst"),
        ([("foto.jpg", b"\xff\xd8\xff")], "geen lijst"),
        ([("word/document.xml", "<w/>")], "Word"),
        ([("Index/Document.iwa", "x")], "Numbers"),
    ],
)
def test_a_hostile_or_other_zip_gives_a_sentence(files, word):
    with pytest.raises(AvgkitError, match=word) as caught:
        read_bytes(zipped(files), "pakket.zip")
    assert str(caught.value).startswith("pakket.zip")


def test_a_zip_with_a_password_or_a_lie_gives_a_sentence():
    data = bytearray(zipped([("lijst.csv", LIST)]))
    for start, place in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        at = data.find(start) + place
        data[at : at + 2] = struct.pack("<H", 1)
    with pytest.raises(AvgkitError, match="wachtwoord"):
        read_bytes(bytes(data), "pakket.zip")
    broken = zipped([("lijst.csv", LIST)]).replace(b"lijst.csv", b"lijst.cs\0", 1)
    with pytest.raises(AvgkitError, match=r"^pakket\.zip"):
        read_bytes(broken, "pakket.zip")


def test_the_tables_of_a_web_page_and_of_old_xml_are_read():
    page = (
        "<html><body><table><tr><td>Overzicht</td></tr></table><table><tr><th>Naam<th>E-mail</tr>"
        "<tr><td>Anna &amp; Bram<br>Jansen<td><a href='x'>anna@example.org</a></tr></table></body></html>"
    )
    found = read_bytes(page.encode(), "export.xls")
    assert found.columns["name"] == ["Anna & Bram Jansen"]
    assert found.columns["email"] == ["anna@example.org"]
    xml = (
        '<?xml version="1.0"?><Workbook xmlns:ss="x"><Worksheet ss:Name="Afgemeld"><Table><Row><Cell><Data>Naam</Data>'
        '</Cell><Cell/><Cell><Data>E-mail</Data></Cell></Row><Row><Cell ss:Index="3"><Data>a@example.org</Data></Cell>'
        "</Row></Table></Worksheet></Workbook>"
    )
    found = read_bytes(xml.encode(), "export.xls")
    assert found.columns["email"] == ["a@example.org"]
    assert found.signs, "the name of the sheet says that they left"


def test_a_table_in_a_table_ends_and_the_rows_around_it_go_on():
    page = (
        "<table><tr><td>Kop<table><tr><th>Naam<th title='a > b'>E-mail<!-- <td>x --></tr><script>if (a<td) {}</script>"
        "<tr><td>Anna<td>a@example.org</tr></table>onder</td></tr>"
        "<tr><td>Voet &#99999999999999999999;</td></tr></table>"
    )
    found = read_bytes(page.encode(), "export.xls")
    assert (found.columns["name"], found.columns["email"]) == (["Anna"], ["a@example.org"])
    assert not found.rejects


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("<table><tr><td>x" * 501, "te groot"),
        ("<html><body>Inloggen</body></html>", "HTML"),
        ('<?xml version="1.0"?><contacts><c/></contacts>', "XML"),
        ('{"contacts": []}', "JSON"),
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>', "XML"),
    ],
)
def test_what_is_no_list_is_named(text, word):
    with pytest.raises(AvgkitError, match=word):
        read_bytes(text.encode(), "export.xls")


OTHERS = {
    "een pdf": b"%PDF-1.7 x",
    "een plaatje": b'<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    "een foto": b"\xff\xd8\xff\xe0",
    "geluid of beeld": b"\0\0\0\x20ftypisom",
    "een ingepakt bestand en geen lijst; pak het uit": b"Rar!\x1a\x07",
    "een tekstdocument": zipped(
        [(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")]
    ),
    "een database": b"SQLite format 3\0",
    "een kopie van een database": b"-- dump\n\nINSERT INTO `users` VALUES (1,'Anna','a@example.org');\n",
    "een snelkoppeling naar een pagina": b"[InternetShortcut]\r\nURL=https://example.org/lijst\r\n",
    "een postvak van Outlook": b"!BDN\0\0",
    "een mail van Outlook": b"\xd0\xcf\x11\xe0" + "__substg1.0_".encode("utf-16-le"),
    "een mail en geen lijst": b"From: Anna <a@example.org>\r\nTo: b@example.org\r\nSubject: x\r\n\r\nHoi\r\n",
    "een agenda": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "een JSON-bestand": b'{"name": "Anna"}\n{"name": "Bram"}\n',
    "een YAML-bestand": b"- name: Anna\n  email: a@example.org\n",
    "leeg": b" \r\n",
}


@pytest.mark.parametrize("kind", OTHERS)
def test_a_file_of_another_kind_is_named_whatever_it_is_called(kind):
    with pytest.raises(AvgkitError) as caught:
        read_bytes(OTHERS[kind], "klanten.csv")
    assert str(caught.value).startswith(f"klanten.csv is {kind}")


@pytest.mark.parametrize("heading", ["From;To;E-mail", "Date: dag;E-mail", "ID3;E-mail", "MZ;E-mail", "- naam;E-mail"])
def test_a_list_that_begins_like_another_kind_is_read(heading):
    width = heading.count(";")
    assert read_bytes(f"{heading}\n{'x;' * width}a@example.org\n".encode(), "klanten.csv").size == 1


def test_a_line_under_the_headings_is_nobody():
    found = read_bytes(b"| Naam | E-mail |\n|---|:---|\n| Anna | a@example.org |\n", "klanten.md")
    assert [contact.email for contact in found.contacts] == ["a@example.org"]
    assert [reject.reason for reject in found.rejects] == ["Deze rij is een totaal of een streep, en geen mens."]


def test_an_address_book_as_ldif_gives_its_people_only():
    text = (
        "version: 1\n\ndn: cn=Anna Jansen,mail=anna@example.org\nobjectclass: person\ncn: Anna Jan\n sen\n"
        "mail: anna@example.org\nmozillaSecondEmail: anna2@example.org\ndescription: wil geen mail meer\n\n"
        "dn: cn=Groep\nobjectclass: groupOfNames\ncn: Groep\nmember: cn=Anna Jansen\n"
    )
    found = read_bytes(text.encode(), "adressen.ldif")
    assert (found.format, found.columns["name"], found.columns["email"]) == (
        "ldif",
        ["Anna Jansen"],
        ["anna@example.org"],
    )
    assert found.columns["other_emails"] == [("anna2@example.org",)]
    assert found.contacts[0].objection_channels == "email" or found.contacts[0].objection == "yes"
    assert [reject.row for reject in found.rejects] == [11]
