"""Questions on e-mail and other digital messages."""

from __future__ import annotations

from avgkit.course.selftest.model import question

_NO = {"consent": "none", "objection": "no"}
_MAIL = {"channel": "email", "purpose": "offer"}
_NEWS = {"channel": "email", "purpose": "newsletter"}

QUESTIONS = (
    question(
        "contactpagina",
        "Noor vindt op de contactpagina van een bv het adres info@example.com. Mag zij daar een aanbieding naartoe mailen?",
        "a",
        {
            "a": (
                "Nee, het adres staat er voor iets anders.",
                "Het staat er voor vragen van klanten. Daarvoor mag je het gebruiken.",
            ),
            "b": (
                "Ja, want het is een bedrijf.",
                "Ook bij bedrijven mag reclame via mail alleen met toestemming of een uitzondering.",
            ),
            "c": ("Ja, want het adres is openbaar.", "Openbaar betekent niet dat je er van alles naartoe mag sturen."),
        },
        facts="S08 S13",
        article="Tw art. 11.7 lid 1",
        source="TW26",
        case=_MAIL | _NO | {"recipient": "legal_person", "relation": "none", "details_source": "published_otherwise"},
        verdict="not_allowed",
    ),
    question(
        "oproep",
        "Een fotograaf, zzp’er, zet op zijn website: “Heb je een aanbod? Mail naar aanbod@example.org.” Mag Noor mailen?",
        "b",
        {
            "a": (
                "Nee, zonder toestemming mag het nooit.",
                "Er is een uitzondering: hij vraagt zelf om aanbiedingen op dit adres.",
            ),
            "b": (
                "Ja, onder voorwaarden, en alleen voor wat erbij staat.",
                "Bewaar een kopie van die pagina. Zo kun je laten zien dat het mocht.",
            ),
            "c": (
                "Ja, en zij mag hem ook elke week de nieuwsbrief sturen.",
                "Een aanbod is welkom. Een nieuwsbrief is iets anders.",
            ),
        },
        facts="S13",
        article="Tw art. 11.7 lid 3 onder a",
        source="TW26",
        case=_MAIL | _NO | {"recipient": "sole_trader", "relation": "none", "details_source": "published_for_offers"},
        verdict="conditional",
    ),
    question(
        "prijsvraag",
        "Iemand vroeg Noor per mail wat een webtekst kost. Mag zij hem op de lijst voor haar nieuwsbrief zetten?",
        "c",
        {
            "a": ("Ja, want hij zocht zelf contact.", "Hij vroeg om een prijs. Om een nieuwsbrief vroeg hij niet."),
            "b": ("Ja, want hij is nu klant.", "Wie een prijs vraagt, is nog geen klant."),
            "c": (
                "Nee, een vraag is geen aanmelding.",
                "Beantwoord de vraag. Vraag daarbij of hij zich wil aanmelden.",
            ),
        },
        facts="S09",
        article="Tw art. 11.7 lid 1",
        source="TW26",
        case=_NEWS | _NO | {"recipient": "consumer", "relation": "enquiry", "details_source": "given_personally"},
        verdict="not_allowed",
    ),
    question(
        "antwoord",
        "Mag Noor de vraag naar de prijs per mail beantwoorden, zonder toestemming?",
        "a",
        {
            "a": (
                "Ja, een antwoord is geen ongevraagd bericht.",
                "Hij vroeg erom. Zet er geen reclame voor iets anders bij.",
            ),
            "b": ("Nee, eerst moet hij zich aanmelden.", "Voor een antwoord op een vraag is geen aanmelding nodig."),
            "c": ("Nee, zij moet hem bellen.", "Antwoorden mag langs de weg waarlangs hij het vroeg."),
        },
        facts="S09",
        article="buiten Tw art. 11.7",
        source="TW26",
        case={"channel": "email", "purpose": "reply", "relation": "enquiry"},
        verdict="allowed",
    ),
    question(
        "klant_zonder_afmelden",
        "Een klant gaf zijn adres bij een verkoop. Noor vergat toen te zeggen dat hij zich kon afmelden. Mag zij hem nu een "
        "aanbieding mailen zonder toestemming?",
        "b",
        {
            "a": (
                "Ja, want een klant mag je altijd mailen.",
                "Voor klanten zijn er eisen. Een ervan is dat zij zich meteen konden afmelden.",
            ),
            "b": (
                "Nee, nu past de uitzondering voor klanten niet.",
                "De klant moet zich kunnen afmelden als je het adres krijgt, en in elk bericht.",
            ),
            "c": (
                "Ja, als zij er nu een link om af te melden bij zet.",
                "Dat moet ook, maar het herstelt niet wat bij de verkoop ontbrak.",
            ),
        },
        facts="S08",
        article="Tw art. 11.7 lid 1, en lid 3 (tot juli 2021) of lid 4",
        source="TW26",
        case=_MAIL
        | _NO
        | {
            "recipient": "consumer",
            "relation": "customer",
            "details_source": "own_sale",
            "similar_product": "yes",
            "opt_out_offered": "no",
        },
        verdict="not_allowed",
    ),
    question(
        "tweede_bedrijf",
        "Noor heeft ook een webwinkel met notitieboeken. Daar gaf iemand toestemming voor de nieuwsbrief van die winkel. Mag haar "
        "tekstbureau die persoon de nieuwsbrief over teksten mailen?",
        "c",
        {
            "a": (
                "Ja, want beide bedrijven zijn van Noor.",
                "De lezer gaf toestemming aan de winkel. Het tekstbureau is een ander bedrijf.",
            ),
            "b": ("Ja, als zij het een keer aankondigt.", "Aankondigen is geen toestemming."),
            "c": (
                "Nee, de toestemming geldt alleen voor de winkel.",
                "Vraag in de nieuwsbrief van de winkel of mensen zich ook voor de andere aanmelden.",
            ),
        },
        facts="S11",
        article="AVG art. 4 onder 11",
        source="AVG",
        case=_NEWS
        | {
            "recipient": "consumer",
            "relation": "none",
            "details_source": "own_signup",
            "consent": "other_sender",
            "objection": "no",
        },
        verdict="not_allowed",
    ),
)
