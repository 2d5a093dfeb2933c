"""Classification by Apache Spark, on one computer or on many: the same plan as DuckDB's, from CSV or Parquet to Parquet.

Needs pyspark (``locks/spark.txt``) and Java 17 or newer. The small relations are broadcast, so that no contact is shuffled.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import narwhals as nw
import pandas as pd

from avgkit.base.errors import AvgkitError
from avgkit.engines.files import MOST_SHOWN, SAVED, TEXTS, Done, Reject, checked, wrong_value
from avgkit.engines.plan import ROW, Plan, plan
from avgkit.relations import Relations

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

LOCAL = {
    "spark.master": "local[*]",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.log.level": "OFF",
}
"""A Spark on this computer that others can't reach, and that writes no rows to a log."""


def session(**settings: str) -> SparkSession:
    """Return the running session, or a new one on this computer. Raises AvgkitError without pyspark or Java."""
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise AvgkitError(
            "Spark is er niet bij. Installeer het met: pip install --require-hashes -r locks/spark.txt"
        ) from None
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise AvgkitError("Spark heeft Java nodig, versie 17 of nieuwer; installeer Java en probeer het opnieuw.")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("avgkit")
    if SparkSession.getActiveSession() is None:
        for name, value in (LOCAL | settings).items():
            builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (PySparkException, RuntimeError):
        raise AvgkitError("Spark start niet; kijk of Java versie 17 of nieuwer is, met: java -version") from None


def joins(spark: SparkSession, contacts: DataFrame, relations: Relations) -> Plan:
    """Return the plan for a data frame with the column ROW; on a cluster, write its verdicts where you want them."""
    from pyspark.sql.functions import broadcast

    return plan(
        nw.from_native(contacts), relations, lambda frame: nw.from_native(broadcast(spark.createDataFrame(frame)))
    )


def classify_files(
    paths: Sequence[str | Path], target: str | Path, relations: Relations, spark: SparkSession | None = None
) -> Done:
    """Classify tables of contacts and save the verdicts as a folder of Parquet files, which appears whole or not at all.

    The columns are those of SAVED. Of a row with a wrong cell the contact_id is told. Raises AvgkitError with a Dutch sentence.
    """
    files, target = checked(paths, target)
    if target.is_file():
        raise AvgkitError(f"{target.name} is een bestand; Spark maakt een map. Kies een andere naam voor -o.")
    spark = spark or session()
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        return _run(spark, files, target, relations)
    except (PySparkException, Py4JError):
        names = ", ".join(path.name for path in files)
        raise AvgkitError(f"Spark kan {names} niet verwerken; maak de tabel opnieuw met avgkit read.") from None


def _run(spark: SparkSession, files: Sequence[Path], target: Path, relations: Relations) -> Done:
    contacts = _read(spark, files)
    made = joins(spark, contacts, relations)
    with tempfile.TemporaryDirectory(prefix=".avgkit-", dir=target.parent) as folder:
        whole, old = Path(folder) / "new", Path(folder) / "old"
        nw.to_native(made.verdicts.select(*SAVED)).write.parquet(str(whole), compression="zstd")
        result = spark.read.parquet(str(whole))
        counts = result.groupBy("channel", "verdict").count().toPandas().rename(columns={"count": "cases"})
        kept, uneven = divmod(int(counts["cases"].sum()), len(relations.pairs))
        rows, rejects = contacts.count(), _rejects(made)
        wrong = 0 if made.rejects is None else nw.to_native(made.rejects.select(ROW).unique()).count()
        if uneven or rows != kept + wrong:
            raise AvgkitError(
                "Het aantal oordelen klopt niet met het aantal contacten; meld ons dit. Er is niets bewaard."
            )
        if target.exists():
            os.replace(target, old)
        os.replace(whole, target)
    return Done(rows, kept, wrong, counts, rejects)


def _read(spark: SparkSession, files: Sequence[Path]) -> DataFrame:
    from pyspark.sql.functions import col

    parts = []
    for path in files:
        if path.suffix.lower() in TEXTS:
            with open(path, encoding="utf-8-sig", errors="replace") as text:
                heading = text.readline()
            mark = max(",;\t|", key=heading.count)
            parts.append(
                spark.read.csv(str(path), header=True, sep=mark, quote='"', escape='"', multiLine=True, mode="FAILFAST")
            )
        else:
            parts.append(spark.read.parquet(str(path)))
    contacts = parts[0]
    for part in parts[1:]:
        contacts = contacts.unionByName(part, allowMissingColumns=True)
    if "contact_id" not in contacts.columns:
        return contacts
    return contacts.withColumn(ROW, col("contact_id"))


def _rejects(made: Plan) -> list[Reject]:
    if made.rejects is None:
        return []
    first: pd.DataFrame = nw.to_native(made.rejects.head(MOST_SHOWN)).toPandas()
    rows = zip(first[ROW], first["column"], strict=True)
    return [Reject("tabel", f"met contact_id {row}", wrong_value(column)) for row, column in rows]
