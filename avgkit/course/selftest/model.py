"""A question of the self-test: an exercise with the facts of the course that it asks about, its article and source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from avgkit.course.exercises import Exercise


@dataclass(frozen=True, repr=False)
class Question(Exercise):
    """``facts``: the numbers S01 to S27; ``article``: where it stands; ``source``: a key of ``rules.sources.SOURCES``."""

    facts: tuple[str, ...] = ()
    article: str = ""
    source: str = ""


def question(
    key: str,
    text: str,
    answer: str,
    options: Mapping[str, tuple[str, str]],
    *,
    facts: str,
    article: str,
    source: str,
    **verdict: object,
) -> Question:
    """Return a question. ``options``: letter -> (option, feedback); ``verdict``: ``case``, ``verdict`` and ``as_of``."""
    return Question(
        key=key,
        question=text,
        options={letter: option for letter, (option, _) in options.items()},
        answer=answer,
        feedback={letter: feedback for letter, (_, feedback) in options.items()},
        facts=tuple(facts.split()),
        article=article,
        source=source,
        **verdict,
    )
