"""Exercises: a question, options, the tested answer and feedback for each wrong one.

Where the answer is a verdict, ``case`` holds the facts and ``as_of`` the day, so that a test can hold the answer
against the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from avgkit.base.errors import AvgkitError
from avgkit.base.places import COURSE_DAY

CUSTOMER: Mapping[str, str] = {
    "relation": "customer",
    "details_source": "own_sale",
    "similar_product": "yes",
    "opt_out_offered": "yes",
    "consent": "none",
    "objection": "no",
}
"""A customer without consent for whom the exception for customers fits."""


@dataclass(frozen=True, repr=False)
class Exercise:
    """One question with lettered options. ``feedback`` has a sentence for every option."""

    key: str
    question: str
    options: Mapping[str, str]
    answer: str
    feedback: Mapping[str, str]
    case: Mapping[str, str] = field(default_factory=dict)
    verdict: str = ""
    as_of: date = COURSE_DAY

    def __repr__(self) -> str:
        lines = [self.question, *(f"  {letter}. {text}" for letter, text in self.options.items())]
        return "\n".join(lines)


@dataclass(frozen=True, repr=False)
class Feedback:
    """What a learner gets back for an answer."""

    correct: bool
    text: str

    def __repr__(self) -> str:
        return f"{'Goed.' if self.correct else 'Nog niet.'} {self.text}"


def letter_of(exercise: Exercise, answer: str) -> str:
    """Return the option of an answer such as “B” or “b.”. Raises AvgkitError with a Dutch sentence for another."""
    letter = str(answer).strip().lower().rstrip(".)")
    if letter not in exercise.options:
        raise AvgkitError(f"Het antwoord “{answer}” bestaat niet. Kies uit: {', '.join(exercise.options)}.")
    return letter


def check(exercise: Exercise, answer: str) -> Feedback:
    """Return feedback on an answer, given as the letter of an option."""
    letter = letter_of(exercise, answer)
    return Feedback(letter == exercise.answer, exercise.feedback[letter])
