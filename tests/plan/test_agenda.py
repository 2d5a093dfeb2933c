"""The days of a plan, and the calendar file."""

from __future__ import annotations

import re
from datetime import date

import pytest

from avgkit.base.errors import AvgkitError
from avgkit.base.own_work import is_ours
from avgkit.cli import main
from avgkit.course.lists import sample_list
from avgkit.plan.agenda import calendar_text, dated, dated_plan, save_calendar
from avgkit.plan.groups import make_plan
from avgkit.plan.steps import TODAY, WEEK, steps_of

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def plan():
    return make_plan(sample_list().contacts, as_of=DAY)


def test_each_step_has_its_day(plan):
    steps = steps_of(plan)
    days = dated(steps, DAY)
    for step, one in zip(steps, days, strict=True):
        assert one.day == DAY if step.when == TODAY else one.day.weekday() == 0
        assert step.when != WEEK or one.day == date(2026, 11, 30)
    later = [one.day for step, one in zip(steps, days, strict=True) if step.when not in (TODAY, WEEK)]
    assert later == sorted(set(later))
    assert later[0] == date(2026, 12, 7)


def test_the_calendar_holds_each_day_and_names_nobody(plan, tmp_path):
    steps = steps_of(plan)
    text = calendar_text(dated_plan(plan, steps), DAY)
    assert text.endswith("END:VCALENDAR\r\n")
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    whole = text.replace("\r\n ", "")
    starts = re.findall(r"DTSTART;VALUE=DATE:(\d{8})", whole)
    assert len(starts) == whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") >= len(steps) + 2
    assert starts == sorted(starts)
    assert "20270101" in starts
    assert len(set(re.findall(r"UID:(\S+)", whole))) == len(starts)
    for name in filter(None, plan.contacts["name"]):
        assert name not in whole
    assert not re.search(r"(?<!\\)[,;]", "".join(re.findall(r"SUMMARY:(.*)", whole)))


def test_it_is_saved_replaced_and_known_as_ours(plan, tmp_path):
    path = tmp_path / "plan.ics"
    size = save_calendar(plan, steps_of(plan), path)
    assert path.read_bytes().count(b"BEGIN:VEVENT") == size
    assert is_ours(path)
    path.write_bytes(path.read_bytes().replace(b"lijst", b"lijstje", 1))
    assert not is_ours(path)
    with pytest.raises(AvgkitError, match=r"\.ics"):
        save_calendar(plan, [], tmp_path / "plan.txt")


def test_the_command_saves_it(tmp_path, capsys):
    lists = tmp_path / "lijst.csv"
    lists.write_text("Naam,E-mail\nAnna,anna@example.org\n", encoding="utf-8")
    path = tmp_path / "plan.ics"
    for _ in range(2):
        assert main(["plan", str(lists), "--agenda", str(path)]) == 0
    assert "plan.ics" in capsys.readouterr().out
    assert main(["classify", str(lists), str(path)]) == 0
    assert "Overgeslagen" not in capsys.readouterr().err
