"""The exercises of notebook 00_start."""

from __future__ import annotations

from avgkit.course.exercises.model import Exercise

EXERCISES = (
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
        key="start_uitkomst",
        question="Noor vraagt of zij een contact mag mailen. De uitkomst is “hangt ervan af”. Wat doet zij?",
        options={
            "a": "Mailen, want er staat niet “mag niet”.",
            "b": "Eerst de vraag beantwoorden die erbij staat, en dan opnieuw kijken.",
            "c": "Dit contact weghalen uit haar lijst.",
        },
        answer="b",
        feedback={
            "a": "Zolang er een feit ontbreekt, weet je niet of het mag. Dan mail je dus nog niet.",
            "b": "Bij “hangt ervan af” staat altijd wat je nog moet weten. Met dat antwoord krijg je een uitkomst.",
            "c": "Dat is te snel. Misschien is het een klant, of gaf deze persoon toestemming.",
        },
    ),
)
