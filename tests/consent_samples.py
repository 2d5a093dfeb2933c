"""Invented consents that the tests share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from avgkit.duties.consent import ConsentRecord

DAY = date(2026, 11, 24)
SENDER = "Noor Fictief Teksten"
PROVEN = ConsentRecord(
    sender=SENDER,
    channel="email",
    purpose="newsletter",
    name="Anouk van Dalen",
    email="anouk.vandalen@example.nl",
    phone="+31600002000",
    given_at="2026-03-01T10:30:00",
    method="box",
    box="unticked",
    separate="yes",
    text="Ja, stuur mij je nieuwsbrief. Afmelden kan altijd.",
    form_version="formulier 3",
    notice_version="mei 2025",
    origin="192.0.2.10",
    confirmed_at="2026-03-01T10:34:00",
    opt_out_offered="yes",
    source="test",
)


def proven(**changes: str) -> ConsentRecord:
    """Return a consent that is proven, but for these changes."""
    return replace(PROVEN, record_id=ConsentRecord().record_id, **changes)
