"""Days, and yes or no. A day is never guessed: what can be read in two ways is None with an issue."""

from __future__ import annotations

import re
from datetime import date, timedelta

from avgkit.base.toml_data import read_data
from avgkit.contacts.cleaning.issues import DATA, Cleaned

_MONTHS = {name: number for number, names in enumerate(read_data(DATA)["months"], 1) for name in names}
_GAP = r"(?: |-|\. ?)"
_YEAR = r"'?(?P<y>\d{4}|\d{2}(?![\d:]))"
_LONGEST = 200
"""Characters in a cell that may be a day: what is longer is none, and not worth the work."""
_FORMS: tuple[tuple[str, re.Pattern], ...] = (
    ("iso", re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[t ].*)?")),
    ("dutch", re.compile(r"(?P<d>\d{1,2})[-.](?P<m>\d{1,2})[-.](?P<y>\d{4})(?:[t ,].*)?")),
    (
        "words",
        re.compile(
            rf"(?:[a-z]+[.,]* )?(?P<d>\d{{1,2}})(?:e|st|nd|rd|th)?{_GAP}(?P<m>[a-z]+)\.?,?{_GAP}{_YEAR}(?:[ ,].*)?"
        ),
    ),
    ("words", re.compile(rf"(?P<m>[a-z]+)\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}(?:[ ,].*)?")),
    ("slashes", re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4}|\d{2})(?:[ ,].*)?")),
    ("year_first", re.compile(r"(?P<y>\d{4})(?P<s>[/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?:[t ,].*)?")),
    ("year_first", re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:t.*)?")),
    ("short", re.compile(r"(?P<d>\d{1,2})[-.](?P<m>\d{1,2})[-.](?P<y>\d{2})(?:[ ,].*)?")),
)
_SERIAL = re.compile(r"(?:[2-5]\d{4})(?:[.,]\d+)?").fullmatch
"""Days since 1899-12-30, as Excel counts them: 20000 is in 1954, 59999 in 2064."""


def clean_date(cell: str, form: str | None = None) -> Cleaned:
    """Return a day as ISO text. ``form``: what the format writes, of iso, dutch, words, year_first, month_first.

    A date with slashes is ambiguous unless a part is over 12 or the format writes the month first (then with two digits
    for the year). A day in another form than the format's own is noted.
    """
    if len(cell) > _LONGEST:
        return None, ["invalid_date"]
    text = " ".join(cell.strip().strip("'").replace("’", "'").lower().split())
    if not text:
        return None, []
    if _SERIAL(text):
        days = timedelta(days=int(text[:5]))
        return (date(1899, 12, 30) + days).isoformat(), ["date_from_number"]
    for kind, pattern in _FORMS:
        if found := pattern.fullmatch(text):
            return _day(found, kind, form)
    return None, ["invalid_date"]


def _day(found: re.Match, kind: str, form: str | None) -> Cleaned:
    day, month, year = int(found["d"]), found["m"], int(found["y"])
    month = int(month) if month.isdigit() else _MONTHS.get(month, 0)
    american = kind == "slashes" and "month_first" in (form or "").split() and year < 100
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    if american or (kind == "slashes" and day <= 12 < month):
        day, month = month, day
    elif (kind == "slashes" and day <= 12 and month <= 12 and day != month) or kind == "short":
        return None, ["ambiguous_date"]
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return None, ["invalid_date"]
    own = form is None or american or kind in form.split()
    return value, [] if own else ["other_date_format"]


def is_yes(cell: str) -> bool | None:
    """Return what a yes/no cell says, or None."""
    text = cell.strip().strip("'").rstrip(".!").lower()
    if text in ("ja", "j", "yes", "y", "true", "waar", "1", "x", "akkoord", "oui") or re.match(r"(?:ja|yes)[ ,]", text):
        return True
    no = text in ("nee", "n", "no", "false", "onwaar", "0", "neen", "niet") or re.match(r"(?:nee|no)[ ,]", text)
    return False if no else None
