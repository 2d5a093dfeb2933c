"""LDIF (RFC 2849), in which Thunderbird, SOGo and other address books write their people: a record per person."""

from __future__ import annotations

import base64
import re

from avgkit.contacts.formats.base import Fields, Format
from avgkit.contacts.grid import Grid, Reject

_HEADINGS = ("name", "email", "phone", "company", "position", "note")
_TAKEN = {
    "email": ("mail", "mozillasecondemail", "mozillaworkemail", "mozillahomeemail"),
    "phone": ("mobile", "cellphone", "telephonenumber", "homephone"),
    "company": ("o", "company"),
    "position": ("title",),
    "note": ("description", "notes", "mozillacustom1", "mozillacustom2", "mozillacustom3", "mozillacustom4"),
}
_GROUPS = frozenset({"groupofnames", "groupofuniquenames", "organizationalunit", "organization", "dcobject"})
FORMAT = Format(
    name="ldif",
    by_headings=False,
    needs=frozenset(_HEADINGS[:5]),
    fields=Fields(email=("email",), phone=("phone",), names=("name",), company=("company",), position=("position",)),
)


def looks_like(text: str) -> bool:
    """Tell whether a text is LDIF: its first record begins with its name (dn)."""
    return bool(re.match(r"\ufeff?\s*(?:#[^\n]*\n\s*)*(?:version: ?\d+\s+)?(?:#[^\n]*\n\s*)*dn::? ", text[:5000]))


def to_grid(text: str) -> Grid:
    """Return a grid with a row per record, under headings that FORMAT knows; its row is that of its first line."""
    grid = Grid(list(_HEADINGS), [])
    for number, record in _records(text):
        cells = _cells(record)
        if _GROUPS & {kind.lower() for kind in record.get("objectclass", ())}:
            grid.rejects.append(Reject(number, "Dit is een groep of map, geen persoon."))
        elif any(cells[:4]):
            grid.rows.append((number, cells))
        else:
            grid.rejects.append(Reject(number, "Hier staat geen naam, e-mailadres of telefoonnummer."))
    return grid


def _records(text: str) -> list[tuple[int, dict[str, list[str]]]]:
    """Return the records: the number of the first line, and values by attribute (lower case). Lines are unfolded."""
    found: list[tuple[int, list[list[str]]]] = []
    fresh = True
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if not line.strip():
            fresh = True
        elif line.startswith(" ") and found and not fresh:
            found[-1][1][-1].append(line[1:])
        elif not line.startswith("#") and not (fresh and line.startswith("version:")):
            if fresh:
                found.append((number, []))
            found[-1][1].append([line])
            fresh = False
    return [(number, _values(["".join(parts) for parts in lines])) for number, lines in found]


def _values(lines: list[str]) -> dict[str, list[str]]:
    record: dict[str, list[str]] = {}
    for line in lines:
        key, _, value = line.partition(":")
        if value.startswith(":"):
            try:
                value = base64.b64decode(value[1:].strip()).decode("utf-8", "replace")
            except ValueError:  # binascii.Error is one, and so is a letter that base64 does not have
                continue
        record.setdefault(key.partition(";")[0].strip().lower(), []).append(value.strip())
    return record


def _cells(record: dict[str, list[str]]) -> list[str]:
    """Return name, addresses, numbers, company, position and note; several values are kept apart by :::."""

    def first(key: str) -> str:
        return next(iter(record.get(key, ())), "")

    name = " ".join(filter(None, (first("givenname"), first("sn")))) or first("cn") or first("displayname")
    several = [" ::: ".join(value for key in keys for value in record.get(key, ())) for keys in _TAKEN.values()]
    return [name, *several]
