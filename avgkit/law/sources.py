"""The sources that rules, checks and documents point at; they stand in ``law/sources.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from avgkit.base.toml_data import records


@dataclass(frozen=True)
class Source:
    """Where a rule can be read. ``checked_on`` is None while nobody has opened the text itself."""

    key: str
    title: str
    address: str
    checked_on: date | None = None


SOURCES: Mapping[str, Source] = {source.key: source for source in records("law/sources.toml", "source", Source)}
