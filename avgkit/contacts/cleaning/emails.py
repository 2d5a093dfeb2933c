"""E-mail addresses: trimmed, in lower case, their syntax checked (RFC 5322, by email-validator). No server is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from avgkit.base.toml_data import read_data
from avgkit.contacts.cleaning.issues import DATA, Cleaned
from avgkit.contacts.cleaning.mailboxes import spelled_out
from avgkit.contacts.cleaning.names import visible

_LOCAL = re.compile(r"(?=.{1,64}\Z)[a-z0-9_]+(?:[.+-][a-z0-9_]+)*").fullmatch
_DOMAIN = lru_cache(4096)(
    re.compile(
        r"(?=.{4,188}\Z)(?:(?!..--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:nl|com|org|net|eu|be|de|info)"
    ).fullmatch
)
"""The parts of addresses that need no closer look: email-validator accepts each as it stands (a test compares the two).

A domain label with hyphens in the third and fourth place is an internationalised name, which does need one.
"""
_SEVERAL = re.compile(r":::|[;,\n|]")
_INSIDE = re.compile(r"[^<>()\[\]]*[<(\[]\s*(?:mailto:)?([^\s<>()\[\]]+@[^\s<>()\[\]]+)\s*[>)\]]\s*").fullmatch
_PART = r"[^\s@<>()\[\]:;,\"?]+"
_WITHIN = re.compile(rf"(?:^|[\s<(\[:\"])({_PART}@{_PART}\.{_PART})(?=$|[\s>)\]?\"])").findall
"""The addresses in a text: “E-mail: anna@example.org”, “anna@example.org (privé)”, “Anna anna@example.org.”"""
LONGEST = 1000
"""Characters in a cell that may be an address or a number: what is longer is none, and not worth the work."""
ROLES = frozenset(read_data(DATA)["roles"])
"""Local parts that stand for a role, not for a person. Whether they are personal data depends on who reads them."""


def _is_plain(cell: str) -> bool:
    local, _, domain = cell.partition("@")
    return len(cell) < 254 and _DOMAIN(domain) is not None and _LOCAL(local) is not None


def clean_email(cell: str) -> Cleaned:
    """Return an address trimmed and in lower case, with internationalised domains in one form.

    The address is also taken out of “Anna <anna@example.org>”, and out of other words around the only address.
    """
    if _is_plain(cell):
        return cell, []
    text = _bare(visible(cell))
    if not text:
        return None, []
    lowered = text.lower()
    value = lowered if text.isascii() and _is_plain(lowered) else validated(text)
    issues = []
    if value is None and (inside := _INSIDE(text)):
        text = inside[1]
        value, issues = validated(text), ["name_in_email"]
    elif value is None and len(text) <= LONGEST and len(alone := set(_WITHIN(text))) == 1:
        value, issues = validated(alone.pop().rstrip(".")), ["name_in_email"]
    if value is None:
        return None, ["invalid_email"]
    if cell != cell.strip():
        issues.append("email_whitespace")
    return value, issues + (["email_case"] if text != text.lower() else [])


def _bare(text: str) -> str:
    return text.strip().strip("'\"“”‘’").strip()


def validated(text: str) -> str | None:
    """Return what email-validator makes of an address, in lower case, or None."""
    from email_validator import EmailNotValidError, validate_email

    text = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE)
    if len(text) > LONGEST:
        return None
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return found.normalized.lower()


def addresses(cell: str) -> list[Cleaned]:
    """Clean each address of a cell with one or more of them; at least one result for a cell with anything in it."""
    if _is_plain(cell):
        return [(cell, [])]
    plain = spelled_out(cell)
    parts = [part for part in _SEVERAL.split(plain) if part.strip()]
    if len(parts) == 1 and plain.count("@") > 1:
        parts = [part for part in re.split(r"[\s/]+", cell) if "@" in part]
    found = [clean_email(part if len(parts) == 1 else part.strip()) for part in parts]
    if plain == cell:
        return found
    return [(value, [*dict.fromkeys([*issues, "name_in_email"])] if value else issues) for value, issues in found]


def as_they_stand(cells: Sequence[str]) -> list[str | None]:
    """Return each cell that is an address as it stands, in one quick look; None needs a closer one."""
    return [cell if _is_plain(cell) else None for cell in cells]


def first_address(cell: str) -> Cleaned:
    """Clean the first of several addresses in one cell that can be read; if none can, tell that of the first."""
    return first_of(addresses(cell))


def first_of(results: Sequence[Cleaned]) -> Cleaned:
    """Return the first result with a value; if none has one, the first."""
    return next((result for result in results if result[0]), results[0] if results else (None, []))


def is_role(email: str | None) -> bool:
    """Tell whether an address names a role (info@, sales@) instead of a person."""
    return email is not None and email.partition("@")[0].partition("+")[0] in ROLES
