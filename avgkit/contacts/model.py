"""What a reader makes of a file: contacts, rejects and how the file was understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from avgkit.vocabulary import UNKNOWN

if TYPE_CHECKING:
    import pandas as pd

CONSENT_OF = {
    "confirmed_by_tool_record": "valid",
    "claimed": "unproven",
    "claimed_with_time": "unproven",
    "pending": "unproven",
    "withdrawn": "withdrawn",
    "none": "none",
    "not_opted_in": "none",
}
"""From what an export says of consent to the fact: only a record with time and origin is valid (AVG art. 7(1))."""
FACT_COLUMNS = (
    "recipient",
    "relation",
    "years_since_relation",
    "details_source",
    "consent",
    "objection",
    "similar_product",
    "opt_out_offered",
    "register",
)


@dataclass
class Contact:
    """One row of a file, cleaned. None is a missing value; facts are codes of the vocabulary or ``unknown``."""

    row: int
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    company: str | None = None
    position: str | None = None
    date: str | None = None
    date_means: str | None = None
    consent_reading: str = UNKNOWN
    consent_channel: str = ""
    consent_purpose: str = ""
    recipient: str = UNKNOWN
    recipient_reason: str = ""
    relation: str = UNKNOWN
    years_since_relation: str = UNKNOWN
    details_source: str = UNKNOWN
    objection: str = UNKNOWN
    similar_product: str = UNKNOWN
    opt_out_offered: str = UNKNOWN
    register: str = UNKNOWN
    issues: list[str] = field(default_factory=list)

    @property
    def consent(self) -> str:
        return CONSENT_OF.get(self.consent_reading, UNKNOWN)

    def as_json(self) -> dict:
        """Return the contact as plain data; the phone number is E.164."""
        return {
            "row": self.row,
            "name": self.name,
            "email": self.email,
            "phone_e164": self.phone,
            "company": self.company,
            "recipient": self.recipient,
            "consent": self.consent,
            "consent_reading": self.consent_reading,
            "relation": self.relation,
            "details_source": self.details_source,
            "objection": self.objection,
            "date": self.date,
            "date_means": self.date_means,
            "issues": self.issues,
        }


@dataclass(frozen=True)
class Reject:
    """A row that could not be read, and why (Dutch, without the row's content)."""

    row: int
    reason: str


@dataclass
class FileReading:
    """One file as it was understood. ``rows`` counts the data rows: contacts plus rejects."""

    name: str
    format: str
    title: str
    grade: str
    encoding: str
    delimiter: str | None
    contacts: list[Contact]
    rejects: list[Reject]
    unclear: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def data_rows(self) -> int:
        return len(self.contacts) + len(self.rejects)

    def as_json(self) -> dict:
        """Return the reading as plain data."""
        return {
            "file": self.name,
            "format": self.format,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "data_rows": self.data_rows,
            "contacts": [contact.as_json() for contact in self.contacts],
            "rejects": [{"row": reject.row, "reason": reject.reason} for reject in self.rejects],
        }


@dataclass
class ContactList:
    """One or more files as one list. Rows are not merged: rows that share an address or number share their restrictions."""

    files: Sequence[FileReading]

    @cached_property
    def contacts(self) -> pd.DataFrame:
        """A row per contact: contact_id (file-row), details, facts, issues, source_file, source_row, shared_with."""
        import pandas as pd

        from avgkit.contacts.sharing import share_restrictions

        found = [(number, file, contact) for number, file in enumerate(self.files, 1) for contact in file.contacts]
        columns = {"contact_id": [f"{number}-{contact.row}" for number, _, contact in found]}
        for name in (
            "name",
            "email",
            "phone",
            "company",
            "position",
            *FACT_COLUMNS,
            "consent_channel",
            "consent_purpose",
            "recipient_reason",
            "date",
            "date_means",
            "issues",
        ):
            columns[name] = [getattr(contact, name) for _, _, contact in found]
        columns["source_file"] = [file.name for _, file, _ in found]
        columns["source_row"] = [contact.row for _, _, contact in found]
        return share_restrictions(pd.DataFrame(columns))

    @property
    def rejects(self) -> pd.DataFrame:
        """A row per reject: file, row, reason."""
        import pandas as pd

        rows = [(file.name, reject.row, reject.reason) for file in self.files for reject in file.rejects]
        return pd.DataFrame(rows, columns=["file", "row", "reason"])

    def counts(self) -> pd.DataFrame:
        """A row per file: file, data_rows, contacts, rejects; data_rows = contacts + rejects."""
        import pandas as pd

        rows = [(file.name, file.data_rows, len(file.contacts), len(file.rejects)) for file in self.files]
        return pd.DataFrame(rows, columns=["file", "data_rows", "contacts", "rejects"])
