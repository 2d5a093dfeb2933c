"""What the pages tell of data of the package: formats, imports, lessons, moments, facts of 2018, levels and size."""

from __future__ import annotations

import ast
import json
import re
import textwrap
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from floors import floors, import_graph

from avgkit.base.dutch import dutch_day
from avgkit.base.places import COURSE_DAY
from avgkit.contacts.beyond_scope import topics
from avgkit.contacts.formats import ALL
from avgkit.contacts.tools import exports, grades, shapes
from avgkit.course.explain import named_sources, unread_articles
from avgkit.law.facts import RuleSet
from avgkit.law.rules import MOMENTS, RULES, SOURCES

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "avgkit"
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
BEFORE = ("before", "26,368", "247", "33", "17", "31")
"""The package before its rooms, counted in the same way."""


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines).replace("| --- ", "|---").replace("--- |", "---|")


def listed(parts: Sequence[str]) -> str:
    """Return parts as a Dutch enumeration: a, b en c."""
    return f"{', '.join(parts[:-1])} en {parts[-1]}"


def facts_2018(before: str) -> str:
    """Return the facts of the explanation of 2018 with the lessons and the rules that are about them.

    What a fact says is written in the table itself, and kept. A lesson is about a fact that its sources name.
    """
    told = re.findall(r"^\| (S\d\d) \| ([^|]+) \|", before, re.MULTILINE)
    sources = {path.name[:2]: _markdown_of(path) for path in LESSONS}
    rows = []
    for number, text in told:
        lessons = [lesson for lesson, words in sources.items() if re.search(rf"^- {number}:", words, re.MULTILINE)]
        rules = [
            rule.id
            for rule in RULES
            if number in rule.facts_2018 and rule.rule_set == RuleSet.LAW and rule.valid_from <= COURSE_DAY
        ]
        rows.append((number, text, ", ".join(lessons), ", ".join(f"`{id}`" for id in rules) or "—"))
    return table(("feit", "wat het zegt", "lessen", "regels"), rows)


def _markdown_of(lesson: Path) -> str:
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def formats_by_grade(_before: str) -> str:
    """Return which lists can be read, from the formats that we are surest of."""
    rows = [
        (text, "; ".join(known.title for known in ALL if known.grade == grade))
        for grade, text in grades().items()
        if any(known.grade == grade for known in ALL)
    ]
    return table(("hoe zeker we zijn van de soort", "lijsten"), rows)


def beyond_scope(_before: str) -> str:
    """Return what the course does not decide, with what to do then."""
    parts = [f"## {one.title}\n\n{one.not_decided}\n\n**Wat je doet:** {one.what_to_do}" for one in topics()]
    return "\n\n".join("\n".join(textwrap.fill(line, 120) for line in part.split("\n")) for part in parts)


def formats_with_sources(_before: str) -> str:
    """Return every format with its grade and where its headings come from."""
    rows = [(f"`{name}`", export.title, export.grade, export.headings_from) for name, export in exports().items()]
    return table(("format", "title", "grade", "where its headings come from"), rows)


def exports_not_seen(_before: str) -> str:
    """Return the exports of tools of which the headings are assumed."""
    own = ("own_", "generic")
    names = [export.title for name, export in exports().items() if export.grade == "D" and not name.startswith(own)]
    return "\n".join(f"- {name}" for name in names)


def imports_of_tools(_before: str) -> str:
    """Return what each tool wants of a list, and where we read that."""
    rows = [(f"`{name}`", shape.wants, shape.read_at or "-", shape.read_on or "-") for name, shape in shapes().items()]
    return table(("shape", "what it needs", "where we read it", "on"), rows)


def moments(_before: str) -> str:
    """Return a sentence with the days on which the law changed, up to the day of the course."""
    first, *later = [dutch_day(moment.day) for moment in MOMENTS if moment.day <= COURSE_DAY]
    return f"Het kent de wet vanaf {first}. Daarna veranderde die op {listed(later)}."


def lessons(_before: str) -> str:
    names = listed([f"`{path.stem}`" for path in LESSONS])
    return textwrap.fill(f"De lessen die er nu zijn: {names}.", 125, break_on_hyphens=False)


def sources_of_lesson(lesson: str) -> str:
    """Return the links to the texts that a lesson names, and what of them nobody read."""
    named = named_sources(lesson)
    links = [
        f"[{SOURCES[key].title}]({SOURCES[key].address})" + (f": {', '.join(articles)}" if articles else "")
        for key, articles in named.items()
        if SOURCES[key].address
    ]
    told = textwrap.fill(str(unread_articles(lesson)), 125, break_on_hyphens=False)
    return "Lees de tekst zelf:\n\n" + "\n".join(f"- {link}" for link in links) + f"\n\n{told}"


def levels(_before: str) -> str:
    """Return the levels of the contract, numbered below the top one, with what is in each room."""
    layers = contract()
    lines = []
    for height, layer in zip(range(len(layers), 0, -1), layers, strict=True):
        for place, name in enumerate(part.strip() for part in layer.split("|")):
            label = "" if place or height == len(layers) else str(height)
            lines.append(f"{label:>2}  {name.removeprefix('avgkit.'):<9} {_what_is_in(name)}")
        lines.append("")
    return "```\n" + "\n".join(lines).rstrip() + "\n```"


def contract() -> list[str]:
    """Return the layers of the contract on imports, the highest first; of one layer, names with a bar between them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["tool"]["importlinter"]["contracts"][0]["layers"]


def _what_is_in(name: str) -> str:
    path = ROOT.joinpath(*name.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return re.split(r"(?<=\.) ", docstring.splitlines()[0])[0].replace("``", "")


def size(_before: str) -> str:
    """Return lines, modules, floors and levels before and after."""
    files = sorted(PACKAGE.rglob("*.py"))
    counts = [
        sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files),
        len(files),
        len(list(PACKAGE.glob("*.py"))),
        floors(import_graph(PACKAGE)),
        len(contract()) - 1,
    ]
    headings = ("", "lines of Python", "modules", "modules in the root", "floors", "levels below `cli`")
    return table(headings, [BEFORE, ("after", *(f"{count:,}" for count in counts))])
