"""What the law wants in a document, element by element, and whether the answers give it.

An element is ticked, missing, or does not apply. It is missing as long as one of its questions that applies is open,
also when it is not yet known whether the question applies. So a missing answer never makes an element go away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from avgkit.duties.checks.questions import NONE, Answers, Condition
from avgkit.duties.documents.document_questions import QUESTIONS

FAMILIES = {"{activity}": "activities", "{helper}": "helpers", "{processor}": "processor"}
"""A family in an id -> the question whose answers fill it in."""


class ElementState(StrEnum):
    """Whether an element is in the document."""

    TICKED = "ticked"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


STATE_LABELS = {
    ElementState.TICKED: "ja",
    ElementState.MISSING: "ontbreekt",
    ElementState.NOT_APPLICABLE: "niet nodig hier",
}


@dataclass(frozen=True)
class Element:
    """One thing that the law wants in a document.

    ``asks``: ids of questions, or families as ``{activity}.basis``; none when the fixed text gives it. ``wants``: the
    only answers that count, when not every answer does.
    """

    id: str
    article: str
    label: str
    question: str
    help: str = ""
    asks: tuple[str, ...] = ()
    wants: frozenset[str] | None = None


@dataclass(frozen=True)
class Checked:
    """An element with its state, and the ids of the questions that are open (or answered with what does not count)."""

    element: Element
    state: ElementState
    open: tuple[str, ...] = ()


def check_elements(element: Element, answers: Answers) -> Checked:
    """Return the state of an element for these answers."""
    concerned, open_ = questions_of(element, answers)
    if element.wants is not None:
        wrong = (id for id in concerned if answers.get(id) not in element.wants)
        open_ = tuple(dict.fromkeys((*open_, *wrong)))
    if open_:
        return Checked(element, ElementState.MISSING, open_)
    return Checked(element, ElementState.TICKED if concerned or not element.asks else ElementState.NOT_APPLICABLE)


def questions_of(element: Element, answers: Answers) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the questions that this element needs now, and of those among them that are open.

    A question that may or may not apply is left out; the question that decides about it is then open.
    """
    needed: dict[str, None] = {}
    open_: dict[str, None] = {}
    for pattern in element.asks:
        ids, undecided = expand(pattern, answers)
        open_.update(dict.fromkeys(undecided))
        for id in ids:
            applies, deciding = _holds(QUESTIONS[id].only_if, answers)
            open_.update(dict.fromkeys(deciding))
            if applies:
                needed[id] = None
    open_.update(dict.fromkeys(id for id in needed if id not in answers))
    return tuple(needed), tuple(open_)


def expand(pattern: str, answers: Answers) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids that a pattern stands for, and the question that must be answered first, if any."""
    for family, chooser in FAMILIES.items():
        if pattern.startswith(family):
            chosen = answers.get(chooser)
            if chosen is None:
                return (), (chooser,)
            members = (chosen,) if isinstance(chosen, str) else chosen
            ids = (pattern.replace(family, member) for member in members if member != NONE)
            return tuple(id for id in ids if id in QUESTIONS), ()
    return (pattern,), ()


def answers_to(pattern: str, answers: Answers) -> tuple[set[str], tuple[str, ...]]:
    """Return all that is answered to a question or a family, and the ids of what is still open."""
    ids, undecided = expand(pattern, answers)
    known = (answers[id] for id in ids if id in answers)
    found = {code for value in known for code in ((value,) if isinstance(value, str) else value)}
    return found, (*undecided, *(id for id in ids if id not in answers))


def _holds(condition: Condition | None, answers: Answers) -> tuple[bool, tuple[str, ...]]:
    """Tell whether a condition is known to hold; the questions that still decide about it come along when it is not."""
    if condition is None:
        return True, ()
    known, open_ = answers_to(condition.asks, answers)
    return (True, ()) if condition.values & known else (False, open_)


def asked_for(elements: Iterable[Element], answers: Answers) -> tuple[str, ...]:
    """Return the ids of the questions to ask now for these elements, in the order of QUESTIONS.

    Questions that decide whether another one applies are among them, also when they are answered.
    """
    wanted: set[str] = set()
    for element in elements:
        needed, open_ = questions_of(element, answers)
        wanted |= {*needed, *open_, *_deciding(element.asks, answers)}
    return tuple(id for id in QUESTIONS if id in wanted)


def _deciding(patterns: Sequence[str], answers: Answers) -> set[str]:
    found = set()
    for pattern in patterns:
        found |= {chooser for family, chooser in FAMILIES.items() if pattern.startswith(family)}
        for id in expand(pattern, answers)[0]:
            if condition := QUESTIONS[id].only_if:
                found |= {condition.asks} if condition.asks in QUESTIONS else set(expand(condition.asks, answers)[0])
                found |= {chooser for family, chooser in FAMILIES.items() if condition.asks.startswith(family)}
    return found
