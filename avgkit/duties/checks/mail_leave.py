"""Mail rules on unsubscribing: there is a way, it works, can be seen, and takes no more steps than signing up (S05,
S17).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from avgkit.duties.checks import phrases
from avgkit.duties.checks.findings import Place, Tests, tests_of
from avgkit.duties.checks.mail import Mail
from avgkit.duties.checks.mail_links import Link, leaving

_REPLY = phrases.says("by_reply")
_SLOW = phrases.says("slow_way")


def part_of(mail: Mail) -> str:
    """Return the part of the mail in which a line is counted; empty for the file itself."""
    if not mail.is_message or mail.in_file:
        return ""
    return "HTML" if mail.page is not None else "tekst"


def place_of(mail: Mail, link: Link, what: str = "") -> Place:
    """Return the place of a link. Its address stays out: it often tells who got the mail."""
    return Place(link.line, "<a>", what or link.text[:60] or "deze link", part_of(mail))


def ways_out(mail: Mail) -> list[Link]:
    """Return the links with which a reader can unsubscribe, dead ones left out."""
    return [link for link in leaving(mail.links) if not link.is_dead]


def told_to(mail: Mail, pattern: re.Pattern[str]) -> str:
    """Return the words that tell to unsubscribe in this way without a link: a sentence, or question and answer."""
    parts = phrases.sentences(mail.body)
    spans = [*parts, *(f"{first} {then}" for first, then in itertools.pairwise(parts) if first.strip().endswith("?"))]
    return next((span for span in spans if phrases.LEAVE.search(span) and pattern.search(span)), "")


def _no_way_out(mail: Mail) -> Iterator[Place]:
    if not leaving(mail.links) and not told_to(mail, _REPLY) and not told_to(mail, _SLOW):
        yield Place(None, "", "", part_of(mail))


def _dead_way_out(mail: Mail) -> Iterator[Place]:
    found = leaving(mail.links)
    if found and all(link.is_dead or (mail.is_message and link.is_filled_in_later) for link in found):
        yield place_of(mail, found[0])


def _concealed_way_out(mail: Mail) -> Iterator[Place]:
    found = ways_out(mail)
    if found and all(link.concealed for link in found):
        yield place_of(mail, found[0])


def _login_to_leave(mail: Mail) -> Iterator[Place]:
    found = ways_out(mail)
    if found and all(link.wants_login for link in found):
        yield place_of(mail, found[0])


def _slow_way_out(mail: Mail) -> Iterator[Place]:
    if not leaving(mail.links) and not told_to(mail, _REPLY) and (said := told_to(mail, _SLOW)):
        yield Place(None, "", said[:120], part_of(mail))


def _leave_by_mail(mail: Mail) -> Iterator[Place]:
    found = ways_out(mail)
    if found and all(link.is_mailto for link in found):
        yield place_of(mail, found[0])
    elif not leaving(mail.links) and (said := told_to(mail, _REPLY)):
        yield Place(None, "", said[:120], part_of(mail))


def _preferences_to_leave(mail: Mail) -> Iterator[Place]:
    found = ways_out(mail)
    if found and all(link.is_preferences for link in found):
        yield place_of(mail, found[0])


def _halfway_out(mail: Mail) -> Iterator[Place]:
    found = ways_out(mail)
    if mail.page is not None and found and all(0.15 < link.place < 0.6 for link in found):
        yield place_of(mail, found[0])


TESTS: Tests[Mail] = {
    **tests_of(_no_way_out, _dead_way_out, _concealed_way_out, _login_to_leave),
    **tests_of(_slow_way_out, _leave_by_mail, _preferences_to_leave, _halfway_out),
}
