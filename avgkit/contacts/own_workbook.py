"""The sheet with facts in a workbook with verdicts that avgkit wrote."""

from __future__ import annotations

import io
from collections.abc import Mapping

from avgkit.contacts.receipt_facts import FACTS_SHEET, from_sheet
from avgkit.contacts.workbook import told_if_broken


def workbook_facts(data: bytes) -> list[Mapping]:
    """Return the facts in a workbook (looked through before, see ``packed``); none for one without that sheet."""
    from python_calamine import CalamineWorkbook

    with told_if_broken(FACTS_SHEET):
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        if FACTS_SHEET not in book.sheet_names:
            return []
        rows = book.get_sheet_by_name(FACTS_SHEET).to_python()
    return [from_sheet([[str(cell) for cell in row] for row in rows])]
