"""WooCommerce, the customers report. A Dutch shop may translate them.

An account without an order is no customer. “Last Active” is no date of a sale. There is no consent in this file.
"""

from __future__ import annotations

from avgkit.contacts.formats.base import BOUGHT, NOTHING, Facts, Fields, Format

_CUSTOMER, _NO_CUSTOMER = Facts(**BOUGHT), Facts(customer=False)


def bought(orders: str) -> Facts:
    """Return what a number of orders says: a customer, no customer, or nothing when it is no number."""
    digits = orders.strip().strip("'")
    if not digits.isdecimal():
        return NOTHING
    return _CUSTOMER if int(digits) else _NO_CUSTOMER


FORMAT = Format(
    name="woocommerce",
    needs=frozenset({"name", "username", "email", "orders", "last active"}),
    also={
        "naam": "name",
        "gebruikersnaam": "username",
        "laatst actief": "last active",
        "aanmelden": "sign up",
        "geregistreerd": "sign up",
        "e-mail": "email",
        "e-mailadres": "email",
        "bestellingen": "orders",
        "telefoon (facturatie)": "billing phone",
        "factuur telefoon": "billing phone",
        "verzend telefoon": "shipping phone",
        "telefoonnummer facturering": "billing phone",
        "factuurtelefoon": "billing phone",
        "telefoon": "billing phone",
    },
    fields=Fields(
        email=("email",),
        phone=("billing phone", "shipping phone"),
        names=("name",),
        date=("last active",),
        date_form="iso",
        date_means="last_active",
    ),
    asks=("orders",),
    says=bought,
)
