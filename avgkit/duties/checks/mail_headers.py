"""Mail rules on the head of a message: From, Subject, List-Unsubscribe. The HTML of a newsletter alone does not have
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from avgkit.duties.checks import phrases
from avgkit.duties.checks.findings import Place, Tests, tests_of
from avgkit.duties.checks.mail import Mail
from avgkit.duties.checks.mail_links import is_merge_tag

HEADER = "kop"
_MAILTO = re.compile(r"mailto:", re.I)
_WEB = re.compile(r"https://[^\s>,]+", re.I)
_NO_REPLY = re.compile(r"^(no|do|geen)[._-]?(not[._-]?)?(reply|antwoord)", re.I)
_MISLEADS = re.compile(rf"^\s*({phrases.says('misleading').pattern})", re.I)


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


def _misleading_subject(mail: Mail) -> Iterator[Place]:
    if found := _MISLEADS.search(mail.subject):
        yield Place(mail.line("subject"), "Subject", found.group().strip(), HEADER)


def _no_subject(mail: Mail) -> Iterator[Place]:
    if mail.is_message and not mail.subject.strip():
        yield Place(mail.line("subject"), "Subject", "", HEADER)


def _unfilled_subject(mail: Mail) -> Iterator[Place]:
    if mail.is_message and is_merge_tag(mail.subject):
        yield Place(mail.line("subject"), "Subject", "", HEADER)


def _no_list_unsubscribe(mail: Mail) -> Iterator[Place]:
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


TESTS: Tests[Mail] = tests_of(
    _no_sender_name, _no_reply, _misleading_subject, _no_subject, _unfilled_subject, _no_list_unsubscribe, _no_one_click
)
