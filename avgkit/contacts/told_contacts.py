"""The contacts of a list with what the learner said of them in their columns, for whoever takes a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from avgkit.contacts.formats import own_sheet
from avgkit.contacts.holding import held_rows
from avgkit.contacts.merging import row_ids
from avgkit.contacts.statements import People, Statements
from avgkit.law.codes import codes_of
from avgkit.law.fact_codes import said_by
from avgkit.law.facts import CONTACT_FACTS, FACTS, UNKNOWN

if TYPE_CHECKING:
    import pandas as pd

    from avgkit.contacts.people import ContactList

NOES = (("objection", "yes"), ("consent", "withdrawn"))
"""What comes last when sheets say something else of one person."""


def sheet_pairs(found: ContactList) -> list[tuple[str, str]]:
    """Return the rows that are one person by name alone: who has no address, number or profile, on a sheet and once in
    the list that it was made of.
    """
    sheets = {str(number) for number, file in enumerate(found.files, 1) if file.format == own_sheet.FORMAT.name}
    if not sheets or len(sheets) == len(found.files):
        return []
    rows = found.rows
    bare = rows[rows["email"].isna() & rows["phone"].isna() & rows["profile"].isna() & rows["name"].notna()]
    who = zip(bare["name"], bare["company"].fillna(""), bare["position"].fillna(""), strict=True)
    places: dict[tuple[str, str, str], tuple[list[str], list[str]]] = {}
    for key, row_id in zip(who, bare["row_id"], strict=True):
        listed, filled_in = places.setdefault(key, ([], []))
        (filled_in if row_id.partition("-")[0] in sheets else listed).append(row_id)
    return [(listed[0], row) for listed, filled_in in places.values() if len(listed) == 1 for row in filled_in]


def with_sheets(contacts: pd.DataFrame, found: ContactList) -> pd.DataFrame:
    """Return contacts with what was filled in on sheets, of one contact at a time; a no counts over another answer."""
    if not any(any(file.told) for file in found.files):
        return contacts
    ids, people = found.ids, People(contacts)
    place = {key: row for row, key in enumerate(contacts["contact_id"])}
    said = [
        (fact, value, people.keys[place[ids[row_id]]])
        for number, file in enumerate(found.files, 1)
        for row_id, told in zip(row_ids(file, number), file.told or [()] * file.size, strict=True)
        for fact, value in told
    ]
    statements = Statements({}, {})
    for fact, value, keys in sorted(said, key=lambda one: one[:2] in NOES):
        statements.say(fact, value, [keys], singly=True)
    return with_answers(contacts, statements)


def with_answers(contacts: pd.DataFrame, statements: Statements) -> pd.DataFrame:
    """Return contacts with the statements in their columns of facts; who was settled one by one is held no more."""
    people = People(contacts)
    before = codes_of(contacts, {})
    after = statements.over(before, statements.of(people))
    changed: dict[str, object] = {}
    for fact in CONTACT_FACTS:
        rows = np.flatnonzero(after.facts[fact] != before.facts[fact])
        if not len(rows):
            continue
        values = contacts[fact].astype(object).to_numpy(copy=True) if fact in contacts else _unsaid(fact, len(contacts))
        values[rows] = [said_by(fact, code) for code in after.facts[fact][rows].tolist()]
        changed[fact] = values
        if fact == "consent":
            changed |= {name: _emptied(contacts, name, rows) for name in ("consent_channel", "consent_purpose")}
    settled = statements.settles(people) & held_rows(contacts)
    if settled.any():
        rows = np.flatnonzero(settled)
        changed["held"] = _emptied(contacts, "held", rows)
        issues = contacts["issues"].tolist()
        for row in rows:
            issues[row] = [issue for issue in issues[row] if issue != "held"]
        changed["issues"] = issues
    return contacts.assign(**changed) if changed else contacts


def _unsaid(fact: str, size: int) -> np.ndarray:
    return np.full(size, FACTS[fact].default, object)


def _emptied(contacts: pd.DataFrame, name: str, rows: np.ndarray) -> np.ndarray:
    values = (
        contacts[name].astype(object).to_numpy(copy=True) if name in contacts else _unsaid("consent", len(contacts))
    )
    values[rows] = ""
    return values


def told_of(read: pd.DataFrame, now: pd.DataFrame) -> list[dict[str, str]]:
    """Return per contact the facts of ``now`` that the learner told: other than the files say in ``read``."""
    told: list[dict[str, str]] = [{} for _ in range(len(now))]
    for fact in CONTACT_FACTS if now is not read else ():
        values = now[fact].tolist() if fact in now else [UNKNOWN] * len(now)
        before = read[fact].tolist() if fact in read else [UNKNOWN] * len(now)
        for place, (one, other) in enumerate(zip(values, before, strict=True)):
            if one != other:
                told[place][fact] = str(one)
    return told


def doubts_in(found: ContactList) -> pd.DataFrame:
    """Return the texts of a list that may be a no: file, sheet, column, text, rows (how many), channels, contacts
    (their ids), and is_no: what the learner said of it, None as long as that is open.
    """
    import pandas as pd

    names = ["file", "sheet", "column", "text", "rows", "channels", "contacts", "is_no"]
    ids, told = found.ids if any(file.signs for file in found.files) else {}, []
    for number, file in enumerate(found.files, 1):
        rows = row_ids(file, number) if file.signs else []
        for sign in (sign for sign in file.signs if sign.rows and not sign.signal.certain):
            where = (file.name, sign.sheet, sign.column, sign.text, len(sign.rows), sign.signal.scope)
            people = frozenset(ids[rows[place]] for place in sign.rows)
            told.append((*where, people, found.decided.get((sign.column, sign.text))))
    return pd.DataFrame(told, columns=names)
