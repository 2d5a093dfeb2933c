"""E-mail addresses: trimmed, in lower case, with their syntax checked (RFC 5322 by way of email-validator). No server is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from avgkit.contacts.cleaning.issues import Cleaned

_PLAIN = re.compile(
    r"(?=[^@]{1,64}@[^@]{4,188}\Z)[a-z0-9_]+(?:[.+_-][a-z0-9_]+)*@"
    r"(?:(?!..--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:nl|com|org|net|eu|be|de|info)"
).fullmatch
"""Addresses that need no closer look: email-validator accepts each as it stands (a test compares the two).

A domain label with hyphens in the third and fourth place is an internationalised name, which does need one.
"""
_SEVERAL = re.compile(r":::|[;,\n]").search
ROLES = frozenset(
    [
        "info",
        "contact",
        "sales",
        "verkoop",
        "support",
        "service",
        "klantenservice",
        "helpdesk",
        "admin",
        "administratie",
        "kantoor",
        "office",
        "hallo",
        "hello",
        "post",
        "mail",
        "receptie",
        "secretariaat",
        "boekhouding",
        "facturen",
        "factuur",
        "invoice",
        "inkoop",
        "bestuur",
        "team",
        "werk",
        "jobs",
        "hr",
        "vacatures",
        "pers",
        "press",
        "marketing",
        "privacy",
        "webmaster",
        "postmaster",
        "noreply",
        "no-reply",
        "planning",
        "directie",
        "redactie",
    ]
)
"""Local parts that stand for a role, not for a person. Whether they are personal data depends on who reads them."""


def clean_email(cell: str) -> Cleaned:
    """Return an address trimmed and in lower case, with internationalised domains in one form."""
    if _PLAIN(cell):
        return cell, []
    text = cell.strip().strip("'")
    if not text:
        return None, []
    value = validated(text)
    if value is None:
        return None, ["invalid_email"]
    issues = ["email_whitespace"] if cell != cell.strip() else []
    return value, issues + (["email_case"] if text != text.lower() else [])


def validated(text: str) -> str | None:
    """Return what email-validator makes of an address, in lower case, or None."""
    from email_validator import EmailNotValidError, validate_email

    text = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE)
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return found.normalized.lower()


def first_address(cell: str) -> Cleaned:
    """Clean the first of several addresses in one cell that can be read; if none can, tell that of the first."""
    if not _SEVERAL(cell):
        return clean_email(cell)
    return first_of(re.split(r":::|[;,\n]", cell), clean_email)


def first_of(parts: Iterable[str], clean) -> Cleaned:
    """Return the first part that can be read; if none can, what is wrong with the first."""
    filled = [part for part in parts if part.strip()]
    results = [clean(part.strip() if len(filled) > 1 else part) for part in filled]
    return next((result for result in results if result[0]), results[0] if results else (None, []))


def is_role(email: str | None) -> bool:
    """Tell whether an address names a role (info@, sales@) instead of a person."""
    return email is not None and email.partition("@")[0].partition("+")[0] in ROLES
