"""The sources that rules, checks and documents point at; they stand in ``law/sources.toml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from avgkit.base.toml_data import records


@dataclass(frozen=True)
class Source:
    """Where a rule can be read. ``checked_on`` is None while nobody has opened the text itself.

    ``copy`` is the address of the copy in which it was read, where that is not ``address``; ``unread`` names the articles
    of it that were not.
    """

    key: str
    title: str
    address: str
    checked_on: date | None = None
    copy: str = ""
    unread: tuple[str, ...] = ()


def _source(unread: Sequence[str] = (), **said: Any) -> Source:
    return Source(unread=tuple(unread), **said)


SOURCES: Mapping[str, Source] = {source.key: source for source in records("law/sources.toml", "source", _source)}
