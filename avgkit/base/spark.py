"""A session of Spark: on this computer or on a cluster. Needs pyspark (``locks/spark.txt``) and Java 17 or newer."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
SILENT = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "OFF"}
"""No web page and no log, since either may show rows."""


def spark_session(master: str, **settings: str) -> SparkSession:
    """Return the running session, or a new one of this master (``local[*]``: here).

    Raises AvgkitError with a Dutch sentence without pyspark or Java, or when Spark does not start.
    """
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
    builder = SparkSession.builder.appName("avgkit").master(master)
    for name, value in {**SILENT, **(LOCAL if master.startswith("local") else {}), **settings}.items():
        builder = builder.config(name, value)
    try:
        return SparkSession.getActiveSession() or builder.getOrCreate()
    except (PySparkException, RuntimeError):
        raise AvgkitError(
            "Spark start niet; kijk of het adres klopt, en of Java versie 17 of nieuwer is, met: java -version"
        ) from None
