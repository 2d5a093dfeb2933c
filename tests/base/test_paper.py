"""Documents: the same blocks as Markdown, HTML and Word; text stays text, and nothing asks another place anything."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from zipfile import ZipFile

import docx
import lxml.html
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avgkit.base.errors import AvgkitError
from avgkit.base.rendering import (
    BlockDocument,
    Bullets,
    Heading,
    Letter,
    NewPage,
    Picture,
    TableBlock,
    TextBlock,
    save_document,
    to_fill_in,
)
from avgkit.base.rendering.html_page import page
from avgkit.base.rendering.markdown import markdown
from avgkit.base.tables import ShownTable

NASTY = "<script>alert(1)</script> **vet** [klik](http://example.org) `x` | # kop & ‘Zoë’"
DAY = date(2026, 11, 24)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f000385018066d1f6e90000000049454e44ae426082"
)


def document(text=NASTY):
    frame = pd.DataFrame({"wat": [text, "gewoon"], "aantal": [1, 20]}, index=pd.Index([text, "b"], name="naam"))
    return BlockDocument(
        text,
        (
            Heading(text),
            TextBlock(text),
            Bullets((text, "1. geen lijst")),
            Letter(f"Hallo,\n\n{text}\nGroet"),
            Picture(PNG, text, text),
            TableBlock(ShownTable(frame, "Tabel")),
            Heading("Sub", 3),
        ),
    )


def test_markup_in_a_text_is_shown_as_text_on_a_page():
    html = page(document())
    tree = lxml.html.fromstring(html)
    assert not tree.xpath("//script | //a | //iframe | //link | //object | //b | //strong")
    assert tree.xpath("//h1")[0].text == NASTY
    assert tree.xpath("//td")[0].text == NASTY
    assert tree.xpath("//img/@alt") == [NASTY]


def test_a_page_asks_nothing_of_another_place():
    html = page(document("Anna"))
    assert "default-src 'none'" in html
    assert not re.search(r"url\(|@import|http-equiv=.refresh", html)
    told = lxml.html.fromstring(html).xpath("//@src | //@href | //@action | //@srcset")
    assert all(address.startswith("data:image/png;base64,") for address in told)


def test_markup_in_a_text_is_escaped_in_markdown():
    text = markdown(document())
    assert "<script" not in text.replace("\\<script", "")
    assert "\\*\\*vet\\*\\*" in text
    assert "\\[klik\\]" in text
    assert "- 1\\. geen lijst" in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_any_text_leaves_a_table_whole_and_a_page_well_formed(text):
    frame = pd.DataFrame({"wat": [text]}, index=pd.Index([text], name="naam"))
    made = BlockDocument("Titel", (TableBlock(ShownTable(frame)), Letter(text), TextBlock(text)))
    rows = [line for line in markdown(made).splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows} == {3}
    assert len(lxml.html.fromstring(page(made)).xpath("//tr")) == 2


def test_word_gets_headings_tables_alt_text_and_no_author(tmp_path):
    path = save_document(document("Anna \x01 <b>"), tmp_path / "x.docx")
    word = docx.Document(path)
    assert [p.style.name for p in word.paragraphs if p.style.name.startswith(("Title", "Heading"))] == [
        "Title",
        "Heading 1",
        "Heading 2",
    ]
    assert word.tables[0].cell(1, 0).text == "Anna  <b>"
    assert word.core_properties.author == ""
    assert word.core_properties.title == "Anna  <b>"
    parts = {name: ZipFile(path).read(name).decode("utf-8", "replace") for name in ZipFile(path).namelist()}
    assert 'descr="Anna  &lt;b&gt;"' in parts["word/document.xml"]
    assert "w:tblHeader" in parts["word/document.xml"]
    assert 'w:val="nl-NL"' in parts["word/styles.xml"]


def test_the_same_document_gives_the_same_word_file_without_a_trace_of_the_computer(tmp_path):
    made = BlockDocument(
        "Titel",
        (TextBlock("een\ntwee"), Bullets(("a", "b"), numbered=True), NewPage(), Heading("Nieuw")),
        "Fictief Tekst",
        DAY,
        False,
    )
    one, two = (save_document(made, tmp_path / name).read_bytes() for name in ("a.docx", "b.docx"))
    assert one == two
    with ZipFile(tmp_path / "a.docx") as parts:
        assert {entry.date_time[0] for entry in parts.infolist()} == {1980}
        assert not [name for name in parts.namelist() if "thumbnail" in name]
        assert "NUMPAGES" in parts.read("word/footer1.xml").decode()
    word = docx.Document(tmp_path / "a.docx")
    facts = word.core_properties
    assert (facts.author, facts.last_modified_by, facts.created.date()) == ("Fictief Tekst", "", DAY)
    assert word.paragraphs[1].text == "een\ntwee"
    assert [p.style.name for p in word.paragraphs[2:4]] == ["List Number"] * 2
    assert [p.text for p in word.paragraphs if p.paragraph_format.page_break_before] == ["Nieuw"]


def test_line_breaks_stay_and_what_is_still_to_fill_in_stands_out(tmp_path):
    table = ShownTable(pd.DataFrame({"wat": ["een\ntwee"]}, index=pd.Index([to_fill_in("adres")], name="naam")))
    made = BlockDocument(
        "Titel",
        (TextBlock(f"een\ntwee {to_fill_in('naam')}"), TableBlock(table, (1, 3)), Bullets(("a",), numbered=True)),
    )
    assert "een\\\ntwee \\[nog invullen: naam\\]" in markdown(made)
    assert "een<br>twee" in markdown(made)
    assert "\n1. a\n" in markdown(made)
    assert lxml.html.fromstring(page(made)).xpath("//mark/text()") == ["[nog invullen: naam]", "[nog invullen: adres]"]
    word = docx.Document(save_document(made, tmp_path / "x.docx"))
    assert [run.text for run in word.paragraphs[1].runs if run.font.highlight_color] == ["[nog invullen: naam]"]
    assert word.tables[0].columns[1].width == pytest.approx(3 * word.tables[0].columns[0].width, rel=0.01)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_the_document(tmp_path):
    path = save_document(document(), tmp_path / "x.docx")
    words = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*words, "--outdir", tmp_path, path], check=True, capture_output=True, timeout=120)
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("name", "words"), [("x.pdf", ".docx, .html of .md"), ("weg/x.md", "De map")])
def test_an_ending_or_a_folder_that_cannot_be_is_refused(tmp_path, name, words):
    with pytest.raises(AvgkitError, match=re.escape(words)):
        save_document(document(), tmp_path / name)


def test_the_same_document_gives_the_same_text(tmp_path):
    assert markdown(document()) == markdown(document())
    assert page(document()) == page(document())
