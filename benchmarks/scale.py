"""Past one machine's memory: are batches equal to ``classify``, and what do ten million contacts need?

    python benchmarks/scale.py equal [rows]          classify and batches on generated contacts, row for row
    python benchmarks/scale.py equal [rows] spark    and a local Spark, on two channels
    python benchmarks/scale.py memory [rows] [csv]   the command on a file of so many contacts: seconds and peak memory

``equal`` draws every fact by itself, evidence and unknown, empty and badly written values too, for all purposes, and
asserts that contact, channel, purpose, verdict, rule, reason, ask and contested are the same, in parts that fit in
memory. ``memory`` runs ``avgkit classify --batches`` as a program of its own on two channels and two purposes, and
asserts that it takes less than 1 GB at its peak and gives a row per contact, channel and purpose. Where DuckDB is, the
same rows are written by one query as well, with a verdict by a CASE of two facts: what reading, repeating and writing
cost at least.
"""

from __future__ import annotations

import importlib.util
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from avgkit.law.classification import classify
from avgkit.law.facts import CONTACT_FACTS, FACTS
from avgkit.scale import OUTCOME_COLUMNS, SCOPES, classify_batch, classify_frame

DAY, PART, LIMIT = "2026-11-24", 50_000, 1_000_000_000
CHANNELS, PURPOSES = ["email", "phone"], ["newsletter", "offer"]
CHOICE = ["--channel", *CHANNELS, "--purpose", *PURPOSES, "--as-of", DAY]
DAYS = [None, "", "2018-01-01", "2023-11-23", "2023-11-24", "2026-11-24", "2026-11-25"]
EVIDENCE = ("consent:email:newsletter", "consent:phone:offer", "objection:email")
COMPARED = ["contact_id", *OUTCOME_COLUMNS, "contested"]
CASE = """
COPY (
    SELECT contact_id, name, email, phone, channel, purpose,
        CASE WHEN lower(trim(objection)) = 'yes' THEN 'not_allowed'
            WHEN consent = 'valid' THEN 'allowed' ELSE 'depends' END AS verdict
    FROM '{source}', (SELECT unnest({channels}) AS channel), (SELECT unnest({purposes}) AS purpose)
) TO '{target}' (COMPRESSION zstd)
"""


def values(name: str) -> list:
    """Return what a column may hold: each value, unknown, empty, and one badly written."""
    if name == "years_since_relation":
        return [None, "", "0", "3", "3,5", "200", "within_limit", "past_limit", "unknown"]
    labels = [*FACTS[SCOPES.get(name, name.partition(":")[0])].labels]
    return [*labels, "unknown", "", None, f" {labels[-1].upper()} "]


def people(rows: int, seed: int, columns: dict[str, list]) -> pa.RecordBatch:
    """Return invented contacts, all facts independent of each other."""
    rng, numbers = np.random.default_rng(seed), np.arange(seed * PART, seed * PART + rows)
    made = {"contact_id": pa.array(numbers)}
    for name, text in (("name", "Els Fictief {}"), ("email", "els{}@example.org"), ("phone", "+316{:08}")):
        made[name] = pa.array([text.format(number) for number in numbers])
    for name, texts in columns.items():
        made[name] = pa.array(texts, pa.string()).take(pa.array(rng.integers(0, len(texts), rows)))
    return pa.RecordBatch.from_pydict(made)


def parts(rows: int, columns: dict[str, list]) -> Iterator[pa.RecordBatch]:
    for part in range(-(-rows // PART)):
        yield people(min(PART, rows - part * PART), part, columns)


def same(found: pd.DataFrame, wanted: pd.DataFrame, how: str) -> None:
    """Assert that two results are equal, row for row, in the same order."""
    for name in COMPARED:
        left, right = (frame[name].astype(object).to_numpy() for frame in (found, wanted))
        assert (left == right).all(), (how, name)


def equal(rows: int, with_spark: bool) -> None:
    choice = {"as_of": DAY, "channels": CHANNELS if with_spark else None}
    columns = {name: values(name) for name in (*CONTACT_FACTS, *SCOPES, *EVIDENCE)} | {"last_sale": DAYS}
    ways: dict[str, Callable[[pa.RecordBatch], pd.DataFrame]] = {
        "classify": lambda batch: classify(batch.to_pandas(), **choice),
        "batches": lambda batch: classify_batch(batch, **choice)[0].to_pandas(),
    }
    if with_spark:
        from avgkit.base.spark import spark_session

        spark = spark_session("local[*]", **{"spark.driver.memory": "3g"})
        spark.conf.set("spark.sql.execution.arrow.pyspark.enabled", "true")
        ways["Spark"] = lambda batch: by_spark(spark, batch, choice)
    seconds, cases = dict.fromkeys(ways, 0.0), 0
    for batch in parts(rows, columns):
        results = {}
        for how, classified in ways.items():
            start = time.perf_counter()
            results[how] = classified(batch)
            seconds[how] += time.perf_counter() - start
            same(results[how], results["classify"], how)
        cases += len(results["classify"])
    print(f"{rows:,} contacts x {cases // rows} = {cases:,} cases, equal: {', '.join(ways)}")
    for how, taken in seconds.items():
        print(f"{how:10}{taken:9.1f} s")


def by_spark(spark: object, batch: pa.RecordBatch, choice: dict) -> pd.DataFrame:
    with tempfile.TemporaryDirectory() as folder:
        pq.write_table(pa.table(batch), f"{folder}/part.parquet")
        classify_frame(spark.read.parquet(f"{folder}/part.parquet"), **choice).write.parquet(f"{folder}/found")
        return pd.read_parquet(f"{folder}/found")


def memory(rows: int, ending: str) -> None:
    columns = {name: values(name) for name in (*CONTACT_FACTS, *SCOPES)}
    with tempfile.TemporaryDirectory() as folder:
        source, target, plain = (
            Path(folder) / f"tabel.{ending}",
            Path(folder) / "uit.parquet",
            Path(folder) / "case.parquet",
        )
        schema = people(1, 0, columns).schema
        with pa_csv.CSVWriter(source, schema) if ending == "csv" else pq.ParquetWriter(source, schema) as file:
            for batch in parts(rows, columns):
                file.write_batch(batch)
        start = time.perf_counter()
        command = [sys.executable, "-m", "avgkit", "classify", str(source), "--batches", *CHOICE, "-o", str(target)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        taken = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        cases = pq.read_metadata(target).num_rows
        assert cases == rows * len(CHANNELS) * len(PURPOSES), cases
        print(done.stdout)
        sizes = f"{source.stat().st_size / 1e6:,.0f} MB of {ending}", f"{target.stat().st_size / 1e6:,.0f} MB"
        print(f"{rows:,} contacts ({sizes[0]}) -> {cases:,} cases ({sizes[1]})")
        print(f"{taken:,.0f} s, {rows / taken:,.0f} contacts a second, peak {peak / 1e6:,.0f} MB")
        assert peak < LIMIT, peak
        if importlib.util.find_spec("duckdb") is None:
            print("No DuckDB to compare with: pip install duckdb")
            return
        query = CASE.format(source=source, target=plain, channels=CHANNELS, purposes=PURPOSES)
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", f"import duckdb; duckdb.sql({query!r})"], check=True)
        print(f"the same rows with a CASE of two facts by DuckDB: {time.perf_counter() - start:,.0f} s")


if __name__ == "__main__":
    if sys.argv[1:2] not in (["equal"], ["memory"]):
        sys.exit(__doc__)
    numbers = [int(word) for word in sys.argv[2:] if word.isdigit()]
    if sys.argv[1] == "equal":
        equal(numbers[0] if numbers else 1_000_000, "spark" in sys.argv)
    else:
        memory(numbers[0] if numbers else 10_000_000, "csv" if "csv" in sys.argv else "parquet")
