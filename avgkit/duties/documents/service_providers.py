"""Who else handles your data: kinds of helper, and what each mostly is. Which tool is what: ``contacts/tools.toml``.

Sources: AVG art. 4(7), 4(8) and 28; for the bookkeeper NBA18 and NBA19.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from avgkit.base.toml_data import read_data, records


@dataclass(frozen=True)
class Helper:
    """A kind of helper. ``work``: what they do; ``serves``: for which activities; ``advice``: what to look at."""

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
