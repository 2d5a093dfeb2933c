"""Moneybird contacts, which the user saves from Excel.

Who gets an invoice is a customer, and gave the address at a sale. A last invoice date tells how long ago.
"""

from __future__ import annotations

from avgkit.contacts.formats.base import BOUGHT, Facts, Fields, Format

_CUSTOMER = Facts(**BOUGHT)

FORMAT = Format(
    name="moneybird",
    needs=frozenset({"klantnummer", "bedrijfsnaam", "e-mailadres"}),
    also={
        "customer id": "klantnummer",
        "company name": "bedrijfsnaam",
        "firstname": "voornaam",
        "lastname": "achternaam",
        "send invoices to email": "e-mailadres",
        "email": "e-mailadres",
        "phone": "telefoon",
        "chamber of commerce": "kvk-nummer",
        "tax number": "btw-nummer",
    },
    signs=frozenset({"kvk-nummer", "btw-nummer", "laatste factuurdatum"}),
    fields=Fields(
        email=("e-mailadres",),
        phone=("telefoon",),
        names=("voornaam", "achternaam"),
        company=("bedrijfsnaam",),
        kvk="kvk-nummer",
        date=("laatste factuurdatum",),
        date_form="dutch",
        date_means="last_invoice",
        sale=True,
    ),
    says=lambda: _CUSTOMER,
)
