"""The SQLite file itself: its tables, its version, and the Dutch sentences for what can go wrong with a file."""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.base.files import disk_is_full, plain_file
from avgkit.duties.consent.chain import anchor

_VERSION = 3
READABLE = (2, _VERSION)
"""Of a store of version 2 the chain does not hold the key; it is read and written as it is."""
APPLICATION = 0x41564754
"""Marks the file as a store of avgkit (PRAGMA application_id)."""
_PATIENCE = 20_000
"""Milliseconds to wait for another program that is writing."""
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE event (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, recorded TEXT NOT NULL, record TEXT NOT NULL, about INTEGER NOT NULL,
    subjects TEXT NOT NULL, personal TEXT NOT NULL, proof TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TABLE payload (
    seq INTEGER NOT NULL REFERENCES event, part TEXT NOT NULL, salt TEXT NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (seq, part));
CREATE TABLE mark (subject TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (subject, seq)) WITHOUT ROWID;
CREATE INDEX event_record ON event (record);
CREATE INDEX event_about ON event (about, kind);
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payload_stays BEFORE UPDATE ON payload BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payload_kept BEFORE DELETE ON payload
    WHEN NOT EXISTS (SELECT 1 FROM event WHERE about = OLD.seq AND kind = 'erase_' || OLD.part)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payload_new BEFORE INSERT ON payload WHEN NEW.seq <> (SELECT max(seq) FROM event)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER mark_stays BEFORE UPDATE ON mark BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER mark_kept BEFORE DELETE ON mark BEGIN SELECT RAISE(ABORT, 'append-only'); END;
"""
"""``mark`` says which entries are of whom, so that one person is found without reading all."""


@contextlib.contextmanager
def opened(path: Path, create: bool) -> Iterator[sqlite3.Connection]:
    """Open the file and close it. Raises AvgkitError with a Dutch sentence."""
    _look(path, create)
    with said_in_dutch(path.name):
        connection = sqlite3.connect(path, timeout=_PATIENCE / 1000, isolation_level=None)
        try:
            _prepare(connection, path)
            yield connection
        finally:
            connection.close()


def _look(path: Path, create: bool) -> None:
    if path.is_dir():
        raise AvgkitError(f"{path.name} is een map. Kies een bestand, zoals toestemming.sqlite.")
    if plain_file(path).exists():
        return
    if not create:
        raise AvgkitError(f"{path.name} is er niet. Kijk of de naam klopt, of leg eerst een toestemming vast.")
    if not path.parent.is_dir():
        raise AvgkitError(f"De map voor {path.name} is er niet. Maak de map of kies een andere.")
    _make_file(path)


def _make_file(path: Path) -> None:
    """Make an empty file that only its owner may read, unless it is there already."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        full = disk_is_full(error)
        raise AvgkitError(f"{path.name} {_FULL if full else _REFUSED}") from None


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    for setting in ("secure_delete = ON", "foreign_keys = ON", "synchronous = FULL", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {setting}")
    if _version(connection, path.name) == 0:
        _write_ahead(connection)
        with write_transaction(connection):
            if _version(connection, path.name) == 0:
                _make(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Set the log of a new file. SQLite does not wait here by itself when another program makes the same file."""
    until = time.monotonic() + _PATIENCE / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _version(connection: sqlite3.Connection, name: str) -> int:
    """Return the version, 0 for an empty file. Raises AvgkitError for another program's file and another version."""
    with snapshot(connection):
        version, owner = (connection.execute(f"PRAGMA {p}").fetchone()[0] for p in ("user_version", "application_id"))
        empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if owner != APPLICATION and not (empty and owner == 0 and version == 0):
        raise AvgkitError(f"{name} is van een ander programma. Kies een bestand van avgkit, of een nieuwe naam.")
    if version > _VERSION:
        raise AvgkitError(f"{name} is gemaakt met een nieuwere avgkit. Werk avgkit bij en open het opnieuw.")
    if version not in (0, *READABLE):
        raise AvgkitError(
            f"{name} is gemaakt met een oudere avgkit, die wij hier niet kunnen lezen. "
            "Bewaar het bestand, en kies een nieuwe naam voor nieuw bewijs."
        )
    return version


def _make(connection: sqlite3.Connection) -> None:
    for statement in _statements(_TABLES):
        connection.execute(statement)
    key = secrets.token_hex(32)
    connection.execute("INSERT INTO meta VALUES ('key', ?), ('head', ?)", (key, f"0 {anchor(key)}"))
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {_VERSION}")


def _statements(script: str) -> Iterator[str]:
    """Return the statements of a script one by one: ``executescript`` would end the transaction."""
    part = ""
    for line in script.splitlines():
        part += line + "\n"
        if sqlite3.complete_statement(part):
            yield part
            part = ""


@contextlib.contextmanager
def write_transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One change: all of it, or none of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Several questions to one state of the file, whatever another program writes meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextlib.contextmanager
def said_in_dutch(name: str) -> Iterator[None]:
    """Turn what SQLite complains of into one Dutch sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise AvgkitError(f"{name} {_sentence(error)}") from None


def broken_store(name: str) -> AvgkitError:
    """Return the sentence for a file that is no sound store."""
    return AvgkitError(f"{name} {_BROKEN}")


_BUSY = (
    "is nu in gebruik door een ander programma of notebook. Sluit dat en probeer het opnieuw; er is niets veranderd."
)
_FULL = "is niet bijgewerkt: de schijf is vol. Maak ruimte en probeer het opnieuw; wat er stond, staat er nog."
_BROKEN = "is beschadigd of is geen bewijsbestand. Zet je reservekopie terug, of kies een ander bestand."
_REFUSED = "mag je niet veranderen. Kijk of het bestand of de map alleen-lezen is."
_UNREADABLE = "is niet te openen. Kopieer het naar je eigen schijf en probeer het opnieuw."
_GUARDED = "verandert nooit wat er al in staat. Voeg een nieuwe regel toe; er is niets veranderd."
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CORRUPT: _BROKEN,
    sqlite3.SQLITE_ERROR: _BROKEN,
    sqlite3.SQLITE_NOTADB: _BROKEN,
    sqlite3.SQLITE_READONLY: _REFUSED,
    sqlite3.SQLITE_PERM: _REFUSED,
    sqlite3.SQLITE_CONSTRAINT: _GUARDED,
}


def _sentence(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return _BROKEN
    return _SENTENCES.get(code & 0xFF, _UNREADABLE if isinstance(error, sqlite3.OperationalError) else _BROKEN)
