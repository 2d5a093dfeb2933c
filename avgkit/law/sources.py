"""The sources that rules, checks and documents point at; they stand in ``law/sources.toml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from avgkit.base.errors import AvgkitError
from avgkit.base.toml_data import checked_day, records, texts_of


@dataclass(frozen=True)
class Source:
    """Where a rule can be read. ``checked_on`` is None while nobody has opened the text itself.

    ``copy`` is the address of the copy in which it was read, where that is not ``address``; ``unread`` names the
    articles of it that were not.
    """

    key: str
    title: str
    address: str
    checked_on: date | None = None
    copy: str = ""
    unread: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.checked_on is not None:
            checked_day("checked_on", self.checked_on)


def _source(unread: Sequence[str] = (), **said: Any) -> Source:
    return Source(unread=texts_of("unread", unread), **said)


SOURCES: Mapping[str, Source] = {source.key: source for source in records("law/sources.toml", "source", _source)}


def source_named(key: str) -> Source:
    """Return the source with this key. Raises AvgkitError with a Dutch sentence when there is none."""
    if key not in SOURCES:
        raise AvgkitError(f"“{key}” is geen bron. Kies uit: {', '.join(sorted(SOURCES))}.")
    return SOURCES[key]
