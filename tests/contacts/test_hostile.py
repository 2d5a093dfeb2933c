"""Hostile files: a Dutch sentence or a reject, in bounded time and memory; never a crash of the program itself."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile

import pytest
from test_readers_fuzz import ods

from avgkit.base.errors import AvgkitError
from avgkit.contacts import ContactList, packed, read_bytes

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Naam</t></is></c><c r="B1" t="inlineStr"><is><t>E-mail</t></is>'
    "</c></row>"
)
ANNA = (
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Anna</t></is></c><c r="B2" t="inlineStr"><is>'
    "<t>a@example.org</t></is>"
    "</c></row>"
)
BOOK = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="B" sheetId="1" r:id="r"/>'
        "</sheets></workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def zipped(parts, lie=False):
    """Return a zip file; one that lies tells that its parts are small."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        for part in archive.infolist() if lie else ():
            part.file_size = 10
    return file.getvalue()


def xlsx(rows, above="", **options):
    sheet = f'<?xml version="1.0"?>{above}<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    return zipped({**BOOK, "xl/worksheets/sheet1.xml": sheet}, **options)


def cells(number):
    return '<c t="inlineStr"><is><t>x</t></is></c>' * number


def _ods_with(row):
    """Return an .ods with this row below the headings."""
    with zipfile.ZipFile(io.BytesIO(ods([["Naam", "E-mail"], ["Anna", "a@example.org"]]))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace("</table:table>", f"{row}</table:table>")
    return zipped(parts)


def text_cell(text, extra=""):
    return f'<table:table-cell {extra} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def test_sound_workbooks_are_read():
    for data in (xlsx(HEAD + ANNA), _ods_with("")):
        assert [contact.email for contact in read_bytes(data, "x").contacts] == ["a@example.org"]


def test_empty_rows_and_columns_that_a_spreadsheet_repeats_are_no_cells():
    row = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert read_bytes(_ods_with(row), "x.ods").data_rows == 1


BOMBS = {
    "a cell in the last corner": lambda: xlsx(HEAD + '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>'),
    "a cell far to the right": lambda: xlsx(HEAD + '<row r="20000"><c r="XFD20000" t="n"><v>1</v></c></row>'),
    "one wide row over many": lambda: xlsx(HEAD + f"<row>{cells(16_000)}</row>" + f"<row>{cells(1)}</row>" * 1000),
    "a wide row in a prefix": lambda: xlsx(
        HEAD + '<x:row xmlns:x="y" r="9"><x:c  r="XFD900000"/></x:row>' + ANNA * 800
    ),
    "a billion rows of ods": lambda: _ods_with(
        f'<table:table-row table:number-rows-repeated="1000000000">{text_cell("x")}</table:table-row>'
    ),
    "a million columns of ods": lambda: _ods_with(
        "<table:table-row>" + text_cell("x", 'table:number-columns-repeated="10000000"') + "</table:table-row>"
    ),
    "spaces": lambda: xlsx(HEAD + " " * 60_000_000),
    "spaces, with a lie about the size": lambda: xlsx(HEAD + " " * 60_000_000, lie=True),
    "one cell of 30 MB": lambda: xlsx(HEAD + ANNA.replace("Anna", "A" * 30_000_000)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_workbook_that_would_become_too_large_is_a_sentence(name):
    with pytest.raises(AvgkitError, match=r"te groot|te veel cellen|geen Excel-bestand") as error:
        read_bytes(BOMBS[name](), "bom.xlsx")
    assert str(error.value).endswith(".")


def test_entities_are_not_unfolded():
    laughs = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(9)
    )
    with pytest.raises(AvgkitError, match="geen Excel-bestand"):
        read_bytes(xlsx(HEAD + ANNA.replace("Anna", "&j;"), above=laughs + "]>"), "x.xlsx")


def test_what_a_row_counts_does_not_depend_on_where_the_pieces_are_cut(monkeypatch):
    data = xlsx(HEAD + f"<row>{cells(50)}</row>" + ANNA * 40)
    sizes = []
    for piece in (50, 997, 1_000_000):
        monkeypatch.setattr(packed, "PIECE", piece)
        sheet = packed._Sheet()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            text = archive.read("xl/worksheets/sheet1.xml")
        for start in range(0, len(text), piece):
            sheet.takes(text[start : start + piece])
        sizes.append(sheet.takes(b""))
    assert sizes == [sizes[-1]] * 3
    assert sizes[-1] == 42 * 50


def test_an_old_workbook_that_ends_its_reader_ends_only_that(monkeypatch):
    from avgkit.contacts import workbook

    def ended(*words, **options):
        raise subprocess.CalledProcessError(-6, "reader")

    monkeypatch.setattr(workbook.subprocess, "run", ended)
    with pytest.raises(AvgkitError, match="geen Excel-bestand"):
        read_bytes(workbook.OLD_EXCEL + b"x" * 600, "oud.xls")


def test_the_program_that_reads_an_old_workbook_passes_rows():
    done = subprocess.run(
        [sys.executable, "-c", "from avgkit.contacts.workbook import pass_rows; pass_rows()"],
        input=xlsx(HEAD + ANNA),
        capture_output=True,
        check=True,
    )
    assert done.stdout == b'[["B", 0, [[1, ["Naam", "E-mail"]], [2, ["Anna", "a@example.org"]]]]]'


def test_a_parquet_file_that_would_become_too_large_is_a_sentence(monkeypatch):
    import pyarrow
    import pyarrow.parquet

    from avgkit.contacts import workbook

    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"Naam": ["Anna"] * 1000}), file)
    monkeypatch.setattr(workbook, "MOST_CELLS", 999)
    with pytest.raises(AvgkitError, match="te groot"):
        read_bytes(file.getvalue(), "x.parquet")


def test_ten_thousand_columns():
    head = "Naam,E-mail," + ",".join(f"k{number}" for number in range(10_000))
    found = read_bytes(f"{head}\n{'A,a@example.org' + ',' * 10_000}\n".encode() * 1, "x.csv")
    assert found.contacts[0].email == "a@example.org"


def test_more_columns_than_a_sheet_has_is_a_sentence():
    head = "Naam,E-mail," + ",".join(f"k{number}" for number in range(1_000_000))
    with pytest.raises(AvgkitError, match=r"16\.384 kolommen"):
        read_bytes(f"{head}\n{'A,a@example.org' + ',' * 1_000_000}\n".encode(), "x.csv")


def test_a_no_at_the_end_of_a_very_long_text_holds_who_wrote_it():
    for text, held in (("regel " * 20_000 + "wil geen mail", "all"), ("regel " * 20_000, "")):
        found = read_bytes(f"Naam,E-mail,Notitie\nA,a@example.org,{text}\n".encode(), "x.csv")
        assert found.contacts[0].held == held


@pytest.mark.parametrize("cell", ["A" * 100_000_000, '"' + "A" * 2_000_000 + '"', '"' * 2_000_001])
def test_a_cell_that_is_no_cell_is_a_reject(cell):
    found = read_bytes(f"Naam,E-mail\n{cell},a@example.org\nBram,b@example.org\n".encode(), "x.csv")
    assert [contact.name for contact in found.contacts] == ["Bram"]
    assert [reject.reason for reject in found.rejects] == [
        "Een cel in deze rij is veel te lang voor een lijst; herstel de rij."
    ]


@pytest.mark.parametrize("row", [b'"a"b,c', b'"x', b'a,"b""', b'"""'])
def test_broken_quotes_in_every_row_take_linear_time(row):
    found = read_bytes(b"Naam,E-mail\n" + (row + b"\n") * 40_000, "x.csv")
    assert found.data_rows in (40_000, 20_000)


def test_more_rows_than_a_list_has(monkeypatch):
    from avgkit.contacts import reading

    monkeypatch.setattr(reading, "_MOST_ROWS", 3)
    for rows in (4, 9):
        with pytest.raises(AvgkitError, match="twee miljoen rijen"):
            read_bytes(b"Naam,E-mail\n" + b"A,a@example.org\n" * rows, "x.csv")


def test_long_cells_are_no_address_number_or_day():
    rows = ["a." * 5000 + "@", "<(" * 5000, "06 " * 5000, "1" * 5000, "a@b" * 5000, " " * 5000]
    text = "Naam,E-mail,Telefoon,Datum\n" + "".join(f"A,{cell},{cell},{cell}\n" for cell in rows)
    for contact in read_bytes(text.encode(), "x.csv").contacts:
        assert (contact.email, contact.date) == (None, None)


PAGES = {
    "entities": "&eacute;&#65;&x" * 300_000,
    "one long entity": "&#" + "1" * 1_000_000,
    "attributes": "<td " + " a='b\"" * 300_000,
    "openings": "<" * 1_000_000,
    "comments": "<!--" * 300_000,
    "marked sections": "<![CDATA[" * 300_000,
    "tags": "<td" * 1_000_000,
    "wide cells": '<tr><td colspan="999999999">x' * 50_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_ends_soon(name):
    before = time.process_time()
    try:
        read_bytes(f"<table><tr><th>Naam<th>E-mail<tr><td>{PAGES[name]}</table>".encode(), "x.xls")
    except AvgkitError as error:
        assert str(error).endswith(".")  # noqa: PT017
    assert time.process_time() - before < 15


HOSTILE_TEXTS = {
    "one folded line of ldif": b"dn: cn=x\ncn: Anna\ndescription: x\n" + b" y\n" * 1_000_000,
    "cards in cards": b"BEGIN:VCARD\n" * 50_000,
    "a card folded a million times": b"BEGIN:VCARD\nFN:A\nNOTE:x\n" + b" y\n" * 1_000_000 + b"END:VCARD\n",
    "a card with a long photo": b"BEGIN:VCARD\nFN:A\nPHOTO:" + b"A" * 20_000_000 + b"\nEND:VCARD\n",
    "a card with many parameters": b"BEGIN:VCARD\nFN:A\nEMAIL;" + b'"a"' * 50_000 + b":x\nEND:VCARD\n",
    "a message of a million lines": b"15-02-2021 14:29 - Anna: hoi\n" + b"regel\n" * 1_000_000,
    "a message that says stop a lot": b"15-02-2021 14:29 - Anna: " + b"stop " * 1_000_000,
    "only delimiters": b"Naam,E-mail\n" + b",\n" * 200_000,
    "many addresses in a cell": b"Naam,E-mail\nA," + b";".join(b"a%d@example.org" % n for n in range(9_000)),
}


@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_hostile_texts_end(name):
    try:
        found = read_bytes(HOSTILE_TEXTS[name], "x.txt")
    except AvgkitError as error:
        assert str(error).endswith(".")  # noqa: PT017
        return
    assert found.data_rows == len(found.contacts) + len(found.rejects)
    assert len(ContactList([found]).contacts) <= found.size


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\x.csv", "/tmp/x.csv", "a\nb.csv", "x" * 5000, "<b>x</b>.csv"]
)
def test_the_name_of_an_upload_is_only_a_name(name, tmp_path, monkeypatch):
    from avgkit import State, panels

    monkeypatch.chdir(tmp_path)
    panel = panels.lists(State(), folder=tmp_path)
    panel._take(({"name": name, "content": memoryview(b"Naam,E-mail\nAnna,a@example.org\n")},))
    assert "1 contact uit 1 bestand" in panel.text
    assert "<b>" not in panel.answer.value
    assert list(tmp_path.iterdir()) == []
