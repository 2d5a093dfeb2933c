"""The glossary: one page, parsed whole, and every word that a lesson asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from avgkit import panels
from avgkit.base.errors import AvgkitError
from avgkit.course.glossary import PACKAGE, PLACES, glossary, term

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_every_section_of_the_page_is_a_whole_term():
    sections = re.findall(r"^## (.+)", PLACES[1].read_text(encoding="utf-8"), re.MULTILINE)
    assert list(glossary()) == sections
    assert len(sections) >= 50
    for known in glossary().values():
        assert known.meaning.endswith("."), known.name
        assert known.example.endswith((".", "?", "”.", ".”")), known.name
        assert known.article


def test_the_terms_are_in_order_and_no_word_leads_two_ways():
    names = [name.lower() for name in glossary()]
    assert names == sorted(names)
    words = [word.lower() for known in glossary().values() for word in (known.name, *known.also)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("word", ["toestemming", "Toestemming ", "opt-in", "GDPR", "soft opt-in"])
def test_a_term_is_found_by_its_name_or_another_word(word):
    found = term(word)
    assert found.example in repr(found)
    assert found.name in found._repr_html_()


def test_a_word_that_is_not_there_gets_a_sentence_with_the_nearest():
    with pytest.raises(AvgkitError, match="Bedoel je toestemming"):
        term("toesteming")
    with pytest.raises(AvgkitError, match=r"Kijk met term\(\)"):
        term("xyzzy")


def test_without_a_word_there_is_a_table_of_all():
    assert list(term().frame.index) == list(glossary())


def test_the_panel_explains_the_chosen_word():
    panel = panels.terms()
    assert panel.text.startswith("toestemming: Iemand zegt zelf ja")
    panel.word.value = "DPIA"
    assert panel.text.startswith("DPIA: Een onderzoek vooraf")
    assert "Voorbeeld: " in panel.text


def test_every_term_that_a_lesson_asks_for_exists():
    asked = {
        word
        for path in NOTEBOOKS
        for word in re.findall(r"terms?\(\\\"([^\"\\]+)\\\"", path.read_text(encoding="utf-8"))
    }
    assert asked
    for word in asked:
        assert term(word)


def test_an_installed_package_carries_the_page():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    ((source, place),) = carried.items()
    assert ROOT / source == PLACES[1]
    assert PACKAGE.parent / place == PLACES[0]
