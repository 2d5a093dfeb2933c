"""MailerLite. The headings follow the names of its fields."""

from __future__ import annotations

from avgkit.contacts.formats.base import Fields, Format, subscription

FORMAT = Format(
    name="mailerlite",
    needs=frozenset({"email", "status", "subscribed at"}),
    never=frozenset({"account name", "unsubscribe reason"}),  # ActiveCampaign
    also={
        "subscriber": "email",
        "e-mail": "email",
        "subscribed": "subscribed at",
        "subscribe date": "subscribed at",
        "date subscribed": "subscribed at",
        "unsubscribed": "unsubscribed at",
        "unsubscribe date": "unsubscribed at",
        "first name": "name",
    },
    fields=Fields(
        email=("email",),
        phone=("phone",),
        names=("name", "last name"),
        company=("company",),
        date=("subscribed at",),
        date_form="iso",
        date_means="subscribed_at",
    ),
    asks=("status", "subscribed at", "unsubscribed at"),
    says=subscription,
)
