"""Who else handles your data: the kinds of helper, what each is mostly, and which tool a list comes from.

Sources: AVG art. 4(7), 4(8) and 28; for the bookkeeper NBA18 and NBA19. Where a tool keeps its data is common
knowledge, not checked, and only filled in where it is plain; else the learner looks it up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from avgkit.base.toml_data import read_data, records


@dataclass(frozen=True)
class Helper:
    """A kind of helper. ``work``: what they do; ``serves``: the activities they help with; ``advice``: what to look
    at.
    """

    id: str
    label: str
    work: str
    serves: frozenset[str]
    advice: tuple[str, ...]


def _helper(serves: list[str], advice: list[str], **told: str) -> Helper:
    return Helper(serves=frozenset(serves), advice=tuple(advice), **told)


TEXTS = "duties/documents/helpers.toml"
HELPERS: Mapping[str, Helper] = {helper.id: helper for helper in records(TEXTS, "helper", _helper)}
BOOKKEEPER_WORK: Mapping[str, str] = read_data(TEXTS)["bookkeeper_work"]
"""Decides whether a bookkeeper is a processor (mostly), a controller (mostly) or both. Disputed: NBA18, NBA19."""
OUTSIDE = "outside"


@dataclass(frozen=True)
class Tool:
    """A tool that lists were exported from in these formats. ``place`` is empty where the learner must look it up.

    ``activity``: the use of data that its lists show, if any.
    """

    name: str
    helper: str
    formats: tuple[str, ...]
    place: str = ""
    country: str = ""
    activity: str = ""


def _tool(formats: list[str], **told: str) -> Tool:
    return Tool(formats=tuple(formats), **told)


TOOLS: Mapping[str, Tool] = {name: tool for tool in records(TEXTS, "tool", _tool) for name in tool.formats}
"""From the name of an export format to the tool."""
