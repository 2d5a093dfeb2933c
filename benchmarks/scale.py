"""Past one machine: are the engines equal, and what does DuckDB need for ten million contacts?

    python benchmarks/scale.py equal [rows]             pandas and DuckDB on generated contacts, row for row
    python benchmarks/scale.py equal [rows] spark       and Spark, on two channels: a local Spark is slow to start each part
    python benchmarks/scale.py memory [rows] [csv]      the command on a file of so many contacts: seconds and peak memory

``equal`` draws every fact by itself, unknown, empty and badly written values too, for all purposes, and asserts
that contact, channel, purpose, verdict, rule, reason, ask and contested are the same, in parts that fit in memory.
``memory`` runs ``avgkit classify --engine duckdb`` as a program of its own on two channels and two purposes, and asserts
that it takes less than 2 GB at its peak and gives a row per contact, channel and purpose.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from avgkit.engines import duck
from avgkit.engines.plan import ROW, VERDICT_COLUMNS
from avgkit.relations import relations_of

from avgkit.law.classification import classify
from avgkit.law.facts import CONTACT_FACTS, FACTS

DAY, PART, LIMIT = "2026-11-24", 50_000, 2_000_000_000
CHOICE = ["--channel", "email", "phone", "--purpose", "newsletter", "offer", "--as-of", DAY]
PAIRS = 4
DAYS = [None, "", "2018-01-01", "2023-11-23", "2023-11-24", "2026-11-24", "2026-11-25"]


def values(name: str) -> list:
    """Return what a column may hold: each value, unknown, empty, and one badly written."""
    if name == "years_since_relation":
        return [None, "", "0", "3", "3,5", "200", "within_limit", "past_limit", "unknown"]
    labels = [*FACTS[{"consent_channel": "channel", "consent_purpose": "purpose"}.get(name, name)].labels]
    return [*labels, "unknown", "", None, f" {labels[-1].upper()} "]


def people(rows: int, seed: int) -> pd.DataFrame:
    """Return invented contacts, all facts independent of each other."""
    rng = np.random.default_rng(seed)
    columns = {name: values(name) for name in (*CONTACT_FACTS, "consent_channel", "consent_purpose")}
    columns["last_sale"] = DAYS
    drawn = {name: np.array(texts, object)[rng.integers(0, len(texts), rows)] for name, texts in columns.items()}
    start = seed * PART
    return pd.DataFrame({"contact_id": np.arange(start, start + rows), "name": "Els", **drawn})


def same(found: pd.DataFrame, wanted: pd.DataFrame, engine: str) -> None:
    """Assert that two results are equal, row for row."""
    keys = ["contact_id", "channel", "purpose"]
    found = found.astype(dict.fromkeys(keys[1:], str)).sort_values(keys, ignore_index=True)
    for name in VERDICT_COLUMNS:
        left, right = (frame[name].astype(object).fillna("").astype(str) for frame in (found, wanted))
        assert (left.to_numpy() == right.to_numpy()).all(), (engine, name)


def equal(rows: int, with_spark: bool) -> None:
    keys, seconds, cases = ["contact_id", "channel", "purpose"], {}, 0
    choice = {"as_of": DAY, "channels": ["email", "phone"] if with_spark else None}
    spark = None
    if with_spark:
        from avgkit.engines.spark import joins, session

        spark = session(**{"spark.driver.memory": "3g"})
    with tempfile.TemporaryDirectory() as folder:
        for part in range(-(-rows // PART)):
            contacts = people(min(PART, rows - part * PART), part)
            file = Path(folder) / "part.parquet"
            contacts.assign(**{ROW: contacts["contact_id"]}).to_parquet(file)
            start = time.perf_counter()
            wanted = classify(contacts, **choice)
            seconds["pandas"] = seconds.get("pandas", 0) + time.perf_counter() - start
            wanted = wanted.astype(dict.fromkeys(keys[1:], str)).sort_values(keys, ignore_index=True)
            cases += len(wanted)
            start = time.perf_counter()
            connection = duck.connect(Path(folder), "3GB")
            made = duck.joins(connection, connection.read_parquet(str(file)), relations_of(**choice))
            found = made.verdicts.collect("pyarrow").to_native().to_pandas()
            seconds["DuckDB"] = seconds.get("DuckDB", 0) + time.perf_counter() - start
            connection.close()
            same(found, wanted, "DuckDB")
            if spark is not None:
                start = time.perf_counter()
                made = joins(spark, spark.read.parquet(str(file)), relations_of(**choice))
                made.verdicts.to_native().write.mode("overwrite").parquet(f"{folder}/spark")
                seconds["Spark"] = seconds.get("Spark", 0) + time.perf_counter() - start
                same(pd.read_parquet(f"{folder}/spark"), wanted, "Spark")
    print(f"{rows:,} contacts x {cases // rows} = {cases:,} cases, equal on {', '.join(seconds)}")
    for engine, taken in seconds.items():
        print(f"{engine:10}{taken:9.1f} s")


def write_contacts(path: Path, rows: int) -> None:
    """Write generated contacts by DuckDB, so that this program does not need the memory that it measures."""
    columns = []
    for name in (*CONTACT_FACTS, "consent_channel", "consent_purpose"):
        texts = [text for text in values(name) if text is not None]
        columns.append(f"{texts!r}[1 + (random() * {len(texts)})::INT % {len(texts)}] AS {name}")
    connection = duckdb.connect(config={"memory_limit": "1GB", "threads": 2})
    connection.execute("SELECT setseed(0.42)")
    connection.execute(
        f"COPY (SELECT i AS contact_id, 'Els Fictief ' || i AS name, 'els' || i || '@example.org' AS email, "
        f"'+3160000' || lpad((i % 10000)::VARCHAR, 4, '0') AS phone, {', '.join(columns)} "
        f"FROM range({rows}) t(i)) TO '{path}'"
    )


def memory(rows: int, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / f"tabel.{ending}", Path(folder) / "oordelen.parquet"
        write_contacts(source, rows)
        size = source.stat().st_size
        start = time.perf_counter()
        command = [sys.executable, "-m", "avgkit", "classify", str(source), "--engine", "duckdb", *CHOICE]
        done = subprocess.run([*command, "-o", str(target)], check=True, capture_output=True, text=True)
        taken = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        cases = pq.read_metadata(target).num_rows
        assert cases == rows * PAIRS, cases
        assert peak < LIMIT, peak
        print(done.stdout)
        print(
            f"{rows:,} contacts ({size / 1e6:,.0f} MB of {ending}) -> {cases:,} cases ({target.stat().st_size / 1e6:,.0f} MB)"
        )
        print(f"{taken:,.0f} s, {rows / taken:,.0f} contacts a second, peak {peak / 1e6:,.0f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] not in (["equal"], ["memory"]):
        sys.exit(__doc__)
    numbers = [int(word) for word in sys.argv[2:] if word.isdigit()]
    if sys.argv[1] == "equal":
        equal(numbers[0] if numbers else 1_000_000, "spark" in sys.argv)
    else:
        memory(numbers[0] if numbers else 10_000_000, "csv" if "csv" in sys.argv else "parquet")
