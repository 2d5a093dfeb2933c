"""What a store holds, read from its events and the parts beside them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from avgkit.base.errors import AvgkitError
from avgkit.duties.consent.chain import CONSENT, CORRECTION, PARTS, Event
from avgkit.duties.consent.record import OBJECTION, WITHDRAWAL, ConsentRecord, Refusal, standing

ACCESS, RECTIFICATION, ERASURE = "access", "rectification", "erasure"
REQUESTS = (ACCESS, RECTIFICATION, ERASURE)
"""What a data subject may ask for and is kept in the log (AVG art. 15, 16 and 17)."""
_COLUMNS = ", ".join(Event.__dataclass_fields__)


@dataclass(frozen=True)
class Entry:
    """One consent or refusal as it is held: its event, what is left of it, the parts that were erased, and whose it is
    (keyed hashes)."""

    event: Event
    said: ConsentRecord | Refusal
    erased: frozenset[str]
    marks: frozenset[str]


@dataclass(frozen=True)
class Request:
    """One line of the log: what somebody asked for, on which day, by when it had to be done, and what was done.

    It holds no contact data: whose it was is a keyed hash in the chain. ``files`` and ``rows``: how many were found or
    changed; ``by_hand``: in how many places the controller had to do it.
    """

    kind: str
    asked: str
    due: str
    done: str
    files: str = "0"
    rows: str = "0"
    entries: str = "0"
    by_hand: str = "0"


def events_in(connection: sqlite3.Connection, rows: Iterable[int] | None = None) -> Iterator[Event]:
    """Return the chain, or these rows of it and what is about them."""
    if rows is None:
        found = connection.execute(f"SELECT {_COLUMNS} FROM event ORDER BY seq")
    else:
        wanted = json.dumps(list(rows))
        found = connection.execute(
            f"SELECT {_COLUMNS} FROM event WHERE seq IN (SELECT value FROM json_each(?)) "
            f"OR about IN (SELECT value FROM json_each(?)) ORDER BY seq",
            (wanted, wanted),
        )
    yield from (Event(*row) for row in found)


def entries_in(connection: sqlite3.Connection, marks: Iterable[str] | None = None) -> list[Entry]:
    """Return the consents and refusals, in the order of writing; of the people with these keyed hashes when given."""
    rows = None
    if marks is not None:
        query = "SELECT DISTINCT seq FROM mark WHERE subject IN (SELECT value FROM json_each(?))"
        rows = [row[0] for row in connection.execute(query, (json.dumps(list(marks)),))]
    events = list(events_in(connection, rows))
    parts = _parts_in(connection, [event.seq for event in events] if rows is not None else None)
    corrections: dict[int, list[Event]] = {}
    for event in events:
        if event.kind == CORRECTION:
            corrections.setdefault(event.about, []).append(event)
    said = (CONSENT, WITHDRAWAL, OBJECTION)
    return [_entry(event, corrections.get(event.seq, []), parts) for event in events if event.kind in said]


def _parts_in(connection: sqlite3.Connection, rows: list[int] | None) -> dict[tuple[int, str], dict[str, str]]:
    where, values = "", tuple[str, ...]()
    if rows is not None:
        where, values = " WHERE seq IN (SELECT value FROM json_each(?))", (json.dumps(rows),)
    found = connection.execute(f"SELECT seq, part, content FROM payload{where}", values)
    return {(seq, part): _words_of(seq, text) for seq, part, text in found}


def _words_of(seq: object, text: str) -> dict[str, str]:
    """Return the words of a part. Raises AvgkitError for what no store has written."""
    try:
        words = json.loads(text)
    except (TypeError, ValueError, RecursionError):
        words = None
    if not isinstance(words, dict) or not all(isinstance(value, str) for value in words.values()):
        raise _damaged(seq)
    return words


def _damaged(seq: object) -> AvgkitError:
    return AvgkitError(
        f"Het bewijs is beschadigd: regel {seq} is niet te lezen. Gebruik je reservekopie en vertrouw dit bestand niet."
    )


def _entry(event: Event, corrections: list[Event], parts: dict[tuple[int, str], dict[str, str]]) -> Entry:
    """Return an entry, its last correction laid over what it corrected. Raises AvgkitError for a damaged one."""
    try:
        return _read_entry(event, corrections, parts)
    except (TypeError, AttributeError):
        raise _damaged(event.seq) from None


def _read_entry(event: Event, corrections: list[Event], parts: dict[tuple[int, str], dict[str, str]]) -> Entry:
    words: dict[str, str] = {}
    for one in (event, *corrections):
        for part in PARTS:
            words |= parts.get((one.seq, part), {})
    left = {part for one in (event, *corrections) for part in PARTS if (one.seq, part) in parts}
    gone = frozenset(part for part in PARTS if getattr(event, part) and part not in left)
    marks = frozenset(mark for one in (event, *corrections) for mark in one.subjects.split())
    if event.kind == CONSENT:
        return Entry(event, ConsentRecord(**{"record_id": event.record} | words), gone, marks)
    plain = {"record_id": event.record, "kind": event.kind, "at": event.recorded}
    return Entry(event, Refusal(**plain | words), gone, marks)


def records_of(entries: Iterable[Entry]) -> list[ConsentRecord]:
    """Return the consents of which the proof is left, as they stand: withdrawn where one of the same person reaches."""
    entries = list(entries)
    by_mark: dict[str, list[Refusal]] = {}
    for entry in entries:
        if isinstance(entry.said, Refusal):
            for mark in (*entry.marks, entry.said.record_id):
                by_mark.setdefault(mark, []).append(entry.said)
    found = []
    for entry in entries:
        if isinstance(entry.said, ConsentRecord) and "proof" not in entry.erased:
            marks = (*entry.marks, entry.said.record_id)
            found.append(standing(entry.said, [refusal for mark in marks for refusal in by_mark.get(mark, ())]))
    return found


def requests_in(connection: sqlite3.Connection) -> list[Request]:
    """Return the log of what data subjects asked for, in the order of writing."""
    parts = _parts_in(connection, None)
    return [
        Request(
            **{"kind": event.kind, "asked": "", "due": "", "done": event.recorded} | parts.get((event.seq, "proof"), {})
        )
        for event in events_in(connection)
        if event.kind in REQUESTS
    ]
