"""Where the evidence is kept: an append-only SQLite file in which every later change shows.

One transaction a change, in WAL mode with full synchronisation: what was committed survives a crash. Erasure
(AVG art. 17) takes away a part that a person may have erased, by an event of the chain itself.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple, dataclass, replace
from datetime import date
from pathlib import Path

from avgkit.consent.chain import (
    CONSENT,
    ERASED,
    PARTS,
    START,
    Check,
    Event,
    digest,
    part_hash,
    salted,
    seal,
    subject,
    subjects_of,
)
from avgkit.consent.record import (
    PERSONAL,
    ConsentRecord,
    Refusal,
    checked,
    checked_refusal,
    standing,
)
from avgkit.consent.schema import opened, write
from avgkit.errors import AvgkitError

_COLUMNS = ", ".join(Event.__dataclass_fields__)


@dataclass(frozen=True)
class Entry:
    """One consent or refusal as it is held: its event, what is left of it, and which parts were erased."""

    event: Event
    said: ConsentRecord | Refusal
    erased: frozenset[str] = frozenset()


class Store:
    """An open store. Use ``Store.open`` in a ``with``; every method that writes takes the day of writing."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self._connection, self.held_elsewhere = path, connection, False
        self.key = self._one("SELECT value FROM meta WHERE name = 'key'")

    @classmethod
    @contextlib.contextmanager
    def open(cls, path: str | Path, *, create: bool = False) -> Iterator[Store]:
        """Open a store, and make it when ``create``. Raises AvgkitError with a Dutch sentence for what cannot be opened."""
        with opened(Path(path), create) as connection:
            yield cls(Path(path), connection)

    def add(self, record: ConsentRecord, recorded: date) -> ConsentRecord:
        """Keep a consent; return it in its clean form. Raises AvgkitError as ``checked`` does, and for one that is there."""
        return self.add_all([record], recorded)[0]

    def add_all(self, records: Iterable[ConsentRecord], recorded: date) -> list[ConsentRecord]:
        """Keep several consents, all or none of them."""
        clean = [checked(record, recorded) for record in records]
        with write(self._connection):
            for record in clean:
                if self._one("SELECT 1 FROM event WHERE kind = ? AND record = ?", CONSENT, record.record_id):
                    raise AvgkitError("Deze toestemming staat er al in. Er is niets veranderd.")
                marks = subjects_of(self.key, record.email, record.phone)
                self._append(CONSENT, recorded, asdict(record), record.record_id, subjects=marks)
        return clean

    def refuse(self, refusal: Refusal, recorded: date) -> Refusal:
        """Keep a withdrawal or an objection. With a ``record_id`` it is of the person and the scope of that consent."""
        return self.refuse_all([refusal], recorded)[0]

    def refuse_all(self, refusals: Iterable[Refusal], recorded: date) -> list[Refusal]:
        """Keep several withdrawals and objections, all or none of them."""
        clean = [checked_refusal(refusal, recorded) for refusal in refusals]
        with write(self._connection):
            return [self._refuse(refusal, recorded) for refusal in clean]

    def _refuse(self, refusal: Refusal, recorded: date) -> Refusal:
        marks = subjects_of(self.key, refusal.email, refusal.phone)
        if refusal.record_id:
            held = next((e for e in self.entries() if e.event.record == refusal.record_id), None)
            if held is None or not isinstance(held.said, ConsentRecord):
                raise AvgkitError("Deze toestemming staat er niet in. Kies er een uit de lijst.")
            scope = {name: getattr(held.said, name) for name in ("email", "phone", "sender", "channel", "purpose")}
            refusal, marks = replace(refusal, **scope), held.event.subjects
        self._append(refusal.kind, recorded, asdict(refusal), refusal.record_id, subjects=marks)
        return refusal

    def erase(self, rows: Iterable[int], recorded: date, parts: Iterable[str] = ("personal",)) -> int:
        """Erase these parts of these events for good; return how many were there. The chain stays sound.

        ``held_elsewhere`` is then true if another program has the file open, so that SQLite's log still holds them until
        that program closes it.
        """
        count = 0
        with write(self._connection):
            for row in rows:
                for part in parts:
                    if not self._one("SELECT 1 FROM payload WHERE seq = ? AND part = ?", row, part):
                        continue
                    self._append(ERASED[part], recorded, {}, about=row)
                    self._connection.execute("DELETE FROM payload WHERE seq = ? AND part = ?", (row, part))
                    count += 1
        self.held_elsewhere = bool(self._one("PRAGMA wal_checkpoint(TRUNCATE)"))
        return count

    def entries(self, subjects: Iterable[str] | None = None) -> list[Entry]:
        """Return what is held, in the order of writing; of one person when ``subjects`` (see ``subjects_for``) are given."""
        wanted = None if subjects is None else set(subjects)
        parts = {
            (seq, part): json.loads(text)
            for seq, part, text in self._connection.execute("SELECT seq, part, content FROM payload")
        }
        found = []
        for event in self.events():
            if event.kind in ERASED.values() or (wanted is not None and not wanted & set(event.subjects.split())):
                continue
            gone = frozenset(part for part in PARTS if getattr(event, part) and (event.seq, part) not in parts)
            words = {name: value for part in PARTS for name, value in parts.get((event.seq, part), {}).items()}
            kind = ConsentRecord if event.kind == CONSENT else Refusal
            plain = {"record_id": event.record} | (
                {} if event.kind == CONSENT else {"kind": event.kind, "at": event.recorded}
            )
            found.append(Entry(event, kind(**plain | words), gone))
        return found

    def records(self, subjects: Iterable[str] | None = None) -> list[ConsentRecord]:
        """Return the consents of which the proof is left, as they stand: withdrawn where a withdrawal of the same person reaches."""
        entries = self.entries(subjects)
        by_mark: dict[str, list[Refusal]] = {}
        for entry in entries:
            if isinstance(entry.said, Refusal):
                for mark in (*entry.event.subjects.split(), entry.said.record_id):
                    by_mark.setdefault(mark, []).append(entry.said)
        return [
            standing(
                entry.said,
                [r for mark in (*entry.event.subjects.split(), entry.said.record_id) for r in by_mark.get(mark, ())],
            )
            for entry in entries
            if isinstance(entry.said, ConsentRecord) and "proof" not in entry.erased
        ]

    def subjects_for(self, *values: str) -> set[str]:
        """Return the keyed hashes of cleaned addresses and numbers."""
        return {subject(self.key, value) for value in values if value}

    def events(self) -> Iterator[Event]:
        """Return the chain, row by row."""
        for row in self._connection.execute(f"SELECT {_COLUMNS} FROM event ORDER BY seq"):
            yield Event(*row)

    def verify(self, expected_seal: str = "") -> Check:
        """Walk the chain and name the first row that is not sound.

        ``expected_seal``: the seal that somebody noted before; a store that was cut off or made anew does not have it.
        """
        parts = {
            (seq, part): (salt, text)
            for seq, part, salt, text in self._connection.execute("SELECT seq, part, salt, content FROM payload")
        }
        erased = {(event.about, event.kind) for event in self.events() if event.kind in ERASED.values()}
        last, count, marks = START, 0, {seal(0, START)}
        for count, event in enumerate(self.events(), 1):
            if problem := _problem(event, count, last, parts, erased):
                return Check(count, "", count, problem)
            last = event.hash
            marks.add(seal(count, last))
        if parts:
            return Check(count, "", min(parts)[0], "er staat tekst bij die nooit is toegevoegd.")
        head = self._one("SELECT value FROM meta WHERE name = 'head'")
        if head != f"{count} {last}":
            return Check(count, "", count + 1, f"na regel {count} zijn regels weggehaald of toegevoegd.")
        if expected_seal and expected_seal not in marks:
            return Check(count, "", count + 1, "het zegel dat je bewaarde, hoort niet bij dit bestand.")
        return Check(count, seal(count, last))

    def _append(
        self, kind: str, recorded: date, said: dict[str, str], record: str = "", about: int = 0, subjects: str = ""
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
        marks = ", ".join("?" * len(astuple(event)))
        self._connection.execute(f"INSERT INTO event ({_COLUMNS}) VALUES ({marks})", astuple(event))
        for part, (salt, text, sealed) in parts.items():
            if sealed:
                self._connection.execute("INSERT INTO payload VALUES (?, ?, ?, ?)", (event.seq, part, salt, text))
        self._connection.execute("UPDATE meta SET value = ? WHERE name = 'head'", (f"{event.seq} {event.hash}",))

    def _one(self, query: str, *values: object) -> str | int | None:
        found = self._connection.execute(query, values).fetchone()
        return None if found is None else found[0]


def _problem(event: Event, place: int, last: str, parts: dict, erased: set[tuple[int, str]]) -> str:
    """Return what is wrong with an event, in Dutch, or nothing; takes its parts out of ``parts``."""
    if event.seq != place:
        return "er is een regel weggehaald of verplaatst."
    if event.previous != last or event.hash != digest(event):
        return "deze regel is veranderd, of een regel ervoor."
    for part in PARTS:
        sealed, kept = getattr(event, part), parts.pop((event.seq, part), None)
        gone = (event.seq, ERASED[part]) in erased
        if sealed and kept is None and not gone:
            return "de tekst bij deze regel is weg, zonder dat iemand vroeg om te wissen."
        if kept is not None and (not sealed or gone or part_hash(*kept) != sealed):
            return "de tekst bij deze regel is veranderd."
    return ""
