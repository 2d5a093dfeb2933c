"""The exercises of notebook 00_start."""

from __future__ import annotations

from avgkit.exercises.model import Exercise

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
)
