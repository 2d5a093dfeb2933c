"""The exercises of notebook 01_persoonsgegevens."""

from __future__ import annotations

from avgkit.course.exercises.model import Exercise

EXERCISES = (
    Exercise(
        key="gegevens_adres",
        question="Welk adres is zeker een persoonsgegeven?",
        options={
            "a": "info@example.com van een bv met vijftig medewerkers",
            "b": "anouk.vandalen@example.nl van een medewerker van een bv",
            "c": "Geen van beide, want het zijn zakelijke adressen.",
        },
        answer="b",
        feedback={
            "a": "Dit adres hoort bij een functie en niet bij één mens. Van een zzp’er zou het anders zijn.",
            "b": "Er staat een naam in. Dan hoort het bij een mens, ook al is het een adres van het werk.",
            "c": "Zakelijk of privé maakt niet uit. Hoort een adres bij een mens? Dan is het een persoonsgegeven.",
        },
    ),
    Exercise(
        key="gegevens_kvk",
        question="In de lijst van Noor staan KVK-nummers. Zijn dat persoonsgegevens?",
        options={
            "a": "Nee, want iedereen kan ze opzoeken.",
            "b": "Dat hangt ervan af: bij een zzp’er wel, bij een bv niet.",
            "c": "Ja, altijd.",
        },
        answer="b",
        feedback={
            "a": "Openbaar of niet, dat maakt geen verschil. Het gaat erom of het bij een mens hoort.",
            "b": "Bij een zzp’er leidt het nummer naar één mens. Bij een bv hoort het bij de organisatie.",
            "c": "Een bv is geen mens. Over het nummer van een bv gaat de AVG niet.",
        },
    ),
    Exercise(
        key="gegevens_notitie",
        question="Stijn vertelde Noor dat hij herstelt van een operatie. Zij schreef dat in haar lijst. Wat is het beste?",
        options={
            "a": "Laten staan. Hij vertelde het zelf.",
            "b": "Laten staan, maar een wachtwoord op het bestand zetten.",
            "c": "Weghalen. Zij kan opschrijven: “bel weer in maart”.",
        },
        answer="c",
        feedback={
            "a": "Iets vertellen in een gesprek is geen toestemming om het te bewaren.",
            "b": "Een wachtwoord is goed, maar dit gegeven heeft zij niet nodig. Dan bewaart zij het niet.",
            "c": "Wat je niet hebt, kan ook niet lekken. Gezondheid is extra beschermd.",
        },
    ),
)
