"""Questions on whom the AVG is for and what it protects."""

from __future__ import annotations

from avgkit.course.selftest.model import question

QUESTIONS = (
    question(
        "zzp",
        "Een vriend van Noor zegt: “De AVG is alleen voor bedrijven met personeel.” Klopt dat?",
        "b",
        {
            "a": ("Ja, pas vanaf tien medewerkers.", "De AVG kent geen grens van tien medewerkers."),
            "b": (
                "Nee, de AVG geldt ook als je alleen werkt.",
                "De AVG geldt voor elk bedrijf dat gegevens van mensen gebruikt.",
            ),
            "c": (
                "Ja, behalve voor webwinkels.",
                "Het soort bedrijf maakt niet uit. Ook een tekstschrijver valt eronder.",
            ),
        },
        facts="S01",
        article="AVG artikel 2",
        source="AVG",
    ),
    question(
        "verwerken",
        "Noor zoekt het nummer van een klant op in haar telefoon. Verwerkt zij dan persoonsgegevens?",
        "a",
        {
            "a": (
                "Ja, opzoeken en gebruiken is ook verwerken.",
                "Alles wat je met gegevens van een mens doet, is verwerken.",
            ),
            "b": ("Nee, want zij verandert niets.", "Veranderen hoeft niet. Bewaren en opzoeken is al verwerken."),
            "c": (
                "Nee, want het staat in haar eigen telefoon.",
                "Waar het staat, maakt niet uit. Zij gebruikt het voor haar werk.",
            ),
        },
        facts="S02",
        article="AVG artikel 4 onder 2",
        source="AVG",
    ),
    question(
        "boete",
        "Wie let op de AVG en kan er een boete voor geven?",
        "c",
        {
            "a": ("De Kamer van Koophandel.", "De KVK houdt het Handelsregister bij en geeft hiervoor geen boetes."),
            "b": ("Je mailprogramma.", "Dat kan je account sluiten, maar het geeft geen boete."),
            "c": (
                "De Autoriteit Persoonsgegevens (AP).",
                "De AP let op de AVG. Op reclame via mail en telefoon let de ACM.",
            ),
        },
        facts="S03",
        article="AVG artikel 58 en 83",
        source="AVG",
    ),
    question(
        "werkadres",
        "Anouk werkt bij een bv. Haar werkadres is anouk@example.org. Is dat een persoonsgegeven?",
        "b",
        {
            "a": ("Nee, want het is een zakelijk adres.", "Zakelijk of privé maakt niet uit. Je weet om wie het gaat."),
            "b": ("Ja, want het hoort bij één mens.", "Een adres met een naam hoort bij een mens, ook op het werk."),
            "c": ("Alleen als haar telefoonnummer erbij staat.", "Het adres is al genoeg om haar te herkennen."),
        },
        facts="S07",
        article="AVG artikel 4 onder 1",
        source="AVG",
    ),
    question(
        "dpia",
        "Noor stuurt een nieuwsbrief naar 300 mensen. Moet zij daarvoor een DPIA doen, een onderzoek naar de risico’s?",
        "c",
        {
            "a": ("Ja, dat moet voor elke lijst met namen.", "Een gewone lijst met adressen geeft geen hoog risico."),
            "b": ("Ja, vanaf 250 adressen.", "Zo’n grens staat niet in de AVG. Het gaat om het risico voor mensen."),
            "c": (
                "Nee, dat hoeft alleen bij een hoog risico.",
                "Denk aan veel gegevens over gezondheid. Voor een zzp’er is dat zelden zo.",
            ),
        },
        facts="S06",
        article="AVG artikel 35",
        source="AVG",
    ),
)
