"""Names and other words: single spaces, first name first, letters that a spreadsheet broke mended."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from avgkit.base.toml_data import read_data
from avgkit.contacts.cleaning.issues import DATA, Cleaned

TUSSENVOEGSELS = frozenset(read_data(DATA)["between_names"])
"""Words between a first and a last name. They are no part of the name by which people are compared."""
_TITLES = frozenset(read_data(DATA)["titles"])
_CAPITALS = re.compile(r"[A-Z][a-z]{0,2}[A-Z][A-Za-z]{0,4}(?:[-/][A-Za-z]{1,2})?").fullmatch
"""PhD, MSc, CIPP/E: a word with two capitals, as no first name is written beside a name in small letters."""
_PLAIN = re.compile(r"[A-Za-z0-9][!-~]*(?: [!-~]+)*").fullmatch
"""Words that stand as they should: ASCII, single spaces, and no sign in front that a spreadsheet would run."""
_UNWRITABLE = re.compile(r"[\x00-\x08\x0e-\x1b\ufffe\uffff]")
"""Characters that are no part of a name and that no workbook can hold (XML 1.0, 2.2); spaces are not here."""
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF])
_BROKEN = re.compile(r"[ÃÂ][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152]")


def visible(text: str) -> str:
    """Return text without marks that nobody sees: directions, spaces of no width and byte order marks."""
    return text if text.isascii() else text.translate(_UNSEEN)


def clean_words(cell: str) -> Cleaned:
    """Return a name or company with single spaces; text that a spreadsheet would run stays text, with an issue."""
    if _PLAIN(cell):
        return cell, []
    text = " ".join(_UNWRITABLE.sub("", visible(cell)).split())
    if re.match(r"'+[=+@＝＋－＠-]", text):
        text = text[1:]  # the apostrophe with which a spreadsheet, and our own export, marks text
    issues = ["trailing_space"] if cell != cell.strip() and text else []
    if _BROKEN.search(text) and (mended := _mended(text)) is not None:
        text = mended
        issues.append("letters_mended")
    if text[:1] in ("=", "@") or re.match(r"[+-][A-Za-z(]", text):
        issues.append("formula_text")
    return text or None, issues


def _mended(text: str) -> str | None:
    """Undo UTF-8 that was read as cp1252, as Excel does with a CSV file without a mark."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


def in_order(name: str) -> str | None:
    """Return “Daan van den Berg” for “Berg, Daan van den” (and “van den Berg, Daan”); None if nothing is turned."""
    last, comma, first = (part.strip() for part in name.partition(","))
    words = first.split()
    if not comma or not last or not 0 < len(words) <= 5 or "," in first or words[0].lower() in TUSSENVOEGSELS:
        return None
    if any(character.isdigit() or character in ".&@(" for character in last + first):
        return None  # “Wit, drs.” and “Zwart & Zn” are no turned names
    if all(map(_is_title, words)) or (
        len(last.split()) > 1 and last[:1].isupper() and not last.isupper() and all(map(_CAPITALS, words))
    ):
        return None  # “Sanne Visser, MBA” has a title behind it
    titles = [word for word in words[1:] if _is_title(word)]
    given = [word for word in words if word.lower() not in TUSSENVOEGSELS and word not in titles]
    between = [word for word in words if word.lower() in TUSSENVOEGSELS]
    return " ".join([*given, *between, last, *titles])


def _is_title(word: str) -> bool:
    return re.sub(r"[.]|[-/].*", "", word).lower() in _TITLES


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return text to compare by: lower case, no accents, letters, digits and single spaces only."""
    letters = unicodedata.normalize("NFKD", text.lower())
    return " ".join(re.sub(r"[^a-z0-9' ]+", " ", "".join(c for c in letters if not unicodedata.combining(c))).split())


def name_key(name: str) -> str:
    """Return the words of a name in alphabetical order without tussenvoegsels, so that swapped names are equal."""
    words = [word for word in plain(name).split() if word not in TUSSENVOEGSELS]
    return " ".join(sorted(words))
