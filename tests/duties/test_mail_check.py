"""The mail check: what it finds in newsletters and where, and what it leaves alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from avgkit import cli
from avgkit.base.places import MAIL_FILES, sample_folder
from avgkit.duties.checks.findings import Severity
from avgkit.duties.checks.mail import read_mail
from avgkit.duties.checks.mail_check import MAIL_RULES, check_mail
from avgkit.duties.checks.source import from_bytes, from_path
from avgkit.duties.checks.unsubscribe_effort import AFTER, ENTER, UNSEEN, compare
from avgkit.law.rules import SOURCES

MAILS = Path(__file__).parent.parent / "mails"
DAY = date(2026, 11, 24)
EXPECTED = {
    "eigen_tekst.eml": "leave_by_mail no_change_link no_list_unsubscribe",
    "goed.eml": "",
    "laposta_goed.html": "headers_unseen",
    "mailchimp_goed.eml": "",
    "mailchimp_sjabloon.html": "headers_unseen",
    "per_brief.html": "slow_way_out headers_unseen",
    "plaatjes.html": (
        "no_address dead_way_out::4 sender_not_in_mail not_recognisable tracking_pixel::3 "
        "no_change_link only_images headers_unseen"
    ),
    "rommelig.eml": "no_change_link no_one_click:kop:4",
    "slecht.eml": (
        "no_address misleading_subject:kop:3 concealed_way_out:HTML:5 login_to_leave:HTML:5 "
        "sender_not_in_mail no_sender_name:kop:1 not_recognisable:kop:3 tracking_pixel:HTML:4 no_change_link "
        "no_plain_text no_list_unsubscribe no_reply:kop:1"
    ),
    "tekst_met_bijlage.eml": "leave_by_mail no_change_link no_one_click:kop:3",
    "voorkeuren.html": "preferences_to_leave::3 headers_unseen",
}
"""What each mail shows, as id, or id:part:line; nothing for a good one."""
BODY = """<p>Nieuwsbrief van Noor Fictief.</p>
<p>Veel tekst over schrijven, want anders telt de mail als een plaatje.</p>
<p>Noor Fictief, 1000 AA Nergens. <a href="https://example.org/wijzig">Wijzig je gegevens</a></p>
OUT
"""
WAY_OUT = '<p><a href="https://example.org/x">Meld je af</a></p>'
HEAD = """From: "Noor Fictief" <noor@example.org>
Subject: Nieuwsbrief november
List-Unsubscribe: <https://example.org/x>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
Content-Type: text/html; charset=utf-8

"""


def ids(text, day=DAY):
    return [finding.id for finding in check_mail(from_bytes(text.encode(), "proef.eml"), day).findings]


def page(out):
    """Return what is found in a newsletter with this way out, apart from what is said of every page without headers."""
    return [found for found in ids(BODY.replace("OUT", out)) if found != "headers_unseen"]


def message(head=HEAD, out=WAY_OUT, day=DAY):
    """Return what is found in a message with this head, apart from what is said of every one without plain text."""
    return [found for found in ids(head + BODY.replace("OUT", out), day) if found != "no_plain_text"]


@pytest.mark.parametrize("name", EXPECTED)
def test_each_mail_shows_what_was_put_in_it_at_its_place(name):
    shown = [
        f"{f.id}:{f.place.part}:{f.line}" if f.line else f.id for f in check_mail(from_path(MAILS / name), DAY).findings
    ]
    assert shown == EXPECTED[name].split()


def test_lines_are_those_of_the_file_where_the_html_stands_in_it_as_it_is():
    report = check_mail(from_path(sample_folder() / MAIL_FILES["oud"]), DAY)
    lines = {f.id: (f.place.part, f.line) for f in report.findings}
    assert lines["misleading_subject"] == ("kop", 3)
    assert lines["login_to_leave"] == ("", 13)
    assert lines["tracking_pixel"] == ("", 14)
    data = b"From - een regel van een mailbox\n" + (sample_folder() / MAIL_FILES["oud"]).read_bytes()
    moved = {f.id: f.line for f in check_mail(from_bytes(data, "x"), DAY).findings}
    assert (moved["misleading_subject"], moved["login_to_leave"]) == (4, 14)


def test_every_mail_is_in_the_table():
    assert {path.name for path in MAILS.iterdir()} == set(EXPECTED)


def test_rules_have_what_a_lawyer_asks():
    assert len({rule.id for rule in MAIL_RULES}) == len(MAIL_RULES)
    for rule in MAIL_RULES:
        assert set(rule.sources) <= set(SOURCES)
        assert rule.sources or rule.articles.startswith("Geen wet")
        assert rule.title.endswith("?")
        assert rule.reason.endswith(".")
        assert rule.mend[-1] in ".”"


def test_a_rule_of_mailboxes_is_not_called_law_and_has_its_day():
    late = [rule for rule in MAIL_RULES if rule.valid_from > date(2018, 5, 25)]
    assert {rule.id for rule in late} == {"no_list_unsubscribe", "no_one_click"}
    for rule in late:
        assert rule.articles.startswith("Geen wet")
        assert "niet van de Nederlandse wet" in rule.reason
        assert rule.severity is Severity.TIP
    bare = HEAD.replace(
        "List-Unsubscribe: <https://example.org/x>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n", ""
    )
    assert message(bare) == ["no_list_unsubscribe"]
    assert message(bare, day=date(2023, 1, 1)) == []


def test_a_link_to_change_data_is_a_tip_and_not_a_duty():
    (finding,) = check_mail(
        from_bytes(
            (
                HEAD + BODY.replace("Wijzig je gegevens", "Lees").replace("wijzig", "lees").replace("OUT", WAY_OUT)
            ).encode(),
            "x",
        ),
        DAY,
    ).findings[:1]
    assert (finding.id, finding.severity) == ("no_change_link", Severity.TIP)
    assert "De wet zegt dat niet" in finding.reason


@pytest.mark.parametrize(
    "out",
    [
        WAY_OUT,
        '<a href="https://example.org/x">Afmelden</a>',
        '<a href="https://example.org/x">Uitschrijven</a>',
        '<a href="https://example.org/x">Unsubscribe</a>',
        '<a href="https://example.org/x">Geen nieuwsbrief meer ontvangen? Schrijf je hier uit</a>',
        '<p>Wil je deze mails niet meer? Meld je dan <a href="https://example.org/x">hier</a> af.</p>',
        '<p>To unsubscribe, <a href="https://example.org/x">click here</a>.</p>',
        (
            '<a href="https://example.org/unsubscribe?u=1">'
            '<img src="https://example.org/stop.png" width="90" alt="Stop"></a>'
        ),
        '<a href="*|UNSUB|*">Uitschrijven</a>',
        '<a href="{{ unsubscribe }}">Afmelden</a>',
        '<p style="font-size:11px;color:#777;background:#fff"><a href="https://example.org/x">Afmelden</a></p>',
    ],
)
def test_ways_out_that_are_right_give_no_alarm(out):
    assert page(out) == []


@pytest.mark.parametrize(
    ("out", "found"),
    [
        ("", "no_way_out"),
        ("<p>Je kunt je altijd afmelden.</p>", "no_way_out"),
        ('<p>Afmelden kan altijd. <a href="https://example.org/winkel">Naar de winkel</a></p>', "no_way_out"),
        ('<p><a href="https://example.org/u/noor">Stop met vage teksten</a></p>', "no_way_out"),
        ('<a href="#">Afmelden</a>', "dead_way_out"),
        ('<a href="">Afmelden</a>', "dead_way_out"),
        ('<a href="javascript:void(0)">Afmelden</a>', "dead_way_out"),
        ('<a href="https://example.org/x" style="font-size:2px">Afmelden</a>', "concealed_way_out"),
        ('<div style="display:none"><a href="https://example.org/x">Afmelden</a></div>', "concealed_way_out"),
        (
            (
                '<table bgcolor="#FFFFFF"><tr><td><a href="https://example.org/x" style="color:#fff">Afmelden</a>'
                "</td></tr>"
                "</table>"
            ),
            "concealed_way_out",
        ),
        ('<a href="https://example.org/login?naar=afmelden">Afmelden</a>', "login_to_leave"),
        ('<p><a href="https://example.org/x">Afmelden</a> (log in met je wachtwoord)</p>', "login_to_leave"),
        ('<a href="mailto:stop@example.org">Afmelden</a>', "leave_by_mail"),
        ("<p>Afmelden? Antwoord dan op deze mail.</p>", "leave_by_mail"),
        ("<p>Wil je deze mails niet meer? Antwoord dan met “stop”.</p>", "leave_by_mail"),
        ('<a href="https://example.org/voorkeuren">Beheer je voorkeuren</a>', "preferences_to_leave"),
        ("<p>Afmelden kan per post.</p>", "slow_way_out"),
    ],
)
def test_a_way_out_that_is_wrong_is_found_alone(out, found):
    assert page(out) == [found]


def test_a_link_filled_in_later_is_right_in_a_template_and_wrong_in_a_mail_that_was_sent():
    out = '<p><a href="*|UNSUB|*">Afmelden</a></p>'
    assert page(out) == []
    assert message(out=out) == ["dead_way_out"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('"Noor Fictief" <noor@example.org>', "noor@example.org", "no_sender_name"),
        ('"Noor Fictief" <noor@example.org>', "", "no_sender_name"),
        ('"Noor Fictief"', '"Jan Verzonnen"', "sender_not_in_mail"),
        ("noor@example.org", "no-reply@example.org", "no_reply"),
        ("noor@example.org>\n", "noor@example.org>\nReply-To: geenantwoord@example.org\n", "no_reply"),
        ("Nieuwsbrief november", "Re: nieuwsbrief", "misleading_subject"),
        ("Nieuwsbrief november", "Factuur 2026-11", "misleading_subject"),
        ("Nieuwsbrief november", "", "no_subject"),
        ("Nieuwsbrief november", "Nieuws voor *|FNAME|*", "unfilled_subject"),
        ("List-Unsubscribe: <https://example.org/x>", "List-Unsubscribe: <mailto:x@example.org>", "no_one_click"),
        ("List-Unsubscribe=One-Click", "ja", "no_one_click"),
    ],
)
def test_each_flaw_in_the_head_is_found_alone(old, new, found):
    assert message(HEAD.replace(old, new)) == [found]


@pytest.mark.parametrize(
    ("image", "host"),
    [
        ('<img src="https://open.example.com/a.gif" width=1 height=1>', "open.example.com"),
        ('<img src="https://open.example.com/a.gif" style="width:1px;height:1px">', "open.example.com"),
        ('<img src="https://open.example.com/a.gif" style="display:none">', "open.example.com"),
        ('<img src="https://verzonnen.us1.list-manage.com/track/open.php?u=1">', "verzonnen.us1.list-manage.com"),
        ('<img src="https://u1.ct.example.com/wf/open?upn=1">', "u1.ct.example.com"),
    ],
)
def test_an_image_that_follows_readers_is_named(image, host):
    report = check_mail(from_bytes(BODY.replace("OUT", WAY_OUT + image).encode(), "x"), DAY)
    (finding,) = (f for f in report.findings if f.id == "tracking_pixel")
    assert host in finding.reason
    assert ("volgplaatjes", "1") in report.seen


@pytest.mark.parametrize(
    "image",
    [
        '<img src="https://example.org/foto.jpg" width="560" height="200">',
        '<img src="cid:logo" width="1" height="1">',
        '<img src="data:image/gif;base64,R0lGOD" width="1" height="1">',
        '<img src="https://example.org/foto.jpg" style="max-width:1px00;line-height:1px">',
    ],
)
def test_an_ordinary_image_is_left_alone(image):
    assert page(WAY_OUT + image) == []


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("1000 AA Nergens", True),
        ("Postbus 12", True),
        ("Verzonnenstraat 1", True),
        ("06-0000 1234", True),
        ("+31 6 0000 1234", True),
        ("noor@example.org", True),
        ("in november 2026", False),
        ("verstuurd aan lezer@example.com", False),
        ("no-reply@example.org", False),
    ],
)
def test_an_address_or_a_number_is_enough(address, found):
    text = BODY.replace("1000 AA Nergens", address).replace("OUT", WAY_OUT)
    assert ("no_address" in ids(text)) is not found


def test_a_mail_about_an_order_gets_a_word_of_caution():
    report = check_mail(
        from_bytes((HEAD.replace("Nieuwsbrief november", "Bevestiging van je afspraak") + BODY).encode(), "x"), DAY
    )
    assert any("Dan gelden deze regels niet" in notice for notice in report.notices)


def steps(out, after, enter):
    return compare(read_mail(from_bytes(BODY.replace("OUT", out).encode(), "x")), after, enter)


def test_steps_out_are_laid_beside_steps_in():
    assert steps(WAY_OUT, "done", "address").out == 1
    assert "net zo makkelijk" in steps(WAY_OUT, "done", "tick").sentence
    assert "moeilijker, en dat mag niet" in steps(WAY_OUT, "login", "address").sentence
    assert steps('<a href="mailto:x@example.org">Afmelden</a>', UNSEEN, "tick").out == 2


def test_what_follows_the_click_is_never_guessed():
    found = steps(WAY_OUT, UNSEEN, "address")
    assert found.out is None
    assert "zien we niet" in found.sentence
    assert steps("", "done", "address").out is None


def test_every_way_out_and_in_has_words():
    for after in AFTER:
        for enter in ENTER:
            assert steps(WAY_OUT, after, enter).sentence.endswith(".")


def test_nothing_of_the_reader_or_of_an_address_is_shown():
    text = (MAILS / "slecht.eml").read_text().replace("lezer@", "geheim@").replace("e=3D0", "e=3Dgeheim")
    report = check_mail(from_bytes(text.encode(), "x"), DAY)
    assert "geheim" not in json.dumps(report.as_json())


@pytest.fixture
def run(capsys):
    def run(*words):
        code = cli.main([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


def test_the_command_prints_and_gives_json(run):
    code, out, err = run("check-mail", MAILS / "slecht.eml")
    assert (code, err) == (0, "")
    assert "slecht.eml: 4 × fout" in out
    assert "HTML regel 5" in out
    assert "geen juridisch advies" in out
    code, out, _ = run("check-mail", MAILS / "slecht.eml", "--json")
    found = json.loads(out)
    assert code == 0
    assert {"id": "tracking_pixel", "line": 4, "part": "HTML"}.items() <= next(
        f for f in found["findings"] if f["id"] == "tracking_pixel"
    ).items()
