"""The chain of hashes that shows a later change, and the sealed parts of what is kept.

An event holds no contact data, only hashes. What it says is kept beside it in two parts, personal and proof, each with
a random salt. Once a part and its salt are erased, its hash tells nothing any more, and the chain still fits.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

START = "0" * 64
"""Where the chain of a store of version 2 begins; that of a later one begins at its key (see ``anchor``)."""
PARTS = ("personal", "proof")
CONSENT, CORRECTION = "consent", "correction"
ERASED = {"personal": "erase_personal", "proof": "erase_proof"}
"""The kinds of event that erase a part."""


@dataclass(frozen=True)
class Event:
    """One row of the chain. ``about``: the event that it erases a part of, or corrects.

    ``subjects``: keyed hashes of address and number. ``personal`` and ``proof``: the hashes of its parts.
    """

    seq: int
    kind: str
    recorded: str
    record: str
    about: int
    subjects: str
    personal: str
    proof: str
    previous: str
    hash: str = ""

    @property
    def marks(self) -> set[tuple[str, int]]:
        """The people in this event, each with their entry: that of a correction is the one that it corrects."""
        entry = self.about if self.kind == CORRECTION else self.seq
        return {(mark, entry) for mark in self.subjects.split()}


_NAMES = tuple(Event.__dataclass_fields__)


@dataclass(frozen=True)
class Check:
    """What was found: the number of events, the seal, and the first row that is not sound with what is wrong there."""

    events: int
    seal: str
    bad_row: int | None = None
    problem: str = ""

    @property
    def sound(self) -> bool:
        return self.bad_row is None

    @property
    def sentence(self) -> str:
        """The outcome in Dutch."""
        if self.bad_row is None:
            rows = "1 regel" if self.events == 1 else f"{self.events} regels"
            return f"Het bewijs is heel: {rows}, en niets is later veranderd. Zegel: {self.seal}."
        if self.bad_row > self.events:
            return f"Het bewijs is niet heel: {self.problem} Gebruik je reservekopie en vertrouw dit bestand niet."
        return (
            f"Het bewijs is later veranderd. Regel {self.bad_row} is de eerste die niet klopt: {self.problem} "
            f"Gebruik je reservekopie en vertrouw dit bestand niet."
        )


def anchor(key: str) -> str:
    """Return where a chain begins: the SHA-256 of the key, so that another key does not fit the first row."""
    return hashlib.sha256(f"avgkit:{key}".encode()).hexdigest()


def check_chain(
    events: Iterable[Event],
    parts: dict[tuple[int, str], tuple[str, str]],
    marks: set[tuple[str, int]],
    head: str,
    expected_seal: str = "",
    start: str = START,
) -> Check:
    """Walk the chain and name the first row that is not sound.

    ``parts``: (row, part) -> (salt, text), as they are there now. ``marks``: the index of people. ``head``: the number
    of rows and the last hash, as the store remembers them. ``expected_seal``: one that somebody noted before.
    ``start``: where the chain begins.
    """
    events, parts = list(events), dict(parts)
    erased = {(event.about, event.kind) for event in events if event.kind in ERASED.values()}
    last, seals, known = start, {seal(0, start)}, set()
    for place, event in enumerate(events, 1):
        if problem := _problem(event, place, last, parts, erased):
            return Check(len(events), "", place, problem)
        last = event.hash
        known |= event.marks
        seals.add(seal(place, last))
    count = len(events)
    if parts:
        return Check(count, "", _first(row for row, _ in parts), "er staat tekst bij die nooit is toegevoegd.")
    if wrong := known ^ marks:
        return Check(count, "", _first(entry for _, entry in wrong), "de index van personen klopt niet.")
    if not count and head != f"0 {start}" and str(head).startswith("0 "):
        return Check(count, "", 1, OTHER_KEY)
    if head != f"{count} {last}":
        return Check(count, "", count + 1, f"na regel {count} zijn regels weggehaald of toegevoegd.")
    if expected_seal and expected_seal not in seals:
        return Check(count, "", count + 1, "het zegel dat je bewaarde, hoort niet bij dit bestand.")
    return Check(count, seal(count, last))


OTHER_KEY = "de sleutel van dit bestand is veranderd, en dan herkent het niemand meer."


def _first(rows: Iterable[object]) -> int:
    return min((row for row in rows if isinstance(row, int)), default=1)


def _problem(event: Event, place: int, last: str, parts: dict, erased: set[tuple[int, str]]) -> str:
    """Return what is wrong with an event, in Dutch, or nothing; takes its parts out of ``parts``."""
    if not all(isinstance(getattr(event, name), int if name in ("seq", "about") else str) for name in _NAMES):
        return "deze regel is beschadigd."
    if event.seq != place:
        return "er is een regel weggehaald of verplaatst."
    if place == 1 and event.previous != last and event.hash == digest(event):
        return OTHER_KEY
    if event.previous != last or event.hash != digest(event):
        return "deze regel is veranderd, of een regel ervoor."
    for part in PARTS:
        sealed, kept = getattr(event, part), parts.pop((event.seq, part), None)
        gone = (event.seq, ERASED[part]) in erased
        if sealed and kept is None and not gone:
            return "de tekst bij deze regel is weg, zonder dat iemand vroeg om te wissen."
        if kept is not None and (not sealed or gone or part_hash(*kept) != sealed):
            return "de tekst bij deze regel is veranderd."
    return ""


def row_of_other_key(key: str, events: Iterable[Event], parts: Mapping[tuple[int, str], tuple[str, str]]) -> int | None:
    """Return the first row of a sound chain whose person this key does not know, or None."""
    for event in events:
        _, text = parts.get((event.seq, "personal"), ("", "{}"))
        said = json.loads(text)
        if not set(subjects_of(key, said.get("email", ""), said.get("phone", "")).split()) <= set(
            event.subjects.split()
        ):
            return event.seq
    return None


def digest(event: Event) -> str:
    """Return the SHA-256 of an event with its place and the hash before it."""
    body = [getattr(event, name) for name in _NAMES if name != "hash"]
    return hashlib.sha256(json.dumps(body, ensure_ascii=False).encode()).hexdigest()


def seal(events: int, last: str) -> str:
    """Return the short mark of a whole store: how many events, and the start of the last hash."""
    return f"{events}-{last[:16]}"


def salted(content: Mapping[str, str]) -> tuple[str, str, str]:
    """Return (salt, content as JSON, hash) of a part, without empty values; all empty when nothing is kept."""
    kept = {name: value for name, value in content.items() if value}
    if not kept:
        return "", "", ""
    salt, text = secrets.token_hex(16), json.dumps(kept, ensure_ascii=False, sort_keys=True)
    return salt, text, part_hash(salt, text)


def part_hash(salt: str, text: str) -> str:
    """Return the hash by which an event holds a part."""
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


def subjects_of(key: str, email: str, phone: str) -> str:
    """Return the keyed hashes of an address and a number, space between: they recognise a person, no more."""
    return " ".join(subject(key, value) for value in (email, phone) if value)


def subject(key: str, value: str) -> str:
    """Return the HMAC-SHA-256 of a cleaned address or number under the key of one store."""
    return hmac.digest(bytes.fromhex(key), value.encode(), "sha256").hex()
