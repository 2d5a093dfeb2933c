"""The exercises of notebook 03_digitale_berichten."""

from __future__ import annotations

from avgkit.course.exercises.model import CUSTOMER, Exercise

EXERCISES = (
    Exercise(
        key="digitale_berichten",
        question="Noor schreef in 2025 een folder voor een bakker. Bij die opdracht kreeg zij zijn mailadres. Hij kon "
        "zich toen afmelden, en dat kan in elke mail. Mag zij hem een aanbieding voor een nieuwe folder mailen?",
        options={
            "a": "Nee, zonder toestemming mag je nooit een aanbieding mailen.",
            "b": "Ja, want een zakelijk adres is vrij te gebruiken.",
            "c": "Ja, onder voorwaarden: hij is klant en het aanbod lijkt op wat hij kocht.",
        },
        answer="c",
        feedback={
            "a": "Dat is de hoofdregel. Maar voor eigen klanten is er een uitzondering, onder voorwaarden.",
            "b": "Ook bij bedrijven heb je toestemming nodig, of een uitzondering. Een zakelijk adres is niet genoeg.",
            "c": "Dit is de uitzondering voor klanten. De uitleg van 2018 vertelt die niet.",
        },
        case={"channel": "email", "purpose": "offer", "recipient": "sole_trader", **CUSTOMER},
        verdict="conditional",
    ),
    Exercise(
        key="digitaal_info",
        question="Op de website van een bv staat info@example.org, met “vragen? mail ons”. Noor wil er een aanbod heen sturen. Zij "
        "kent het bedrijf niet. Mag dat?",
        options={
            "a": "Ja, want bij bedrijven is geen toestemming nodig.",
            "b": "Nee, want het adres staat er voor iets anders.",
            "c": "Ja, want info@ is geen persoonsgegeven.",
        },
        answer="b",
        feedback={
            "a": "Dat was zo tot oktober 2009. Sindsdien is ook voor mail aan bedrijven toestemming nodig.",
            "b": "Staat er dat aanbiedingen welkom zijn? Dan mag het wel, onder voorwaarden. Sommigen vinden info@ altijd goed; de wet "
            "steunt dat niet.",
            "c": "Dat kan kloppen, maar het helpt niet. De regel voor digitale reclame geldt voor elk adres.",
        },
        case={
            "channel": "email",
            "purpose": "offer",
            "recipient": "legal_person",
            "relation": "none",
            "details_source": "published_otherwise",
            "consent": "none",
            "objection": "no",
        },
        verdict="not_allowed",
    ),
    Exercise(
        key="digitaal_vraag",
        question="Iemand vroeg Noor per mail wat een brochure kost. Verder hoorde zij niets meer. Mag zij deze persoon op haar "
        "nieuwsbrief zetten?",
        options={
            "a": "Ja, want deze persoon toonde interesse.",
            "b": "Ja, want wie een prijs vraagt, is klant.",
            "c": "Nee, maar de vraag beantwoorden mag wel.",
        },
        answer="c",
        feedback={
            "a": "Interesse is geen toestemming. Deze persoon vroeg om een prijs en niet om een nieuwsbrief.",
            "b": "Iemand die alleen iets vraagt, is nog geen klant. Er is nog niets verkocht.",
            "c": "In dat antwoord kan Noor vragen of deze persoon zich wil aanmelden. Zelf aanmelden is het bewijs.",
        },
        case={
            "channel": "email",
            "purpose": "newsletter",
            "relation": "enquiry",
            "details_source": "given_personally",
            "consent": "none",
            "objection": "no",
        },
        verdict="not_allowed",
    ),
    Exercise(
        key="digitaal_bedrijf",
        question="Noor heeft nog een bedrijf: zij verkoopt notitieboekjes. Voor die nieuwsbrief meldden mensen zich aan. Mag zij "
        "hun nu mailen over haar schrijfwerk?",
        options={
            "a": "Ja, want het is dezelfde Noor.",
            "b": "Nee, want de toestemming geldt voor het andere bedrijf.",
            "c": "Ja, als zij erbij zegt dat afmelden kan.",
        },
        answer="b",
        feedback={
            "a": "Mensen zeiden ja tegen nieuws over notitieboekjes. Van een ander bedrijf verwachten zij geen mail.",
            "b": "Zij kan in de nieuwsbrief over notitieboekjes een link zetten. Wie wil, meldt zich daar zelf aan.",
            "c": "Afmelden moet altijd kunnen, maar het vervangt geen toestemming vooraf.",
        },
        case={
            "channel": "email",
            "purpose": "newsletter",
            "relation": "none",
            "details_source": "own_signup",
            "consent": "other_sender",
            "objection": "no",
        },
        verdict="not_allowed",
    ),
)
