"""The classification of a table of contacts as joins, said once in Narwhals, for any engine that it knows.

A table of contacts has a row per contact and columns named after facts, as ``avgkit read -o`` writes it. The engine does the
work when the result is fetched or saved; only the different texts of each fact are fetched before, to see what they mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw
import numpy as np
import pandas as pd

from avgkit.base.errors import AvgkitError
from avgkit.law.classification import CONTACT_COLUMNS, ISO_DAY, sale_limit
from avgkit.law.facts import CONTACT_FACTS, UNKNOWN, YEARS_LIMIT, Relation, Years
from avgkit.law.table import RADIX
from avgkit.relations import FAR, NEAR, NOTHING, SCOPE_SIZES, VALID, Relations

COLUMNS = (*CONTACT_FACTS, *SCOPE_SIZES)
"""The columns that decide, besides ``last_sale``."""
VERDICT_COLUMNS = (*CONTACT_COLUMNS, "channel", "purpose", "verdict", "rule", "reason", "ask", "contested")
MOST_VALUES = 100_000
"""Different texts that one column may hold: a column with more holds something else than a fact."""
PROVEN = ("consent", "objection")
"""Facts that may have evidence for one channel and purpose, in columns such as ``consent:email:offer``."""
WRONG, SHORT = -9, 64
ROW = "avgkit_row"
DAY, YEARS = "avgkit_day", "years_since_relation"
Load = Callable[[pd.DataFrame], nw.LazyFrame]
"""Gives an engine a small frame."""


@dataclass(frozen=True)
class Plan:
    """What becomes of a table: its verdicts (VERDICT_COLUMNS), and the cells that no fact knows (ROW, column), if any."""

    verdicts: nw.LazyFrame
    rejects: nw.LazyFrame | None


def plan(contacts: nw.LazyFrame, relations: Relations, load: Load) -> Plan:
    """Return the joins that classify a table of contacts; ``contacts`` has a column ROW that tells its rows apart.

    A row with a cell that no fact knows has no verdicts. Raises AvgkitError with a Dutch sentence for a table without
    contact_id or without any fact.
    """
    names = contacts.collect_schema().names()
    _refuse(names)
    proven = {fact: {p: name for p, name in relations.evidence(fact).items() if name in names} for fact in PROVEN}
    columns = [*COLUMNS, *dict.fromkeys(name for of in proven.values() for name in of.values())]
    contacts = _as_text(contacts, columns)
    present = [name for name in columns if name in names]
    meanings = _meanings(contacts, relations, present)
    contacts, wrong = _aged(contacts, relations, meanings)
    contacts = _coded(contacts, relations, meanings, load, columns)
    wrong |= {name: nw.col(_code(name)) == WRONG for name, codes in meanings.items() if WRONG in codes.values()}
    rejects = None
    if wrong:
        found = [contacts.filter(test).select(ROW, nw.lit(name).alias("column")) for name, test in wrong.items()]
        rejects = nw.concat(found)
        contacts = contacts.filter(~nw.any_horizontal(*wrong.values(), ignore_nulls=True))
    return Plan(_joined(contacts, relations, load, proven), rejects)


def _refuse(names: list[str]) -> None:
    if "contact_id" not in names or not {*COLUMNS} & {*names}:
        what = "de kolom contact_id" if "contact_id" not in names else "elk feit"
        raise AvgkitError(f"In deze tabel ontbreekt {what}. Maak een tabel met: avgkit read LIJST -o tabel.parquet.")


def _as_text(contacts: nw.LazyFrame, facts: Sequence[str]) -> nw.LazyFrame:
    """Return the columns that count, facts as text. A number of years becomes the value that it means."""
    schema = contacts.collect_schema()
    columns = [
        nw.col(name) if name in schema else nw.lit(None, nw.String).alias(name) for name in (ROW, *CONTACT_COLUMNS)
    ]
    for name in (*facts, "last_sale"):
        if name in schema:
            number = name == YEARS and schema[name].is_numeric()
            columns.append(_years(name) if number else nw.col(name).cast(nw.String))
    return contacts.select(columns)


def _years(name: str) -> nw.Expr:
    years = nw.col(name).cast(nw.Float64)
    meant = nw.when(years <= YEARS_LIMIT).then(nw.lit(str(Years.WITHIN_LIMIT))).otherwise(nw.lit(str(Years.PAST_LIMIT)))
    return nw.when((years >= 0) & (years <= 200)).then(meant).otherwise(years.cast(nw.String)).alias(name)


def _meanings(contacts: nw.LazyFrame, relations: Relations, names: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return per column the code of each different text in it, WRONG where the fact does not know it."""
    found = [
        contacts.select(nw.lit(name).alias("name"), nw.col(name).alias("text")).unique().head(MOST_VALUES + 2)
        for name in names
    ]
    meanings: dict[str, dict[str, int]] = {name: {} for name in names}
    for name, text in nw.concat(found).collect("pyarrow").iter_rows():
        if text is not None:
            meanings[name][text] = _meaning(relations, name, text)
    for name, codes in meanings.items():
        if len(codes) > MOST_VALUES:
            raise AvgkitError(
                f"De kolom {name} heeft te veel verschillende waarden; zet er alleen waarden van dat feit in."
            )
    return meanings


def _meaning(relations: Relations, name: str, text: str) -> int:
    try:
        return relations.code(name, text)
    except AvgkitError:
        return WRONG


def _aged(
    contacts: nw.LazyFrame, relations: Relations, meanings: dict[str, dict[str, int]]
) -> tuple[nw.LazyFrame, dict[str, nw.Expr]]:
    """Give customers the relation of the day, as ``classification.aged`` does; return also a test for what is no day."""
    if not {"last_sale", "relation"} <= {*contacts.collect_schema().names()}:
        return contacts, {}
    contacts = contacts.with_columns(nw.col("last_sale").str.slice(0, 10).str.strip_chars().alias(DAY))
    sold = nw.col(DAY).str.contains(ISO_DAY.pattern)
    customer = nw.col("relation").is_in([text for text in meanings["relation"] if _is_customer(text)]) & sold
    past = customer & (nw.col(DAY) < sale_limit(relations.day))
    later = customer & (nw.col(DAY) > relations.day.isoformat())
    former, unknown, long_ago = str(Relation.FORMER_CUSTOMER), UNKNOWN, str(Years.PAST_LIMIT)
    years = nw.col(YEARS) if YEARS in meanings else nw.lit(None, nw.String)
    for name, text in (("relation", former), ("relation", unknown), (YEARS, long_ago)):
        meanings.setdefault(name, {})[text] = relations.code(name, text)
    aged = contacts.with_columns(
        nw.when(past)
        .then(nw.lit(former))
        .otherwise(nw.when(later).then(nw.lit(unknown)).otherwise(nw.col("relation")))
        .alias("relation"),
        nw.when(past).then(nw.lit(long_ago)).otherwise(years).alias(YEARS),
    )
    return aged, {"last_sale": (nw.col(DAY) != "") & ~sold}


def _is_customer(text: str) -> bool:
    return text.strip().lower() == Relation.CUSTOMER


def _coded(
    contacts: nw.LazyFrame,
    relations: Relations,
    meanings: Mapping[str, Mapping[str, int]],
    load: Load,
    columns: Sequence[str],
) -> nw.LazyFrame:
    """Add the code of each fact; that of consent tells also what a valid one covers."""
    for name in columns:
        if name not in meanings:
            contacts = contacts.with_columns(nw.lit(relations.absent(name), nw.Int32).alias(_code(name)))
            continue
        empty = nw.lit(relations.code(name, None), nw.Int32)
        contacts, code = _looked_up(contacts, name, meanings[name], load)
        contacts = contacts.with_columns(nw.when(nw.col(name).is_null()).then(empty).otherwise(code).alias(_code(name)))
    covered = nw.lit(RADIX["consent"]) + _mixed(SCOPE_SIZES)
    said = nw.when(nw.col(_code("consent")) == VALID).then(covered).otherwise(nw.col(_code("consent")))
    return contacts.with_columns(said.alias(_code("consent")))


def _looked_up(contacts: nw.LazyFrame, name: str, codes: Mapping[str, int], load: Load) -> tuple[nw.LazyFrame, nw.Expr]:
    """Return the code of a column's texts: a short list stands in the query itself, a long one is joined."""
    if not codes:
        return contacts, nw.lit(WRONG, nw.Int32)
    if len(codes) <= SHORT:
        return contacts, nw.col(name).replace_strict([*codes], [*codes.values()], default=WRONG, return_dtype=nw.Int32)
    texts = pd.DataFrame({"text": pd.Series([*codes], dtype=str), _found(name): np.array([*codes.values()], np.int32)})
    contacts = contacts.join(load(texts), left_on=name, right_on="text", how="left")
    return contacts, nw.col(_found(name))


def _found(name: str) -> str:
    return f"{_code(name)}_found"


def _mixed(sizes: Mapping[str, int]) -> nw.Expr:
    """Return the codes of these facts as one number in mixed radix."""
    first, *rest = sizes
    number = nw.col(_code(first))
    for name in rest:
        number = number * sizes[name] + nw.col(_code(name))
    return number


def _joined(
    contacts: nw.LazyFrame, relations: Relations, load: Load, proven: Mapping[str, Mapping[int, str]]
) -> nw.LazyFrame:
    """Look every contact up for every pair: two keys to offsets, their sum to a cell, the cell to an outcome."""
    cases = contacts.join(load(relations.pairs), how="cross")
    for fact, columns in proven.items():
        code = nw.col(_code(fact))
        for place, name in columns.items():
            said = nw.col(_code(name))
            code = nw.when((nw.col("place") == place) & (said != NOTHING)).then(said).otherwise(code)
        cases = cases.with_columns(code.alias(_code(fact)))
    for key, sizes in (("near", NEAR), ("far", {name: RADIX[name] for name in FAR})):
        number = nw.col("place") * int(np.prod([*sizes.values()])) + _mixed(sizes)
        cases = cases.with_columns(number.alias(key))
        cases = cases.join(load(getattr(relations, key)), left_on=key, right_on=f"{key}_key", how="inner")
    cases = cases.with_columns((nw.col("near_value") + nw.col("far_value")).alias("cell"))
    cases = cases.join(load(relations.cells), left_on="cell", right_on="cell_key", how="inner")
    cases = cases.join(load(relations.outcomes), left_on="cell_value", right_on="outcome", how="inner")
    return cases.select(*VERDICT_COLUMNS)


def _code(name: str) -> str:
    return f"{name.replace(':', '_')}_code"
