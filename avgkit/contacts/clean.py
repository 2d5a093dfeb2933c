"""Cells become values: addresses, numbers, dates and names. Nothing is guessed: what is unclear becomes None and an issue."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

Cleaned = tuple[str | None, list[str]]
"""A value (or None) and the codes of what was noticed."""

ISSUES = {
    "email_whitespace": "spaties rond het e-mailadres",
    "email_case": "hoofdletters in het e-mailadres",
    "invalid_email": "geen geldig e-mailadres",
    "duplicate": "zelfde e-mailadres als een eerdere rij",
    "duplicate_other_case": "zelfde e-mailadres als een eerdere rij, met andere hoofdletters",
    "invalid_phone": "geen geldig telefoonnummer",
    "phone_precision_lost": "telefoonnummer door Excel afgerond en verloren",
    "phone_from_number": "telefoonnummer was een getal; voorloop hersteld",
    "invalid_date": "deze datum bestaat niet",
    "ambiguous_date": "onduidelijk wat dag en maand is",
    "other_date_format": "datum in een andere vorm dan de rest",
    "trailing_space": "spaties rond een naam",
    "formula_text": "tekst die Excel als formule kan uitvoeren",
    "hidden_member": "dit lid verbergt zijn naam",
    "undeliverable": "mail komt niet aan",
    "no_contact_details": "geen e-mailadres, telefoonnummer of naam",
}
"""What each issue means, for a learner."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january", "januari"),
            ("feb", "february", "februari"),
            ("mar", "march", "mrt", "maart"),
            ("apr", "april"),
            ("may", "mei"),
            ("jun", "june", "juni"),
            ("jul", "july", "juli"),
            ("aug", "august", "augustus"),
            ("sep", "sept", "september"),
            ("oct", "october", "okt", "oktober"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        1,
    )
    for name in names
}
_FORMS: tuple[tuple[str, re.Pattern], ...] = (
    ("iso", re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?")),
    ("dutch", re.compile(r"(?P<d>\d{1,2})[-.](?P<m>\d{1,2})[-.](?P<y>\d{4})(?:[ T].*)?")),
    ("words", re.compile(r"(?P<d>\d{1,2}) (?P<m>[a-z]+)\.? (?P<y>\d{4})(?:[ ,].*)?")),
    ("slashes", re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4}|\d{2})(?:[ ,].*)?")),
)


def clean_email(cell: str) -> Cleaned:
    """Return an address trimmed and in lower case; its syntax is checked, no mail server is asked."""
    text = cell.strip().strip("'")
    if not text:
        return None, []
    value = _email(text)
    if value is None:
        return None, ["invalid_email"]
    issues = ["email_whitespace"] if cell != cell.strip() else []
    return value, issues + (["email_case"] if text != text.lower() else [])


@cache
def _email(text: str) -> str | None:
    from email_validator import EmailNotValidError, validate_email

    text = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE)
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return found.normalized.lower()


def clean_phone(cell: str, from_number: bool = False) -> Cleaned:
    """Return a number as E.164, Dutch when it has no country. ``from_number``: the cell was a number in a workbook.

    A number that a spreadsheet rounded (3.16E+10) is lost. Source of the form: ITU-T E.164, by way of phonenumbers.
    """
    text = cell.strip().lstrip("'").strip()
    if not text:
        return None, []
    if re.fullmatch(r"\d+(?:[.,]\d+)?[eE]\+?\d+", text):
        return None, ["phone_precision_lost"]
    restored = _restored(text)
    value = _phone(restored)
    if value is None:
        return None, ["invalid_phone"]
    return value, ["phone_from_number"] if restored != text and from_number else []


def _restored(text: str) -> str:
    """Put back what a spreadsheet took: the 0 of 0612345678, or the + of 31612345678."""
    if re.fullmatch(r"31\d{9}", text):
        return "+" + text
    if re.fullmatch(r"[1-9]\d{8}", text):
        return "0" + text
    return text


@cache
def _phone(text: str) -> str | None:
    import phonenumbers

    text = re.sub(r"^(?:tel:)", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^(\+\d{1,3}|00\d{1,3})\s*\(0\)", r"\1", text)
    try:
        number = phonenumbers.parse(text, "NL")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def clean_date(cell: str, form: str | None = None) -> Cleaned:
    """Return a day as ISO text. ``form`` is the one that the format writes: iso, dutch, words or month_first.

    A date with slashes is ambiguous unless a part is over 12; a day in another form than the format's own is noted.
    """
    text = re.sub(r"\s+", " ", cell.strip().lower())
    if not text:
        return None, []
    for kind, pattern in _FORMS:
        if found := pattern.fullmatch(text):
            return _day(found, kind, form)
    return None, ["invalid_date"]


def _day(found: re.Match, kind: str, form: str | None) -> Cleaned:
    day, month, year = int(found["d"]), found["m"], int(found["y"])
    month = int(month) if month.isdigit() else _MONTHS.get(month, 0)
    year += 2000 if year < 100 else 0
    if kind == "slashes":
        if form == "month_first" or (day <= 12 < month):
            day, month = month, day
        elif day <= 12 and month <= 12 and day != month:
            return None, ["ambiguous_date"]
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return None, ["invalid_date"]
    own = kind == form or form is None or (kind == "slashes" and form == "month_first")
    return value, [] if own else ["other_date_format"]


def clean_words(cell: str) -> Cleaned:
    """Return a name or company with single spaces; text that a spreadsheet would run stays text, with an issue."""
    text = re.sub(r"\s+", " ", cell.strip())
    issues = ["trailing_space"] if cell != cell.strip() and text else []
    if text[:1] in ("=", "@") or re.match(r"[+-][A-Za-z(]", text):
        issues.append("formula_text")
    return text or None, issues


def is_yes(cell: str) -> bool | None:
    """Return what a yes/no cell says, or None."""
    text = cell.strip().lower()
    if text in ("ja", "j", "yes", "y", "true", "waar", "1", "x"):
        return True
    return False if text in ("nee", "n", "no", "false", "onwaar", "0") else None


def first_of(cell: str, clean: Callable[[str], Cleaned], separator: str = ":::") -> Cleaned:
    """Clean the first of several values in one cell that can be read; if none can, that of the first."""
    parts = [part for part in cell.split(separator) if part.strip()] if separator in cell else [cell]
    results = [clean(part.strip() if len(parts) > 1 else part) for part in parts] or [(None, [])]
    return next((result for result in results if result[0]), results[0])
