"""Numbers, days and sentences in Dutch, whatever the language of the computer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def count(number: int, one: str, many: str) -> str:
    """Return “1 contact” or “2 contacten”, with a dot in thousands."""
    return f"{number:,} {one if number == 1 else many}".replace(",", ".")


def dutch_day(day: date) -> str:
    """Return “24 november 2026”, whatever the language of the computer."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


class Sentence(str):
    """Text that a notebook shows without quotes."""

    def __repr__(self) -> str:
        return str(self)
