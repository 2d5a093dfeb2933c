"""Questions on LinkedIn: connections, private messages and public posts."""

from __future__ import annotations

from avgkit.course.selftest.model import question

_NO = {"consent": "none", "objection": "no"}
_CONNECTION = {"recipient": "sole_trader", "relation": "connection", "details_source": "platform_export"}

QUESTIONS = (
    question(
        "connecties_uploaden",
        "Noor downloadt haar connecties van LinkedIn en wil hen haar nieuwsbrief mailen. Mag dat?",
        "b",
        {
            "a": (
                "Ja, want zij accepteerden haar uitnodiging.",
                "Zij wilden contact op LinkedIn. Om een nieuwsbrief vroegen zij niet.",
            ),
            "b": ("Nee, zij gaven hun adres niet voor haar nieuwsbrief.", "Dat mocht ook in 2018 niet."),
            "c": (
                "Ja, als zij zich makkelijk kunnen afmelden.",
                "Afmelden moet altijd kunnen, maar eerst is toestemming nodig.",
            ),
        },
        facts="S25",
        article="AVG art. 5 lid 1 onder b",
        source="AVG",
        case={"channel": "email", "purpose": "newsletter"} | _CONNECTION | _NO,
        verdict="not_allowed",
    ),
    question(
        "linkedin_aanbod",
        "Noor wil een connectie een privébericht met een aanbod sturen op LinkedIn. Mag dat, volgens deze cursus?",
        "a",
        {
            "a": (
                "Nee, zo’n bericht past bij een elektronisch bericht, en toestemming ontbreekt.",
                "Er is nog geen uitspraak over. Daarom kiezen wij de veilige kant.",
            ),
            "b": (
                "Ja, want LinkedIn let zelf op de privacy.",
                "Zo stond het in de uitleg van 2018. Maar wie stuurt, is zelf verantwoordelijk.",
            ),
            "c": (
                "Ja, want een connectie is toestemming.",
                "Een connectie is een contact, geen toestemming voor reclame.",
            ),
        },
        facts="S24",
        article="Tw art. 11.7 lid 1 en art. 11.1 onder i",
        source="TW26",
        case={"channel": "linkedin_message", "purpose": "offer"} | _CONNECTION | _NO,
        verdict="not_allowed",
    ),
    question(
        "linkedin_vragen",
        "De uitleg van 2018 gaf deze tip: vraag in een privébericht of een connectie je mails wil. Is dat volgens deze cursus veilig?",
        "c",
        {
            "a": (
                "Ja, want vragen is geen reclame.",
                "Daar denkt niet iedereen zo over: ook zo’n vraag kan als reclame tellen.",
            ),
            "b": (
                "Ja, als er een link om aan te melden in staat.",
                "De link is goed, maar het privébericht zelf is het probleem.",
            ),
            "c": ("Nee, een openbaar bericht is veiliger.", "Een openbaar bericht is aan niemand persoonlijk gericht."),
        },
        facts="S26",
        article="Tw art. 11.7 lid 1 en art. 11.1 onder i",
        source="DMCC",
        case={"channel": "linkedin_message", "purpose": "permission_request"} | _CONNECTION | _NO,
        verdict="not_allowed",
    ),
    question(
        "openbaar",
        "Noor plaatst een openbaar bericht: “Elke maand een schrijftip? Meld je aan via deze link.” Mag dat?",
        "b",
        {
            "a": (
                "Nee, want haar connecties vroegen er niet om.",
                "Het bericht is aan niemand persoonlijk gericht. Daarom gelden die regels niet.",
            ),
            "b": (
                "Ja, en met de link meldt iedereen zich zelf aan.",
                "Zo krijgt zij meteen bewijs van de toestemming.",
            ),
            "c": ("Ja, maar alleen zonder link.", "De link is juist goed: mensen melden zich dan zelf aan."),
        },
        facts="S26 S27",
        article="Tw art. 11.1 onder e",
        source="TW26",
        case={"channel": "public_post", "purpose": "newsletter"},
        verdict="allowed",
    ),
)
