"""The last sentence of a lesson about what nobody read follows from the data, so that it never lies."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from avgkit.base.errors import AvgkitError
from avgkit.base.toml_data import read_data
from avgkit.course.explain import LESSON_SOURCES, unread_articles
from avgkit.law.sources import SOURCES

TOLD = {entry["id"]: entry["articles"] for entry in read_data(LESSON_SOURCES)["lesson"]}


def test_every_lesson_names_sources_that_are_there():
    notebooks = Path(__file__).parent.parent.parent / "notebooks"
    assert set(TOLD) == {path.stem for path in notebooks.glob("*.ipynb")}
    for articles in TOLD.values():
        assert set(articles) <= set(SOURCES)


def test_the_sentence_names_what_was_not_read_and_no_more():
    for lesson, articles in TOLD.items():
        sentence = str(unread_articles(lesson))
        for key, named in articles.items():
            source = SOURCES[key]
            assert (source.title in sentence) == (source.checked_on is None)
            for article in named:
                wanted = source.checked_on is not None and article in source.unread
                assert (
                    bool(re.search(rf"{re.escape(article)}(?! lid|\d)", sentence)) == wanted
                    or source.checked_on is None
                )
    assert "AVG overweging 32" in str(unread_articles("03"))
    assert "is gelezen" in str(unread_articles("02_mijn_lijst"))
    with pytest.raises(AvgkitError, match="geen les"):
        unread_articles("99")


def test_each_lesson_says_what_was_not_read():
    for path in (Path(__file__).parent.parent.parent / "notebooks").glob("*.ipynb"):
        last = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][-1]["source"])
        assert str(unread_articles(path.stem)) in " ".join(last.split())


def test_a_source_points_at_a_page_and_says_in_which_copy_it_was_read():
    for source in SOURCES.values():
        if source.address:
            path = source.address.partition("://")[2].partition("/")[2]
            assert path, f"{source.key} points at a home page"
            assert "security.nl" not in source.address
        assert bool(source.unread) <= bool(source.checked_on)
        if "wetten.overheid.nl" in source.address and source.checked_on:
            assert source.copy
