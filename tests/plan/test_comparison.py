"""What a mail tool forgot: who left and is back, who never said yes, who vanished, whose proof is gone."""

from __future__ import annotations

import hashlib
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgkit.cli import main
from avgkit.contacts import ContactList, read_bytes
from avgkit.plan.comparison import DIFFERENCES, compare_exports, side_of, still_active
from avgkit.plan.list_on_day import on_day
from avgkit.plan.suppression import fingerprint

DAY = "2026-11-25"
HEADINGS = (
    "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,UNSUB_TIME,LEID,EUID"
)


PROOF = "2024-02-01 10:00:00,192.0.2.1,2024-02-01 10:05:00,192.0.2.1"


def subscribed(*addresses, proof=PROOF):
    lines = [f"{address},Naam,{number},2,{proof},,{number},x{number}" for number, address in enumerate(addresses)]
    return "\n".join([HEADINGS, *lines]).encode(), "subscribed_members.csv"


def unsubscribed(*addresses):
    left = "2025-03-01 09:00:00"
    lines = [f"{address},Naam,{number},2,{PROOF},{left},{number},x" for number, address in enumerate(addresses)]
    return "\n".join([HEADINGS, *lines]).encode(), "unsubscribed_members.csv"


def plain(*addresses, remark=""):
    lines = [f"Naam {number};{address};{remark}" for number, address in enumerate(addresses)]
    return "\n".join(["Naam;E-mail;Opmerking", *lines]).encode(), "lijst.csv"


def side(*files):
    found = ContactList([read_bytes(*file) for file in files])
    cases = on_day(found.contacts, DAY)
    return side_of(cases, still_active(cases, found.rows))


def test_each_finding_holds_whom_it_should():
    old = side(
        subscribed("anna@example.org", "bram@example.org", "cato@example.org"),
        unsubscribed("dirk@example.org", "eva@example.org"),
    )
    new = side(
        subscribed("anna@example.org", "dirk@example.org"),
        (*subscribed("bram@example.org", "femke@example.org", proof=",,,")[:1], "nieuw.csv"),
    )
    found = compare_exports(old, new, side(plain("anna@example.org", remark="wil geen mail meer")))
    assert {id: found.addresses(id) for id in DIFFERENCES} == {
        "back_after_leaving": ["dirk@example.org"],
        "said_no_elsewhere": ["anna@example.org"],
        "perhaps_no": [],
        "vanished_no": ["eva@example.org"],
        "never_asked": ["femke@example.org"],
        "proof_gone": ["bram@example.org"],
        "came_in": ["femke@example.org"],
        "vanished": ["cato@example.org", "eva@example.org"],
    }
    assert "nee in unsubscribed_members.csv, rij 2" in found.rows["why"].tolist()


def test_a_no_that_stands_in_the_export_of_today_is_no_finding():
    found = compare_exports(side(unsubscribed("dirk@example.org")), side(unsubscribed("dirk@example.org")))
    assert found.rows.empty


def test_who_perhaps_said_no_is_told_apart():
    old = side(unsubscribed("anna.wit@gmail.com"), plain("bram@example.org", remark="boos op ons"))
    new = side(subscribed("annawit+nieuws@gmail.com", "bram@example.org"))
    assert compare_exports(old, new).addresses("perhaps_no") == ["annawit+nieuws@gmail.com", "bram@example.org"]


def test_a_second_address_and_a_list_of_hashes_count():
    old = side((b"Naam;E-mail;Tweede e-mail;Afgemeld\nAnna;anna@example.org;wit@example.org;ja\n", "klanten.csv"))
    new = side(subscribed("wit@example.org", "bram@example.org"))
    found = compare_exports(old, new, hashes=[fingerprint("bram@example.org")])
    assert found.addresses("back_after_leaving") == ["wit@example.org"]
    assert found.addresses("said_no_elsewhere") == ["bram@example.org"]


def test_a_no_without_an_address_is_counted():
    old = side((b"Naam;E-mail;Telefoon;Afgemeld\nAnna;;0612345678;ja\nBram;bram@example.org;;nee\n", "klanten.csv"))
    assert compare_exports(old, side(subscribed("bram@example.org"))).unreachable == 1


people = st.lists(st.integers(0, 12), unique=True, max_size=10)


@given(left=people, stayed=people, now=people)
def test_who_left_is_never_merely_new_and_nobody_gets_lost(left, stayed, now):
    def addresses(numbers):
        return [f"p{number}@example.org" for number in numbers]

    old = side(subscribed("vast@example.org", *addresses(stayed)), unsubscribed("weg@example.org", *addresses(left)))
    found = compare_exports(old, side(subscribed("vast@example.org", *addresses(now))))
    assert set(found.addresses("back_after_leaving")) == set(addresses(set(now) & set(left)))
    assert set(found.addresses("came_in")) == set(addresses(set(now) - set(left) - set(stayed)))
    assert set(found.addresses("vanished_no")) == set(addresses(set(left) - set(now))) | {"weg@example.org"}
    assert not set(found.addresses("never_asked")) & set(addresses(left))


@pytest.fixture
def exports(tmp_path):
    for (data, name), folder in (
        (subscribed("anna@example.org"), "oud"),
        (unsubscribed("dirk@example.org"), "oud"),
        (subscribed("anna@example.org", "dirk@example.org"), "nu"),
    ):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_bytes(data)
    return tmp_path


def words(exports, *more):
    old = sorted(map(str, (exports / "oud").iterdir()))
    return ["compare", *old, "--with", str(exports / "nu" / "subscribed_members.csv"), *more]


def test_the_command_says_it_in_words_and_json_and_saves_a_file_to_act_on(exports, capsys):
    assert main(words(exports)) == 0
    said = capsys.readouterr().out
    assert "Ging weg en staat er weer op: 1\n" in said
    assert "@" not in said
    assert main(words(exports, "--json", "-o", str(exports / "uit.csv"))) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["back_after_leaving"] == ["dirk@example.org"]
    assert found["imports"] == []
    saved = pd.read_csv(exports / "uit.csv", sep=";")
    assert saved["adres"].tolist() == ["dirk@example.org"]
    assert (exports / "uit.csv.verantwoording.json").exists() or list(exports.glob("*verantwoording.json"))


def test_a_file_that_cannot_be_read_is_told_and_the_others_go_on(exports, capsys):
    (exports / "oud" / "stuk.xlsx").write_bytes(b"PK\x03\x04stuk")
    assert main(words(exports, "--json")) == 0
    out, err = capsys.readouterr()
    assert "stuk.xlsx" in err
    assert len(json.loads(out)["not_read"]) == 1


def test_a_mistake_is_one_sentence(exports, capsys):
    assert main(["compare", str(exports / "weg.csv"), "--with", str(exports / "weg.csv")]) == 2
    assert main(["compare", str(exports / "weg.csv")]) == 2
    assert "--with" in capsys.readouterr().err


def elsewhere(text):
    return text.encode(), "klanten.csv"


NOBODY = subscribed("vast@example.org")


@pytest.mark.parametrize(
    ("old", "new", "other", "found"),
    [
        pytest.param(
            [unsubscribed("a@example.org")],
            [subscribed("b@example.org")],
            [elsewhere("Naam;E-mail;E-mail 2\nAnna;a@example.org;b@example.org\n")],
            ["b@example.org"],
            id="only another list knows that two addresses are of one person",
        ),
        pytest.param(
            [NOBODY],
            [(b"Naam;E-mail;Telefoon\nAnna;x@example.org;0612345678\n", "nu.csv")],
            [elsewhere("Naam;Telefoon;Afgemeld\nAnna;06-12345678;ja\n")],
            ["x@example.org"],
            id="a no of whom only a number is known",
        ),
        pytest.param(
            [NOBODY],
            [subscribed("Piet@Example.org"), unsubscribed("piet@example.org")],
            [NOBODY],
            ["piet@example.org"],
            id="in and out on one day, in another spelling",
        ),
        pytest.param(
            [NOBODY],
            [
                (
                    b"Naam;E-mail;Telefoon;Afgemeld\nV;v@example.org;0612345678;\nV;w@example.org;0612345678;ja\n",
                    "nu.csv",
                )
            ],
            [NOBODY],
            ["v@example.org"],
            id="two addresses of one person, one of which left",
        ),
        pytest.param([NOBODY], [unsubscribed("piet@example.org")], [NOBODY], [], id="a no that stands there already"),
    ],
)
def test_a_no_counts_for_every_address_of_who_said_it(old, new, other, found):
    assert compare_exports(side(*old), side(*new), side(*other)).addresses("said_no_elsewhere") == found


def test_the_hash_of_a_number_counts_too():
    new = side((b"Naam;E-mail;Telefoon\nAnna;x@example.org;0612345678\n", "nu.csv"))
    hashes = [hashlib.sha256(b"+31612345678").hexdigest()]
    assert compare_exports(side(NOBODY), new, hashes=hashes).addresses("said_no_elsewhere") == ["x@example.org"]


def test_a_no_in_the_store_of_consent_counts_though_the_export_of_today_says_nothing():
    found = ContactList([read_bytes(*subscribed("anna@example.org", "bram@example.org"))])
    known = found.contacts.assign(objection=["yes", "unknown"])
    cases = on_day(known, DAY)
    new = side_of(cases, still_active(cases, found.rows))
    assert compare_exports(side(NOBODY), new).addresses("said_no_elsewhere") == ["anna@example.org"]
