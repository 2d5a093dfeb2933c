"""Mail rules on the sender: who it is, where to reach him, that it is advertising, and what he tells (S19)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avgkit.duties.checks import phrases
from avgkit.duties.checks.findings import Place, Tests, tests_of
from avgkit.duties.checks.form_information import NAMED
from avgkit.duties.checks.mail import Mail
from avgkit.duties.checks.mail_headers import HEADER
from avgkit.duties.checks.mail_leave import part_of

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_OF_READER = re.compile(
    r"(verstuurd|verzonden|gestuurd|sent)\s+(aan|naar|to):?\s+\S+@\S+|"
    r"\b(no|do|geen)[._-]?(not[._-]?)?(reply|antwoord)@\S+",
    re.I,
)
"""Addresses that are not the sender's: the reader's own, and those that nobody reads."""
ADDRESSES = phrases.patterns_of("reach")
"""Where a reader can say stop: an address or a number (Tw art. 11.7 lid 7)."""


def ways_to_reach(mail: Mail) -> list[str]:
    """Return which ways to reach the sender stand in the mail."""
    links = " ".join(link.address for link in mail.links if link.is_mailto or link.address.startswith("tel:"))
    text = _OF_READER.sub("", f"{mail.body} {links.replace('tel:', ' ')}")
    for address in _ADDRESS.findall(mail.headers.get("to", "")):
        text = text.replace(address, "")
    return [name for name, pattern in ADDRESSES.items() if pattern.search(text)]


def _sender_not_in_mail(mail: Mail) -> Iterator[Place]:
    names = set(re.findall(r"[^\W\d_]{3,}", mail.sender[0].lower())) - phrases.NO_NAMES
    body = mail.body.lower()
    named = any(name in body for name in names) if names else bool(NAMED.search(mail.body))
    if not named:
        yield Place(None, "", "", part_of(mail))


def _no_address(mail: Mail) -> Iterator[Place]:
    if not ways_to_reach(mail):
        yield Place(None, "", "", part_of(mail))


def _not_recognisable(mail: Mail) -> Iterator[Place]:
    if not phrases.MARKETING_WORDS_SEEN.search(f"{mail.subject} {mail.sender[0]} {mail.body[:600]}"):
        yield Place(mail.line("subject"), "", "", HEADER if mail.is_message else "")


TESTS: Tests[Mail] = tests_of(_sender_not_in_mail, _no_address, _not_recognisable)
