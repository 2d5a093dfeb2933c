"""Write the parts of pages that follow from data: tables of the README and the docs, the end of each lesson, and what a
trainer prints.

    python tools/generate.py [--check]

A part stands between ``<!-- name -->`` and ``<!-- einde name -->`` on its page (``end`` on an English one). With
--check nothing is written: it names the pages that are stale, and ends with 1 if there are any.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import doc_tables  # noqa: E402
import lab_settings  # noqa: E402
import make_print  # noqa: E402

PARTS: dict[str, dict[str, Callable[[str], str]]] = {
    "README.md": {
        "momenten": doc_tables.moments,
        "lessen": doc_tables.lessons,
        "soorten": doc_tables.formats_by_grade,
        "dekking": doc_tables.facts_2018,
    },
    "docs/lists.md": {"formats": doc_tables.formats_with_sources, "wanted": doc_tables.exports_not_seen},
    "docs/buiten.md": {"onderwerpen": doc_tables.beyond_scope},
    "docs/plan.md": {"shapes": doc_tables.imports_of_tools},
    "docs/architecture.md": {"levels": doc_tables.levels, "size": doc_tables.size},
}
PAPERS: dict[str, Callable[[], str]] = {
    "docs/handout.html": make_print.handout,
    "docs/zelftest.html": make_print.self_test,
    "avgkit/share/lab/overrides.json": lab_settings.overrides,
}
MEASURED = frozenset({"size"})
"""Parts that nearly every change moves: written with the others, but never called stale."""


UNREAD = "ongelezen"
"""The part at the end of each lesson: links to the texts that it names, and which of them nobody read."""


def with_sources(lesson: Path) -> str:
    """Return a notebook with that part made anew and code that only shows a panel folded; code and outputs stay."""
    book = json.loads(lesson.read_text(encoding="utf-8"))
    for cell in book["cells"]:
        cell["metadata"] = lab_settings.metadata_of(cell["cell_type"], "".join(cell["source"]))
    last = book["cells"][-1]
    text = filled("".join(last["source"]), UNREAD, lambda _: doc_tables.sources_of_lesson(lesson.stem))
    last["source"] = text.splitlines(keepends=True)
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"


def filled(text: str, name: str, make: Callable[[str], str]) -> str:
    """Return a page with this part made anew. Raises ValueError when its marks are not there."""
    found = re.search(rf"(<!-- {name} -->)(.*?)(<!-- (?:einde|end) {name} -->)", text, re.DOTALL)
    if found is None:
        raise ValueError(f"<!-- {name} --> does not stand on this page")
    before = found[2]
    gap = "\n" if "\n" in before else ""
    return f"{text[: found.end(1)]}{gap}{make(before.strip())}{gap}{text[found.start(3) :]}"


def pages(measured: bool) -> Iterator[tuple[Path, str]]:
    """Give each page and what it must be, with or without the parts that are only measured."""
    for page, parts in PARTS.items():
        text = (ROOT / page).read_text(encoding="utf-8")
        for name, make in parts.items():
            if measured or name not in MEASURED:
                text = filled(text, name, make)
        yield ROOT / page, text
    for lesson in doc_tables.LESSONS:
        yield lesson, with_sources(lesson)
    for page, make_paper in PAPERS.items():
        yield ROOT / page, make_paper()


def stale(measured: bool = False) -> dict[Path, str]:
    """Return the pages that are not what they must be, with what they must be."""
    return {
        path: text for path, text in pages(measured) if not path.exists() or path.read_text(encoding="utf-8") != text
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only name the pages that are stale")
    check = parser.parse_args().check
    found = stale(measured=not check)
    for path, text in found.items():
        print(f"{path.relative_to(ROOT)}: {'stale, run python tools/generate.py' if check else 'written'}")
        if not check:
            path.write_text(text, encoding="utf-8", newline="\n")
    return int(check and bool(found))


if __name__ == "__main__":
    sys.exit(main())
