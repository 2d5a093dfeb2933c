"""What kind of data stands in each column of a file, with the reason; what is sensitive, what may be superfluous."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from avgkit.contacts.headings import fold
from avgkit.course.personal_data.data_kinds import BY_KEY, DATA, FREE_TEXT, MINIMAL, SENSITIVE_WORDS, DataKind, Datum
from avgkit.law.facts import UNKNOWN, Recipient

if TYPE_CHECKING:
    from avgkit.contacts import FileReading

_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,7}", re.IGNORECASE)
_IBAN = re.compile(r"[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{1,4}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_NINE = re.compile(r"\d{9}")
ENOUGH = 3
"""Numbers that must all pass the test of a burgerservicenummer before a column is taken for one."""
OF_A_COMPANY = frozenset({"company", "kvk", "address", "role_email"})
"""What on the row of a person may still be about the organisation only."""
_EMPTY = "Deze kolom is leeg. Heb je hem niet nodig, laat hem dan weg."


@dataclass(frozen=True)
class Column:
    """One column: in which file, its heading, what it holds and why; how many rows are filled in; advice, or nothing.

    ``rows``: the rows of the file in which a sensitive word stands, when that made the column sensitive.
    """

    file: str
    heading: str
    datum: Datum
    kind: DataKind
    why: str
    filled: int
    advice: str
    rows: tuple[int, ...] = ()

    @property
    def article(self) -> str:
        """Where it says so; for advice about what is superfluous, that is AVG art. 5(1)(c)."""
        return MINIMAL if self.advice and self.kind != DataKind.SENSITIVE else self.datum.article


def judge(key: str, recipient: str = UNKNOWN) -> tuple[DataKind, str]:
    """Return the kind of one piece of data (a key of DATA) of this recipient, and why.

    Of an unknown recipient, data that depend on whether it is a human being are MAYBE.
    """
    datum = BY_KEY[key]
    if datum.of_company is None or recipient in (Recipient.CONSUMER, Recipient.SOLE_TRADER, Recipient.PARTNERSHIP):
        return datum.kind, datum.why
    if recipient == Recipient.LEGAL_PERSON:
        return datum.of_company, datum.why_company
    return DataKind.MAYBE, f"{datum.why} {datum.why_company}"


def kinds_of_columns(reading: FileReading) -> list[Column]:
    """Return what each column of a file holds. Looks at headings and the rows that were kept (``reading.glimpse``)."""
    recipients = set(reading.columns["recipient"])
    recipient = recipients.pop() if len(recipients) == 1 else UNKNOWN
    found = []
    for place, heading in enumerate(reading.headings):
        cells = [(row, cells[place].strip()) for row, cells in reading.glimpse if place < len(cells)]
        found.append(
            _column(reading, heading or "(zonder kop)", [(row, text) for row, text in cells if text], recipient)
        )
    return found


def _column(reading: FileReading, heading: str, cells: Sequence[tuple[int, str]], recipient: str) -> Column:
    datum = _datum(fold(heading), [text for _, text in cells])
    if datum.key == "email" and cells and all(reading.columns["role_address"]):
        datum = BY_KEY["role_email"]
    rows: tuple[int, ...] = ()
    if datum.key in FREE_TEXT:
        datum, rows = _hidden(datum, cells)
    kind, why = judge(datum.key, recipient if datum.key in OF_A_COMPANY else Recipient.CONSUMER)
    return Column(reading.name, heading, datum, kind, why, len(cells), datum.needless if cells else _EMPTY, rows)


def _hidden(datum: Datum, cells: Sequence[tuple[int, str]]) -> tuple[Datum, tuple[int, ...]]:
    """Return what free text holds when its words may be sensitive, and in which rows; else the column as it is."""
    hits = {key: [row for row, text in cells if words.search(text)] for key, words in SENSITIVE_WORDS.items()}
    first = next((key for key, rows in hits.items() if rows), None)
    return (BY_KEY[first], tuple(sorted({row for rows in hits.values() for row in rows}))) if first else (datum, ())


def _datum(heading: str, texts: Sequence[str]) -> Datum:
    """Return what a column holds: what its heading says, or else what its cells look like."""
    named = next((datum for datum in DATA if datum.fits(heading)), BY_KEY["other"])
    if named.key in ("other", "number"):
        for key, pattern in (("email", _EMAIL), ("ip", _IP), ("iban", _IBAN)):
            if texts and all(pattern.fullmatch(text) for text in texts):
                return BY_KEY[key]
        if len(texts) >= ENOUGH and all(_is_bsn(text) for text in texts):
            return BY_KEY["bsn"]
    return named


def _is_bsn(text: str) -> bool:
    """Tell whether a number passes the test of a burgerservicenummer: nine digits, weighted sum divisible by eleven."""
    if not _NINE.fullmatch(text) or text == "0" * 9:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, text, strict=True)) % 11 == 0
