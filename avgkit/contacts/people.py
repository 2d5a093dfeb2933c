"""What a reader makes of a file, and several files as one list of people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace
from typing import TYPE_CHECKING

from avgkit.contacts.contact_columns import Columns
from avgkit.contacts.formats.base import Format
from avgkit.contacts.grid import Reject

if TYPE_CHECKING:
    import pandas as pd

    from avgkit.contacts.merging import Merged

JSON_FIELDS = (
    "row",
    "name",
    "email",
    "phone_e164",
    "company",
    "recipient",
    "consent",
    "consent_reading",
    "relation",
    "customer",
    "details_source",
    "objection",
    "date",
    "date_means",
    "kvk",
    "other_emails",
    "other_phones",
    "phone_kind",
    "role_address",
    "consent_text",
    "issues",
)


class Contact(SimpleNamespace):
    """One row of a file, cleaned: an attribute per column. None is a missing value; an unknown fact is ``unknown``."""

    def as_json(self) -> dict:
        """Return the contact as plain data; the phone number is E.164."""
        told = {name: self.phone if name == "phone_e164" else getattr(self, name) for name in JSON_FIELDS}
        return told | {name: list(told[name]) for name in ("issues", "other_emails", "other_phones")}


@dataclass
class FileReading:
    """One file as it was understood. ``data_rows`` counts its rows: contacts plus rejects.

    ``columns``: a list per detail, fact and issue, with a value per contact. ``headings``: those of the file;
    ``mapping``: which heading was taken for which meaning, in an own list. ``glimpse``: the first rows as they stand in
    the file (row, cells under the headings), to see what kind of data a column holds.
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

    @cached_property
    def contacts(self) -> list[Contact]:
        """The rows that could be read, one object each."""
        names = list(self.columns)
        return [Contact(**dict(zip(names, values, strict=True))) for values in zip(*self.columns.values(), strict=True)]

    def as_json(self) -> dict:
        """Return the reading as plain data, with what merging inside this file gives."""
        from avgkit.contacts.merging import readings_of

        people = ContactList([self])
        return {
            "file": self.name,
            "format": self.format,
            "grade": self.grade,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "data_rows": self.data_rows,
            "contacts": [contact.as_json() for contact in self.contacts],
            "rejects": [{"row": reject.row, "reason": reject.reason} for reject in self.rejects],
            "contacts_after_dedupe": len(people.contacts),
            "merged_consent": readings_of(people),
        }


@dataclass
class ContactList:
    """One or more files as one list of people. Rows with the same address, number or profile are one person.

    ``same``: pairs of contact ids that the learner said are one person.
    """

    files: Sequence[FileReading]
    same: Sequence[tuple[str, str]] = ()

    @cached_property
    def rows(self) -> pd.DataFrame:
        """A row per readable row of the files: row_id (file-row), file, row, details, facts and issues."""
        from avgkit.contacts.merging import rows_of

        return rows_of(self.files)

    @cached_property
    def _merged(self) -> Merged:
        from avgkit.contacts.merging import merge

        return merge(self.rows, self.same)

    @property
    def contacts(self) -> pd.DataFrame:
        """A row per person: contact_id (that of the first row), details, facts, issues, other_emails, other_phones,
        source_file, source_row, rows (how many rows this person has) and merged_from (the ids of the other rows)."""
        return self._merged.people

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
        return ContactList(self.files, (*self.same, *pairs))

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
