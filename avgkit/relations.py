"""The decision table as relations, so that a database can classify by joins.

    pairs      place -> channel, purpose           what was asked for, in that order
    near, far  near or far key -> offset           what the facts of a contact add to the number of a cell
    cells      cell -> outcome                     the decision table of every channel and purpose, one after another
    outcomes   outcome -> verdict, rule, reason, ask, contested

The facts of a contact make two numbers: near holds what the contact said and how we know it, far the rest. A key is
place x codes + code, and a contact's verdict for a pair is ``outcomes[cells[near[key] + far[key]]]``. What a valid consent
covers is in ``near``, a fact for the whole list in ``code``, so that no engine knows a rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from avgkit.law.classification import outcome_columns, pairs_of
from avgkit.law.codes import FactCodes, checked_facts, code_of, evidence_column
from avgkit.law.decision import parse_day
from avgkit.law.facts import FACTS, UNKNOWN, Channel, Consent, Purpose, RuleSet
from avgkit.law.table import PACKS, RADIX, DecisionTable, table_as_of

FAR = PACKS[1]
SCOPES = {"consent_channel": "channel", "consent_purpose": "purpose"}
SCOPE_SIZES = {"consent_channel": len(Channel) + 1, "consent_purpose": len(Purpose) + 1}
"""What a valid consent covers: the codes of channel and purpose, and a last one for “all”."""
VALID = code_of("consent", Consent.VALID)
SAID = RADIX["consent"] + SCOPE_SIZES["consent_channel"] * SCOPE_SIZES["consent_purpose"]
"""Codes of consent and what it covers in one: those of consent, and for a valid one a code per channel and purpose."""
NOTHING = -1
NEAR = {**{name: RADIX[name] for name in PACKS[0]}, "consent": SAID}
"""The parts of the near code, in order, with their sizes."""


@dataclass(frozen=True)
class Relations:
    """What an engine joins with, for one day, one rule set and the chosen channels and purposes. Keys count from 0."""

    day: date
    facts: Mapping[str, str]
    near: pd.DataFrame
    far: pd.DataFrame
    cells: pd.DataFrame
    outcomes: pd.DataFrame
    pairs: pd.DataFrame

    def code(self, column: str, value: object) -> int:
        """Return the code of a cell of a list, None for an empty one. Raises AvgkitError as ``Fact.parse`` does.

        Evidence for a pair has NOTHING where nothing is known; a valid one covers that pair.
        """
        fact = SCOPES.get(column, column.partition(":")[0])
        parsed = FACTS[fact].parse(value)
        if ":" in column:
            code = SAID - 1 if parsed == Consent.VALID else code_of(fact, parsed)
            return NOTHING if parsed == UNKNOWN else code
        if column in SCOPES:
            every = SCOPE_SIZES[column] - 1
            return every if "consent" in self.facts or parsed == UNKNOWN else code_of(fact, parsed)
        code = code_of(fact, parsed)
        if column in self.facts:
            one = np.zeros(1, np.uint8)
            code = int(FactCodes({column: one + code}, one, one).with_fact(column, self.facts[column]).facts[column][0])
        return code

    def evidence(self, fact: str) -> dict[int, str]:
        """Return for each place the column that holds what is proven of a fact (consent or objection) for that pair."""
        columns = zip(self.pairs["place"], self.pairs["channel"], self.pairs["purpose"], strict=True)
        return {
            int(place): evidence_column(fact, channel, purpose if fact == "consent" else "")
            for place, channel, purpose in columns
        }

    def absent(self, column: str) -> int:
        """Return the code of a column that the list does not have."""
        return self.code(column, None if column in SCOPES else FACTS[column].default)


def relations_of(
    *,
    as_of: date | str,
    channels: Iterable[str] | None = None,
    purposes: Iterable[str] | None = None,
    facts: Mapping[str, object] | None = None,
    rules: str = RuleSet.LAW,
) -> Relations:
    """Return the decision table as relations; parameters and errors are those of ``classify``."""
    day, pairs = parse_day(as_of), pairs_of(channels, purposes)
    table = table_as_of(day, rules)
    slices = {id(table.slices[pair]): table.slices[pair] for pair in pairs}
    first = dict(zip(slices, np.cumsum([0, *(part.cells.size for part in slices.values())]), strict=False))
    bases = [int(first[id(table.slices[pair])]) for pair in pairs]
    outcomes = pd.DataFrame(outcome_columns(table)).astype(str)
    outcomes["contested"] = [outcome.contested for outcome in table.outcomes]
    return Relations(
        day,
        checked_facts(facts or {}),
        _numbered("near", [base + _near(table, pair) for base, pair in zip(bases, pairs, strict=True)]),
        _numbered("far", [table.slices[pair].offsets[1] for pair in pairs]),
        _numbered("cell", [part.cells.ravel() for part in slices.values()]),
        outcomes.rename_axis("outcome").reset_index(),
        pd.DataFrame(pairs, columns=["channel", "purpose"]).astype(str).rename_axis("place").reset_index(),
    )


def _near(table: DecisionTable, pair: tuple[str, str]) -> np.ndarray:
    """Return the offset of each near code, where a valid consent counts only for what it covers."""
    codes = dict(zip(NEAR, np.unravel_index(np.arange(int(np.prod([*NEAR.values()]))), [*NEAR.values()]), strict=True))
    covered = codes["consent"] >= RADIX["consent"]
    channel, purpose = np.divmod(codes["consent"] - RADIX["consent"], SCOPE_SIZES["consent_purpose"])
    codes["consent"] = FactCodes(
        {"consent": np.where(covered, VALID, codes["consent"])},
        np.where(covered, channel, len(Channel)),
        np.where(covered, purpose, len(Purpose)),
    ).consent_for(*pair)
    packed = np.ravel_multi_index([codes[name] for name in PACKS[0]], [RADIX[name] for name in PACKS[0]])
    return table.slices[pair].offsets[0][packed]


def _numbered(name: str, parts: list[np.ndarray]) -> pd.DataFrame:
    values = np.concatenate(parts).astype(np.int32)
    return pd.DataFrame({f"{name}_key": np.arange(len(values), dtype=np.int32), f"{name}_value": values})
