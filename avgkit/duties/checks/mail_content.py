"""Mail rules on what the mail brings along: images that follow readers, a link to change data, a version in plain text (S19)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from avgkit.duties.checks.findings import CheckRule, Place, Severity
from avgkit.duties.checks.mail import Mail
from avgkit.duties.checks.mail_leave import part_of
from avgkit.duties.checks.page import attribute, is_hidden, tag_line

_CHANGE = re.compile(
    r"wijzig|aanpassen|pas .{0,30} aan|voorkeur|bijwerken|preference|profile|profiel|je gegevens", re.I
)
_OPENED = re.compile(
    r"/track/open|open\.(php|aspx|gif)|/wf/open|/tr/op/|[?&/]opens?[/=?]|/o/[\w-]{12,}|pixel|beacon|/emimp/|mailopen|tracking|trk\.|/lt\.php",
    re.I,
)
MOST_PIXELS = 5


def _no_change_link(mail: Mail) -> Iterator[Place]:
    links = mail.links
    if not any(_CHANGE.search(f"{link.text} {link.address}") for link in links) and not _CHANGE.search(mail.body):
        yield Place(None, "", "", part_of(mail))


def pixels(mail: Mail) -> Iterator[tuple[etree._Element, str]]:
    """Yield the images that most likely report that a mail was opened, with the host that they come from."""
    for image in mail.page.of("img") if mail.page is not None else ():
        source = attribute(image, "src")
        if source.lower().startswith(("http:", "https:", "//")) and (
            _is_dot(image) or is_hidden(image) or _OPENED.search(source)
        ):
            yield image, _host(source)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "een ander adres")[:80]
    except ValueError:
        return "een ander adres"


def _is_dot(image: etree._Element) -> bool:
    style = image.get("style") or ""
    sizes = [
        attribute(image, "width"),
        attribute(image, "height"),
        *re.findall(r"(?<![-\w])(?:width|height)\s*:\s*(\d+)(?:px|\b)", style),
    ]
    return any(re.fullmatch(r"[01](px)?", size) for size in sizes)


def _tracking(mail: Mail) -> Iterator[Place]:
    seen: dict[str, Place] = {}
    for image, host in pixels(mail):
        seen.setdefault(host, Place(tag_line(image), "<img>", host, part_of(mail)))
    yield from islice(seen.values(), MOST_PIXELS)


def _no_plain_text(mail: Mail) -> Iterator[Place]:
    if mail.is_message and mail.page is not None and not mail.text.strip():
        yield Place(None, "", "", part_of(mail))


def _only_images(mail: Mail) -> Iterator[Place]:
    if mail.page is not None and len(mail.body) < 60 and any(not _is_dot(image) for image in mail.page.of("img")):
        yield Place(None, "", "", part_of(mail))


def _headers_unseen(mail: Mail) -> Iterator[Place]:
    if not mail.is_message:
        yield Place()


RULES: tuple[CheckRule[Mail], ...] = (
    CheckRule(
        id="no_change_link",
        title="Kan een lezer zijn gegevens wijzigen?",
        severity=Severity.TIP,
        articles="AVG art. 16",
        sources=("AVG", "UITLEG_2018"),
        facts_2018=("S19",),
        reason="Er is geen link om gegevens te wijzigen. De uitleg van 2018 zei dat die moet. De wet zegt dat niet: iemand mag om "
        "een verbetering vragen, en dan doe jij dat.",
        mend="Een link is handig. Zonder link: zeg hoe iemand een nieuw adres doorgeeft.",
        find=_no_change_link,
    ),
    CheckRule(
        id="tracking_pixel",
        title="Zit er een plaatje in dat lezers volgt?",
        severity=Severity.RISK,
        articles="Tw art. 11.7a; AVG art. 6 en 13",
        sources=("TW11_7A", "AVG"),
        reason="Hier staat een onzichtbaar of bekend volgplaatje van {what}. Zo’n plaatje meldt meestal wie de mail opent, en wanneer.",
        mend="Zet het meten van openen uit. Wil je het houden? Vraag er toestemming voor en noem het in je privacyverklaring.",
        find=_tracking,
    ),
    CheckRule(
        id="no_plain_text",
        title="Is er ook een versie met alleen tekst?",
        severity=Severity.TIP,
        articles="Geen wet, maar een goede gewoonte",
        sources=(),
        reason="Er is geen versie met alleen tekst. Sommige lezers en hulpmiddelen hebben die nodig.",
        mend="Zet die versie aan in je mailprogramma.",
        find=_no_plain_text,
    ),
    CheckRule(
        id="only_images",
        title="Is de tekst te lezen?",
        severity=Severity.UNSEEN,
        articles="BW art. 3:15e lid 1",
        sources=("BW3_15E",),
        reason="Deze mail bestaat bijna alleen uit plaatjes. Wat daarop staat, zien wij niet, en sommige lezers ook niet.",
        mend="Zet de belangrijkste dingen in gewone tekst: wie je bent, en hoe iemand zich afmeldt.",
        find=_only_images,
    ),
    CheckRule(
        id="headers_unseen",
        title="Klopt de kop van de mail?",
        severity=Severity.UNSEEN,
        articles="Tw art. 11.7 lid 7 (in 2018: lid 4)",
        sources=("TW26",),
        reason="Dit is alleen de inhoud van de mail. De afzender, het onderwerp en List-Unsubscribe zien we niet.",
        mend="Stuur jezelf een proefmail, bewaar die als .eml en kijk die na.",
        find=_headers_unseen,
    ),
)
