"""What a reader makes of a file, and several files as one list of people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError
from avgkit.contacts.contact import Contact
from avgkit.contacts.contact_columns import Columns
from avgkit.contacts.formats.base import Format
from avgkit.contacts.grid import Reject
from avgkit.contacts.refusals import ColumnUse, Sign, decided
from avgkit.contacts.stop_signals import signal
from avgkit.law.facts import YesNo

if TYPE_CHECKING:
    import pandas as pd

    from avgkit.contacts.merging import Merged
    from avgkit.contacts.statements import Statements


@dataclass
class FileReading:
    """One file as it was understood. ``data_rows`` counts its rows: contacts plus rejects.

    ``columns``: a list per detail, fact and issue, with a value per contact. ``headings``: those of the file;
    ``mapping``: which heading was taken for which meaning, in an own list. ``glimpse``: the first rows as they stand in
    the file (row, cells under the headings), to see what kind of data a column holds. ``uses``: what became of each
    column; ``signs``: the texts that say no, or perhaps. ``told``: what was filled in on a sheet, per contact.
    ``sha256``: of the file as it was read.
    """

    name: str
    known: Format
    encoding: str
    delimiter: str | None
    columns: Columns
    rejects: list[Reject]
    unclear: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)
    glimpse: Sequence[tuple[int, list[str]]] = field(default=(), repr=False)
    told: Sequence[Sequence[tuple[str, str]]] = field(default=(), repr=False)
    uses: list[ColumnUse] = field(default_factory=list, repr=False)
    signs: list[Sign] = field(default_factory=list, repr=False)
    sha256: str = ""

    @property
    def format(self) -> str:
        return self.known.name

    @property
    def title(self) -> str:
        return self.known.title

    @property
    def grade(self) -> str:
        return self.known.grade

    @property
    def size(self) -> int:
        """How many rows became a contact."""
        return len(self.columns["row"])

    @property
    def data_rows(self) -> int:
        return self.size + len(self.rejects)

    @property
    def lost(self) -> list[str]:
        """Say (Dutch) which rows could not be read and hold a no: whose it is, is not known."""
        rows = [
            reject.row
            for reject in self.rejects
            if any(signal("opmerking", part) for part in re.split("[;\t\n]", reject.text))
        ]
        where = ", ".join(map(str, rows[:5])) + (f" en nog {len(rows) - 5}" if len(rows) > 5 else "")
        what = "rij" if len(rows) == 1 else "rijen"
        return [f"{self.name}: {what} {where} is niet te lezen, en daar staat misschien een nee."] if rows else []

    @cached_property
    def contacts(self) -> list[Contact]:
        """The rows that could be read, one object each."""
        names = list(self.columns)
        found = [
            Contact(**dict(zip(names, values, strict=True))) for values in zip(*self.columns.values(), strict=True)
        ]
        for contact in found:
            contact.objection = str(YesNo.YES) if contact.objection_channels else contact.objection
        return found

    def as_json(self, whole: ContactList | None = None, number: int = 1) -> dict:
        """Return the reading as plain data, with what merging inside this file gives.

        ``whole``: the list of which this is file ``number`` (from 1); a row tells the id of its contact there, and
        whether that contact said no, to which channels, or is held, in whatever file.
        """
        from avgkit.contacts.merging import readings_of, row_ids

        people = ContactList([self])
        told = [contact.as_json() for contact in self.contacts]
        known = whole or people
        said, ids = known.said_of, known.ids
        for row, row_id in zip(told, row_ids(self, number), strict=True):
            row |= {"contact_id": ids[row_id]} | said[ids[row_id]]
        return {
            "file": self.name,
            "format": self.format,
            "grade": self.grade,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "data_rows": self.data_rows,
            "contacts": told,
            "rejects": [{"row": reject.row, "reason": reject.reason} for reject in self.rejects],
            "contacts_after_dedupe": len(people.contacts),
            "merged_consent": readings_of(people),
            "notices": [*self.notices, *self.unclear],
            "columns": [asdict(use) for use in self.uses],
        }


@dataclass
class ContactList:
    """One or more files as one list of people. Rows with the same address, number or profile are one person.

    ``same``: pairs of contact ids that the learner said are one person. ``decided``: what the learner said of a text
    in a column that may be a no: (column, text) and whether it is one. ``skipped``: a sentence (Dutch) for each file
    that could not be read. ``statements``: what the learner said of the people, if it counts in ``contacts``.
    """

    files: Sequence[FileReading]
    same: Sequence[tuple[str, str]] = ()
    decided: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    skipped: Sequence[str] = ()
    statements: Statements | None = None

    @cached_property
    def rows(self) -> pd.DataFrame:
        """A row per readable row of the files: row_id (file-row), file, row, details, facts and issues."""
        from avgkit.contacts.merging import rows_of

        return rows_of([decided(file, self.decided) for file in self.files] if self.decided else self.files)

    @cached_property
    def _merged(self) -> Merged:
        from avgkit.contacts.merging import merge
        from avgkit.contacts.told_contacts import sheet_pairs

        return merge(self.rows, [*self.same, *sheet_pairs(self)])

    @cached_property
    def contacts(self) -> pd.DataFrame:
        """A row per person: contact_id (that of the first row), details, facts, issues, other_emails, other_phones,
        source_file, source_row, rows (how many rows this person has) and merged_from (the ids of the other rows)."""
        from avgkit.contacts.told_contacts import with_answers, with_sheets

        people = with_sheets(self._merged.people, self)
        return people if self.statements is None else with_answers(people, self.statements)

    @property
    def lost(self) -> list[str]:
        """Say (Dutch) what could not be read and may hold a no: files, and rows that were rejected."""
        return [*self.skipped, *(sentence for file in self.files for sentence in file.lost)]

    @property
    def merged(self) -> pd.DataFrame:
        """A row per row that was merged into a person: contact_id, file, row, why (Dutch)."""
        return self._merged.rows

    @property
    def disagreements(self) -> pd.DataFrame:
        """Per person and fact or detail on which files differ: contact_id, what, said (file: value; …), used."""
        return self._merged.disagreements

    @cached_property
    def suggestions(self) -> pd.DataFrame:
        """Pairs that may be one person: left, right (contact ids), kind, why (Dutch), score (0 to 100)."""
        from avgkit.contacts.suggestions import suggest

        return suggest(self.contacts)

    def with_same(self, pairs: Iterable[tuple[str, str]]) -> ContactList:
        """Return the list with these pairs of contact ids merged too."""
        return replace(self, same=(*self.same, *pairs))

    @property
    def ids(self) -> dict[str, str]:
        """The contact of each row: row_id -> contact_id."""
        return {row_id: row_id for row_id in self.rows["row_id"]} | self._merged.ids

    @cached_property
    def said_of(self) -> dict[str, dict[str, str]]:
        """Per contact id: objection (yes when any channel was refused), objection_channels, held; what was told."""
        from avgkit.contacts.told_contacts import told_of

        columns = self.contacts[["contact_id", "objection", "objection_channels", "held"]].itertuples(index=False)
        answered = told_of(self._merged.people, self.contacts)
        return {
            row.contact_id: {
                **told,
                "objection": str(YesNo.YES) if row.objection_channels else row.objection,
                "objection_channels": "all" if row.objection == YesNo.YES else row.objection_channels,
                "held": row.held,
            }
            for row, told in zip(columns, answered, strict=True)
        }

    @cached_property
    def doubts(self) -> pd.DataFrame:
        """The texts that may be a no: as ``doubts_in`` tells them."""
        from avgkit.contacts.told_contacts import doubts_in

        return doubts_in(self)

    @property
    def signals(self) -> pd.DataFrame:
        """Those of ``doubts`` that are open: file, sheet, column, text, rows (how many), channels."""
        return self.doubts[self.doubts["is_no"].isna()].reset_index(drop=True).drop(columns=["contacts", "is_no"])

    def decide_signal(self, column: str, text: str, is_no: bool | None) -> ContactList:
        """Return the list with the answer to “in this column stands this text: is that a no?”; None takes it back.

        Raises AvgkitError with a Dutch sentence for a text that no such question is about.
        """
        known = {(sign.column, sign.text) for file in self.files for sign in file.signs if not sign.signal.certain}
        if (column, text) not in known:
            raise AvgkitError(f"In de kolom “{column}” staat geen “{text}” waar een vraag over is. Kies uit de lijst.")
        rest = {key: said for key, said in self.decided.items() if key != (column, text)}
        return replace(self, decided=rest if is_no is None else {**rest, (column, text): is_no})

    @cached_property
    def rejects(self) -> pd.DataFrame:
        """A row per reject: file, row, reason."""
        import pandas as pd

        rows = [(file.name, reject.row, reject.reason) for file in self.files for reject in file.rejects]
        return pd.DataFrame(rows, columns=["file", "row", "reason"])

    def counts(self) -> pd.DataFrame:
        """A row per file: file, data_rows, contacts, merged, rejects; data_rows = contacts + merged + rejects.

        A person counts for the file of the first row; the other rows count as merged in their own files.
        """
        import pandas as pd

        numbers = self.rows["row_id"].str.split("-").str[0].astype(int)
        first = numbers[self.rows["row_id"].isin(set(self.contacts["contact_id"]))].value_counts()
        rows = []
        for number, file in enumerate(self.files, 1):
            kept = int(first.get(number, 0))
            rows.append((file.name, file.data_rows, kept, file.size - kept, len(file.rejects)))
        return pd.DataFrame(rows, columns=["file", "data_rows", "contacts", "merged", "rejects"])
