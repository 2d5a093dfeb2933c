"""Erasure and rectification (AVG art. 17 and 16): in every list and in the store, with a line in the log.

What stays after an erasure: a keyed hash, so that the person is not approached again, and the proof without the person,
for as long as a claim is possible (art. 17(3)(e)). What could not be done is named, for the controller to do by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import zip_longest
from pathlib import Path

from avgkit.base.dutch import count
from avgkit.base.errors import AvgkitError
from avgkit.contacts.answers_file import change_answers
from avgkit.contacts.cleaning.emails import first_address
from avgkit.contacts.cleaning.phones import first_number
from avgkit.contacts.list_answers import ListAnswers
from avgkit.duties.consent import Refusal, Store
from avgkit.duties.consent.entries import ACCESS, ERASURE, RECTIFICATION, Request
from avgkit.duties.consent.record import WITHDRAWAL, record_email, record_phone
from avgkit.duties.rights.access import due_on
from avgkit.duties.rights.finding import FoundPlace, Person, Query, find, one_name
from avgkit.duties.rights.raw_files import values_in
from avgkit.duties.rights.rewriting import corrected, without
from avgkit.duties.rights.searching import Searched, search_files

ASKED_TO_ERASE = "verzoek om te wissen"
KEPT_HASH = (
    "Een hash van adres en nummer blijft, zodat je deze persoon niet opnieuw benadert (AVG artikel 21 lid 3). "
    "Geef bij classify, plan en export je bewijs mee met --consent."
)
KEPT_PROOF = (
    "Wat iemand goedvond en wanneer blijft zonder naam en adres staan, zolang iemand je daarop kan aanspreken "
    "(AVG artikel 17 lid 3 onder e)."
)
KEPT_INVOICES = "Facturen in je boekhouding bewaar je zeven jaar (AWR artikel 52). Die wis je nu dus niet."


@dataclass(frozen=True)
class ErasureOutcome:
    """What was done, what is left to do by hand, and what was kept and why. Dutch sentences, no contact data."""

    done: tuple[str, ...]
    by_hand: tuple[str, ...]
    kept: tuple[str, ...] = ()
    files: int = 0
    rows: int = 0
    entries: int = 0

    def request(self, kind: str, asked: date, today: date) -> Request:
        """Return the line for the log."""
        numbers = (len(self.by_hand), self.files, self.rows, self.entries)
        by_hand, files, rows, entries = map(str, numbers)
        due = due_on(asked).isoformat()
        return Request(kind, asked.isoformat(), due, today.isoformat(), files, rows, entries, by_hand)


def log_access(person: Person, store: Store, asked: date, today: date) -> None:
    """Keep in the log that access was given."""
    files = len({place.path for place in person.places})
    seen = ErasureOutcome((), (), (), files, len(person.places), len(person.entries))
    store.log(seen.request(ACCESS, asked, today), person.values, today)


def erase(
    person: Person, searched: Searched, store: Store, *, asked: date, today: date, keep_proof: bool = True
) -> ErasureOutcome:
    """Erase a person everywhere, keep what the law lets one keep, and log it.

    ``keep_proof``: keep what was consented to, without who it was. The no comes first, so that a crash halfway never
    leaves somebody to be approached. Raises AvgkitError for a person without an address or a number.
    """
    if not person.values:
        raise AvgkitError("Deze persoon heeft geen adres en geen nummer. Haal de rijen met de hand weg.")
    theirs = {entry.event.seq for entry in person.entries}
    before = store.verify().events
    for email, phone in zip_longest(person.emails, person.phones, fillvalue=""):
        store.refuse(Refusal(WITHDRAWAL, asked.isoformat(), email, phone, way=ASKED_TO_ERASE), today)
    lists = _out_of_lists(person.places)
    found = (entry.event.seq for entry in store.entries(store.subjects_for(*person.values)))
    store.erase([row for row in found if row in theirs or row > before], today)
    store.erase([entry.event.seq for entry in person.entries if not keep_proof], today, ["proof"])
    answers, open_ = change_answers(
        (raw.path for raw in searched.files), lambda told: told.forget(person.values, person.name)
    )
    done = [*lists.done, *answers]
    by_hand = [*lists.refused.values(), *open_, *_left_over(person, searched, store, lists.refused)]
    if person.entries:
        done.append(
            f"In je bewijs zijn naam, adres en herkomst gewist: {count(len(person.entries), 'regel', 'regels')}."
        )
    kept = [KEPT_HASH, *([KEPT_PROOF] if person.entries and keep_proof else []), KEPT_INVOICES]
    outcome = ErasureOutcome(tuple(done), tuple(by_hand), tuple(kept), lists.files, lists.rows, len(person.entries))
    store.log(outcome.request(ERASURE, asked, today), person.values, today)
    return outcome


@dataclass
class _Lists:
    """What became of the lists: sentences, the files that had to be refused with why, and how much was taken out."""

    done: list[str]
    refused: dict[Path, str]
    files: int = 0
    rows: int = 0


def _by_file(places: Iterable[FoundPlace]) -> dict[Path, list[int]]:
    found: dict[Path, list[int]] = {}
    for place in places:
        found.setdefault(place.path, []).append(place.row)
    return found


def _out_of_lists(places: Iterable[FoundPlace]) -> _Lists:
    found = _Lists([], {})
    for path, rows in _by_file(places).items():
        try:
            stays = without(path, rows)
        except AvgkitError as error:
            found.refused[path] = str(error)
            continue
        number = len(set(rows))
        found.files, found.rows = found.files + 1, found.rows + number
        gone = f"{count(number, 'rij', 'rijen')} weg" if stays else "verwijderd, want er stond verder niemand in"
        found.done.append(f"{path.name}: {gone}.")
    return found


def _left_over(person: Person, searched: Searched, store: Store, refused: Iterable[Path]) -> list[str]:
    """Look again, and say what is left for the controller."""
    told = [f"{name} is niet doorzocht. Kijk zelf. {why}" for name, why in searched.unread]
    told += [
        f"{place.where}: hier staat het adres of nummer bij een ander. Kijk zelf of dat weg moet."
        for place in person.mentions
    ]
    told += [
        f"{raw.path.name}: alleen het eerste blad is doorzocht. Kijk zelf in de andere bladen."
        for raw in searched.files
        if raw.first_sheet_only
    ]
    if store.held_elsewhere:
        told.append(
            "Een ander programma heeft je bewijs nog open. Sluit dat, dan verdwijnt ook de laatste kopie op schijf."
        )
    again = search_files(dict.fromkeys(raw.path for raw in searched.files if raw.path.exists()))
    for value in person.values:
        query = Query(email=value) if "@" in value else Query(phone=value)
        same = [found for found in find(query, again) if one_name(found.name, person.name)]
        for left in (place for found in same for place in found.places if place.path not in refused):
            told.append(f"{left.where}: deze persoon staat hier nog. Haal de rij zelf weg.")
    return list(dict.fromkeys(told))


def rectify(
    person: Person,
    store: Store,
    *,
    asked: date,
    today: date,
    name: str = "",
    email: str = "",
    phone: str = "",
) -> ErasureOutcome:
    """Put right what is wrong about a person in every list and in the store, and log it.

    ``name``, ``email`` and ``phone`` are the new values; empty leaves it as it is. Of several addresses the first is
    put right. Raises AvgkitError when there is nothing to change, or for what cannot be.
    """
    new = {"name": name.strip(), "email": record_email(email), "phone": record_phone(phone)}
    old = {"name": person.name, **{k: (v or ("",))[0] for k, v in (("email", person.emails), ("phone", person.phones))}}
    changes = {what: (old[what], value) for what, value in new.items() if value and value != old[what]}
    if not changes:
        raise AvgkitError("Er is niets om te veranderen. Geef een nieuwe naam, een nieuw adres of een nieuw nummer.")
    if name.strip()[:1] in ("=", "+", "-", "@", "'"):
        raise AvgkitError("Een naam begint met een letter. Kijk de nieuwe naam na.")
    done, by_hand, files = [], [], set()
    for place in person.places:
        try:
            cells = _cells(place, changes)
            number = corrected(place.path, place.row, {cell: new for cell, _, new in cells})
        except AvgkitError as error:
            by_hand.append(str(error))
            continue
        by_hand += _not_found(place, changes, {what for _, what, _ in cells})
        if number:
            files.add(place.path)
            done.append(f"{place.where}: {count(number, 'cel', 'cellen')} veranderd.")
    rows = len(done)
    for what in ("email", "phone"):
        if what in changes:
            old_key, new_key = changes[what]
            answers, open_ = change_answers(
                (place.path for place in person.places),
                partial(ListAnswers.rename, old=old_key, new=new_key),
            )
            done, by_hand = [*done, *answers], [*by_hand, *open_]
    entries = store.correct(person.entries, changes, today)
    if entries:
        done.append(f"In je bewijs: {count(entries, 'regel', 'regels')} veranderd.")
    outcome = ErasureOutcome(tuple(done), tuple(by_hand), (), len(files), rows, entries)
    values = [*person.values, *(value for what, (_, value) in changes.items() if what != "name")]
    store.log(outcome.request(RECTIFICATION, asked, today), values, today)
    return outcome


def _cells(place: FoundPlace, changes: dict[str, tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Return the cells of a row that are an old value, however written: (cell, what it is, the new value)."""
    same = {
        "name": lambda cell, old: " ".join(cell.split()).casefold() == old.casefold(),
        "email": lambda cell, old: first_address(cell)[0] == old and cell.count("@") == 1,
        "phone": lambda cell, old: first_number(cell)[0] == old and not set(cell) & set(",;:"),
    }
    return [
        (cell.strip(), what, new)
        for _, cell in place.cells
        for what, (old, new) in changes.items()
        if old and same[what](cell.strip(), old)
    ]


def _not_found(place: FoundPlace, changes: dict[str, tuple[str, str]], found: set[str]) -> list[str]:
    """Say what stands in a row in another way than as a whole cell."""
    words = {"name": "de naam", "email": "het adres", "phone": "het nummer"}
    there = {"name", *(what for what, (old, _) in changes.items() if old in values_in(place.cells))}
    return [
        f"{place.where}: {words[what]} staat hier anders of in losse cellen. Verander dit zelf."
        for what in changes
        if what in there - found
    ]
