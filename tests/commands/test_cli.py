"""The command line: what it prints and saves, its exit codes, and one Dutch sentence for bad use."""

from __future__ import annotations

import errno
import json
import os
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from avgkit import cli
from avgkit.base.places import sample_files
from avgkit.law.facts import Channel, Purpose

FORMATS = Path(__file__).parent.parent / "formats"
LINKEDIN = str(FORMATS / "linkedin_connections_clean.csv")
COLUMNS = ["contact_id", "name", "email", "phone", "channel", "purpose", "verdict", "rule", "reason", "ask"]
DECIDE = ["decide", "--channel", "phone", "--purpose", "offer"]
CUSTOMER = [
    "recipient=consumer",
    "relation=customer",
    "consent=none",
    "objection=no",
    "similar_product=yes",
    "opt_out_offered=yes",
    "details_source=own_sale",
]


@pytest.fixture
def run(capsys):
    def run(*words):
        code = cli.main([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


def test_decide_as_json_has_what_is_promised(run):
    code, out, _ = run(*DECIDE, "--as-of", "2022-01-01", "--fact", *CUSTOMER, "--json")
    found = json.loads(out)
    assert code == 0
    assert set(found) >= {"verdict", "contested", "rule", "sources", "reason", "conditions", "duties", "ask"}
    assert (found["verdict"], found["rule"], found["ask"]) == ("conditional", "call_customer_2021", [])
    assert found["conditions"]
    assert found["duties"]
    assert found["sources"][0]["title"]


@pytest.mark.parametrize(
    ("day", "verdict"), [("2026-06-30", "conditional"), ("30-06-2026", "conditional"), ("01-07-2026", "not_allowed")]
)
def test_decide_knows_both_ways_to_write_a_day(run, day, verdict):
    facts = [word for fact in CUSTOMER for word in ("--fact", fact)]
    _, out, _ = run(*DECIDE, "--as-of", day, *facts, "--json")
    assert json.loads(out)["verdict"] == verdict


def test_decide_in_words_and_by_the_explanation_of_2018(run):
    _, out, _ = run(*DECIDE, "--rules", "explanation_2018", "--fact", "objection=no", "consent=none")
    assert "Oordeel: mag\n" in out
    assert "geen juridisch advies" in out
    _, out, _ = run(
        "decide", "--channel", "linkedin_message", "--purpose", "offer", "--fact", "consent=none", "objection=no"
    )
    assert "Oordeel: mag niet (hierover is discussie)" in out


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["dans"],
        ["decide"],
        [*DECIDE, "--fact", "kleur=rood"],
        [*DECIDE, "--fact", "relation=vriend"],
        [*DECIDE, "--fact", "relation"],
        [*DECIDE, "--fact", "channel=email"],
        [*DECIDE, "--as-of", "2018-05-24"],
        [*DECIDE, "--as-of", "31-02-2026"],
        [*DECIDE, "--rules", "mijn"],
        [*DECIDE, "--wat"],
        ["decide", "--channel", "duif", "--purpose", "offer"],
        ["classify"],
        ["classify", "weg.csv"],
        ["classify", LINKEDIN, "--facts", "relation=vriend"],
        ["classify", LINKEDIN, "-o", "uit.pdf"],
        ["classify", LINKEDIN, "-o", "geen_map/uit.csv"],
        ["classify", LINKEDIN, "--format", "fax"],
        ["read", "weg.csv"],
        ["read", LINKEDIN, "--column", "email"],
        ["lab", "--port", "negen"],
        ["check-form"],
        ["check-mail"],
        ["check-mail", LINKEDIN],
        ["check-mail", "."],
        ["check-form", "weg.html"],
        ["check-form", LINKEDIN],
        ["check-form", str(FORMATS.parent / "forms" / "eigen_goed.html"), "--as-of", "2018-05-24"],
        ["check-mail", str(FORMATS.parent / "mails" / "goed.eml"), "--as-of", "2018-05-24"],
        ["check-form", LINKEDIN, "--kind", "feest"],
        ["check-form", "weg.html", "--as-of", "gisteren"],
    ],
)
def test_bad_use_is_one_dutch_sentence_and_exit_2(run, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.rstrip().endswith(".")
    assert not any(english in err for english in ("invalid", "required", "argument", "usage", "error"))


@pytest.mark.parametrize(
    "part", [[], ["lab"], ["classify"], ["decide"], ["formats"], ["read"], ["check-form"], ["check-mail"]]
)
def test_help_is_dutch(capsys, part):
    with pytest.raises(SystemExit) as ended:
        cli.main([*part, "--help"])
    text = capsys.readouterr().out
    assert ended.value.code == 0
    assert text.startswith("gebruik: avgkit")
    assert not any(english in text for english in ("usage", "options", "positional", "show this", "arguments"))


@pytest.mark.parametrize(
    ("ending", "load"),
    [
        (".csv", lambda path: pd.read_csv(path, dtype=str)),
        (".xlsx", lambda path: pd.read_excel(path, dtype=str, engine="calamine")),
        (".parquet", pd.read_parquet),
        (".json", lambda path: pd.read_json(path, dtype=False)),
    ],
)
def test_classify_saves_a_row_per_contact_channel_and_purpose(run, tmp_path, ending, load):
    target = tmp_path / f"uit{ending}"
    code, out, _ = run("classify", LINKEDIN, "--as-of", "2026-11-24", "-o", target)
    frame = load(target)
    assert code == 0
    assert list(frame) == COLUMNS
    assert len(frame) == 12 * len(Channel) * len(Purpose)
    assert set(frame["verdict"]) <= {"allowed", "conditional", "not_allowed", "depends"}
    assert "12 rijen = 12 contacten + 0 afgekeurd" in out
    receipt = [] if ending == ".xlsx" else ["uit.verantwoording.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [target.name, *receipt]


def test_classify_finds_the_list_behind_an_option(run):
    for words in (
        ["--channel", "email", LINKEDIN],
        [LINKEDIN, "--channel", "email", "sms"],
        ["--channel", "email", "--", LINKEDIN],
        ["--purpose", "offer", LINKEDIN, "--channel", "email"],
        ["--facts", "relation=customer", LINKEDIN],
    ):
        assert run("classify", *words)[0] == 0


def test_facts_for_the_whole_list_fill_in_what_the_list_does_not_say(run, tmp_path):
    listed, target = tmp_path / "klanten.csv", tmp_path / "uit.json"
    listed.write_text("Naam,E-mail\nAnna,anna@example.org\n", encoding="utf-8")
    choice = ("--channel", "email", "--purpose", "offer", "--as-of", "2026-11-24", "--facts", *CUSTOMER, "-o", target)
    for path, verdict in ((listed, "conditional"), (LINKEDIN, "not_allowed")):
        assert run("classify", path, *choice)[0] == 0
        told = json.loads(target.read_text(encoding="utf-8"))
        assert {row["verdict"] for row in told} == {verdict}, "a download of LinkedIn says where it came from"


def test_what_is_printed_holds_no_contact_data(run):
    _, out, err = run("classify", LINKEDIN)
    assert "@" not in out + err
    assert "Jansen" not in out + err
    _, out, err = run("read", LINKEDIN)
    assert "@" not in out + err


def test_formulas_are_made_harmless_and_phone_numbers_stay(run, tmp_path):
    list_ = tmp_path / "lijst.csv"
    list_.write_text(
        'Naam,E-mail,Telefoon\n"=HYPERLINK(""http://example.org"")",a@example.org,0612345678\n@SOM,b@example.org,\n',
        encoding="utf-8",
    )
    for ending, load in ((".csv", pd.read_csv), (".xlsx", partial(pd.read_excel, engine="calamine"))):
        target = tmp_path / f"uit{ending}"
        run("classify", list_, "--channel", "email", "--purpose", "offer", "-o", target)
        frame = load(target, dtype=str)
        assert [name[:2] for name in frame["name"]] == ["'=", "'@"]
        assert frame["phone"][0] == "+31612345678"


def test_a_full_disk_leaves_the_old_file_and_nothing_else(run, tmp_path, monkeypatch):
    target = tmp_path / "uit.csv"
    target.write_text("oud", encoding="utf-8")

    def full(*paths):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "replace", full)
    code, _, err = run("classify", LINKEDIN, "-o", target, "--force")
    assert code == 2
    assert "schijf is vol" in err
    assert [path.name for path in tmp_path.iterdir()] == ["uit.csv"]
    assert target.read_text(encoding="utf-8") == "oud"


def test_read_as_json_is_an_object_per_file(run):
    _, out, _ = run("read", LINKEDIN, "--json")
    one = json.loads(out)
    assert (one["format"], one["encoding"], one["delimiter"], one["data_rows"]) == (
        "linkedin_connections",
        "utf-8",
        ",",
        12,
    )
    assert set(one["contacts"][0]) >= {
        "name",
        "email",
        "phone_e164",
        "company",
        "recipient",
        "consent",
        "relation",
        "details_source",
        "objection",
        "date",
        "issues",
    }
    _, out, _ = run("read", LINKEDIN, FORMATS / "vcard4_clean.vcf", "--json")
    assert [json.loads(line)["format"] for line in out.splitlines()] == ["linkedin_connections", "vcard"]


def test_read_takes_columns_and_tells_what_was_rejected(run, tmp_path):
    list_ = tmp_path / "lijst.csv"
    list_.write_text("Kolom X,Postbus\nAnna,anna@example.org\nBram,bram@example.org,te,veel\n", encoding="utf-8")
    code, out, _ = run("read", list_, "--column", "name=Kolom X", "--column", "email=Postbus")
    assert code == 0
    assert "rij 3: Deze rij heeft 4 cellen" in out
    _, out, _ = run("read", list_)
    assert "Klopt dat?" in out


def test_formats_are_listed(run):
    code, out, _ = run("formats")
    assert code == 0
    assert "mailchimp_cleaned" in out


def test_the_unforeseen_is_a_sentence_without_a_traceback(run, monkeypatch):
    def broken(choice):
        raise ZeroDivisionError("anna@example.org")

    monkeypatch.setattr(cli.COMMANDS["formats"], "run", broken)
    code, out, err = run("formats")
    assert (code, out) == (1, "")
    assert "AVGKIT_DEBUG" in err
    assert "example.org" not in err


def test_work_that_takes_long_shows_a_bar_and_short_work_none(monkeypatch):
    import io
    import time

    from rich.console import Console

    from avgkit.commands import output

    for patience, shown in ((0.01, True), (60, False)):
        screen = io.StringIO()
        monkeypatch.setattr(output, "_PATIENCE", patience)
        monkeypatch.setattr(output, "Console", lambda screen=screen, **_: Console(file=screen, force_terminal=True))
        with output.progress() as step:
            step("Lijst lezen")
            time.sleep(0.3)
        assert ("Lijst lezen" in screen.getvalue()) == shown


def test_a_name_of_a_file_and_a_heading_can_not_steer_the_terminal(run, tmp_path):
    steers = "\x1b]0;titel\x07\x1b[2J\u202e\x9b1m"
    list_ = tmp_path / f"lijst[red]:smile:{steers}.csv"
    list_.write_text(f"Naam,E-mail,Mail {steers}\nAnna,a@example.org,b@example.org\n", encoding="utf-8")
    for words in (["read", list_], ["classify", list_], ["read", list_, "--json"], ["read", f"{list_}.weg"]):
        _, out, err = run(*words)
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out + err)
        assert "lijst[red]:smile:" in out + err
    assert cli.harmless_text("\x1b[1mdik\x1b[0m\tén\n") == "\x1b[1mdik\x1b[0m\tén\n"


def test_what_is_contested_is_told_with_both_views_by_every_command(run, tmp_path):
    listed = tmp_path / "klanten.csv"
    listed.write_text("Naam,E-mail,Telefoon,Bedrijf\nAnna,anna@example.org,06 0000 0001,Anna B.V.\n", encoding="utf-8")
    told = ("--facts", "objection=no", "consent=none", "relation=none", "details_source=given_personally")
    choice = ("--channel", "phone", "--purpose", "offer")
    mark, other_view = "ierover is discussie", "Arnoud Engelfriet vindt"
    for words in (
        ("decide", *choice, "--fact", *told[1:], "recipient=legal_person"),
        ("classify", listed, *choice, *told, "-o", tmp_path / "uit.csv"),
        ("plan", listed, *told, "-o", tmp_path / "plan.md"),
        ("export", listed, *choice, *told, "--conditions-met", "-o", tmp_path / "veilig.csv"),
    ):
        code, out, error = run(*map(str, words), "--as-of", "2026-11-24")
        assert (code, error.strip()) == (0, "")
        assert mark in out
        assert other_view in out
    assert other_view in (tmp_path / "uit.csv").read_text("utf-8")
    assert f"H{mark}" in (tmp_path / "plan.md").read_text("utf-8")
    assert other_view in (tmp_path / "plan.md").read_text("utf-8")


SAMPLES = [str(path) for path in sample_files()]


def test_plan_shows_steps_without_contact_data(run):
    code, out, _ = run("plan", *SAMPLES, "--as-of", "2026-11-24", "--facts", "objection=no")
    assert code == 0
    assert "Actieplan" in out
    assert "Wie je mag bewaren" in out
    assert "geen juridisch advies" in out
    assert "@" not in out
    assert "Kuipers" not in out


def test_plan_as_json_has_steps_groups_and_the_retention_check(run):
    _, out, _ = run("plan", *SAMPLES, "--as-of", "2026-11-24", "--json")
    found = json.loads(out)
    assert set(found) == {"as_of", "contacts", "steps", "groups", "ways_to_ask", "retention"}
    assert sum(found["retention"].values()) == found["contacts"] == 72
    assert len(found["groups"]["stop"]) == 5
    assert "@" not in out


@pytest.mark.parametrize("ending", ["md", "html", "docx"])
def test_plan_is_saved_in_each_form(run, tmp_path, ending):
    target = tmp_path / f"plan.{ending}"
    code, out, _ = run("plan", "--as-of", "2026-11-24", *SAMPLES, "-o", target)
    assert code == 0
    assert f"Bewaard in plan.{ending}." in out
    assert target.stat().st_size > 2_000
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_plan_fills_in_the_texts_or_says_what_is_missing(run, tmp_path):
    words = ["plan", LINKEDIN, "-o", tmp_path / "p.md", "--name", "Noor Fictief", "--company", "Fictief Teksten"]
    code, _, error = run(*words)
    assert code == 2
    assert "--subject, --how-often, --link, --stop" in error
    more = [
        "--subject",
        "schrijven",
        "--how-often",
        "elke maand",
        "--link",
        "https://example.org/x",
        "--stop",
        "noor@example.org",
    ]
    assert run(*words, *more)[0] == 0
    assert "Ik ben Noor Fictief van Fictief Teksten" in (tmp_path / "p.md").read_text("utf-8")


CUSTOMERS = [*CUSTOMER[1:], "recipient=sole_trader"]


def test_export_prints_conditions_and_saves_only_when_they_are_met(run, tmp_path):
    words = ["export", "--channel", "email", "--purpose", "offer", "--facts", *CUSTOMERS, "-o", tmp_path / "veilig.csv"]
    code, out, error = run(*words, "--as-of", "2026-11-24", *SAMPLES)
    assert code == 2
    assert "Voorwaarden:" in out
    assert "gelden bij" in error
    code, out, _ = run(*words, "--as-of", "2026-11-24", "--conditions-met", "--shape", "mailchimp", *SAMPLES)
    assert code == 0
    assert "Bewaard in veilig.csv" in out
    assert (tmp_path / "veilig.csv").read_text("utf-8-sig").startswith("Email Address,First Name,Last Name")


def test_export_of_a_chosen_contact_who_may_not_be_approached_saves_nothing(run, tmp_path):
    words = ["export", *SAMPLES, "--channel", "email", "--purpose", "newsletter", "-o", tmp_path / "x.csv"]
    code, _, error = run(*words, "--only", "2-5")
    assert code == 2
    assert error.startswith("2-5 komt niet op de lijst")
    behind = ["export", "--channel", "email", "--purpose", "newsletter", "-o", tmp_path / "x.csv", "--only", "2-5"]
    assert run(*behind, *SAMPLES)[2] == error
    assert not list(tmp_path.iterdir())


def test_export_of_the_suppression_list_and_its_hashes(run, tmp_path):
    for name, more in (("nooit.csv", []), ("hashes.csv", ["--hashes"])):
        code, out, _ = run("export", *SAMPLES, "--suppression", *more, "-o", tmp_path / name)
        assert code == 0
        assert "regels" in out
    assert "@" not in (tmp_path / "hashes.csv").read_text("utf-8")
    words = ["export", *SAMPLES, "--channel", "phone", "--purpose", "service", "-o", tmp_path / "bel.csv"]
    code, out, _ = run(*words, "--suppressed", tmp_path / "hashes.csv")
    assert code == 0
    assert "staat op je lijst van afmeldingen" in out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--purpose", "offer"], "--channel ontbreekt"),
        (["--channel", "email"], "--purpose ontbreekt"),
        (["--channel", "email", "--purpose", "offer", "--shape", "word"], "De vorm “word” bestaat niet"),
        (["--channel", "duif", "--purpose", "offer"], "“duif” is geen waarde"),
        (["--channel", "email", "--purpose", "offer", "--hashes"], "--hashes hoort bij --suppression"),
        (["--suppression", "--channel", "email"], "--channel kan niet samen"),
        (["--channel", "public_post", "--purpose", "offer"], "openbaar bericht"),
    ],
)
def test_export_refuses_what_does_not_go_together(run, tmp_path, words, sentence):
    code, _, error = run("export", *SAMPLES, "-o", tmp_path / "x.csv", *words)
    assert code == 2
    assert sentence in error
    assert error.count("\n") == 1


def test_plan_and_export_count_the_evidence_in_a_store(run, tmp_path):
    from consent_samples import PROVEN, proven

    from avgkit.duties.consent import Store

    with Store.open(tmp_path / "bewijs.sqlite", create=True) as store:
        store.add(proven(), date(2026, 11, 24))
    (tmp_path / "lijst.csv").write_text(f"Naam,E-mail\nAnouk van Dalen,{PROVEN.email}\n", encoding="utf-8")
    words = ["--as-of", "2026-11-24", "--facts", "objection=no", "--consent", tmp_path / "bewijs.sqlite"]
    _, out, _ = run("plan", tmp_path / "lijst.csv", *words, "--json")
    assert json.loads(out)["retention"] == {"gaf toestemming": 1}
    made = ["--channel", "email", "--purpose", "newsletter", "-o", tmp_path / "veilig.csv"]
    assert run("export", tmp_path / "lijst.csv", *made, *words)[0] == 0
    assert PROVEN.email in (tmp_path / "veilig.csv").read_text("utf-8-sig")
    assert run("export", tmp_path / "lijst.csv", *made, *words[:4])[0] == 2


def test_decide_asks_the_first_question_and_tells_what_each_answer_gives(run):
    words = ["decide", "--channel", "phone", "--purpose", "offer", "--as-of", "2026-11-25", "--fact"]
    known = ["consent=none", "objection=no", "relation=none", "details_source=!published_for_offers"]
    code, out, _ = run(*words, *known)
    assert code == 0
    assert "Eerste vraag: Is dit een consument, een zzp’er of een bedrijf?" in out
    assert "  - consumer (consument): mag niet" in out
    assert "  - legal_person (bv, nv, stichting of vereniging): mag, onder voorwaarden (hierover is discussie)" in out
    assert "Artikelen" not in out
    assert "alles behalve gepubliceerd om aanbiedingen te krijgen" in out
    assert "Artikelen" in run(*words, *known, "--all")[1]
    code, out, _ = run(*words, *known, "recipient=consumer|sole_trader")
    assert "Oordeel: mag niet" in out
    assert "consument of zzp’er" in out
    code, _, err = run(*words, "recipient=hond|consumer")
    assert code == 2
    assert "hond" in err
