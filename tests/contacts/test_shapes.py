"""A no is read wherever a list shows it: above the rows, in merged cells, under no heading, on a card."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from test_stop_signals import ANNA, BRAM, PEOPLE, open_channels, table

from avgkit.contacts import ContactList, read_bytes

ORDINARY = ("klanten.csv", table(PEOPLE))


def workbook(rows, cells=(), merged=()):
    made = Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(row)
    for place, value in cells:
        sheet[place] = value
    for area in merged:
        sheet.merge_cells(area)
    file = io.BytesIO()
    made.save(file)
    return "boek.xlsx", file.getvalue()


def card(*lines):
    text = "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", "FN:Anna Wit", f"EMAIL:{ANNA}", *lines, "END:VCARD"])
    return "kaarten.vcf", text.encode()


def addresses(*rows, heading=None):
    return table([["Naam", "E-mail", *([heading] if heading else [])], *rows])


SHAPES = {
    "a line above the rows": [workbook([*PEOPLE[:1], PEOPLE[2], ["NIET MAILEN:"], PEOPLE[1]])],
    "a line above the rows of a text": [("a.csv", addresses(["Bram", BRAM], ["Afgemeld:", ""], ["Anna", ANNA]))],
    "a merged line": [workbook([*PEOPLE[:1], PEOPLE[2], ["Uitgeschreven"], PEOPLE[1]], merged=["A3:C3"])],
    "merged cells": [
        workbook([["E-mail", "Opmerking"], ["carla@example.org", "niet mailen"], [ANNA]], merged=["B2:B3"])
    ],
    "a merged heading": [workbook([["E-mail", "Afgemeld"], [ANNA, None, "ja"], [BRAM]], merged=["B1:C1"])],
    "far from the headings": [workbook(PEOPLE, [("H2", "afgemeld")])],
    "a formula with words": [workbook(PEOPLE, [("D1", "Opmerking"), ("D2", '="wil geen "&"mail"')])],
    "a formula without a heading": [workbook(PEOPLE, [("D2", '="afgemeld"')])],
    "a part struck through": [
        workbook(PEOPLE, [("A2", CellRichText(TextBlock(InlineFont(strike=True), "Anna"), " Wit"))])
    ],
    "an address in the column of who left": [
        ("a.csv", addresses(["Carla", "carla@example.org", ANNA], ["Anna", ANNA, ""], heading="Afmeldingen"))
    ],
    "a nickname": [ORDINARY, card("NICKNAME:niet mailen")],
    "a label of an address": [ORDINARY, card("item1.X-ABLabel:niet mailen")],
    "another address of a mailbox": [
        ("a.csv", addresses(["Anna", "annawit@gmail.com"])),
        ("b.csv", addresses(["A", "Anna.Wit+nb@googlemail.com", "ja"], heading="Afgemeld")),
    ],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_no_is_read_in_every_shape(shape):
    found = ContactList([read_bytes(data, name) for name, data in SHAPES[shape]])
    emails = set(found.contacts["email"].dropna())
    who = ANNA if ANNA in emails else "annawit@gmail.com"
    assert who in emails
    assert "email" not in open_channels(found, who)
    if BRAM in emails:
        assert "email" in open_channels(found, BRAM)


def test_a_line_that_says_nothing_holds_nobody_and_ends_another():
    rows = [
        ["Klanten", ""],
        ["Anna", ANNA],
        ["Afgemeld", ""],
        ["Carla", "carla@example.org"],
        ["Lopend", ""],
        ["Bram", BRAM],
    ]
    found = ContactList([read_bytes(addresses(*rows), "a.csv")])
    assert [bool(open_channels(found, who)) for who in (ANNA, "carla@example.org", BRAM)] == [True, False, True]


def test_an_address_that_only_looks_like_one_holds_nobody():
    rows = [["A", "anna.wit@example.org", "ja"], ["B", "annawit@example.org", ""]]
    found = ContactList([read_bytes(addresses(*rows, heading="Afgemeld"), "a.csv")])
    assert open_channels(found, "annawit@example.org")
