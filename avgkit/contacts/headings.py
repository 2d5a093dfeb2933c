"""Which heading means what, for lists that no format module knows; the headings stand in ``headings.toml``."""

from __future__ import annotations

import re
from functools import cache

from avgkit.base.toml_data import read_data

MEANINGS = {meaning: tuple(headings) for meaning, headings in read_data("contacts/headings.toml").items()}
"""A meaning and the headings for it, folded: lower case, single spaces."""
_TABLE = {heading: meaning for meaning, headings in MEANINGS.items() for heading in headings}


@cache
def fold(heading: str) -> str:
    """Return a heading in one form: lower case, single spaces, no underscores or colons."""
    return re.sub(r"[\s_]+", " ", heading.strip().strip("*:").strip().lower())


def meaning_of(heading: str) -> str | None:
    """Return what a heading means (a key of MEANINGS), or None."""
    return _TABLE.get(fold(heading))
