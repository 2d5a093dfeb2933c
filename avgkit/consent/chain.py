"""The chain of hashes that shows a later change, and the sealed parts of what is kept.

An event holds no contact data, only hashes. What it says is kept beside it in two parts, personal and proof, each with
a random salt. Once a part and its salt are erased, its hash tells nothing any more, and the chain still fits.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

START = "0" * 64
PARTS = ("personal", "proof")
CONSENT, ERASED = "consent", {"personal": "erase_personal", "proof": "erase_proof"}


@dataclass(frozen=True)
class Event:
    """One row of the chain. ``about``: the event that it erases a part of. ``subjects``: keyed hashes of address and number."""

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


@dataclass(frozen=True)
class Check:
    """What ``verify`` found: the number of events, the seal, and the first row that is not sound with what is wrong there."""

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
        if self.sound:
            rows = "1 regel" if self.events == 1 else f"{self.events} regels"
            return f"Het bewijs is heel: {rows}, en niets is later veranderd. Zegel: {self.seal}."
        if self.bad_row > self.events:
            return f"Het bewijs is niet heel: {self.problem} Gebruik je reservekopie en vertrouw dit bestand niet."
        return (
            f"Het bewijs is later veranderd. Regel {self.bad_row} is de eerste die niet klopt: {self.problem} "
            f"Gebruik je reservekopie en vertrouw dit bestand niet."
        )


def digest(event: Event) -> str:
    """Return the SHA-256 of an event with its place and the hash before it."""
    body = [getattr(event, name) for name in Event.__dataclass_fields__ if name != "hash"]
    return hashlib.sha256(json.dumps(body, ensure_ascii=False).encode()).hexdigest()


def seal(events: int, last: str) -> str:
    """Return the short mark of a whole store: how many events, and the start of the last hash."""
    return f"{events}-{last[:16]}"


def salted(content: Mapping[str, str]) -> tuple[str, str, str]:
    """Return (salt, content as JSON, hash) of a part, without its empty values; all empty when there is nothing to keep."""
    kept = {name: value for name, value in content.items() if value}
    if not kept:
        return "", "", ""
    salt, text = secrets.token_hex(16), json.dumps(kept, ensure_ascii=False, sort_keys=True)
    return salt, text, part_hash(salt, text)


def part_hash(salt: str, text: str) -> str:
    """Return the hash by which an event holds a part."""
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


def subjects_of(key: str, email: str, phone: str) -> str:
    """Return the keyed hashes of an address and a number, space between: they recognise a person, and tell nothing else."""
    return " ".join(subject(key, value) for value in (email, phone) if value)


def subject(key: str, value: str) -> str:
    """Return the HMAC-SHA-256 of a cleaned address or number under the key of one store."""
    return hmac.new(bytes.fromhex(key), value.encode(), hashlib.sha256).hexdigest()
