"""The exercises of notebook 07_plichten."""

from __future__ import annotations

from avgkit.course.exercises.model import Exercise

EXERCISES = (
    Exercise(
        key="plichten_register",
        question="Noor werkt alleen. Ze heeft klanten en een nieuwsbrief. Moet zij een register van verwerkingen bijhouden?",
        options={
            "a": "Nee, dat hoeft pas vanaf 250 mensen.",
            "b": "Ja, want zij gebruikt regelmatig gegevens van mensen.",
            "c": "Alleen als zij gevoelige gegevens bewaart.",
        },
        answer="b",
        feedback={
            "a": "Die uitzondering bestaat, maar niet voor wie regelmatig gegevens gebruikt. Klanten en een nieuwsbrief zijn regelmatig.",
            "b": "De uitzondering voor kleine bedrijven geldt dan niet. Een korte tabel is genoeg.",
            "c": "Dat is één van de gevallen. Er is er nog een: regelmatig gegevens gebruiken. Kijk in de test van stap 1.",
        },
    ),
    Exercise(
        key="plichten_boekhouder",
        question="Noor heeft een boekhouder. Zij weet nog niet precies wat hij doet met de gegevens van haar klanten. "
        "Heeft zij een verwerkersovereenkomst met hem nodig?",
        options={
            "a": "Ja, altijd. Dat zei de uitleg van 2018.",
            "b": "Nee, een boekhouder moet van zijn beroep al zwijgen.",
            "c": "Dat is nog niet te zeggen: het hangt van zijn werk af.",
        },
        answer="c",
        feedback={
            "a": "De uitleg van 2018 maakte het te simpel. Een boekhouder met een eigen oordeel is vaak zelf verantwoordelijk.",
            "b": "Zwijgen is niet genoeg. Doet hij alleen wat Noor zegt, dan is hij verwerker en hoort er een overeenkomst bij.",
            "c": "Noor vraagt het hem. Doet hij alleen wat zij zegt, of werkt hij met een eigen oordeel? Er is ook discussie over.",
        },
    ),
    Exercise(
        key="plichten_datalek",
        question="Noor mailde veertig klanten met alle adressen zichtbaar. Zij weet nog niet of iemand er last van krijgt. "
        "Wat doet zij?",
        options={
            "a": "Wachten tot zij het zeker weet. Pas dan gaan de 72 uur in.",
            "b": "Niets, want het zijn maar mailadressen.",
            "c": "Het opschrijven en de melding vast klaarmaken, want de tijd loopt al.",
            "d": "Alle klanten bellen en verder niets.",
        },
        answer="c",
        feedback={
            "a": "De 72 uur tellen vanaf het moment dat Noor het merkte, ook als zij nog niet alles weet.",
            "b": "Ook een mailadres is een persoonsgegeven. Opschrijven moet altijd, ook als zij niets meldt.",
            "c": "Zij schrijft het in haar eigen lijst. Kan iemand er last van krijgen, dan meldt zij het binnen 72 uur bij de AP.",
            "d": "Vertellen aan mensen moet alleen bij een hoog risico. Opschrijven moet altijd, en melden meestal.",
        },
    ),
)
