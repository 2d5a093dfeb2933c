"""What a consent still lacks as proof (AVG art. 7(1)), and what it is worth for a sender, a channel and a purpose.

What is needed is data: an element each in ``duties/consent/quality.toml``. Only a record with every needed element is
valid; a missing fact never is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from avgkit.base.dutch import count
from avgkit.base.toml_data import read_data, records
from avgkit.duties.consent.consent_labels import BOXES
from avgkit.duties.consent.record import BY_PHONE, Box, ConsentRecord, Method
from avgkit.duties.consent.senders import same_sender
from avgkit.law.facts import AVG_APPLIES, Channel, Consent, YesNo, label
from avgkit.law.sources import SOURCES

TEXTS = "duties/consent/quality.toml"
FRESH_MONTHS = 24
"""Months without contact after which we advise to ask again. Our choice: the law names no term (EDPB 05/2020)."""


@dataclass(frozen=True)
class ProofElement:
    """One thing that proof of consent rests on.

    ``missing`` and ``what_now`` are Dutch. ``needed``: without it the consent is not proven; otherwise it makes the
    proof stronger. ``source`` is a key of ``rules.sources``. ``there`` tells whether a record says it; what it says
    may be a flaw.
    """

    id: str
    missing: str
    what_now: str
    article: str
    there: Callable[[ConsentRecord], bool]
    needed: bool = True
    source: str = "AVG"
    valid_from: date = AVG_APPLIES
    valid_to: date | None = None


@dataclass(frozen=True)
class Quality:
    """The worth of a consent: a value of ``Consent``, what is missing, what would make it stronger, and why."""

    status: Consent
    missing: tuple[ProofElement, ...]
    stronger: tuple[ProofElement, ...]
    reason: str
    advice: str = ""

    @property
    def sentences(self) -> list[str]:
        """What is missing, in Dutch: per element what, the article and what to do."""
        return [f"{element.missing} ({element.article}) {element.what_now}" for element in self.missing]


CALLS = (Channel.PHONE, Channel.AUTOMATIC_CALL)
TESTS: Mapping[str, Callable[[ConsentRecord], bool]] = {
    "address": lambda record: bool(record.address),
    "sender": lambda record: bool(record.sender),
    "given_at": lambda record: bool(record.given_at),
    "method": lambda record: bool(record.method),
    "box": lambda record: record.method != Method.BOX or bool(record.box),
    "text": lambda record: bool(record.text),
    "separate": lambda record: bool(record.separate),
    "origin": lambda record: bool(record.origin),
    "document": lambda record: record.method != Method.PAPER or bool(record.document),
    "opt_out_offered": lambda record: record.opt_out_offered == YesNo.YES,
    "confirmed_at": lambda record: bool(record.confirmed_at),
    "form_version": lambda record: bool(record.form_version),
    "product": lambda record: record.channel not in CALLS or bool(record.product),
    "until": lambda record: record.channel not in CALLS or bool(record.until),
    "notice_version": lambda record: bool(record.notice_version),
}
"""Whether a record says it, by the id of the element."""


def _element(id: str, **told: Any) -> ProofElement:
    return ProofElement(id=id, there=TESTS[id], **told)


ELEMENTS = records(TEXTS, "element", _element)


def unread(elements: Iterable[ProofElement]) -> str:
    """Say which sources of these elements nobody has opened yet (Dutch), or nothing."""
    titles = dict.fromkeys(SOURCES[e.source].title for e in elements if SOURCES[e.source].checked_on is None)
    return read_data(TEXTS)["advice"]["unread"].format(titles=", ".join(titles)) if titles else ""


def quality(
    record: ConsentRecord,
    as_of: date,
    *,
    sender: str | None = None,
    channel: str | None = None,
    purpose: str | None = None,
    last_contact: date | None = None,
) -> Quality:
    """Return what a consent is worth on a day for this sender, channel and purpose (each that of the record when None).

    ``last_contact``: the last day that this person heard from you, where known. The first that applies decides:
    withdrawn, not yet given or over, pre_ticked, bundled, other_sender, other_purpose, other_channel, unproven, valid.
    """
    in_force = [e for e in ELEMENTS if e.valid_from <= as_of and (e.valid_to is None or as_of <= e.valid_to)]
    lacking = [element for element in in_force if not element.there(record)]
    missing = tuple(element for element in lacking if element.needed)
    stronger = tuple(element for element in lacking if not element.needed)
    status = _judged(record, as_of, (sender, channel, purpose), missing)
    advice = _refresh(record, as_of, last_contact) if status == Consent.VALID else ""
    over = _is_over(record, as_of.isoformat()) and status == Consent.NONE
    reason = read_data(TEXTS)["advice"]["over"] if over else _reason(status, record, len(missing))
    return Quality(status, missing, stronger, reason, advice)


def _is_over(record: ConsentRecord, day: str) -> bool:
    """Tell whether the period for which consent was given is over."""
    return bool(record.until) and record.until < day


def proven_by_list(found: Quality) -> Quality:
    """Return the worth of a consent that the list itself proves already: what is missing makes it stronger."""
    if found.status != Consent.UNPROVEN:
        return found
    return Quality(Consent.VALID, (), (*found.missing, *found.stronger), read_data(TEXTS)["listed"]["person"], "")


def told_of_rows(rows: int) -> str:
    """Say of how many rows the list itself proves the consent (Dutch), or nothing."""
    return read_data(TEXTS)["listed"]["rows"].format(rows=count(rows, "rij", "rijen")) if rows else ""


def _judged(
    record: ConsentRecord,
    as_of: date,
    asked: tuple[str | None, str | None, str | None],
    missing: tuple[ProofElement, ...],
) -> Consent:
    day = as_of.isoformat()
    if record.withdrawn_at and record.withdrawn_at[:10] <= day:
        return Consent.WITHDRAWN
    if record.given_at[:10] > day or _is_over(record, day):
        return Consent.NONE
    if record.box == Box.PRE_TICKED:
        return Consent.PRE_TICKED
    if record.separate == YesNo.NO:
        return Consent.BUNDLED
    return out_of_scope(record, *asked) or (Consent.UNPROVEN if missing else Consent.VALID)


def _reason(status: Consent, record: ConsentRecord, missing: int) -> str:
    box, other = BOXES["pre_ticked"], ""
    if status == Consent.OTHER_PURPOSE:
        other = label("purpose", record.purpose)
    if status == Consent.OTHER_CHANNEL:
        other = label("channel", record.channel)
    what = "ontbreekt één ding" if missing == 1 else f"ontbreken {missing} dingen"
    return read_data(TEXTS)["reasons"][status].format(begin=box[:1].upper() + box[1:], other=other, what=what)


def out_of_scope(record: ConsentRecord, sender: str | None, channel: str | None, purpose: str | None) -> Consent | None:
    """Return what the consent was given for instead, or None when it is for this sender, channel and purpose."""
    if sender is not None and record.sender and not same_sender(sender, record.sender):
        return Consent.OTHER_SENDER
    if purpose is not None and purpose != record.purpose:
        return Consent.OTHER_PURPOSE
    return Consent.OTHER_CHANNEL if channel is not None and channel != record.channel else None


def _refresh(record: ConsentRecord, as_of: date, last_contact: date | None) -> str:
    """Return the advice to ask again after FRESH_MONTHS without contact."""
    known = [moment[:10] for moment in (record.given_at, record.confirmed_at) if moment]
    if last_contact is not None and last_contact <= as_of:
        known.append(last_contact.isoformat())
    last = date.fromisoformat(max(known))
    months = (as_of.year - last.year) * 12 + as_of.month - last.month - (as_of.day < last.day)
    if months < FRESH_MONTHS:
        return ""
    return read_data(TEXTS)["advice"]["ask_again"].format(months=months, limit=FRESH_MONTHS)


def reaches(record: ConsentRecord, channel: str, email: str | None, phone: str | None) -> bool:
    """Tell whether a consent is about this address or number on this channel: for one is not for another."""
    if channel == Channel.EMAIL:
        return bool(email) and record.email == email
    if channel in BY_PHONE:
        return bool(phone) and record.phone == phone
    return bool((email and record.email == email) or (phone and record.phone == phone))
