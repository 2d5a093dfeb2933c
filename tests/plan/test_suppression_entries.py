"""A suppression list in whatever form: who is on it, or may be, is on no safe list; what can't be read is told
first.
"""

from __future__ import annotations

import base64
import hashlib

import pandas as pd
import pytest

from avgkit import cli
from avgkit.base.errors import AvgkitError
from avgkit.contacts import read
from avgkit.plan.list_on_day import on_day
from avgkit.plan.safe_lists import safe_list, save_list, select
from avgkit.plan.suppression_entries import read_hashes, told_unread

DAY = "2026-11-24"
ANNA, NUMBER = "anna.devries@gmail.com", "+31612345678"
FACTS = {"objection": "no", "recipient": "consumer"}
PEOPLE = pd.DataFrame(
    [
        {"contact_id": "1", "name": "Anna", "email": ANNA, "phone": NUMBER, "consent": "valid"},
        {"contact_id": "2", "name": "Bram", "email": "bram@example.org", "phone": None, "consent": "valid"},
    ]
)


def proven(contacts):
    """Let everybody of whom nothing is known have a proven consent."""
    return contacts.assign(consent=contacts["consent"].where(contacts["consent"] != "unknown", "valid"))


def digest(kind, text):
    return hashlib.new(kind, text.encode()).hexdigest()


def sha(text):
    return digest("sha256", text)


def chosen(entries, **more):
    cases = on_day(PEOPLE, DAY, FACTS)
    return select(cases, channel="email", purpose="newsletter", hashes=entries, **more)


def written(tmp_path, *lines):
    path = tmp_path / "hashes.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


ON_IT = {
    "sha256": sha(ANNA),
    "upper case": sha(ANNA).upper(),
    "prefix": f"sha256:{sha(ANNA)}",
    "braces": "{SHA256}" + sha(ANNA),
    "md5": digest("md5", ANNA),
    "md5 prefix": f"md5:{digest('md5', ANNA)}",
    "sha1": digest("sha1", ANNA),
    "sha512": digest("sha512", ANNA),
    "base64": base64.b64encode(hashlib.sha256(ANNA.encode()).digest()).decode(),
    "without dots": sha("annadevries@gmail.com"),
    "googlemail": sha("annadevries@gmail.com"),
    "number": sha(NUMBER),
    "number without plus": sha("31612345678"),
    "number as dialled": digest("md5", "0612345678"),
    "address": "anna.devries@gmail.com",
    "address in capitals": "Anna.DeVries@Gmail.com",
    "no dots": "annadevries@gmail.com",
    "plus tag": "anna.devries+nieuws@gmail.com",
    "at in words": "anna.devries (at) gmail.com",
    "at in brackets": "anna.devries[at]gmail[dot]com",
    "full width": "ａｎｎａ．ｄｅｖｒｉｅｓ＠ｇｍａｉｌ．ｃｏｍ",
    "plain number": "06 12345678",
}


@pytest.mark.parametrize("entry", ON_IT.values(), ids=ON_IT.keys())
@pytest.mark.parametrize("heading", ["email_sha256", "hash", "Contact", None])
def test_who_is_on_the_list_in_whatever_form_is_left_out(tmp_path, entry, heading):
    lines = [*([heading] if heading else []), sha("iemand@example.net"), entry]
    entries = read_hashes(written(tmp_path, *lines))
    assert entries.unread == {}
    found = chosen(entries)
    assert found.contacts["contact_id"].tolist() == ["2"]
    assert safe_list(on_day(PEOPLE, DAY, FACTS), channel="email", purpose="newsletter", hashes=entries)


@pytest.mark.parametrize(
    ("entry", "left_out"),
    [(sha(ANNA)[:20], True), (digest("md5", ANNA)[:16], True), (sha(ANNA)[:6], False), ("f" * 30, False)],
)
def test_a_cut_hash_leaves_out_who_it_fits_and_must_be_looked_at(tmp_path, entry, left_out):
    entries = read_hashes(written(tmp_path, "email_sha256", sha("iemand@example.net"), entry))
    assert entries.unread == {"afgekapte hash": 1}
    found = chosen(entries)
    assert ("1" not in set(found.contacts["contact_id"])) is left_out
    assert "1 regel van je lijst van afmeldingen is niet met zekerheid te lezen (1 × afgekapte hash)." in found.unread


@pytest.mark.parametrize("entry", ["onbekend", "anna@", "???", "z" * 64, "12", "g" + sha(ANNA)[1:]])
def test_no_safe_list_is_made_before_somebody_looked_at_what_can_not_be_read(tmp_path, entry):
    entries = read_hashes(written(tmp_path, "email_sha256;reden", f"{sha('x@example.net')};klacht", f"{entry};klacht"))
    assert sum(entries.unread.values()) == 1
    cases = on_day(PEOPLE, DAY, FACTS)
    asked = {"channel": "email", "purpose": "newsletter", "hashes": entries}
    with pytest.raises(AvgkitError, match="niet met zekerheid te lezen") as caught:
        safe_list(cases, **asked)
    assert "anna" not in str(caught.value)
    with pytest.raises(AvgkitError, match="suppression-checked"):
        save_list(select(cases, **asked), tmp_path / "uit.csv")
    assert not (tmp_path / "uit.csv").exists()
    assert len(safe_list(cases, suppression_checked=True, **asked).contacts) == 2


def test_other_columns_are_no_entries_and_our_own_list_reads_whole(tmp_path):
    lines = [
        "email_sha256;telefoon_sha256;reden;kanaal;datum",
        f"{sha(ANNA)};;bezwaar;alles;2026-03-01",
        f";{sha(NUMBER)};x;;",
    ]
    entries = read_hashes(written(tmp_path, *lines))
    assert (entries.unread, len(entries.hashes)) == ({}, 2)
    assert told_unread({}) == ""


STOPS = [
    ("annadevries@gmail.com", True),
    ("Anna.Devries+werk@googlemail.com", True),
    ("anna.devries (at) gmail.com", True),
    ("ａｎｎａ．ｄｅｖｒｉｅｓ＠gmail.com", True),
    ("anna.de.vries@example.org", False),
]


@pytest.mark.parametrize(("stop", "left_out"), STOPS)
def test_another_spelling_on_a_list_of_stops_holds_somebody(tmp_path, stop, left_out):
    (tmp_path / "nooit.csv").write_text(f"email;reden\n{stop};bezwaar\n", encoding="utf-8")
    (tmp_path / "lijst.csv").write_text(f"naam;email\nAnna;{ANNA}\nBram;bram@example.org\n", encoding="utf-8")
    contacts = read([tmp_path / "lijst.csv", tmp_path / "nooit.csv"]).contacts
    cases = on_day(proven(contacts), DAY, FACTS)
    found = select(cases, channel="email", purpose="newsletter")
    assert found.unread == ""
    assert (ANNA not in set(found.contacts["email"])) is left_out
    assert "bram@example.org" in set(found.contacts["email"])


def test_a_stop_without_a_readable_address_is_told_first(tmp_path):
    (tmp_path / "nooit.csv").write_text("email;reden\nanna bij gmail;bezwaar\n", encoding="utf-8")
    (tmp_path / "lijst.csv").write_text("naam;email\nBram;bram@example.org\n", encoding="utf-8")
    contacts = read([tmp_path / "lijst.csv", tmp_path / "nooit.csv"]).contacts
    cases = on_day(proven(contacts), DAY, FACTS)
    with pytest.raises(AvgkitError, match="van je lijsten"):
        safe_list(cases, channel="email", purpose="newsletter")
    assert safe_list(cases, channel="email", purpose="newsletter", suppression_checked=True)


@pytest.mark.parametrize(
    ("held", "on_list"), [("all", False), ("email", False), ("sms, email", False), ("sms", True), ("", True)]
)
def test_who_is_held_is_on_no_safe_list_for_that_channel(held, on_list):
    cases = on_day(PEOPLE.assign(held=[held, ""]), DAY, FACTS)
    found = select(cases, channel="email", purpose="newsletter")
    assert ("1" in set(found.contacts["contact_id"])) is on_list
    assert on_list or found.left_out == {"Misschien zei dit contact nee. Kijk dat eerst na.": 1}


@pytest.mark.parametrize("flag", ["--suppression-checked", "--afmeldingen-nagekeken"])
def test_the_command_asks_to_look_and_takes_the_answer(capsys, tmp_path, flag):
    (tmp_path / "lijst.csv").write_text("naam;email\nBram;bram@example.org\n", encoding="utf-8")
    path = written(tmp_path, "email_sha256", sha("x@example.net"), "onbekend")
    words = [
        *("export", tmp_path / "lijst.csv", "--channel", "email", "--purpose", "service", "--suppressed", path),
        *(
            "--facts",
            "objection=no",
            "relation=customer",
            "--conditions-met",
            "--as-of",
            DAY,
            "-o",
            tmp_path / "uit.csv",
        ),
    ]
    assert cli.main([str(word) for word in words]) == 2
    _, err = capsys.readouterr()
    assert "niet met zekerheid te lezen (1 × niet te lezen)" in err
    assert not (tmp_path / "uit.csv").exists()
    assert cli.main([str(word) for word in [*words, flag]]) == 0
    assert (tmp_path / "uit.csv").exists()
