"""What a freelancer uses personal data for, with answers that we suggest. Suggestions are never filled in unasked.

Terms of keeping are our suggestion, not law, save seven years for invoices (AWR art. 52, unchecked).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

BASES = {
    "consent": "toestemming",
    "contract": "een overeenkomst, of een stap daarvoor op verzoek",
    "legal_obligation": "een wettelijke plicht",
    "legitimate_interest": "gerechtvaardigd belang",
    "vital_interest": "het redden van een leven",
    "public_task": "een taak van de overheid",
}
"""The six lawful bases, in plain words. Source: AVG art. 6(1)(a)-(f)."""
BASIS_LETTERS = dict(zip(BASES, "abcfde", strict=True))


@dataclass(frozen=True)
class Activity:
    """One use of data: for the learner (``label``), for the data subject (``why``), and what we suggest to answer."""

    id: str
    label: str
    why: str
    people: str
    data: str
    basis: str
    retention: str
    starts: str
    interest: str = ""


_ALL = (
    Activity(
        "customers",
        "opdrachten uitvoeren en facturen sturen",
        "mijn werk voor je doen en je een factuur sturen",
        "klanten en hun contactpersonen",
        "naam, bedrijf, adres, e-mailadres, telefoonnummer, onze afspraken en wat je betaalde",
        "contract",
        "twee jaar",
        "de laatste opdracht",
    ),
    Activity(
        "bookkeeping",
        "de administratie voor de Belastingdienst",
        "mijn administratie bijhouden, zoals de Belastingdienst eist",
        "klanten en leveranciers",
        "naam, adres en bedragen op facturen",
        "legal_obligation",
        "zeven jaar",
        "het einde van het jaar van de factuur",
    ),
    Activity(
        "questions",
        "vragen beantwoorden en offertes maken",
        "je vraag beantwoorden of een offerte maken",
        "mensen die iets vragen",
        "naam, e-mailadres, telefoonnummer en je vraag",
        "contract",
        "een jaar",
        "ons laatste contact",
    ),
    Activity(
        "newsletter",
        "een nieuwsbrief sturen",
        "je mijn nieuwsbrief sturen",
        "lezers van de nieuwsbrief",
        "e-mailadres, voornaam, en wanneer en hoe je je aanmeldde",
        "consent",
        "twee jaar",
        "je afmelding (dan bewaar ik alleen het bewijs en dat je je afmeldde)",
    ),
    Activity(
        "offers",
        "aanbiedingen sturen aan klanten",
        "je als klant iets aanbieden dat lijkt op wat je eerder kocht",
        "klanten",
        "naam, e-mailadres en wat je kocht",
        "legitimate_interest",
        "twee jaar",
        "de laatste opdracht, of eerder als je bezwaar maakt",
        "klanten laten weten wat ik nog meer voor hen kan doen",
    ),
    Activity(
        "network",
        "contact houden met mijn netwerk",
        "contact houden met mensen die ik van mijn werk ken",
        "connecties en andere zakelijke contacten",
        "naam, functie, bedrijf en zakelijk adres of nummer",
        "legitimate_interest",
        "twee jaar",
        "ons laatste contact",
        "weten wie ik van mijn werk ken",
    ),
    Activity(
        "appointments",
        "afspraken en bijeenkomsten plannen",
        "een afspraak of bijeenkomst met je plannen",
        "mensen met een afspraak en deelnemers",
        "naam, e-mailadres, en de dag en het onderwerp",
        "contract",
        "een jaar",
        "de afspraak of bijeenkomst",
    ),
    Activity(
        "shop",
        "bestellingen in mijn webwinkel",
        "je bestelling leveren",
        "kopers",
        "naam, adres, e-mailadres, je bestelling en je betaling",
        "contract",
        "twee jaar",
        "de bestelling",
    ),
    Activity(
        "website",
        "meten hoe mensen mijn website gebruiken",
        "zien hoe mensen mijn website gebruiken",
        "bezoekers van de website",
        "IP-adres en welke bladzijden je bekeek",
        "consent",
        "zes maanden",
        "je bezoek",
    ),
)
ACTIVITIES: Mapping[str, Activity] = {activity.id: activity for activity in _ALL}
