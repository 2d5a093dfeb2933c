"""Which column of an own list is which detail: by its heading, for addresses and numbers by what it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from avgkit.base.errors import AvgkitError
from avgkit.contacts.cleaning.dates import clean_date
from avgkit.contacts.cleaning.emails import clean_email
from avgkit.contacts.cleaning.phones import clean_phone
from avgkit.contacts.formats.form_questions import consent_question
from avgkit.contacts.grid import Grid
from avgkit.contacts.headings import meaning_of, plain_meaning
from avgkit.contacts.stop_signals import heading_kind

_ABOUT_CONSENT = re.compile(
    r"\b(?:bron|datum|date|time|ip|source|wijze|reden|reason|tekst|text)\b", re.IGNORECASE
).search
_FIRM = re.compile(
    r"(?:naam|name|klantnaam|customer name|relatie|relatienaam|naam relatie|naam klant)$", re.IGNORECASE
).match
"""Headings under which bookkeeping programs write the firm, beside a column for the person there."""
_ASKED = {"name": "de naam", "email": "het e-mailadres", "phone": "het telefoonnummer", "company": "het bedrijf"}
_NAMES = frozenset({"name", "first_name", "last_name"})


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
    for heading in (heading for heading in grid.headings if heading not in found.values()):
        found.setdefault(plain_meaning(heading) or "", heading)
    found.pop("", None)
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
        _settle_firm(grid, found)
        _settle_names(grid, found)
    if "consent" not in found and not mapping:
        free = [h for h in grid.headings if h not in found.values() and heading_kind(h).kind != "status"]
        if asked := consent_question(h for h in free if not _ABOUT_CONSENT(h)):
            found["consent"] = asked
    return found, questions


def _settle_firm(grid: Grid, found: dict[str, str]) -> None:
    """Take another column for the name where the first holds numbers of orders, or the firm beside who works there."""
    names = [heading for heading in grid.headings if plain_meaning(heading) == "name"]
    if "name" not in found or not grid.rows:
        return
    named = [heading for heading in names if any(re.search(r"[^\W\d_]{2}", cell) for cell in _cells(grid, heading))]
    found["name"] = next(iter(named), found["name"])
    if "company" in found:
        return
    if len(named) > 1 and _FIRM(named[0]) and not _FIRM(named[1]):
        found["company"], found["name"] = named[:2]
    elif named and _FIRM(named[0]) and {"first_name", "last_name"} <= found.keys():
        found["company"] = found.pop("name")


def _cells(grid: Grid, heading: str) -> list[str]:
    place = grid.headings.index(heading)
    return [row[place] for _, row in grid.rows[:50]]


def _settle_names(grid: Grid, found: dict[str, str]) -> None:
    """Take “Naam” for the first name beside “Achternaam”, and for the last name beside “Voornaam”, as its cells
    tell.
    """
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
