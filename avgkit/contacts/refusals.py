"""What stop signals do to the contacts of a file: a certain no is an objection or a withdrawal, a possible one
holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from avgkit.contacts.contact_columns import Columns
from avgkit.contacts.formats.base import NOT_OPTED_IN, PENDING, UNDELIVERABLE
from avgkit.contacts.signal_rules import Signal, together
from avgkit.contacts.signal_words import meanings
from avgkit.law.codes import evidence_column
from avgkit.law.facts import Channel, Consent, YesNo

if TYPE_CHECKING:
    import pandas as pd

    from avgkit.contacts.people import FileReading


@dataclass(frozen=True)
class Sign:
    """A text that says no, or perhaps: where it stands, what it says, and the rows (places in the file) that have it.

    ``withdraws``: it is the status of a subscription, so a no takes consent back; ``of_leaving``: why somebody left.
    """

    sheet: str
    column: str
    text: str
    signal: Signal
    rows: Sequence[int]
    withdraws: bool = False
    of_leaving: bool = False


@dataclass(frozen=True)
class ColumnUse:
    """What a column was used for, and how many of its cells are filled, certain or possible signals."""

    sheet: str
    column: str
    used_for: str
    filled: int
    certain: int = 0
    possible: int = 0


@dataclass
class Account:
    """The columns of a sheet and their stop signals. ``readings``: what status words say of consent, by row."""

    uses: list[ColumnUse] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    readings: dict[int, str] = field(default_factory=dict)


def lay_over(columns: Columns, account: Account, known: bool) -> None:
    """Change the columns of a file by what its account says.

    A certain no becomes an objection, for every channel or the named ones; a possible one holds the contact. A
    consent that is proven counts no more beside a no, nor beside a status that says that there is none. ``known``: a
    format that we know says itself of whom mail does not arrive; that holds nobody.
    """
    if not account.signs and not account.readings:
        return
    lost = {row for row, said in enumerate(columns["consent_reading"]) if known and said == UNDELIVERABLE.reading}
    stopped = {row for row, said in enumerate(columns["consent"]) if said == Consent.WITHDRAWN}
    for row, reading in account.readings.items():
        _read_less(columns, row, reading)
    for certain in (True, False):
        by_row: dict[int, list[Signal]] = {}
        left = {row for sign in account.signs if certain and _takes_back(sign) for row in sign.rows}
        for sign in account.signs:
            if sign.signal.certain is certain and not _takes_back(sign):
                passed = (
                    stopped
                    if certain and sign.of_leaving
                    else lost
                    if not certain and " BOUNCE " in meanings(sign.text.replace("_", " "))
                    else ()
                )
                for row in sign.rows:
                    if row not in passed:
                        by_row.setdefault(row, []).append(sign.signal)
        for row in left:
            columns["consent"][row] = columns["consent_reading"][row] = str(Consent.WITHDRAWN)
        for row, signals in by_row.items():
            said = together(signals)
            assert said is not None
            (refuse if certain else hold)(columns, row, said)


def _takes_back(sign: Sign) -> bool:
    """Tell whether a sign is a status by which consent was taken back."""
    said = sign.signal
    return sign.withdraws and said.certain and (not said.channels or Channel.EMAIL in said.channels)


def refuse(columns: Columns, row: int, said: Signal) -> None:
    """Write a certain no into a row."""
    if said.channels:
        columns["objection_channels"][row] = union(columns["objection_channels"][row], said.scope)
    else:
        columns["objection"][row] = str(YesNo.YES)
    covers = not said.channels or columns["consent_channel"][row] in ("", *said.channels)
    if covers and columns["consent"][row] == Consent.VALID:
        columns["consent"][row] = columns["consent_reading"][row] = str(Consent.WITHDRAWN)


def hold(columns: Columns, row: int, said: Signal) -> None:
    """Write a possible no into a row; who said no already needs no question."""
    if columns["objection"][row] != YesNo.YES and columns["consent"][row] != Consent.WITHDRAWN:
        columns["held"][row] = union(columns["held"][row], said.scope)
        note(columns, row, "held")


def note(columns: Columns, row: int, issue: str) -> None:
    """Note what was seen in a row, once."""
    if issue not in columns["issues"][row]:
        others = columns["issues"][row]
        columns["issues"][row] = [issue, *others] if issue == "held" else [*others, issue]  # what weighs most, first


def _read_less(columns: Columns, row: int, reading: str) -> None:
    if columns["consent"][row] == Consent.WITHDRAWN:
        return
    if reading == UNDELIVERABLE.reading:
        note(columns, row, "undeliverable")
        columns["consent_reading"][row], columns["consent"][row] = reading, UNDELIVERABLE.consent
    elif columns["consent"][row] == Consent.VALID:
        known = PENDING if reading == PENDING.reading else NOT_OPTED_IN
        columns["consent_reading"][row], columns["consent"][row] = known.reading, known.consent


def union(*scopes: str) -> str:
    """Return several texts of channels as one: “all” if one is, else the channels in their order; "" for none."""
    named = {name for scope in scopes for name in (scope or "").split(", ") if name}
    if "all" in named:
        return "all"
    return ", ".join(channel for channel in Channel if channel in named)


def decided(file: FileReading, answers: Mapping[tuple[str, str], bool]) -> FileReading:
    """Return a reading with the answers about its doubtful texts: a no becomes an objection, the others hold nobody."""
    about = [sign for sign in file.signs if not sign.signal.certain and (sign.column, sign.text) in answers]
    if not about:
        return file
    columns = {name: list(values) for name, values in file.columns.items()}
    held: dict[int, str] = {row: "" for sign in about for row in sign.rows}
    for sign in file.signs:
        for row in sign.rows:
            if row in held and not sign.signal.certain and (sign.column, sign.text) not in answers:
                held[row] = union(held[row], sign.signal.scope)
    for sign in about:
        for row in sign.rows if answers[sign.column, sign.text] else ():
            refuse(columns, row, sign.signal)
    for row, scope in held.items():
        if columns["held"][row]:
            columns["held"][row] = scope
            columns["issues"][row] = [issue for issue in columns["issues"][row] if issue != "held" or scope]
    return replace(file, columns=columns)


def with_refused_channels(people: pd.DataFrame) -> pd.DataFrame:
    """Return people with a column per refused channel, as the law reads it (``codes.evidence_column``)."""
    import pandas as pd

    refused = people["objection_channels"]
    for channel in Channel if refused.any() else ():
        said = refused.str.contains(rf"(?<!\w){channel}(?!\w)")
        if said.any():
            name = evidence_column("objection", channel)
            known = people[name].astype(object) if name in people else pd.Series(None, people.index, dtype=object)
            people[name] = known.mask(said, str(YesNo.YES)).astype("category")
    return people
