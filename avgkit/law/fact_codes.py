"""The value of a fact as a small number, for lists: its values in their order, then unknown, then the sets that were
said.
"""

from __future__ import annotations

from avgkit.base.errors import AvgkitError
from avgkit.law.facts import FACTS, UNKNOWN, Consent, YesNo, is_set

STAYS = {"consent": Consent.WITHDRAWN, "objection": YesNo.YES}
"""A no that a contact is known to have said is not undone by anything that is said later."""

_SETS: dict[str, list[str]] = {}
"""The sets that were said of each fact since the program started, in that order; their codes come after unknown."""
_CODES = 255
"""Codes that a uint8 has room for, save the last one (see ``codes.NOTHING``)."""


def code_of(fact: str, value: str) -> int:
    """Return the code of a fact's value: its place in the vocabulary; unknown comes after the last, and then each set.

    Raises AvgkitError with a Dutch sentence when more different sets are said than there are codes.
    """
    values = tuple(FACTS[fact].labels)
    if value == UNKNOWN:
        return len(values)
    if not is_set(value):
        return values.index(value)
    sets = _SETS.setdefault(fact, [])
    if value not in sets:
        if len(values) + 1 + len(sets) >= _CODES:
            raise AvgkitError(f"Er zijn te veel verschillende combinaties van waarden voor {fact}. Gebruik er minder.")
        sets.append(value)
    return len(values) + 1 + sets.index(value)


def said_by(fact: str, code: int) -> str:
    """Return the value, ``unknown`` or the set behind a code."""
    return (*FACTS[fact].labels, UNKNOWN, *_SETS.get(fact, ()))[code]


def codes_with(fact: str, value: str) -> list[int]:
    """Return the codes that leave room for this value without saying it: unknown, and the sets that hold it."""
    said = [UNKNOWN, *(one for one in _SETS.get(fact, ()) if value in FACTS[fact].options(one))]
    return [code_of(fact, one) for one in said]


def filled_in(fact: str, known: int, said: int) -> int:
    """Return the code of a fact that was known as this, after what was said of several contacts."""
    before, answer = said_by(fact, known), said_by(fact, said)
    if before == FACTS[fact].default or answer == STAYS.get(fact):
        return said
    both = [value for value in FACTS[fact].options(answer) if value in FACTS[fact].options(before)]
    return code_of(fact, FACTS[fact].said_as(both)) if both else known


def refuse_consent_of_several(fact: str, value: str, number: int) -> None:
    """Raise AvgkitError (Dutch) when a valid consent is said of more than one contact: each has its own proof (AVG art.
    7(1)).
    """
    if fact == "consent" and value == Consent.VALID and number > 1:
        raise AvgkitError(
            "Geldige toestemming zeg je van één persoon tegelijk, want ieder heeft een eigen bewijs. "
            "Kies één contact, of bewaar je bewijs met avgkit consent."
        )
