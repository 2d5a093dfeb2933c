"""Mail rules on the head of a message: From, Subject, List-Unsubscribe. The HTML of a newsletter alone does not have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from avgkit.duties.checks.findings import CheckRule, Place, Severity
from avgkit.duties.checks.mail import Mail
from avgkit.duties.checks.mail_links import is_merge_tag

MAILBOX_RULE = date(2024, 2, 1)
"""The month since which large mailbox providers ask bulk senders for one-click unsubscribing (law.md, section 5)."""
HEADER = "kop"
_MAILTO = re.compile(r"mailto:", re.I)
_WEB = re.compile(r"https://[^\s>,]+", re.I)
_NO_LAW = "Geen wet, maar een regel van grote mailboxen (RFC 8058)"
_NO_REPLY = re.compile(r"^(no|do|geen)[._-]?(not[._-]?)?(reply|antwoord)", re.I)
_MISLEADS = re.compile(
    r"^\s*((re|fw|fwd|antw|aw|doorst)\s*:|(je|uw)? ?(factuur|bestelling|betaling|aanmaning|pakket)\b|laatste waarschuwing|actie vereist|dringend)",
    re.I,
)
IDENTITY = "Tw art. 11.7 lid 7 (in 2018: lid 4); BW art. 3:15e lid 1 onder b"


def _no_sender_name(mail: Mail) -> Iterator[Place]:
    name, address = mail.sender
    if mail.is_message and (not name or "@" in name or not address):
        yield Place(mail.line("from"), "From", "", HEADER)


def _no_reply(mail: Mail) -> Iterator[Place]:
    for header in ("reply-to", "from"):
        if header in mail.headers:
            if any(_NO_REPLY.match(local) for local in re.findall(r"([\w.+-]+)@", mail.headers[header])):
                yield Place(mail.line(header), header.title(), "", HEADER)
            return


def _misleads(mail: Mail) -> Iterator[Place]:
    if found := _MISLEADS.search(mail.subject):
        yield Place(mail.line("subject"), "Subject", found.group().strip(), HEADER)


def _no_subject(mail: Mail) -> Iterator[Place]:
    if mail.is_message and not mail.subject.strip():
        yield Place(mail.line("subject"), "Subject", "", HEADER)


def _merge_tags(mail: Mail) -> Iterator[Place]:
    if mail.is_message and is_merge_tag(mail.subject):
        yield Place(mail.line("subject"), "Subject", "", HEADER)


def _no_header(mail: Mail) -> Iterator[Place]:
    if mail.is_message and not mail.headers.get("list-unsubscribe"):
        yield Place(None, "", "", HEADER)


def _no_one_click(mail: Mail) -> Iterator[Place]:
    header = mail.headers.get("list-unsubscribe", "")
    post = re.sub(r"\s", "", mail.headers.get("list-unsubscribe-post", "")).lower()
    if header and not (post == "list-unsubscribe=one-click" and _WEB.search(header)):
        what = (
            "er is alleen een mailadres" if _MAILTO.search(header) and not _WEB.search(header) else "er ontbreekt iets"
        )
        yield Place(mail.line("list-unsubscribe"), "List-Unsubscribe", what, HEADER)


RULES: tuple[CheckRule[Mail], ...] = (
    CheckRule(
        id="no_sender_name",
        title="Heeft de afzender een naam?",
        severity=Severity.RISK,
        articles=IDENTITY,
        sources=("TW26", "BW3_15E"),
        reason="Bij de afzender staat geen naam, of alleen een mailadres. De lezer ziet dan niet wie hem mailt.",
        mend="Vul in je mailprogramma de naam van de afzender in: jouw naam of die van je bedrijf.",
        find=_no_sender_name,
    ),
    CheckRule(
        id="no_reply",
        title="Kan een lezer antwoorden?",
        severity=Severity.TIP,
        articles="Tw art. 11.7 lid 7 (in 2018: lid 4)",
        sources=("TW26",),
        reason="De mail komt van een adres dat geen antwoord leest. Wie met “stop” antwoordt, hoor je niet.",
        mend="Gebruik een adres dat je leest.",
        find=_no_reply,
    ),
    CheckRule(
        id="misleading_subject",
        title="Is het onderwerp eerlijk?",
        severity=Severity.WRONG,
        articles="BW art. 3:15e lid 1 onder a",
        sources=("BW3_15E",),
        reason="Het onderwerp begint met “{what}”. De lezer denkt dan aan een antwoord of een rekening, niet aan reclame.",
        mend="Schrijf in het onderwerp wat er in de mail staat, zoals “Nieuwsbrief november”.",
        find=_misleads,
    ),
    CheckRule(
        id="no_subject",
        title="Heeft de mail een onderwerp?",
        severity=Severity.RISK,
        articles="BW art. 3:15e lid 1 onder a",
        sources=("BW3_15E",),
        reason="De mail heeft geen onderwerp. Dan ziet de lezer niet dat het om reclame gaat.",
        mend="Schrijf in het onderwerp wat er in de mail staat.",
        find=_no_subject,
    ),
    CheckRule(
        id="unfilled_subject",
        title="Is alles in het onderwerp ingevuld?",
        severity=Severity.RISK,
        articles="Geen wet, maar een goede gewoonte",
        sources=(),
        reason="In het onderwerp staat een veld dat het mailprogramma niet invulde.",
        mend="Kijk het veld na en stuur jezelf eerst een proefmail.",
        find=_merge_tags,
    ),
    CheckRule(
        id="no_list_unsubscribe",
        title="Kan de mailbox zelf een knop om af te melden tonen?",
        severity=Severity.TIP,
        articles=_NO_LAW,
        sources=("RFC8058",),
        facts_2018=("S17",),
        reason="In de kop van de mail staat geen List-Unsubscribe. Gmail en andere mailboxen tonen dan geen knop om af te melden, en zien "
        "je mail eerder als spam. Het is een regel van mailboxen, niet van de Nederlandse wet.",
        mend="Zet dit aan in je mailprogramma. De meeste doen het vanzelf.",
        find=_no_header,
        valid_from=MAILBOX_RULE,
    ),
    CheckRule(
        id="no_one_click",
        title="Kan afmelden met één klik in de mailbox?",
        severity=Severity.TIP,
        articles=_NO_LAW,
        sources=("RFC8058",),
        facts_2018=("S17",),
        reason="De kop heeft wel List-Unsubscribe, maar afmelden met één klik werkt niet: {what}. Het is een regel van mailboxen, "
        "niet van de Nederlandse wet.",
        mend="Er hoort een https-adres bij, en de regel “List-Unsubscribe-Post: List-Unsubscribe=One-Click”.",
        find=_no_one_click,
        valid_from=MAILBOX_RULE,
    ),
)
