"""What a company name hints about the recipient. Its legal form tells who is a natural person (law.md; Tw 11.7)."""

from __future__ import annotations

import re
from functools import lru_cache

from avgkit.law.facts import UNKNOWN, Recipient

OF_WORK = frozenset(
    {
        *("linkedin_connections", "linkedin_contacts", "linkedin_invitations", "linkedin_messages"),
        *("google_contacts_new", "google_contacts_old", "outlook_en", "outlook_nl", "vcard"),
    }
)
"""Formats that tell where somebody works. That says nothing of the capacity in which a person is your customer."""
_FORMS = (
    (Recipient.PARTNERSHIP, r"v\.?o\.?f\.?|vennootschap onder firma|maatschap|c\.v\.|cv$|commanditaire vennootschap"),
    (
        Recipient.LEGAL_PERSON,
        r"b\.?v\.?|n\.?v\.?|stichting|vereniging|co[öo]peratie|u\.a\.|gmbh|ltd\.?|limited|inc\.?|llc|plc|"
        r"b\.?v\.?b\.?a\.?|s\.?r\.?l\.?|s\.?a\.?r\.?l\.?|s\.a\.s?\.?|vzw|ag|corp\.?|oy|ab|aps|gemeente|provincie|"
        r"ministerie|waterschap",
    ),
    (Recipient.SOLE_TRADER, r"eenmanszaak|zzp|zzp'er|freelance|e\.?z\.?"),
)
_PATTERNS = tuple((kind, re.compile(rf"(?<![\w.])(?:{words})(?![\w])", re.IGNORECASE)) for kind, words in _FORMS)


def recipient_of(company: str | None, name: str | None) -> tuple[str, str]:
    """Return the recipient, or ``unknown``, and a Dutch reason. It is a hint: a name proves no legal form."""
    if not company:
        return UNKNOWN, ""
    if form := _legal_form(company):
        return form
    surname = _surname(name)
    if surname and re.search(rf"(?<!\w){re.escape(surname)}(?!\w)", company, re.IGNORECASE):
        return (
            Recipient.SOLE_TRADER,
            "De bedrijfsnaam heeft de achternaam en geen rechtsvorm. Dat lijkt een eenmanszaak.",
        )
    return UNKNOWN, "De bedrijfsnaam zegt niets over de rechtsvorm."


@lru_cache(maxsize=100_000)
def _legal_form(company: str) -> tuple[str, str] | None:
    for kind, pattern in _PATTERNS:
        if found := pattern.search(company):
            return kind, f"De bedrijfsnaam heeft “{found[0].strip()}”. Dat is een aanwijzing, geen bewijs."
    return None


def _surname(name: str | None) -> str | None:
    words = (name or "").split()
    return words[-1] if len(words) > 1 and len(words[-1]) > 2 else None
