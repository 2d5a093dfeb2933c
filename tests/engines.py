"""For the tests on engines: tables of contacts that are hard to classify, and Spark where it can run."""

from __future__ import annotations

import importlib.util
import shutil

import numpy as np
import pandas as pd
import pytest

from avgkit.engines.plan import VERDICT_COLUMNS
from avgkit.law.classification import classify
from avgkit.law.facts import CONTACT_FACTS, FACTS

KEYS = ["contact_id", "channel", "purpose"]
DAYS = (None, "", "2018-01-01", "2023-11-23", "2023-11-24", "2026-11-24", "2026-11-25", "2025-03-01 10:00:00")
YEARS = (
    None,
    "",
    *(f"{n / 100:.2f}" for n in range(200, 500, 4)),
    "0",
    "3",
    "3,5",
    "3.01",
    "200",
    "within_limit",
    "past_limit",
    "unknown",
    "NaN",
)
EVIDENCE = ("consent:email:newsletter", "consent:phone:offer", "objection:email", "objection:post")
NO_SPARK = (
    "pyspark is not installed (locks/spark.txt)"
    if importlib.util.find_spec("pyspark") is None
    else "Java is not here"
    if not shutil.which("java")
    else ""
)
needs_spark = pytest.mark.skipif(bool(NO_SPARK), reason=NO_SPARK)


def texts(name):
    """Return the texts that a column may hold: each value, unknown, nothing, and one with blanks and capitals."""
    fact = {"consent_channel": "channel", "consent_purpose": "purpose"}.get(name, name.partition(":")[0])
    values = [*FACTS[fact].labels]
    return YEARS if name == "years_since_relation" else (*values, "unknown", "", None, f" {values[-1].upper()} ")


COLUMNS = {name: texts(name) for name in (*CONTACT_FACTS, "consent_channel", "consent_purpose", *EVIDENCE)}
COLUMNS["last_sale"] = DAYS


def people(rows, seed=20261124, columns=COLUMNS):
    """Return invented contacts with every kind of cell, all independent of each other."""
    rng = np.random.default_rng(seed)
    facts = {name: rng.choice(np.array(values, object), rows) for name, values in columns.items()}
    ids = [f"1-{row}" for row in range(2, rows + 2)]
    return pd.DataFrame({"contact_id": ids, "name": "Els; “Fictief”", "email": None, "phone": "+31600000001", **facts})


def expected(contacts, **choice):
    """Return what ``classify`` says, as text, in order of contact, channel and purpose."""
    return in_order(classify(contacts, **choice))


def in_order(verdicts):
    texts = [name for name in VERDICT_COLUMNS if name in verdicts and name != "contested"]
    frame = verdicts.astype(object).where(verdicts.notna(), None)
    frame[texts] = frame[texts].map(lambda cell: None if cell is None else str(cell))
    return frame.sort_values(KEYS, ignore_index=True)
