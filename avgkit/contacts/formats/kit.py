"""Kit (ConvertKit). It keeps a first name only; ``inactive`` is a sign-up that was not confirmed."""

from __future__ import annotations

from avgkit.contacts.formats.base import Fields, Format, subscription

FORMAT = Format(
    name="kit",
    needs=frozenset({"first name", "email", "created at", "status"}),
    also={"state": "status"},
    fields=Fields(
        email=("email",),
        names=("first name",),
        date=("created at",),
        date_form="iso",
        date_means="created",
    ),
    asks=("status",),
    says=subscription,
)
