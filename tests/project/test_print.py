"""What a trainer prints says what the course says, and the handout is one sheet with two sides."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from browser import chromium, needs_browser, new_page

from avgkit.course.exercises import QUESTIONS

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def make_print():
    spec = importlib.util.spec_from_file_location("make_print", ROOT / "tools" / "make_print.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "make"), [("handout", "handout"), ("zelftest", "self_test")])
def test_the_paper_is_what_the_rules_and_questions_make_of_it(make_print, name, make):
    """After a change of the law or a question: python tools/generate.py, and look at it."""
    assert (DOCS / f"{name}.html").read_text(encoding="utf-8") == getattr(make_print, make)()


def test_the_paper_fetches_nothing_from_elsewhere():
    for path in DOCS.glob("*.html"):
        assert not re.search(r"https?://|src=|@import|url\(", path.read_text(encoding="utf-8")), path.name


def test_the_handout_says_yes_only_where_the_rules_do(make_print):
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", make_print.verdicts())
    cells = {name: re.findall(r'class="(\w+)"', row) for name, row in rows}
    assert cells["Maakte bezwaar of meldde zich af"] == ["not_allowed"] * 5
    assert cells["Gaf toestemming, met bewijs"] == ["allowed"] * 5
    customer = next(row for name, row in cells.items() if name.startswith("Klant"))
    assert customer == ["conditional", "not_allowed", "conditional", "conditional", "not_allowed"]


def test_the_answers_stand_on_pages_of_their_own():
    questions, answers = (DOCS / "zelftest.html").read_text(encoding="utf-8").split('<div class="new">')
    assert questions.count('class="question"') == len(QUESTIONS)
    assert not [q.key for q in QUESTIONS if q.feedback[q.answer] in questions]
    assert re.findall(r"<li><strong>(\w)\.", answers) == [q.answer for q in QUESTIONS]


@needs_browser
def test_the_handout_is_one_sheet_with_two_sides():
    with chromium() as browser:
        page = new_page(browser)
        page.goto((DOCS / "handout.html").as_uri())
        paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
