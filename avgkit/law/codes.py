"""The facts of many contacts as small numbers, ready to be looked up in the decision table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from avgkit.base.errors import AvgkitError
from avgkit.law.fact_codes import STAYS, code_of, filled_in, refuse_consent_of_several
from avgkit.law.facts import CONTACT_FACTS, FACTS, UNKNOWN, Channel, Consent, Purpose, YesNo, fact_named
from avgkit.law.table import DecisionTable

if TYPE_CHECKING:
    import pandas as pd

HOLDING_COLUMNS = ("held", "objection_channels")
"""Columns with channels, a comma between: where a contact is held (perhaps a no), and which were refused."""

NOTHING = np.uint8(255)
"""The code for a contact of whom nothing was said; no fact has so many values."""


def evidence_column(fact: str, channel: str, purpose: str = "") -> str:
    """Return the name of the column with the evidence for a channel and purpose, such as ``consent:email:offer``."""
    return ":".join(filter(None, (fact, channel, purpose)))


@dataclass(frozen=True)
class FactCodes:
    """The facts of n contacts as uint8 codes (see ``table.RADIX``), and what a valid consent covers.

    ``scope_channel`` and ``scope_purpose`` hold a channel's or purpose's code, or its number of values for “all”.
    ``evidence`` holds by column name (see ``evidence_column``) what is proven for one channel and purpose, or NOTHING.
    ``held``: the channels on which each contact perhaps said no, a bit each in the order of ``Channel``; None:
    nobody. There the objection is unknown, whatever is said of everyone, until something is said of that contact
    (``settled``).
    """

    facts: Mapping[str, np.ndarray]
    scope_channel: np.ndarray
    scope_purpose: np.ndarray
    evidence: Mapping[str, np.ndarray] = field(default_factory=dict)
    held: np.ndarray | None = None

    def with_fact(self, name: str, value: str) -> FactCodes:
        """Return the codes with what is said of every contact, as ``filled`` takes it."""
        return self.filled(name, np.full_like(self.facts[name], code_of(name, value)))

    def filled(self, name: str, said: np.ndarray) -> FactCodes:
        """Return the codes with what is said of several (a code per contact, or NOTHING) where it was not known.

        What is known stays, save a default; a set of values keeps those that the answer has too. A no (an objection, a
        withdrawal) counts for all of whom it is said.
        """
        found = self.facts[name].copy()
        for code in np.flatnonzero(np.bincount(said[said != NOTHING])):
            rows = said == code
            for known in np.flatnonzero(np.bincount(self.facts[name][rows])):
                found[rows & (self.facts[name] == known)] = filled_in(name, int(known), int(code))
        return self.with_codes(name, np.where(found != self.facts[name], found, NOTHING))

    def with_codes(self, name: str, said: np.ndarray) -> FactCodes:
        """Return the codes with one fact as it was said: a code per contact, or NOTHING.

        It goes before what was known, but an objection, a withdrawal and evidence stay. A consent that is said counts
        for every other channel and purpose.
        """
        is_said = said != NOTHING
        if name in STAYS:
            is_said &= self.facts[name] != code_of(name, STAYS[name])
        column = np.where(is_said, said, self.facts[name])
        scope: dict[str, Any] = {}
        if name == "consent":
            scope = {
                "scope_channel": np.where(is_said, len(Channel), self.scope_channel).astype(np.uint8),
                "scope_purpose": np.where(is_said, len(Purpose), self.scope_purpose).astype(np.uint8),
            }
        return replace(self, facts={**self.facts, name: column}, **scope)

    def settled(self, rows: np.ndarray) -> FactCodes:
        """Return the codes with these contacts (a mask) no longer held: it was said of each of them whether it was a
        no.
        """
        return self if self.held is None else replace(self, held=np.where(rows, 0, self.held).astype(np.uint16))

    def held_on(self, channel: str) -> np.ndarray:
        """Tell who is held on this channel."""
        if self.held is None:
            return np.zeros(len(self.scope_channel), bool)
        return (self.held >> code_of("channel", channel)) & 1 == 1

    def take(self, rows: np.ndarray) -> FactCodes:
        """Return the codes of these rows."""
        return FactCodes(
            {name: column[rows] for name, column in self.facts.items()},
            self.scope_channel[rows],
            self.scope_purpose[rows],
            {name: column[rows] for name, column in self.evidence.items()},
            None if self.held is None else self.held[rows],
        )

    def outcomes(self, table: DecisionTable, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        """Return outcome numbers, shape pairs x contacts. A valid consent counts only for what it covers."""
        scoped = (self.scope_channel < len(Channel)) | (self.scope_purpose < len(Purpose))
        scoped &= self.facts["consent"] == code_of("consent", Consent.VALID)
        for column in self.evidence.values():
            scoped |= column != NOTHING
        if self.held is not None:
            scoped |= self.held != 0
        found = table.look_up(self.facts, pairs)
        rows = np.flatnonzero(scoped)
        if len(rows):
            few = self.take(rows)
            for row, pair in enumerate(pairs):
                known = {"consent": few.consent_for(*pair), "objection": few.objection_for(pair[0])}
                found[row, rows] = table.look_up({**few.facts, **known}, [pair])[0]
        return found

    def consent_for(self, channel: str, purpose: str) -> np.ndarray:
        """Return the consent codes as they count for this channel and purpose (AVG art. 4(11), 5(1)(b))."""
        consent = self.facts["consent"].copy()
        valid = consent == code_of("consent", Consent.VALID)
        off_purpose = ~np.isin(self.scope_purpose, [code_of("purpose", purpose), len(Purpose)])
        off_channel = ~np.isin(self.scope_channel, [code_of("channel", channel), len(Channel)])
        consent[valid & off_purpose] = code_of("consent", Consent.OTHER_PURPOSE)
        consent[valid & off_channel] = code_of("consent", Consent.OTHER_CHANNEL)
        return self._proven(consent, evidence_column("consent", channel, purpose))

    def objection_for(self, channel: str) -> np.ndarray:
        """Return the objection codes as they count for this channel (AVG art. 21(2))."""
        codes = self._proven(self.facts["objection"], evidence_column("objection", channel))
        if self.held is None:
            return codes
        doubtful = self.held_on(channel) & (codes != code_of("objection", YesNo.YES))
        return np.where(doubtful, code_of("objection", UNKNOWN), codes).astype(codes.dtype)

    def _proven(self, codes: np.ndarray, column: str) -> np.ndarray:
        """Return the codes with what the evidence says in their place."""
        if column not in self.evidence:
            return codes
        return np.where(self.evidence[column] == NOTHING, codes, self.evidence[column])


def codes_of(contacts: pd.DataFrame, facts: Mapping[str, object]) -> FactCodes:
    """Return the codes of a list, with ``facts`` filled in where they are not known.

    Raises AvgkitError with a Dutch sentence for a name or value that does not exist, and for a valid consent of
    several.
    """
    columns = {}
    for name in CONTACT_FACTS:
        default = code_of(name, FACTS[name].default)
        columns[name] = _column(contacts, name, name, default)
    codes = FactCodes(
        columns,
        _column(contacts, "consent_channel", "channel", len(Channel)),
        _column(contacts, "consent_purpose", "purpose", len(Purpose)),
        _evidence(contacts),
        channel_bits(contacts["held"]) if "held" in contacts else None,
    )
    for name, value in checked_facts(facts).items():
        refuse_consent_of_several(name, value, len(contacts))
        codes = codes.with_fact(name, value)
    return codes


def _evidence(contacts: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return the columns of evidence; who is named in ``objection_channels`` objected to these channels."""
    found = {
        str(name): _column(contacts, name, name.partition(":")[0], int(NOTHING))
        for name in contacts
        if str(name).startswith(("consent:", "objection:"))
    }
    if "objection_channels" not in contacts:
        return found
    if (refused := channel_bits(contacts["objection_channels"])) is None:
        return found
    for place, channel in enumerate(Channel):
        said = (refused >> place) & 1 == 1
        if said.any():
            name = evidence_column("objection", channel)
            known = found.get(name, np.full(len(contacts), NOTHING))
            found[name] = np.where(said, code_of("objection", YesNo.YES), known).astype(np.uint8)
    return found


def channel_bits(channels: pd.Series) -> np.ndarray | None:
    """Return the channels in a column of texts such as “email, phone” as bits (see ``FactCodes``), None when none is
    named.

    A word that is no channel stands for all of them: what can't be read never lets somebody through.
    """
    import pandas as pd

    if all(pd.isna(text) or text == "" for text in set(channels.tolist())):
        return None  # as in most lists, and quickly known
    places, values = pd.factorize(channels.astype(object).where(channels.notna(), ""))
    bits = {str(channel): 1 << place for place, channel in enumerate(Channel)}
    every = sum(bits.values())

    def of(text: str) -> int:
        named = [name.strip() for name in text.split(",") if name.strip()]
        return sum({bits[name] for name in named}) if all(name in bits for name in named) else every

    codes = np.array([of(str(value)) for value in values] or [0], np.uint16)[places]
    return codes if codes.any() else None


def checked_facts(facts: Mapping[str, object]) -> dict[str, str]:
    """Return the values of facts for a whole list. Raises AvgkitError for a name or value that does not exist."""
    for name in facts:
        if name not in CONTACT_FACTS:
            fact_named(name)
            raise AvgkitError(f"“{name}” kies je met --{name}, niet als feit van een contact.")
    return {name: FACTS[name].parse(value) for name, value in facts.items()}


def _column(contacts: pd.DataFrame, column: str, fact: str, default: int) -> np.ndarray:
    """Return the codes of one column; an empty cell says nothing, so it has the default, and so has an absent
    column.
    """
    import pandas as pd

    if column not in contacts:
        return np.full(len(contacts), default, np.uint8)
    places, values = pd.factorize(contacts[column])
    known = [default if not str(value).strip() else _code(fact, value, column == fact, default) for value in values]
    return np.array([*known, default], np.uint8)[places]


def _code(fact: str, value: object, is_fact: bool, default: int) -> int:
    """Return the code of a cell. What covers a consent is not said by “unknown”; a fact can be said to be unknown."""
    parsed = FACTS[fact].parse(value)
    return code_of(fact, parsed) if is_fact or parsed != UNKNOWN else default


def distinct(codes: FactCodes) -> tuple[FactCodes, np.ndarray]:
    """Return the distinct combinations of facts and how many contacts have each."""
    stacked = np.column_stack(
        [
            *codes.facts.values(),
            codes.scope_channel,
            codes.scope_purpose,
            *codes.evidence.values(),
            *([] if codes.held is None else [codes.held]),
        ]
    )
    _, first, weight = np.unique(stacked, axis=0, return_index=True, return_counts=True)
    return codes.take(first), weight
