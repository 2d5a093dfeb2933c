"""Ways to write one mailbox or one number: what reaches the same person, or may do so."""

from __future__ import annotations

import re
import unicodedata

_ALONE = re.compile(
    r"[\w.+-]+\s*(?:@|\s(?:at|apenstaart(?:je)?)\s)\s*[\w-]+(?:(?:\s*\.\s*|\s(?:dot|punt)\s+)[\w-]+)+\s*\.?",
    re.IGNORECASE,
)
_SPELLED = re.compile(r"\s+(at|apenstaart(?:je)?|dot|punt)\s+", re.IGNORECASE)
_COMMA = re.compile(r"([^\s@,;.]+@[^\s@,;.]+),\s*(nl|com|org|net|be|eu|de)", re.IGNORECASE)
_AT = re.compile(r"\s*[(\[{<]\s*(?:at|apenstaartje)\s*[)\]}>]\s*", re.IGNORECASE)
_DOT = re.compile(r"\s*[(\[{<]\s*(?:dot|punt)\s*[)\]}>]\s*", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[{<]")
_LONGEST = 320
"""Characters that an address has at most (RFC 3696, erratum 1690)."""
_GOOGLE = frozenset({"gmail.com", "googlemail.com"})


def spelled_out(cell: str) -> str:
    """Return a cell with full-width letters and “(at)”, “[at]”, “(punt)” as the signs that they stand for; “anna at
    example punt nl”, “anna @ example.nl” and “anna@example,nl” as the address that they are when nothing else is there.
    """
    if not cell.isascii() or _BRACKET.search(cell):
        cell = _DOT.sub(".", _AT.sub("@", unicodedata.normalize("NFKC", cell)))
    alone = cell.strip()
    if len(alone) > _LONGEST:
        return cell
    if comma := _COMMA.fullmatch(alone):
        return f"{comma[1]}.{comma[2]}"
    if len(alone.split()) > 1 and _ALONE.fullmatch(alone):
        told = _SPELLED.sub(lambda found: "@" if found[1][0] in "aA" else ".", alone)
        return "".join(told.split()).rstrip(".")
    return cell


def mailbox(email: str) -> str:
    """Return the mailbox that an address may belong to: without a plus tag, and for Gmail without dots.

    Many providers deliver “anna+tag@” to “anna@”, not all; so two addresses of one mailbox are only perhaps one person.
    """
    local, _, domain = spelled_out(email).strip().lower().rpartition("@")
    local = local.partition("+")[0] or local
    if domain in _GOOGLE:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def email_forms(email: str) -> set[str]:
    """Return the forms of an address that somebody may have hashed."""
    plain = email.strip().lower()
    local, _, domain = plain.rpartition("@")
    untagged = f"{local.partition('+')[0]}@{domain}"
    undotted = f"{local.partition('+')[0].replace('.', '')}@{domain}"
    return {plain, untagged, mailbox(plain), *({undotted} if domain in _GOOGLE else ())}


def phone_forms(phone: str) -> set[str]:
    """Return the forms of a number (E.164) that somebody may have hashed."""
    digits = phone.strip().lstrip("+")
    home = {f"0{digits[2:]}", digits[2:]} if digits.startswith("31") else set()
    return {f"+{digits}", digits, f"00{digits}", *home}
