"""Does the AVG see you? Three questions, as articles 2 and 4 put them; the outcomes stand in ``scope.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from avgkit.base.toml_data import records


@dataclass(frozen=True)
class Scope:
    """Whether the AVG holds, in a Dutch sentence, with why and the article. ``holds`` is None: a question is open."""

    holds: bool | None
    answer: str
    why: str
    article: str


def scope(*, of_people: bool | None, at_home_only: bool | None, in_order: bool | None) -> Scope:
    """Return whether the AVG holds for what you do.

    ``of_people``: the data are about living people (art. 4(1)). ``at_home_only``: purely private, no work at all
    (art. 2(2)(c)). ``in_order``: on a computer or phone, or on paper that is kept in order (art. 2(1)). None is a
    question that is still open.
    """
    found = outcomes()
    if of_people is False:
        return found["not_of_people"]
    if at_home_only:
        return found["at_home_only"]
    if in_order is False:
        return found["not_in_order"]
    return found["open" if None in (of_people, at_home_only, in_order) else "holds"]


@cache
def outcomes() -> dict[str, Scope]:
    """Return the outcomes by id. Raises DataError."""
    return dict(records("course/personal_data/scope.toml", "outcome", _outcome))


def _outcome(id: str, answer: str, why: str, article: str, holds: bool | None = None) -> tuple[str, Scope]:
    return id, Scope(holds, answer, why, article)
