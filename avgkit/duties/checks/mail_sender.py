"""Mail rules on the sender: who it is, where to reach him, that it is advertising, and what the mail tells him (S19)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avgkit.duties.checks import phrases
from avgkit.duties.checks.findings import CheckRule, Place, Severity
from avgkit.duties.checks.form_information import NAMED
from avgkit.duties.checks.mail import Mail
from avgkit.duties.checks.mail_headers import HEADER, IDENTITY
from avgkit.duties.checks.mail_leave import part_of

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_OF_READER = re.compile(
    r"(verstuurd|verzonden|gestuurd|sent)\s+(aan|naar|to):?\s+\S+@\S+|\b(no|do|geen)[._-]?(not[._-]?)?(reply|antwoord)@\S+",
    re.I,
)
"""Addresses that are not the sender's: the reader's own, and those that nobody reads."""
ADDRESSES = {
    "een postadres": re.compile(
        r"\b[1-9]\d{3} ?[A-Z]{2}\b|\bpostbus \d|\b[A-ZÀ-Ý][\w’'-]*(straat|laan|weg|plein|gracht|kade|singel|dijk|pad|hof|dreef|steeg) \d",
        re.I,
    ),
    "een telefoonnummer": re.compile(r"(?<![\d-])(\+31|0031|0)[ \d()-]{8,14}\d"),
    "een mailadres": _ADDRESS,
}
"""Where a reader can say stop: an address or a number (Tw art. 11.7 lid 7)."""
_GENERAL = frozenset(
    [
        "de",
        "het",
        "een",
        "van",
        "voor",
        "en",
        "bij",
        "the",
        "and",
        "nieuwsbrief",
        "newsletter",
        "info",
        "team",
        "mail",
        "contact",
        "post",
        "klantenservice",
    ]
)


def ways_to_reach(mail: Mail) -> list[str]:
    """Return which ways to reach the sender stand in the mail."""
    links = " ".join(link.address for link in mail.links if link.is_mailto or link.address.startswith("tel:"))
    text = _OF_READER.sub("", f"{mail.body} {links.replace('tel:', ' ')}")
    for address in _ADDRESS.findall(mail.headers.get("to", "")):
        text = text.replace(address, "")
    return [name for name, pattern in ADDRESSES.items() if pattern.search(text)]


def _sender_not_in_mail(mail: Mail) -> Iterator[Place]:
    names = set(re.findall(r"[^\W\d_]{3,}", mail.sender[0].lower())) - _GENERAL
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


RULES: tuple[CheckRule[Mail], ...] = (
    CheckRule(
        id="sender_not_in_mail",
        title="Staat in de mail zelf wie hem stuurt?",
        severity=Severity.RISK,
        articles=IDENTITY,
        sources=("TW26", "BW3_15E"),
        facts_2018=("S11",),
        reason="In de tekst van de mail zien we de naam van de afzender niet.",
        mend="Zet onderaan je naam en die van je bedrijf, dezelfde als waarvoor iemand zich aanmeldde.",
        find=_sender_not_in_mail,
    ),
    CheckRule(
        id="no_address",
        title="Staat er een adres of nummer in?",
        severity=Severity.WRONG,
        articles="Tw art. 11.7 lid 7 (in 2018: lid 4)",
        sources=("TW26",),
        reason="Er staat geen postadres, telefoonnummer of mailadres in. De lezer kan jou dus niet zeggen dat je moet stoppen.",
        mend="Zet onderaan een geldig adres of nummer waarop je bereikbaar bent.",
        find=_no_address,
    ),
    CheckRule(
        id="not_recognisable",
        title="Is te zien dat het reclame is?",
        severity=Severity.RISK,
        articles="BW art. 3:15e lid 1 onder a",
        sources=("BW3_15E",),
        reason="In het onderwerp en het begin van de mail zien we geen woord waaraan je reclame of een nieuwsbrief herkent.",
        mend="Zet “nieuwsbrief” of “aanbieding” in het onderwerp of bovenaan.",
        find=_not_recognisable,
    ),
)
