"""What a sheet of an .xlsx shows beside its cells: remarks, struck-through text, hidden rows, formulas without an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from avgkit.contacts.signal_rules import Signal

if TYPE_CHECKING:
    from avgkit.contacts.workbook import Sheet


@dataclass(frozen=True)
class Mark:
    """Something that may mean a no: the row and the heading of the column where it stands, its text and what it says."""

    row: int
    column: str
    text: str
    signal: Signal


def add_marks(data: bytes, sheets: Sequence[Sheet]) -> None:
    """Add the marks and notices of each sheet."""
