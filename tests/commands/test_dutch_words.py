"""Flags have Dutch twins, values may be Dutch labels, and in a pipe there are plain lines."""

from __future__ import annotations

import json

import pytest

from avgkit import __version__
from avgkit.cli import main
from avgkit.law.facts import CONTACT_FACTS, FACTS


def out(capsys, *words):
    assert main(list(words)) == 0
    return capsys.readouterr().out


def test_every_label_is_taken_for_its_value():
    for fact in FACTS.values():
        for code, label in fact.labels.items():
            assert fact.parse(label) == code
            assert fact.parse(f" {label.upper().replace('’', chr(39))} ") == code


@pytest.mark.parametrize(
    ("fact", "text", "code"),
    [
        ("recipient", "zzp'er", "sole_trader"),
        ("recipient", "eenmanszaak", "sole_trader"),
        ("recipient", "stichting", "legal_person"),
        ("recipient", "consument|vof", "consumer|partnership"),
        ("recipient", "!bv", "consumer|sole_trader|partnership"),
        ("channel", "LinkedIn", "linkedin_message"),
        ("years_since_relation", "2,5", "within_limit"),
    ],
)
def test_a_part_of_a_label_that_only_it_has_will_do(fact, text, code):
    assert FACTS[fact].parse(text) == code


def test_the_dutch_twins_say_the_same(capsys, tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text("Naam,E-mail\nAnna,anna@example.org\n", encoding="utf-8")
    english = out(
        capsys,
        "decide",
        "--channel",
        "phone",
        "--purpose",
        "offer",
        "--as-of",
        "2026-11-24",
        "--json",
        "--fact",
        "relation=customer",
        "recipient=legal_person",
    )
    dutch = out(
        capsys,
        "decide",
        "--kanaal",
        "telefoon",
        "--doel",
        "aanbieding",
        "--dag",
        "24-11-2026",
        "--json",
        "--feit",
        "relatie=klant",
        "ontvanger=bv",
    )
    assert json.loads(dutch) == json.loads(english)
    one = out(capsys, "classify", "--channel", "email", str(path), "--purpose", "newsletter", "--facts", "consent=none")
    two = out(
        capsys, "classify", "--kanaal", "e-mail", str(path), "--doel", "nieuwsbrief", "--feiten", "toestemming=geen"
    )
    assert one == two


def test_wrong_dutch_is_one_sentence(capsys):
    for words in (["--kanaal", "postduif", "--doel", "offer"], ["--kanaal", "e-mail", "--doel", "koffie"]):
        assert main(["decide", *words]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert main(["decide", "--kanaal", "e-mail", "--doel", "aanbieding", "--feit", "kleur=rood"]) == 2
    told = capsys.readouterr().err
    assert all(name in told for name in CONTACT_FACTS[:3])


def test_the_version_and_the_formats(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"avgkit {__version__}\n"
    formats = json.loads(out(capsys, "formats", "--json"))["formats"]
    assert {"name", "title", "grade", "proves"} <= formats[0].keys()
    assert "own_sheet" in {one["name"] for one in formats}


def test_a_pipe_gets_plain_lines(capsys, tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text("Naam,E-mail\nAnna,anna@example.org\n", encoding="utf-8")
    for words in (["formats"], ["read", str(path)], ["classify", str(path)], ["plan", str(path)]):
        text = out(capsys, *words)
        assert not set("┃│━─┏╇") & set(text)
        assert "\t" in text
