"""The exercises of notebook 02_mijn_lijst."""

from __future__ import annotations

from avgkit.exercises.model import Exercise

EXERCISES = (
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
)
