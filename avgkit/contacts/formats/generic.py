"""Any table with Dutch or English headings. What the learner wrote of consent is a claim, not proof."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from avgkit.base.errors import AvgkitError
from avgkit.contacts.cleaning.dates import clean_date, is_yes
from avgkit.contacts.cleaning.emails import clean_email
from avgkit.contacts.cleaning.phones import clean_phone
from avgkit.contacts.formats.base import (
    CLAIMED,
    CLAIMED_WITH_TIME,
    UNDELIVERABLE,
    UNKNOWN,
    WITHDRAWN,
    Facts,
    Fields,
    Format,
    status_says,
)
from avgkit.contacts.formats.form_questions import consent_question
from avgkit.contacts.grid import Grid
from avgkit.contacts.headings import meaning_of
from avgkit.contacts.stop_signals import heading_kind, is_empty, says_no, says_yes
from avgkit.law.facts import Relation

_ABOUT_CONSENT = re.compile(
    r"\b(?:bron|datum|date|time|ip|source|wijze|reden|reason|tekst|text)\b", re.IGNORECASE
).search
_ASKED = {"name": "de naam", "email": "het e-mailadres", "phone": "het telefoonnummer", "company": "het bedrijf"}
_NAMES = frozenset({"name", "first_name", "last_name"})
_PROOF = ("given_at", "consent_date", "confirmed_at", "origin", "signup_ip")
READ_AGAIN = ("consent", "objection", "date", *_PROOF)
"""The meanings whose cells may hold a stop signal too."""


@lru_cache(maxsize=256)
def _says(customer: str, consent: str, given_at: str, *statuses: str) -> Facts:
    """What is told of being a customer and of consent; ``column_account`` reads the stop signals."""
    bought = is_yes(customer)
    told = [status_says(status) for status in statuses]
    reading = _claim(consent)
    if reading == CLAIMED.reading and not is_empty(given_at):
        reading = CLAIMED_WITH_TIME.reading
    if any(one is UNDELIVERABLE for one in told):
        reading = UNDELIVERABLE.reading
    return Facts(
        reading,
        relation=Relation.CUSTOMER if bought else UNKNOWN,
        customer=bought,
        issue=UNDELIVERABLE.issue if reading == UNDELIVERABLE.reading else "",
    )


def _claim(cell: str) -> str:
    """Return how an answer to the question for consent reads: a tick or a day is a claim, a no is none."""
    if is_empty(cell):
        return UNKNOWN
    if says_no(cell):
        return "none"
    if (told := status_says(cell)) in (UNDELIVERABLE, WITHDRAWN, CLAIMED):
        return told.reading
    if clean_date(re.sub(r"^\D*", "", cell))[0]:
        return "claimed_with_time"
    return {True: "claimed", False: "none", None: UNKNOWN}[True if says_yes(cell) else is_yes(cell)]


FORMAT = Format(
    name="generic",
    by_headings=False,
    needs=frozenset(),
    asks=("customer", "consent", "given at", "status"),
    says=_says,
)


def fields_of(
    columns: Mapping[str, str], headings: Sequence[str], base: Fields, told: Mapping[str, str] | None
) -> Fields:
    """Return where the details stand, from meaning -> heading.

    Other headings with the same meaning are second choice, save where the learner ``told`` which column it is.
    """

    def of(*meanings: str) -> tuple[str, ...]:
        chosen = [columns[meaning] for meaning in meanings if meaning in columns]
        free = {*meanings} - {*(told or ())}
        others = [heading for heading in headings if _meaning(heading) in free]
        return tuple(dict.fromkeys([*chosen, *others]))

    parts = tuple(columns[part] for part in ("first_name", "middle_name", "last_name") if part in columns)
    sale = "last_sale" in columns
    return replace(
        base,
        email=of("email"),
        phone=of("mobile", "phone"),
        names=parts if "last_name" in columns or "name" not in columns else (columns["name"],),
        full_name=columns.get("name", "") if "last_name" in columns else "",
        company=of("company"),
        position=of("position"),
        kvk=columns.get("kvk", ""),
        date=of("last_sale", "date"),
        date_means=base.date_means or ("last_sale" if sale else "date" if "date" in columns else None),
        sale=sale and base.date_means is None,
        consent_text="" if meaning_of(question := columns.get("consent", "")) else question,
        given_at=_given_at(columns),
        confirmed_at=columns.get("confirmed_at", ""),
        origin=next(iter(origins := of("origin", "signup_ip")), ""),
        origin_too=origins[1:],
    )


def asks_of(columns: Mapping[str, str], headings: Sequence[str]) -> tuple[str, ...]:
    """Return the headings of what ``says`` gets; a heading that is not there gives an empty cell."""
    statuses = [
        heading for heading in headings if heading_kind(heading).kind == "status" and heading not in columns.values()
    ]
    consent = columns.get("consent", columns.get("consent_date", ""))
    return (columns.get("customer", ""), consent, _given_at(columns), *statuses)


def _given_at(columns: Mapping[str, str]) -> str:
    """Return the heading of the time of an answer; beside an IP address the day of the row is that."""
    known = columns.get("given_at", columns.get("consent_date", ""))
    return known or (columns.get("date", "") if "signup_ip" in columns else "")


def known_columns(grid: Grid, mapping: Mapping[str, str] | None, name: str) -> tuple[dict[str, str], list[str]]:
    """Return the column of each meaning, and questions about what is unclear.

    A column is found by its heading, or for addresses and numbers by its content. ``mapping`` (meaning -> heading)
    wins. Raises AvgkitError with a Dutch sentence when there is no name, address or number at all, or a mapping is
    wrong.
    """
    found: dict[str, str] = dict(mapping or {})
    questions = []
    for heading in found.values():
        if heading not in grid.headings:
            raise AvgkitError(f"{name} heeft geen kolom “{heading}”; kies een van de koppen in het bestand.")
    for heading in (heading for heading in grid.headings if heading not in found.values()):
        meaning = meaning_of(heading)
        if meaning and meaning not in found:
            found[meaning] = heading
        elif meaning in _ASKED and meaning not in (mapping or ()):
            questions.append(
                f"{name}: “{heading}” lijkt ook op {_ASKED[meaning]}. We gebruiken “{found[meaning]}”. "
                f"{_correct(meaning)}"
            )
    for meaning, fits in (("email", _is_address), ("phone", _is_number), ("name", _is_name)):
        if found.keys() & {"phone": {"phone", "mobile"}, "name": _NAMES}.get(meaning, {meaning}):
            continue
        if meaning == "name" and grid.headings[:1] != ["Kolom 1"]:
            continue
        if guess := _by_content(grid, fits, set(found.values())):
            found[meaning] = guess
            questions.append(f"{name}: we denken dat “{guess}” {_ASKED[meaning]} is. {_correct(meaning)}")
    if not {"email", "phone", "mobile", *_NAMES} & set(found):
        raise AvgkitError(
            f"{name} heeft geen kolom met een naam, e-mailadres of telefoonnummer; "
            "zet boven elke kolom een kop, zoals Naam, E-mail en Telefoon, en probeer het opnieuw."
        )
    if not mapping:
        _settle_names(grid, found)
    if "consent" not in found and not mapping:
        free = [h for h in grid.headings if h not in found.values() and heading_kind(h).kind != "status"]
        if asked := consent_question(h for h in free if not _ABOUT_CONSENT(h)):
            found["consent"] = asked
    return found, questions


def _settle_names(grid: Grid, found: dict[str, str]) -> None:
    """Take “Naam” for the first name beside “Achternaam”, and for the last beside “Voornaam”, as its cells tell."""
    if "name" not in found or {"first_name", "last_name"} <= found.keys():
        return
    other = "last_name" if "last_name" in found else "first_name"
    if other not in found:
        return
    name, part = grid.headings.index(found["name"]), grid.headings.index(found[other])
    pairs = [(row[name].strip().lower(), row[part].strip().lower()) for _, row in grid.rows[:50]]
    whole = sum(bool(word) and f" {word} " in f" {told} " for told, word in pairs)
    if 2 * whole < sum(bool(told and word) for told, word in pairs):
        found["first_name" if other == "last_name" else "last_name"] = found.pop("name")


def _correct(meaning: str) -> str:
    return f"Klopt dat? Zo niet: kies hieronder de juiste kolom, of geef die kolom de kop “{meaning_label(meaning)}”."


def _meaning(heading: str) -> str | None:
    """Return the meaning of a heading; that of “E-mail 2”, or “E-mail (2)” which stood there twice, is “E-mail”."""
    return meaning_of(re.sub(r" (?:\d|\(\d+\))$", "", heading))


def meaning_label(meaning: str) -> str:
    """Return the heading that we would give a column, for a learner."""
    return {"name": "Naam", "email": "E-mail", "phone": "Telefoon", "company": "Bedrijf"}[meaning]


def _by_content(grid: Grid, fits: Callable[[str], bool], taken: set[str]) -> str | None:
    """Return the first free column of which most filled cells, in the first rows, are addresses, numbers or names."""
    for place, heading in enumerate(grid.headings):
        cells = [row[place] for _, row in grid.rows[:50] if row[place].strip()]
        if heading not in taken and cells and sum(map(fits, cells)) > 0.6 * len(cells):
            return heading
    return None


def _is_address(cell: str) -> bool:
    return clean_email(cell)[0] is not None


def _is_number(cell: str) -> bool:
    """Tell whether a cell is a phone number, and not a day or the number of a customer."""
    return (
        bool(re.match(r"[\s'(]*(?:\+|0|31)", cell)) and clean_date(cell)[0] is None and clean_phone(cell)[0] is not None
    )


def _is_name(cell: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_]+(?:[ '’.,-]+[^\W\d_]*){0,6}", cell.strip()))
