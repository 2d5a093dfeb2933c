"""The self-test: thirty questions on the whole course, without a certificate. A module per subject."""

from __future__ import annotations

from collections.abc import Mapping

from avgkit.base.dutch import count
from avgkit.course.exercises import check
from avgkit.course.selftest import calls, consent, duties, linkedin, messages, scope
from avgkit.course.selftest.model import Question

__all__ = ["QUESTIONS", "Question", "right", "score"]

QUESTIONS: tuple[Question, ...] = tuple(
    question for module in (scope, messages, consent, calls, linkedin, duties) for question in module.QUESTIONS
)
"""In the order of the course."""


def right(answers: Mapping[str, str]) -> int:
    """Return how many of these answers (key of a question -> letter) are right."""
    return sum(check(question, answers[question.key]).correct for question in QUESTIONS if question.key in answers)


def score(answers: Mapping[str, str]) -> str:
    """Say how far somebody is, and what to read again when all is answered."""
    done = [question for question in QUESTIONS if question.key in answers]
    if not done:
        return f"Er zijn {len(QUESTIONS)} vragen. Je hebt er nog geen beantwoord."
    good = right(answers)
    text = f"Je hebt {count(len(done), 'vraag', 'vragen')} van de {len(QUESTIONS)} beantwoord. Daarvan zijn er {good} goed."
    if len(done) < len(QUESTIONS):
        return text
    wrong = sorted({fact for item in done if not check(item, answers[item.key]).correct for fact in item.facts})
    return f"{text} Lees nog eens over: {', '.join(wrong)}." if wrong else f"{text} Alles goed!"
