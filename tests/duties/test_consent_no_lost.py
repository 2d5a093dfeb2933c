"""A no in the store is never lost: by whoever it was said to, whatever day it has, and whatever became of the file."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from consent_samples import DAY, PROVEN, SENDER, proven

from avgkit import cli
from avgkit.base.errors import AvgkitError
from avgkit.contacts import read_bytes
from avgkit.duties.consent import ConsentRecord, Refusal, Store
from avgkit.duties.consent.evidence import with_evidence
from avgkit.duties.consent.importing import Imported, from_file, keep_consents
from avgkit.duties.consent.jsonld import from_jsonld, to_jsonld
from avgkit.duties.consent.senders import surely_other_sender
from avgkit.law.classification import classify

ROOT = Path(__file__).parent.parent.parent
LEFT = (
    'Naam;E-mail;Telefoon;Afgemeld\nAnna;"anna@example.org; '
    'anna2@example.org";0600000011 / 0600000012;ja\nBram;bram@example.org;;\n'
)
LIST = "Naam;E-mail;Telefoon\nA;anna@example.org;\nB;anna2@example.org;\nC;;0600000012\nBram;bram@example.org;\n"


@pytest.fixture
def run(capsys):
    def run(*words):
        code = cli.main([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def files(tmp_path):
    (tmp_path / "nee.csv").write_text(LEFT, encoding="utf-8")
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    return tmp_path


def told(run, files, *words):
    code, _, err = run(
        *("classify", files / "lijst.csv", "--consent", files / "t.sqlite", "--channel", "email", "phone", "post"),
        *("--as-of", "2026-11-24", "-o", files / "uit.csv", *words),
    )
    assert (code, err) == (0, "")
    frame = pd.read_csv(files / "uit.csv", dtype=str)
    marketing = frame[~frame["purpose"].isin(["reply", "service"])]
    return marketing.groupby("name")["verdict"].agg(set).to_dict()


@pytest.mark.parametrize("sender", [(), ("--sender", "Studio X"), ("--sender", SENDER)])
@pytest.mark.parametrize("as_sender", [(), ("--as-sender", "studio x b.v.")])
def test_a_no_from_a_list_counts_for_every_address_and_number_of_its_row(run, files, sender, as_sender):
    run("consent", "import", files / "t.sqlite", files / "nee.csv", *sender, "--as-of", "2026-11-24")
    found = told(run, files, *as_sender)
    other = sender[1:] == (SENDER,) and bool(as_sender)
    for name in "ABC":
        assert (found[name] == {"not_allowed"}) is not other, found
    assert found["Bram"] != {"not_allowed"}


def test_a_no_to_one_sender_counts_beside_the_consents_of_another_until_somebody_says_who_writes(run, files):
    run(
        "consent",
        "import",
        files / "t.sqlite",
        files / "nee.csv",
        "--sender",
        "Bakkerij Korst",
        "--as-of",
        "2026-11-24",
    )
    run("consent", "add", files / "t.sqlite", "--email", "z@example.org", "--sender", SENDER, "--as-of", "2026-11-24")
    assert told(run, files)["A"] == {"not_allowed"}
    assert told(run, files, "--as-sender", "Bakkerij Korst BV")["A"] == {"not_allowed"}
    assert told(run, files, "--as-sender", SENDER)["A"] != {"not_allowed"}


@pytest.mark.parametrize(
    ("one", "other", "surely"),
    [
        ("Studio Noor", "Bakkerij Korst", True),
        ("Noor Fictief Teksten", "Noor Fictief Trainingen", True),
        ("Studio Noor", "studio  NOOR", False),
        ("Studio Noor", "Studio Noor B.V.", False),
        ("Studio Noor", "Noor", False),
        ("Studio Noor", "studionoor.nl", False),
        ("Studio Noor", "Studoi Noor", False),
        ("Café Zoë", "Cafe Zoe", False),
        ("", "Studio Noor", False),
        ("B.V.", "Studio Noor", True),
    ],
)
def test_when_a_sender_is_surely_another(one, other, surely):
    assert surely_other_sender(one, other) is surely_other_sender(other, one) is surely


def test_a_withdrawal_reaches_a_consent_of_which_the_sender_is_not_surely_another():
    withdrawal = Refusal("withdrawal", "2026-05-01", email=PROVEN.email, sender="noor fictief teksten bv")
    assert withdrawal.reaches(PROVEN)
    assert withdrawal.reaches(replace(PROVEN, sender=""))
    assert not withdrawal.reaches(replace(PROVEN, sender="Noor Fictief Trainingen"))


def test_a_no_of_a_day_to_come_counts_now(run, files):
    stops = (
        "naam;email;reden;datum\nAnna;anna@example.org;bezwaar;01-03-2031\nBram;bram@example.org;bezwaar;01-01-1900\n"
    )
    found = from_file(read_bytes(stops.encode(), "stop.csv"), ConsentRecord(channel="email", purpose="newsletter"), DAY)
    assert [refusal.at for refusal in found.refusals] == [DAY.isoformat()] * 2
    asked = ("consent", "object", files / "t.sqlite", "--email", "anna@example.org", "--at", "2031-03-01")
    code, out, _ = run(*asked, "--as-of", "2026-11-24")
    assert code == 0
    assert "moet nog komen; daarom telt het vanaf vandaag" in out
    assert told(run, files)["A"] == {"not_allowed"}
    document = to_jsonld([proven(withdrawn_at="2031-01-01")], DAY)
    assert from_jsonld(document, DAY)[0].withdrawn_at == DAY.isoformat()


def test_a_consent_that_was_withdrawn_elsewhere_is_withdrawn_here(tmp_path):
    with Store.open(tmp_path / "t.sqlite", create=True) as store:
        store.add(PROVEN, DAY)
        withdrawn = replace(PROVEN, withdrawn_at="2026-10-01", withdrawal_way="belde")
        kept = keep_consents(store, Imported([withdrawn], [], {}), DAY)
        assert [refusal.at for refusal in kept.refusals] == ["2026-10-01"]
        assert store.records()[0].withdrawn_at == "2026-10-01"
        assert keep_consents(store, Imported([withdrawn], [], {}), DAY).refusals == []


def filled(path):
    with Store.open(path, create=True) as store:
        store.add_all([proven(email=f"persoon{i}@example.org", phone="") for i in range(3)], DAY)
        store.refuse(Refusal("objection", "2026-05-01", email="anna@example.org"), DAY)
    return path


def changed(path, statement):
    with closing(sqlite3.connect(path)) as connection:
        for (guard,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {guard}")
        connection.execute(statement)
        connection.commit()


OTHER_KEY = "UPDATE meta SET value = '" + "ab" * 32 + "' WHERE name = 'key'"
DAMAGE = [
    OTHER_KEY,
    "DELETE FROM meta WHERE name = 'key'",
    "UPDATE meta SET value = 'sleutel' WHERE name = 'key'",
    "DELETE FROM meta",
    "UPDATE meta SET value = 'x' WHERE name = 'head'",
    "UPDATE payload SET salt = 'zout' WHERE seq = 1",
    "UPDATE payload SET content = '{half' WHERE seq = 2",
    "UPDATE payload SET content = '[]' WHERE seq = 4",
    "UPDATE payload SET content = x'ff00' WHERE seq = 4",
    'UPDATE payload SET content = \'{"email": 3, "kleur": "rood"}\' WHERE seq = 4',
    "UPDATE event SET subjects = 7 WHERE seq = 2",
    "UPDATE event SET kind = x'00' WHERE seq = 4",
    "UPDATE event SET about = 'x' WHERE seq = 1",
    "UPDATE mark SET subject = 5 WHERE seq = 1",
    "INSERT INTO payload VALUES (9, 'x', 1, 2)",
    "DROP TABLE mark",
    "DROP TABLE payload",
]


@pytest.mark.parametrize("statement", DAMAGE)
def test_a_store_with_damaged_content_says_so_in_every_command(run, files, statement):
    path = filled(files / "t.sqlite")
    changed(path, statement)
    person = ("--email", "anna@example.org")
    for words in (
        ("consent", "add", path, *person, "--given-at", "2026-01-01"),
        ("consent", "import", path, files / "nee.csv"),
        ("consent", "withdraw", path, *person),
        ("consent", "object", path, *person),
        ("consent", "show", path),
        ("consent", "show", path, *person, "--json"),
        ("consent", "verify", path),
        ("consent", "export", path, "-o", files / "uit.jsonld"),
        ("classify", files / "lijst.csv", "--consent", path),
        ("plan", files / "lijst.csv", "--consent", path),
        ("rights", "access", files / "lijst.csv", *person, "--store", path, "-o", files / "inzage.html"),
        ("rights", "erase", files / "lijst.csv", *person, "--store", path, "--yes"),
        ("rights", "log", "--store", path),
    ):
        code, _, err = run(*words)
        assert (code, err.count("\n")) == (2, 1), words
        assert re.search("bewijs is|beschadigd|niet heel", err), (words, err)
    assert not (files / "inzage.html").exists()


def test_another_key_shows_in_a_store_without_rows_and_in_one_of_an_older_version(tmp_path):
    empty, old = tmp_path / "leeg.sqlite", tmp_path / "oud.sqlite"
    with Store.open(empty, create=True):
        pass
    changed(empty, OTHER_KEY)
    with Store.open(empty) as store:
        assert "sleutel" in store.verify().sentence
    of_version_2(old)
    with Store.open(old) as store:
        assert store.verify().sound
        store.refuse(Refusal("objection", "2026-06-01", email="bram@example.org"), DAY)
        assert store.verify().sound
    changed(old, OTHER_KEY)
    with Store.open(old) as store:
        assert "sleutel" in store.verify().sentence
    with pytest.raises(AvgkitError, match="sleutel"), Store.open_sound(old):
        pass


def of_version_2(path):
    """Make a store as avgkit 0.1.0 made it: its chain begins at zeros."""
    with Store.open(path, create=True) as store:
        store._connection.execute("UPDATE meta SET value = ? WHERE name = 'head'", ("0 " + "0" * 64,))
        store._connection.execute("PRAGMA user_version = 2")
        store.add(PROVEN, DAY)


def processes(number, *words):
    return [
        subprocess.Popen(
            [sys.executable, "-m", "avgkit", *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        )
        for _ in range(number)
    ]


def test_four_imports_at_once_keep_each_consent_and_each_no_once(tmp_path):
    rows = [f"{i}@example.org;Ja;" for i in range(150)] + [f"stop{i}@example.org;;ja" for i in range(50)]
    (tmp_path / "lijst.csv").write_text("E-mail;Toestemming;Afgemeld\n" + "\n".join(rows) + "\n", encoding="utf-8")
    path = tmp_path / "t.sqlite"
    asked = ("consent", "import", path, tmp_path / "lijst.csv", "--sender", SENDER, "--as-of", "2026-11-24")
    for one in processes(4, *asked):
        out, err = one.communicate(timeout=120)
        assert (one.returncode, err) == (0, "")
        assert re.search(r"Zegel: 200-[0-9a-f]{16}\.", out), out
    with Store.open(path) as store:
        assert (store.verify().sound, store.verify().events) == (True, 200)
        assert len(store.records()) == 150


_WRITER = """
import sys
from datetime import date
from avgkit.duties.consent import ConsentRecord, Store
print("begint", flush=True)
with Store.open(sys.argv[1]) as store:
    for number in range(100_000):
        one = ConsentRecord(channel="email", purpose="newsletter", email=f"p{number}@example.org")
        store.add(one, date(2026, 11, 24))
"""


def test_the_seal_is_whole_while_another_program_writes(tmp_path):
    path = filled(tmp_path / "t.sqlite")
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    try:
        writer.stdout.readline()
        with Store.open(path) as store:
            checks = [store.verify() for _ in range(60)]
            store.refuse(Refusal("objection", "2026-06-01", email="bram@example.org"), DAY)
            checks.append(store.verify())
    finally:
        writer.kill()
        writer.wait()
    assert all(re.fullmatch(r"\d+-[0-9a-f]{16}", check.seal) for check in checks), [c.problem for c in checks]
    assert checks[-1].events > checks[0].events


def test_a_person_who_may_have_said_no_gives_no_consent(tmp_path):
    reading = read_bytes(b"E-mail;Toestemming\nanna@example.org;ja\nbram@example.org;ja\n", "lijst.csv")
    reading.columns["held"] = ["all", ""]
    found = from_file(reading, ConsentRecord(channel="email", purpose="newsletter"), DAY)
    assert [record.email for record in found.records] == ["bram@example.org"]
    assert list(found.left_out.values()) == [1]


def test_a_no_to_one_channel_is_kept_for_that_channel():
    reading = read_bytes(b"E-mail;Telefoon\nanna@example.org;0600000011\n", "lijst.csv")
    reading.columns["objection:sms"] = ["yes"]
    (refusal,) = from_file(reading, ConsentRecord(channel="email", purpose="newsletter"), DAY).refusals
    assert (refusal.kind, refusal.channel, refusal.phone) == ("objection", "sms", "+31600000011")


def test_evidence_of_a_no_stays_when_the_sender_is_left_out(tmp_path):
    contacts = pd.DataFrame({"contact_id": ["1"], "email": [PROVEN.email], "phone": [None]})
    with Store.open(tmp_path / "t.sqlite", create=True) as store:
        store.add(PROVEN, DAY)
        store.refuse(Refusal("objection", "2026-06-01", email=PROVEN.email, sender="Iemand Anders"), DAY)
        known = with_evidence(contacts, store, as_of=DAY)
        assert set(classify(known, as_of=DAY, channels=["email"], purposes=["offer"])["verdict"]) == {"not_allowed"}
        known = with_evidence(contacts, store, as_of=DAY, sender=SENDER)
        assert known["objection"].tolist() == ["unknown"]
