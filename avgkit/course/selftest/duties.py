"""Questions on what you arrange yourself: statement, rights, processors."""

from __future__ import annotations

from avgkit.course.selftest.model import question

QUESTIONS = (
    question(
        "verklaring",
        "Wat staat er in elk geval in een privacyverklaring?",
        "c",
        {
            "a": ("Alleen de naam van je bedrijf.", "Die hoort erin, maar het is veel te weinig."),
            "b": ("De namen van al je klanten.", "Zet nooit namen van klanten in een tekst die iedereen leest."),
            "c": (
                "Welke gegevens je gebruikt, waarvoor, waarom dat mag en hoelang je ze bewaart.",
                "Ook noem je wie de gegevens krijgt en welke rechten mensen hebben.",
            ),
        },
        facts="S20",
        article="AVG artikel 13",
        source="AVG",
    ),
    question(
        "rechten",
        "Welke rechten noem je in een privacyverklaring?",
        "a",
        {
            "a": (
                "Onder meer inzage, verbetering, verwijdering en bezwaar, en een klacht bij de AP.",
                "Noem ook dat iemand toestemming kan intrekken.",
            ),
            "b": ("Het recht op een vergoeding.", "Dat is niet een van de rechten die je moet noemen."),
            "c": ("Geen, want iedereen kent ze.", "Je moet ze noemen, in gewone taal."),
        },
        facts="S21 S22",
        article="AVG artikel 13 lid 2",
        source="AVG",
    ),
    question(
        "assistent",
        "Een virtuele assistent beantwoordt de mail van Noor. Wat regelt Noor met haar?",
        "b",
        {
            "a": ("Niets, want zij vertrouwen elkaar.", "Vertrouwen is mooi, maar de AVG vraagt een contract."),
            "b": (
                "Een verwerkersovereenkomst.",
                "Daarin staat wat de assistent met de gegevens mag doen en hoe die veilig blijven.",
            ),
            "c": (
                "De assistent vult zelf een formulier in.",
                "Het is een contract tussen twee: zij spreken het samen af.",
            ),
        },
        facts="S23",
        article="AVG artikel 28 lid 3",
        source="AVG",
    ),
)
