"""Exercises: a question, options, the tested answer and feedback for each wrong one.

Where the answer is a verdict, ``case`` holds the facts, so that a test can hold the answer against the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from avgkit.errors import AvgkitError


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


_ALL = (
    Exercise(
        key="start",
        question="Noor bewaart alleen de naam en het zakelijke mailadres van een klant. Valt zij onder de AVG?",
        options={
            "a": "Nee, zij is maar een zzp’er.",
            "b": "Nee, want een zakelijk adres is geen persoonsgegeven.",
            "c": "Ja, want zij bewaart gegevens van een persoon.",
        },
        answer="c",
        feedback={
            "a": "De AVG geldt voor elk bedrijf, ook als je alleen werkt. Verander de letter en voer de cel opnieuw uit.",
            "b": "Een mailadres met een naam erin hoort bij een persoon. Zakelijk of niet, dat maakt niet uit.",
            "c": "Een naam met een mailadres is een persoonsgegeven. Wie dat bewaart, valt onder de AVG.",
        },
    ),
    Exercise(
        key="mijn_lijst",
        question="Noor vindt het mailadres van een connectie in haar download van LinkedIn. Er is geen andere band. "
        "Mag zij dat adres in haar nieuwsbrief zetten?",
        options={
            "a": "Ja, want een connectie heeft zelf ‘ja’ gezegd.",
            "b": "Nee, want een connectie gaf het adres niet voor haar nieuwsbrief.",
            "c": "Ja, als er in elke mail een link staat om je af te melden.",
        },
        answer="b",
        feedback={
            "a": "Een connectie zegt ja tegen contact op LinkedIn. Dat is geen toestemming voor een nieuwsbrief.",
            "b": "De download is niet voor reclame bedoeld. Een openbaar bericht met een link om je aan te melden mag wel.",
            "c": "Zo’n link moet erin, maar daarmee heb je nog geen toestemming vooraf.",
        },
        case={
            "channel": "email",
            "purpose": "newsletter",
            "relation": "connection",
            "details_source": "platform_export",
            "consent": "none",
            "objection": "no",
        },
        verdict="not_allowed",
    ),
    Exercise(
        key="digitale_berichten",
        question="Noor schreef in 2025 een folder voor een bakker. Bij die opdracht kreeg zij zijn mailadres. Hij kon "
        "zich toen afmelden, en dat kan in elke mail. Mag zij hem een aanbieding voor een nieuwe folder mailen?",
        options={
            "a": "Nee, zonder toestemming mag je nooit een aanbieding mailen.",
            "b": "Ja, want een zakelijk adres is vrij te gebruiken.",
            "c": "Ja, onder voorwaarden: hij is klant en het aanbod lijkt op wat hij kocht.",
        },
        answer="c",
        feedback={
            "a": "Dat is de hoofdregel. Maar voor eigen klanten is er een uitzondering, onder voorwaarden.",
            "b": "Ook bij bedrijven heb je toestemming nodig, of een uitzondering. Een zakelijk adres is niet genoeg.",
            "c": "Dit is de uitzondering voor klanten. De uitleg van 2018 vertelt die niet.",
        },
        case={
            "channel": "email",
            "purpose": "offer",
            "recipient": "sole_trader",
            "relation": "customer",
            "details_source": "own_sale",
            "similar_product": "yes",
            "opt_out_offered": "yes",
            "consent": "none",
            "objection": "no",
        },
        verdict="conditional",
    ),
)

EXERCISES: Mapping[str, Exercise] = {item.key: item for item in _ALL}
