"""The exercises of the lessons and the thirty questions of the self-test, read from the Markdown in ``course/``.

A page (docs/lessons.md has an example) holds exercises: a heading ``## key``, the question, options ``- [ ]`` or
``- [x]`` (right), each with why after ``>``, and then ``_DETAILS``. A mistake is a DataError with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from string import ascii_lowercase
from typing import Any

from avgkit.base.dutch import count
from avgkit.base.errors import AvgkitError
from avgkit.base.places import COURSE_DAY
from avgkit.base.toml_data import _PACKAGE, DataError
from avgkit.law.facts import VERDICT_LABELS, fact_named


@dataclass(frozen=True, repr=False)
class Exercise:
    """One question with lettered options, and a sentence of feedback for every option.

    Where the answer is a verdict, ``case`` holds the facts and ``as_of`` the day, so that a test can hold the answer
    against the rules. In the self-test ``facts`` are the numbers S01 to S27 of what the course tells, ``article`` is
    where it stands, and ``source`` a key of ``rules.sources.SOURCES``.
    """

    key: str
    question: str
    options: Mapping[str, str]
    answer: str
    feedback: Mapping[str, str]
    case: Mapping[str, str] = field(default_factory=dict)
    verdict: str = ""
    as_of: date = COURSE_DAY
    facts: tuple[str, ...] = ()
    article: str = ""
    source: str = ""

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


def exercise(key: str) -> Exercise:
    """Return the exercise with this key. Raises AvgkitError with a Dutch sentence when there is none."""
    if key not in EXERCISES:
        raise AvgkitError(f"De oefening “{key}” bestaat niet. Kies uit: {', '.join(EXERCISES)}.")
    return EXERCISES[key]


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


def right(answers: Mapping[str, str]) -> int:
    """Return how many of these answers to the self-test (key of a question -> letter) are right."""
    return sum(check(question, answers[question.key]).correct for question in QUESTIONS if question.key in answers)


def score(answers: Mapping[str, str]) -> str:
    """Say how far somebody is with the self-test, and what to read again when all is answered."""
    done = [question for question in QUESTIONS if question.key in answers]
    if not done:
        return f"Er zijn {len(QUESTIONS)} vragen. Je hebt er nog geen beantwoord."
    good = right(answers)
    answered = count(len(done), "vraag", "vragen")
    text = f"Je hebt {answered} van de {len(QUESTIONS)} beantwoord. Daarvan zijn er {good} goed."
    if len(done) < len(QUESTIONS):
        return text
    wrong = sorted({fact for item in done if not check(item, answers[item.key]).correct for fact in item.facts})
    return f"{text} Lees nog eens over: {', '.join(wrong)}." if wrong else f"{text} Alles goed!"


@dataclass
class _Part:
    """What begins on a line of a page, together with the lines that go on with it."""

    kind: str
    text: str
    place: str
    right: bool = False


_PARTS = {
    "key": re.compile(r"## (\w+)"),
    "option": re.compile(r"- \[[ xX]\] (.+)"),
    "why": re.compile(r" +> (.+)"),
    "detail": re.compile(r"- (\w+: .+)"),
    "more": re.compile(r" +([^\s>-].*)"),
    "question": re.compile(r"([^\s#>-].*)"),
}
_NAMES = {
    "title": "de titel",
    "key": "een kop (## naam)",
    "question": "de vraag",
    "option": "een antwoord (- [ ] of - [x])",
    "why": "de uitleg (  > …)",
    "detail": "een gegeven (- Naam: …)",
}
_NEXT = {
    "title": ("key",),
    "key": ("question",),
    "question": ("option",),
    "option": ("why",),
    "why": ("option", "detail", "key"),
    "detail": ("detail", "key"),
}


def read_exercises(pages: Iterable[tuple[str, str]]) -> dict[str, Exercise]:
    """Return the exercises by key, in the order of the pages: pairs of a name and a text. Raises DataError."""
    found: dict[str, Exercise] = {}
    for name, text in pages:
        for parts in _blocks(name, text):
            made = _exercise(parts)
            if made.key in found:
                raise DataError(f"{parts[0].place}: de naam “{made.key}” is al gebruikt.")
            found[made.key] = made
    return found


def _blocks(name: str, text: str) -> Iterator[list[_Part]]:
    """Give the parts of each exercise on a page."""
    parts: list[_Part] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or (not parts and line.startswith("# ")):
            continue
        part = _part(line, f"avgkit/{name}, regel {number}")
        last = parts[-1] if parts else _Part("title", "", part.place)
        goes_on = part.kind == "more" and last.kind not in ("title", "key")
        if goes_on or part.kind == last.kind in ("question", "why"):
            last.text += f" {part.text}"
            continue
        _hold_order(last, part)
        if part.kind == "key" and parts:
            yield parts
            parts = []
        parts.append(part)
    if parts:
        _hold_order(parts[-1], _Part("key", "", parts[-1].place))
        yield parts


def _part(line: str, place: str) -> _Part:
    for kind, pattern in _PARTS.items():
        if found := pattern.fullmatch(line.rstrip()):
            return _Part(kind, found[1], place, right=line.startswith(("- [x]", "- [X]")))
    raise DataError(f"{place}: “{line.strip()}” hoort niet op zo’n bladzijde.")


def _hold_order(last: _Part, part: _Part) -> None:
    if part.kind not in _NEXT[last.kind]:
        wanted = " of ".join(_NAMES[kind] for kind in _NEXT[last.kind])
        raise DataError(f"{part.place}: na {_NAMES[last.kind]} hoort {wanted}.")


def _exercise(parts: list[_Part]) -> Exercise:
    key, question, *rest = parts
    options = [part for part in rest if part.kind == "option"]
    reasons = [part.text for part in rest if part.kind == "why"]
    letters = ascii_lowercase[: len(options)]
    answers = [letter for letter, part in zip(letters, options, strict=True) if part.right]
    if len(options) < 2 or len(answers) != 1:
        raise DataError(f"{key.place}: geef “{key.text}” twee of meer antwoorden, en één kruisje ([x]).")
    return Exercise(
        key=key.text,
        question=question.text,
        options=dict(zip(letters, (part.text for part in options), strict=True)),
        answer=answers[0],
        feedback=dict(zip(letters, reasons, strict=True)),
        **_details(key, [part for part in rest if part.kind == "detail"]),
    )


def _details(key: _Part, parts: list[_Part]) -> dict[str, Any]:
    details: dict[str, Any] = {}
    for part in parts:
        label, _, value = part.text.partition(": ")
        if label not in _DETAILS or _DETAILS[label][0] in details:
            raise DataError(f"{part.place}: “{label}” staat er al of bestaat niet. Kies uit: {', '.join(_DETAILS)}.")
        name, parse = _DETAILS[label]
        try:
            details[name] = parse(value)
        except AvgkitError as error:
            raise DataError(f"{part.place}: {error}") from None
    if ("case" in details) != ("verdict" in details):
        raise DataError(f"{key.place}: schrijf bij “{key.text}” een Geval én een Uitkomst, of geen van beide.")
    return details


def _case(text: str) -> dict[str, str]:
    case: dict[str, str] = {}
    for pair in re.split(", *", text):
        name, _, value = pair.partition("=")
        if not value:
            raise AvgkitError(f"“{pair}” is geen feit. Schrijf het zo: relation=customer.")
        fact_named(name).parse(value)
        case[name] = value
    return case


def _verdict(text: str) -> str:
    for code, label in VERDICT_LABELS.items():
        if label == text:
            return code
    raise AvgkitError(f"“{text}” is geen uitkomst. Kies uit: {'; '.join(VERDICT_LABELS.values())}.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise AvgkitError(f"“{text}” is geen dag. Schrijf het zo: 2022-03-01.") from None


_DETAILS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "Feiten": ("facts", lambda text: tuple(re.split(", *", text))),
    "Artikel": ("article", str),
    "Bron": ("source", str),
    "Geval": ("case", _case),
    "Uitkomst": ("verdict", _verdict),
    "Dag": ("as_of", _day),
}


def _read(folder: str) -> dict[str, Exercise]:
    paths = sorted((_PACKAGE / "course" / folder).glob("*.md"))
    return read_exercises((f"course/{folder}/{path.name}", path.read_text(encoding="utf-8")) for path in paths)


EXERCISES: Mapping[str, Exercise] = _read("exercises")
"""The exercises of the lessons: a page has the name of its notebook."""
QUESTIONS: tuple[Exercise, ...] = tuple(_read("self_test").values())
"""The self-test: thirty questions on the whole course, without a certificate, in the order of the course."""
