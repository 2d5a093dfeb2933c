"""The report: the list in one picture, the steps, who, the words and the sources; what is in a name stays a name."""

from __future__ import annotations

import re
from datetime import date

import pytest

from avgkit.base.rendering import Picture, TableBlock
from avgkit.base.rendering.markdown import markdown
from avgkit.charts.plan_charts import kept, whole_list
from avgkit.course.lists import sample_list
from avgkit.law.facts import Channel, Purpose
from avgkit.plan.groups import make_plan
from avgkit.plan.report import report_of, sources_of
from avgkit.plan.retention import retention

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def plan():
    return make_plan(sample_list().contacts, as_of=DAY)


@pytest.fixture(scope="module")
def document(plan):
    return report_of(plan)


def test_it_says_once_that_it_is_no_legal_advice_and_names_day_and_rules(document):
    text = markdown(document)
    assert text.count("geen juridisch advies") == 1
    assert "24 november 2026" in text
    assert "sinds 1 juli 2026" in text


def test_each_picture_has_words_and_the_same_numbers_in_a_table(document):
    blocks = document.blocks
    pictures = [place for place, block in enumerate(blocks) if isinstance(block, Picture)]
    assert len(pictures) == 2
    assert all(isinstance(blocks[place + 1], TableBlock) and blocks[place].alt for place in pictures)


def test_it_begins_with_the_steps_and_their_days_names_nobody_and_tells_which_sources_were_read(plan, document):
    text = markdown(document)
    assert text.index("Wat je doet") < text.index("Je hele lijst in één beeld")
    assert "dinsdag 24 november" in text
    assert "maandag 30 november" in text
    for name in filter(None, plan.contacts["name"]):
        assert name not in text
    sources = sources_of(plan)
    assert "nog niet" in set(sources["gelezen op"])
    assert any(title.startswith("Telecommunicatiewet, tekst per 15 augustus 2026") for title in sources.index)


def test_an_empty_list_gives_a_report_too():
    text = markdown(report_of(make_plan(sample_list().contacts.head(0), as_of=DAY)))
    assert "Er is niets te doen" in text


def test_the_whole_list_in_one_picture_counts_every_contact(plan):
    counts = plan.cases.counts()
    chart = whole_list(counts)
    assert (counts.sum(axis=1) == len(plan.contacts)).all()
    assert chart.table.shape == (len(Channel), len(Purpose))
    for row in chart.table.to_numpy().ravel():
        assert sum(map(int, re.findall(r"\d+", row))) == len(plan.contacts)
    widths = {}
    for patch in chart.figure.axes[0].patches:
        key = (int(patch.get_x()), int(patch.get_y()))
        widths[key] = widths.get(key, 0) + patch.get_width()
    assert len(widths) == len(Channel) * len(Purpose)
    assert all(abs(width - 0.92) < 1e-9 for width in widths.values())
    assert chart.title.startswith("Je nieuwsbrief mag je nu mailen aan 0 van de 72 contacten")
    assert chart.png() == chart.png()


def test_the_picture_of_nobody_and_the_check_say_so(plan):
    nobody = make_plan(plan.contacts.head(0), as_of=DAY)
    assert whole_list(nobody.cases.counts()).title == "Er zijn nog geen contacten om te laten zien"
    assert kept(retention(plan.cases)).title.endswith("bij 44 zoek je eerst iets uit")
