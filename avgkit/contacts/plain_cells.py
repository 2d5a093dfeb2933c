"""The plain cells of a list: nothing, a yes and a no, in the marks and words that people and programs write."""

from __future__ import annotations

import re
from functools import cache

from avgkit.base.toml_data import read_data
from avgkit.contacts.signal_rules import DATA
from avgkit.contacts.signal_words import meanings, plain_text

UNSAID = re.compile(r"(?<= )(?:NEG|NEE|LEFT|LEAVE|QUIT|DRAWN|STOP|OBJECT|ERASE|BLOCK) ")
"""What takes back a “ja” before it: “ja, later afgemeld”."""


def is_empty(value: str) -> bool:
    """Tell whether a cell holds nothing, or one of the marks that programs write for nothing."""
    word = plain_text(value.strip().strip("'\"")).strip()
    return word in _values()["empty"] or bool(
        re.match(r"(?:0000-00-00|1970-01-01|1899-12-3\d|0001-01-01)(?:[t ].*)?$", word)
    )


def says_yes(value: str) -> bool:
    """Tell whether a cell is a plain yes, a tick or a day."""
    return plain_word(value) in _values()["yes"] or bool(
        re.match(r"(?:ja|yes|oui)\b", plain_word(value)) and not UNSAID.search(meanings(value))
    )


def says_no(value: str) -> bool:
    """Tell whether a cell is a plain no."""
    return plain_word(value) in _values()["no"]


@cache
def _values() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(plain_text(word) or word for word in words) for name, words in read_data(DATA)["values"].items()
    }


def plain_word(value: str) -> str:
    """Return a cell as the plain word that it may be: small letters, without marks around it."""
    return plain_text(value.strip().strip("'\"").rstrip(".! ")) or value.strip()
