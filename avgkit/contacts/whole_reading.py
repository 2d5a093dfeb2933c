"""The readings of the sheets of one workbook put together as one."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from avgkit.base.errors import AvgkitError
from avgkit.contacts.contact_columns import Columns
from avgkit.contacts.people import FileReading
from avgkit.contacts.workbook import WorkbookSheet

Read = Callable[[WorkbookSheet, Mapping[str, str] | None], FileReading]


UNREADABLE = frozenset({"invalid_email", "invalid_phone", "phone_precision_lost"})


def refuse_nobody(found: FileReading) -> None:
    """Raise AvgkitError for an own list in which most rows hold nobody: then it is no list, or its headings are wrong.

    An address or number that can't be read is somebody's: that is told as an issue of its row.
    """
    details = zip(*(found.columns[name] for name in ("name", "email", "phone", "company")), strict=True)
    issues = found.columns["issues"]
    nobody = sum(not any(row) and UNREADABLE.isdisjoint(told) for row, told in zip(details, issues, strict=True))
    if 2 * nobody > found.size:
        raise AvgkitError(
            f"{found.name} heeft in {nobody} van de {found.size} rijen geen naam, adres of nummer; "
            "zet boven elke kolom de goede kop, of kies een ander bestand."
        )


def members_as_one(members: Sequence[FileReading], name: str) -> FileReading:
    """Return the readings of the files in a ZIP as one; the name of each stands where that of a sheet does."""
    told = []
    for member in members:
        member.columns["sheet"] = [
            f"{member.name}: {sheet}" if sheet else member.name for sheet in member.columns["sheet"]
        ]
        uses = [replace(use, sheet=member.name) for use in member.uses]
        told.append(replace(member, uses=uses, signs=[replace(sign, sheet=member.name) for sign in member.signs]))
    return replace(together_as_one(told, "Bestand"), name=name)


def together_as_one(sheets: Sequence[FileReading], word: str = "Blad") -> FileReading:
    """Return the readings of the sheets of one workbook as one; the largest sheet tells what kind of list it is."""
    if len(sheets) == 1:
        return sheets[0]
    largest = max(sheets, key=lambda sheet: sheet.size)
    columns: Columns = {name: [] for name in sheets[0].columns}
    whole = replace(largest, columns=columns, rejects=[], unclear=[], notices=[], uses=[], signs=[])
    for sheet in sheets:
        start = len(columns["row"])
        title = sheet.columns["sheet"][0]
        for name, values in columns.items():
            values += sheet.columns[name]
        whole.rejects += [replace(reject, reason=f"{word} “{title}”: {reject.reason}") for reject in sheet.rejects]
        whole.unclear += sheet.unclear
        whole.notices += sheet.notices
        whole.uses += sheet.uses
        whole.signs += [replace(sign, rows=[start + row for row in sign.rows]) for sign in sheet.signs]
    return whole


def read_sheets(sheets: Sequence[WorkbookSheet], mapping: Mapping[str, str] | None, read_one: Read) -> FileReading:
    """Read every sheet of a workbook that is a list, as one reading; the others are told in a notice.

    ``mapping`` counts for a sheet that has one of its columns. Raises AvgkitError for the first sheet when none is a
    list.
    """
    found: list[FileReading] = []
    errors: list[AvgkitError] = []
    notices: list[str] = []
    for sheet in sheets:
        said = mapping
        if mapping and len(sheets) > 1 and not set(mapping.values()) & set(sheet.grid.headings):
            said = None
        try:
            one = read_one(sheet, said)
        except AvgkitError as error:
            errors.append(error)
            if sheet.grid.rows:
                notices.append(
                    f"Het blad “{sheet.title}” is geen lijst van mensen en is niet gelezen; kijk of dat klopt."
                )
            continue
        notices += sheet.notices
        if len(sheets) > 1:
            one.columns["sheet"] = [sheet.title] * one.size
        found.append(one)
    if not found:
        raise errors[0]
    whole = together_as_one(found)
    whole.notices += notices
    return whole


@contextlib.contextmanager
def no_collector() -> Iterator[None]:
    """Pause Python's search for cycles: a large list makes none, and looking for them doubles the time of reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
