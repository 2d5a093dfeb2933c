"""The table that ``avgkit read -o`` writes, read back with every fact. Grade A: avgkit writes it itself."""

from __future__ import annotations

from avgkit.base.errors import AvgkitError
from avgkit.contacts.formats.base import Facts, Fields, Format
from avgkit.contacts.grid import Grid
from avgkit.contacts.stop_signals import says_yes
from avgkit.law.facts import CONTACT_FACTS, FACTS, UNKNOWN, YesNo

_TEXTS = ("held", "objection channels", "consent channel", "consent purpose", "consent reading", "consent text")
_EVIDENCE = ("given at", "origin", "confirmed at")
_MAYBE = ("last sale", "kvk", "profile", "date means")
_YES = {"yes": True, "no": False, "ja": True, "nee": False}


def _says(*_cells: str) -> Facts:
    return Facts()


def _parsed(fact: str, text: str) -> str | None:
    """Return the value of a fact, or None for what is none."""
    if fact == "objection" and says_yes(text):
        return str(YesNo.YES)
    try:
        return FACTS[fact].parse(text)
    except AvgkitError:
        return None


def _restore(table: Grid, columns: dict[str, list]) -> None:
    """Put back what the table says of each contact.

    A value that no fact has (somebody changed it) is unknown; under objection or consent it holds the contact.
    """
    cells = {heading: table.column(place) for place, heading in enumerate(table.folded)}
    doubtful: list[int] = []
    for fact in CONTACT_FACTS:
        if (told := cells.get(fact.replace("_", " "))) is not None:
            known = {text: _parsed(fact, text) for text in set(told)}
            columns[fact] = [known[text] or UNKNOWN for text in told]
            if fact in ("objection", "consent"):
                doubtful += [row for row, text in enumerate(told) if known[text] is None]
    for heading in (*_TEXTS, *_EVIDENCE, *_MAYBE):
        if (told := cells.get(heading)) is not None:
            columns[heading.replace(" ", "_")] = [text.strip() or (None if heading in _MAYBE else "") for text in told]
    if "customer" in cells:
        columns["customer"] = [_YES.get(text.strip().lower()) for text in cells["customer"]]
    columns["consent_reading"] = [text or UNKNOWN for text in columns["consent_reading"]]
    for row, told in enumerate(cells.get("issues", ())):
        columns["issues"][row] = list(dict.fromkeys([*columns["issues"][row], *filter(None, told.split(", "))]))
    for row in doubtful:
        columns["held"][row] = "all"
    for row, held in enumerate(columns["held"]):
        if held and "held" not in columns["issues"][row]:
            columns["issues"][row] = [*columns["issues"][row], "held"]


FORMAT = Format(
    name="avgkit_table",
    title="Een tabel van avgkit zelf",
    grade="A",
    proves="Wat er staat, las avgkit eerder uit je lijsten. Alles wat toen bekend was, komt terug.",
    needs=frozenset({"contact id", "recipient", "relation", "details source", "consent", "objection", "source file"}),
    fields=Fields(
        email=("email", "other emails"),
        phone=("phone", "other phones"),
        names=("name",),
        company=("company",),
        position=("position",),
        date=("date",),
        date_form="iso",
    ),
    asks=(
        *(fact.replace("_", " ") for fact in CONTACT_FACTS),
        *(*_TEXTS, *_EVIDENCE, *_MAYBE, "customer", "issues", "contact id", "source file", "source row"),
    ),
    says=_says,
    restore=_restore,
)
