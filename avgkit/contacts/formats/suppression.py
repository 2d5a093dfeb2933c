"""One's own suppression list. Free form (grade D): who is on it wants nothing more. It always wins over other lists."""

from __future__ import annotations

from avgkit.contacts.formats.base import SUPPRESSED, Fields, Format

FORMAT = Format(
    name="own_suppression_list",
    title="Je eigen lijst van afmeldingen",
    grade="D",
    proves="Deze mensen willen niets meer van je krijgen. Deze lijst gaat altijd voor.",
    needs=frozenset(),
    signs=frozenset({"reden", "reden afmelding", "reden van afmelding", "afmelddatum", "afgemeld op", "opt-out datum"}),
    also={
        "e-mail": "email",
        "e-mailadres": "email",
        "emailadres": "email",
        "email address": "email",
        "email adres": "email",
        "mobiel": "telefoon",
        "telefoonnummer": "telefoon",
        "phone": "telefoon",
        "volledige naam": "naam",
        "name": "naam",
        "afmelddatum": "datum",
        "afgemeld op": "datum",
        "opt-out datum": "datum",
        "reason": "reden",
        "date": "datum",
    },
    fields=Fields(
        email=("email",),
        phone=("telefoon",),
        names=("voornaam", "achternaam"),
        full_name="naam",
        date=("datum",),
        date_form="dutch",
        date_means="optout_date",
    ),
    says=lambda: SUPPRESSED,
)
