"""Which heading means what, in Dutch and English, for lists that no format module knows."""

from __future__ import annotations

import re
from functools import cache

MEANINGS = {
    "first_name": ("voornaam", "roepnaam", "first name", "firstname", "given name"),
    "middle_name": (
        "tussenvoegsel",
        "tussenvoegsels",
        "voorvoegsel",
        "voorvoegsels",
        "middelste naam",
        "middle name",
        "infix",
        "additional name",
    ),
    "last_name": ("achternaam", "familienaam", "last name", "lastname", "surname", "family name"),
    "name": (
        "naam",
        "volledige naam",
        "contactpersoon",
        "contact",
        "contactnaam",
        "klantnaam",
        "weergavenaam",
        "name",
        "full name",
        "fullname",
        "display name",
        "contact name",
        "naam contactpersoon",
        "voor- en achternaam",
    ),
    "email": (
        "e-mail",
        "email",
        "mail",
        "e-mailadres",
        "emailadres",
        "e-mail adres",
        "email adres",
        "mailadres",
        "e-mail address",
        "email address",
        "emailaddress",
        "e-mail zakelijk",
        "e-mail 1",
        "e-mail 1 - value",
        "mail adres",
    ),
    "phone": (
        "telefoon",
        "telefoonnummer",
        "telefoonnr",
        "telefoonnr.",
        "tel",
        "tel.",
        "telnr",
        "nummer",
        "telefoon op werk",
        "telefoon zakelijk",
        "telefoon thuis",
        "vast",
        "vaste telefoon",
        "phone",
        "phone number",
        "telephone",
        "work phone",
        "business phone",
        "home phone",
        "phone 1 - value",
    ),
    "mobile": (
        "mobiel",
        "mobiele telefoon",
        "mobiel nummer",
        "mobiele nummer",
        "gsm",
        "06",
        "06-nummer",
        "mobile",
        "mobile phone",
        "mobile number",
        "cell",
        "cell phone",
    ),
    "company": (
        "bedrijf",
        "bedrijfsnaam",
        "organisatie",
        "organisatienaam",
        "firma",
        "werkgever",
        "company",
        "company name",
        "organization",
        "organisation",
        "organization name",
        "organization 1 - name",
        "business name",
    ),
    "position": ("functie", "functietitel", "position", "job title", "organization title"),
    "date": (
        "datum",
        "aangemaakt",
        "aangemaakt op",
        "toegevoegd",
        "aanmelddatum",
        "laatste opdracht",
        "datum laatste opdracht",
        "laatste factuur",
        "laatste factuurdatum",
        "laatste contact",
        "date",
        "date created",
        "created",
        "created at",
    ),
    "customer": ("klant", "klant?", "is klant", "customer", "is customer"),
    "consent": (
        "toestemming",
        "toestemming?",
        "toestemming nieuwsbrief",
        "nieuwsbrief",
        "opt-in",
        "optin",
        "consent",
        "newsletter",
    ),
    "objection": (
        "bezwaar",
        "bezwaar?",
        "afgemeld",
        "uitgeschreven",
        "niet benaderen",
        "niet mailen",
        "opt-out",
        "optout",
        "unsubscribed",
        "do not contact",
    ),
}
"""A meaning and the headings for it, folded: lower case, single spaces."""
_TABLE = {heading: meaning for meaning, headings in MEANINGS.items() for heading in headings}
_OF_FORMATS = frozenset(
    {
        "connected on",
        "url",
        "optin time",
        "optin ip",
        "confirm time",
        "confirm ip",
        "member rating",
        "leid",
        "euid",
        "unsub time",
        "clean time",
        "labels",
        "group membership",
        "given name yomi",
        "phonetic first name",
        "file as",
        "tags",
    }
)
"""Headings of the export formats, so that their heading row is found too."""


@cache
def fold(heading: str) -> str:
    """Return a heading in one form: lower case, single spaces, no underscores or colons."""
    return re.sub(r"[\s_]+", " ", heading.strip().strip("*:").strip().lower())


def meaning_of(heading: str) -> str | None:
    """Return what a heading means (a key of MEANINGS), or None."""
    return _TABLE.get(fold(heading))


def known_heading(heading: str) -> bool:
    """Tell whether a heading is known here or in an export format."""
    return fold(heading) in _TABLE or fold(heading) in _OF_FORMATS
