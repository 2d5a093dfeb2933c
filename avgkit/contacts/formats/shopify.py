"""Shopify customers. Numbers may start with an apostrophe. “yes” has no date; “no” is not unsubscribed."""

from __future__ import annotations

from dataclasses import replace

from avgkit.contacts.cleaning.dates import is_yes
from avgkit.contacts.formats.base import UNKNOWN, Facts, Fields, Format
from avgkit.contacts.formats.woocommerce import bought

_READINGS = {True: "claimed", False: "not_opted_in", None: UNKNOWN}


def _says(accepts: str, orders: str) -> Facts:
    return replace(bought(orders), reading=_READINGS[is_yes(accepts)])


FORMAT = Format(
    name="shopify",
    needs=frozenset({"email", "accepts email marketing", "total orders"}),
    also={
        "accepts marketing": "accepts email marketing",
        "company": "default address company",
        "voornaam": "first name",
        "achternaam": "last name",
        "e-mail": "email",
        "telefoon": "phone",
        "accepteert e-mailmarketing": "accepts email marketing",
        "totaal aantal bestellingen": "total orders",
    },
    fields=Fields(
        email=("email",),
        phone=("phone", "default address phone"),
        names=("first name", "last name"),
        company=("default address company",),
    ),
    asks=("accepts email marketing", "total orders"),
    says=_says,
)
