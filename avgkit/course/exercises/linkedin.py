"""The exercises of notebook 05_linkedin."""

from __future__ import annotations

from avgkit.course.exercises.model import Exercise

_CONNECTION = {"relation": "connection", "consent": "none", "objection": "no"}

EXERCISES = (
    Exercise(
        key="linkedin_bericht",
        question="Noor wil een connectie een privébericht sturen op LinkedIn, met een aanbod voor een workshop. Zij kennen "
        "elkaar verder niet. Wat is verstandig?",
        options={
            "a": "Sturen. LinkedIn zorgt zelf voor de privacy van zijn leden.",
            "b": "Niet sturen. Er is discussie over, en Noor kiest de veilige kant.",
            "c": "Sturen, want een connectie is toestemming.",
            "d": "Sturen, als er een link in staat om je af te melden.",
        },
        answer="b",
        feedback={
            "a": "Dat schreef de uitleg van 2018. Maar de regels gelden voor wie het bericht verstuurt. Dat is Noor.",
            "b": "Een privébericht past bij wat de wet een elektronisch bericht noemt. Een uitspraak is er nog niet.",
            "c": "Een connectie zegt ja tegen contact. Dat is geen toestemming voor reclame.",
            "d": "Afmelden komt achteraf. De wet vraagt om toestemming vooraf.",
        },
        case={"channel": "linkedin_message", "purpose": "offer", **_CONNECTION},
        verdict="not_allowed",
    ),
    Exercise(
        key="linkedin_vragen",
        question="Noor wil weten wie van haar connecties haar nieuwsbrief wil krijgen. Wat kan zij zonder risico doen?",
        options={
            "a": "Een openbaar bericht plaatsen met een link naar haar aanmeldpagina.",
            "b": "Alle connecties een privébericht sturen met die link.",
            "c": "De download van LinkedIn in haar mailprogramma zetten, en dan vragen of iemand wil blijven.",
            "d": "Iedereen een nieuwe uitnodiging sturen met de link erin.",
        },
        answer="a",
        feedback={
            "a": "Zo’n bericht is aan niemand persoonlijk gericht. Wie wil, meldt zichzelf aan. Dan heb je meteen bewijs.",
            "b": "De uitleg van 2018 vond dat goed. Nu is er discussie: vragen om toestemming kan zelf al reclame zijn.",
            "c": "Dat mag niet, en dat mocht ook in 2018 niet. Ze gaven hun adres niet voor jouw mailprogramma.",
            "d": "Ook een uitnodiging kan een elektronisch bericht zijn. Een Deense toezichthouder vond dat al.",
        },
        case={"channel": "public_post", "purpose": "permission_request", **_CONNECTION},
        verdict="allowed",
    ),
    Exercise(
        key="linkedin_vraag",
        question="Een connectie stuurt Noor een bericht: “Wat kost een tekst voor mijn website?” Mag Noor antwoorden?",
        options={
            "a": "Nee, want een bericht op LinkedIn mag niet.",
            "b": "Ja, en zij mag die persoon meteen in haar nieuwsbrief zetten.",
            "c": "Ja, zij mag de vraag beantwoorden. De nieuwsbrief is iets anders.",
        },
        answer="c",
        feedback={
            "a": "Dit bericht is niet ongevraagd: de ander begon zelf.",
            "b": "Een vraag om informatie is geen toestemming voor een nieuwsbrief. Vragen in dit gesprek kan wel.",
            "c": "In dat gesprek kan Noor ook vragen of de ander zich wil aanmelden.",
        },
        case={"channel": "linkedin_message", "purpose": "reply", "relation": "enquiry"},
        verdict="allowed",
    ),
)
