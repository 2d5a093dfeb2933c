"""README and docs tell what is: the coverage table, the pictures and the links."""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path

import nbformat
import pytest

from avgkit.law.facts import RuleSet
from avgkit.law.rules import RULES

ROOT = Path(__file__).parent.parent.parent
DOCS = sorted(path.relative_to(ROOT) for path in (ROOT / "docs").rglob("*.md"))
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
    assert {row[3].strip() for row in rows} - {""} <= lessons
    hour = re.findall(r"^\| (\d+) min\. \|", page, re.MULTILINE)
    assert sum(map(int, hour)) == 60


def test_links_and_pictures_exist():
    pages = [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "CHANGELOG.md",
        ROOT / "benchmarks" / "README.md",
        *(ROOT / "docs").rglob("*.md"),
    ]
    texts = [(page, page.read_text(encoding="utf-8")) for page in pages]
    for lesson in (ROOT / "notebooks").glob("*.ipynb"):
        cells = nbformat.read(lesson, as_version=4).cells
        texts.append((lesson, "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")))
    for page, text in texts:
        headings = {
            re.sub(r"[^\w -]", "", line.lower()).strip().replace(" ", "-")
            for line in re.findall(r"^#+ (.+)", text, re.MULTILINE)
        }
        for target, part in re.findall(r"\]\(([^)#]*)(?:#([^)]+))?\)", text):
            place = (page.name, target, part)
            assert target.startswith("https://") or not target or (page.parent / target).exists(), place
            assert target or part in headings, place


TOPS = ("avgkit", "benchmarks", "data", "docs", "locks", "notebooks", "tests", "tools", ".ci", ".githooks")
MADE = re.compile(r"data/eigen/.*|jupyter_server_config\.py|/etc/.*|_?\w+\.(?:csv|sqlite)|\.\w+")
"""What a learner, a command or another program makes: it is not part of the project."""
PATH = re.compile(r"(?<![\w./:-])[\w./*-]*(?:/|\.(?:py|md|toml|ya?ml|ipynb|txt|json|csv|lock|html|sqlite))(?![\w/-])")


def named_files(text: str) -> set[str]:
    """Return the words of a page that look like a path: those in backticks, and those under a folder of the project."""
    marked = {path for words in re.findall(r"`([^`\n]+)`", text) for path in PATH.findall(words)}
    plain = re.findall(rf"(?<![\w./:-])(?:{'|'.join(map(re.escape, TOPS))})/[\w./*-]+", text)
    return {path for path in {*marked, *(path.rstrip(".") for path in plain)} if not MADE.fullmatch(path)}


def is_there(path: str, folders: set[Path]) -> bool:
    """Tell whether one of the folders has this path, in which * may stand for a part of a name."""
    return any([*folder.glob(path)] for folder in folders)


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md", *map(str, DOCS)]
)
def test_a_file_that_the_docs_name_is_there(page):
    """A page about some folder may name the files in it without that folder."""
    found = named_files((ROOT / page).read_text(encoding="utf-8"))
    folders = {ROOT, ROOT / "avgkit", (ROOT / page).parent}
    whole = {path for path in found if path.startswith(tuple(f"{top}/" for top in TOPS))}
    assert not {path for path in whole if not is_there(path, {ROOT})}
    folders |= {place if (place := ROOT / path).is_dir() else place.parent for path in whole if "*" not in path}
    assert not {path for path in found - whole if not is_there(path, folders)}


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md", *map(str, DOCS)]
)
def test_a_name_of_the_package_that_the_docs_name_is_there(page):
    for name in re.findall(r"`(avgkit(?:\.\w+)+)", (ROOT / page).read_text(encoding="utf-8")):
        assert pkgutil.resolve_name(name) is not None


def test_the_files_that_the_docs_name_are_found():
    text = "Zie `avgkit/weg.py`, `weg.py`, docs/weg.md, `python tools/weg.py -v` en `data/eigen/mijn.csv` (of `.docx`)."
    assert named_files(text) == {"avgkit/weg.py", "weg.py", "docs/weg.md", "tools/weg.py"}
    assert not is_there("weg.py", {ROOT, ROOT / "avgkit"})


def test_a_lesson_links_only_to_lessons():
    """A participant's own copy holds the lessons, and not the docs beside them."""
    for lesson in (ROOT / "notebooks").glob("*.ipynb"):
        for target in re.findall(r"\]\(([^)#]+)", lesson.read_text(encoding="utf-8")):
            assert re.fullmatch(r"\d\d_\w+\.ipynb|https://\S+", target), (lesson.name, target)
