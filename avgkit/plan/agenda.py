"""The days of a plan: when to do each step, and a calendar file (.ics) with the days of the coming year.

The form of the file: RFC 5545 (iCalendar), with days instead of hours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from avgkit.base.dutch import MONTHS, dutch_day
from avgkit.base.errors import AvgkitError
from avgkit.base.files import save_whole
from avgkit.base.own_work import with_calendar_mark
from avgkit.base.toml_data import read_data
from avgkit.law.rules import MOMENTS
from avgkit.plan.groups import Plan
from avgkit.plan.steps import TEXTS, TODAY, WEEK, Step

_TOLD = read_data(TEXTS)["agenda"]
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_AGAIN_MONTHS = 6
"""Months after which we advise to look again. Our choice: the law names no term."""
_LONGEST = 73
"""Bytes of a line, so that it stays under 75 with the space that a next line begins with (RFC 5545, 3.1)."""


@dataclass(frozen=True)
class DatedStep:
    """Something to do on a day."""

    day: date
    what: str
    why: str

    @property
    def when(self) -> str:
        """The day in words, such as “maandag 30 november”."""
        return f"{WEEKDAYS[self.day.weekday()]} {self.day.day} {MONTHS[self.day.month - 1]}"


def _monday(after: date) -> date:
    return after + timedelta(days=7 - after.weekday())


def _months_on(day: date, months: int) -> date:
    """Return the first Monday of the month that is so many months on."""
    place = day.year * 12 + day.month - 1 + months
    first = date(place // 12, place % 12 + 1, 1)
    return first if first.weekday() == 0 else _monday(first)


def day_of_step(step: Step, number: int, today: date) -> date:
    """Return when to do a step: today, next Monday, or the first Monday of a coming month (``number``: which)."""
    if step.when == TODAY:
        return today
    return _monday(today) if step.when == WEEK else _months_on(today, number)


def dated(steps: Iterable[Step], today: date) -> list[DatedStep]:
    """Return the steps with their days; those of this year one a month, in their order."""
    found, later = [], 0
    for step in steps:
        later += step.when not in (TODAY, WEEK)
        found.append(DatedStep(day_of_step(step, later, today), step.what, step.why))
    return found


def dated_plan(plan: Plan, steps: Iterable[Step]) -> list[DatedStep]:
    """Return all days of the coming year: steps, a law that changes, the retention check, and when to look again."""
    today = plan.as_of
    coming = [
        DatedStep(moment.day, _TOLD["law"].format(title=moment.title), moment.change)
        for moment in MOMENTS
        if today < moment.day <= today.replace(year=today.year + 1, day=min(today.day, 28))
    ]
    kept = DatedStep(date(today.year + 1, 1, 1), _TOLD["retention"], _TOLD["retention_why"])
    again = DatedStep(_months_on(today, _AGAIN_MONTHS), _TOLD["again"], _TOLD["again_why"])
    return sorted([*dated(steps, today), *coming, kept, again], key=lambda one: one.day)


def calendar_text(days: Iterable[DatedStep], today: date) -> str:
    """Return a calendar file. It names nobody: only what there is to do."""
    made = _TOLD["made"].format(day=dutch_day(today))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//avgkit//actieplan//NL"]
    for one in days:
        id = hashlib.sha256(f"{one.day} {one.what}".encode()).hexdigest()[:20]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{id}@avgkit.example.org",
            f"DTSTAMP:{today:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(one.what)}",
            f"DESCRIPTION:{_escaped(f'{one.why} {made}')}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return with_calendar_mark("".join(f"{part}\r\n" for line in lines for part in _folded(line)))


def _escaped(text: str) -> str:
    flat = " ".join(text.split())
    return flat.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> list[str]:
    """Return a line in parts of at most 75 bytes, a space before each but the first."""
    parts: list[str] = []
    now = ""
    for sign in line:
        if len((now + sign).encode()) > _LONGEST:
            parts, now = [*parts, now], ""
        now += sign
    return [(" " if place else "") + part for place, part in enumerate([*parts, now])]


def save_calendar(plan: Plan, steps: Iterable[Step], path: Path) -> int:
    """Write the calendar file and return its number of days. Raises AvgkitError for another ending, and as
    ``save_whole`` does.
    """
    if path.suffix.lower() != ".ics":
        raise AvgkitError(f"{path.name} kan geen agenda zijn; kies een naam met .ics.")
    days = dated_plan(plan, steps)
    text = calendar_text(days, plan.as_of).encode()
    save_whole(path, lambda spare: Path(spare).write_bytes(text))
    return len(days)
