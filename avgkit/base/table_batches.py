"""A table of any size, in CSV or Parquet, as batches with the number of each row; broken rows are told."""

from __future__ import annotations

import codecs
import csv
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from avgkit.base.errors import AvgkitError
from avgkit.base.files import plain_file

TEXTS, PARQUET = (".csv", ".tsv"), ".parquet"
ROWS, BLOCK = 1 << 16, 1 << 23
"""Rows of Parquet and bytes of CSV that are looked at together; a longer row of CSV is refused."""
NO_TEXT = "\0"
"""What stands for a byte that is no UTF-8."""
FEWER, MORE = (f"deze rij heeft {what} cellen dan er koppen zijn; herstel de rij." for what in ("minder", "meer"))


def _no_text(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return NO_TEXT, error.end


codecs.register_error("avgkit_no_text", _no_text)


Batch = tuple[np.ndarray, pa.RecordBatch]
"""The number of each row (the heading is row 1), and the rows."""


def table_path(path: str | Path) -> Path:
    """Return the path of a table. Raises AvgkitError when it is not there, or another kind of file."""
    path = plain_file(Path(path))
    if not path.exists():
        raise AvgkitError(f"{path.name} is er niet; kijk of de naam en de map kloppen.")
    if path.suffix.lower() not in (*TEXTS, PARQUET):
        raise AvgkitError(
            f"{path.name} kan hier niet; kies een tabel in CSV of Parquet. "
            "Die maak je van een lijst met avgkit read LIJST -o tabel.parquet."
        )
    return path


def table_batches(
    path: Path, choose: Callable[[list[str]], list[str]], tell: Callable[[str, int], None]
) -> Iterator[Batch]:
    """Yield the columns of a table that ``choose`` takes from its headings; the first batch is empty.

    All is text, save whole numbers in Parquet. In CSV an empty cell is null, and of a heading that stands twice the
    first counts; ``tell`` gets the reason (Dutch) and number of a row with too few or too many cells. Raises
    AvgkitError with a Dutch sentence.
    """
    try:
        if path.suffix.lower() == PARQUET:
            yield from _parquet(path, choose)
        else:
            yield from _csv(path, choose, tell)
    except (pa.ArrowException, OSError, csv.Error, UnicodeError):  # its own words may hold a row of the file
        raise AvgkitError(f"{path.name} is niet als tabel te lezen; maak hem opnieuw met avgkit read.") from None


def first_row(path: Path) -> tuple[str, list[str]]:
    """Return the delimiter of a CSV file in UTF-8, and its headings. Raises csv.Error."""
    with open(path, encoding="utf-8-sig", errors="replace", newline="") as text:
        delimiter = max(",;\t|", key=text.readline(BLOCK).count)
        text.seek(0)
        names = next(csv.reader(text, delimiter=delimiter), None)
    if not names:
        raise csv.Error
    return delimiter, names


def _parquet(path: Path, choose: Callable[[list[str]], list[str]]) -> Iterator[Batch]:
    schema = pq.read_schema(path)
    columns = choose(schema.names)
    kinds = [(name, schema.field(name).type) for name in columns]
    plain = pa.schema([(name, kind if pa.types.is_integer(kind) else pa.string()) for name, kind in kinds])
    yield np.arange(0), pa.RecordBatch.from_pylist([], plain)
    start = 2
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(ROWS, columns=columns):
            batch.validate(full=True)
            yield np.arange(start, start + len(batch)), batch.select(columns).cast(plain)
            start += len(batch)


def _csv(path: Path, choose: Callable[[list[str]], list[str]], tell: Callable[[str, int], None]) -> Iterator[Batch]:
    delimiter, names = first_row(path)
    columns = choose(names)
    schema = pa.schema([(name, pa.string()) for name in columns])
    yield np.arange(0), pa.RecordBatch.from_pylist([], schema)
    headings = [name if name not in names[:place] else f"{name}\n{place}" for place, name in enumerate(names)]
    broken = array("q")

    def skip(row: pa_csv.InvalidRow) -> str:
        tell(FEWER if row.actual_columns < row.expected_columns else MORE, row.number)
        broken.append(row.number)
        return "skip"

    with open(path, "rb") as file:
        reader = pa_csv.open_csv(
            pa.PythonFile(_Text(file, delimiter), "r"),
            pa_csv.ReadOptions(use_threads=False, block_size=BLOCK, column_names=headings, skip_rows_after_names=1),
            pa_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, invalid_row_handler=skip),
            pa_csv.ConvertOptions(
                column_types=schema, include_columns=columns, null_values=[""], strings_can_be_null=True
            ),
        )
        done = 0
        for batch in reader:
            places = np.arange(done, done + len(batch))
            whole_before = np.asarray(broken) - 2 - np.arange(len(broken))
            yield places + 2 + np.searchsorted(whole_before, places, side="right"), batch
            done += len(batch)


class _Text:
    """The bytes of a file as UTF-8, with NO_TEXT for what is none.

    Raises csv.Error for a quotation mark that neither opens nor closes a cell: the rows up to the next one would be
    taken for one cell, and be lost.
    """

    closed = False

    def __init__(self, file: BinaryIO, delimiter: str) -> None:
        self.file = file
        self.decode = codecs.getincrementaldecoder("utf-8-sig")("avgkit_no_text").decode
        self.edges = np.frombuffer(f'{delimiter}\r\n"'.encode(), np.uint8)
        self.last, self.quotes = b"\n", 0

    def read(self, size: int) -> bytes:
        """Return at most ``size`` bytes, none at the end."""
        while True:
            raw = self.file.read(size - 4)  # what is left of the character before may come along
            text = self.decode(raw, not raw).encode()
            self._check(text if raw or text else b"\n")
            if not raw and self.quotes % 2:
                raise csv.Error
            if text or not raw:
                return text

    def close(self) -> None:
        """Do nothing: who opened the file closes it."""

    def _check(self, text: bytes) -> None:
        part = np.frombuffer(self.last + text, np.uint8)
        quotes = np.flatnonzero(part[1:-1] == ord('"')) + 1
        opens = (self.quotes + np.arange(len(quotes))) % 2 == 0
        self.quotes += len(quotes)
        beside = np.where(opens, part[quotes - 1], part[quotes + 1])
        if not np.isin(beside, self.edges).all():
            raise csv.Error
        self.last = part[-2:].tobytes()
