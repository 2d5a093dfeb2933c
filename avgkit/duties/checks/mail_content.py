"""Mail rules on what the mail brings along: images that follow readers, a link to change data, a version in plain
text (S19).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from avgkit.duties.checks import phrases
from avgkit.duties.checks.findings import Place, Tests, tests_of
from avgkit.duties.checks.mail import Mail
from avgkit.duties.checks.mail_leave import part_of
from avgkit.duties.checks.page import attribute, is_hidden, tag_line

_CHANGE = phrases.says("change_details")
_OPENED = re.compile(
    (
        r"/track/open|open\.(php|aspx|gif)|/wf/open|/tr/op/|[?&/]opens?[/=?]|/o/[\w-]{12,}|pixel|beacon|/emimp/|"
        r"mailopen|tracking|trk\.|/lt\.php"
    ),
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


def _tracking_pixel(mail: Mail) -> Iterator[Place]:
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


TESTS: Tests[Mail] = tests_of(_no_change_link, _tracking_pixel, _no_plain_text, _only_images, _headers_unseen)
