"""The form check: what it finds in realistic forms and at which line, and what it leaves alone."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from avgkit import cli
from avgkit.duties.checks.findings import SEVERITY_LABELS, Severity
from avgkit.duties.checks.form_check import FORM_RULES, PAGE_RULES, check_form
from avgkit.duties.checks.forms import FormKind
from avgkit.duties.checks.source import from_bytes, from_path
from avgkit.law.rules import SOURCES

FORMS = Path(__file__).parent.parent / "forms"
DAY = date(2026, 11, 24)
RULES = (*FORM_RULES, *PAGE_RULES)
EXPECTED = {
    "brevo_goed.html": "confirmation:4",
    "cf7_contact_goed.html": "",
    "cf7_download_slecht.html": (
        "no_withdrawal:3 needless_required:5 needless_required:6 button_other_deal:8 "
        "silent_gift:2 no_sender:3 no_purpose:3 no_frequency:3 agree_to_privacy:7 confirmation:3"
    ),
    "eigen_goed.html": "",
    "eigen_tabel_slecht.html": (
        "no_withdrawal:4 no_privacy_link:4 needless_required:9 pre_ticked:11 opt_out_box:12 "
        "bundled_terms:13 no_sender:4 needless_optional:10 button_vague:14 no_frequency:4 "
        "name_required:7 confirmation:4"
    ),
    "engels_goed.html": "",
    "google_forms_goed.html": "",
    "google_forms_slecht.html": (
        "no_withdrawal:4 no_privacy_link:4 needless_required:8 partners:9 pre_ticked:10 "
        "several_purposes:10 button_vague:12 no_frequency:4 confirmation:4"
    ),
    "gravity_slecht.html": (
        "no_withdrawal:2 no_privacy_link:2 needless_required:6 needless_required:7 pre_ticked:8 "
        "button_vague:11 name_required:6 confirmation:2"
    ),
    "hubspot_goed.html": "confirmation:1",
    "laposta_goed.html": "",
    "laposta_slecht.html": (
        "no_withdrawal:1 needless_required:8 bsn:10 tied_gift:11 button_other_deal:11 "
        "privacy_link_dead:12 no_sender:1 not_secure:1 no_frequency:1 confirmation:1"
    ),
    "mailchimp_goed.html": "",
    "mailchimp_slecht.html": (
        "no_withdrawal:5 no_privacy_link:5 needless_required:11 needless_required:13 "
        "pre_ticked:18 pre_ticked:19 partners:19 no_sender:5 needless_optional:15 button_vague:22 no_frequency:5 "
        "confirmation:5"
    ),
    "mailerlite_goed.html": "confirmation:3",
    "mc4wp_slecht.html": (
        "no_withdrawal:3 no_privacy_link:3 bundled_terms:11 partners:11 pre_ticked:15 "
        "several_purposes:15 button_vague:18 no_frequency:3 confirmation:3"
    ),
    "pagina_met_meer.html": "tied_gift:17 partners:21 button_other_deal:23 children:7 in_frame:26",
    "schakelaars_slecht.html": (
        "pre_ticked:4 pre_ticked:6 pre_ticked:7 hidden_consent:8 script_ticks:15 no_frequency:2 confirmation:2"
    ),
    "script_gebouwd.html": "script_built:8",
    "voettekst_goed.html": "confirmation:2",
    "woocommerce_goed.html": "",
    "woocommerce_slecht.html": (
        "no_withdrawal:5 needless_required:11 pre_ticked:13 bundled_terms:14 privacy_link_far:17"
    ),
    "word_geplakt.html": "no_withdrawal:1 no_privacy_link:1 pre_ticked:4 confirmation:1",
    "workshop_goed.html": "",
}
"""What each form shows, as id:line; nothing for a good one."""
GOOD = """
<h2>Nieuwsbrief van Noor Fictief</h2><form><p>Elke maand schrijftips per mail.</p>
<label>E-mailadres <input type="email" name="email"></label>
EXTRA
<p>Afmelden kan altijd. Je krijgt een mail om te bevestigen. <a href="/privacy">Privacyverklaring</a></p>
<button>Meld mij aan</button></form>
"""


def check(text, kind=None, day=DAY):
    data = text if isinstance(text, bytes) else text.encode()
    return check_form(from_bytes(data, "proef.html"), day, kind)


def ids(text, **words):
    return [finding.id for finding in check(text, **words).findings]


def with_extra(extra):
    return ids(GOOD.replace("EXTRA", extra))


@pytest.mark.parametrize("name", EXPECTED)
def test_each_form_shows_what_was_put_in_it_at_its_line(name):
    report = check_form(from_path(FORMS / name), DAY)
    shown = [f"{f.id}:{f.line}" for f in report.findings]
    assert shown == EXPECTED[name].split()


def test_every_form_is_in_the_table():
    assert {path.name for path in FORMS.iterdir()} == set(EXPECTED)


def test_every_rule_is_shown_by_a_form():
    shown = {word.split(":")[0] for words in EXPECTED.values() for word in words.split()}
    elsewhere = {"forced_consent", "no_button"}
    assert shown | elsewhere == {rule.id for rule in RULES}


def test_rules_have_what_a_lawyer_asks():
    ids_ = [rule.id for rule in RULES]
    assert len(ids_) == len(set(ids_))
    for rule in RULES:
        assert rule.articles
        assert rule.sources
        assert set(rule.sources) <= set(SOURCES)
        assert rule.title.endswith("?")
        assert rule.reason.endswith(".")
        assert rule.mend[-1] in ".”"


def test_a_good_form_says_what_was_looked_at_and_never_that_all_is_well():
    report = check(GOOD)
    assert report.findings == ()
    assert report.sentence == "proef.html: We keken naar 27 punten en vonden geen fout."
    assert len(report.looked_at) == 27


@pytest.mark.parametrize(
    "box",
    [
        '<input type="checkbox" name="nieuws" checked> Stuur mij nieuws',
        '<input type="checkbox" name="nieuws" CHECKED=""> Stuur mij nieuws',
        "<input type=checkbox name=nieuws checked=checked> Stuur mij nieuws",
        '<input type="checkbox" name="nieuws" checked="false"> Stuur mij nieuws',
        '<input type="checkbox" name="nieuws" :checked="true"> Stuur mij nieuws',
        '<input type="checkbox" name="nieuws" [checked]="true"> Stuur mij nieuws',
        '<input type="checkbox" name="nieuws" defaultChecked> Stuur mij nieuws',
        '<input type="checkbox" name="nieuws" checked={true}> Stuur mij nieuws',
        (
            '<input id=a type=checkbox checked style="opacity: 0"><label for=a><span class=schuif>'
            "</span>Stuur mij nieuws</label>"
        ),
        '<div role="checkbox" aria-checked="true">Stuur mij nieuws</div>',
        '<button role="switch" aria-checked="true" type="button">Stuur mij nieuws</button>',
        '<span id=x>Stuur mij nieuws</span><div role="switch" aria-checked="true" aria-labelledby="x"></div>',
        "<sl-toggle checked>Stuur mij nieuws</sl-toggle>",
        (
            '<p>Wil je nieuws?</p><input type="radio" name="n" value="ja" checked> Ja <input type="radio" name="n" '
            'value="nee"> Nee'
        ),
        (
            "<fieldset><legend>Nieuws per mail?</legend><label><input type=radio name=n checked> Ja</label><label>"
            "<input type=radio name=n> Nee</label></fieldset>"
        ),
        '<label>Nieuws per mail? <select name="n"><option>Ja</option><option>Nee</option></select></label>',
        (
            '<label>Nieuws? <select name="n"><option value="">Kies</option><option selected>Ja, graag</option></select>'
            "</label>"
        ),
        "<TABLE><TR><TD><INPUT TYPE=CHECKBOX NAME=V3 CHECKED></TD><TD>Stuur mij nieuws</TD></TR></TABLE>",
    ],
)
def test_what_stands_on_is_found_however_it_is_written(box):
    assert with_extra(box) == ["pre_ticked"]


@pytest.mark.parametrize(
    "box",
    [
        '<input type="checkbox" name="nieuws"> Stuur mij nieuws',
        '<input type="checkbox" name="nieuws" :checked="aan"> Stuur mij nieuws',
        '<input type="checkbox" name="nieuws" checked={false}> Stuur mij nieuws',
        '<div role="checkbox" aria-checked="false">Stuur mij nieuws</div>',
        '<input type="checkbox" name="n" checked> Nee, ik wil geen aanbiedingen',
        (
            '<p>Wil je nieuws?</p><input type="radio" name="n" value="ja"> Ja <input type="radio" name="n" value="nee" '
            "checked> Nee"
        ),
        (
            '<label>Nieuws? <select name="n"><option value="">Kies</option><option>Ja</option><option>Nee</option>'
            "</select>"
            "</label>"
        ),
        '<label>Nieuws? <select name="n"><option>Ja</option><option selected>Nee</option></select></label>',
        '<input type="checkbox" name="onthouden" checked> Onthoud mij',
        '<!-- <input type="checkbox" name="nieuws" checked> -->',
        '<script>var x = "<input type=checkbox name=nieuws checked>";</script>',
        '<template><input type="checkbox" name="nieuws" checked></template>',
        '<textarea hidden><input type="checkbox" name="nieuws" checked></textarea>',
        "<p>We delen je adres nooit met partners of derden.</p>",
        '<div style="display:none"><input name="telefoon" required></div>',
        '<input type="text" name="b_telefoon" required aria-hidden="true" tabindex="-1">',
        '<label>Functie (niet verplicht) <input name="functie"></label>',
        '<label>Voornaam <input name="voornaam"></label>',
        '<p><small>Beveiligd met reCAPTCHA. <a href="https://policies.google.com/privacy">Privacy</a></small></p>',
        "<p>Tips met aanbiedingen, voor ouders van kinderen.</p>",
    ],
)
def test_what_is_right_gives_no_alarm(box):
    assert with_extra(box) == []


@pytest.mark.parametrize(
    ("extra", "found"),
    [
        (
            (
                '<label><input type="checkbox" name="t" required> Ik ga akkoord met de voorwaarden en wil de '
                "nieuwsbrief</label>"
            ),
            "bundled_terms",
        ),
        ("<p>Door je aan te melden ga je akkoord met de algemene voorwaarden.</p>", "bundled_terms"),
        ('<input type="checkbox" name="n"> Mail mij en bel mij met nieuws', "several_purposes"),
        ('<input type="checkbox" name="n"> Nieuwsbrief, en maak een profiel van mij', "several_purposes"),
        ('<input type="checkbox" name="n"> Nieuws van derden', "partners"),
        ("<p>Je ontvangt ook berichten van zorgvuldig geselecteerde bedrijven.</p>", "partners"),
        ('<input type="hidden" name="gdpr[7]" value="Y">', "hidden_consent"),
        ('<input type="checkbox" name="n"> Ik wil geen nieuwsbrief ontvangen', "opt_out_box"),
        ('<label>Burgerservicenummer <input name="nr"></label>', "bsn"),
        ('<label>Geboortedatum <input type="date" name="d" required></label>', "needless_required"),
        ('<label>Aanhef * <select name="a"><option>Kies</option></select></label>', "needless_required"),
        ('<label>Je mobiele telefoon <input type="tel" name="t"></label>', "needless_optional"),
        ('<label>Naam <input name="naam" aria-required="true"></label>', "name_required"),
        ('<label><input type="checkbox" name="p"> Ik ga akkoord met de privacyverklaring</label>', "agree_to_privacy"),
        ("<p>Je krijgt gratis het e-book erbij.</p>", "tied_gift"),
        ("<p>Voor kinderen van de basisschool.</p>", "children"),
    ],
)
def test_each_flaw_is_found_alone(extra, found):
    assert with_extra(extra) == [found]


def test_a_box_that_is_compulsory_with_something_else_is_no_free_choice():
    form = GOOD.replace(
        "EXTRA",
        (
            '<textarea name="vraag"></textarea><label>'
            '<input type="checkbox" name="n" required> Stuur mij de nieuwsbrief</label>'
        ),
    )
    assert ids(form) == ["forced_consent"]


def test_a_separate_box_frees_a_gift():
    assert (
        with_extra('<p>Gratis e-book.</p><label><input type="checkbox" name="n"> Stuur mij ook de nieuwsbrief</label>')
        == []
    )


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("Download", "button_other_deal"),
        ("Download de gids", "button_other_deal"),
        ("Verzenden", "button_vague"),
        ("Submit", "button_vague"),
        ("Klik hier", "button_vague"),
        ("OK", "button_vague"),
    ],
)
def test_a_button_that_says_something_else(label, found):
    assert found in ids(GOOD.replace("Meld mij aan", label))


@pytest.mark.parametrize(
    "label",
    [
        "Aanmelden",
        "Schrijf me in",
        "Ja, ik wil de tips",
        "Abonneer",
        "Subscribe",
        "Inschrijven",
        "Ontvang de nieuwsbrief",
    ],
)
def test_a_button_that_says_sign_up(label):
    assert ids(GOOD.replace("Meld mij aan", label)) == []


@pytest.mark.parametrize(
    ("gone", "found"),
    [
        ('<a href="/privacy">Privacyverklaring</a>', "no_privacy_link"),
        ("Afmelden kan altijd. ", "no_withdrawal"),
        ("Nieuwsbrief van Noor Fictief", "no_sender"),
        ("Elke maand ", "no_frequency"),
        ("Je krijgt een mail om te bevestigen. ", "confirmation"),
        ("<button>Meld mij aan</button>", "no_button"),
    ],
)
def test_what_is_left_out_is_missed(gone, found):
    assert found in ids(GOOD.replace(gone, ""))


@pytest.mark.parametrize(
    "words",
    [
        "Meld je aan en krijg af en toe tips.",
        "Schrijf je in en kies zelf uit vijf onderwerpen.",
        "Wij trekken de natuur in.",
    ],
)
def test_words_that_only_look_like_unsubscribing_do_not_count(words):
    assert "no_withdrawal" in ids(GOOD.replace("Afmelden kan altijd. ", words))


@pytest.mark.parametrize(
    "words",
    [
        "Meld je op elk moment weer af.",
        "Schrijf je net zo makkelijk weer uit.",
        "Je kunt je toestemming altijd intrekken.",
        "Unsubscribe at any time.",
        "Uitschrijven kan altijd.",
        "Trek je toestemming weer in wanneer je wilt.",
    ],
)
def test_ways_to_say_that_one_can_leave(words):
    assert "no_withdrawal" not in ids(GOOD.replace("Afmelden kan altijd. ", words))


def test_what_cannot_be_seen_is_called_so():
    unseen = [f for f in check(GOOD.replace("om te bevestigen", "")).findings if f.severity is Severity.UNSEEN]
    assert [f.id for f in unseen] == ["confirmation"]
    assert SEVERITY_LABELS[Severity.UNSEEN] == "dat zien we niet"
    assert "We zien niet" in unseen[0].reason


def test_the_learner_can_say_what_a_form_is_for():
    form = (
        '<form><label>E-mail <input type="email" name="e"></label><label>Telefoon * <input name="t"></label>'
        "<button>Verstuur</button></form>"
    )
    assert "needless_required" in ids(form, kind=FormKind.SIGN_UP)
    assert "needless_required" not in ids(form, kind=FormKind.REQUEST)


def test_a_search_field_stays_one_whatever_the_learner_says():
    page = (
        '<form role="search"><input name="q" required></form><form><input type="password"><input name="e-mail"></form>'
    )
    assert ids(page, kind=FormKind.SIGN_UP) == ["script_built"]


def test_lines_are_right_beyond_what_the_parser_can_count():
    report = check(
        "\n" * 70_000 + GOOD.replace("EXTRA", '<input type="checkbox"\n name="nieuws"\n checked> Stuur mij nieuws')
    )
    assert [(f.id, f.line) for f in report.findings] == [("pre_ticked", 70_004)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "iso-8859-15", "onzin"])
def test_any_charset_and_any_wrong_word_about_it(encoding, declared):
    page = f'<meta charset="{declared}">' + GOOD.replace(
        "EXTRA", '<input type="checkbox" name="nieuws" checked> Één café'
    )
    (found,) = check(page.encode(encoding)).findings
    assert "Één café" in found.reason


def test_broken_html_is_read_as_a_browser_does():
    page = (
        "<table><form action=x><tr><td>E-mail<td><input name=e type=email><tr><td colspan=2>"
        "<input type=checkbox checked name=nieuws>Nieuws</form></div><p"
    )
    assert "pre_ticked" in ids(page)
    nested = "<form><form><input type=email name=e></form><input type=checkbox name=nieuws checked> Nieuws</form>"
    assert "pre_ticked" in ids(nested)


def test_forms_are_told_apart():
    report = check_form(from_path(FORMS / "pagina_met_meer.html"), DAY)
    assert [found.split(";")[0] for _, found in report.seen] == [
        "iets anders, zoals zoeken of inloggen",
        "iets anders, zoals zoeken of inloggen",
        "aanmelden voor berichten",
        "aanmelden voor berichten",
    ]


def test_what_somebody_filled_in_is_not_shown():
    page = GOOD.replace('name="email"', 'name="email" value="geheim@example.org"').replace(
        "EXTRA",
        '<input type="hidden" name="gdpr" value="ja"><label>Telefoon * <input name="tel" value="0600001234"></label>',
    )
    shown = json.dumps(check(page).as_json())
    assert "geheim" not in shown
    assert "0600001234" not in shown


def test_a_page_that_chrome_saved_as_one_file_is_read():
    page = GOOD.replace("EXTRA", '<input type="checkbox" name="nieuws" checked> Nieuws')
    mhtml = (
        "From: <Saved by Blink>\r\nSubject: Proef\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----x"\r\n\r\n------x\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + page + "\r\n------x--\r\n"
    )
    assert ids(mhtml) == ["pre_ticked"]


@pytest.fixture
def run(capsys):
    def run(*words):
        code = cli.main([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


def test_the_command_prints_findings_and_what_it_looked_at(run):
    code, out, err = run("check-form", FORMS / "mc4wp_slecht.html", FORMS / "eigen_goed.html")
    assert (code, err) == (0, "")
    assert "mc4wp_slecht.html: 6 × fout" in out
    assert "regel 15" in out
    assert "eigen_goed.html: We keken naar 27 punten en vonden geen fout." in out
    assert "geen juridisch advies" in out


def test_the_command_as_json(run):
    code, out, _ = run("check-form", FORMS / "laposta_slecht.html", "--json", "--as-of", "2026-11-24")
    found = json.loads(out)
    assert code == 0
    assert {"name", "findings", "seen", "looked_at", "notices"} == set(found)
    bsn = next(finding for finding in found["findings"] if finding["id"] == "bsn")
    assert bsn["line"] == 10
    assert bsn["severity"] == "wrong"
    assert bsn["article"].startswith("UAVG art. 46")
    assert bsn["code"] == '<input type="text" name="bsn" id="veld-bsn">'
    assert bsn["sources"][0]["checked_on"] == "2026-11-25"


def test_the_command_reads_what_is_pasted(run, monkeypatch):
    pasted = io.TextIOWrapper(io.BytesIO((FORMS / "eigen_goed.html").read_bytes()))
    monkeypatch.setattr("sys.stdin", pasted)
    code, out, _ = run("check-form", "-")
    assert code == 0
    assert "Wat je plakte: We keken naar 27 punten" in out


def test_marks_of_the_page_stay_text(run, tmp_path):
    (tmp_path / "x.html").write_text(
        GOOD.replace("EXTRA", "<input type=checkbox name=nieuws checked> [red]Nieuws[/red] \x1b[31m"), encoding="utf-8"
    )
    _, out, _ = run("check-form", tmp_path / "x.html")
    assert "[red]Nieuws[/red]" in out
    assert "\x1b" not in out
