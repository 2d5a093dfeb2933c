"""The store: what was committed stays, every later change shows, and erased is erased."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from consent_samples import DAY, PROVEN, proven
from hypothesis import given, settings
from hypothesis import strategies as st

from avgkit.base.errors import AvgkitError
from avgkit.duties.consent import Refusal, Store, quality, schema
from avgkit.duties.consent.chain import ERASED
from avgkit.duties.consent.entries import Request
from avgkit.law.facts import Consent

TESTS = Path(__file__).parent.parent
GUARDS = ("event_stays", "event_kept", "payload_stays", "payload_kept", "payload_new", "mark_stays", "mark_kept")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "toestemming.sqlite"


def filled(path, number=5):
    with Store.open(path, create=True) as store:
        store.add_all([proven(email=f"persoon{i}@example.org", phone="") for i in range(number)], DAY)
    return path


def behind_its_back(path, *statements):
    """Change the file as somebody would who knows SQLite and takes the guards away."""
    with closing(sqlite3.connect(path)) as connection:
        for guard in GUARDS:
            connection.execute(f"DROP TRIGGER {guard}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def check(path, seal=""):
    with Store.open(path) as store:
        return store.verify(seal)


def test_what_is_kept_comes_back_the_same(path):
    with Store.open(path, create=True) as store:
        record = store.add(PROVEN, DAY)
    with Store.open(path) as store:
        assert store.records() == [record] == [PROVEN]
        assert store.verify().sound


def test_several_consents_are_kept_all_or_none(path):
    with Store.open(path, create=True) as store:
        with pytest.raises(AvgkitError, match="staat er al in"):
            store.add_all([proven(), PROVEN, PROVEN], DAY)
        with pytest.raises(AvgkitError, match="geen dag"):
            store.add_all([proven(), proven(given_at="ooit")], DAY)
        assert store.records() == []
        assert store.verify().events == 0


def test_a_withdrawal_reaches_the_consent_of_the_same_person_only_within_its_scope(path):
    with Store.open(path, create=True) as store:
        news, text, other = store.add_all(
            [proven(), proven(channel="sms", purpose="offer"), proven(email="bram@example.org", phone="")], DAY
        )
        store.refuse(Refusal("withdrawal", "2026-05-01", record_id=news.record_id), DAY)
        gone = {record.record_id: record.withdrawn_at for record in store.records()}
        assert gone == {news.record_id: "2026-05-01", text.record_id: "", other.record_id: ""}
        store.refuse(Refusal("withdrawal", "2026-06-01", phone="06 0000 2000"), DAY)
        gone = {record.record_id: record.withdrawn_at for record in store.records()}
        assert gone == {news.record_id: "2026-05-01", text.record_id: "2026-06-01", other.record_id: ""}
        with pytest.raises(AvgkitError, match="staat er niet in"):
            store.refuse(Refusal("withdrawal", "2026-06-01", record_id="bestaat niet"), DAY)


def test_who_consents_again_later_has_consented(path):
    with Store.open(path, create=True) as store:
        store.add(PROVEN, DAY)
        store.refuse(Refusal("withdrawal", "2026-05-01", email=PROVEN.email), DAY)
        again = store.add(proven(given_at="2026-05-02", confirmed_at=""), DAY)
        same_day = store.add(proven(given_at="2026-05-01", confirmed_at=""), DAY)
        found = {record.record_id: quality(record, DAY).status for record in store.records()}
    assert found[again.record_id] == Consent.VALID
    assert found[same_day.record_id] == found[PROVEN.record_id] == Consent.WITHDRAWN


@pytest.mark.parametrize(
    ("statement", "row", "said"),
    [
        ("UPDATE event SET recorded = '2020-01-01' WHERE seq = 2", 2, "veranderd"),
        ("UPDATE event SET subjects = '' WHERE seq = 5", 5, "veranderd"),
        ("DELETE FROM event WHERE seq = 3", 3, "weggehaald of verplaatst"),
        ("DELETE FROM event WHERE seq = 1", 1, "weggehaald of verplaatst"),
        (
            "UPDATE payload SET content = replace(content, 'nieuwsbrief', 'folder') WHERE seq = 4",
            4,
            "tekst bij deze regel",
        ),
        ("DELETE FROM payload WHERE seq = 2 AND part = 'proof'", 2, "zonder dat iemand vroeg"),
        ("INSERT INTO payload VALUES (99, 'proof', 'zout', '{}')", 99, "nooit is toegevoegd"),
        ("DELETE FROM mark WHERE seq = 3", 3, "index van personen"),
        ("INSERT INTO mark VALUES ('iemand', 2)", 2, "index van personen"),
        ("UPDATE meta SET value = '9 x' WHERE name = 'head'", 6, "na regel 5"),
    ],
)
def test_a_change_behind_its_back_shows_with_the_first_bad_row(path, statement, row, said):
    filled(path)
    behind_its_back(path, statement)
    found = check(path)
    assert (found.sound, found.bad_row) == (False, row)
    assert said in found.sentence
    assert f"Regel {row} " in found.sentence or row > 5


def test_swapped_rows_show(path):
    filled(path)
    behind_its_back(
        path,
        "UPDATE event SET seq = 100 WHERE seq = 2",
        "UPDATE event SET seq = 2 WHERE seq = 3",
        "UPDATE event SET seq = 3 WHERE seq = 100",
    )
    assert check(path).bad_row == 2


def test_rows_taken_from_the_end_show_and_a_noted_seal_catches_who_hides_it(path):
    noted = check(filled(path)).seal
    copy = path.with_name("kopie.sqlite")
    shutil.copy(path, copy)
    behind_its_back(path, *(f"DELETE FROM {table} WHERE seq = 5" for table in ("payload", "mark", "event")))
    assert "weggehaald" in check(path).problem
    with closing(sqlite3.connect(path)) as connection:
        last = connection.execute("SELECT hash FROM event WHERE seq = 4").fetchone()[0]
        connection.execute("UPDATE meta SET value = ? WHERE name = 'head'", (f"4 {last}",))
        connection.commit()
    assert check(path).sound
    assert "zegel" in check(path, noted).problem
    with Store.open(copy) as store:
        store.add(proven(), DAY)
        assert store.verify(noted).sound


def test_the_file_itself_refuses_to_change_or_forget(path):
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        for statement in (
            "UPDATE event SET kind = 'x'",
            "DELETE FROM event",
            "UPDATE payload SET content = '{}'",
            "DELETE FROM payload",
            "INSERT INTO payload VALUES (1, 'extra', '', '{}')",
            "UPDATE mark SET seq = 9",
            "DELETE FROM mark",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)
    assert check(path).sound


def test_erased_is_gone_from_the_disk_while_the_chain_and_the_proof_stay(path):
    with Store.open(path, create=True) as store:
        store.add_all([PROVEN, proven(email="bram@example.org", phone="", name="Bram Bos", origin="beurs")], DAY)
        assert store.erase([1], DAY) == 1
        assert store.erase([1], DAY) == 0
        assert store.verify().sound
        assert not store.held_elsewhere
        mine, other = store.entries()
        assert (mine.said.name, mine.said.email, mine.said.phone, mine.said.origin) == ("", "", "", "")
        assert (mine.said.text, mine.said.given_at, mine.erased) == (PROVEN.text, PROVEN.given_at, {"personal"})
        assert other.said.name == "Bram Bos"
        assert [entry.said.text for entry in store.entries(store.subjects_for(PROVEN.email))] == [PROVEN.text]
    left = b"".join(file.read_bytes() for file in path.parent.iterdir())
    for secret in (PROVEN.name, PROVEN.email, PROVEN.phone, PROVEN.origin):
        assert secret.encode() not in left
    assert b"bram@example.org" in left
    behind_its_back(path, "INSERT INTO payload VALUES (1, 'personal', 'zout', '{\"name\": \"Anouk\"}')")
    assert check(path).bad_row == 1


def test_a_reader_elsewhere_is_told_of_when_erasing(path, monkeypatch):
    monkeypatch.setattr(schema, "_PATIENCE", 500)
    filled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM payload").fetchone()
        with Store.open(path) as store:
            store.erase([1], DAY)
            assert store.held_elsewhere
        other.execute("COMMIT")


_WRITER = """
import sys
from datetime import date
from avgkit.duties.consent import Store
from consent_samples import DAY, proven
with Store.open(sys.argv[1], create=True) as store:
    for number in range(1000):
        record = store.add(proven(email=f"persoon{number}@example.org", phone=""), DAY)
        print(record.record_id, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
@pytest.mark.parametrize("after", [1, 137, 500])
def test_kill_9_in_the_middle_of_1000_writes_loses_no_committed_record(path, after):
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])},
    )
    said = [writer.stdout.readline().strip() for _ in range(after)]
    writer.kill()
    said += writer.stdout.read().split("\n")[:-1]
    assert writer.wait() == -signal.SIGKILL
    with Store.open(path) as store:
        kept = [record.record_id for record in store.records()]
        assert store.verify().sound
        assert kept[: len(said)] == said
        assert after <= len(said) <= len(kept) <= len(said) + 1 < 1000
        store.add(proven(), DAY)
        assert store.verify().sound


def test_two_writers_at_once_lose_nothing(path):
    filled(path, 0)

    def write():
        with Store.open(path) as store:
            for _ in range(25):
                store.add(proven(), DAY)

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert (check(path).events, check(path).sound) == (100, True)


def refused(path, said, create=False):
    with pytest.raises(AvgkitError, match=said) as caught, Store.open(path, create=create) as store:
        store.add(proven(), DAY)
    assert path.name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_locked_store_gets_a_sentence_and_changes_nothing(path, monkeypatch):
    monkeypatch.setattr(schema, "_PATIENCE", 50)
    filled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused(path, "in gebruik")
        other.execute("ROLLBACK")
    assert check(path).events == 5


def test_a_full_disk_gets_a_sentence_and_keeps_what_was_there(path):
    filled(path)

    def write_more():
        with Store.open(path) as store:
            pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
            store._connection.execute(f"PRAGMA max_page_count = {pages}")
            store.add_all([proven(text="x" * 20_000) for _ in range(20)], DAY)

    with pytest.raises(AvgkitError, match="schijf is vol"):
        write_more()
    assert (check(path).events, check(path).sound) == (5, True)


@pytest.mark.parametrize("damage", [b"geen database", b"SQLite format 3\0" + b"\xff" * 4000, "middle"])
def test_a_damaged_store_gets_a_sentence(path, damage):
    if damage == "middle":
        filled(path, 200)
        data = bytearray(path.read_bytes())
        data[4096:] = b"\xff" * (len(data) - 4096)
        damage = bytes(data)
    path.write_bytes(damage)
    refused(path, "beschadigd|ander programma")
    assert path.read_bytes()[:4] == damage[:4]


def test_a_newer_store_and_the_file_of_another_program_are_left_alone(path):
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    refused(path, "nieuwere avgkit")
    other = path.with_name("ander.sqlite")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE recepten (naam TEXT)")
        connection.commit()
    refused(other, "ander programma", create=True)
    with closing(sqlite3.connect(other)) as connection:
        assert [row[0] for row in connection.execute("SELECT name FROM sqlite_master")] == ["recepten"]


def test_an_older_store_is_refused_and_left_as_it_is(path):
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    before = path.read_bytes()
    refused(path, "oudere avgkit.*kies een nieuwe naam")
    refused(path, "oudere avgkit", create=True)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir() if "-versie" in file.name] == []


def test_a_correction_takes_the_place_of_what_was_wrong_and_a_no_is_never_lost(path):
    with Store.open(path, create=True) as store:
        store.add(proven(email="anna@example.org", name="Ana"), DAY)
        store.refuse(Refusal("objection", "2026-10-01", email="anna@example.org", channel="phone"), DAY)
        found = store.entries(store.subjects_for("anna@example.org"))
        changes = {"name": ("Ana", "Anna"), "email": ("anna@example.org", "anna.de.wit@example.org")}
        assert store.correct(found, changes, DAY) == 2
        assert store.correct(store.entries(), changes, DAY) == 0
        assert store.verify().sound
        for address in ("anna@example.org", "anna.de.wit@example.org"):
            consent, objection = store.entries(store.subjects_for(address))
            assert (consent.said.name, consent.said.email) == ("Anna", "anna.de.wit@example.org")
            assert (objection.said.email, objection.said.channel) == ("anna.de.wit@example.org", "phone")
        assert store.erase([consent.event.seq], DAY) == 1
        assert store.entries()[0].erased == {"personal"}
        assert store.verify().sound
    left = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"anna@example.org" not in left


def test_the_log_of_requests_holds_no_contact_data(path):
    with Store.open(path, create=True) as store:
        request = Request("erasure", "2026-11-01", "2026-12-01", "2026-11-24", files="2", rows="3")
        store.log(request, ["anna@example.org"], DAY)
        assert store.requests() == [request]
        assert store.entries() == store.records() == []
        assert store.verify().sound
    assert b"anna" not in path.read_bytes()


def test_a_store_that_is_not_there_a_folder_and_a_missing_folder(path):
    refused(path, "is er niet")
    assert not path.exists()
    refused(path.parent, "is een map", create=True)
    refused(path.parent / "weg" / "t.sqlite", "De map voor", create=True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_store_gets_a_sentence(path):
    filled(path).chmod(0o400)
    path.parent.chmod(0o500)
    try:
        refused(path, "alleen-lezen|veranderen")
    finally:
        path.parent.chmod(0o700)


@pytest.mark.skipif(os.name != "posix", reason="file modes are those of POSIX")
def test_a_new_store_is_for_its_owner_only(path):
    assert filled(path).stat().st_mode & 0o077 == 0


def test_an_event_holds_no_contact_data(path):
    with Store.open(path, create=True) as store:
        store.add(PROVEN, DAY)
        store.refuse(Refusal("objection", "2026-05-01", email=PROVEN.email, channel="phone", way="belde op"), DAY)
        told = repr(list(store.events()))
    for secret in (PROVEN.name, PROVEN.email, PROVEN.phone, PROVEN.origin):
        assert secret not in told


_PEOPLE = st.integers(0, 2)
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), _PEOPLE, st.sampled_from(["email", "sms"]), st.integers(1, 300)),
        st.tuples(st.just("withdraw"), _PEOPLE, st.sampled_from(["", "email", "sms"]), st.integers(1, 300)),
        st.tuples(st.just("erase"), _PEOPLE, st.sampled_from([*ERASED]), st.just(0)),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(_STEPS)
def test_whatever_is_added_withdrawn_and_erased_the_chain_is_sound_and_no_withdrawal_leaves_valid(steps):
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "t.sqlite", create=True) as store:
        for kind, person, what, day in steps:
            email, phone = f"persoon{person}@example.org", f"+3160000{person:04}"
            at = date.fromordinal(DAY.toordinal() - day).isoformat()
            before = {record.record_id: quality(record, DAY).status for record in store.records()}
            if kind == "add":
                store.add(proven(email=email, phone=phone, channel=what, given_at=at, confirmed_at=""), DAY)
            elif kind == "withdraw":
                store.refuse(Refusal("withdrawal", at, email=email, channel=what), DAY)
            else:
                rows = [entry.event.seq for entry in store.entries(store.subjects_for(email))]
                store.erase(rows, DAY, [what])
            assert store.verify().sound
            after = {record.record_id: quality(record, DAY).status for record in store.records()}
            if kind == "add":
                assert {name: after[name] for name in before} == before
            assert all(after.get(name) != Consent.VALID for name, was in before.items() if was != Consent.VALID)
            if kind == "withdraw":
                marks = store.subjects_for(email)
                for record in store.records(marks):
                    reached = what in ("", record.channel) and record.given_at <= at
                    assert not (reached and after.get(record.record_id) == Consent.VALID)
