"""Groups of a list that a person can answer for: a file, a sheet, a tag, with or without a company, by date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from avgkit.contacts.headings import fold
from avgkit.contacts.people import ContactList, FileReading
from avgkit.law.ageing import sale_limit

if TYPE_CHECKING:
    import pandas as pd

_TAGS = re.compile(
    r"tags?|labels?|status|categorie(?:en|ën)?|categor(?:y|ies)|type|soort|groep(?:en)?|groups?|segment|"
    r"rol|lifecycle(?: stage)?|bron|herkomst|source|origin|lead source"
)
"""Headings of which each value is a group that somebody made. Not a place, a ticket or a domain: those tell nothing."""
_SALES = re.compile(
    r"(?:datum )?(?:laatste )?(?:factuur|bestelling|order)(?:datum|nummer|nr)?|klant(?:nummer|nr)|"
    r"debiteur(?:en)?nummer|(?:customer|invoice|order) (?:no|number|id)|(?:last )?(?:invoice|order)(?: date)?"
)
"""Headings under which somebody who bought something has a cell."""
_MOST_VALUES = 12
_SPLIT = re.compile(r"\s*[,;|]\s*")


@dataclass(frozen=True)
class PeopleGroup:
    """``kind``: everyone, file, only, sheet, tag, company, date. ``label`` ends “de mensen …”; ``rows``: a mask.

    ``told``: the names and headings of the files it comes from, in small letters, in which evidence may stand.
    """

    kind: str
    label: str
    rows: np.ndarray
    told: tuple[str, ...] = ()


def groups_of_people(found: ContactList, contacts: pd.DataFrame, day: date) -> list[PeopleGroup]:
    """Return the groups of a list, the widest first; of groups with the same people the first one."""
    groups = [PeopleGroup("everyone", "op je lijst", np.ones(len(contacts), bool))]
    groups += [*_by_file(found, contacts), *_by_company(contacts), *_by_date(contacts, day)]
    files = [group for group in groups if group.kind in ("file", "only")]
    without = next((group for group in groups if group.label == _WITHOUT), None)
    if without is not None and len(found.files) > 1:
        groups += [
            PeopleGroup(group.kind, f"{group.label}, zonder bedrijfsnaam", group.rows & without.rows, group.told)
            for group in files
        ]
    seen: set[bytes] = set()
    once = []
    for group in groups:
        key = group.rows.tobytes()
        if group.rows.any() and key not in seen:
            seen.add(key)
            once.append(group)
    if len(found.files) == 1 and once:  # everyone is this file
        once[0] = PeopleGroup("only", f"in {found.files[0].name}", once[0].rows, _told(found.files[0]))
    return once


_WITHOUT = "zonder bedrijfsnaam"


def _told(file: FileReading, sheet: str = "") -> tuple[str, ...]:
    return tuple(fold(text) for text in (*file.headings, sheet, file.name.rpartition(".")[0]) if text)


def shows_sales(file: FileReading) -> bool:
    """Tell whether somebody in a file has an invoice, an order or a customer's number."""
    places = [place for place, heading in enumerate(file.headings) if _SALES.fullmatch(fold(heading))]
    return any(file.columns["last_sale"]) or any(
        place < len(cells) and cells[place].strip() for _, cells in file.glimpse for place in places
    )


def _by_file(found: ContactList, contacts: pd.DataFrame) -> Iterator[PeopleGroup]:
    ids = found.ids
    place = {key: row for row, key in enumerate(contacts["contact_id"])}
    rows = found.rows
    who = np.array([place[ids[key]] for key in rows["row_id"]], np.intp)
    number = np.array([int(key.partition("-")[0]) - 1 for key in rows["row_id"]], np.intp)
    inside = np.zeros((len(found.files), len(contacts)), bool)
    inside[number, who] = True
    times = inside.sum(axis=0)
    for place_, file in enumerate(found.files):
        told = _told(file)
        yield PeopleGroup("file", f"in {file.name}", inside[place_], told)
        if len(found.files) > 1:
            yield PeopleGroup("only", f"die alleen in {file.name} staan", inside[place_] & (times == 1), told)
        own = number == place_
        sheets = rows["sheet"].to_numpy(object)[own]
        names = [name for name in dict.fromkeys(sheets.tolist()) if name]
        for name in names if len(names) > 1 else ():
            yield PeopleGroup(
                "sheet", f"op blad {name} van {file.name}", _mask(who[own][sheets == name], contacts), _told(file, name)
            )
        if len(names) < 2:
            yield from _by_tag(file, who[own], rows["row"].to_numpy()[own], contacts)


def _by_tag(file: FileReading, who: np.ndarray, row: np.ndarray, contacts: pd.DataFrame) -> Iterator[PeopleGroup]:
    place = dict(zip(row.tolist(), who.tolist(), strict=True))
    for column, heading in enumerate(file.headings):
        if not _TAGS.fullmatch(fold(heading)):
            continue
        values: dict[str, set[int]] = {}
        for number, cells in file.glimpse:
            if number in place and column < len(cells):
                for text in filter(None, _SPLIT.split(cells[column].strip())):
                    values.setdefault(text, set()).add(place[number])
        if 1 < len(values) <= _MOST_VALUES:
            for text, people in values.items():
                yield PeopleGroup(
                    "tag",
                    f"met “{text}” bij {heading} in {file.name}",
                    _mask(np.array([*people], np.intp), contacts),
                    (fold(text),),
                )


def _mask(places: np.ndarray, contacts: pd.DataFrame) -> np.ndarray:
    found = np.zeros(len(contacts), bool)
    found[places] = True
    return found


def _by_company(contacts: pd.DataFrame) -> Iterator[PeopleGroup]:
    if "company" in contacts:
        named = (contacts["company"].notna() & (contacts["company"] != "")).to_numpy(bool)
        yield PeopleGroup("company", _WITHOUT, ~named)
        yield PeopleGroup("company", "met een bedrijfsnaam", named)


def _by_date(contacts: pd.DataFrame, day: date) -> Iterator[PeopleGroup]:
    if "last_sale" in contacts:
        sold = contacts["last_sale"].fillna("").astype(str).to_numpy(object)
        recent = np.array([text >= sale_limit(day) for text in sold], bool)
        dated = np.array([text != "" for text in sold], bool)
        yield PeopleGroup("date", "met een verkoop in de laatste 3 jaar", dated & recent)
        yield PeopleGroup("date", "met een laatste verkoop van meer dan 3 jaar geleden", dated & ~recent)
