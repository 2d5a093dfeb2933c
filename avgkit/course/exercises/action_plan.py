"""The exercises of notebook 08_actieplan."""

from __future__ import annotations

from avgkit.course.exercises.model import CUSTOMER, Exercise

EXERCISES = (
    Exercise(
        key="toestemming_vragen",
        question="Noor wil haar connecties op LinkedIn vragen of zij haar nieuwsbrief willen. Er is geen andere band. "
        "Hoe doet zij dat veilig?",
        options={
            "a": "Zij stuurt iedereen een privébericht met de vraag.",
            "b": "Zij plaatst een openbaar bericht met een link om zich aan te melden.",
            "c": "Zij mailt de vraag naar de adressen uit haar download.",
        },
        answer="b",
        feedback={
            "a": "De uitleg van 2018 zei dat dit mag. De wet is hierover onduidelijk, en wij kiezen de veilige kant. "
            "Er is een manier zonder dat risico.",
            "b": "Een openbaar bericht is aan niemand persoonlijk gericht. Wie de nieuwsbrief wil, meldt zich zelf aan.",
            "c": "De download is niet voor je nieuwsbrief bedoeld. Een mail met de vraag om toestemming volgt de regels van reclame.",
        },
        case={
            "channel": "public_post",
            "purpose": "permission_request",
            "relation": "connection",
            "details_source": "platform_export",
            "consent": "none",
            "objection": "no",
        },
        verdict="allowed",
    ),
    Exercise(
        key="bewaren_of_weggooien",
        question="Een klant van vorig jaar schrijft aan Noor: “Stuur mij nooit meer reclame.” Wat doet zij met de gegevens?",
        options={
            "a": "Alles weggooien, ook de facturen.",
            "b": "Niets, want een klant mag zij altijd mailen.",
            "c": "De klant op de lijst van afmeldingen zetten, uit de mailinglijst halen en de facturen bewaren.",
        },
        answer="c",
        feedback={
            "a": "De administratie moet zij zeven jaar bewaren. En zonder lijst van afmeldingen mailt zij deze klant straks weer.",
            "b": "Wie nee zegt tegen reclame, krijgt geen reclame meer. Dat geldt ook voor een klant.",
            "c": "Zo stopt de reclame en blijft de administratie kloppen. Op de lijst staat niet meer dan nodig is.",
        },
        case={"channel": "email", "purpose": "offer", "recipient": "sole_trader", **CUSTOMER, "objection": "yes"},
        verdict="not_allowed",
    ),
)
