"""What is different since the last receipt, and why: exact for the law, in numbers for files and answers."""

from __future__ import annotations

import json

import pytest

from avgkit.cli import main
from avgkit.plan.changes import read_receipt

ROWS = "naam;e-mail;telefoon;klant\nAnna;anna@example.org;0612345678;ja\nBert;bert@example.org;0612345679;nee\n"
FACTS = ["recipient=consumer", "details_source=own_sale", "objection=no", "consent=none", "similar_product=yes"]
FACTS += ["opt_out_offered=yes"]


@pytest.fixture
def lijst(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def plan(capsys, lijst):
    def make(day, *more, facts=FACTS):
        code = main(["plan", str(lijst), "--as-of", day, "--facts", *facts, *map(str, more)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return make


def changes(plan, *more, **options):
    return json.loads(plan(*more, "--json", **options)[1])["changes"]


@pytest.mark.parametrize("ending", [".md", ".html", ".docx"])
def test_what_the_law_changes_is_told_per_contact(plan, tmp_path, ending):
    before = tmp_path / f"plan{ending}"
    plan("2026-06-30", "-o", before)
    found = changes(plan, "2026-07-01", "--since", before)
    assert found["by_files_or_answers"] == []
    phone = [move for move in found["by_law"] if (move["channel"], move["purpose"]) == ("phone", "offer")]
    assert {(move["was"], move["now"], len(move["contact_ids"])) for move in phone} == {
        ("conditional", "not_allowed", 1),
        ("depends", "not_allowed", 1),
    }
    assert {move["channel"] for move in found["by_law"]} == {"phone"}
    assert "Door de wet" in " ".join(found["said"])
    assert "anna" not in json.dumps(read_receipt(before)).lower()


def test_the_same_list_answers_and_law_change_nothing(plan, tmp_path):
    plan("2026-07-01", "-o", tmp_path / "plan.md")
    found = changes(plan, "2026-07-02", "--since", tmp_path / "plan.md")
    assert (found["by_law"], found["by_files_or_answers"]) == ([], [])
    assert "geen uitkomst veranderd" in found["said"][-1]


def test_another_file_is_named_and_its_difference_counted_apart_from_the_law(plan, lijst, tmp_path):
    plan("2026-06-30", "-o", tmp_path / "plan.md")
    lijst.write_text(f"{ROWS}Cees;cees@example.org;;ja\n", encoding="utf-8")
    found = changes(plan, "2026-07-01", "--since", tmp_path / "plan.md")
    assert {(row["was"], row["now"]) for row in found["by_files_or_answers"] if row["purpose"] == "offer"} >= {(1, 2)}
    assert {move["channel"] for move in found["by_law"]} == {"phone"}
    assert "lijst.csv" in " ".join(found["said"])


def test_another_answer_is_named(plan, tmp_path):
    plan("2026-07-01", "-o", tmp_path / "plan.md")
    found = changes(plan, "2026-07-01", "--since", tmp_path / "plan.md", facts=[*FACTS[:4], "similar_product=no"])
    assert found["by_files_or_answers"]
    assert found["by_law"] == []
    assert "Deze antwoorden zijn anders: afmelden aangeboden, zelfde soort aanbod." in found["said"]


def test_files_and_answers_that_both_changed_are_not_told_apart(plan, lijst, tmp_path):
    plan("2026-07-01", "-o", tmp_path / "plan.md")
    lijst.write_text(f"{ROWS}Cees;cees@example.org;;ja\n", encoding="utf-8")
    found = changes(plan, "2026-07-01", "--since", tmp_path / "plan.md", facts=FACTS[:-1])
    assert "niet te scheiden" in " ".join(found["said"])


def test_rules_of_another_version_are_told(plan, tmp_path, monkeypatch):
    plan("2026-07-01", "-o", tmp_path / "plan.md")
    monkeypatch.setattr("avgkit.plan.changes.rules_hash", lambda *_: "0" * 64)
    found = changes(plan, "2026-07-01", "--since", tmp_path / "plan.md")
    assert "regels in avgkit zelf" in " ".join(found["said"])


def test_the_file_that_is_written_again_is_compared_with(plan, tmp_path):
    plan("2026-06-30", "-o", tmp_path / "plan.docx")
    code, out, _ = plan("2026-07-01", "-o", tmp_path / "plan.docx")
    assert code == 0
    assert "Vergeleken met je vorige verantwoording, van 30 juni 2026." in out
    assert "Anna" not in out


def test_a_file_without_a_receipt_is_one_sentence(plan, lijst, tmp_path):
    for path in (lijst, tmp_path / "weg.md"):
        code, out, err = plan("2026-07-01", "--since", path)
        assert (code, out) == (2, "")
        assert path.name in err
