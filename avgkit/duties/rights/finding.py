"""Where a data subject is: the rows of the lists, and what the store holds. By address, number or name.

A row is about somebody when its own address or number is theirs. An address in another cell, such as a remark, is only
a mention: it is shown, and never changed by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from avgkit.base.dutch import count
from avgkit.base.errors import AvgkitError
from avgkit.contacts.cleaning.names import plain
from avgkit.duties.consent import Store
from avgkit.duties.consent.entries import Entry
from avgkit.duties.consent.record import ConsentRecord, record_email, record_phone
from avgkit.duties.rights.raw_files import Cells, RawFile
from avgkit.duties.rights.searching import Searched


@dataclass(frozen=True)
class Query:
    """Whom we look for: at least one of these. Address and number in clean form."""

    email: str = ""
    phone: str = ""
    name: str = ""

    @classmethod
    def of(cls, email: str = "", phone: str = "", name: str = "") -> Query:
        """Return a query of what was typed. Raises AvgkitError with a Dutch sentence for nothing, or what can't be."""
        if not (email.strip() or phone.strip() or name.strip()):
            raise AvgkitError("Wie zoek je? Geef een e-mailadres, een telefoonnummer of een naam.")
        return cls(record_email(email), record_phone(phone), name.strip())


@dataclass(frozen=True)
class FoundPlace:
    """A row of a file: the file, the row's number in it, its cells by heading, and the sheet if not the first."""

    path: Path
    row: int
    cells: Cells
    sheet: str = ""

    @property
    def where(self) -> str:
        """The file and the row, in Dutch."""
        sheet = f", blad {self.sheet}" if self.sheet else ""
        return f"{self.path.name}{sheet}, rij {self.row}"


@dataclass(frozen=True)
class Person:
    """One data subject, as we hold them. ``mentions``: rows of others in which their address or number stands."""

    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    places: tuple[FoundPlace, ...] = ()
    mentions: tuple[FoundPlace, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """Every address and number by which this person is known."""
        return (*self.emails, *self.phones)

    @property
    def masked(self) -> str:
        """Who it is, with most of each address and number left out, to choose from on a screen."""
        details = [_masked(value) for value in self.values]
        files = count(len({place.path for place in self.places}), "bestand", "bestanden")
        return f"{self.name or 'zonder naam'} ({', '.join(details) or 'geen adres of nummer'}; in {files})"


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _masked(value: str) -> str:
    local, at, domain = value.partition("@")
    return f"{local[:1]}…@{domain}" if at else f"…{value[-3:]}"


def find(query: Query, searched: Searched, store: Store | None = None) -> list[Person]:
    """Return the people who fit the query, in the order of the lists; more than one when it does not tell who.

    Rows are one person when they share an address or a number and their names can be one name: two people with one
    number are not given each other's data.
    """
    found = [_with_rest(_person(group, searched), searched, store) for group in _groups(query, searched)]
    known = {value for person in found for value in person.values}
    wanted = [value for value in (query.email, query.phone) if value]
    if wanted and not known & set(wanted):
        alone = Person(query.name, _one(query.email), _one(query.phone))
        whole = _with_rest(alone, searched, store)
        if whole.entries or whole.mentions:
            found.append(whole)
    if query.name and not wanted and store is not None:
        found += _by_name(query.name, known, searched, store)
    return found


def _groups(query: Query, searched: Searched) -> list[list[dict]]:
    """Return the rows of each person who fits."""
    if not searched.readings:
        return []
    rows = searched.contacts.rows[["row_id", "sheet", "row", "name", "email", "phone"]].to_dict("records")
    rows = [row for row in rows if (row["sheet"], row["row"]) not in _raw(row, searched).more]  # those are mentions
    by_value: dict[str, list[dict]] = {}
    for row in rows:
        for value in (row["email"], row["phone"]):
            if value:
                by_value.setdefault(value, []).append(row)
    groups, seen = [], set()
    for seed in (row for row in rows if _fits(row, query)):
        if seed["row_id"] not in seen:
            groups.append(_grown(seed, by_value))
            seen |= {row["row_id"] for row in groups[-1]}
    return groups


def _raw(row: dict, searched: Searched) -> RawFile:
    """Return the file in which a row stands."""
    return searched.files[int(row["row_id"].partition("-")[0]) - 1]


def _grown(seed: dict, by_value: dict[str, list[dict]]) -> list[dict]:
    """Return the rows that are the same person as this one, also by way of a third row."""
    group, waiting = {seed["row_id"]: seed}, [seed]
    while waiting:
        row = waiting.pop()
        for value in filter(None, (row["email"], row["phone"])):
            for other in by_value[value]:
                if other["row_id"] not in group and one_name(row["name"], other["name"]):
                    group[other["row_id"]] = other
                    waiting.append(other)
    return list(group.values())


def one_name(one: str | None, other: str | None) -> bool:
    """Tell if two names can be of one person: the same first name or initial, one within the other, or unknown."""
    left, right = plain(one or "").split(), plain(other or "").split()
    if not left or not right or set(left) <= set(right) or set(right) <= set(left):
        return True
    first, second = sorted((left[0], right[0]), key=len)
    return first == second or (len(first) == 1 and second.startswith(first))


def _fits(row: dict, query: Query) -> bool:
    if query.email or query.phone:
        return bool((query.email and row["email"] == query.email) or (query.phone and row["phone"] == query.phone))
    return bool(row["name"]) and plain(query.name) in plain(row["name"])


def _person(group: list[dict], searched: Searched) -> Person:
    places = []
    for row in group:
        raw = _raw(row, searched)
        places.append(FoundPlace(raw.path, row["row"], raw.cells(row["row"])))
    emails, phones = (tuple(dict.fromkeys(row[name] for row in group if row[name])) for name in ("email", "phone"))
    return Person(next((row["name"] for row in group if row["name"]), ""), emails, phones, tuple(places))


def _with_rest(person: Person, searched: Searched, store: Store | None) -> Person:
    """Add what the store holds, with the address or number that only it knows, and the mentions in other rows."""
    person = _with_entries(person, store) if store is not None else person
    own = {(place.path, place.row) for place in person.places}
    mentions = [
        FoundPlace(raw.path, line, raw.cells(line))
        for raw in searched.files
        for line in raw.rows_with(person.values)
        if (raw.path, line) not in own
    ]
    mentions += [
        FoundPlace(raw.path, line, raw.more[sheet, line], sheet)
        for raw in searched.files
        for sheet, line in raw.more_with(person.values)
    ]
    return replace(person, mentions=tuple(mentions))


def _with_entries(person: Person, store: Store) -> Person:
    while True:
        entries = store.entries(store.subjects_for(*person.values))
        theirs = tuple(entry for entry in entries if _is_theirs(entry, person))
        emails, phones = (
            tuple(dict.fromkeys([*known, *filter(None, (getattr(entry.said, name) for entry in theirs))]))
            for known, name in ((person.emails, "email"), (person.phones, "phone"))
        )
        if (emails, phones) == (person.emails, person.phones):
            return replace(person, entries=theirs)
        person = replace(person, emails=emails, phones=phones)


def _is_theirs(entry: Entry, person: Person) -> bool:
    """Tell whether what the store holds is of this person, and not of who shares a number with them."""
    if entry.said.email in person.emails:
        return True
    name = getattr(entry.said, "name", "")
    return one_name(name, person.name) and (bool(name) or not entry.said.email)


def _by_name(name: str, known: set[str], searched: Searched, store: Store) -> list[Person]:
    """Return the people whom only the store knows by this name."""
    wanted = plain(name)
    found: dict[tuple[str, str], Person] = {}
    for entry in store.entries():
        said = entry.said
        if isinstance(said, ConsentRecord) and wanted in plain(said.name) and not {said.email, said.phone} & known:
            alone = Person(said.name, _one(said.email), _one(said.phone))
            found.setdefault((said.email, said.phone), alone)
    return [_with_rest(person, searched, store) for person in found.values()]


def the_one(people: Sequence[Person], choice: int | None = None) -> Person:
    """Return the person, or ask: raises AvgkitError when nobody fits, or several do and none was chosen (from 1)."""
    if not people:
        raise AvgkitError("Deze persoon staat niet in je lijsten en niet in je bewijs. Kijk of de gegevens kloppen.")
    if len(people) > 1 and choice is None:
        raise AvgkitError(f"Er passen {len(people)} personen bij. Kies er een met --choose, of geef een e-mailadres.")
    if choice is not None and not 1 <= choice <= len(people):
        raise AvgkitError(f"Kies een nummer van 1 tot en met {len(people)}.")
    return people[(choice or 1) - 1]
