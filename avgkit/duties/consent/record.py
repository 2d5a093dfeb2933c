"""What is kept of a consent, a withdrawal and an objection. The field names follow ISO/IEC TS 27560 (see
docs/consent.md).

Everything is text, so that a record can be hashed and read in thirty years. Empty is “not known”, never “no”.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum

from avgkit.base.errors import AvgkitError
from avgkit.contacts.cleaning.dates import clean_date
from avgkit.contacts.cleaning.emails import clean_email as cleaned_email
from avgkit.contacts.cleaning.phones import clean_phone as cleaned_phone
from avgkit.duties.consent.consent_labels import LABELS
from avgkit.duties.consent.senders import surely_other_sender
from avgkit.law.facts import UNKNOWN, Channel, Purpose, YesNo, fact_named

CHANNELS = tuple(channel for channel in Channel if channel != Channel.PUBLIC_POST)
"""A public post is addressed to nobody, so nobody consents to it."""
PURPOSES = (Purpose.NEWSLETTER, Purpose.OFFER)
"""What people consent to: service and reply need no consent, and a permission request comes before it."""
BY_PHONE = (Channel.SMS, Channel.WHATSAPP, Channel.FAX, Channel.PHONE, Channel.AUTOMATIC_CALL)
_LONGEST = {"text": 20_000}
LONG = 500


class Method(StrEnum):
    """How consent was given (DPV ``hasIndicationMethod``)."""

    BOX = "box"
    BUTTON = "button"
    PAPER = "paper"
    SPOKEN = "spoken"
    MESSAGE = "message"


class Box(StrEnum):
    UNTICKED = "unticked"
    PRE_TICKED = "pre_ticked"


@dataclass(frozen=True)
class ConsentRecord:
    """One consent of one data subject to one sender, for one channel and one purpose.

    ``given_at``, ``confirmed_at`` (double opt-in) and ``withdrawn_at`` are ISO 8601: a day, or a day with a time.
    ``box`` is a value of ``Box``. ``separate``: the question stood apart from other matters (AVG art. 7(2)).
    ``opt_out_offered``: it was said that consent can be withdrawn (art. 7(3)). ``origin``: IP address, place, or who
    was there. ``document``: the SHA-256 of a scan. ``product``: for what offer it was given; ``until``: the last day of
    the period; consent for calls must name both. ``source``: where this record comes from.
    """

    sender: str = ""
    channel: str = ""
    purpose: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    given_at: str = ""
    method: str = ""
    box: str = ""
    separate: str = ""
    text: str = ""
    form_version: str = ""
    notice_version: str = ""
    origin: str = ""
    confirmed_at: str = ""
    opt_out_offered: str = ""
    document: str = ""
    product: str = ""
    until: str = ""
    source: str = ""
    withdrawn_at: str = ""
    withdrawal_way: str = ""
    record_id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def address(self) -> str:
        """The address or number by which this channel reaches the person; post and LinkedIn take either."""
        if self.channel == Channel.EMAIL:
            return self.email
        return self.phone if self.channel in BY_PHONE else self.email or self.phone


@dataclass(frozen=True)
class Refusal:
    """A withdrawal (AVG art. 7(3)) or an objection (art. 21(2)). Empty ``sender``, ``channel``, ``purpose``: all."""

    kind: str
    at: str
    email: str = ""
    phone: str = ""
    sender: str = ""
    channel: str = ""
    purpose: str = ""
    way: str = ""
    record_id: str = ""

    def reaches(self, record: ConsentRecord) -> bool:
        """Tell whether this ends a consent of the person: in its scope, not surely to another or given later."""
        scope = self.channel in ("", record.channel) and self.purpose in ("", record.purpose)
        scope = scope and not surely_other_sender(self.sender, record.sender)
        return scope and not later(record.given_at, self.at)


WITHDRAWAL, OBJECTION = "withdrawal", "objection"
PERSONAL = ("name", "email", "phone", "origin")
"""The fields that tell who it is. They are kept apart, so that they can be erased (see ``store``)."""
FIELDS = tuple(known.name for known in fields(ConsentRecord))


def checked(record: ConsentRecord, today: date) -> ConsentRecord:
    """Return the record in its clean form. Raises AvgkitError with a Dutch sentence for what cannot be.

    ``today``: no time may lie after it; a withdrawal of a day to come counts from today.
    """
    if record.channel not in set(CHANNELS):
        raise AvgkitError(f"“{record.channel}” is geen kanaal voor toestemming. Kies uit: {', '.join(CHANNELS)}.")
    if record.purpose not in set(PURPOSES):
        raise AvgkitError(f"“{record.purpose}” is geen doel voor toestemming. Kies uit: {', '.join(PURPOSES)}.")
    for name, kind in (("method", Method), ("box", Box), ("separate", YesNo), ("opt_out_offered", YesNo)):
        value = getattr(record, name)
        if value and value not in set(kind):
            raise AvgkitError(f"“{value}” kan niet bij “{LABELS[name]}”. Kies uit: {', '.join(kind)}.")
    if not re.fullmatch(r"[0-9a-f]{64}|", record.document):
        raise AvgkitError("De vingerafdruk van de scan klopt niet; kies de scan zelf, dan rekenen wij hem uit.")
    words = {name: _clean(name, getattr(record, name)) for name in FIELDS}
    words |= {name: clean_time(words[name], today) for name in ("given_at", "confirmed_at")}
    words["until"] = clean_time(words["until"])[:10]
    words |= {"withdrawn_at": not_after(clean_time(words["withdrawn_at"]), today)}
    words |= {"email": record_email(words["email"]), "phone": record_phone(words["phone"])}
    _in_order(words)
    if not words["email"] and not words["phone"]:
        raise AvgkitError("Geef een e-mailadres of een telefoonnummer. Aan een naam alleen herkennen we iemand niet.")
    return ConsentRecord(**words)


def checked_refusal(refusal: Refusal, today: date) -> Refusal:
    """Return the refusal in its clean form: one of a day to come counts from today. Raises as ``checked``."""
    for fact in ("channel", "purpose"):
        value = getattr(refusal, fact)
        if value and fact_named(fact).parse(value) == UNKNOWN:
            raise AvgkitError(f"“{value}” kan niet bij “{LABELS[fact]}”. Laat het leeg voor alles.")
    words = {name: _clean(name, value) for name, value in asdict(refusal).items()}
    words |= {"at": not_after(clean_time(words["at"]), today), "email": record_email(words["email"])}
    words["phone"] = record_phone(words["phone"])
    if not words["at"]:
        raise AvgkitError("Wanneer was dit? Geef een dag, zoals 2026-11-24.")
    if not (words["email"] or words["phone"] or words["record_id"]):
        raise AvgkitError("Van wie is dit? Geef een e-mailadres of een telefoonnummer.")
    return Refusal(**words)


def withdrawn(record: ConsentRecord, at: str, way: str = "") -> ConsentRecord:
    """Return the record as withdrawn; an earlier withdrawal stays."""
    return record if record.withdrawn_at else replace(record, withdrawn_at=at, withdrawal_way=way)


def standing(record: ConsentRecord, refusals: Iterable[Refusal]) -> ConsentRecord:
    """Return the record as it stands after these refusals of the same person: withdrawn by the first to reach it."""
    against = [r for r in refusals if r.kind == WITHDRAWAL and r.reaches(record)]
    first = min(against, key=lambda refusal: refusal.at, default=None)
    return withdrawn(record, first.at, first.way) if first else record


def record_email(text: str) -> str:
    """Return the address as the readers of lists do, or nothing for nothing. Raises AvgkitError without showing it."""
    if not text.strip():
        return ""
    if (found := cleaned_email(text)[0]) is None:
        raise AvgkitError("Dit e-mailadres klopt niet. Kijk het na, zoals naam@example.org.")
    return found


def record_phone(text: str) -> str:
    """Return the number as E.164, or nothing for nothing. Raises AvgkitError without showing it."""
    if not text.strip():
        return ""
    if (found := cleaned_phone(text)[0]) is None:
        raise AvgkitError("Dit telefoonnummer klopt niet. Kijk het na, zoals 06 0000 0001.")
    return found


def clean_time(text: str, today: date | None = None) -> str:
    """Return ISO 8601: a day, or a day and time as written. Raises AvgkitError for another form or a later day."""
    text = text.strip()
    if not text:
        return ""
    try:
        moment = datetime.fromisoformat(text)
        found = moment.isoformat(timespec="seconds") if ":" in text else moment.date().isoformat()
    except ValueError:
        found = clean_date(text)[0] or ""
    if not "1995" <= found[:4] <= "2200":
        raise AvgkitError(f"“{text[:30]}” is geen dag. Schrijf hem zo: 2026-11-24, of 2026-11-24T10:30.")
    if today is not None and found[:10] > today.isoformat():
        raise AvgkitError(f"De dag {found[:10]} moet nog komen. Kijk of het jaar klopt.")
    return found


def not_after(moment: str, today: date) -> str:
    """Return the moment of a no, or today for one of a day to come: who said no has said it already."""
    return today.isoformat() if moment[:10] > today.isoformat() else moment


def later(moment: str, other: str) -> bool:
    """Tell whether a moment is surely after another: on a later day, or on the same day with both times known."""
    if moment[:10] != other[:10]:
        return moment[:10] > other[:10]
    return len(moment) == len(other) == 19 and moment > other


def _clean(name: str, value: object) -> str:
    text = str(value or "").strip()
    if "\0" in text or any("\ud800" <= mark <= "\udfff" for mark in text):
        raise AvgkitError(
            f"Bij “{LABELS.get(name, name)}” staan tekens die niet te bewaren zijn. Typ de tekst opnieuw."
        )
    if len(text) > _LONGEST.get(name, LONG):
        raise AvgkitError(
            f"De tekst bij “{LABELS.get(name, name)}” is te lang. Houd het bij {_LONGEST.get(name, LONG)} tekens."
        )
    return text


def _in_order(words: dict[str, str]) -> None:
    for name, what in (("confirmed_at", "bevestiging"), ("withdrawn_at", "intrekking"), ("until", "einddag")):
        if words[name] and words["given_at"] and words[name][:10] < words["given_at"][:10]:
            raise AvgkitError(f"De {what} ligt voor de toestemming zelf. Kijk de dagen na.")
