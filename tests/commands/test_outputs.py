"""Outputs: nothing of somebody else is overwritten, and each carries its receipt."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from avgkit import __version__, cli
from avgkit.base.own_work import RECEIPT, file_hash, is_ours
from avgkit.base.places import own_files
from avgkit.law.receipt import rules_hash

DAY = ("--as-of", "2026-11-24")
TEXT = "Naam;E-mail;Klant;Afgemeld\nAnna;anna@example.org;ja;\nBram;bram@example.org;nee;ja\n"
WRITES = {
    "read": (("read", "LIJST"), (".csv", ".xlsx", ".parquet", ".json")),
    "classify": (("classify", "LIJST", "--facts", "recipient=consumer", *DAY), (".csv", ".xlsx", ".parquet", ".json")),
    "plan": (("plan", "LIJST", *DAY), (".docx", ".html", ".md")),
    "safe list": (("export", "LIJST", "--channel", "post", "--purpose", "offer", "--conditions-met", *DAY), (".csv",)),
    "excel": (
        ("export", "LIJST", "--channel", "post", "--purpose", "offer", "--conditions-met", "--shape", "excel", *DAY),
        (".xlsx",),
    ),
    "suppression": (("export", "LIJST", "--suppression", *DAY), (".csv",)),
    "documents": (("documents", "privacy", *DAY), (".docx", ".html", ".md")),
}
CASES = [(name, ending) for name, (_, endings) in WRITES.items() for ending in endings]


@pytest.fixture
def run(capsys):
    def run(*words):
        code = cli.main([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def lijst(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def words(name, lijst, target, *more):
    said = ("objection=no", "consent=none", "recipient=consumer", "details_source=own_sale")
    facts = ("--facts", *said) if name in ("safe list", "excel") else ()
    return [*(lijst if word == "LIJST" else word for word in WRITES[name][0]), *facts, "-o", target, *more]


@pytest.mark.parametrize(("name", "ending"), CASES)
def test_what_avgkit_made_may_be_replaced_and_what_it_did_not_make_may_not(run, tmp_path, lijst, name, ending):
    target = tmp_path / f"uit{ending}"
    for _ in range(2):
        code, _, err = run(*words(name, lijst, target))
        assert (code, err.strip()) == (0, "")
        assert is_ours(target)
    names = {path.name for path in tmp_path.iterdir()}
    beside = set() if ending in (".xlsx", ".docx", ".html", ".md") else {"uit.verantwoording.json"}
    assert names == {"lijst.csv", target.name} | beside
    made = target.read_bytes()
    changed_by_hand(target)
    mine = target.read_bytes()
    assert mine != made
    code, out, err = run(*words(name, lijst, target))
    assert (code, out, target.read_bytes()) == (2, "", mine)
    assert "niet door avgkit gemaakt" in err
    assert err.count("\n") == 1
    assert run(*words(name, lijst, target, "--force"))[0] == 0
    assert is_ours(target)


def changed_by_hand(path):
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as packed:
            parts = {part.filename: packed.read(part) for part in packed.infolist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for part, data in parts.items():
                packed.writestr(part, data)
    else:
        path.write_bytes(path.read_bytes() + b"\n")


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet", ".json"])
def test_a_file_of_somebody_else_and_an_input_stay(run, tmp_path, lijst, ending):
    target = tmp_path / f"van_mij{ending}"
    target.write_text("van mij", encoding="utf-8")
    assert run("read", lijst, "-o", target)[0] == 2
    assert target.read_text(encoding="utf-8") == "van mij"
    for same in (lijst, tmp_path / "." / "lijst.csv", linked(lijst)):
        code, _, err = run("read", lijst, "-o", same)
        assert code == 2
        assert "dat je laat lezen" in err
    assert lijst.read_text(encoding="utf-8") == TEXT
    assert run("read", lijst, "-o", tmp_path / "a.csv")[0] == 0
    code, _, err = run("read", tmp_path / "a.csv", "-o", tmp_path / "a.csv")
    assert (code, "dat je laat lezen" in err) == (2, True)


def linked(path):
    link = path.with_name("ook_de_lijst.csv")
    if not link.exists():
        os.link(path, link)
    return link


def test_a_receipt_of_another_file_is_no_ticket_and_a_file_with_its_name_is_not_overwritten(run, tmp_path, lijst):
    run("read", lijst, "-o", tmp_path / "uit.csv")
    shutil.copy(lijst, tmp_path / "uit.csv")
    assert run("read", lijst, "-o", tmp_path / "uit.csv")[0] == 2
    (tmp_path / "tabel.verantwoording.json").write_text("[]", encoding="utf-8")
    (tmp_path / "tabel.csv.verantwoording.json").write_text("{}", encoding="utf-8")
    assert run("read", lijst, "-o", tmp_path / "tabel.csv")[0] == 2
    assert not (tmp_path / "tabel.csv").exists()


def test_two_outputs_of_one_name_each_have_a_receipt(run, tmp_path, lijst):
    for ending in (".csv", ".json", ".csv", ".json"):
        assert run("read", lijst, "-o", tmp_path / f"uit{ending}")[0] == 0
    assert sorted(p.name for p in tmp_path.glob(f"*{RECEIPT}")) == [
        "uit.json.verantwoording.json",
        "uit.verantwoording.json",
    ]


def test_a_receipt_tells_from_what_for_which_day_and_by_which_rules(run, tmp_path, lijst):
    target = tmp_path / "uit.csv"
    run("classify", lijst, "--facts", "recipient=consumer", "--column", "email=E-mail", *DAY, "-o", target)
    told = json.loads((tmp_path / "uit.verantwoording.json").read_text(encoding="utf-8"))
    assert told["avgkit"] == __version__
    assert (told["day"], told["rule_set"], told["made_by"]) == ("2026-11-24", "law", "classify")
    assert told["files"] == [{"name": "lijst.csv", "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "rows": 2}]
    assert told["answers"] == {"kolom email": "E-mail", "recipient": "consumer"}
    assert told["output"] == {"name": "uit.csv", "sha256": file_hash(target)}
    counts = pd.read_csv(target)["verdict"].value_counts().to_dict()
    assert told["verdicts"] == counts
    assert told["held"] == 0
    assert "anna" not in json.dumps(told)


def test_a_workbook_and_a_report_carry_the_receipt_themselves(run, tmp_path, lijst):
    run("classify", lijst, *DAY, "-o", tmp_path / "uit.xlsx")
    sheet = pd.read_excel(tmp_path / "uit.xlsx", sheet_name="verantwoording", dtype=str, engine="calamine")
    said = dict(zip(sheet["wat"], sheet["waarde"], strict=True))
    assert said["bestand 1"].startswith("lijst.csv, 2 rijen, SHA-256 ")
    assert said["oordeel voor de dag"] == "2026-11-24"
    run("plan", lijst, *DAY, "-o", tmp_path / "plan.md")
    text = (tmp_path / "plan.md").read_text(encoding="utf-8")
    assert "## Verantwoording" in text
    assert said["regels"] in text


def test_the_hash_of_the_rules_moves_with_the_rules_only():
    assert rules_hash(date(2026, 11, 24)) == rules_hash(date(2026, 11, 25))
    assert rules_hash(date(2026, 6, 30)) != rules_hash(date(2026, 7, 1))
    assert rules_hash(date(2026, 11, 24)) != rules_hash(date(2026, 11, 24), "explanation_2018")


def test_batches_leave_files_of_others_alone_and_have_a_receipt(run, tmp_path, lijst):
    run("read", lijst, "-o", tmp_path / "tabel.parquet")
    target = tmp_path / "uit.parquet"
    log = tmp_path / "uit_afgekeurd.csv"
    log.write_text("van mij", encoding="utf-8")
    asked = ("classify", tmp_path / "tabel.parquet", "--batches", *DAY, "-o", target)
    assert run(*asked)[0] == 2
    assert log.read_text(encoding="utf-8") == "van mij"
    log.unlink()
    for _ in range(2):
        assert run(*asked)[0] == 0
    told = json.loads((tmp_path / "uit.verantwoording.json").read_text(encoding="utf-8"))
    assert told["made_by"] == "classify --batches"
    assert sum(told["verdicts"].values()) == len(pd.read_parquet(target))


def test_answers_may_be_saved_over_answers_but_not_over_something_else(run, tmp_path):
    answers = tmp_path / "antwoorden.json"
    assert run("documents", "privacy", "--set", "name=Noor", "--save-answers", answers)[0] == 0
    assert run("documents", "privacy", "--answers", answers, "--set", "name=Els", "--save-answers", answers)[0] == 0
    (tmp_path / "anders.json").write_text('{"a": 1}', encoding="utf-8")
    assert run("documents", "privacy", "--save-answers", tmp_path / "anders.json")[0] == 2
    assert json.loads(Path(tmp_path / "anders.json").read_text(encoding="utf-8")) == {"a": 1}


def test_what_avgkit_puts_beside_lists_is_passed_over(run, tmp_path, lijst):
    run("read", lijst, "-o", tmp_path / "uit.csv")
    run("documents", "privacy", "--set", "name=Noor", "--save-answers", tmp_path / "antwoorden.json")
    (tmp_path / "agenda.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n", encoding="utf-8")
    code, out, err = run("read", *sorted(tmp_path.iterdir()), "--json")
    assert (code, err) == (0, "")
    assert [json.loads(line)["file"] for line in out.splitlines()] == ["lijst.csv", "uit.csv"]
    code, _, err = run("read", tmp_path / "uit.verantwoording.json")
    assert (code, err.count("\n")) == (2, 1)


def test_files_beside_own_lists_are_no_lists(run, tmp_path, lijst):
    run("read", lijst, "-o", tmp_path / "uit.csv")
    (tmp_path / "agenda.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n", encoding="utf-8")
    assert [path.name for path in own_files(tmp_path)] == ["lijst.csv", "uit.csv"]


def test_a_learner_says_in_which_letters_a_list_is_written(tmp_path, capsys):
    path = tmp_path / "lijst.csv"
    path.write_bytes("Naam;E-mail\nRenée Noël;anna@example.org\n".encode("cp850"))
    for said, name in (("cp850", "Renée Noël"), ("cp1252", "Ren‚e No‰l")):
        assert cli.main(["read", str(path), "--encoding", said, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["contacts"][0]["name"] == name
    assert cli.main(["read", str(path), "--encoding", "klingon"]) == 2
    assert "Kies uit: utf-8" in capsys.readouterr().err
