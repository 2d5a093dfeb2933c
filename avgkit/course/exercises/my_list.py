"""The exercises of notebook 02_mijn_lijst."""

from __future__ import annotations

from avgkit.course.exercises.model import CUSTOMER, Exercise

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
    Exercise(
        key="lijst_dubbel",
        question="Bas staat in twee bestanden van Noor. In de klantenlijst staat hij als klant. In haar mailprogramma heeft hij zich "
        "afgemeld. Mag Noor hem een aanbieding mailen?",
        options={
            "a": "Ja, want hij is klant.",
            "b": "Nee, want hij meldde zich af. Dat geldt ook in de andere lijst.",
            "c": "Ja, als zij het adres uit de klantenlijst gebruikt.",
        },
        answer="b",
        feedback={
            "a": "Voor klanten is er een uitzondering. Maar wie zich afmeldt, zegt nee, en dat gaat voor.",
            "b": "Bij een dubbele telt het strengste. Een bericht over een lopende opdracht mag nog wel.",
            "c": "Het gaat om de persoon en niet om het bestand. Zijn nee geldt overal.",
        },
        case={"channel": "email", "purpose": "offer", **CUSTOMER, "consent": "withdrawn"},
        verdict="not_allowed",
    ),
)
