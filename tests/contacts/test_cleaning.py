"""Cleaning: the quick paths agree with the libraries, and what a spreadsheet broke is mended or noted."""

from __future__ import annotations

import random

import phonenumbers
import pytest

from avgkit.contacts.cleaning.dates import clean_date, is_yes
from avgkit.contacts.cleaning.emails import as_they_stand, clean_email, first_address, is_role, validated
from avgkit.contacts.cleaning.names import clean_words, in_order, name_key
from avgkit.contacts.cleaning.phones import (
    clean_phone,
    dutch_numbers,
    first_number,
    kinds_of,
    looked_up,
    parsed,
    phone_kind,
)
from avgkit.contacts.formats.opt_outs import message_says

LETTERS = "abcxyz019._-+@%é '\"()ABC"


def made_addresses(number):
    """Give addresses around the border of what is an address."""
    rng = random.Random(7)
    for _ in range(number):
        local = "".join(rng.choices("ab9._-+_%é'", weights=[9, 9, 5, 2, 2, 2, 1, 1, 1, 1, 1], k=rng.randrange(1, 9)))
        local *= rng.choice([1] * 30 + [10])
        labels = ["".join(rng.choices("ab9-x", weights=[9, 9, 3, 2, 3], k=rng.choice([1, 2, 5, 5, 64]))) for _ in "ab"]
        odd = rng.choice(["", "xn--", "ab--"] + [""] * 20)
        domain = ".".join(labels[: rng.randrange(1, 3)])
        yield f"{local}@{odd}{domain}.{rng.choice(['nl', 'com', 'org', 'eu', 'local', 'x', 'museum'])}"


def test_the_quick_path_for_addresses_agrees_with_email_validator():
    quick = 0
    for number, address in enumerate(made_addresses(40_000)):
        if number % 10 == 0:
            assert clean_email(address.upper())[0] == validated(address.upper().strip("'"))
        if as_they_stand([address]) != [None]:
            quick += 1
            assert as_they_stand([address]) == [validated(address)] == [address]
        assert clean_email(address)[0] == validated(address.strip("'"))
    assert quick > 4_000


def test_an_address_with_many_underscores_takes_no_time():
    assert as_they_stand(["_" * 60 + "!@example.org", "_" * 60 + "@example.org"]) == [None, "_" * 60 + "@example.org"]


def made_numbers(number):
    """Give numbers as people write them, with Dutch and foreign beginnings and mistakes."""
    rng = random.Random(8)
    starts = ["06", "0", "+31", "0031", "+31 6", "+316", "31", "+32", "0049", "088", "0800", "0900", "+1 ", "6", "(0)6"]
    for _ in range(number):
        digits = "".join(rng.choices("0123456789", k=rng.choice([6, 7, 8, 8, 8, 8, 9, 9, 9, 9, 10])))
        cut = rng.randrange(len(digits))
        yield rng.choice(starts) + digits[:cut] + rng.choice(["", "", "", " ", "-", "  ", ".", "/"]) + digits[cut:]


def test_the_quick_path_for_numbers_agrees_with_phonenumbers():
    made = list(made_numbers(100_000))
    quick = [(number, value) for number, value in zip(made, dutch_numbers(made), strict=True) if value]
    for number, value in quick:
        assert clean_phone(number) == (value, [])
        library = phonenumbers.parse(number, "NL")
        assert phonenumbers.format_number(library, phonenumbers.PhoneNumberFormat.E164) == value == parsed(number)
    assert len(quick) > 9_000


def test_the_quick_path_for_the_kind_of_a_number_agrees_with_phonenumbers():
    rng = random.Random(9)
    numbers = [f"+31{rng.randrange(10**8, 10**9)}" for _ in range(5_000)]
    numbers += [f"+316{rng.randrange(10**8):08}" for _ in range(5_000)] + ["+49301234567", None]
    assert kinds_of(numbers) == [looked_up(number) if number else "" for number in numbers]
    assert kinds_of(numbers) == [phone_kind(number) for number in numbers]
    assert set(kinds_of(numbers)) == {"mobile", "fixed", "other", ""}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("mailto:Anna@Example.org", "anna@example.org"),
        ("anna@voorbeeld.café", "anna@voorbeeld.café"),
        ("a@example.org; b@example.org", "a@example.org"),
        ("fout, b@example.org", "b@example.org"),
        ("anna@localhost", None),
        ("", None),
    ],
)
def test_addresses(cell, value):
    assert first_address(cell)[0] == value


def test_the_first_of_several_numbers_and_numbers_without_a_plus():
    assert first_number("12 ::: 06 12345678")[0] == "+31612345678"
    assert clean_phone("49300000011", international=True) == ("+49300000011", [])
    assert clean_phone("3,16E+10") == (None, ["phone_precision_lost"])
    assert phonenumbers.is_possible_number(phonenumbers.parse(clean_phone("+31 (0)20-1234567")[0]))


@pytest.mark.parametrize(
    ("cell", "value", "issues"),
    [
        ("44562", "2022-01-01", ["date_from_number"]),
        ("12-nov-2025", "2025-11-12", []),
        ("wo 12 nov. 2025", "2025-11-12", []),
        ("November 12, 2025", "2025-11-12", []),
        ("2024-01-01T17:17:15Z", "2024-01-01", []),
        ("12-11-25", None, ["ambiguous_date"]),
    ],
)
def test_more_dates(cell, value, issues):
    assert clean_date(cell) == (value, issues)


def test_only_a_year_of_two_digits_is_american_where_the_format_is():
    assert clean_date("3/4/24, 9:39 AM", "month_first") == ("2024-03-04", [])
    assert clean_date("03/04/2024", "month_first") == (None, ["ambiguous_date"])


@pytest.mark.parametrize(
    ("cell", "turned"),
    [
        ("Berg, Daan van den", "Daan van den Berg"),
        ("van den Berg, Daan", "Daan van den Berg"),
        ("Jansen, Anna", "Anna Jansen"),
        ("de Wit, drs.", None),
        ("Wit & Zn, Breda", None),
        ("Anna Jansen", None),
    ],
)
def test_last_names_first(cell, turned):
    assert in_order(cell) == turned


def test_names_are_compared_without_accents_order_and_tussenvoegsels():
    assert name_key("Daan van den Bérg") == name_key("berg, daan") == "berg daan"


def test_letters_that_a_spreadsheet_broke_are_mended():
    assert clean_words("RenÃ© CafÃ©") == ("René Café", ["letters_mended"])
    assert clean_words("Ãnder") == ("Ãnder", [])


@pytest.mark.parametrize("cell", ["ja", "Ja, ik wil de nieuwsbrief", "YES", "1", "x", "Waar"])
def test_yes(cell):
    assert is_yes(cell) is True


@pytest.mark.parametrize("cell", ["nee", "Nee, liever niet", "0", "false"])
def test_no(cell):
    assert is_yes(cell) is False


@pytest.mark.parametrize("cell", ["", "misschien", "jan", "nooit gevraagd"])
def test_neither(cell):
    assert is_yes(cell) is None


@pytest.mark.parametrize(
    "text",
    [
        "STOP",
        "stop, stuur me geen berichten meer",
        "Wil je me niet meer appen?",
        "afmelden graag",
        "Haal me alsjeblieft van je lijst",
        "Ik wil geen reclame ontvangen",
        "unsubscribe",
        "Hoi\ngeen mails meer aub",
    ],
)
def test_opt_outs(text):
    assert message_says(text) == "yes"


@pytest.mark.parametrize(
    "text", ["Dank!", "Ik stop om vijf uur", "stop by for coffee", "Kun je me een offerte sturen?"]
)
def test_no_opt_outs(text):
    assert message_says(text) != "yes"


def test_roles():
    assert [
        is_role(address) for address in ("info@example.org", "info+x@example.org", "informatie@example.org", None)
    ] == [
        True,
        True,
        False,
        False,
    ]
