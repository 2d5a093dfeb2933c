"""``avgkit classify --engine``: which engine does the work, and what it tells."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import date

from avgkit.base.errors import AvgkitError

ENGINES = ("pandas", "duckdb", "spark")
_READS = {"format": "--format", "column": "--column", "consent": "--consent", "as_sender": "--as-sender"}
"""Options that say how a list is read; an engine takes a table that was read already."""


def add_engine(part: ArgumentParser) -> None:
    """Take the engine."""
    part.add_argument(
        "--engine",
        choices=ENGINES,
        default=ENGINES[0],
        metavar="MOTOR",
        help="pandas (gewoon), duckdb (een tabel groter dan het geheugen) of spark (meer computers); zie docs/scale.md",
    )


def run(choice: Namespace, day: date, facts: Mapping[str, str]) -> None:
    """Classify tables of contacts with DuckDB or Spark; print the counts and where the rejects stand."""
    from avgkit.commands import output
    from avgkit.relations import relations_of

    given = [option for name, option in _READS.items() if getattr(choice, name, None)]
    if given:
        raise AvgkitError(
            f"{given[0]} kan niet samen met --engine: geef een tabel van avgkit read LIJST -o tabel.parquet."
        )
    if not choice.output:
        raise AvgkitError("Geef bij --engine met -o een bestand op dat eindigt op .parquet; daar komen de oordelen in.")
    if choice.engine == "spark":
        from avgkit.engines.spark import classify_files
    else:
        from avgkit.engines.duck import classify_files
    with output.progress() as step:
        step("Oordelen")
        relations = relations_of(
            as_of=day, channels=choice.channel, purposes=choice.purpose, facts=facts, rules=choice.rules
        )
        done = classify_files(choice.lists, choice.output, relations)
    output.show_done(done)
    print(f"Bewaard in {choice.output}.")
