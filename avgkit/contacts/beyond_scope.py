"""What the course does not decide, and which contacts show such a thing: another country, a minor, somebody who died.

The topics, and the headings under which a list shows them, stand in ``beyond_scope.toml``. Nothing is decided here: it
is told, at the contact (``issues``) and in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from avgkit.base.dutch import count
from avgkit.base.toml_data import read_data, records
from avgkit.contacts.cleaning.dates import clean_date
from avgkit.contacts.grid import Grid
from avgkit.contacts.headings import fold
from avgkit.contacts.refusals import Sign, note
from avgkit.contacts.signal_words import meanings, plain_text
from avgkit.contacts.stop_signals import is_empty, says_yes

if TYPE_CHECKING:
    import pandas as pd

    from avgkit.contacts.contact_columns import Columns

DATA = "contacts/beyond_scope.toml"
ABROAD, MINOR, DECEASED = "abroad", "minor", "deceased"
ADULT = 18
_UNDER = re.compile(r"<|\b(?:onder|jonger|under|younger|t/m|tot)\b")


@dataclass(frozen=True)
class Topic:
    """Something that is not decided here (Dutch). ``id`` is the issue of a contact who shows it."""

    id: str
    title: str
    not_decided: str
    what_to_do: str


@cache
def topics() -> tuple[Topic, ...]:
    """Return the topics in the order of the file. Raises DataError."""
    return records(DATA, "topic", Topic)


def note_beyond(columns: Columns, originals: Sequence[str], table: Grid, signs: Sequence[Sign]) -> set[int]:
    """Note at each contact of a file what this course does not decide; return the places of the columns that told of
    it or could have.
    """
    read = set()
    for place, heading in enumerate(originals):
        if kind := _kinds().get(fold(heading)):
            read.add(place)
            cells = table.column(place)
            told = {text for text in set(cells) if text and not is_empty(text) and _tells(kind, text)}
            for row in [row for row, cell in enumerate(cells) if cell in told] if told else ():
                note(columns, row, ABROAD if kind == "country" else MINOR)
    for sign in signs:
        if " DEAD " in meanings(sign.text) or " DEAD " in meanings(sign.column):
            for row in sign.rows:
                note(columns, row, DECEASED)
    return read


@cache
def _kinds() -> dict[str, str]:
    return {heading: kind for kind, headings in read_data(DATA)["headings"].items() for heading in headings}


def _tells(kind: str, text: str) -> bool:
    """Tell whether a filled cell is another country than the Netherlands, or may be the age of a minor."""
    if kind == "country":
        return plain_text(text).strip(" .") not in read_data(DATA)["country"]["netherlands"]
    if kind == "under_age":
        return says_yes(text)
    if kind == "birth_day":
        day = clean_date(text)[0]
        return day is not None and _years_since(date.fromisoformat(day)) < ADULT
    numbers = [int(number) for number in re.findall(r"(?<!\d)\d{1,4}(?!\d)", text)]
    if kind == "birth_year":
        return any(0 <= date.today().year - number <= ADULT for number in numbers)
    ages = [number for number in numbers if number]
    return bool(ages) and min(ages) < ADULT + bool(_UNDER.search(text.lower()))


def _years_since(day: date) -> int:
    today = date.today()
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def beyond_rows(contacts: pd.DataFrame) -> dict[str, list[bool]]:
    """Tell by topic which contacts show it: what the reader noted, and a foreign number, which is no flaw of a row."""
    if "issues" not in contacts or "phone" not in contacts:
        return {}
    found = {topic.id: [topic.id in issues for issues in contacts["issues"]] for topic in topics()}
    foreign = [bool(number) and not str(number).startswith("+31") for number in contacts["phone"].fillna("")]
    found[ABROAD] = [noted or number for noted, number in zip(found[ABROAD], foreign, strict=True)]
    return {id: rows for id, rows in found.items() if any(rows)}


def beyond_sentence(contacts: pd.DataFrame) -> str:
    """Say how many contacts show something that is not decided here; nothing when nobody does."""
    told = {topic.id: topic.title for topic in topics()}
    found = [f"{told[id]}: {count(sum(rows), 'contact', 'contacten')}" for id, rows in beyond_rows(contacts).items()]
    return read_data(DATA)["sentence"]["some"].format(found="; ".join(found)) if found else ""
