"""What is known of a tool: the exports that it makes, the lists that it takes, its marks, what kind of helper it is.

Everything stands in ``contacts/tools.toml``, one record per tool; a format module has its headings and what a row says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from avgkit.base.toml_data import read_data, records, texts_of
from avgkit.law.facts import Channel

DATA = "contacts/tools.toml"
_ADDRESSED = tuple(channel for channel in Channel if channel != Channel.PUBLIC_POST)


@dataclass(frozen=True)
class Export:
    """A file that a tool makes. ``name``: of the format; ``proves``: what it says of consent, relation and source
    (Dutch).

    ``headings_from``: how we know its headings, in English.
    """

    name: str
    title: str
    grade: str
    proves: str
    headings_from: str

    def __post_init__(self) -> None:
        if self.grade not in grades():
            raise ValueError(f"{self.name}: {self.grade} is geen cijfer uit [grades].")


@dataclass(frozen=True)
class Shape:
    """How a tool wants its file: headings by detail, the mark between cells (none for .xlsx) and who takes it.

    ``phone_headings`` has the heading of the number where that differs per channel. ``wants``: what we read of the
    tool's own demands (English), where (``read_at``) and when (``read_on``).
    """

    name: str
    title: str
    columns: Mapping[str, str]
    channels: tuple[Channel, ...]
    delimiter: str | None
    phone_headings: Mapping[str, str]
    wants: str
    read_at: str
    read_on: str

    @property
    def ending(self) -> str:
        return ".csv" if self.delimiter else ".xlsx"


@dataclass(frozen=True)
class Tool:
    """A tool; the keys of its record are told in ``contacts/tools.toml``. What is empty is not known or does not apply.

    ``place``: ``eea`` or ``outside``. ``script_marks``, ``signup_marks`` and ``own_pages`` are patterns (re).
    """

    name: str
    reads: tuple[Export, ...]
    writes: tuple[Shape, ...]
    script_marks: tuple[str, ...]
    signup_marks: tuple[str, ...]
    own_pages: tuple[str, ...]
    helper: str = ""
    place: str = ""
    country: str = ""
    activity: str = ""
    channel: str = ""
    details_from: str = ""

    def __post_init__(self) -> None:
        for mark in (*self.script_marks, *self.signup_marks, *self.own_pages):
            try:
                re.compile(mark)
            except re.error as error:
                raise ValueError(f"“{mark}” is geen patroon: {error}.") from None


def _shape(
    *,
    channels: list[str] | None = None,
    delimiter: str | None = None,
    phone_headings: Mapping[str, str] | None = None,
    read_at: str = "",
    read_on: str = "",
    **told: Any,
) -> Shape:
    return Shape(
        channels=_ADDRESSED if channels is None else tuple(map(Channel, channels)),
        delimiter=delimiter,
        phone_headings={Channel(channel): heading for channel, heading in (phone_headings or {}).items()},
        read_at=read_at,
        read_on=read_on,
        **told,
    )


def _tool(
    *,
    reads: list[dict[str, str]] | None = None,
    writes: list[dict[str, Any]] | None = None,
    marks: list[str] | None = None,
    script_marks: list[str] | None = None,
    signup_marks: list[str] | None = None,
    own_pages: list[str] | None = None,
    **told: str,
) -> Tool:
    both = texts_of("marks", marks or [])
    return Tool(
        reads=tuple(Export(**entry) for entry in reads or ()),
        writes=tuple(_shape(**entry) for entry in writes or ()),
        script_marks=(*both, *texts_of("script_marks", script_marks or ())),
        signup_marks=(*both, *texts_of("signup_marks", signup_marks or ())),
        own_pages=texts_of("own_pages", own_pages or ()),
        **told,
    )


def grades() -> Mapping[str, str]:
    """Return how sure we are of a format, for a learner, by grade (A to D)."""
    return read_data(DATA)["grades"]


@cache
def tools() -> tuple[Tool, ...]:
    """Return all tools. Raises DataError with the line of a record that is wrong."""
    return records(DATA, "tool", _tool)


@cache
def exports() -> Mapping[str, Export]:
    """Return the exports of all tools by the name of the format, in the order in which files are recognised."""
    return {export.name: export for tool in tools() for export in tool.reads}


@cache
def _tools_by_format() -> Mapping[str, Tool]:
    return {export.name: tool for tool in tools() for export in tool.reads}


def tool_of(format: str) -> Tool | None:
    """Return the tool that makes files of this format (a name of ``known_formats``), if we know it."""
    return _tools_by_format().get(format)


@cache
def shapes() -> Mapping[str, Shape]:
    """Return the lists that tools take, by name."""
    return {shape.name: shape for tool in tools() for shape in tool.writes}
