"""The sheet to fill in: what is on it, and that it comes back whole, also by way of LibreOffice."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from openpyxl import load_workbook

from avgkit.base.errors import AvgkitError
from avgkit.cli import main
from avgkit.contacts import read
from avgkit.contacts.own_columns import to_table
from avgkit.law.classification import classify
from avgkit.law.facts import FACTS

LIST = (
    "Naam,E-mail,Telefoon,Bedrijf,Laatste factuur,Opmerking,Afgemeld\n"
    "Anna de Wit,anna@example.org,0612345678,,2026-02-01,,\n"
    '"=HYPERLINK(""x"")",bram@example.org,,Bos BV,,,\n'
    "Cor Dam,cor@example.org,,,,boos op ons,\n"
    "Dora Eik,dora@example.org,,,,,ja\n"
    "Evi Groot,,0612345679,,2019-05-01,,\n"
    "Finn Hert,,,,,,\n"
)
LIBRE = shutil.which("soffice")


@pytest.fixture
def lists(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.fixture
def sheet(lists, tmp_path, capsys):
    path = tmp_path / "blad.xlsx"
    assert main(["sheet", str(lists), "-o", str(path), "--dag", "2026-11-24"]) == 0
    assert "2019" not in capsys.readouterr().out
    return path


def fill(path, **answers):
    """Fill in ``{email or name: {heading: text}}``; keys are the names of fields in ``answers``."""
    book = load_workbook(path)
    page = book.worksheets[0]
    headings = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        who = str(row[2].value or row[1].value).partition("@")[0].partition(" ")[0].lower()
        for heading, text in answers.get(who, {}).items():
            row[headings.index(heading)].value = text
    book.save(path)
    return path


def through_libreoffice(path, tmp_path):
    out = tmp_path / "libre"
    profile = (tmp_path / "profile").as_uri()
    words = ["--headless", f"-env:UserInstallation={profile}", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run([LIBRE, *words], check=True, capture_output=True, timeout=120)
    return out / path.name


def known(path):
    """Return every detail and fact of a list by name, without where it was read."""
    table = to_table(read(path).contacts).drop(columns=["contact_id", "source_file", "source_row"])
    return {str(row["name"]): {k: v for k, v in row.items() if v} for row in table.to_dict("records")}


def test_it_asks_of_each_person_only_what_is_open(sheet):
    book = load_workbook(sheet)
    assert book.sheetnames == ["Invullen", "Plan", "Uitleg", "Verantwoording", "keuzes"]
    assert book["keuzes"].sheet_state == "hidden"
    page = book.worksheets[0]
    headings = [cell.value for cell in page[1]]
    assert headings[:5] == ["nummer", "naam", "e-mailadres", "telefoonnummer", "bedrijf"]
    rows = {row[1]: dict(zip(headings, row, strict=True)) for row in page.iter_rows(min_row=2, values_only=True)}
    assert len(rows) == 6
    assert rows["Dora Eik"]["Bezwaar"] == "–"
    assert rows["Dora Eik"]["e-mail: nieuwsbrief"] == "mag niet"
    assert rows["Cor Dam"]["Bezwaar"] is None
    steps = {row[0]: row[2] for row in book["Plan"].iter_rows(min_row=2, values_only=True)}
    assert any("nee zei" in steps[number] for number in rows["Dora Eik"]["plan"].split(", "))
    assert any("misschien nee" in steps[number] for number in rows["Cor Dam"]["plan"].split(", "))
    assert rows["Anna de Wit"]["Relatie"] is None
    assert rows['\'=HYPERLINK("x")']["Ontvanger"] == "–"
    assert rows["Evi Groot"]["e-mail: nieuwsbrief"] == "–"
    assert not any(str(cell.value).startswith("=") for row in page.iter_rows() for cell in row)
    for cell in (cell for row in page.iter_rows(min_row=2, min_col=6) for cell in row if cell.value == "mag niet"):
        assert cell.fill.start_color.rgb == "FFD98C75"
    told = {rule.prompt: rule for rule in page.data_validations.dataValidation}
    assert FACTS["objection"].question in told
    letter = told[FACTS["recipient"].question].formula1.partition("$")[2][0]
    choices = [cell.value for cell in book["keuzes"][letter] if cell.value]
    assert choices == [*FACTS["recipient"].labels.values(), "weet ik niet"]
    assert any("SHA-256" in str(row[1]) for row in book["Verantwoording"].iter_rows(values_only=True))


def test_what_nobody_filled_in_comes_back_whole(lists, sheet):
    assert known(sheet) == known(lists)


@pytest.mark.parametrize(
    "by", ["as it is", pytest.param("libreoffice", marks=pytest.mark.skipif(not LIBRE, reason="no LibreOffice"))]
)
def test_answers_come_back_as_answers_about_one_contact(lists, sheet, tmp_path, by):
    fill(
        sheet,
        anna={"Relatie": "klant", "Bron van de gegevens": "bij een verkoop door jou", "Ontvanger": "consument"},
        cor={"Bezwaar": "nee"},
        evi={"Relatie": "klant", "Bezwaar": "ja"},
        finn={"Toestemming": "–"},
    )
    path = through_libreoffice(sheet, tmp_path) if by == "libreoffice" else sheet
    if by == "libreoffice":
        rules = load_workbook(path).worksheets[0].data_validations.dataValidation
        assert rules
        assert all(rule.type == "list" for rule in rules)
    before, after = known(lists), known(path)
    changed = {name: {k: v for k, v in said.items() if before[name].get(k) != v} for name, said in after.items()}
    assert changed["Anna de Wit"] == {
        "relation": "customer",
        "details_source": "own_sale",
        "recipient": "consumer",
    }
    assert changed["Cor Dam"] == {"objection": "no"}
    assert "held" not in after["Cor Dam"]
    assert changed["Evi Groot"] == {"relation": "customer", "objection": "yes"}
    assert changed["Finn Hert"] == {}
    assert changed["Dora Eik"] == {}
    both = read([lists, path])
    assert len(both.contacts) == len(before)  # who has no address is known by name
    people = both.contacts.set_index("email")
    assert people.loc["cor@example.org", "held"] == ""
    assert people.loc["anna@example.org", "relation"] == "customer"
    frame = classify(both.contacts, as_of="2026-11-24", channels=["phone"], purposes=["offer"])
    evi = frame[frame["name"].eq("Evi Groot")]
    assert set(evi["verdict"]) == {"not_allowed"}


def test_rows_may_be_sorted_and_taken_out(sheet, lists):
    fill(sheet, anna={"Relatie": "oud-klant"})
    book = load_workbook(sheet)
    page = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    for row, cells in enumerate(reversed(rows), 2):
        for column, cell in enumerate(cells, 1):
            page.cell(row, column, cell).value = cell
    page.delete_rows(7)
    book.save(sheet)
    after = known(sheet)
    assert len(after) == 5
    assert after.get("Anna de Wit", {"relation": "former_customer"})["relation"] == "former_customer"


def test_an_answer_that_cannot_be_read_is_told_and_lets_nobody_through(sheet):
    fill(sheet, cor={"Bezwaar": "liever niet meer"}, anna={"Bezwaar": "??"})
    found = read(sheet)
    assert sum("Kies uit het lijstje" in text for text in found.files[0].notices) == 2
    frame = classify(found.contacts, as_of="2026-11-24", channels=["email"], purposes=["offer"])
    names = frame["name"].isin(["Cor Dam", "Anna de Wit"])
    assert not frame.loc[names, "verdict"].isin(["allowed", "conditional"]).any()


CARELESS = {
    "relation": "customer",
    "details_source": "own_sale",
    "similar_product": "yes",
    "opt_out_offered": "yes",
    "consent": "none",
    "objection": "no",
    "recipient": "consumer",
}


def let_through(path, name):
    """Tell whether somebody on a sheet may be mailed, whatever is said of everybody."""
    frame = classify(read(path).contacts, as_of="2026-11-24", channels=["email"], purposes=["offer"], facts=CARELESS)
    return frame.loc[frame["name"].eq(name), "verdict"].isin(["allowed", "conditional"]).tolist()


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Bezwaar", "nee, liever niet meer"),
        ("Bezwaar", "boos"),
        ("Bezwaar", "??"),
        ("Bezwaar", "2026-05-03"),
        ("Toestemming", "nee"),
        ("Toestemming", "wil niets"),
        ("Relatie", "wil geen mail"),
        ("Bezwaar", '=IF(1=1,"ja","nee")'),
    ],
)
def test_what_may_be_a_no_holds_whatever_is_said_of_everybody(sheet, heading, text):
    assert let_through(sheet, "Anna de Wit") == [True]
    fill(sheet, anna={heading: text})
    assert let_through(sheet, "Anna de Wit") == [False]


@pytest.mark.parametrize("heading", ["bezwaar", "Bezwaar?", "Bezwaar (ja/nee)", "Heeft bezwaar"])
def test_a_column_that_was_renamed_still_says_no(sheet, heading):
    fill(sheet, anna={"Bezwaar": "ja"})
    book = load_workbook(sheet)
    next(cell for cell in book.worksheets[0][1] if cell.value == "Bezwaar").value = heading
    book.worksheets[0].cell(1, 1).value = "Nr"
    book.move_sheet(book.worksheets[0], 2)
    book.save(sheet)
    assert let_through(sheet, "Anna de Wit") == [False]
    assert len(read(sheet).contacts) == 6


def test_a_sort_of_the_columns_that_are_seen_moves_nobody_s_answer(sheet, lists):
    fill(sheet, anna={"Bezwaar": "ja"})
    book = load_workbook(sheet)
    page = book.worksheets[0]
    seen = next(cell.column for cell in page[1] if cell.value == "contact_id")
    rows = [[cell.value for cell in row[: seen - 1]] for row in page.iter_rows(min_row=2)]
    for row, cells in enumerate(reversed(rows), 2):
        for column, cell in enumerate(cells, 1):
            page.cell(row, column, cell).value = cell
    book.save(sheet)
    assert known(sheet)["Anna de Wit"] == {**known(lists)["Anna de Wit"], "objection": "yes"}
    rest = [name for name in known(lists) if name != "Anna de Wit"]
    assert [known(sheet)[name] for name in rest] == [known(lists)[name] for name in rest]


def test_somebody_who_is_added_is_read_and_a_sheet_without_its_hidden_columns_is_refused(sheet):
    book = load_workbook(sheet)
    page = book.worksheets[0]
    places = {cell.value: cell.column for cell in page[1]}
    row = page.max_row + 1
    for heading, text in {"naam": "Gijs Los", "e-mailadres": "gijs@example.org", "Bezwaar": "ja"}.items():
        page.cell(row, places[heading]).value = text
    book.save(sheet)
    people = read(sheet).contacts.set_index("email")
    assert people.loc["gijs@example.org", ["name", "objection"]].tolist() == ["Gijs Los", "yes"]
    page.cell(1, 1).value = "Nr"
    book.save(sheet)
    assert read(sheet).contacts.set_index("email").loc["gijs@example.org", "objection"] == "yes"
    page.cell(1, 1).value = "nummer"
    page.delete_cols(places["contact_id"], 80)
    book.save(sheet)
    with pytest.raises(AvgkitError, match="zonder de verborgen kolommen"):
        read(sheet)


def test_a_remark_that_somebody_adds_is_read_too(sheet):
    book = load_workbook(sheet)
    page = book.worksheets[0]
    page.cell(1, page.max_column + 1).value = "Opmerking"
    last = page.max_column
    for row in page.iter_rows(min_row=2):
        if row[1].value == "Anna de Wit":
            page.cell(row[0].row, last).value = "wil geen mail meer"
    book.save(sheet)
    people = read(sheet).contacts.set_index("name")
    assert people.loc["Anna de Wit", "objection_channels"] or people.loc["Anna de Wit", "held"]


def test_of_two_sheets_the_no_counts(sheet, tmp_path):
    other = tmp_path / "tweede.xlsx"
    other.write_bytes(sheet.read_bytes())
    fill(sheet, anna={"Bezwaar": "ja"})
    fill(other, anna={"Bezwaar": "nee"})
    for order in ([sheet, other], [other, sheet]):
        people = read(order).contacts.set_index("name")
        assert people.loc["Anna de Wit", "objection"] == "yes"


def test_every_command_takes_a_sheet(sheet, tmp_path, capsys):
    fill(sheet, cor={"Bezwaar": "ja"})
    path = str(sheet)
    assert main(["classify", path, "-o", str(tmp_path / "uit.xlsx")]) == 0
    assert main(["plan", path, "--json"]) == 0
    told = json.loads(capsys.readouterr().out.partition("{")[2].join(["{", ""]))
    assert len(told["groups"]["stop"]) == 2
    assert main(["interview", path, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["held"] == 0
    assert main(["export", path, "--suppression", "-o", str(tmp_path / "nee.csv")]) == 0
    assert "cor@" in (tmp_path / "nee.csv").read_text("utf-8-sig")
    assert main(["sheet", path, "-o", str(tmp_path / "nieuw.xlsx")]) == 0
    assert main(["sheet", path, "-o", path]) == 2


def test_a_wrong_ending_is_one_sentence(lists, tmp_path, capsys):
    assert main(["sheet", str(lists), "-o", str(tmp_path / "blad.csv")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
