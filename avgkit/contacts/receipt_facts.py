"""The receipt of what is made of a list, and in it the facts: which combinations there are, and who has which.

The table of verdicts has no columns for facts. A receipt names nobody: a contact is the start of a hash of what the
table shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from avgkit import __version__
from avgkit.contacts.own_columns import WHO, is_evidence, to_table
from avgkit.law.facts import CONTACT_FACTS
from avgkit.law.receipt import Receipt, UsedFile

if TYPE_CHECKING:
    import pandas as pd

    from avgkit.contacts.people import ContactList

FACT_NAMES = (*CONTACT_FACTS, "consent_channel", "consent_purpose", "last_sale", "consent_reading", "customer")
FACTS_SHEET = "feiten"
"""The sheet with the facts in a workbook with verdicts."""


def list_receipt(made_by: str, day: date, found: ContactList | None, **told: Any) -> Receipt:
    """Return the receipt of what a command or a panel made of a list; ``told``: more of its fields."""
    files = () if found is None else tuple(UsedFile(file.name, file.sha256, file.data_rows) for file in found.files)
    return Receipt(made_by=made_by, version=__version__, day=day, **{"files": files, **told})


def key_of(*shown: str) -> str:
    """Return by what the facts of a contact are found again: contact_id, name, email and phone as one hash."""
    return hashlib.sha256("\x1f".join(shown).encode()).hexdigest()[:16]


def receipt_facts(contacts: pd.DataFrame) -> dict[str, object]:
    """Return the facts of a list: columns, values (a row per combination), contacts (key -> number of its row)."""
    table = to_table(contacts).fillna("")
    names = [name for name in table if name in FACT_NAMES or is_evidence(name)]
    shown = table[list(WHO)].itertuples(index=False, name=None)
    numbers: dict[tuple, int] = {}
    places = [numbers.setdefault(row, len(numbers)) for row in table[names].itertuples(index=False, name=None)]
    keys = {key_of(*row): place for row, place in zip(shown, places, strict=True)}
    return {"columns": names, "values": [list(row) for row in numbers], "contacts": keys}


def facts_of_keys(keys: Sequence[str], told: Sequence[Mapping]) -> dict[str, list[str]] | None:
    """Return the columns of facts of these contacts from the first receipt that knows them all, or None."""
    for facts in told:
        try:
            rows = [facts["values"][facts["contacts"][key]] for key in keys]
            return {str(name): [str(row[place]) for row in rows] for place, name in enumerate(facts["columns"])}
        except (KeyError, IndexError, TypeError):
            continue
    return None


def sheet_rows(facts: Mapping) -> list[list[str]]:
    """Return the facts as the rows of a sheet, headings first."""
    rows = [[key, *facts["values"][place]] for key, place in facts["contacts"].items()]
    return [["contact", *facts["columns"]], *rows]


def from_sheet(rows: Sequence[Sequence[str]]) -> dict[str, object]:
    """Return the facts that such a sheet holds."""
    return {
        "columns": list(rows[0][1:]) if rows else [],
        "values": [list(row[1:]) for row in rows[1:]],
        "contacts": {row[0]: place for place, row in enumerate(rows[1:])},
    }
