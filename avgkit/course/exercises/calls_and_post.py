"""The exercises of notebook 04_bellen_en_post."""

from __future__ import annotations

from datetime import date

from avgkit.course.exercises.model import CUSTOMER, Exercise

_CALL = {"channel": "phone", "purpose": "offer", "recipient": "sole_trader", **CUSTOMER}

EXERCISES = (
    Exercise(
        key="bellen_klant",
        question="Het is november 2026. Een kapper met een eenmanszaak is al jaren klant van Noor. Zij wil hem bellen over "
        "een nieuw aanbod. Hij gaf daar geen toestemming voor. Mag dat?",
        options={
            "a": "Ja, want klanten mag je altijd bellen.",
            "b": "Nee, want ook een klant bel je alleen met toestemming.",
            "c": "Ja, want een zzp’er is een bedrijf.",
            "d": "Ja, als zijn nummer niet in het Bel-me-niet Register staat.",
        },
        answer="b",
        feedback={
            "a": "Dat was zo tot 1 juli 2026. De uitzondering voor klanten geldt sindsdien niet meer voor bellen.",
            "b": "Sinds 1 juli 2026 is er ook voor klanten toestemming nodig. Mailen mag nog wel, onder voorwaarden.",
            "c": "Voor deze wet is een zzp’er een mens, net als een consument. Bij een bv zou het anders zijn.",
            "d": "Dat register bestaat niet meer sinds 1 juli 2021. Nu telt alleen toestemming vooraf.",
        },
        case=_CALL,
        verdict="not_allowed",
    ),
    Exercise(
        key="bellen_toen",
        question="Noor kijkt terug. Op 1 maart 2022 belde zij dezelfde klant over een soortgelijk aanbod. Hij kon steeds "
        "bezwaar maken. Mocht dat toen?",
        options={
            "a": "Ja, onder voorwaarden: hij was klant en het aanbod leek op wat hij kocht.",
            "b": "Nee, want sinds 1 juli 2021 is altijd toestemming nodig.",
            "c": "Ja, want in 2022 gold de wet van 2018 nog.",
        },
        answer="a",
        feedback={
            "a": "Tussen 1 juli 2021 en 1 juli 2026 was er een uitzondering voor klanten.",
            "b": "Dat was de hoofdregel. Maar voor klanten was er toen een uitzondering. Die stopte op 1 juli 2026.",
            "c": "De wet veranderde op 1 juli 2021. Het mocht om een andere reden: hij was klant.",
        },
        case=_CALL,
        verdict="conditional",
        as_of=date(2022, 3, 1),
    ),
    Exercise(
        key="post_onbekende",
        question="Noor wil een kaart sturen aan een gezin in haar straat. Zij kent deze mensen niet. Ze staan niet in "
        "Postfilter en maakten geen bezwaar. Mag dat nu?",
        options={
            "a": "Nee, want voor post is altijd toestemming nodig.",
            "b": "Ja, zonder voorwaarden, want post valt onder geen enkele wet.",
            "c": "Ja, onder voorwaarden: zij weegt de belangen af en vertelt waar ze het adres vandaan heeft.",
        },
        answer="c",
        feedback={
            "a": "De AP vond dat vroeger meestal wel. Sinds 4 oktober 2024 is duidelijk dat een commercieel belang kan tellen.",
            "b": "Een adres met een naam is een persoonsgegeven. De AVG geldt dus, met voorwaarden.",
            "c": "Zij schrijft haar afweging op en wijst op het recht om bezwaar te maken. Zegt iemand nee, dan stopt zij.",
        },
        case={
            "channel": "post",
            "purpose": "offer",
            "recipient": "consumer",
            "relation": "none",
            "register": "not_listed",
            "consent": "none",
            "objection": "no",
        },
        verdict="conditional",
    ),
)
