"""Outlook's address book as CSV, in English and in Dutch."""

from __future__ import annotations

from avgkit.contacts.formats.base import Fields, Format

ENGLISH = Format(
    name="outlook_en",
    needs=frozenset({"first name", "last name", "e-mail address"}),
    signs=frozenset({"e-mail 2 address", "web page", "internet free busy"}),
    also={"e-mail display name": "display name"},
    fields=Fields(
        email=("e-mail address", "e-mail 2 address", "e-mail 3 address"),
        phone=("mobile phone", "business phone", "primary phone", "home phone", "business phone 2", "home phone 2"),
        names=("first name", "middle name", "last name"),
        full_name="display name",
        company=("company",),
        position=("job title",),
    ),
)
DUTCH = Format(
    name="outlook_nl",
    needs=frozenset({"voornaam", "achternaam", "e-mailadres"}),
    signs=frozenset({"e-mailadres 2", "telefoon op werk", "middelste naam"}),
    also={
        "e-mail 2-adres": "e-mailadres 2",
        "e-mail 3-adres": "e-mailadres 3",
        "zakelijke telefoon": "telefoon op werk",
        "mobiel": "mobiele telefoon",
        "weergavenaam voor e-mail": "weergavenaam",
        "e-mail, weergegeven naam": "weergavenaam",
        "andere telefoon": "overige telefoon",
        "weergegeven naam": "weergavenaam",
    },
    fields=Fields(
        email=("e-mailadres", "e-mailadres 2", "e-mailadres 3"),
        phone=(
            "mobiele telefoon",
            "telefoon op werk",
            "telefoon op werk 2",
            "hoofdtelefoon",
            "telefoon thuis",
            "telefoon thuis 2",
            "hoofdtelefoon bedrijf",
            "overige telefoon",
            "autotelefoon",
            "radiotelefoon",
        ),
        names=("voornaam", "middelste naam", "achternaam"),
        full_name="weergavenaam",
        company=("bedrijf",),
        position=("functie",),
    ),
)
