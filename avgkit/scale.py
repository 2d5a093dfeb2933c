"""The same classification for a table larger than memory: batch by batch here, or on a cluster with Spark.

Every batch goes through ``classify``. A table has a row per contact and columns named after facts, as ``read -o``
writes it. Spark needs pyspark (``locks/spark.txt``) and Java 17 or newer.
"""

from __future__ import annotations

import csv
import os
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from avgkit.base.errors import AvgkitError
from avgkit.base.files import harmless_cell, save_whole
from avgkit.base.table_batches import NO_TEXT, PARQUET, first_row, table_batches, table_path
from avgkit.law.ageing import sale_day
from avgkit.law.classification import CONTACT_COLUMNS, classify, pairs_of
from avgkit.law.codes import HOLDING_COLUMNS
from avgkit.law.facts import CONTACT_FACTS, FACTS, YEARS_LIMIT, Fact

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SCOPES = {"consent_channel": "channel", "consent_purpose": "purpose"}
OUTCOME_COLUMNS = ("channel", "purpose", "verdict", "rule", "reason", "ask")
SAVED = (*CONTACT_COLUMNS, *OUTCOME_COLUMNS)  # as ``avgkit classify -o`` saves
MOST_SHOWN, MOST_WRONG = 20, 5_000  # different wrong texts in one batch: with more a column holds something else


@dataclass(frozen=True)
class Done:
    """What came of a table: ``rows`` read = ``contacts`` with verdicts + ``rejected``.

    ``counts`` has the columns channel, verdict and cases; ``rejects`` tells where the first MOST_SHOWN rows without
    verdicts stand, and why; ``log`` has all.
    """

    rows: int
    contacts: int
    rejected: int
    counts: pd.DataFrame
    rejects: Sequence[str] = ()
    log: Path | None = None


def classify_batch(batch: pa.RecordBatch, **choice: Any) -> tuple[pa.Table, dict[str, np.ndarray]]:
    """Return the verdicts of a batch, SAVED and contested, and the rows that have none: by the reason, from 0.

    ``choice``: the parameters of ``classify``. Raises as that does, and for a table without contact_id or facts.
    """
    unreadable, details = np.zeros(len(batch), bool), {}
    for name in CONTACT_COLUMNS:
        column = batch[name] if name in batch.schema.names else pa.nulls(len(batch))
        if name != "contact_id" or not pa.types.is_integer(column.type):
            column = column.cast(pa.string())
            unreadable |= pc.match_substring(column, NO_TEXT).fill_null(False).to_numpy(zero_copy_only=False)
        details[name] = column
    facts, wrong = _facts(batch)
    wrong |= {"deze rij is geen UTF-8; bewaar het bestand als CSV UTF-8.": unreadable} if unreadable.any() else {}
    kept = ~np.logical_or.reduce([np.zeros(len(batch), bool), *wrong.values()])
    found = classify(facts[kept], **choice)
    rows = pa.array(np.flatnonzero(kept)[found["contact_id"].to_numpy() - 1])
    columns = {name: column.take(rows) for name, column in details.items()}
    columns |= {name: pa.array(found[name]) for name in (*OUTCOME_COLUMNS, "contested")}
    return pa.table(columns), {reason: np.flatnonzero(lost) for reason, lost in wrong.items()}


def _facts(batch: pa.RecordBatch) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    """Return the columns that decide, each text parsed once, and by the reason whether a row has a wrong cell."""
    facts, wrong = {}, {}
    for name in _deciding(batch.schema.names):
        cells = batch[name].cast(pa.string()).dictionary_encode()
        places, texts = cells.indices.fill_null(-1).to_numpy(), cells.dictionary.to_pylist()
        strange = np.array([not _is_value(name, text) for text in texts] + [False])
        if strange.sum() > MOST_WRONG:
            raise AvgkitError(f"In {name} staan te veel verschillende waarden; zet er alleen waarden van dat feit in.")
        if strange[places].any():
            wrong[_wrong_value(name)] = strange[places]
        facts[name] = pd.Categorical.from_codes(places, texts)
    return pd.DataFrame(facts), wrong


def _deciding(names: Sequence[str]) -> list[str]:
    """Return the columns that decide. Raises AvgkitError for a table without contact_id or facts, or with one twice."""
    facts = {*CONTACT_FACTS, *SCOPES}
    if "contact_id" not in names or not facts & {*names}:
        what = "de kolom contact_id" if "contact_id" not in names else "elk feit"
        raise AvgkitError(f"In deze tabel ontbreekt {what}. Maak een tabel met: avgkit read LIJST -o tabel.parquet.")
    known = facts | set(HOLDING_COLUMNS) | ({"last_sale"} if "relation" in names else set())
    found = [name for name in names if name in known or name.startswith(("consent:", "objection:"))]
    if len(found) > len({*found}):
        raise AvgkitError("In deze tabel staat een feit in meer dan een kolom; houd er een over.")
    return found


def _used(names: Sequence[str]) -> list[str]:
    chosen = {*CONTACT_COLUMNS, *_deciding(names)}
    return [name for name in dict.fromkeys(names) if name in chosen]


def _fact(column: str) -> Fact:
    return FACTS[SCOPES.get(column, column.partition(":")[0])]


def _is_value(column: str, text: str) -> bool:
    if column in HOLDING_COLUMNS:
        return True  # what is no channel there stands for all of them
    try:
        sale_day(text) if column == "last_sale" else _fact(column).parse(text)
    except AvgkitError:
        return False
    return True


def _wrong_value(column: str) -> str:
    if column == "last_sale":
        return "in last_sale staat geen dag. Schrijf elke dag zo: 2026-11-24."
    if column == "years_since_relation":
        return f"in {column} staat geen aantal jaren. Geef een getal, zoals {YEARS_LIMIT - 1} of 3,5."
    return f"in {column} staat geen waarde van dat feit. Kies uit: {', '.join([*_fact(column).labels, 'unknown'])}."


def classify_file(path: str | Path, target: str | Path, **choice: Any) -> Done:
    """Classify a table in CSV or Parquet and save the verdicts as Parquet: SAVED, in the order of the table.

    The rows without verdicts are in a CSV file beside it: bestand, rij, reden. A file appears whole or not at all.
    Raises AvgkitError for a file that can't be read or saved, and as ``classify_batch`` does.
    """
    path, target = _checked(path, target)
    lost: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))
    tallies: list[pa.Table] = []
    save_whole(target, lambda spare: tallies.extend(_classify_to(spare, path, lost, choice)))
    log = target.with_name(f"{target.stem}_afgekeurd.csv")
    log.unlink(missing_ok=True)  # that of another run
    counts = pa.concat_tables(tallies).to_pandas().groupby(["channel", "verdict"], as_index=False).sum()
    contacts = _contacts(counts, choice)
    if not lost:
        return Done(contacts, contacts, 0, counts)
    rejects = _in_order(path.name, lost)
    save_whole(log, lambda spare: rejects.to_csv(spare, index=False, sep=";", encoding="utf-8-sig"))
    shown = [f"{path.name}, rij {row}: {why}" for _, row, why in rejects.head(MOST_SHOWN).itertuples(index=False)]
    rejected = rejects["rij"].nunique()
    return Done(contacts + rejected, contacts, rejected, counts, shown, log)


def _in_order(name: str, lost: dict[str, array[int]]) -> pd.DataFrame:
    rows = np.concatenate([*lost.values()])
    order = np.argsort(rows, kind="stable")
    reasons = np.repeat(np.arange(len(lost)), [len(places) for places in lost.values()])[order]
    file = pd.Categorical.from_codes(np.zeros(len(rows), np.int8), [harmless_cell(name)])
    return pd.DataFrame({"bestand": file, "rij": rows[order], "reden": pd.Categorical.from_codes(reasons, [*lost])})


def _classify_to(target: str, path: Path, lost: defaultdict[str, array[int]], choice: dict[str, Any]) -> list[pa.Table]:
    """Write the verdicts of a table and note the rows without; return how often each channel had each verdict."""
    batches = table_batches(path, _used, lambda reason, row: lost[reason].append(row))
    _, empty = next(batches)
    nothing = classify_batch(empty, **choice)[0].select(SAVED)
    tallies = [_tally(nothing)]
    with pq.ParquetWriter(target, nothing.schema, compression="zstd", use_dictionary=[*OUTCOME_COLUMNS]) as file:
        for numbers, batch in batches:
            found, rejects = classify_batch(batch, **choice)
            file.write_table(found.select(SAVED))
            tallies.append(_tally(found))
            for reason, rows in rejects.items():
                lost[reason].extend(numbers[rows])
    return tallies


def _tally(found: pa.Table) -> pa.Table:
    few = found.select(["channel", "verdict"]).group_by(["channel", "verdict"]).aggregate([([], "count_all")])
    plain = {name: few[name].cast(pa.string()) for name in ("channel", "verdict")}
    return pa.table({**plain, "cases": few["count_all"]})


def _contacts(counts: pd.DataFrame, choice: dict[str, Any]) -> int:
    return int(counts["cases"].sum()) // len(pairs_of(choice.get("channels"), choice.get("purposes")))


def _checked(path: str | Path, target: str | Path) -> tuple[Path, Path]:
    path, target = table_path(path), Path(target)
    if path.resolve() == target.resolve():
        raise AvgkitError(f"{path.name} kan niet de lijst en ook de uitkomst zijn; kies een andere naam voor -o.")
    if target.suffix.lower() != PARQUET:
        raise AvgkitError(f"{target.name} kan niet; kies een naam met .parquet.")
    if not target.parent.is_dir():
        raise AvgkitError(f"De map voor {target.name} is er niet; maak de map of kies een andere.")
    return path, target


def classify_frame(contacts: DataFrame, **choice: Any) -> DataFrame:
    """Return the verdicts of a data frame of Spark, each batch by ``classify_batch``; they are not computed yet."""
    used = contacts.select(*(f"`{name}`" for name in _used(contacts.columns)))
    number = dict(contacts.dtypes)["contact_id"]
    kind = number if number in ("tinyint", "smallint", "int", "bigint") else "string"
    columns = f"contact_id {kind}, {' string, '.join(SAVED[1:])} string, contested boolean"
    return used.mapInArrow(partial(_verdicts, choice), columns)


def _verdicts(choice: dict[str, Any], batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        found, _ = classify_batch(batch, **choice)
        kinds = [kind.value_type if pa.types.is_dictionary(kind) else kind for kind in found.schema.types]
        texts = pa.schema([*zip(found.schema.names, kinds, strict=True)])
        yield from found.cast(texts).to_batches()


def _rejects(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for reason, lost in _facts(batch)[1].items():
            told = batch["contact_id"].cast(pa.string()).filter(pa.array(lost))
            yield pa.RecordBatch.from_pydict({"contact_id": told, "reason": [reason] * len(told)})


def classify_in_spark(path: str | Path, target: str | Path, spark: SparkSession, **choice: Any) -> Done:
    """Classify a table as ``classify_file`` does, to a folder of Parquet files. Rejects are told by contact_id."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    path, target = _checked(path, target)
    if target.is_file():
        raise AvgkitError(f"{target.name} is een bestand; Spark maakt een map. Kies een andere naam voor -o.")
    classify(pd.DataFrame({"contact_id": []}), **choice)  # what can't be chosen is told here, not by the cluster
    try:
        if path.suffix.lower() == PARQUET:
            contacts = spark.read.parquet(str(path))
        else:
            form = {"header": True, "sep": first_row(path)[0], "quote": '"', "escape": '"', "multiLine": True}
            contacts = spark.read.csv(str(path), mode="FAILFAST", **form)
        return _save_frame(contacts, path.name, target, choice)
    except (PySparkException, Py4JError, csv.Error):
        raise AvgkitError(f"Spark kan {path.name} niet verwerken; maak de tabel opnieuw met avgkit read.") from None


def _save_frame(contacts: DataFrame, name: str, target: Path, choice: dict[str, Any]) -> Done:
    with tempfile.TemporaryDirectory(prefix=".avgkit-", dir=target.parent) as folder:
        whole, old = Path(folder) / "new", Path(folder) / "old"
        classify_frame(contacts, **choice).select(*SAVED).write.parquet(str(whole), compression="zstd")
        found = contacts.sparkSession.read.parquet(str(whole)).groupBy("channel", "verdict").count()
        counts = found.toPandas().rename(columns={"count": "cases"})
        lost = contacts.mapInArrow(_rejects, "contact_id string, reason string").limit(MOST_SHOWN).collect()
        rows, kept = contacts.count(), _contacts(counts, choice)
        if target.exists():
            os.replace(target, old)
        os.replace(whole, target)
    told = [f"{name}, rij met contact_id {row.contact_id}: {row.reason}" for row in lost]
    return Done(rows, kept, rows - kept, counts, told)
