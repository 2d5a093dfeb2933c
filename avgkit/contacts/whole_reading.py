"""Readings put together: the sheets of one workbook, and a reading with the answers about its doubtful texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from avgkit.contacts.contact_columns import Columns
from avgkit.contacts.people import FileReading
from avgkit.contacts.refusals import refuse, union


def together_as_one(sheets: Sequence[FileReading]) -> FileReading:
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
        whole.rejects += [replace(reject, reason=f"Blad “{title}”: {reject.reason}") for reject in sheet.rejects]
        whole.unclear += sheet.unclear
        whole.notices += sheet.notices
        whole.uses += sheet.uses
        whole.signs += [replace(sign, rows=[start + row for row in sign.rows]) for sign in sheet.signs]
    return whole


def decided(file: FileReading, answers: Mapping[tuple[str, str], bool]) -> FileReading:
    """Return a reading with the answers about its doubtful texts: a no becomes an objection, the others hold nobody."""
    about = [sign for sign in file.signs if not sign.signal.certain and (sign.column, sign.text) in answers]
    if not about:
        return file
    columns = {name: list(values) for name, values in file.columns.items()}
    held: dict[int, str] = {row: "" for sign in about for row in sign.rows}
    for sign in file.signs:
        for row in sign.rows:
            if row in held and not sign.signal.certain and (sign.column, sign.text) not in answers:
                held[row] = union(held[row], sign.signal.scope)
    for sign in about:
        for row in sign.rows if answers[sign.column, sign.text] else ():
            refuse(columns, row, sign.signal)
    for row, scope in held.items():
        if columns["held"][row]:
            columns["held"][row] = scope
            columns["issues"][row] = [issue for issue in columns["issues"][row] if issue != "held" or scope]
    return replace(file, columns=columns)
