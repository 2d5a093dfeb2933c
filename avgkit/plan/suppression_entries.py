"""A suppression list as others make it: hashes of several kinds, cut ones, addresses between them, and what can't be
read.

Nobody on it is let through because an entry was written in another way: what could be somebody leaves that person out,
and what is not understood is counted.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from avgkit.base.dutch import count
from avgkit.base.errors import AvgkitError
from avgkit.base.files import plain_file
from avgkit.contacts import text, workbook
from avgkit.contacts.cleaning.emails import addresses
from avgkit.contacts.cleaning.mailboxes import email_forms, mailbox, phone_forms, spelled_out
from avgkit.contacts.cleaning.phones import numbers
from avgkit.contacts.headings import fold

KINDS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
_SIZES = {hashlib.new(kind).digest_size * 2: kind for kind in KINDS}
SHORTEST = 8
"""Hexadecimal digits of a cut hash that is still compared; a shorter one fits too many people."""
_ENTRY_HEADING = re.compile(r"mail|adres|telef|phone|mobiel|nummer|number|sha|md5|hash|contact|subscriber|identifier")
_PREFIX = re.compile(r"(?:\{?(?:md5|sha)[-_ ]?\d{0,3}\}?\s*[:=$]?\s*|0x)(?=[0-9a-f])")
_HEX = re.compile(r"[0-9a-f]{6,}")
CUT, UNREAD = "afgekapte hash", "niet te lezen"


@dataclass(frozen=True)
class SuppressionEntries:
    """Who is on a suppression list: hashes (hexadecimal), starts of hashes, mailboxes and numbers; and how many entries
    could not be read for certain, by why (Dutch).
    """

    hashes: frozenset[str] = frozenset()
    cut: frozenset[str] = frozenset()
    mailboxes: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    unread: Mapping[str, int] = field(default_factory=dict)

    def __contains__(self, fingerprint: str) -> bool:
        return fingerprint in self.hashes

    def __bool__(self) -> bool:
        return bool(self.hashes or self.cut or self.mailboxes or self.phones)

    @cached_property
    def _kinds(self) -> list[str]:
        """The hashes to make: of the sizes that are on the list, and all that a cut one may be of."""
        sizes = {len(one) for one in self.hashes}
        longest = min(map(len, self.cut), default=1_000)
        return [kind for size, kind in _SIZES.items() if size in sizes or size > longest]

    @cached_property
    def _cuts(self) -> set[int]:
        return {len(one) for one in self.cut}

    def holds(self, emails: Iterable[str], phones: Iterable[str]) -> bool:
        """Tell whether somebody with these addresses and numbers is, or may be, on the list."""
        emails, phones = list(emails), list(phones)
        if any(mailbox(email) in self.mailboxes for email in emails) or not self.phones.isdisjoint(phones):
            return True
        if not (self.hashes or self.cut):
            return False
        forms = set().union(*map(email_forms, emails), *map(phone_forms, phones))
        return any(self._has(hashlib.new(kind, form.encode()).hexdigest()) for form in forms for kind in self._kinds)

    def _has(self, made: str) -> bool:
        return made in self.hashes or any(made[:size] in self.cut for size in self._cuts)


def entries_of(given: Collection[str] | SuppressionEntries) -> SuppressionEntries:
    """Return fingerprints as entries."""
    return given if isinstance(given, SuppressionEntries) else SuppressionEntries(hashes=frozenset(given))


def read_hashes(path: str | Path) -> SuppressionEntries:
    """Return the entries of a list with hashes. Raises AvgkitError with a Dutch sentence for a file without any."""
    path = Path(path)
    found = _Found()
    headings, rows = _table(path)
    chosen = [place for place, heading in enumerate(headings) if _ENTRY_HEADING.search(fold(heading))]
    for cells in rows:
        found.take(cells, chosen)
    if not (found.hashes or found.cut):
        raise AvgkitError(
            f"{path.name} heeft geen kolom met hashes, zoals email_sha256 of telefoon_sha256; "
            "geef een gewone lijst van afmeldingen als LIJST."
        )
    return SuppressionEntries(
        frozenset(found.hashes),
        frozenset(found.cut),
        frozenset(found.mailboxes),
        frozenset(found.phones),
        dict(found.unread),
    )


def told_unread(unread: Mapping[str, int], name: str = "je lijst van afmeldingen") -> str:
    """Say how many entries could not be read, and what to do; nothing when all could."""
    if not (size := sum(unread.values())):
        return ""
    why = ", ".join(f"{number} × {reason}" for reason, number in unread.items())
    verb = "is" if size == 1 else "zijn"
    return f"{count(size, 'regel', 'regels')} van {name} {verb} niet met zekerheid te lezen ({why})."


class _Found:
    def __init__(self) -> None:
        self.hashes: set[str] = set()
        self.cut: set[str] = set()
        self.mailboxes: set[str] = set()
        self.phones: set[str] = set()
        self.unread: Counter[str] = Counter()

    def take(self, cells: Sequence[str], chosen: list[int]) -> None:
        """Take the entries of a row; a row, or a cell where entries stand, of which nothing can be read is counted."""
        told = [self._entry(cell) for cell in cells]
        where = [told[place] for place, cell in enumerate(cells) if place in chosen and cell.strip()]
        self.unread.update(why for why in told if why == CUT)
        unreadable = sum(why == UNREAD for why in where)
        if (
            not unreadable
            and any(cell.strip() for cell in cells)
            and UNREAD in told
            and "" not in told
            and CUT not in told
        ):
            unreadable = 1
        if unreadable:
            self.unread[UNREAD] += unreadable

    def _entry(self, cell: str) -> str:
        """Take what a cell says; return why it could not be read for certain, or nothing; a dash for an empty cell."""
        plain = spelled_out(cell).strip().strip("'\"").lower()
        if not plain:
            return "-"
        code = _PREFIX.sub("", plain, count=1) if not _HEX.fullmatch(plain) else plain
        if _HEX.fullmatch(code) and not (code.isdigit() and len(code) < 16):
            return self._hash(code)
        if packed := _packed(cell.strip()):
            return self._hash(packed)
        emails = [email for email, _ in addresses(plain) if email]
        phones = [phone for phone, _ in numbers(plain) if phone] if not emails else []
        self.mailboxes.update(map(mailbox, emails))
        self.phones.update(phones)
        return "" if emails or phones else UNREAD

    def _hash(self, code: str) -> str:
        if len(code) in _SIZES:
            self.hashes.add(code)
            return ""
        if SHORTEST <= len(code) < max(_SIZES):
            self.cut.add(code)
        return CUT


def _packed(cell: str) -> str:
    """Return a hash in base64 as hexadecimal, or nothing."""
    if not re.fullmatch(r"[A-Za-z0-9+/]{22,88}={0,2}", cell) or "@" in cell:
        return ""
    try:
        found = base64.b64decode(cell, validate=True).hex()
    except (binascii.Error, ValueError):
        return ""
    return found if len(found) in _SIZES and re.search("[0-9]", cell) and re.search("[A-Z]", cell) else ""


def _table(path: Path) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the rows of a list; a first row with an entry in it is no heading."""
    wrong = AvgkitError(f"{path.name} is niet te lezen als lijst met hashes; kies een ander bestand.")
    try:
        data = plain_file(path).read_bytes()
    except OSError:
        raise wrong from None
    if workbook.is_workbook(data):
        table = workbook.from_workbook(data, path.name, lambda _: False)
        rows = [table.headings, *(cells for _, cells in table.rows)]
    else:
        content = text.decode(data)[0]
        if text.binary_kind(data) or not re.search("[A-Za-z0-9]", content):
            raise wrong
        rows = [re.split(r"[;,\t|]", line) for line in content.splitlines() if line.strip()]
    if not rows:
        raise wrong
    first = _Found()
    first.take(rows[0], [])
    named = not (first.hashes or first.cut or first.mailboxes or first.phones)
    width = max(map(len, rows))
    filled = [[cell for cell, _ in zip_longest(row, range(width), fillvalue="")] for row in rows]
    return (filled[0], filled[1:]) if named else ([], filled)
