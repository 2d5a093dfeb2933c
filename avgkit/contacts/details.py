"""The details of a contact, a column at a time: addresses, numbers, names, days, and what names one person."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from avgkit.contacts.cleaning.dates import clean_date
from avgkit.contacts.cleaning.emails import addresses, as_they_stand, first_of
from avgkit.contacts.cleaning.issues import Cleaned
from avgkit.contacts.cleaning.names import clean_words, in_order
from avgkit.contacts.cleaning.phones import dutch_numbers, numbers
from avgkit.contacts.formats.base import Fields

if TYPE_CHECKING:
    from avgkit.contacts.contact_columns import Maker

_SOMEBODY = re.compile(r"@|\(at\)|\d[\d ().-]{5,}\d").search
All = tuple[list[str | None], list[tuple[str, ...]]]
"""Per row the first address (or number) that can be read, and the others of that row."""


def emails(make: Maker, fields: Fields) -> All:
    """Return the addresses of each row."""
    return _all_of(make, fields.email, as_they_stand, addresses)


def phones(make: Maker, fields: Fields) -> All:
    """Return the numbers of each row."""
    workbook, international = make.grid.from_workbook, fields.international
    return _all_of(make, fields.phone, dutch_numbers, lambda cell: numbers(cell, workbook, international))


def _all_of(
    make: Maker,
    headings: Sequence[str],
    quick: Callable[[Sequence[str]], list[str | None]],
    each: Callable[[str], list[Cleaned]],
) -> All:
    columns, cells = make.present(headings), make.first_filled(headings)
    values = quick(cells)
    others: list[tuple[str, ...]] = [()] * make.size
    known: dict[str, list[Cleaned]] = {}
    for row, cell in enumerate(cells):
        if values[row] is None and cell:
            results = known[cell] if cell in known else known.setdefault(cell, each(cell))
            values[row], issues = first_of(results)
            make.note(row, *issues)
            if len(results) > 1:
                make.note(row, *_unread(cell, results))
                others[row] = tuple(dict.fromkeys(value for value, _ in results if value))[1:]
    if len(columns) > 1:
        for row, row_cells in enumerate(zip(*columns, strict=True)):
            if sum(map(bool, row_cells)) > 1:
                told = [(cell, each(cell)) for cell in row_cells]
                make.note(row, *(issue for cell, results in told for issue in _unread(cell, results)))
                found = dict.fromkeys(value for _, results in told for value, _ in results if value)
                values[row], others[row] = next(iter(found), None), tuple(found)[1:]
    return values, others


def _unread(cell: str, results: Sequence[Cleaned]) -> list[str]:
    """Return what is noted of addresses or numbers beside the first that can't be read, where the cell holds any."""
    if not _SOMEBODY(cell):
        return []
    return [issue for value, issues in results if value is None for issue in issues]


def names(make: Maker, fields: Fields) -> list[str | None]:
    """Return the names: the parts together, or the whole name where the parts are empty, first name first."""
    parts = [make.cleaned(column, clean_words) for column in make.present(fields.names)]
    found = [" ".join(filter(None, words)) or None for words in zip(*parts, strict=True)] or [None] * make.size
    if fields.full_name in make.places:
        whole = make.cells(fields.full_name)
        empty = [cell if name is None else "" for name, cell in zip(found, whole, strict=True)]
        full = _turned(make, make.cleaned(empty, clean_words))
        found = [name or other for name, other in zip(found, full, strict=True)]
    return found if len(parts) > 1 else _turned(make, found)


def _turned(make: Maker, whole: list[str | None]) -> list[str | None]:
    """Put the first name first in “Berg, Daan van den”, and note it."""
    for row, name in enumerate(whole):
        if name and "," in name and (turned := in_order(name)):
            whole[row] = turned
            make.note(row, "name_reordered")
    return whole


def positions(make: Maker, fields: Fields) -> list[str | None]:
    """Return the positions. Their issues are no concern of the learner."""
    if not make.present(fields.position):
        return [None] * make.size
    return [clean_words(cell)[0] for cell in make.first_filled(fields.position)]


def days(make: Maker, fields: Fields) -> list[str | None]:
    """Return the days as ISO text; the time of 2026-01-31 10:00:00 is left out first, so that a day is cleaned once."""
    cells = [
        cell[:10] if len(cell) == 19 and cell[4] == cell[7] == "-" and cell[10] in " T" else cell
        for cell in make.first_filled(fields.date)
    ]
    return make.cleaned(cells, lambda cell: clean_date(cell, fields.date_form))


def kvk(cell: str) -> Cleaned:
    """Return a KvK number of eight digits. It proves nothing about the legal form: sole traders have one too."""
    digits = re.sub(r"[\s.]", "", cell.strip().lstrip("'"))
    if not digits:
        return None, []
    return (digits, []) if re.fullmatch(r"\d{8}", digits) else (None, ["invalid_kvk"])


def profiles(make: Maker, fields: Fields) -> list[str | None]:
    """Return the addresses of LinkedIn profiles in one form."""
    return [_profile(cell) if cell else None for cell in make.first_filled(fields.profile)]


def _profile(cell: str) -> str | None:
    found = re.search(r"linkedin\.com/(in/[^\s/?#,;]+)", unquote(cell), re.IGNORECASE)
    return found[1].lower() if found else None


def writers(make: Maker, fields: Fields) -> list[str | None]:
    """Return what names one person within this file: equal cells in all these columns."""
    columns = make.present(fields.writer)
    if not columns or len(columns) < len(fields.writer):
        return [None] * make.size
    parts = zip(*columns, strict=True)
    return ["\n".join(cells).lower() if all(map(str.strip, cells)) else None for cells in parts]
