"""Whether two names are one sender. A yes asks for the very name (S11); a no holds unless it is surely another's."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

_LEGAL_FORMS = frozenset(
    {
        *("bv", "nv", "vof", "cv", "eenmanszaak", "zzp", "maatschap", "stichting", "vereniging", "holding", "groep"),
        *("gmbh", "ltd", "inc", "llc", "bvba", "srl", "beheer", "de", "het", "en", "the", "and"),
    }
)
"""Words that are left out before two names are compared."""
_ALIKE = 0.75
"""From this likeness (0 to 1, of ``SequenceMatcher``) a name may be the other with a slip of the pen. Our choice."""


def same_sender(one: str, other: str) -> bool:
    """Tell whether two names are one sender: capitals and spaces do not count, one company is not another (S11)."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def surely_other_sender(one: str, other: str) -> bool:
    """Tell whether two names are certainly of two senders: nothing is certain of a name that is not known, that holds
    the other, or that differs by a slip of the pen, a legal form or the way of writing.
    """
    words, others = _words(one), _words(other)
    if not words or not others or same_sender(one, other):
        return False
    if set(words) <= set(others) or set(others) <= set(words):
        return False
    left, right = "".join(words), "".join(others)
    return not (left in right or right in left or SequenceMatcher(None, left, right).ratio() >= _ALIKE)


def _words(name: str) -> list[str]:
    """Return the words of a name without accents, marks and legal forms; all of them when nothing else is left."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark)).replace(".", "")
    found = re.findall(r"\w+", plain)
    return [word for word in found if word not in _LEGAL_FORMS] or found
