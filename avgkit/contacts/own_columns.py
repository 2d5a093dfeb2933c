"""The contacts as a table of text that ``avgkit read`` writes, and back: every detail and every fact, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError
from avgkit.contacts.cleaning.emails import clean_email, is_role
from avgkit.contacts.cleaning.phones import clean_phone, kinds_of
from avgkit.contacts.contact_columns import EVIDENCE_COLUMNS, Columns, columns_of
from avgkit.contacts.formats.base import NOTHING, Fields
from avgkit.contacts.grid import Grid
from avgkit.law.facts import CONTACT_FACTS, FACTS, UNKNOWN, Consent, YesNo

if TYPE_CHECKING:
    import pandas as pd

WHO = ("contact_id", "name", "email", "phone")
_SCOPES = {"consent_channel": "channel", "consent_purpose": "purpose"}
FIRST = (*WHO, "company", *CONTACT_FACTS, *_SCOPES, "last_sale")
WHERE = ("source_file", "source_row", "issues")
_DETAILS = ("position", "date", "date_means", "kvk", "profile")
_WORDS = ("objection_channels", "recipient_reason", "consent_reading", "consent_text", *EVIDENCE_COLUMNS)
_SEVERAL = ("other_emails", "other_phones")
MORE = (*_DETAILS, *_WORDS, *_SEVERAL, "customer")
TEXT = (*WHO[1:], "company", *WHERE, *_DETAILS, *_WORDS, *_SEVERAL)
"""Columns with words of somebody else, which a spreadsheet must not run."""
_CUSTOMER = {True: "yes", False: "no"}


def is_evidence(name: object) -> bool:
    """Tell whether a column says something of one channel (and purpose), or who is held."""
    return str(name).startswith(("consent:", "objection:")) or name == "held"


def to_table(contacts: pd.DataFrame) -> pd.DataFrame:
    """Return the contacts with each cell as text or nothing: FIRST, WHERE, MORE, and the columns of evidence."""
    import pandas as pd

    told = {name: _texts(contacts[name]) for name in FIRST if name in contacts}
    told |= {name: contacts[name].tolist() for name in WHERE[:2]}
    told["issues"] = [", ".join(issues) for issues in contacts["issues"]]
    more = [name for name in MORE if name in contacts] + [name for name in contacts if is_evidence(name)]
    told |= {name: _texts(contacts[name]) for name in more}
    told["customer"] = [_CUSTOMER.get(cell) if isinstance(cell, bool) else None for cell in contacts["customer"]]
    return pd.DataFrame(
        {name: pd.Series(cells, dtype=None if name == "source_row" else object) for name, cells in told.items()}
    )


def _texts(column: pd.Series) -> list[str | None]:
    return [str(cell) if isinstance(cell, str) and cell else None for cell in column.tolist()]


def from_table(numbers: Sequence[int], cells: Callable[[str], Sequence[str]], headings: Sequence[str]) -> Columns:
    """Return the columns of a reader from such a table. ``cells`` gives a column as text, empty where it is absent."""
    found = columns_of(Grid([], [(number, []) for number in numbers]), [], Fields(), [NOTHING] * len(numbers))
    found["email"], found["phone"] = _cleaned(cells("email"), clean_email), _cleaned(cells("phone"), clean_phone)
    found |= {name: [tuple(filter(None, cell.split(", "))) for cell in cells(name)] for name in _SEVERAL}
    found |= {name: [cell or None for cell in cells(name)] for name in ("name", "company", *_DETAILS, "last_sale")}
    found["phone_kind"], found["role_address"] = kinds_of(found["phone"]), [is_role(email) for email in found["email"]]
    found |= {name: list(cells(name)) for name in _WORDS}
    found["consent_reading"] = [cell or UNKNOWN for cell in found["consent_reading"]]
    found["customer"] = [{"yes": True, "no": False}.get(cell) for cell in cells("customer")]
    known = {*found, *headings}
    for name in (name for name in (*CONTACT_FACTS, *_SCOPES) if name in known):
        found[name] = facts_of(_SCOPES.get(name, name), cells(name), "" if name in _SCOPES else UNKNOWN)
    for name in filter(is_evidence, headings):
        found[name] = list(cells(name)) if ":" not in name else facts_of(name.partition(":")[0], cells(name), None)
    found["issues"] = [tuple(filter(None, cell.split(", "))) for cell in cells("issues")]
    return found


def facts_of(fact: str, cells: Sequence[str], empty: str | None) -> list[str | None]:
    """Return the values of a fact; an objection or a consent of which the cell can't be read is read as a no."""
    known = {cell: _fact(fact, cell, empty) for cell in set(cells)}
    return [known[cell] for cell in cells]


def _fact(fact: str, cell: str, empty: str | None) -> str | None:
    try:
        value = FACTS[fact].parse(cell)
    except AvgkitError:
        return {"objection": str(YesNo.YES), "consent": str(Consent.NONE)}.get(fact, empty)
    return empty if value == UNKNOWN else str(value)


def _cleaned(cells: Sequence[str], clean: Callable[[str], tuple[str | None, list[str]]]) -> list[str | None]:
    known = {cell: clean(cell)[0] if cell else None for cell in set(cells)}
    return [known[cell] for cell in cells]
