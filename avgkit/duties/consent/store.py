"""Where the evidence is kept: an append-only SQLite file in which every later change shows.

One transaction a change, in WAL mode with full synchronisation: what was committed survives a crash. Erasure
(AVG art. 17) takes away a part that a person may have erased, by an event of the chain itself.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, astuple, replace
from datetime import date
from pathlib import Path
from typing import Any

from avgkit.base.errors import AvgkitError
from avgkit.duties.consent.chain import (
    CONSENT,
    CORRECTION,
    ERASED,
    OTHER_KEY,
    START,
    Check,
    Event,
    anchor,
    check_chain,
    digest,
    row_of_other_key,
    salted,
    subject,
    subjects_of,
)
from avgkit.duties.consent.entries import Entry, Request, entries_in, events_in, records_of, requests_in
from avgkit.duties.consent.new_entries import new_among, same_as, taken_back
from avgkit.duties.consent.record import PERSONAL, ConsentRecord, Refusal, checked, checked_refusal
from avgkit.duties.consent.schema import broken_store, opened, snapshot, write_transaction


class Store:
    """An open store. Use ``Store.open`` in a ``with``; every method that writes takes the day of writing."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self._connection, self.held_elsewhere = path, connection, False
        self.key = str(self._one("SELECT value FROM meta WHERE name = 'key'"))
        if not re.fullmatch("[0-9a-f]{64}", self.key):
            raise broken_store(path.name)

    @classmethod
    @contextlib.contextmanager
    def open(cls, path: str | Path, *, create: bool = False) -> Iterator[Store]:
        """Open a store, and make it when ``create``. Raises AvgkitError with a Dutch sentence if that can't be."""
        with opened(Path(path), create) as connection:
            yield cls(Path(path), connection)

    @classmethod
    @contextlib.contextmanager
    def open_sound(cls, path: str | Path, *, create: bool = False) -> Iterator[Store]:
        """Open a store as ``open`` does. Raises AvgkitError with a Dutch sentence when its chain is not sound."""
        with cls.open(path, create=create) as store:
            if not (check := store.verify()).sound:
                raise AvgkitError(check.sentence)
            yield store

    def add(self, record: ConsentRecord, recorded: date) -> ConsentRecord:
        """Keep a consent; return it in its clean form. Raises as ``checked`` does, and for one that is there."""
        return self.add_all([record], recorded)[0]

    def add_all(self, records: Iterable[ConsentRecord], recorded: date) -> list[ConsentRecord]:
        """Keep several consents, all or none of them."""
        clean = [checked(record, recorded) for record in records]
        with write_transaction(self._connection):
            for record in clean:
                self._add(record, recorded)
        return clean

    def _add(self, record: ConsentRecord, recorded: date) -> None:
        if self._one("SELECT 1 FROM event WHERE kind = ? AND record = ?", CONSENT, record.record_id):
            raise AvgkitError("Deze toestemming staat er al in. Er is niets veranderd.")
        marks = subjects_of(self.key, record.email, record.phone)
        self._append(CONSENT, recorded, asdict(record), record.record_id, subjects=marks)

    def keep_new(
        self, records: Iterable[ConsentRecord], refusals: Iterable[Refusal], recorded: date
    ) -> tuple[list[ConsentRecord], list[Refusal]]:
        """Keep what is not there yet, all or none of it; return that. What is there is looked up in the same
        transaction, so that several programs that bring the same at once keep it once.
        """
        clean = [checked(record, recorded) for record in records]
        stops = [checked_refusal(refusal, recorded) for refusal in refusals]
        with write_transaction(self._connection):
            entries = self.entries()
            known = {same_as(entry.said) for entry in entries} | {entry.event.record for entry in entries}
            new = new_among(clean, known)
            new_stops = new_among([*stops, *taken_back(clean, new, records_of(entries))], known)
            for refusal in new_stops:
                self._refuse(refusal, recorded)
            for record in new:
                self._add(record, recorded)
        return new, new_stops

    def refuse(self, refusal: Refusal, recorded: date) -> Refusal:
        """Keep a withdrawal or an objection. With a ``record_id`` it is of the person and the scope of that consent."""
        return self.refuse_all([refusal], recorded)[0]

    def refuse_all(self, refusals: Iterable[Refusal], recorded: date) -> list[Refusal]:
        """Keep several withdrawals and objections, all or none of them."""
        clean = [checked_refusal(refusal, recorded) for refusal in refusals]
        with write_transaction(self._connection):
            return [self._refuse(refusal, recorded) for refusal in clean]

    def _refuse(self, refusal: Refusal, recorded: date) -> Refusal:
        marks = subjects_of(self.key, refusal.email, refusal.phone)
        if refusal.record_id:
            held = next((e for e in self.entries() if e.event.record == refusal.record_id), None)
            if held is None or not isinstance(held.said, ConsentRecord):
                raise AvgkitError("Deze toestemming staat er niet in. Kies er een uit de lijst.")
            scope = {name: getattr(held.said, name) for name in ("email", "phone", "sender", "channel", "purpose")}
            refusal, marks = replace(refusal, **scope), " ".join(sorted(held.marks))
        self._append(refusal.kind, recorded, asdict(refusal), refusal.record_id, subjects=marks)
        return refusal

    def correct(self, entries: Iterable[Entry], changes: Mapping[str, tuple[str, str]], recorded: date) -> int:
        """Put right the personal fields of these entries (AVG art. 16); return how many changed.

        ``changes``: field -> (old, new). An address or a number changes where it is the old one, a name always. What
        was wrong is erased. The entry is then known by the old and the new address, so that a no is never lost.
        """
        changed = 0
        with write_transaction(self._connection):
            for entry in entries:
                before = {name: value for name in PERSONAL if (value := getattr(entry.said, name, ""))}
                right = {name: new for name, (old, new) in changes.items() if name == "name" or before.get(name) == old}
                after = before | {name: new for name, new in right.items() if name in before}
                if after == before:
                    continue
                marks = subjects_of(self.key, after.get("email", ""), after.get("phone", ""))
                self._erase(entry.event.seq, recorded, "personal")
                self._append(CORRECTION, recorded, after, about=entry.event.seq, subjects=marks)
                changed += 1
        self._forget()
        return changed

    def erase(self, rows: Iterable[int], recorded: date, parts: Iterable[str] = ("personal",)) -> int:
        """Erase these parts of these entries for good; return how many were there. The chain stays sound.

        ``held_elsewhere`` is then true if another program has the file open, so that SQLite's log still holds them
        until that program closes it.
        """
        with write_transaction(self._connection):
            count = sum(self._erase(row, recorded, part) for row in rows for part in parts)
        self._forget()
        return count

    def _erase(self, row: int, recorded: date, part: str) -> int:
        """Erase a part of an entry and of its corrections."""
        query = (
            "SELECT seq FROM payload WHERE part = ?1 AND (seq = ?2 OR seq IN "
            "(SELECT seq FROM event WHERE about = ?2 AND kind = ?3))"
        )
        found = [one[0] for one in self._connection.execute(query, (part, row, CORRECTION))]
        for seq in found:
            self._append(ERASED[part], recorded, {}, about=seq)
            self._connection.execute("DELETE FROM payload WHERE seq = ? AND part = ?", (seq, part))
        return len(found)

    def _forget(self) -> None:
        """Empty SQLite's log, where what was erased may still stand."""
        self.held_elsewhere = bool(self._one("PRAGMA wal_checkpoint(TRUNCATE)"))

    def log(self, request: Request, values: Iterable[str], recorded: date) -> None:
        """Keep what a data subject asked for and what was done; the person is only a keyed hash of these values."""
        marks = " ".join(sorted(self.subjects_for(*values)))
        with write_transaction(self._connection):
            self._append(request.kind, recorded, asdict(request), subjects=marks)

    def requests(self) -> list[Request]:
        """Return the log of what data subjects asked for."""
        return requests_in(self._connection)

    def entries(self, subjects: Iterable[str] | None = None) -> list[Entry]:
        """Return what is held, in the order of writing; of one person with ``subjects`` (see ``subjects_for``)."""
        with snapshot(self._connection):
            return entries_in(self._connection, subjects)

    def records(self, subjects: Iterable[str] | None = None) -> list[ConsentRecord]:
        """Return the consents as they stand after every withdrawal; of one person when ``subjects`` are given."""
        return records_of(self.entries()) if subjects is None else self.standing(subjects)[0]

    def standing(self, subjects: Iterable[str]) -> tuple[list[ConsentRecord], list[Refusal]]:
        """Return the consents of one person as they stand, and the refusals of whoever shares an address or number with
        them by way of a consent.
        """
        own = self.entries(subjects)
        shared = self.entries({mark for entry in own for mark in entry.marks})
        ids = {entry.event.record for entry in own}
        records = [record for record in records_of(shared) if record.record_id in ids]
        return records, [entry.said for entry in shared if isinstance(entry.said, Refusal)]

    def subjects_for(self, *values: str) -> set[str]:
        """Return the keyed hashes of cleaned addresses and numbers."""
        return {subject(self.key, value) for value in values if value}

    def events(self) -> Iterator[Event]:
        """Return the chain, row by row."""
        return events_in(self._connection)

    def verify(self, expected_seal: str = "") -> Check:
        """Walk the chain as it is at one moment and name the first row that is not sound; see ``chain.check_chain``."""
        ask = self._connection.execute
        with snapshot(self._connection):
            parts = {
                (seq, part): (salt, text)
                for seq, part, salt, text in ask("SELECT seq, part, salt, content FROM payload")
            }
            marks, events = set(ask("SELECT subject, seq FROM mark")), list(self.events())
            head, version = self._one("SELECT value FROM meta WHERE name = 'head'"), self._one("PRAGMA user_version")
        old = version == 2
        check = check_chain(events, parts, marks, head, expected_seal, START if old else anchor(self.key))
        if check.sound and old and (row := row_of_other_key(self.key, events, parts)):
            return Check(check.events, "", row, OTHER_KEY)
        return check

    def _append(
        self, kind: str, recorded: date, said: Mapping[str, str], record: str = "", about: int = 0, subjects: str = ""
    ) -> None:
        count, last = self._one("SELECT value FROM meta WHERE name = 'head'").split()
        known = {name: value for name, value in said.items() if name not in ("record_id", "kind")}
        parts = {
            "personal": salted({name: known[name] for name in PERSONAL if name in known}),
            "proof": salted({name: value for name, value in known.items() if name not in PERSONAL}),
        }
        hashes = {part: found[2] for part, found in parts.items()}
        event = Event(int(count) + 1, kind, recorded.isoformat(), record, about, subjects, **hashes, previous=last)
        event = replace(event, hash=digest(event))
        values = astuple(event)
        self._connection.execute(f"INSERT INTO event VALUES ({', '.join('?' * len(values))})", values)
        for part, (salt, text, sealed) in parts.items():
            if sealed:
                self._connection.execute("INSERT INTO payload VALUES (?, ?, ?, ?)", (event.seq, part, salt, text))
        self._connection.executemany("INSERT OR IGNORE INTO mark VALUES (?, ?)", sorted(event.marks))
        self._connection.execute("UPDATE meta SET value = ? WHERE name = 'head'", (f"{event.seq} {event.hash}",))

    def _one(self, query: str, *values: object) -> Any:
        found = self._connection.execute(query, values).fetchone()
        return None if found is None else found[0]
