"""What a consent still lacks as proof (AVG art. 7(1)), and what it is worth for a sender, a channel and a purpose.

What is needed is data: a row per element. Only a record with every needed element is valid; a missing fact never is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from avgkit.duties.consent.consent_labels import BOXES
from avgkit.duties.consent.record import BY_PHONE, Box, ConsentRecord, Method, same_sender
from avgkit.law.facts import AVG_APPLIES, Channel, Consent, YesNo, label
from avgkit.law.sources import SOURCES

FRESH_MONTHS = 24
"""Months without contact after which we advise to ask again. Our choice: the law names no term (EDPB 05/2020)."""


@dataclass(frozen=True)
class ProofElement:
    """One thing that proof of consent rests on.

    ``missing`` and ``what_now`` are Dutch. ``needed``: without it the consent is not proven; otherwise it makes the proof
    stronger. ``source`` is a key of ``rules.sources``. ``there`` tells whether a record says it; what it says may be a flaw.
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
    """The worth of a consent: a value of ``vocabulary.Consent``, what is missing, what would make it stronger, and why."""

    status: Consent
    missing: tuple[ProofElement, ...]
    stronger: tuple[ProofElement, ...]
    reason: str
    advice: str = ""

    @property
    def sentences(self) -> list[str]:
        """What is missing, in Dutch: per element what, the article and what to do."""
        return [f"{element.missing} ({element.article}) {element.what_now}" for element in self.missing]


ELEMENTS = (
    ProofElement(
        "address",
        "Het adres of nummer voor dit kanaal ontbreekt.",
        "Vul in op welk adres of nummer je deze persoon mag bereiken.",
        "AVG artikel 7 lid 1",
        lambda record: bool(record.address),
    ),
    ProofElement(
        "sender",
        "Er staat niet bij aan wie de toestemming is gegeven.",
        "Vul de naam van je bedrijf in zoals die op het formulier stond.",
        "AVG artikel 4 onder 11 en overweging 42",
        lambda record: bool(record.sender),
    ),
    ProofElement(
        "given_at",
        "De dag van de toestemming ontbreekt.",
        "Zoek de dag op in je mailprogramma, je agenda of op het papier.",
        "AVG artikel 7 lid 1",
        lambda record: bool(record.given_at),
    ),
    ProofElement(
        "method",
        "Er staat niet bij hoe de toestemming is gegeven.",
        "Kies: een vakje, een knop, op papier, hardop of in een bericht.",
        "AVG artikel 4 onder 11 en artikel 7 lid 1",
        lambda record: bool(record.method),
    ),
    ProofElement(
        "box",
        "Je weet niet of het vakje uit stond.",
        "Kijk op het formulier of in een oude versie ervan.",
        "AVG artikel 4 onder 11 en overweging 32",
        lambda record: record.method != Method.BOX or bool(record.box),
    ),
    ProofElement(
        "text",
        "De tekst ontbreekt waar deze persoon ja op zei.",
        "Neem de zin letterlijk over van het formulier, het papier of het bericht.",
        "AVG artikel 4 onder 11 en artikel 7 lid 2",
        lambda record: bool(record.text),
    ),
    ProofElement(
        "separate",
        "Je weet niet of de vraag los stond van andere dingen, zoals je voorwaarden.",
        "Kijk of iemand ook zonder deze toestemming verder kon.",
        "AVG artikel 7 lid 2 en 4",
        lambda record: bool(record.separate),
    ),
    ProofElement(
        "origin",
        "Er staat niet bij waar de toestemming vandaan komt.",
        "Vul het IP-adres in, de plaats, of wie erbij was.",
        "AVG artikel 7 lid 1",
        lambda record: bool(record.origin),
    ),
    ProofElement(
        "document",
        "De scan van het papier ontbreekt.",
        "Maak een scan of foto en kies dat bestand. Bewaar het papier.",
        "AVG artikel 7 lid 1",
        lambda record: record.method != Method.PAPER or bool(record.document),
    ),
    ProofElement(
        "opt_out_offered",
        "Nergens blijkt dat is gezegd dat intrekken altijd kan.",
        "Kijk of dat in de tekst of bij het formulier stond.",
        "AVG artikel 7 lid 3",
        lambda record: record.opt_out_offered == YesNo.YES,
    ),
    ProofElement(
        "confirmed_at",
        "Er is geen bevestiging, zoals een klik in een mail (double opt-in).",
        "Zet dit aan in je mailprogramma. Het hoeft niet, maar het is het beste bewijs.",
        "AVG artikel 7 lid 1",
        lambda record: bool(record.confirmed_at),
        needed=False,
    ),
    ProofElement(
        "form_version",
        "Je weet niet welke versie van het formulier dit was.",
        "Geef elke versie van je formulier een naam of een datum, en bewaar een afbeelding.",
        "AVG artikel 7 lid 1",
        lambda record: bool(record.form_version),
        needed=False,
    ),
    ProofElement(
        "notice_version",
        "Je weet niet welke privacyverklaring er toen stond.",
        "Bewaar elke versie van je privacyverklaring met een datum.",
        "AVG artikel 13",
        lambda record: bool(record.notice_version),
        needed=False,
    ),
)


def unread(elements: Iterable[ProofElement]) -> str:
    """Say which sources of these elements nobody has opened yet (Dutch), or nothing."""
    titles = dict.fromkeys(SOURCES[e.source].title for e in elements if SOURCES[e.source].checked_on is None)
    return f"Nog niet nagekeken in de tekst zelf: {', '.join(titles)}." if titles else ""


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
    withdrawn, not yet given, pre_ticked, bundled, other_sender, other_purpose, other_channel, unproven, valid.
    """
    in_force = [e for e in ELEMENTS if e.valid_from <= as_of and (e.valid_to is None or as_of <= e.valid_to)]
    lacking = [element for element in in_force if not element.there(record)]
    missing = tuple(element for element in lacking if element.needed)
    stronger = tuple(element for element in lacking if not element.needed)
    status, reason = _judged(record, as_of, (sender, channel, purpose), missing)
    advice = _refresh(record, as_of, last_contact) if status == Consent.VALID else ""
    return Quality(status, missing, stronger, reason, advice)


def _judged(
    record: ConsentRecord,
    as_of: date,
    asked: tuple[str | None, str | None, str | None],
    missing: tuple[ProofElement, ...],
) -> tuple[Consent, str]:
    day = as_of.isoformat()
    if record.withdrawn_at and record.withdrawn_at[:10] <= day:
        return Consent.WITHDRAWN, "De toestemming is ingetrokken. Dat geldt meteen (AVG artikel 7 lid 3)."
    if record.given_at[:10] > day:
        return Consent.NONE, "Op deze dag was de toestemming nog niet gegeven."
    if record.box == Box.PRE_TICKED:
        return Consent.PRE_TICKED, f"{_begin(BOXES['pre_ticked'])}. Dat is geen toestemming (AVG overweging 32)."
    if record.separate == YesNo.NO:
        return Consent.BUNDLED, "De toestemming zat vast aan iets anders, en is dus niet vrij (AVG artikel 7 lid 4)."
    if status := out_of_scope(record, *asked):
        return status, f"De toestemming is {_SCOPES[status](record)} (AVG artikel 4 onder 11)."
    if missing:
        number = len(missing)
        what = "ontbreekt één ding" if number == 1 else f"ontbreken {number} dingen"
        return Consent.UNPROVEN, f"Je kunt de toestemming nog niet bewijzen: er {what} (AVG artikel 7 lid 1)."
    return Consent.VALID, "De toestemming is geldig, en je kunt haar bewijzen (AVG artikel 7 lid 1)."


_SCOPES = {
    Consent.OTHER_SENDER: lambda record: "aan een ander bedrijf gegeven",
    Consent.OTHER_PURPOSE: lambda record: f"voor een ander doel: {label('purpose', record.purpose)}",
    Consent.OTHER_CHANNEL: lambda record: f"voor een ander kanaal: {label('channel', record.channel)}",
}


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
    return (
        f"Voor zover je weet was er {months} maanden geen contact. Vraag het liever opnieuw. "
        f"De wet noemt geen termijn: {FRESH_MONTHS} maanden is onze keuze."
    )


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]


def reaches(record: ConsentRecord, channel: str, email: str | None, phone: str | None) -> bool:
    """Tell whether a consent is about this address or number, on this channel: consent for one address is not for another."""
    if channel == Channel.EMAIL:
        return bool(email) and record.email == email
    if channel in BY_PHONE:
        return bool(phone) and record.phone == phone
    return bool((email and record.email == email) or (phone and record.phone == phone))
