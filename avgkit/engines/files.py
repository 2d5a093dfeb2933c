"""What every engine shares about files: what may go in and out, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError
from avgkit.law.classification import CONTACT_COLUMNS
from avgkit.law.facts import FACTS, YEARS_LIMIT

if TYPE_CHECKING:
    import pandas as pd

TEXTS, PARQUET = (".csv", ".tsv"), ".parquet"
SAVED = (*CONTACT_COLUMNS, "channel", "purpose", "verdict", "rule", "reason", "ask")
"""The columns of a saved result, those of every other engine."""
MOST_SHOWN = 20


@dataclass(frozen=True)
class Reject:
    """A row that has no verdicts: where it stands, and why (Dutch, without what stands there)."""

    file: str
    row: int | str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, rij {self.row}: {self.reason}"


@dataclass(frozen=True)
class Done:
    """What came of the files: ``rows`` read = ``contacts`` with verdicts + ``rejected``.

    ``counts`` has the columns channel, verdict and cases; ``rejects`` holds the first MOST_SHOWN; ``log`` is the file
    with all of them.
    """

    rows: int
    contacts: int
    rejected: int
    counts: pd.DataFrame
    rejects: Sequence[Reject] = ()
    log: Path | None = None


def checked(paths: Sequence[str | Path], target: str | Path) -> tuple[list[Path], Path]:
    """Return the files. Raises AvgkitError with a Dutch sentence for one that is not there, or another kind of file."""
    files, target = [Path(path) for path in paths], Path(target)
    for path in files:
        if not path.exists():
            raise AvgkitError(f"{path.name} is er niet; kijk of de naam en de map kloppen.")
        if path.suffix.lower() not in (*TEXTS, PARQUET):
            raise AvgkitError(
                f"{path.name} kan hier niet; kies een tabel in CSV of Parquet. "
                "Die maak je van een lijst met avgkit read LIJST -o tabel.parquet."
            )
        if path.resolve() == target.resolve():
            raise AvgkitError(f"{path.name} kan niet de lijst en ook de uitkomst zijn; kies een andere naam voor -o.")
    if target.suffix.lower() != PARQUET:
        raise AvgkitError(f"{target.name} kan niet; kies een naam met .parquet.")
    if not target.parent.is_dir():
        raise AvgkitError(f"De map voor {target.name} is er niet; maak de map of kies een andere.")
    return files, target


def wrong_value(column: str) -> str:
    """Say what is wrong with a cell in this column, without what stands there."""
    if column == "last_sale":
        return "in last_sale staat geen dag. Schrijf elke dag zo: 2026-11-24."
    if column == "years_since_relation":
        return f"in {column} staat geen aantal jaren. Geef een getal, zoals {YEARS_LIMIT - 1} of 3,5."
    fact = FACTS[{"consent_channel": "channel", "consent_purpose": "purpose"}.get(column, column.partition(":")[0])]
    return f"in {column} staat geen waarde van dat feit. Kies uit: {', '.join([*fact.labels, 'unknown'])}."
