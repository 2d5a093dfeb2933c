"""Phone numbers as E.164 (ITU-T), Dutch when they have no country, by way of phonenumbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from avgkit.contacts.cleaning.emails import LONGEST, first_of
from avgkit.contacts.cleaning.issues import Cleaned
from avgkit.contacts.cleaning.names import visible

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_DUTCH = re.compile(r"(?:\+31|0031|0)[ -]?([1-9])[ -]?((?:\d[ -]?){7}\d)").fullmatch
"""Ten Dutch digits with single spaces or hyphens: phonenumbers reads each the same way (a test compares the two)."""
_SEVERAL = re.compile(r":::|[;,|\n]|(?<=\d) ?/ ?(?=[+0]\d)|\s(?:of|en|or|and)\s").split
_EXTENSION = partial(
    re.compile(r"[\s,]*\b(?:tst|toestel|doorkies(?:nummer)?|dkn?)\b[.:]?\s*\d{1,6}$", re.IGNORECASE).sub, ""
)
_NUMBERS = re.compile(r"(?<![\w+])\(?\+?\(?\d[\d\s().-]{6,18}\d(?!\w)").finditer
"""Numbers among words: “mobiel 06 12345678 (Jan)”. Only looked for when the cell as a whole is no number."""
_ROUNDED = re.compile(r"\d+(?:[.,]\d+)?[eE]\+?\d+").fullmatch
MOBILE, FIXED, OTHER = "mobile", "fixed", "other"


def clean_phone(cell: str, from_number: bool = False, international: bool = False) -> Cleaned:
    """Return a number as E.164. ``from_number``: the cell was a number in a workbook.

    ``international``: the format writes country codes without a plus. A number that a spreadsheet rounded (3.16E+10)
    is lost.
    """
    if found := _DUTCH(cell):
        return _e164(found), []
    text = visible(cell).strip().lstrip("'").strip()
    if not text:
        return None, []
    if _ROUNDED(text):
        return None, ["phone_precision_lost"]
    if international and re.fullmatch(r"[1-9]\d{9,14}", text):
        text = "+" + text
    restored = _restored(text)
    value = parsed(restored)
    if value is None:
        return None, ["invalid_phone"]
    return value, ["phone_from_number"] if restored != text and from_number else []


def _restored(text: str) -> str:
    """Put back what a spreadsheet took: the 0 of 0612345678, or the + of 31612345678."""
    text = re.sub(r"^(\d{9,11})[.,]0$", r"\1", text)
    if re.fullmatch(r"31[1-9]\d{8}", text):
        return "+" + text
    if re.fullmatch(r"[1-9]\d{8}", text):
        return "0" + text
    return text


def parsed(text: str) -> str | None:
    """Return what phonenumbers makes of a number, or None when its length is impossible."""
    import phonenumbers

    if len(text) > LONGEST:
        return None
    text = _EXTENSION(re.sub(r"^tel:", "", text, flags=re.IGNORECASE))
    text = re.sub(r"^(\(?(?:\+|00) ?\d{1,3}\)?)[\s.-]*\(0\)", r"\1", text)
    try:
        number = phonenumbers.parse(text, "NL")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) or not _could_be_dutch(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _could_be_dutch(number: PhoneNumber) -> bool:
    """Tell whether a number of the Netherlands has nine digits after the 0, or begins as a service number does."""
    if number.country_code != 31:
        return True
    return bool(re.fullmatch(r"[1-9]\d{8}|(?:800|90[069])\d{4,7}|97\d{9}|14\d{2,3}", str(number.national_number)))


def numbers(cell: str, from_number: bool = False, international: bool = False) -> list[Cleaned]:
    """Clean each number of a cell with one or more of them; at least one result for a cell with anything in it."""
    if _DUTCH(cell) or _ROUNDED(cell.strip()):
        return [clean_phone(cell, from_number)]
    parts = [part for part in _SEVERAL(cell) if part.strip()]
    results = [clean_phone(part, from_number, international) for part in parts]
    if any(value for value, _ in results) or len(cell) > LONGEST:
        return results
    found = [clean_phone(part[0].strip(), from_number, international) for part in _NUMBERS(visible(cell))]
    return [result for result in found if result[0]] or results


def first_number(cell: str) -> Cleaned:
    """Clean the first of several numbers in one cell that can be read; if none can, tell that of the first."""
    return first_of(numbers(cell))


def dutch_numbers(cells: Sequence[str]) -> list[str | None]:
    """Return each cell that is a Dutch number of ten digits as E.164, in one quick look; None needs a closer one."""
    return [_e164(found) if (found := _DUTCH(cell)) else None for cell in cells]


def _e164(found: re.Match) -> str:
    return "+31" + found[1] + found[2].replace(" ", "").replace("-", "")


def kinds_of(phones: Sequence[str | None]) -> list[str]:
    """Return the kind of each number, as ``phone_kind`` does."""
    mobile = _dutch_patterns()[0]
    return [
        (
            ""
            if phone is None
            else MOBILE
            if len(phone) == 12 and phone[:4] == "+316" and mobile(phone[3:])
            else phone_kind(phone)
        )
        for phone in phones
    ]


def phone_kind(phone: str | None) -> str:
    """Return mobile, fixed or other (also for a number that is not assigned); empty without a number."""
    if phone is None:
        return ""
    if phone.startswith("+31") and len(phone) == 12:
        mobile, fixed = _dutch_patterns()
        return MOBILE if mobile(phone[3:]) else FIXED if fixed(phone[3:]) else OTHER
    return looked_up(phone)


@lru_cache(maxsize=4096)
def looked_up(phone: str) -> str:
    """Return the kind of a number as phonenumbers tells it."""
    import phonenumbers

    kind = phonenumbers.number_type(phonenumbers.parse(phone))
    names = phonenumbers.PhoneNumberType
    return {names.MOBILE: MOBILE, names.FIXED_LINE: FIXED}.get(kind, OTHER)


@cache
def _dutch_patterns() -> tuple[Callable[[str], re.Match | None], ...]:
    """Return the patterns of phonenumbers itself for Dutch mobile and fixed numbers, compiled once."""
    from phonenumbers import PhoneMetadata

    dutch = PhoneMetadata.metadata_for_region("NL")
    kinds = (dutch.mobile, dutch.fixed_line) if dutch else ()
    return tuple(re.compile(kind.national_number_pattern or "").fullmatch for kind in kinds if kind)
