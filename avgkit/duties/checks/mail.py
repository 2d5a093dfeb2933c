"""Reading a mail: an .eml with its headers and parts, or the HTML of a newsletter alone.

Headers are read one by one, each in a cage of its own: mail in the wild breaks every rule, and the standard library
then raises what it likes.
"""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass, field
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from functools import cached_property
from itertools import islice

from avgkit.base.errors import AvgkitError
from avgkit.duties.checks.html_tree import parse_html
from avgkit.duties.checks.mail_links import MOST_LINKS, Link, in_page, in_text
from avgkit.duties.checks.page import Page, tidy, words_of
from avgkit.duties.checks.source import CheckSource, html_text

MOST_PARTS = 200


@dataclass
class Mail:
    """A mail as the check reads it. ``page`` is its HTML, ``text`` its plain text; ``is_message`` tells that there
    were headers.

    ``in_file``: the lines of the HTML are those of the file; else they are counted in the HTML after decoding.
    """

    name: str
    is_message: bool
    headers: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    page: Page | None = None
    text: str = ""
    in_file: bool = False
    attachments: int = 0
    notices: list[str] = field(default_factory=list)

    @cached_property
    def body(self) -> str:
        """The words that a reader sees."""
        return words_of(self.page.root, 200_000) if self.page is not None else tidy(self.text[:200_000])

    @cached_property
    def sender(self) -> tuple[str, str]:
        """The name and the address of From."""
        name, address = parseaddr(self.headers.get("from", ""))
        return tidy(name), address.strip()

    @cached_property
    def links(self) -> list[Link]:
        """The links of the HTML, or the addresses in a plain text."""
        found = in_page(self.page) if self.page is not None else in_text(self.text)
        return list(islice(found, MOST_LINKS))

    @property
    def subject(self) -> str:
        return self.headers.get("subject", "")

    def line(self, header: str) -> int | None:
        """Return the line of a header in the file."""
        return self.lines.get(header)


def read_mail(source: CheckSource) -> Mail:
    """Read a mail. Raises AvgkitError with one Dutch sentence for what cannot be read."""
    if not source.is_mail:
        text = html_text(source.data)
        return Mail(source.name, False, page=parse_html(text.text, source.name), notices=text.notices)
    whole = source.data.removeprefix(b"\xef\xbb\xbf")
    data = re.sub(rb"\A\s*(From [^\n]*\n)?", b"", whole)
    if data.lower().count(b"boundary=") > MOST_PARTS:
        raise AvgkitError(f"{source.name} heeft te veel delen om te lezen; bewaar alleen de nieuwsbrief zelf.")
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = [part for part in message.walk() if not part.is_multipart()]
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError):
        raise AvgkitError(f"{source.name} is geen mail die we kunnen lezen; bewaar haar opnieuw als .eml.") from None
    mail = Mail(source.name, True, _headers(message), _header_lines(whole, len(whole) - len(data)))
    _take_parts(mail, parts, whole)
    if mail.page is None and not mail.text.strip():
        raise AvgkitError(f"{source.name} bevat geen tekst; bewaar de mail opnieuw, met inhoud.")
    return mail


def _headers(message: Message) -> dict[str, str]:
    """Return the first of each header, decoded, by name in small letters."""
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        found.setdefault(name.lower(), tidy(_decoded(str(value))))
    return found


def _decoded(value: str) -> str:
    value = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        pieces = decode_header(value.replace("\r", "").replace("\n", ""))
        return "".join(
            piece.decode(charset or "utf-8", "replace") if isinstance(piece, bytes) else piece
            for piece, charset in pieces
        )
    except Exception:  # the library raises many kinds on a broken header, and the raw words will do
        return value


def _header_lines(data: bytes, start: int) -> dict[str, int]:
    """Return the line of each header; the headers begin after ``start`` bytes."""
    found: dict[str, int] = {}
    first = data.count(b"\n", 0, start) + 1
    for number, line in enumerate(re.split(rb"\r\n|\n|\r", data[start : start + 200_000]), first):
        if not line:
            break
        if match := re.match(rb"([A-Za-z][A-Za-z0-9-]*):", line):
            found.setdefault(match.group(1).decode("ascii").lower(), number)
    return found


def _take_parts(mail: Mail, parts: list[Message], data: bytes) -> None:
    """Take the first HTML and the first plain text that are no attachment; count the rest."""
    found = False
    for part in parts:
        kind = (part.get_content_type() or "").lower()
        attached = "attachment" in str(part.get("content-disposition", "")).lower()
        if kind == "text/html" and not found and not attached:
            found = True
            _take_page(mail, part, data)
        elif kind == "text/plain" and not mail.text and not attached:
            mail.text = html_text(_content(part), _charset(part)).text
        elif attached or kind.split("/")[0] in ("application", "audio", "video"):
            mail.attachments += 1


def _take_page(mail: Mail, part: Message, data: bytes) -> None:
    """Parse the HTML. Where it stands in the file as it is, its lines are those of the file."""
    text = html_text(_content(part), _charset(part))
    mail.notices += text.notices
    if not re.search(r"<[a-zA-Z!/]", text.text):
        mail.text = text.text
        return
    before = _lines_before(part, data)
    mail.in_file = before is not None
    mail.page = parse_html("\n" * (before or 0) + text.text, mail.name)


def _lines_before(part: Message, data: bytes) -> int | None:
    """Return how many lines of the file come before this part, or None when it stands there in another encoding."""
    if str(part.get("content-transfer-encoding", "8bit")).strip().lower() not in ("7bit", "8bit", "binary"):
        return None
    start = str(part.get_payload())[:2_000].encode("utf-8", "surrogateescape")
    place = data.find(start)
    return data.count(b"\n", 0, place) if place >= 0 else None


def _content(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except Exception:  # a broken encoding of the part: read it as it stands
        content = None
    raw = part.get_payload()
    return content if isinstance(content, bytes) else str(raw).encode("utf-8", "surrogateescape")


def _charset(part: Message) -> str:
    try:
        return str(part.get_content_charset() or "")
    except Exception:  # a parameter that cannot be read
        return ""
