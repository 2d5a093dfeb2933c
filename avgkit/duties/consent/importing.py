"""Consent from what you already have: an export, a typed note, a signed paper. What it does not say stays empty."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import zip_longest
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.base.files import plain_file
from avgkit.contacts import Contact, FileReading
from avgkit.contacts.cleaning.dates import is_yes
from avgkit.contacts.formats.base import SAID_NO_ON, SIGNED_UP_ON
from avgkit.duties.consent.consent_labels import BOXES, METHODS, NOTE
from avgkit.duties.consent.record import (
    CHANNELS,
    OBJECTION,
    PURPOSES,
    WITHDRAWAL,
    ConsentRecord,
    Method,
    Refusal,
    checked,
    checked_refusal,
    clean_time,
)
from avgkit.duties.consent.store import Store
from avgkit.law.facts import UNKNOWN, Consent, DetailsSource, YesNo, label

CLAIMS = ("claimed", "claimed_with_time", "confirmed_by_tool_record")
"""The words of exports (see contacts.formats.base) that tell of a consent."""
NO_ADDRESS, NO_CONSENT, ALREADY = "geen adres of nummer", "zegt niets over toestemming", "stond er al in"
HELD = "misschien een nee; kijk dat eerst na"
LOST = "een nee zonder leesbaar adres of nummer; leg die zelf vast"
ELSEWHERE = "kwam niet uit een formulier van jou"
_OWN_FORM = (UNKNOWN, DetailsSource.OWN_SIGNUP)


@dataclass(frozen=True)
class Imported:
    """What a file gave: consents, withdrawals and objections, and how many rows gave nothing, by reason (Dutch).

    ``proven``: how many rows a tool's record proves already, with time and origin (AVG art. 7(1)).
    """

    records: list[ConsentRecord]
    refusals: list[Refusal]
    left_out: Mapping[str, int]
    proven: int = 0


def from_file(reading: FileReading, like: ConsentRecord, today: date, *, one_form: bool = False) -> Imported:
    """Return what the rows of an export say.

    ``like`` holds what is the same for all: sender, channel, purpose, and what the learner knows of the form (its text,
    version, place, whether the box was off). What a row says itself goes before it; its time it always brings itself.
    Rows without a word on consent are counted, unless ``one_form``: the learner says that everybody on this list signed
    up with that form.
    """
    found: list[ConsentRecord | Refusal] = []
    left: Counter[str] = Counter()
    for contact in reading.contacts:
        try:
            said = _said(contact, like, reading, today, one_form)
        except AvgkitError as error:
            said = str(error).rstrip(".")
        if isinstance(said, str):
            left[said] += 1
        else:
            found += said if isinstance(said, list) else [said]
    records = [said for said in found if isinstance(said, ConsentRecord)]
    proven = sum(contact.consent == Consent.VALID for contact in reading.contacts)
    return Imported(records, [said for said in found if isinstance(said, Refusal)], left, proven)


def _said(
    contact: Contact, like: ConsentRecord, reading: FileReading, today: date, one_form: bool
) -> ConsentRecord | list[Refusal] | str:
    """Return what a row says, or why it says nothing (Dutch)."""
    email, phone = contact.email or "", contact.phone or ""
    if not (email or phone):
        said = contact.objection == YesNo.YES or contact.consent == Consent.WITHDRAWN or contact.held
        return LOST if said else NO_ADDRESS
    if stops := _refusals(contact, like, today):
        return stops
    if getattr(contact, "held", ""):
        return HELD
    if contact.consent_reading in CLAIMS:
        return checked(_from_row(contact, like, email, phone, reading), today)
    if not one_form or contact.consent_reading != UNKNOWN:
        return NO_CONSENT
    if contact.details_source not in _OWN_FORM:
        return ELSEWHERE
    return checked(_from_row(contact, like, email, phone, reading), today)


def _refusals(contact: Contact, like: ConsentRecord, today: date) -> list[Refusal]:
    """Return the no of a row, for every address and number in it; without a sane day it counts from today."""
    objected = contact.objection == YesNo.YES
    scopes = [""] if objected or contact.consent == Consent.WITHDRAWN else _refused_channels(contact)
    kind = WITHDRAWAL if scopes == [""] and not objected else OBJECTION
    told = _time(contact.date) if contact.date and contact.date_means in SAID_NO_ON else ""
    emails = dict.fromkeys(filter(None, (contact.email, *contact.other_emails)))
    phones = dict.fromkeys(filter(None, (contact.phone, *contact.other_phones)))
    return [
        checked_refusal(Refusal(kind, told or today.isoformat(), email, phone, like.sender, channel), today)
        for channel in scopes
        for email, phone in zip_longest(emails, phones, fillvalue="")
    ]


def _refused_channels(contact: Contact) -> list[str]:
    """Return the channels to which a row says no, where it says so of a channel (see ``codes.evidence_column``)."""
    named = {name.partition(":")[2]: value for name, value in vars(contact).items() if name.startswith("objection:")}
    return [channel for channel, value in named.items() if value == YesNo.YES]


def _from_row(contact: Contact, like: ConsentRecord, email: str, phone: str, reading: FileReading) -> ConsentRecord:
    timed = contact.consent_reading not in ("claimed", UNKNOWN) or contact.date_means in SIGNED_UP_ON
    asked = contact.consent_text or ""
    return ConsentRecord(
        **asdict(like)
        | {
            "record_id": ConsentRecord().record_id,
            "name": contact.name or "",
            "email": email,
            "phone": phone,
            "given_at": _time(contact.given_at) or (contact.date if timed and contact.date else ""),
            "confirmed_at": _time(contact.confirmed_at),
            "origin": contact.origin or like.origin,
            "text": asked or like.text,
            "method": like.method or (str(Method.BOX) if asked else ""),
            "source": f"{reading.title}, rij {contact.row}",
        }
    )


def _time(text: str) -> str:
    """Return a moment of an export, or nothing for what is not one: the file is not the learner's to mend."""
    try:
        return clean_time(text)
    except AvgkitError:
        return ""


def keep_consents(store: Store, found: Imported, today: date) -> Imported:
    """Write what is new to the store; return what was written and what was left out.

    The refusals go first: if it stops halfway, nobody is left with a consent without its withdrawal.
    """
    records, refusals = store.keep_new(found.records, found.refusals, today)
    again = max(len(found.records) + len(found.refusals) - len(records) - len(refusals), 0)
    return Imported(records, refusals, {**found.left_out, **({ALREADY: again} if again else {})}, found.proven)


def from_paper(scan: str | Path, like: ConsentRecord) -> ConsentRecord:
    """Return the consent on a signed paper: the SHA-256 of its scan proves that the scan is still the same."""
    path = Path(scan)
    try:
        with plain_file(path).open("rb") as file:
            sealed = hashlib.file_digest(file, "sha256").hexdigest()
        empty = not path.stat().st_size
    except OSError:
        raise AvgkitError(f"De scan {path.name} is niet te lezen. Kijk of de naam en de map kloppen.") from None
    if empty:
        raise AvgkitError(f"De scan {path.name} is leeg. Maak de scan opnieuw.")
    return replace(like, method=str(Method.PAPER), document=sealed, source=like.source or "papier")


_KEYS = NOTE["fields"]
"""The words before the colon in a note, and the fields that they fill."""
_LINE = re.compile(r"\s*([A-Za-z -]{2,20}?)\s*:\s*(.*)")
_VALUES = {
    "channel": {label("channel", c): str(c) for c in CHANNELS},
    "purpose": {label("purpose", p): str(p) for p in PURPOSES},
    "method": {text: value for value, text in METHODS.items()} | NOTE["method"],
    "box": {text: value for value, text in BOXES.items()} | NOTE["box"],
}


def from_note(text: str, like: ConsentRecord | None = None) -> ConsentRecord:
    """Return the consent in a typed note: a line each, such as “wie: Anna”, “waar: beurs”. A line without a word and a
    colon goes on with the one above.

    Raises AvgkitError with a Dutch sentence for a word that it does not know, or a note without any.
    """
    found: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        matched = _LINE.fullmatch(line)
        if matched and matched[1].lower() in _KEYS:
            name = _KEYS[matched[1].lower()]
            if name in found:
                raise AvgkitError(f"In je notitie staat “{matched[1].lower()}” twee keer. Maak er één regel van.")
            found[name] = matched[2].strip()
        elif name == "text" and line.strip():
            found[name] = f"{found[name]}\n{line.strip()}".strip()
        elif line.strip():
            known = ", ".join(word for word in _KEYS if word not in ("datum", "e-mailadres", "naam"))
            raise AvgkitError(f"Een regel in je notitie begint niet met een bekend woord. Kies uit: {known}.")
    if not found:
        raise AvgkitError("Je notitie is leeg. Begin zo: wie: Anna de Wit.")
    coded = {name: _coded(name, value) for name, value in found.items()}
    return replace(like or ConsentRecord(), **{"source": "notitie", "record_id": ConsentRecord().record_id} | coded)


def _coded(name: str, value: str) -> str:
    """Return a Dutch word as its code; what is not a choice stays as it is."""
    if name in ("separate", "opt_out_offered"):
        said = is_yes(value)
        return "" if said is None else str(YesNo.YES if said else YesNo.NO)
    return _VALUES.get(name, {}).get(value.lower(), value)
