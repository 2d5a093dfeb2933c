"""The columns of a whole list as tables: what each holds, what deserves attention, how many there are of each kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from avgkit.base.dutch import Sentence, count
from avgkit.base.tables import ShownTable, table_of
from avgkit.contacts import GLIMPSE
from avgkit.course.lists import CourseList
from avgkit.course.personal_data.column_kinds import Column, kinds_of_columns
from avgkit.course.personal_data.data_kinds import KIND_LABELS, DataKind

_MOST_ROWS = 5


@dataclass(frozen=True)
class ListKinds:
    """What kind of data the columns of a list hold."""

    source: CourseList

    @cached_property
    def columns(self) -> list[Column]:
        return [column for file in self.source.source.files for column in kinds_of_columns(file)]

    @property
    def counts(self) -> ShownTable:
        """Filled columns per file and kind."""
        files = [file.name for file in self.source.source.files]
        filled = [column for column in self.columns if column.filled]
        numbers = [[sum(c.file == file and c.kind == kind for c in filled) for kind in DataKind] for file in files]
        frame = pd.DataFrame(numbers, index=pd.Index(files, name="bestand"), columns=[*KIND_LABELS.values()])
        return ShownTable(frame, "Kolommen met iets erin, per bestand en soort")

    def table(self, file: str) -> ShownTable:
        """One row per column of a file: what it is, of which kind, how many rows are filled in, and why."""
        rows = [
            (c.heading, c.datum.label, KIND_LABELS[c.kind], c.filled, c.why) for c in self.columns if c.file == file
        ]
        return table_of(("kolom", "wat het is", "soort", "ingevuld", "waarom"), rows, f"De kolommen van {file}")

    @property
    def attention(self) -> ShownTable:
        """The columns that are sensitive or may be superfluous, the sensitive ones first: why, and the article."""
        found = [column for column in self.columns if column.advice]
        found.sort(key=lambda column: (column.kind != DataKind.SENSITIVE or not column.filled, not column.filled))
        files: dict[tuple[str, ...], list[str]] = {}
        for column in found:
            said = (column.heading, KIND_LABELS[column.kind], _advice(column), column.article)
            files.setdefault(said, []).append(column.file)
        rows = [(heading, ", ".join(named), *rest) for (heading, *rest), named in files.items()]
        headings = ("kolom", "bestand", "soort", "wat je kunt doen", "artikel")
        return table_of(headings, rows, "Kolommen om naar te kijken")

    @property
    def sentence(self) -> str:
        """Say how many columns are about people."""
        filled = [column for column in self.columns if column.filled]
        person, sensitive = (sum(c.kind == kind for c in filled) for kind in (DataKind.PERSON, DataKind.SENSITIVE))
        if not filled:
            return "Er zijn geen kolommen met iets erin"
        return (
            f"{person} van de {count(len(filled), 'kolom', 'kolommen')} met iets erin "
            f"{'hoort' if person == 1 else 'horen'} bij een mens, {sensitive} {'is' if sensitive == 1 else 'zijn'} "
            "extra gevoelig"
        )

    @property
    def note(self) -> str:
        """Say so when only a part of a file was looked at."""
        long = any(file.data_rows > GLIMPSE for file in self.source.source.files)
        looked = f"{GLIMPSE:,}".replace(",", ".")
        return f"Van een lang bestand bekeken we de eerste {looked} rijen." if long else ""

    def control(self) -> Sentence:
        """Say whether each column of each file got one kind."""
        headings = sum(len(file.headings) for file in self.source.source.files)
        outcome = (
            "Elke kolom heeft één soort." if headings == len(self.columns) else "Dat klopt niet: er mist een kolom."
        )
        files = count(len(self.source.source.files), "bestand", "bestanden")
        return Sentence(f"Controle: {count(headings, 'kolom', 'kolommen')} in {files}. {outcome}")


def _advice(column: Column) -> str:
    if not column.rows:
        return column.advice
    return f"{column.advice} Kijk in {_rows(column.rows)}: daar staat een woord dat hierop wijst."


def _rows(rows: Sequence[int]) -> str:
    shown = ", ".join(str(row) for row in rows[:_MOST_ROWS])
    return f"rij {shown}" if len(rows) == 1 else f"rij {shown}{' en verder' if len(rows) > _MOST_ROWS else ''}"
