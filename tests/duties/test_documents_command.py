"""``avgkit documents``: what it prints and saves, and one Dutch sentence for bad use."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from avgkit import cli

SAMPLES = Path(__file__).parent.parent.parent / "data" / "samples"
NOOR = ["--answers", str(SAMPLES / "antwoorden_documenten.json")]
MAILCHIMP = str(SAMPLES / "mailchimp_subscribed.csv")


@pytest.fixture
def run(capsys):
    def run(*words):
        code = cli.main(["documents", *(str(word) for word in words)])
        return code, *capsys.readouterr()

    return run


def test_the_kinds_are_listed(run):
    code, out, _ = run("--list")
    assert code == 0
    assert [line.partition(" ")[0] for line in out.splitlines()] == [
        *("privacy", "agreement", "agreement_check", "register", "duties", "breach", "retention"),
        *("balance", "signup_form"),
    ]


def test_without_a_file_the_text_is_printed(run):
    code, out, _ = run("privacy", *NOOR, "--as-of", "2026-11-24")
    assert code == 0
    assert out.startswith("# Privacyverklaring\n\nConcept van 24 november 2026")
    assert out.count("geen juridisch advies") == 1


@pytest.mark.parametrize("ending", [".docx", ".md"])
def test_a_document_is_saved_with_what_it_lacks(run, tmp_path, ending):
    target = tmp_path / f"verklaring{ending}"
    code, out, _ = run("privacyverklaring", *NOOR, "-o", target)
    assert code == 0
    assert "20 van de 21" in out
    assert "buiten de EER (AVG art. 13 lid 1 onder f)" in out
    assert f"Bewaard in {target}." in out
    text = (
        target.read_text(encoding="utf-8")
        if ending == ".md"
        else "\n".join(p.text for p in docx.Document(str(target)).paragraphs)
    )
    assert "Je mag bezwaar maken" in text
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_answers_can_be_set_and_saved_and_used_again(run, tmp_path):
    kept = tmp_path / "a.json"
    code, _, _ = run(
        "privacy", "--set", "name=Fictief Tekst", "--set", "helpers=cloud,mail_tool", "--save-answers", kept
    )
    assert code == 0
    assert json.loads(kept.read_text(encoding="utf-8"))["answers"] == {
        "name": "Fictief Tekst",
        "helpers": ["mail_tool", "cloud"],
    }
    _, out, _ = run("register", "--answers", kept)
    assert "Fictief Tekst" in out


@pytest.mark.parametrize("words", [[MAILCHIMP], ["--from-list", MAILCHIMP]])
def test_a_list_fills_in_what_follows_from_it(run, words):
    code, out, _ = run("register", *words, "--missing")
    assert code == 0
    assert "Ingevuld uit je lijst: naam (mailprogramma): Mailchimp (uit mailchimp_subscribed.csv)." in out
    assert "@" not in out


def test_json_names_every_element_and_the_duties(run):
    _, out, _ = run("duties", *NOOR, "--json")
    told = json.loads(out)
    assert told["missing"] == ["innovative", "register_risk"]
    assert {element["state"] for element in told["elements"]} == {"ticked", "missing"}
    assert {duty["id"]: duty["need"] for duty in told["duties"]} == {
        "dpia": "unsaid",
        "fg": "not_required",
        "register": "required",
    }


def test_the_outcome_of_a_duty_is_printed(run):
    _, out, _ = run("duties", *NOOR, "--set", "innovative=no", "--missing")
    assert "DPIA: niet nodig." in out
    _, out, _ = run("duties", *NOOR, "--missing")
    assert "DPIA: nog niet te zeggen." in out


def test_the_questions_are_listed_with_their_answers(run):
    _, out, _ = run("privacy", "--questions", "--set", "fg=no")
    assert "fg: Heb je een functionaris gegevensbescherming (FG)? (nee)" in out
    assert "mail_tool: mailprogramma" in out


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["testament"],
        ["privacy", "--set", "name"],
        ["privacy", "--set", "kleur=rood"],
        ["privacy", "--set", "fg=misschien"],
        ["privacy", "--answers", "weg.json"],
        ["privacy", "weg.csv"],
        ["privacy", "--from-list", "weg.csv"],
        ["privacy", "-o", "verklaring.pdf"],
        ["privacy", "-o", "geen_map/verklaring.docx"],
        ["privacy", "--save-answers", "a.txt"],
        ["privacy", "--as-of", "morgen"],
    ],
)
def test_bad_use_is_one_dutch_sentence_and_exit_2(run, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.rstrip().endswith(".")


def test_help_is_dutch(capsys):
    with pytest.raises(SystemExit):
        cli.main(["documents", "--help"])
    text = capsys.readouterr().out
    assert not any(english in text for english in ("usage", "options", "positional", "show this", "arguments"))
