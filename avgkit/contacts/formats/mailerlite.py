"""MailerLite. Grade D: no export was found; the headings are assumed from its field names."""

from __future__ import annotations

from avgkit.contacts.formats.base import Fields, Format, subscription

FORMAT = Format(
    name="mailerlite",
    title="MailerLite",
    grade="D",
    proves="Er staat of iemand is aangemeld, maar niet waar en hoe. Bewijs van toestemming staat in MailerLite zelf.",
    needs=frozenset({"email", "status", "subscribed at"}),
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
