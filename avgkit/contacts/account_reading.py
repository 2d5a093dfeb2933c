"""A reading with the account of its columns, and with what the name of its file or sheet says of everyone in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from avgkit.contacts.beyond_scope import note_beyond
from avgkit.contacts.column_account import (
    DETAIL,
    FACT,
    UNUSED,
    account_of,
    affirmed_rows,
    claims_of,
)
from avgkit.contacts.formats import form_questions, generic, own_sheet, own_suppression, whatsapp
from avgkit.contacts.formats.base import NOT_OPTED_IN, UNDELIVERABLE, Fields
from avgkit.contacts.formats.own_sheet import sheet_headings, unread_noes
from avgkit.contacts.grid import Grid
from avgkit.contacts.line_signals import declined_beside, named_elsewhere, said_above
from avgkit.contacts.people import FileReading
from avgkit.contacts.refusals import Account, Sign, lay_over
from avgkit.contacts.sheet_marks import FORMULA, REMARK, STRUCK
from avgkit.contacts.signal_words import meanings, plain_text
from avgkit.contacts.stop_signals import signal
from avgkit.law.facts import FACTS

if TYPE_CHECKING:
    from avgkit.contacts.workbook import WorkbookSheet

FILE_NAME, SHEET_NAME = "naam van het bestand", "naam van het blad"
"""What stands in place of a column for the name of a file or sheet."""
_PAIR = re.compile(
    f"(?:consent|objection|{'|'.join(map(re.escape, FACTS['channel'].labels.values()))}):", re.IGNORECASE
)
"""Headings of evidence, and of a verdict on a sheet to fill in."""
_NEVER = re.compile(r"\b(?:non[- ]?subscribed|not subscribed|never subscribed|onbevestigd|unconfirmed)\b")


def accounted(
    reading: FileReading,
    table: Grid,
    originals: Sequence[str],
    headings: Sequence[str],
    fields: Fields,
    facts: Iterable[str],
    sheet: WorkbookSheet | None,
) -> FileReading:
    """Return the reading with its columns accounted for. ``headings`` are those in the words of the format.

    ``facts``: headings that the format itself understands. A detail that may be a stop signal too is read again, and so
    are the words of a question for consent: its “nee” is a no.
    """
    title = sheet.title if sheet else ""
    again: dict[int, str] = {}
    own = reading.known in (generic.FORMAT, own_suppression.FORMAT)
    read_again = generic.read_again(headings, reading.known, reading.mapping) - ({""} if own else {*facts})
    claims = claims_of(headings[: len(originals)], fields, facts)
    for place, heading in enumerate(headings[: len(originals)]):
        if heading in read_again and place in claims:
            again[place] = claims.pop(place)
        if claims.get(place) == FACT and form_questions.is_question(reading.known.name, heading):
            del claims[place]
    silent = _silent(headings, fields, claims, read_again)
    account = account_of(table, originals, claims, title, silent)
    account.signs += named_elsewhere(table, account.signs)
    account.signs += declined_beside(table, reading.columns, title)
    account.signs += said_above(reading, table, title) if own else []
    account.signs += _marked(table, sheet, title)
    account.signs += _names(reading, table, account, title)
    reading.signs = account.signs
    lay_over(reading.columns, account, known=not own)
    again |= dict.fromkeys(note_beyond(reading.columns, originals, table, account.signs), DETAIL)
    reading.uses = [
        replace(use, used_for=again[place]) if place in again and use.used_for == UNUSED else use
        for place, use in enumerate(account.uses)
    ]
    return reading


def own_accounted(reading: FileReading, table: Grid, sheet: WorkbookSheet | None) -> FileReading:
    """Return a table of avgkit itself with its columns accounted for: what somebody added is read too, and so are
    remarks and formulas on a sheet to fill in.
    """
    own = {*reading.columns, "contact_id", "source_file", "source_row", "issues", "channel", "purpose", "verdict"}
    own |= {"rule", "reason", "ask", "contested", *sheet_headings()}
    claims = {place: FACT for place, name in enumerate(table.headings) if name in own or _PAIR.match(name)}
    account = account_of(table, table.headings, claims)
    if reading.known is own_sheet.FORMAT:
        marks = _marked(table, sheet, "")
        account.signs += [*unread_noes(table), *(sign for sign in marks if sign.column in (REMARK, STRUCK, FORMULA))]
    reading.uses = account.uses
    if len(table.rows) == reading.size:
        reading.signs = account.signs
        lay_over(reading.columns, account, known=True)
    return reading


def _silent(
    headings: Sequence[str], fields: Fields, claims: dict[int, str], read_again: Collection[str]
) -> frozenset[int]:
    """Return the places of days, numbers and links that a format reads itself: what they say, it says."""
    told = {
        *fields.date,
        fields.given_at,
        fields.origin,
        *fields.origin_too,
        fields.confirmed_at,
        *fields.profile,
        *fields.writer,
        fields.kvk,
    }
    return frozenset(place for place in claims if headings[place] in told and headings[place] not in read_again)


def _names(reading: FileReading, table: Grid, account: Account, title: str) -> list[Sign]:
    """Return what the names of file and sheet say: a certain no of all, a possible one of who did not say yes."""
    if reading.known is whatsapp.FORMAT:
        return []
    every = range(reading.size)
    found = []
    for column, name, place in ((FILE_NAME, reading.name, "file_name"), (SHEET_NAME, title, "sheet_name")):
        if not name:
            continue
        stem = plain_text(name.rpartition(".")[0] or name)
        if _NEVER.search(stem):
            account.readings.update(dict.fromkeys(every, NOT_OPTED_IN.reading))
            continue
        said = signal("", name, place)
        if said is None:
            continue
        if not said.certain and reading.known not in (generic.FORMAT, own_suppression.FORMAT) and account.signs:
            continue  # an export with its own column for it tells who left
        rows = every if said.certain else sorted(set(every) - affirmed_rows(table))
        if not said.certain and " BOUNCE " in meanings(stem.replace("_", " ")):
            account.readings.update(dict.fromkeys(rows, UNDELIVERABLE.reading))
        found.append(Sign(title, column, name, said, rows))
    return found


def _marked(table: Grid, sheet: WorkbookSheet | None, title: str) -> list[Sign]:
    """Return what a workbook shows beside its cells: remarks, struck-through text, formulas without an outcome."""
    if sheet is None or not sheet.marks:
        return []
    places = {number: place for place, (number, _) in enumerate(table.rows)}
    return [
        Sign(title, mark.column, mark.text, mark.signal, [places[mark.row]])
        for mark in sheet.marks
        if mark.row in places
    ]
