"""README and docs tell what is: the coverage table, the pictures and the links."""

from __future__ import annotations

import re
from pathlib import Path

from avgkit.rules import RULES
from avgkit.vocabulary import RuleSet

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (S\d\d) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def test_the_coverage_table_has_every_fact_and_the_rules_that_name_it():
    rows = {number: (lessons, rules) for number, lessons, rules in ROW.findall(README)}
    assert list(rows) == [f"S{number:02}" for number in range(1, 28)]
    for number, (_, named) in rows.items():
        rules = {rule.id for rule in RULES if number in rule.facts_2018 and rule.rule_set == RuleSet.LAW}
        assert set(re.findall(r"`(\w+)`", named)) == rules


def test_the_lessons_in_the_coverage_table_name_the_fact():
    for number, lessons, _ in ROW.findall(README):
        for lesson in re.findall(r"\d\d", lessons):
            (notebook,) = (ROOT / "notebooks").glob(f"{lesson}_*.ipynb")
            assert number in notebook.read_text(encoding="utf-8"), (number, notebook.name)


def test_the_trainers_half_day_fits_its_hours_and_names_lessons_that_exist():
    page = (ROOT / "docs" / "trainer.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+)\.(\d\d) \| (\d+) min\. \| .* \|(.*)\|$", page, re.MULTILINE)
    starts = [int(hour) * 60 + int(minute) for hour, minute, _, _ in rows]
    ends = [start + int(row[2]) for start, row in zip(starts, rows, strict=True)]
    assert ends[:-1] == starts[1:]
    assert ends[-1] - starts[0] == 210
    lessons = {path.name[:2] for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert {row[3].strip() for row in rows} - {""} <= lessons | {"06", "08"}
    hour = re.findall(r"^\| (\d+) min\. \|", page, re.MULTILINE)
    assert sum(map(int, hour)) == 60


def test_links_and_pictures_exist():
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks" / "README.md"]:
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (page.parent / target).exists(), (page.name, target)
