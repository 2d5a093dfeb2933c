"""Which data are personal data: a line per kind of data, for a human being and for an organisation, with the article.

A contact list is about people, so what stands on the row of a person is personal data (AVG art. 4(1)). A company is no person,
but behind an eenmanszaak, vof, cv or maatschap there is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class DataKind(StrEnum):
    PERSON = "person"
    MAYBE = "maybe"
    ORGANISATION = "organisation"
    SENSITIVE = "sensitive"


KIND_LABELS = {
    DataKind.PERSON: "hoort bij een mens",
    DataKind.MAYBE: "kan bij een mens horen",
    DataKind.ORGANISATION: "hoort bij een organisatie",
    DataKind.SENSITIVE: "extra gevoelig",
}
ANSWERS = {
    DataKind.PERSON: "dit is een persoonsgegeven",
    DataKind.MAYBE: "dit kan een persoonsgegeven zijn",
    DataKind.ORGANISATION: "dit is geen persoonsgegeven",
    DataKind.SENSITIVE: "dit is een persoonsgegeven, en extra gevoelig",
}
_PERSONAL = "AVG art. 4 onder 1"
LEGAL_PERSON = "AVG overweging 14"
MINIMAL = "AVG art. 5 lid 1 onder c"


@dataclass(frozen=True)
class Datum:
    """One kind of data. ``heading``: how a column is called (folded). ``of_company`` and ``why_company``: when it is about a
    legal person. ``needless``: why you may not need it to reach people."""

    key: str
    label: str
    kind: DataKind
    why: str
    heading: str = ""
    article: str = _PERSONAL
    of_company: DataKind | None = None
    why_company: str = ""
    needless: str = ""

    def fits(self, heading: str) -> bool:
        return bool(self.heading and re.search(self.heading, heading))


def _person(key: str, label: str, why: str, heading: str = "", **more: str) -> Datum:
    return Datum(key, label, DataKind.PERSON, why, heading, **more)


def _of_both(key: str, label: str, why: str, why_company: str, heading: str = "", **more: str) -> Datum:
    """Data of an organisation, that are personal data when the organisation is one person."""
    return Datum(
        key,
        label,
        DataKind.PERSON,
        why,
        heading,
        of_company=DataKind.ORGANISATION,
        why_company=why_company,
        article=f"{_PERSONAL}; {LEGAL_PERSON}",
        **more,
    )


DATA = (
    Datum(
        "bsn",
        "een burgerservicenummer",
        DataKind.SENSITIVE,
        "Een burgerservicenummer mag je alleen bewaren als een wet dat zegt. Voor een contactlijst is er geen.",
        r"\bbsn\b|burger ?service|\bsofi",
        "UAVG art. 46",
        needless="Haal dit weg.",
    ),
    Datum(
        "special",
        "een notitie over gezondheid, geloof of politiek",
        DataKind.SENSITIVE,
        "Dit is een bijzonder persoonsgegeven. Bewaren mag niet, behalve in een paar gevallen uit de wet.",
        r"gezondheid|medisch|ziekte|allergi|dieet|handicap|medicat|\bhealth|medical|geloof|religi|politiek|vakbond|afkomst|etnic"
        r"|ethnic|geaardheid|seksu|sexual",
        "AVG art. 9 lid 1",
        needless="Haal dit weg, tenzij de wet het je toestaat.",
    ),
    Datum(
        "crime",
        "een notitie over een straf",
        DataKind.SENSITIVE,
        "Gegevens over straffen mag je bijna nooit bewaren.",
        r"strafblad|veroordel|\bstrafbaar|criminal|conviction",
        "AVG art. 10; UAVG art. 31",
        needless="Haal dit weg.",
    ),
    _person(
        "iban",
        "een rekeningnummer",
        "Een rekeningnummer hoort bij een mens of bedrijf. Bewaar het in je boekhouding, niet in een contactlijst.",
        r"\biban\b|rekeningnummer|bankrekening|bank account",
        needless="Om iemand te bereiken heb je dit niet nodig.",
    ),
    _person(
        "ip",
        "een IP-adres",
        "Met een IP-adres kun je iemand vaak terugvinden. Bij een aanmelding is het een deel van je bewijs.",
        r"\bip\b|ip address|ip-adres",
        article="AVG art. 4 onder 1 en overweging 30",
    ),
    _person(
        "birth",
        "een geboortedatum",
        "Een geboortedatum zegt iets over een mens.",
        r"geboorte|birth|verjaardag|leeftijd|\bage\b|\bdob\b",
        needless="Voor een nieuwsbrief of aanbod heb je geen verjaardag nodig.",
    ),
    _person(
        "gender",
        "aanhef of geslacht",
        "Dit zegt iets over een mens.",
        r"geslacht|gender|aanhef|salutation|\bsex\b",
        needless="Je kunt iemand ook met de naam aanspreken.",
    ),
    _person(
        "consent",
        "een aanmelding, afmelding of bezwaar",
        "Dit vertelt wat een mens tegen jou zei. Bewaar het: het is je bewijs.",
        r"opt.?in|opt.?out|confirm|toestemming|consent|unsub|subscri|a[fa]n?gemeld|aanmeld|afmeld|bezwaar|marketing",
    ),
    _of_both(
        "role_email",
        "een mailadres als info@ of verkoop@",
        "Achter dit adres zit één mens. Dan hoort het bij die mens.",
        "Dit adres hoort bij een functie van de organisatie. Leest maar één medewerker die mail? Behandel het dan als "
        "persoonsgegeven.",
    ),
    _person(
        "email",
        "een mailadres met een naam erin",
        "Een mailadres met een naam erin hoort bij een mens. Zakelijk of privé, dat maakt niet uit.",
        r"mail",
    ),
    _of_both(
        "phone",
        "een telefoonnummer",
        "Een nummer van een mens is een persoonsgegeven. Zakelijk of privé, dat maakt niet uit.",
        "Een algemeen nummer hoort bij de organisatie. Het directe nummer van een medewerker hoort bij een mens.",
        r"telefoon|\btel\b|mobiel|phone|\bgsm\b|\bfax",
    ),
    _person(
        "profile",
        "een profiel of website",
        "Een profiel hoort bij een mens, ook als iedereen het kan zien.",
        r"\burl\b|website|linkedin|profiel|profile|instagram|facebook|twitter",
    ),
    _person(
        "place",
        "een tijdzone, land of regio",
        "Op de rij van een mens vertelt dit waar hij of zij ongeveer is.",
        r"time ?zone|gmtoff|dstoff|^cc$|region|regio|provincie|country|land$|latitude|longitude",
        needless="Je mailprogramma vult dit zelf in. Gebruik je het niet, laat het dan weg.",
    ),
    _of_both(
        "kvk",
        "een KVK- of btw-nummer",
        "Bij een zzp’er leidt dit nummer naar één mens.",
        "Dit nummer hoort bij de organisatie en niet bij een mens.",
        r"\bkvk|kamer van koophandel|\bbtw|\bvat\b",
    ),
    _of_both(
        "address",
        "een adres",
        "Een adres vertelt waar een mens woont of werkt. Veel zzp’ers werken thuis.",
        "Een adres zonder naam van een medewerker hoort bij de organisatie.",
        r"adres|address|straat|street|postcode|\bzip|woonplaats|huisnummer|\bcity\b|\bplaats",
        needless="Alleen nodig als je post of een factuur stuurt.",
    ),
    _of_both(
        "company",
        "een bedrijfsnaam",
        "Achter een eenmanszaak, vof, cv of maatschap zit een mens.",
        "Een bv, nv, stichting of vereniging is geen mens. Over de naam ervan gaat de AVG niet.",
        r"bedrijf|company|organi[sz]ati|werkgever|employer|account name",
    ),
    _person(
        "position",
        "een functie",
        "Een functie zegt iets over het werk van een mens.",
        r"functie|position|job|beroep|\btitle\b",
    ),
    _person("name", "een naam", "Aan een naam herken je een mens.", r"naam|name|contact|tussenvoegsel|voorvoegsel"),
    _person(
        "notes",
        "een opmerking",
        "Wat je over iemand opschrijft, hoort bij die mens. Die mag het ook opvragen.",
        r"opmerking|notitie|\bnotes?\b|memo|comment|bijzonderhe|reden|reason|bericht|message|vraag|question",
        article="AVG art. 4 onder 1 en art. 15",
        needless="Schrijf alleen op wat je echt nodig hebt.",
    ),
    _person(
        "label",
        "een label of cijfer",
        "Hiermee deel je mensen in. Dat zegt iets over hen.",
        r"\btags?\b|label|groep|group|segment|rating|score|interesse|interest",
        needless="Gebruik je dit niet? Laat het dan weg.",
    ),
    _person(
        "sale",
        "een opdracht of bestelling",
        "Dit vertelt wat een mens bij je kocht.",
        r"klant|customer|opdracht|order|bestel|aankoop|bedrag|omzet|factuur|invoice|purchase|deal|total",
    ),
    _person(
        "date",
        "een datum",
        "Op de rij van een mens vertelt een datum wat er met hem of haar gebeurde.",
        r"datum|date|time|changed|connected|created|sinds|laatste|\blast\b",
    ),
    _person(
        "number",
        "een nummer of code",
        "Met dit nummer vind je een mens terug, in je lijst of bij een ander.",
        r"\bid\b|leid|euid|nummer|number|\bnr\b|code|uuid",
    ),
    _person("other", "iets anders", "Het staat op de rij van een mens. Dan hoort het bij die mens."),
)
BY_KEY = {datum.key: datum for datum in DATA}
FREE_TEXT = frozenset({"notes", "label", "other"})
"""Where people write what they like, so that sensitive words can hide there."""
SENSITIVE_WORDS = {
    "special": re.compile(
        r"\b(?:ziek(?:te)?|zwanger\w*|operatie|burn-?out|kanker|depressie\w*|diabetes|allergi\w*|rolstoel|gehandicapt|autis\w+|adhd"
        r"|medicijn\w*|therapie|revalid\w+|moslim\w*|islamitisch\w*|christelijk\w*|christen|joods\w*|katholiek\w*|hindoe\w*"
        r"|moskee|halal|koosjer|ramadan|vakbond\w*|homo|lesbisch\w*|transgender)\b",
        re.IGNORECASE,
    ),
    "crime": re.compile(r"\b(?:strafblad|veroordeeld|gevangenis|verdachte)\b", re.IGNORECASE),
}
"""Words that may point at sensitive data. A hint, no proof: a learner looks."""
