"""Hostile and broken pages and mails: an answer or one Dutch sentence, in bounded time and memory."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avgkit.checks.form_check import check_form
from avgkit.checks.page import DEEPEST, MOST_TAGS, parse
from avgkit.checks.source import LARGEST, from_bytes, from_path
from avgkit.errors import AvgkitError

DAY = date(2026, 11, 24)
FORM = '<form><input type="email" name="e"><input type="checkbox" name="nieuws" checked> Nieuws</form>'


def check(data):
    return check_form(from_bytes(data, "proef.html"), DAY)


def sentence(data):
    with pytest.raises(AvgkitError) as error:
        check(data)
    text = str(error.value)
    assert text.startswith("proef.html ")
    assert text.endswith(".")
    assert "\n" not in text
    return text


def tried(check, data):
    """Return the report, or the sentence of the error; another exception fails the test."""
    try:
        return check(data)
    except AvgkitError as error:
        return str(error)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "leeg"),
        (b" \r\n\t", "leeg"),
        (b"\0" * 100, "leeg"),
        (b"\xff\xfe", "leeg"),
        (b"%PDF-1.7 <form>", "een pdf"),
        (b"\x89PNG\r\n\x1a\n<form>", "een plaatje"),
        (b"PK\x03\x04word/document.xml", "document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Outlook"),
        (b"naam;email\nNoor;noor@example.org\n", "geen HTML"),
        (b"<!-- niets -->", "geen inhoud"),
        (b"x" * (LARGEST + 1), "groter dan 40 MB"),
        (b"<p>" + b"x" * 20_000_000, "groter dan 20 MB"),
        (b"<div>" * 100_000 + FORM.encode(), "te veel blokken"),
        (b"<b>" * (DEEPEST + 1), "te veel blokken"),
        (b"<p>x" * (MOST_TAGS + 1), "te veel blokken"),
        (b"<i>\n" * 1_000_000, "te veel blokken"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(data, word):
    assert word in sentence(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\n" * 10_000_000 + FORM.encode(),
        b"<p>" * 100_000 + FORM.encode(),
        b"<" * 1_000_000 + b" " + FORM.encode(),
        FORM.encode() + b"\0" * 1_000_000,
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        + b"&b;" * 10_000
        + FORM.encode(),
        b'<input type="text" ' + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">" + FORM.encode(),
        FORM.encode() + b"&#27;&#0;&#xD800;&#x110000;&onbekend;",
        FORM.encode() * 10_000,
        b"<form><input type=email name=e><input type=checkbox name=nieuws checked> Nieuws"
        + b"<input name=v>" * 100_000,
        b"<form><input type=email name=e><input type=checkbox name=nieuws checked> Nieuws<select>"
        + b"<option>x" * 200_000,
        b"<div>" * 1_900 + FORM.encode() * 50,
        FORM.encode() + b"<script>" + b"x.checked = false;" * 500_000,
        FORM.encode() + b"<form action='",
    ],
    ids=range(13),
)
def test_what_is_odd_or_huge_is_read(data):
    assert "pre_ticked" in {finding.id for finding in check(data).findings}


def test_a_page_with_too_many_forms_says_that_it_looked_at_the_first():
    report = check(FORM.encode() * 200)
    assert any("alleen naar de eerste" in notice for notice in report.notices)


def test_a_missing_file_and_a_folder(tmp_path):
    for path in (tmp_path / "weg.html", tmp_path):
        with pytest.raises(AvgkitError, match=r"is er niet|is een map"):
            from_path(path)


PIECES = st.sampled_from(
    [
        "<form>", "</form>", "<form action='http://x'>", "<input", "<input type=checkbox checked", "<input type=email name=e>", ">", "</", "<",
        "<label for=a>", "</label>", "<label>", "<select><option selected>Ja", "</select>", "<fieldset><legend>Nieuws?", "<textarea>", "<script>",
        "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<template>", "</template>", "<a href=/privacy>privacy</a>", "<a href='#'>", "<p>", "<td>",
        " id=a", " aria-labelledby='a b a'", " form=a", "nieuwsbrief en partners", "Ik ga akkoord met de voorwaarden", "afmelden", "&nbsp;", "&#0;",
        "&#x1b;", "\x00", "\x1b", "\ud83d", "\u202e", "é", "<o:p>", "<a-toggle checked>", "role=switch aria-checked=true", "style='display:none'",
        "<svg><p>", "<table><form><tr>", "<iframe src=x>", "<html><body><body>", "<button>Download", "\r", "\n", '"', "'", "=", "/",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_heap_of_markup_gives_a_report_or_a_sentence(pieces):
    report = tried(check, "".join(pieces).encode("utf-8", "surrogatepass"))
    if isinstance(report, str):
        assert report.endswith(".")
        return
    lines = "".join(pieces).replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(finding.line is None or 1 <= finding.line <= lines for finding in report.findings)
    assert all("{what}" not in finding.reason for finding in report.findings)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_report_or_a_sentence(data):
    for page in (data, b"<p>" + data, b"Subject: x\n\n<form><input " + data):
        tried(check, page)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_text_without_marks_comes_out_as_it_went_in(text):
    plain = "".join(char for char in text if char.isalnum())
    page = parse(f"<p title='{plain}'>{plain}</p>", "proef")
    assert "".join(page.root.itertext()).strip() == plain.strip()
