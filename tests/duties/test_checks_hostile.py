"""Hostile and broken pages and mails: an answer or one Dutch sentence, in bounded time and memory."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avgkit.base.errors import AvgkitError
from avgkit.duties.checks.form_check import check_form
from avgkit.duties.checks.html_tree import DEEPEST, MOST_TAGS, parse_html
from avgkit.duties.checks.mail_check import check_mail
from avgkit.duties.checks.source import LARGEST, from_bytes, from_path

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
        "<form>",
        "</form>",
        "<form action='http://x'>",
        "<input",
        "<input type=checkbox checked",
        "<input type=email name=e>",
        ">",
        "</",
        "<",
        "<label for=a>",
        "</label>",
        "<label>",
        "<select><option selected>Ja",
        "</select>",
        "<fieldset><legend>Nieuws?",
        "<textarea>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<template>",
        "</template>",
        "<a href=/privacy>privacy</a>",
        "<a href='#'>",
        "<p>",
        "<td>",
        " id=a",
        " aria-labelledby='a b a'",
        " form=a",
        "nieuwsbrief en partners",
        "Ik ga akkoord met de voorwaarden",
        "afmelden",
        "&nbsp;",
        "&#0;",
        "&#x1b;",
        "\x00",
        "\x1b",
        "\ud83d",
        "\u202e",
        "é",
        "<o:p>",
        "<a-toggle checked>",
        "role=switch aria-checked=true",
        "style='display:none'",
        "<svg><p>",
        "<table><form><tr>",
        "<iframe src=x>",
        "<html><body><body>",
        "<button>Download",
        "\r",
        "\n",
        '"',
        "'",
        "=",
        "/",
    ]
)


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
    page = parse_html(f"<p title='{plain}'>{plain}</p>", "proef")
    assert "".join(page.root.itertext()).strip() == plain.strip()


def mail(data):
    return check_mail(from_bytes(data, "proef.eml"), DAY)


HEAD = b"From: Noor <noor@example.org>\r\nSubject: Nieuwsbrief\r\n"
LEAVE = b"<p>Noor Fictief noor@example.org</p><a href='#'>Afmelden</a>"


def nested(depth):
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    return HEAD + parts + b"Content-Type: text/html\r\n\r\n" + LEAVE


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (HEAD + b"\r\n", "geen tekst"),
        (HEAD + b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n", "geen tekst"),
        (nested(1_000), "te veel delen"),
        (HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 100_000, "te veel blokken"),
        (HEAD + b"x" * LARGEST, "groter dan 40 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1bericht", "Outlook"),
        (b"Hallo, dit is geen mail.", "geen HTML"),
    ],
)
def test_a_mail_that_cannot_be_read_is_one_sentence(data, word):
    with pytest.raises(AvgkitError) as error:
        mail(data)
    assert word in str(error.value)
    assert str(error.value).startswith("proef.eml ")


@pytest.mark.parametrize(
    "data",
    [
        nested(150),
        HEAD + b"Content-Type: text/html; charset=klingon\r\n\r\n" + LEAVE + b"\xff\xfe\x00",
        HEAD + b"Content-Type: text/html; charset*=utf-8''\r\nContent-Transfer-Encoding: x-niets\r\n\r\n" + LEAVE,
        HEAD + b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPGEgaHJlZj0nIyc+QWZtZWxkZW48L2E",
        b"\xef\xbb\xbfFrom - Tue Nov 24\r\n" + HEAD + b"Content-Type: text/html\r\n\r\n" + LEAVE,
        HEAD + b"List-Unsubscribe: " + b"<" * 1_000_000 + b"\r\nContent-Type: text/html\r\n\r\n" + LEAVE,
        HEAD + b"X-Lang: x\r\n" * 100_000 + b"Content-Type: text/html\r\n\r\n" + LEAVE,
        HEAD
        + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n"
        + LEAVE
        + b"\r\n--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\n"
        + b"A" * 76
        + b"\r\n" * 400_000
        + b"--x--",
        HEAD + b"Content-Type: text/html\r\n\r\n" + LEAVE + b"<a href=https://example.org/x>lees</a>" * 100_000,
        HEAD + b"Content-Type: text/html\r\n\r\n" + LEAVE + b"<img src=https://[onzin width=1>" * 10_000,
    ],
    ids=range(10),
)
def test_a_mail_that_is_odd_or_huge_is_read(data):
    assert "dead_way_out" in {finding.id for finding in mail(data).findings}


HEADERS = st.sampled_from(
    [
        b"From",
        b"Subject",
        b"Content-Type",
        b"List-Unsubscribe",
        b"Content-Transfer-Encoding",
        b"Reply-To",
        b"MIME-Version",
    ]
)
VALUES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [
            b"multipart/mixed; boundary=x",
            b"multipart/alternative",
            b"text/html; charset=utf-7",
            b"text/html",
            b"base64",
            b"quoted-printable",
            b"=?utf-8?b?////?=",
            b"=?utf-8?q?=?=",
            b"=?x?x?x?=",
            b'"Noor <n@example.org>',
            b"<",
            b"<@>",
            b"message/rfc822",
            b"uuencode",
            b"=?utf-16?b?AA==?=",
        ]
    ),
)
BODIES = st.one_of(
    st.binary(max_size=200),
    st.sampled_from([LEAVE, b"--x\r\n\r\n" + LEAVE, b"begin 644 a\n#\nend", b"=?=\n=", b"--x--"]),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(HEADERS, VALUES), min_size=1, max_size=6), BODIES)
def test_any_message_gives_a_report_or_a_sentence(headers, body):
    head = b"".join(name + b": " + value + b"\r\n" for name, value in headers)
    said = tried(mail, head + b"\r\n" + body)
    if isinstance(said, str):
        assert said.endswith(".")
    else:
        assert all("{what}" not in finding.reason for finding in said.findings)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_any_heap_of_markup_is_a_newsletter_or_a_sentence(pieces):
    tried(mail, "".join(pieces).encode("utf-8", "surrogatepass"))
