"""Questions on asking, proving and withdrawing consent."""

from __future__ import annotations

from avgkit.course.selftest.model import question

_NEWS = {"channel": "email", "purpose": "newsletter", "recipient": "consumer", "relation": "none", "objection": "no"}

QUESTIONS = (
    question(
        "beurs",
        "Op een beurs zei iemand tegen Noor: “Mail me maar.” Zij schreef niets op. Mag zij nu haar nieuwsbrief sturen?",
        "b",
        {
            "a": ("Ja, want hij zei het zelf.", "Dat kan waar zijn, maar Noor kan het niet bewijzen."),
            "b": (
                "Nee, zij kan de toestemming niet bewijzen.",
                "Laat hem zich zelf aanmelden met een formulier. Dan is er bewijs.",
            ),
            "c": ("Ja, als zij de naam van de beurs noemt.", "Daarmee bewijst zij niet dat hij ja zei, en waartegen."),
        },
        facts="S04",
        article="AVG art. 7 lid 1",
        source="AVG",
        case=_NEWS | {"details_source": "given_personally", "consent": "unproven"},
        verdict="not_allowed",
    ),
    question(
        "vakje",
        "Bij de bestelling in een webwinkel stond het vakje “Ja, stuur mij de nieuwsbrief” al aan. Mag de winkel die nu sturen?",
        "a",
        {
            "a": (
                "Nee, niemand zette zelf een vinkje.",
                "Toestemming is iets wat je doet. Een vakje laten staan, telt niet.",
            ),
            "b": ("Ja, want je kon het vakje uitzetten.", "Nietsdoen is geen toestemming."),
            "c": ("Ja, als het duidelijk in beeld stond.", "Ook dan zette niemand zelf een vinkje."),
        },
        facts="S12",
        article="AVG art. 4 onder 11 en overweging 32",
        source="PLANET49",
        case=_NEWS | {"details_source": "own_signup", "consent": "pre_ticked"},
        verdict="not_allowed",
    ),
    question(
        "voorwaarden",
        "Wie een training boekt, moet akkoord gaan met de voorwaarden. Daarin staat ook dat je de nieuwsbrief krijgt. Mag die worden gestuurd?",
        "c",
        {
            "a": (
                "Ja, want iedereen ging akkoord.",
                "Met de voorwaarden, ja. Voor de nieuwsbrief was er geen vrije keus.",
            ),
            "b": ("Ja, als de voorwaarden kort zijn.", "De lengte maakt niet uit. De keus moet los staan."),
            "c": ("Nee, de toestemming zit vast aan iets anders.", "Vraag het apart, met een eigen vakje dat leeg is."),
        },
        facts="S10",
        article="AVG art. 7 lid 2 en 4",
        source="AVG",
        case=_NEWS | {"details_source": "own_signup", "consent": "bundled"},
        verdict="not_allowed",
    ),
    question(
        "afgemeld",
        "Anouk meldde zich in maart aan en in mei weer af. In juni heeft Noor een mooie aanbieding. Mag zij Anouk mailen?",
        "b",
        {
            "a": ("Ja, één keer mag nog.", "Na een afmelding is ook één bericht te veel."),
            "b": ("Nee, Anouk trok haar toestemming in.", "Noor wacht tot Anouk zich zelf weer aanmeldt."),
            "c": ("Ja, want Anouk was eerder lezer.", "Dat was zij, maar zij heeft zich afgemeld."),
        },
        facts="S05",
        article="AVG art. 7 lid 3",
        source="AVG",
        case={
            "channel": "email",
            "purpose": "offer",
            "recipient": "consumer",
            "relation": "none",
            "details_source": "own_signup",
            "consent": "withdrawn",
            "objection": "no",
        },
        verdict="not_allowed",
    ),
    question(
        "afmelden",
        "Aanmelden bij een nieuwsbrief gaat met één klik. Afmelden kan alleen met een brief. Mag dat zo?",
        "c",
        {
            "a": ("Ja, als het adres erbij staat.", "Een brief kost veel meer moeite dan een klik."),
            "b": ("Ja, want afmelden kan dus.", "Kunnen is niet genoeg. Het moet net zo makkelijk zijn."),
            "c": (
                "Nee, afmelden moet net zo makkelijk zijn als aanmelden.",
                "Zet in elke mail een link waarmee afmelden met één klik kan.",
            ),
        },
        facts="S17",
        article="AVG artikel 7 lid 3",
        source="AVG",
    ),
    question(
        "formulier",
        "Noor maakt een formulier voor haar nieuwsbrief. Wat vraagt zij?",
        "a",
        {
            "a": ("Het mailadres, en misschien een voornaam.", "Meer is niet nodig om een nieuwsbrief te sturen."),
            "b": (
                "Ook een geboortedatum, voor de zekerheid.",
                "Een geboortedatum heb je voor een nieuwsbrief niet nodig.",
            ),
            "c": (
                "Ook een telefoonnummer, voor later.",
                "Vraag niet iets voor later. Vraag alleen wat je nu nodig hebt.",
            ),
        },
        facts="S18",
        article="AVG artikel 5 lid 1 onder c",
        source="AVG",
    ),
    question(
        "wijzigen",
        "Moet er volgens de wet in elke mail een link staan waarmee een lezer zijn gegevens wijzigt?",
        "b",
        {
            "a": ("Ja, dat staat in de AVG.", "De uitleg van 2018 zei dat, maar de wet noemt zo’n link niet."),
            "b": (
                "Nee, maar je moet fouten wel verbeteren als iemand dat vraagt.",
                "Zo’n link is wel handig: de lezer regelt het dan zelf.",
            ),
            "c": (
                "Nee, gegevens wijzigen hoeft nooit.",
                "Wie verkeerd in je lijst staat, mag vragen om dat te verbeteren.",
            ),
        },
        facts="S19",
        article="AVG artikel 16",
        source="AVG",
    ),
)
