"""vCard 3.0 and 4.0 (RFC 2426, RFC 6350), as phones and address books write them; the 2.1 of old phones is read too.

Our own reader of content lines: vobject, the library for this, knows no version 4.0, stops at the first broken card and
is hardly kept. What we need is small: unfold lines, split name and value, undo escapes. No consent can stand in a
vCard.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator

from avgkit.contacts.formats.base import Fields, Format
from avgkit.contacts.grid import Grid, Reject

_LINE = re.compile(
    r"^(?:[\w-]+\.)?(?P<key>[\w-]+)(?P<params>(?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(?P<value>.*)$", re.DOTALL
)
_USUAL = re.compile(
    r"TYPE|PREF|INTERNET|HOME|WORK|CELL|VOICE|FAX|TEXT|PAGER|VIDEO|OTHER|MAIN|IPHONE|TEXTPHONE|MOBILE|VALUE|URI|"
    r"CHARSET|UTF-8|ENCODING|QUOTED-PRINTABLE|\d+|X400|MSG|BBS|CAR|ISDN|PCS|MODEM|",
    re.IGNORECASE,
).fullmatch
"""Words beside an address or a number that every program writes there."""
_PROGRAM = ("X-ABLABEL", "X-ABADR", "X-ABUID", "X-IMAGE", "X-PHONETIC", "X-ABRELATED", "X-ADDRESSBOOKSERVER")
"""Fields of X-… that a program keeps for itself, or that are read elsewhere."""
FORMAT = Format(
    name="vcard",
    by_headings=False,
    needs=frozenset({"name", "email", "phone", "company", "position"}),
    fields=Fields(email=("email",), phone=("phone",), names=("name",), company=("company",), position=("position",)),
)


def looks_like(text: str) -> bool:
    """Tell whether a text is a file of vCards."""
    return text.lstrip("\ufeff \r\n\t")[:11].upper() == "BEGIN:VCARD"


def to_grid(text: str) -> Grid:
    """Return a grid with a row per card, under headings that FORMAT knows; a card's row is the line of its BEGIN."""
    own: dict[str, int] = {}
    grid = Grid(["name", "email", "phone", "company", "position", "note", "categories", "country", "birthday"], [])
    for number, lines, closed in _cards(text):
        cells = _cells(lines, own)
        if any(_is_group(line) for line in lines):
            grid.rejects.append(Reject(number, "Deze kaart is een groep, geen persoon."))
        elif not closed:
            reason = "Deze kaart heeft geen einde (END:VCARD); haal je contacten opnieuw op."
            grid.rejects.append(Reject(number, reason, "\n".join(cells[:4] + cells[5:])))
        elif not any(cells[:4]):
            grid.rejects.append(Reject(number, "Op deze kaart staat geen naam, e-mailadres of telefoonnummer."))
        else:
            grid.rows.append((number, cells))
    grid.headings += own
    grid.rows = [(number, cells + [""] * (len(grid.headings) - len(cells))) for number, cells in grid.rows]
    return grid


def _is_group(line: str) -> bool:
    return line.strip().upper() in ("KIND:GROUP", "X-ADDRESSBOOKSERVER-KIND:GROUP")


def _cards(text: str) -> Iterator[tuple[int, list[str], bool]]:
    """Give each card: its first line's number, its unfolded lines, and whether it was closed."""
    number = 0
    lines: list[list[str]] | None = None
    for place, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        word = line.strip().upper() if len(line) < 100 else ""
        if word == "BEGIN:VCARD":
            if lines is not None:
                yield number, _joined(lines), False
            number, lines = place, []
        elif word == "END:VCARD" and lines is not None:
            yield number, _joined(lines), True
            lines = None
        elif lines is not None:
            _unfold(lines, line)
    if lines is not None:
        yield number, _joined(lines), False


def _unfold(lines: list[list[str]], line: str) -> None:
    """Put a folded line with the one before it: a space or tab in front, or ``=`` at the end (quoted-printable)."""
    if lines and line[:1] in (" ", "\t"):
        lines[-1].append(line[1:])
    elif lines and lines[-1][-1].endswith("=") and "QUOTED-PRINTABLE" in lines[-1][0].upper():
        lines[-1][-1] = lines[-1][-1][:-1]
        lines[-1].append(line)
    else:
        lines.append([line])


def _joined(lines: list[list[str]]) -> list[str]:
    return ["".join(parts) for parts in lines]


def _cells(lines: list[str], own: dict[str, int]) -> list[str]:
    """Return the cells of a card in the order of the headings, and its fields of X-… that are its owner's: ``own`` has
    the place of each and grows. Several values are kept apart by :::.
    """
    found: dict[str, list[str]] = {}
    for line in lines:
        if match := _LINE.match(line):
            key = match["key"].upper()
            labels = [word for word in re.split(r"[;,=]", match["params"].replace('"', "")) if not _USUAL(word)]
            if key in ("EMAIL", "TEL"):
                found.setdefault("LABELS", []).extend(labels)
            if key.startswith("X-") and not key.startswith(_PROGRAM):
                key = " ".join([key, *labels])
                own.setdefault(key.removeprefix("X-"), len(own))
            found.setdefault(key, []).append(_value(match))
    return [
        _name(found),
        " ::: ".join(map(_plain, found.get("EMAIL", []))),
        " ::: ".join(map(_plain, found.get("TEL", []))),
        _parts(found.get("ORG", [""])[0])[0],
        _plain(found.get("TITLE", [""])[0]),
        " ".join(map(_plain, [*found.get("NOTE", []), *_beside(found)])),
        " ::: ".join(map(_plain, found.get("CATEGORIES", []))),
        next(filter(None, ([*_parts(place), *[""] * 7][6] for place in found.get("ADR", []))), ""),
        _plain(found.get("BDAY", [""])[0]),
        *(" ::: ".join(map(_plain, found.get(f"X-{key}", []))) for key in own),
    ]


def _beside(found: dict[str, list[str]]) -> list[str]:
    """Return what people write beside a name or address: a nickname, a role, a label of their own, a second name."""
    keys = ("NICKNAME", "ROLE", "X-ABLABEL", "LABELS", "RELATED", "X-ABRELATEDNAMES")
    texts = [text for key in keys for text in found.get(key, [])]
    texts += [*found.get("FN", [])[1:], *found.get("TITLE", [])[1:], *found.get("ORG", [])[1:]]
    texts += _parts(found.get("ORG", [""])[0])[1:]
    return [f"\n{text}" for text in texts if text and not text.startswith("_$!<")]


def _value(match: re.Match) -> str:
    value = match["value"]
    if "QUOTED-PRINTABLE" in match["params"].upper():
        coded = quopri.decodestring(value.encode("utf-8"))
        try:
            return coded.decode("utf-8")
        except UnicodeDecodeError:
            return coded.decode("cp1252", "replace")  # CHARSET=ISO-8859-1, or a charset that is not named
    return value


def _name(found: dict[str, list[str]]) -> str:
    family, given, middle = [*_parts(found.get("N", [""])[0]), "", "", ""][:3]
    built = " ".join(part for part in (given, middle, family) if part)
    return built or _plain(found.get("FN", [""])[0])


def _parts(value: str) -> list[str]:
    """Split a structured value at semicolons that are not escaped."""
    return [_plain(part).strip() for part in re.split(r"(?<!\\);", value)]


def _plain(value: str) -> str:
    """Undo the escapes of RFC 6350 section 3.4."""
    return re.sub(r"\\(.)", lambda found: {"n": " ", "N": " "}.get(found[1], found[1]), value)
