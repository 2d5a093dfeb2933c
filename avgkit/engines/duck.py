"""Classification by DuckDB, inside this computer: tables larger than memory, from CSV or Parquet to Parquet.

A CSV file is first copied to Parquet in a folder beside the result, so that the columns can be looked at one by one. What
does not fit in memory goes to that folder too; it is removed whatever happens.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from avgkit.base.errors import AvgkitError
from avgkit.base.files import harmless, save_whole
from avgkit.engines.files import MOST_SHOWN, PARQUET, SAVED, Done, Reject, checked, wrong_value
from avgkit.engines.plan import ROW, Plan, plan
from avgkit.relations import Relations

MEMORY, THREADS = "1000MB", 2
"""DuckDB counts most of what it takes, not all; with Python itself this stays well under 2 GB."""
FILE = 1 << 40
"""ROW is the number of the file x FILE + the number of the row in it, both from 0."""
LONGEST_ROW = 10_000_000
_BROKEN = {
    "TOO MANY COLUMNS": "deze rij heeft meer cellen dan er koppen zijn; herstel de rij.",
    "MISSING COLUMNS": "deze rij heeft minder cellen dan er koppen zijn; herstel de rij.",
    "UNQUOTED VALUE": "er staat een aanhalingsteken te veel of te weinig in deze rij; herstel de rij.",
    "INVALID ENCODING": "deze rij is geen UTF-8; bewaar het bestand als CSV UTF-8.",
}


def classify_files(
    paths: Sequence[str | Path],
    target: str | Path,
    relations: Relations,
    *,
    memory: str = MEMORY,
    threads: int = THREADS,
) -> Done:
    """Classify tables of contacts and save the verdicts; the file appears whole or not at all.

    The columns are those of SAVED, a row per contact x channel x purpose, in no fixed order. Rows with a wrong cell are in
    a CSV file beside the result, with their file, row and reason. Raises AvgkitError with a Dutch sentence.
    """
    files, target = checked(paths, target)
    with tempfile.TemporaryDirectory(prefix=".avgkit-", dir=target.parent) as folder, _sentences(files, target):
        connection = connect(Path(folder), memory, threads)
        try:
            return _run(connection, files, target, relations, Path(folder))
        finally:
            connection.close()


def connect(folder: Path, memory: str = MEMORY, threads: int = THREADS) -> duckdb.DuckDBPyConnection:
    """Return a database in memory that spills to this folder, and never fetches an extension."""
    settings = {"memory_limit": memory, "threads": threads, "temp_directory": str(folder / "spill")}
    settings |= {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    settings |= {"preserve_insertion_order": False}
    connection = duckdb.connect(config=settings)
    connection.execute("SET enable_progress_bar = false")
    return connection


def joins(connection: duckdb.DuckDBPyConnection, contacts: duckdb.DuckDBPyRelation, relations: Relations) -> Plan:
    """Return the plan for a relation with the column ROW."""
    return plan(
        nw.from_native(contacts),
        relations,
        lambda frame: nw.from_native(connection.from_arrow(pa.Table.from_pandas(frame, preserve_index=False))),
    )


def _run(
    connection: duckdb.DuckDBPyConnection, files: Sequence[Path], target: Path, relations: Relations, folder: Path
) -> Done:
    staged = [_staged(connection, path, folder / f"{number}.parquet") for number, path in enumerate(files)]
    parts, broken = [part for part, _ in staged], [rejects for _, rejects in staged]
    contacts = connection.sql(_union(parts))
    made = joins(connection, contacts, relations)
    cases = nw.to_native(made.verdicts.select(*SAVED))
    save_whole(target, lambda spare: cases.write_parquet(spare, compression="zstd"))
    kept, uneven = divmod(pq.read_metadata(target).num_rows, len(relations.pairs))
    rows = sum(pq.read_metadata(part).num_rows for part in parts)
    wrong = 0 if made.rejects is None else nw.to_native(made.rejects.select(ROW).unique()).shape[0]
    if uneven or rows != kept + wrong:
        target.unlink()
        raise AvgkitError("Het aantal oordelen klopt niet met het aantal contacten; meld ons dit. Er is niets bewaard.")
    result = connection.read_parquet(str(target)).aggregate("channel, verdict, count(*) AS cases")
    unread = sum(map(len, broken))
    log = target.with_name(f"{target.stem}_afgekeurd.csv")
    log.unlink(missing_ok=True)  # that of another run
    found = _log_rejects(files, broken, made, log) if wrong + unread else {}
    return Done(rows + unread, kept, wrong + unread, result.df(), **found)


def _staged(connection: duckdb.DuckDBPyConnection, path: Path, copy: Path) -> tuple[Path, pd.DataFrame]:
    """Return a Parquet file with the rows of this file, and the lines that could not be read (line, reason)."""
    unread = pd.DataFrame({"line": [], "reason": []})
    if path.suffix.lower() == PARQUET:
        return path, unread
    with open(path, encoding="utf-8-sig", errors="replace") as text:
        headings = text.readline(LONGEST_ROW)
    mark = max(",;\t|", key=headings.count)
    rows = connection.read_csv(
        str(path), header=True, all_varchar=True, delimiter=mark, quotechar='"', escapechar='"', store_rejects=True,
        rejects_table="broken", rejects_scan="scans", rejects_limit=0, max_line_size=LONGEST_ROW,
    )  # fmt: skip
    connection.execute("SET preserve_insertion_order = true")
    rows.write_parquet(str(copy), compression="lz4")
    connection.execute("SET preserve_insertion_order = false")
    unread = connection.sql("SELECT line::BIGINT AS line, error_type::VARCHAR AS reason FROM broken ORDER BY line").df()
    connection.execute("DROP TABLE broken; DROP TABLE scans")
    unread["reason"] = unread["reason"].map(_BROKEN).fillna("deze rij is niet te lezen; herstel de rij.")
    return copy, unread.drop_duplicates("line")


def _union(parts: Sequence[Path]) -> str:
    """Return the query that puts the parts under each other, with their rows numbered."""
    quoted = ["'" + str(part).replace("'", "''") + "'" for part in parts]
    return " UNION ALL BY NAME ".join(
        f"SELECT * EXCLUDE (file_row_number), file_row_number::BIGINT + {number * FILE} AS {ROW} "
        f"FROM read_parquet({part}, file_row_number = true)"
        for number, part in enumerate(quoted)
    )


def _log_rejects(files: Sequence[Path], broken: Sequence[pd.DataFrame], made: Plan, log: Path) -> dict[str, object]:
    """Save where every row without verdicts stands, and why; return the first of them and the file."""
    shown: list[Reject] = []

    def write(spare: str) -> None:
        with open(spare, "w", encoding="utf-8-sig", newline="") as text:
            for place, rows in enumerate(_rejects(files, broken, made)):
                harmless(rows, ["bestand"]).to_csv(text, index=False, header=place == 0, sep=";")
                shown.extend(Reject(*row) for row in rows.head(MOST_SHOWN - len(shown)).itertuples(index=False))

    save_whole(log, write)
    return {"rejects": shown, "log": log}


def _rejects(files: Sequence[Path], broken: Sequence[pd.DataFrame], made: Plan) -> Iterator[pd.DataFrame]:
    """Yield the rows without verdicts: bestand, rij (the heading is row 1), reden."""
    for path, unread in zip(files, broken, strict=True):
        if len(unread):
            yield pd.DataFrame({"bestand": path.name, "rij": unread["line"], "reden": unread["reason"]})
    if made.rejects is None:
        return
    names = np.array([path.name for path in files])
    for batch in nw.to_native(made.rejects).order(ROW).to_arrow_reader():
        number, row = np.divmod(batch[ROW].to_numpy(), FILE)
        for place, unread in enumerate(broken):
            before = unread["line"].to_numpy() - 2 - np.arange(len(unread))
            here = number == place
            row[here] += 2 + np.searchsorted(before, row[here], side="right")
        reasons = [wrong_value(column) for column in batch["column"].to_pylist()]
        yield pd.DataFrame({"bestand": names[number], "rij": row, "reden": reasons})


@contextlib.contextmanager
def _sentences(files: Sequence[Path], target: Path) -> Iterator[None]:
    """Turn an error of DuckDB into a sentence: its own words may hold a row of the file."""
    names = ", ".join(path.name for path in files)
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise AvgkitError(
            f"Er is te weinig geheugen of schijfruimte om {names} te verwerken; maak ruimte naast {target.name}."
        ) from None
    except duckdb.InvalidInputException:
        raise AvgkitError(f"{names} is niet als tabel te lezen; maak hem opnieuw met avgkit read.") from None
    except (duckdb.Error, pa.ArrowException):
        raise AvgkitError(
            f"{names} is niet te verwerken; kijk of het bestand heel is en of er ruimte is op je schijf."
        ) from None
