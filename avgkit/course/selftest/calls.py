"""Questions on calls and post, then and now."""

from __future__ import annotations

from datetime import date

from avgkit.course.selftest.model import question

_CALL = {"channel": "phone", "purpose": "offer", "consent": "none", "objection": "no"}
_POST = {"channel": "post", "purpose": "offer", "consent": "none", "objection": "no"}

QUESTIONS = (
    question(
        "klant_bellen",
        "Een timmerman, zzp’er, kocht vorig jaar een folder. Mag Noor hem nu bellen over een nieuwe folder, zonder toestemming?",
        "c",
        {
            "a": ("Ja, want hij is klant.", "Zo was het tot 1 juli 2026. Sindsdien geldt dat niet meer voor bellen."),
            "b": ("Ja, want hij is een ondernemer.", "Een zzp’er telt bij bellen als mens, net als een consument."),
            "c": (
                "Nee, bellen mag nu alleen met toestemming vooraf.",
                "Mailen mag misschien wel: daarvoor bestaat de uitzondering voor klanten nog.",
            ),
        },
        facts="S14",
        article="Tw art. 11.7 lid 2",
        source="TW26",
        case=_CALL
        | {
            "recipient": "sole_trader",
            "relation": "customer",
            "details_source": "own_sale",
            "similar_product": "yes",
            "opt_out_offered": "yes",
        },
        verdict="not_allowed",
    ),
    question(
        "bellen_2019",
        "Terug naar maart 2019. Een consument staat niet in het Bel-me-niet Register. Mocht Noor hem toen bellen met een aanbod?",
        "a",
        {
            "a": (
                "Ja, onder voorwaarden: in het gesprek wijst zij op het register en op bezwaar.",
                "In 2019 mocht bellen tot iemand nee zei. Sinds 1 juli 2021 moet iemand eerst ja zeggen.",
            ),
            "b": ("Nee, ook toen was toestemming vooraf nodig.", "Dat geldt pas sinds 1 juli 2021."),
            "c": ("Ja, zonder iets te zeggen over het register.", "Dat moest toen in elk gesprek."),
        },
        facts="S14 S15",
        article="Tw art. 11.7 lid 5, 9, 10 en 12",
        source="TW16",
        case=_CALL
        | {"recipient": "consumer", "relation": "none", "details_source": "third_party", "register": "not_listed"},
        verdict="conditional",
        as_of=date(2019, 3, 1),
    ),
    question(
        "gesprek",
        "Iemand gaf toestemming om te bellen. Wat zegt Noor in elk gesprek?",
        "b",
        {
            "a": ("Niets bijzonders, want er is toestemming.", "Ook dan hoort de ander wie er belt en hoe het stopt."),
            "b": (
                "Wie zij is, en dat de ander nu of later bezwaar kan maken.",
                "Dat moet duidelijk, gratis en makkelijk kunnen. Ook belt zij met een zichtbaar nummer.",
            ),
            "c": (
                "Dat bezwaar maken alleen schriftelijk kan.",
                "Bezwaar maken moet makkelijk zijn, dus ook gewoon aan de telefoon.",
            ),
        },
        facts="S16",
        article="Tw artikel 11.7 lid 2 en 8",
        source="TW26",
    ),
    question(
        "kaart",
        "Noor wil een kaart met een aanbod sturen aan een consument die zij niet kent. Mag dat, zonder toestemming?",
        "c",
        {
            "a": (
                "Nee, voor post is altijd toestemming nodig.",
                "De regels voor mail gelden niet voor post. Een belang kan genoeg zijn.",
            ),
            "b": (
                "Ja, zonder verdere eisen.",
                "Zij moet haar belang afwegen, zeggen waar het adres vandaan komt en wijzen op bezwaar.",
            ),
            "c": (
                "Ja, onder voorwaarden.",
                "Zij weegt haar belang af, kijkt in Postfilter en wijst op het recht van bezwaar.",
            ),
        },
        facts="S14",
        article="AVG art. 6 lid 1 onder f",
        source="AVG",
        case=_POST
        | {"recipient": "consumer", "relation": "none", "details_source": "third_party", "register": "not_listed"},
        verdict="conditional",
    ),
    question(
        "postfilter",
        "Een consument is geen klant en staat in Postfilter. Mag Noor haar reclamepost op naam sturen?",
        "a",
        {
            "a": (
                "Nee, zij wil geen reclamepost. Dat is de veilige kant.",
                "Postfilter is geen wet. Maar wie zich inschreef, heeft duidelijk gezegd wat zij wil.",
            ),
            "b": (
                "Ja, want Postfilter is geen wet.",
                "Dat klopt, maar haar wens weegt zwaar. Wij kiezen de veilige kant.",
            ),
            "c": ("Ja, als er geen sticker op de brievenbus zit.", "Een sticker gaat over post zonder naam."),
        },
        facts="S15",
        article="AVG art. 6 lid 1 onder f en art. 21",
        source="POSTFILTER",
        case=_POST
        | {"recipient": "consumer", "relation": "none", "details_source": "third_party", "register": "listed"},
        verdict="not_allowed",
    ),
)
