"""The exercises of notebook 03_digitale_berichten."""

from __future__ import annotations

from avgkit.exercises.model import Exercise

EXERCISES = (
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
