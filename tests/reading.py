"""All that a learner reads, with where it stands: lessons, outputs, texts of the package, docs, pages, start.py."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import nbformat

ROOT = Path(__file__).parent.parent
PACKAGE = sorted((ROOT / "avgkit").rglob("*.py"))
LESSONS = sorted((ROOT / "avgkit").rglob("*.md"))
DATA = sorted((ROOT / "avgkit").rglob("*.toml"))
DOCS = [ROOT / "docs" / name for name in ("begrippen.md", "buiten.md", "trainer.md")] + [
    ROOT / "data" / "eigen" / "LEESMIJ.md"
]
FOR_CONTRIBUTORS = frozenset({"meaning", "headings_from", "wants", "read_on"})
PAGES = sorted([*(ROOT / "avgkit" / "share").rglob("*.html"), *(ROOT / "docs").glob("*.html")])


def texts() -> Iterator[tuple[str, str]]:
    """Give (place, text) pairs."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        yield from _lesson(path)
    for path in [*PACKAGE, ROOT / "start.py"]:
        yield from _words_in(path)
    for path in DATA:
        yield from _strings_in(path)
    for path in [*LESSONS, *DOCS]:
        if path.exists():
            yield from _page(path, path.read_text(encoding="utf-8"))
    yield from _page(
        ROOT / "README.md", (ROOT / "README.md").read_text(encoding="utf-8").split("## For contributors")[0]
    )
    for path in PAGES:
        markup = re.sub(
            r"(?s)<style>.*?</style>|\{[%#].*?[%#]\}|\{\{.*?\}\}|<[^>]+>", "\n", path.read_text(encoding="utf-8")
        )
        yield from ((path.name, line) for line in markup.splitlines() if line.strip())


def _lesson(path: Path) -> Iterator[tuple[str, str]]:
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            yield from _page(path, cell.source)
        for output in cell.get("outputs", []):
            for line in output.get("data", {}).get("text/plain", "").splitlines():
                yield from ((path.stem, part) for part in re.split(r"\s{2,}", line.strip()) if part)


def _page(path: Path, text: str) -> Iterator[tuple[str, str]]:
    """Give the paragraphs, list items and table cells of a page in Markdown, without code, links' targets and marks."""
    text = re.sub(r"(?ms)^```.*?^```|<!--.*?-->|`[^`]*`", "", text)
    text = re.sub(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])", r"“\1”", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*|>]|\d+\.) )|\n(?=\|)", text):
        for cell in block.split("|") if block.lstrip().startswith("|") else [block]:
            line = re.sub(r"^[\s#>*-]+|^\d+\. |\*\*|(?<!\w)\*|\*(?!\w)", "", " ".join(cell.split()))
            if line.strip("-: "):
                yield path.stem, line


def _words_in(path: Path) -> Iterator[tuple[str, str]]:
    """Give the strings of a module that are for people: no docstrings, patterns, headings or faults of a caller."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    apart = [node.value for node in nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)]
    apart += [part for node in nodes if isinstance(node, ast.JoinedStr) for part in ast.walk(node) if part is not node]
    apart += [part for node in nodes if isinstance(node, ast.Raise) and _is_for_makers(node) for part in ast.walk(node)]
    skipped = {id(node) for node in apart}
    for node in nodes:
        text = ""
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        if is_prose(text):
            yield path.relative_to(ROOT).as_posix(), text


def _strings_in(path: Path) -> Iterator[tuple[str, str]]:
    """Give the strings of a TOML file that are words for people; what is filled in is an X.

    A clause of an agreement, with ``{}`` in it, is left out: two companies sign it, and it follows the words of the
    law. So is what is written for contributors: a ``meaning``, which tells an author of rules what a name stands for,
    and what was found out about a tool.
    """
    waiting = [tomllib.loads(path.read_text(encoding="utf-8"))]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict | list):
            waiting += (
                [part for key, part in value.items() if key not in FOR_CONTRIBUTORS]
                if isinstance(value, dict)
                else value
            )
        elif isinstance(value, str) and is_prose(text := re.sub(r"\{[^{}]+\}", "X", value)):
            yield path.relative_to(ROOT).as_posix(), text


def _is_for_makers(node: ast.Raise) -> bool:
    called = getattr(getattr(node.exc, "func", None), "id", "")
    return called not in ("AvgkitError", "SetUpError")


def is_prose(text: str) -> bool:
    """Tell whether a string is words for people: two words or more, a capital or full stop, no pattern or markup."""
    shaped = re.match(r"[A-Z“‘]", text) or re.search(r"[.!?]$", text)
    marked = re.search(r"[\\^$|<>{}]|\(\?|\.\*|://|: \w+;", text)
    query = re.match(r"(SELECT|INSERT|DELETE|UPDATE|CREATE|ALTER|PRAGMA|WITH|COPY|ATTACH) ", text.strip())
    return bool(not query and shaped and re.search(r"[a-zé]{2,} [a-zA-Z“‘]", text) and not marked)


def sentences(text: str) -> list[str]:
    """Split a text at the end of sentences; an abbreviation such as “art. 7” does not end one."""
    whole = re.sub(r"\b(art|nr|vgl|bijv|Stb|blz)\. ", r"\1 ", text)
    return [part for part in re.split(r"(?<=[.!?:;”])\s+(?=[A-ZÉ“‘(\d])|\n", whole) if part.strip()]


def words(sentence: str) -> list[str]:
    return re.findall(r"[\w’'-]+", sentence)
