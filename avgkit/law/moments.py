"""The days on which the law for reaching people changed, in Dutch, with article and source (``law/moments.toml``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from avgkit.base.toml_data import checked_day, read_data, records
from avgkit.law.facts import label
from avgkit.law.sources import source_named

DATA = "law/moments.toml"


@dataclass(frozen=True)
class Moment:
    """The first day of a regime: a title, what changed, the articles and the sources (keys of SOURCES)."""

    day: date
    title: str
    change: str
    articles: str
    sources: tuple[str, ...]


def told_moments() -> Mapping[date, Moment]:
    """Return the moments that somebody wrote, by day."""

    def moment(day: date, sources: list[str], **said: Any) -> Moment:
        return Moment(checked_day("day", day), sources=tuple(source_named(key).key for key in sources), **said)

    return {moment.day: moment for moment in records(DATA, "moment", moment)}


def untold_moment(day: date, channels: Iterable[str], articles: Iterable[str], sources: Iterable[str]) -> Moment:
    """Return the moment of a day on which rules change that nobody wrote a text for yet."""
    said = read_data(DATA)["untold"]
    names = ", ".join(label("channel", channel) for channel in channels)
    once = dict.fromkeys
    return Moment(
        day, said["title"], said["change"].format(channels=names), "; ".join(once(articles)), tuple(once(sources))
    )
