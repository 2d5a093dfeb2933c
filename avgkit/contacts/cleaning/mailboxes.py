"""Ways to write one mailbox or one number: what reaches the same person, or may do so."""

from __future__ import annotations

import re
import unicodedata

_AT = re.compile(r"\s*[(\[{<]\s*(?:at|apenstaartje)\s*[)\]}>]\s*", re.IGNORECASE)
_DOT = re.compile(r"\s*[(\[{<]\s*(?:dot|punt)\s*[)\]}>]\s*", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[{<]")
_GOOGLE = frozenset({"gmail.com", "googlemail.com"})


def spelled_out(cell: str) -> str:
    """Return a cell with full-width letters and “(at)”, “[at]”, “(punt)” as the signs that they stand for."""
    if cell.isascii() and not _BRACKET.search(cell):
        return cell
    return _DOT.sub(".", _AT.sub("@", unicodedata.normalize("NFKC", cell)))


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
