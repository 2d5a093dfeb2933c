"""A value or a fact as a learner writes it in Dutch: its label, or a part of it that only that label has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

_BETWEEN = re.compile(r",\s*| of | \(|\)")


def code_of_label(labels: Mapping[str, str], text: str) -> str | None:
    """Return the code of which this is the label (or its first or other name), in whatever capitals; None for none."""
    return _codes(tuple(labels.items())).get(_plain(text))


@cache
def _codes(labels: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    names = [(code, _plain(label), [_plain(part) for part in _BETWEEN.split(label)]) for code, label in labels]
    times = Counter(part for _, _, parts in names for part in {*parts})
    found = {part: code for code, _, parts in names for part in parts if part and times[part] == 1}
    return found | {label: code for code, label, _ in names}


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'").strip().strip("-").lower())
