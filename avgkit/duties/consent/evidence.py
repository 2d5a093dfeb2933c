"""What the evidence does to a list: the consents, withdrawals and objections of each contact, per channel and purpose.

Contacts are recognised by address or number. A withdrawal or an objection counts for whoever shares either; a consent
only for the very address or number that it was given for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError
from avgkit.duties.consent.quality import out_of_scope, quality, reaches
from avgkit.duties.consent.record import CHANNELS, OBJECTION, WITHDRAWAL, ConsentRecord, Refusal
from avgkit.duties.consent.senders import surely_other_sender
from avgkit.duties.consent.store import Store
from avgkit.duties.consent.store_people import StorePeople
from avgkit.law.codes import evidence_column
from avgkit.law.facts import UNKNOWN, Consent, Purpose, YesNo

if TYPE_CHECKING:
    import pandas as pd

_COMMERCIAL = (Purpose.NEWSLETTER, Purpose.OFFER, Purpose.PERMISSION_REQUEST, Purpose.FEEDBACK_REQUEST)
PAIRS = tuple(product(CHANNELS, _COMMERCIAL))
_FLAWED = (Consent.WITHDRAWN, Consent.NONE, Consent.PRE_TICKED, Consent.BUNDLED)
"""Worths that hold for whatever is asked: what was given for something else is not better."""
BEST_FIRST = (
    Consent.VALID,
    Consent.UNPROVEN,
    Consent.OTHER_CHANNEL,
    Consent.OTHER_PURPOSE,
    Consent.OTHER_SENDER,
    Consent.BUNDLED,
    Consent.PRE_TICKED,
    Consent.WITHDRAWN,
    Consent.NONE,
)
"""One good proof is enough: of several consents the best one counts."""


@dataclass(frozen=True)
class Evidence:
    """What is known of one person on one day: the consent per channel and purpose, whether anything was withdrawn, and
    the channels that were objected to (empty text: all).
    """

    pairs: dict[tuple[str, str], Consent]
    own: frozenset[tuple[str, str]]
    stopped: bool
    objections: frozenset[str]


def evidence_of(
    records: Iterable[ConsentRecord],
    refusals: Iterable[Refusal],
    *,
    as_of: date,
    sender: str,
    email: str | None,
    phone: str | None,
    sender_is_sure: bool = True,
) -> Evidence:
    """Return what these consents and refusals of one person are worth for this sender, address and number.

    A refusal counts unless it was surely said to another sender; without ``sender_is_sure`` (the learner did not say
    who writes) none was.

    ``records`` stand as ``Store.records`` gives them. Who withdrew anything gets nothing without a consent of its own
    for it: the strictest reading of a person who said stop.
    """
    judged = [(record, quality(record, as_of).status) for record in records]
    spoken_for = sender if sender_is_sure else ""
    said = [r for r in refusals if r.at[:10] <= as_of.isoformat()]
    stands = [r for r in said if not surely_other_sender(r.sender, spoken_for)]
    stopped = any(r.kind == WITHDRAWAL for r in stands) or any(
        status == Consent.WITHDRAWN and not surely_other_sender(record.sender, spoken_for) for record, status in judged
    )
    pairs: dict[tuple[str, str], Consent] = {}
    own = set()
    for pair in PAIRS:
        mine, others = _worths(judged, sender, pair, email, phone)
        if mine:
            own.add(pair)
        found = mine or ([Consent.WITHDRAWN] if stopped else others)
        pairs[pair] = min(found, key=BEST_FIRST.index, default=Consent.NONE)
        if stopped and pairs[pair] != Consent.VALID:
            pairs[pair] = Consent.WITHDRAWN
    return Evidence(pairs, frozenset(own), stopped, frozenset(r.channel for r in stands if r.kind == OBJECTION))


def _worths(
    judged: list[tuple[ConsentRecord, Consent]],
    sender: str,
    pair: tuple[str, str],
    email: str | None,
    phone: str | None,
) -> tuple[list[Consent], list[Consent]]:
    """Return the worths of the consents for this pair, and those of all others."""
    mine, others = [], []
    for record, status in judged:
        elsewhere = out_of_scope(record, sender, *pair)
        if elsewhere:
            others.append(status if status in _FLAWED else elsewhere)
        elif status == Consent.VALID and not reaches(record, pair[0], email, phone):
            mine.append(Consent.UNPROVEN)
        else:
            mine.append(status)
    return [status for status in mine if status != Consent.NONE], [s for s in others if s != Consent.NONE]


def with_evidence(contacts: pd.DataFrame, store: Store, *, as_of: date, sender: str | None = None) -> pd.DataFrame:
    """Return the list with what the store proves, for ``classify`` and all that follows from it.

    Sets ``consent`` (with its scope) and ``objection``, and adds a column per channel and purpose where evidence says
    something else (see ``codes.evidence_column``). What a list says of a withdrawal or an objection stays. ``sender``
    may be left out when all consents are given to one. Raises AvgkitError when the chain is not sound or the sender is
    not clear.
    """
    if not (check := store.verify()).sound:
        raise AvgkitError(check.sentence)
    held = StorePeople(store)
    is_sure, sender = sender is not None, held.sender(sender)
    rows = list(held.rows(contacts))
    result = _prepared(contacts)
    said = _said(result)
    changes: dict[str, dict[int, str]] = {}
    for place, marks, email, phone in rows:
        records, refusals = held.of(marks)
        evidence = evidence_of(
            records, refusals, as_of=as_of, sender=sender, email=email, phone=phone, sender_is_sure=is_sure
        )
        for name, value in _changes(evidence, _base(said, place)).items():
            changes.setdefault(name, {})[place] = value
    return _changed(result, changes)


def with_records(
    contact: pd.DataFrame,
    records: Iterable[ConsentRecord],
    refusals: Iterable[Refusal],
    *,
    as_of: date,
    sender: str,
) -> pd.DataFrame:
    """Return one contact (a frame of one row) with what these consents and refusals of this person prove."""
    result = _prepared(contact)
    email, phone = (cell if isinstance(cell := contact[name].iat[0], str) else None for name in ("email", "phone"))
    evidence = evidence_of(records, refusals, as_of=as_of, sender=sender, email=email, phone=phone)
    return _changed(result, {name: {0: value} for name, value in _changes(evidence, _base(_said(result), 0)).items()})


def _prepared(contacts: pd.DataFrame) -> pd.DataFrame:
    result = contacts.copy()
    for name, default in (
        ("consent", UNKNOWN),
        ("objection", UNKNOWN),
        ("consent_channel", ""),
        ("consent_purpose", ""),
    ):
        result[name] = result[name].astype(object) if name in result else default
    return result


def _said(contacts: pd.DataFrame) -> dict[str, list]:
    """Return what the list itself says of consent and its scope, column by column."""
    return {name: contacts[name].tolist() for name in ("consent", "consent_channel", "consent_purpose")}


def _base(said: dict[str, list], place: int) -> dict[str, str]:
    return {name: str(cell) if isinstance(cell := cells[place], str) else "" for name, cells in said.items()}


def _changes(evidence: Evidence, base: dict[str, str]) -> dict[str, str]:
    """Return the columns that evidence changes for one contact, given what the list says."""
    found = {"objection": str(YesNo.YES)} if "" in evidence.objections else {}
    found |= {evidence_column("objection", c): str(YesNo.YES) for c in evidence.objections if c}
    if base["consent"] == Consent.WITHDRAWN:
        return found
    for pair, status in evidence.pairs.items():
        if _counts(status, pair, base, pair in evidence.own):
            found[evidence_column("consent", *pair)] = str(status)
    return found | _summary(evidence, base)


def _counts(status: Consent, pair: tuple[str, str], base: dict[str, str], own: bool) -> bool:
    """Tell whether the evidence replaces what the list says of this channel and purpose.

    Proof and a withdrawal always do, and so does a flaw that the list cannot show. A consent that is not proven or is
    for something else says nothing against what a list proves.
    """
    if status in (Consent.VALID, Consent.WITHDRAWN):
        return True
    if status == Consent.NONE:
        return False
    listed = base["consent"] == Consent.VALID and _covers(base, pair)
    if status in _FLAWED:
        return own
    return not listed if status == Consent.UNPROVEN else base["consent"] in (UNKNOWN, "", Consent.NONE)


def _covers(base: dict[str, str], pair: tuple[str, str]) -> bool:
    return base["consent_channel"] in ("", pair[0]) and base["consent_purpose"] in ("", pair[1])


def _summary(evidence: Evidence, base: dict[str, str]) -> dict[str, str]:
    """Return the consent of the whole contact: withdrawn, the first proof with its scope, or the best of the rest."""
    if evidence.stopped:
        return {"consent": str(Consent.WITHDRAWN), "consent_channel": "", "consent_purpose": ""}
    if base["consent"] == Consent.VALID or not evidence.own:
        return {}
    best = min(evidence.own, key=lambda pair: (BEST_FIRST.index(evidence.pairs[pair]), PAIRS.index(pair)))
    valid = evidence.pairs[best] == Consent.VALID
    scope = (str(best[0]), str(best[1])) if valid else ("", "")
    return {"consent": str(evidence.pairs[best]), "consent_channel": scope[0], "consent_purpose": scope[1]}


def _changed(result: pd.DataFrame, changes: dict[str, dict[int, str]]) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    for name, values in changes.items():
        column = result[name].to_numpy(object, copy=True) if name in result else np.full(len(result), None, object)
        column[list(values)] = list(values.values())
        kind = "category" if ":" in name else object
        result[name] = pd.Series(column, index=result.index, dtype=kind)
    return result
