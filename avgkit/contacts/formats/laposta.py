"""Laposta. The headings follow the words of its API (state, signup date)."""

from __future__ import annotations

from avgkit.contacts.formats.base import Fields, Format, subscription

FORMAT = Format(
    name="laposta",
    needs=frozenset({"e-mailadres", "status", "aanmelddatum"}),
    also={
        "datum aanmelding": "aanmelddatum",
        "aangemeld op": "aanmelddatum",
        "datum uitschrijving": "uitschrijfdatum",
        "uitgeschreven op": "uitschrijfdatum",
        "afgemeld op": "uitschrijfdatum",
        "afmelddatum": "uitschrijfdatum",
    },
    fields=Fields(
        email=("e-mailadres",),
        phone=("telefoon", "telefoonnummer"),
        names=("voornaam", "tussenvoegsel", "achternaam"),
        full_name="naam",
        company=("bedrijf", "bedrijfsnaam"),
        date=("aanmelddatum",),
        date_form="dutch",
        date_means="aanmelddatum",
    ),
    asks=("status", "aanmelddatum", "uitschrijfdatum"),
    says=subscription,
)
