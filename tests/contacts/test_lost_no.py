"""A no is not lost where it is hard to read: an address written otherwise, a name without an address, a rejected
row, a colour, a remark at a heading, a card with fields of its own.
"""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from test_stop_signals import ANNA, BRAM, EVERYONE, PEOPLE, book, open_channels, table, without

from avgkit import cli
from avgkit.contacts import ContactList, read_bytes

EMAIL = ["Naam", "E-mail", "Opmerking"]
SEEN = [f"{name}={value}" for name, value in EVERYONE.items()]


def export(folder, *files):
    """Return the exit code of the command for a safe list, and the addresses on it."""
    out = folder / "veilig.csv"
    out.unlink(missing_ok=True)
    words = ["export", *map(str, files), "--channel", "email", "--purpose", "offer", "--conditions-met"]
    code = cli.main([*words, "--as-of", "2026-11-25", "--facts", *SEEN, "-o", str(out), "--force"])
    return code, out.read_text(encoding="utf-8-sig") if out.exists() else ""


WRITTEN = [
    "anna(at)example.org",
    "anna [at] example [dot] org",
    "anna at example.org",
    "anna apenstaart example punt org",
    "anna @example.org",
    "anna@ example . org",
    "ａｎｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ",
    "anna＠example.org",
    "anna@example.org.",
    "anna@example,org",
    "Anna Wit <anna(at)example.org>",
    "ANNA AT EXAMPLE DOT ORG",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_an_address_that_is_plain_to_a_reader_is_read(written, tmp_path):
    (tmp_path / "klanten.csv").write_bytes(table(PEOPLE))
    (tmp_path / "twee.csv").write_bytes(table([EMAIL, ["A. W.", written, "niet mailen"]]))
    code, listed = export(tmp_path, tmp_path / "klanten.csv", tmp_path / "twee.csv")
    assert code == 0
    assert ANNA not in listed
    assert BRAM in listed


@pytest.mark.parametrize("written", ["anna@@example.org", "anna@example", "anna.example.org", "anna@example..org"])
@pytest.mark.parametrize("remark", ["niet mailen", "boos op ons"])
def test_a_no_at_an_address_that_cannot_be_read_stops_the_list_until_somebody_looked(written, remark, tmp_path, capsys):
    (tmp_path / "klanten.csv").write_bytes(table(PEOPLE))
    (tmp_path / "twee.csv").write_bytes(table([EMAIL, ["A. W.", written, remark]]))
    code, listed = export(tmp_path, tmp_path / "klanten.csv", tmp_path / "twee.csv")
    assert (code, listed) == (2, "")
    assert "niet met zekerheid te lezen" in capsys.readouterr().err


@pytest.mark.parametrize("cells", ["bo@example.org; anna@@example.org", "bo@example.org, anna@example"])
def test_a_second_address_in_the_cell_that_cannot_be_read_counts_too(cells, tmp_path):
    (tmp_path / "klanten.csv").write_bytes(table(PEOPLE))
    (tmp_path / "twee.csv").write_bytes(table([EMAIL, ["B. O.", cells, "niet mailen"]]))
    assert export(tmp_path, tmp_path / "klanten.csv", tmp_path / "twee.csv")[0] == 2


def test_no_sentence_becomes_an_address():
    found = read_bytes(table([EMAIL, ["Anna Wit", "kijk at home", ""], ["Bram Bos", BRAM, ""]]), "a.csv")
    assert found.columns["email"] == [None, BRAM]


@pytest.mark.parametrize(
    "line", ['Anna Wit;anna@example.org;niet mailen;zei ze;"', "Anna Wit;anna@example.org;niet mailen;3-2"]
)
def test_a_rejected_row_with_a_no_stops_the_list(line, tmp_path, capsys):
    (tmp_path / "klanten.csv").write_bytes(table(PEOPLE))
    (tmp_path / "twee.csv").write_text(f"Naam;E-mail;Opmerking\n{line}\nBo Oz;bo@example.org;\n", encoding="utf-8")
    code, listed = export(tmp_path, tmp_path / "klanten.csv", tmp_path / "twee.csv")
    assert (code, listed) == (2, "")
    assert "twee.csv: rij 2" in capsys.readouterr().err


def test_a_rejected_row_without_a_no_stops_nothing(tmp_path):
    (tmp_path / "twee.csv").write_text("Naam;E-mail;Plaats\nBo;b@example.org;Ede;x;y\nAnna Wit;anna@example.org;Ede\n")
    assert export(tmp_path, tmp_path / "twee.csv")[0] == 0


@pytest.mark.parametrize("name", ["Anna Wit", "anna wit", "A. Wit", "Wit, Anna", "Anna de Wit"])
@pytest.mark.parametrize("title", ["Niet mailen", "Afmeldingen"])
def test_names_on_a_sheet_of_refusals_hold_the_people_with_that_name(name, title):
    sheets = {"Lijst": PEOPLE, title: [["Naam"], [name]]}
    found = ContactList([read_bytes(book(**sheets), "boek.xlsx")])
    assert not open_channels(found, ANNA) & {"email"}
    assert "held" in found.contacts.set_index("email").loc[ANNA, "issues"]
    assert without() <= open_channels(found, BRAM)


@pytest.mark.parametrize("name", ["Joke Wit", "J. Wit", "Anna Zwart", "Wit"])
def test_another_name_on_a_sheet_of_refusals_holds_nobody(name):
    found = ContactList([read_bytes(book(**{"Lijst": PEOPLE, "Niet mailen": [["Naam"], [name]]}), "boek.xlsx")])
    assert without() <= open_channels(found, ANNA)


def test_two_people_of_one_name_with_addresses_of_their_own_are_two():
    rows = [EMAIL, ["Anna Wit", ANNA, ""], ["Anna Wit", "a.wit@example.com", "niet mailen"]]
    found = ContactList([read_bytes(table(rows), "a.csv")])
    assert open_channels(found, ANNA)


def coloured(legend, colour="FFFF0000", row=2, beside=False):
    made = Workbook()
    sheet = made.active
    for cells in PEOPLE:
        sheet.append(cells)
    sheet.cell(row, 1).fill = PatternFill("solid", fgColor=colour)
    if legend:
        place = made.create_sheet("Legenda")
        place["B2"] = "" if beside else legend
        place["C2"] = legend if beside else ""
        if "=" not in legend:
            place["B2"].fill = PatternFill("solid", fgColor=colour)
    file = io.BytesIO()
    made.save(file)
    return ContactList([read_bytes(file.getvalue(), "boek.xlsx")])


@pytest.mark.parametrize(
    ("legend", "colour", "beside"),
    [
        ("niet mailen", "FFFF0000", False),
        ("afgemeld", "FF92D050", True),
        ("rood = niet mailen", "FFFF0000", False),
        ("Geel = wil geen nieuwsbrief", "FFFFFF00", False),
        ("niet benaderen = oranje", "FFFFC000", False),
    ],
)
def test_a_colour_that_the_workbook_calls_a_no_holds(legend, colour, beside):
    found = coloured(legend, colour, beside=beside)
    assert not open_channels(found, ANNA) & {"email"}
    assert without() <= open_channels(found, BRAM)


@pytest.mark.parametrize(
    ("legend", "colour"), [("klant", "FFFF0000"), ("rood = niet mailen", "FF00B050"), ("", "FFFF0000")]
)
def test_another_colour_holds_nobody(legend, colour):
    assert without() <= open_channels(coloured(legend, colour), ANNA)


def test_a_colour_without_a_legend_is_told():
    made = Workbook()
    for cells in [*PEOPLE, ["Bo", "bo@example.org", ""], ["Cas", "cas@example.org", ""]]:
        made.active.append(cells)
    made.active["A2"].fill = PatternFill("solid", fgColor="FFFF0000")
    file = io.BytesIO()
    made.save(file)
    assert "1 rij heeft een kleur" in " ".join(read_bytes(file.getvalue(), "boek.xlsx").notices)


def test_a_list_that_begins_lower_has_its_remarks_at_the_right_row():
    made = Workbook()
    for place, cells in enumerate(PEOPLE, 4):
        for column, cell in enumerate(cells, 3):
            made.active.cell(place, column, cell)
    made.active["C5"].comment = Comment("wil geen mail meer", "Ik")
    file = io.BytesIO()
    made.save(file)
    reading = read_bytes(file.getvalue(), "boek.xlsx")
    assert reading.columns["row"] == [5, 6]
    found = ContactList([reading])
    assert not open_channels(found, ANNA) & {"email"}
    assert without() <= open_channels(found, BRAM)


def test_a_remark_at_a_heading_is_about_who_has_something_in_that_column():
    made = Workbook()
    for cells in [[*PEOPLE[0], "Code"], [*PEOPLE[1], "x"], [*PEOPLE[2], ""]]:
        made.active.append(cells)
    made.active["D1"].comment = Comment("x = wil geen mail meer", "Ik")
    file = io.BytesIO()
    made.save(file)
    found = ContactList([read_bytes(file.getvalue(), "boek.xlsx")])
    assert not open_channels(found, ANNA) & {"email"}
    assert without() <= open_channels(found, BRAM)


def test_what_avgkit_keeps_beside_lists_is_passed_over_in_silence(tmp_path, capsys):
    (tmp_path / "klanten.csv").write_bytes(table(PEOPLE))
    assert cli.main(["read", str(tmp_path / "klanten.csv"), "-o", str(tmp_path / "uit.json")]) == 0
    (tmp_path / "antwoorden.json").write_text('{"version": 1, "answers": {}}', encoding="utf-8")
    (tmp_path / "voortgang.json").write_text('{"right": {}, "self_test": {}, "shown": []}', encoding="utf-8")
    (tmp_path / "termijnen.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n", encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["read", *map(str, sorted(tmp_path.iterdir()))]) == 0
    assert capsys.readouterr().err == ""


CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nEMAIL:{}\nTEL:{}\n{}END:VCARD\n"


@pytest.mark.parametrize(
    "line",
    [
        "X-NIETMAILEN:ja",
        "X-STATUS:afgemeld",
        "X-OPT-OUT:true",
        "X-NEWSLETTER:no",
        "X-CUSTOM-FIELD;TYPE=Nieuwsbrief:nee",
        "item1.X-NOTITIE:wil geen mail",
        "EMAIL:nee",
        "EMAIL;TYPE=niet mailen:anna@example.org",
        "NOTE:klant sinds 2020\\nen wil geen mail\\nverder aardig",
        "NOTE:klant\nNOTE:wil geen mail",
        "ORG:Wit BV;niet mailen",
        "FN:Anna Wit (niet mailen)",
    ],
)
def test_every_field_of_a_card_is_read(line):
    cards = CARD.format("Anna Wit", ANNA, "0612345678", f"{line}\n") + CARD.format("Bram Bos", BRAM, "0612345679", "")
    found = ContactList([read_bytes(cards.encode(), "adressen.vcf")])
    assert not open_channels(found, ANNA) & {"email"}
    assert without() <= open_channels(found, BRAM)


@pytest.mark.parametrize(
    "line", ["X-IMAGEHASH:no", "X-MOZILLA-HTML:FALSE", "TEL;TYPE=work,voice:0612345679", "X-BTW:nee"]
)
def test_fields_of_a_program_hold_nobody(line):
    cards = CARD.format("Anna Wit", ANNA, "0612345678", f"{line}\n")
    assert without() <= open_channels(ContactList([read_bytes(cards.encode(), "adressen.vcf")]), ANNA)


@pytest.mark.parametrize("heads", [["E-mail", "E-mail"], ["E-mail", "E-mail 2"], ["Nieuwsbrief", "Nieuwsbrief"]])
def test_a_second_column_of_the_same_name_is_read(heads):
    first = "ja" if heads[0] == "Nieuwsbrief" else ANNA
    rows = [["Naam", "Mailadres", *heads], ["Anna Wit", ANNA, first, "nee"], ["Bram Bos", BRAM, "", ""]]
    found = ContactList([read_bytes(table(rows), "eigen.csv")])
    assert not open_channels(found, ANNA) & {"email"}
    assert without() <= open_channels(found, BRAM)


@pytest.mark.parametrize("name", ["nee.csv", "Afmeldingen.csv", "weigeraars.csv"])
def test_the_name_of_a_file_that_may_mean_a_no_holds(name):
    files = [read_bytes(table(PEOPLE), "klanten.csv"), read_bytes(table([rows[:2] for rows in PEOPLE[:2]]), name)]
    found = ContactList(files)
    assert not open_channels(found, ANNA)
    assert without() <= open_channels(found, BRAM)
