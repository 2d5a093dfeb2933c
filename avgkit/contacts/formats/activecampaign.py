"""ActiveCampaign. The IP is of sign-up or import: it proves nothing."""

from __future__ import annotations

from avgkit.contacts.formats.base import Fields, Format, subscription

FORMAT = Format(
    name="activecampaign",
    needs=frozenset({"email", "date created", "ip", "status"}),
    fields=Fields(
        email=("email",),
        phone=("phone",),
        names=("first name", "last name"),
        company=("organization",),
        date=("date created",),
        date_form="iso",
        date_means="created",
    ),
    asks=("status",),
    says=subscription,
)
