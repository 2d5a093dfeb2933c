"""The exercises of notebook 06_toestemming."""

from __future__ import annotations

from avgkit.course.exercises.model import Exercise

_MAIL = {
    "channel": "email",
    "purpose": "newsletter",
    "relation": "none",
    "objection": "no",
    "details_source": "own_signup",
}

EXERCISES = (
    Exercise(
        key="toestemming_vakje",
        question="Iemand vraagt via de website van Noor een offerte aan. Onder het formulier staat een vakje “Stuur mij de "
        "nieuwsbrief”. Het staat al aan, en de bezoeker laat het zo. Mag Noor de nieuwsbrief sturen?",
        options={
            "a": "Ja, want de bezoeker had het vakje kunnen uitzetten.",
            "b": "Nee, want een vakje dat al aanstaat is geen toestemming.",
            "c": "Ja, want wie een offerte vraagt, is klant.",
        },
        answer="b",
        feedback={
            "a": "Niets doen is geen ja. Toestemming is iets wat iemand zelf en bewust doet.",
            "b": "De bezoeker moet het vakje zelf aanzetten. Zo besliste ook het Hof van Justitie (Planet49).",
            "c": "Een offerte vragen is nog niet kopen. En een vraag om informatie is geen aanmelding.",
        },
        case={**_MAIL, "relation": "enquiry", "consent": "pre_ticked"},
        verdict="not_allowed",
    ),
    Exercise(
        key="toestemming_bedrijf",
        question="Noor begint een tweede bedrijf: een webwinkel met notitieboeken. Zij wil de lezers van haar nieuwsbrief over "
        "schrijven een mail van de webwinkel sturen. Mag dat?",
        options={
            "a": "Ja, want het is dezelfde Noor.",
            "b": "Ja, als er een link in staat om je af te melden.",
            "c": "Nee, want de lezers gaven hun toestemming aan een ander bedrijf.",
        },
        answer="c",
        feedback={
            "a": "De lezers zeiden ja tegen de nieuwsbrief van het schrijfbedrijf. De webwinkel kennen zij niet.",
            "b": "Afmelden komt achteraf. De webwinkel heeft vooraf een eigen ja nodig.",
            "c": "Noor mag in haar eigen nieuwsbrief wel vertellen dat mensen zich bij de webwinkel kunnen aanmelden.",
        },
        case={**_MAIL, "consent": "other_sender"},
        verdict="not_allowed",
    ),
    Exercise(
        key="toestemming_bewijs",
        question="Een lezer klaagt: “Ik heb mij nooit aangemeld.” Wat helpt Noor het meest als bewijs?",
        options={
            "a": "Het mailadres staat in haar mailprogramma.",
            "b": "Zij weet nog dat de lezer haar een visitekaartje gaf.",
            "c": "De tijd, de tekst van het formulier en de klik in de mail met de bevestiging.",
            "d": "De lezer heeft zich in al die tijd niet afgemeld.",
        },
        answer="c",
        feedback={
            "a": "Een adres in een lijst zegt niet hoe het daar kwam.",
            "b": "Een kaartje is geen ja tegen een nieuwsbrief, en een herinnering is geen bewijs.",
            "c": "Daarmee toont zij wie ja zei, waartegen, wanneer en hoe. Dat vraagt AVG artikel 7 lid 1.",
            "d": "Zwijgen is geen toestemming.",
        },
    ),
    Exercise(
        key="toestemming_afmelden",
        question="Aanmelden bij Noor kost twee stappen: een adres typen en op een knop klikken. Wie zich wil afmelden, moet eerst "
        "inloggen. Mag dat?",
        options={
            "a": "Ja, zo weet zij zeker wie zich afmeldt.",
            "b": "Nee, want afmelden moet net zo makkelijk zijn als aanmelden.",
            "c": "Ja, als het wachtwoord in de mail staat.",
        },
        answer="b",
        feedback={
            "a": "Een link met een code per lezer weet dat ook, zonder wachtwoord.",
            "b": "Dat staat in AVG artikel 7 lid 3. Eén klik op een link is genoeg.",
            "c": "Dat is niet veilig, en het zijn nog steeds meer stappen dan aanmelden.",
        },
    ),
)
