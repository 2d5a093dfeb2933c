"""Who is who in a store: its consents and refusals by address and number, and the contacts of a list that it knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError
from avgkit.duties.consent.entries import records_of
from avgkit.duties.consent.record import ConsentRecord, Refusal
from avgkit.duties.consent.store import Store

if TYPE_CHECKING:
    import pandas as pd


class StorePeople:
    """The entries of a store, by the keyed hashes of the people in them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.records: dict[str, list[ConsentRecord]] = {}
        self.refusals: dict[str, list[Refusal]] = {}
        self.linked: dict[str, set[str]] = {}
        entries = store.entries()
        standing = {record.record_id: record for record in records_of(entries)}
        self.senders = {" ".join(r.sender.split()).casefold(): r.sender for r in standing.values() if r.sender}
        for entry in entries:
            for mark in entry.marks:
                self.linked.setdefault(mark, set()).update(entry.marks)
                if isinstance(entry.said, Refusal):
                    self.refusals.setdefault(mark, []).append(entry.said)
                elif entry.said.record_id in standing:
                    self.records.setdefault(mark, []).append(standing[entry.said.record_id])

    def sender(self, given: str | None) -> str:
        if given is not None:
            return given
        if len(self.senders) > 1:
            names = ", ".join(sorted(self.senders.values()))
            raise AvgkitError(
                f"In dit bewijs staan meer afzenders: {names}. "
                "Zeg namens wie je schrijft (op de opdrachtregel met --as-sender)."
            )
        return next(iter(self.senders.values()), "")

    def rows(self, contacts: pd.DataFrame) -> Iterable[tuple[int, set[str], str | None, str | None]]:
        """Return (place, keyed hashes, email, phone) of each contact that the store knows."""
        names = [n for n in ("email", "phone", "other_emails", "other_phones") if n in contacts]
        for place, cells in enumerate(zip(*(contacts[name] for name in names), strict=True) if names else ()):
            texts = dict(zip(names, (cell if isinstance(cell, str) else "" for cell in cells), strict=True))
            values = [value for text in texts.values() for value in text.split(", ") if value]
            marks = self.store.subjects_for(*values) & self.linked.keys()
            if marks:
                yield place, marks, texts.get("email"), texts.get("phone")

    def of(self, marks: set[str]) -> tuple[list[ConsentRecord], list[Refusal]]:
        """Return the consents of a person, and the refusals of whoever shares an address or number with them."""
        wider = set().union(*(self.linked[mark] for mark in marks))
        records = {r.record_id: r for mark in marks for r in self.records.get(mark, ())}
        refusals = {id(r): r for mark in wider for r in self.refusals.get(mark, ())}
        return list(records.values()), list(refusals.values())
