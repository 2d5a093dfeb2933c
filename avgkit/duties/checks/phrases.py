"""The words by which the checks know what a form or a mail says, Dutch and English. Matched without regard to case.

The lists stand in ``duties/checks/recognition.toml``, the marks of tools in ``contacts/tools.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from avgkit.base.toml_data import read_data
from avgkit.contacts.tools import tools

_LISTS = read_data("duties/checks/recognition.toml")


def joined(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern that matches what any of these does."""
    return re.compile("|".join(patterns), re.IGNORECASE)


def says(*names: str) -> re.Pattern[str]:
    """Return one pattern for all that stands in these lists of what is said; marks of tools are words of newsletter."""
    marks = {"newsletter": [mark for tool in tools() for mark in tool.signup_marks]}
    return joined(pattern for name in names for pattern in [*_LISTS["said"][name], *marks.get(name, ())])


def patterns_of(table: str) -> Mapping[str, re.Pattern[str]]:
    """Return the patterns of a table by their names, in its order."""
    return {name: joined(patterns) for name, patterns in _LISTS[table].items()}


def labels_of(table: str) -> Mapping[str, str]:
    """Return the Dutch names that a table gives."""
    return _LISTS[table]


NO_NAMES = frozenset(_LISTS["no_names"])
NEWSLETTER = says("newsletter")
MARKETING = says("newsletter", "marketing")
CONSENT = says("consent")
TERMS = says("terms")
PRIVACY = says("privacy")
LEAVE = says("leave")
PARTNERS = says("partners")
NOT = says("not")
YES = says("yes")
CHANNELS = patterns_of("channels")
SIDE_PURPOSES = patterns_of("side_purposes")
SIGN_UP_BUTTON = says("sign_up_button")
OTHER_DEAL = says("other_deal")
MAGNET = re.compile(rf"({says('magnet').pattern})\w*( [\w-]+){{0,2}}", re.IGNORECASE)
FREQUENCY = says("frequency")
CONFIRM = says("confirm")
CHILDREN = says("children")
PARENTS = says("parents")
MARKETING_WORDS_SEEN = says("newsletter", "advertising")


def sentences(text: str) -> list[str]:
    """Split text into sentences, roughly."""
    return [part for part in re.split(r"(?<=[.!?;•|])\s+|\n", text) if part.strip()]


def said_plainly(pattern: re.Pattern[str], text: str) -> str:
    """Return the words that match in a sentence without “niet”, “nooit” or “geen”; empty when there is none."""
    for sentence in sentences(text):
        if (found := pattern.search(sentence)) and not NOT.search(sentence):
            return found.group()
    return ""
