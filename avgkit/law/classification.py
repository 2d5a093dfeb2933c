"""Verdicts for a whole list: one row per contact x channel x purpose, by look-up in the decision table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from avgkit.base.errors import AvgkitError
from avgkit.law.ageing import aged
from avgkit.law.codes import FactCodes, codes_of, distinct
from avgkit.law.decision import parse_day
from avgkit.law.fact_codes import code_of, codes_with
from avgkit.law.facts import (
    CONTACT_FACTS,
    FACTS,
    UNKNOWN,
    VERDICT_LABELS,
    Channel,
    Purpose,
    RuleSet,
    Verdict,
)
from avgkit.law.table import DecisionTable, table_as_of

if TYPE_CHECKING:
    import pandas as pd

CONTACT_COLUMNS = ("contact_id", "name", "email", "phone")


def classify(
    contacts: pd.DataFrame,
    *,
    as_of: date | str,
    channels: Iterable[str] | None = None,
    purposes: Iterable[str] | None = None,
    facts: Mapping[str, object] | None = None,
    rules: str = RuleSet.LAW,
    codes: FactCodes | None = None,
) -> pd.DataFrame:
    """Return the verdicts of a list.

    ``contacts`` has a row per contact; columns named after facts are used, absent ones are unknown. ``consent_channel``
    and ``consent_purpose`` may tell what a valid consent covers. ``facts`` fill in what is unknown of any contact: they
    never undo what the list says (save to make it a no), and never settle who is ``held``. A column ``last_sale`` (ISO
    day) makes customers of long ago former customers. Who holds the ``codes`` of the contacts on that day (see
    ``codes_on``) may pass them; then ``facts`` is not looked at.

    The result has a row per contact x channel x purpose, in that order, with contact_id, name, email, phone, channel,
    purpose, verdict, rule, reason, ask (facts, comma between) and contested.

    Raises AvgkitError with a Dutch sentence for an unknown name or value, or a day before 2018-05-25.
    """
    import pandas as pd

    pairs = pairs_of(channels, purposes)
    table = table_as_of(parse_day(as_of), rules)
    codes = codes_on(contacts, parse_day(as_of), facts) if codes is None else codes
    numbers = codes.outcomes(table, pairs).T.ravel()
    size = len(contacts)
    result = {name: _repeated(contacts, name, len(pairs)) for name in CONTACT_COLUMNS}
    for place, (fact, kind) in enumerate((("channel", Channel), ("purpose", Purpose))):
        column = np.array([code_of(fact, pair[place]) for pair in pairs], np.int8)
        result[fact] = pd.Categorical.from_codes(np.tile(column, size), [*kind])
    for name, values in outcome_columns(table).items():
        result[name] = _categorical(values, numbers, [*Verdict] if name == "verdict" else None)
    result["contested"] = np.array([outcome.contested for outcome in table.outcomes])[numbers]
    return pd.DataFrame(result, copy=False)


def codes_on(contacts: pd.DataFrame, day: date, facts: Mapping[str, object] | None = None) -> FactCodes:
    """Return the facts of a list as they are on this day, with ``facts`` filled in where they are unknown."""
    return codes_of(aged(contacts, day), facts or {})


def counts(classified: pd.DataFrame) -> pd.DataFrame:
    """Return the number of verdicts per channel: index channel (as classified), a column per verdict."""
    import pandas as pd

    table = pd.crosstab(classified["channel"], classified["verdict"], dropna=False)
    present = [channel for channel in Channel if channel in set(classified["channel"].unique())]
    return table.reindex(index=present, columns=[*VERDICT_LABELS], fill_value=0)


def unlocks(
    contacts: pd.DataFrame,
    *,
    as_of: date | str,
    channels: Iterable[str] | None = None,
    purposes: Iterable[str] | None = None,
    facts: Mapping[str, object] | None = None,
    rules: str = RuleSet.LAW,
    codes: FactCodes | None = None,
) -> pd.DataFrame:
    """Return what one answer would settle: a row per fact that is asked for, the most useful first.

    Columns: fact, question (Dutch), answer (the value that settles most), contacts (for whom it settles a case), to_yes
    and to_no (cases that become allowed or conditional, and not_allowed). ``codes`` and what it raises: as
    ``classify``.
    """
    import pandas as pd

    pairs = pairs_of(channels, purposes)
    table = table_as_of(parse_day(as_of), rules)
    codes, weight = distinct(codes_on(contacts, parse_day(as_of), facts) if codes is None else codes)
    before = codes.outcomes(table, pairs)
    asked = {name for number in np.unique(before) for name in table.outcomes[number].ask}
    rows = []
    for name in (fact for fact in CONTACT_FACTS if fact in asked):
        rows.append(
            max(
                (_effect(codes, weight, table, pairs, before, name, value) for value in FACTS[name].labels),
                key=lambda row: (row["contacts"], row["to_yes"] + row["to_no"]),
            )
        )
    columns = ["fact", "question", "answer", "contacts", "to_yes", "to_no"]
    frame = pd.DataFrame(rows, columns=columns).sort_values(
        ["contacts", "to_yes", "to_no"], ascending=False, kind="stable"
    )
    return frame[frame["contacts"] > 0].reset_index(drop=True)


def _effect(
    codes: FactCodes,
    weight: np.ndarray,
    table: DecisionTable,
    pairs: Sequence[tuple[str, str]],
    before: np.ndarray,
    name: str,
    value: str,
) -> dict:
    """Return what happens when this answer is given for every contact of whom it may be true and is not known."""
    unknown = np.isin(codes.facts[name], codes_with(name, value))
    answered = np.where(unknown, code_of(name, value), codes.facts[name]).astype(np.uint8)
    outcomes = replace(codes, facts={**codes.facts, name: answered}).outcomes(table, pairs)
    verdicts = np.array([[*Verdict].index(outcome.verdict) for outcome in table.outcomes], np.uint8)
    after = verdicts[outcomes]
    depends = [*Verdict].index(Verdict.DEPENDS)
    settled = (verdicts[before] == depends) & (after != depends)
    to_no = settled & (after == [*Verdict].index(Verdict.NOT_ALLOWED))
    return {
        "fact": name,
        "question": FACTS[name].question,
        "answer": value,
        "contacts": int(weight[settled.any(axis=0)].sum()),
        "to_yes": int((settled & ~to_no).sum(axis=0) @ weight),
        "to_no": int(to_no.sum(axis=0) @ weight),
    }


def pairs_of(channels: Iterable[str] | None, purposes: Iterable[str] | None) -> list[tuple[str, str]]:
    """Return the chosen channels x purposes, all when None. Raises AvgkitError for a name that does not exist."""
    chosen: list[list[str]] = []
    for fact, kind, values in (("channel", Channel, channels), ("purpose", Purpose, purposes)):
        values = [values] if isinstance(values, str) else list(values or kind)
        parsed = [FACTS[fact].parse(value) for value in values]
        if UNKNOWN in parsed:
            raise AvgkitError(f"{FACTS[fact].label} ontbreekt. Kies uit: {', '.join(kind)}.")
        chosen.append(list(dict.fromkeys(parsed)))
    first, second = chosen
    return list(product(first, second))


def _repeated(contacts: pd.DataFrame, name: str, times: int) -> np.ndarray | pd.Series:
    import pandas as pd

    if name not in contacts:
        values = np.arange(1, len(contacts) + 1) if name == "contact_id" else np.full(len(contacts), None, object)
        return np.repeat(values, times)
    return pd.Series(
        np.repeat(contacts[name].to_numpy(object), times), dtype=object
    )  # not guessed: that costs the most


def outcome_columns(table: DecisionTable) -> dict[str, list[str]]:
    """Return verdict, rule, reason and ask of each outcome of the table, as the result of ``classify`` has them."""
    return {
        "verdict": [outcome.verdict for outcome in table.outcomes],
        "rule": [outcome.rule or "" for outcome in table.outcomes],
        "reason": [outcome.reason for outcome in table.outcomes],
        "ask": [",".join(outcome.ask) for outcome in table.outcomes],
    }


def _categorical(values: Sequence[str], numbers: np.ndarray, categories: Sequence[str] | None) -> pd.Categorical:
    import pandas as pd

    categories = list(categories or dict.fromkeys(values))
    places = {value: place for place, value in enumerate(categories)}
    return pd.Categorical.from_codes(np.array([places[value] for value in values], np.int32)[numbers], categories)
