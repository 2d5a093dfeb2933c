"""From a file, an upload or pasted text to what a check reads: HTML, or a mail with headers and parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.base.files import read_whole, shown_name
from avgkit.contacts.text import binary_kind, decode

LARGEST = 40_000_000
"""Bytes of a file: what a mailbox accepts with attachments, and some."""
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEADER = re.compile(rb"(From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]*:[ \t\r\n]")
_MAIL_HEADER = re.compile(
    rb"^(from|to|subject|date|received|return-path|message-id|mime-version|content-type|list-unsubscribe):", re.I | re.M
)
_SINGLE_BYTE = re.compile(r"iso-8859-\d+|windows-125\d|koi8-[ru]|mac-?roman", re.IGNORECASE)


@dataclass(frozen=True)
class CheckSource:
    """Bytes with a name to call them by."""

    name: str
    data: bytes

    @property
    def is_mail(self) -> bool:
        """Whether it starts with headers, as an .eml and a page that Chrome saved as one file (.mhtml) do."""
        start = self.data.removeprefix(b"\xef\xbb\xbf").lstrip()[:50_000]
        head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
        return bool(_HEADER.match(start) and _MAIL_HEADER.search(head))


@dataclass
class SourceText:
    """Decoded text, and notices in Dutch of what was odd about it."""

    text: str
    notices: list[str] = field(default_factory=list)


def from_path(path: Path) -> CheckSource:
    """Read a file. Raises AvgkitError with one Dutch sentence when it can't be read, or is no text."""
    return from_bytes(
        read_whole(path, LARGEST, "bewaar alleen de pagina of de mail, zonder bijlagen"), shown_name(path)
    )


def from_bytes(data: bytes, name: str) -> CheckSource:
    """Take the content of a file, an upload or standard input; raises as ``from_path`` does."""
    if len(data) > LARGEST:
        raise AvgkitError(
            f"{name} is groter dan {LARGEST // 1_000_000} MB; bewaar alleen de pagina of de mail, zonder bijlagen."
        )
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise AvgkitError(f"{name} is leeg; kies een bestand met inhoud.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise AvgkitError(f"{name} is een bestand van Outlook of Office; bewaar het als .eml of als HTML.")
    if data.startswith(b"PK\x03\x04"):
        raise AvgkitError(f"{name} is een ingepakt bestand of een document; bewaar de pagina als HTML.")
    if kind := binary_kind(data):
        raise AvgkitError(f"{name} is {kind}; bewaar de pagina als HTML, of de mail als .eml.")
    return CheckSource(name, data)


def html_text(data: bytes, charset: str = "") -> SourceText:
    """Decode HTML: by its bytes first, and by what it says of itself only where that decides between old Dutch tables.

    A page that is sound UTF-8 is UTF-8, whatever it declares; the other way round a declaration of UTF-8 is often
    wrong.
    """
    text, encoding, notices = decode(data)
    found = _CHARSET.search(data[:4_000])
    declared = charset or (found.group(1).decode("ascii", "replace") if found else "")
    if encoding == "cp1252" and _SINGLE_BYTE.fullmatch(declared):
        text = data.decode(declared, "replace")
    wrong = declared and encoding.startswith("utf") != declared.lower().startswith("utf") and not data.isascii()
    if wrong and declared.lower() != "us-ascii":
        shown = {"cp1252": "Windows-1252", "utf-16": "UTF-16"}.get(encoding, "UTF-8")
        notices.append(
            f"Er staat bij dat de tekens “{declared[:30]}” zijn, maar het is {shown}. Zo hebben we het gelezen."
        )
    return SourceText(text, [notice.replace("Het bestand", "De tekst") for notice in notices])
