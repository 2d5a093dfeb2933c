"""The exercises of the course, a module per notebook. A new module is named once, in ``_NOTEBOOKS``."""

from __future__ import annotations

from collections.abc import Mapping

from avgkit.base.errors import AvgkitError
from avgkit.course.exercises import (
    action_plan,
    calls_and_post,
    consent,
    duties,
    linkedin,
    messages,
    my_list,
    personal_data,
    start,
)
from avgkit.course.exercises.model import Exercise, Feedback, check, letter_of

__all__ = ["EXERCISES", "Exercise", "Feedback", "check", "exercise", "letter_of"]

_NOTEBOOKS = (
    start,
    personal_data,
    my_list,
    messages,
    calls_and_post,
    linkedin,
    consent,
    duties,
    action_plan,
)

EXERCISES: Mapping[str, Exercise] = {item.key: item for module in _NOTEBOOKS for item in module.EXERCISES}


def exercise(key: str) -> Exercise:
    """Return the exercise with this key. Raises AvgkitError with a Dutch sentence when there is none."""
    if key not in EXERCISES:
        raise AvgkitError(f"De oefening “{key}” bestaat niet. Kies uit: {', '.join(EXERCISES)}.")
    return EXERCISES[key]
