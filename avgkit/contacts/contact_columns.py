"""From a grid and what its format says to columns of cleaned contacts. By column: a large list is mostly cleaning."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from avgkit.contacts import details
from avgkit.contacts.cleaning.emails import is_role
from avgkit.contacts.cleaning.issues import Cleaned
from avgkit.contacts.cleaning.names import clean_words
from avgkit.contacts.cleaning.phones import kinds_of
from avgkit.contacts.formats.base import Facts, Fields
from avgkit.contacts.grid import Grid
from avgkit.contacts.recipients import recipient_of
from avgkit.law.facts import UNKNOWN

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
EVIDENCE_COLUMNS = ("given_at", "origin", "confirmed_at")
"""What a file records of the giving of consent, as it stands there."""
_SAID = (
    "consent",
    "consent_channel",
    "consent_purpose",
    "relation",
    "customer",
    "details_source",
    "objection",
    "held",
    "objection_channels",
)
Columns = dict[str, list]


class Maker:
    """Makes the columns of one file. ``issues`` holds the notes of the rows that have any."""

    def __init__(self, grid: Grid, headings: Sequence[str]) -> None:
        self.size, self.grid = len(grid.rows), grid
        self.places = {heading: place for place, heading in reversed(list(enumerate(headings)))}
        self.issues: dict[int, list[str]] = {}

    def cells(self, heading: str) -> Sequence[str]:
        """Return a column of the file, or empty cells when it is not there."""
        return self.grid.column(self.places[heading]) if heading in self.places else [""] * self.size

    def present(self, headings: Sequence[str]) -> list[Sequence[str]]:
        """Return the columns that the file has of these."""
        return [self.cells(heading) for heading in headings if heading in self.places]

    def first_filled(self, headings: Sequence[str]) -> Sequence[str]:
        """Return per row the first of these cells that holds anything."""
        present = self.present(headings)
        if len(present) < 2:
            return present[0] if present else [""] * self.size
        rows = zip(*present, strict=True)
        return [
            cells[0] if cells[0].strip() else next((cell for cell in cells if cell.strip()), cells[0]) for cells in rows
        ]

    def cleaned(self, cells: Sequence[str], clean: Callable[[str], Cleaned]) -> list[str | None]:
        """Clean the cells, each different one once, and note the issues of each row."""
        known = {cell: clean(cell) for cell in set(cells)}
        noted = {cell: issues for cell, (_, issues) in known.items() if issues}
        for row in [row for row, cell in enumerate(cells) if cell in noted] if noted else ():
            self.note(row, *noted[cells[row]])
        values = {cell: value for cell, (value, _) in known.items()}
        return list(map(values.__getitem__, cells))

    def note(self, row: int, *issues: str) -> None:
        """Note what was seen in a row, each issue once."""
        notes = self.issues.setdefault(row, [])
        notes += [issue for issue in issues if issue not in notes]


def columns_of(grid: Grid, headings: Sequence[str], fields: Fields, facts: Sequence[Facts]) -> Columns:
    """Return the contacts of a grid as columns: details, facts and issues, a value per row."""
    make = Maker(grid, headings)
    result: Columns = {"row": [number for number, _ in grid.rows], "sheet": [""] * make.size}
    result["email"], result["other_emails"] = details.emails(make, fields)
    result["phone"], result["other_phones"] = details.phones(make, fields)
    result["name"] = details.names(make, fields)
    result["company"] = make.cleaned(make.first_filled(fields.company), clean_words)
    result["position"] = details.positions(make, fields)
    result["date"] = details.days(make, fields)
    result["date_means"] = [fields.date_means] * make.size
    result["last_sale"] = result["date"] if fields.sale else [None] * make.size
    result["kvk"] = make.cleaned(make.cells(fields.kvk), details.kvk)
    result["profile"] = details.profiles(make, fields)
    result["writer"] = details.writers(make, fields)
    result["phone_kind"] = kinds_of(result["phone"])
    result["role_address"] = list(map(is_role, result["email"]))
    result["consent_text"] = [fields.consent_text] * make.size
    for name in EVIDENCE_COLUMNS:
        heading = getattr(fields, name)
        result[name] = list(map(str.strip, make.cells(heading))) if heading else [""] * make.size
    for heading in fields.origin_too:
        both = zip(result["origin"], make.cells(heading), strict=True)
        result["origin"] = [", ".join(dict.fromkeys(filter(None, (origin, too.strip())))) for origin, too in both]
    _add_facts(result, make, facts)
    _add_recipients(result)
    _add_notes(result, make)
    return result


def _add_facts(result: Columns, make: Maker, facts: Sequence[Facts]) -> None:
    """Add what each row says. Most rows say one of a few things, so a column is looked up and not asked row by row."""
    places: dict[int, int] = {}
    said = [places.setdefault(id(one), len(places)) for one in facts]
    known = list({id(one): one for one in facts}.values())
    names = {name: name for name in _SAID} | {"consent_reading": "reading"}
    for name, source in names.items():
        values = [getattr(one, source) for one in known]
        result[name] = [values[place] for place in said] if len(values) > 1 else values * make.size
    for name in ("years_since_relation", "similar_product", "opt_out_offered", "register"):
        result[name] = [UNKNOWN] * make.size
    if any(one.issue for one in known):
        for row, one in enumerate(facts):
            if one.issue:
                make.note(row, one.issue)
    if any(one.held for one in known):
        for row, one in enumerate(facts):
            if one.held:
                make.note(row, "held")


def _add_recipients(result: Columns) -> None:
    """Add the recipient and the reason. Without a company nothing is known."""
    companies = result["company"]
    pairs = {(company, name) for company, name in zip(companies, result["name"], strict=True) if company}
    known = {pair: recipient_of(*pair) for pair in pairs}
    nothing = (UNKNOWN, "")
    found = (
        [known[company, name] if company else nothing for company, name in zip(companies, result["name"], strict=True)]
        if known
        else [nothing] * len(companies)
    )
    result["recipient"] = [kind for kind, _ in found]
    result["recipient_reason"] = [reason for _, reason in found]


def _add_notes(result: Columns, make: Maker) -> None:
    """Note rows without details and rows that repeat an address; a difference in capitals is then no issue."""
    seen: dict[str, int] = {}
    for row, email in enumerate(result["email"]):
        if email:
            if (first := seen.setdefault(email, row)) != row:
                notes = make.issues.get(row, ())
                capitals = "email_case" in notes or "email_case" in make.issues.get(first, ())
                make.issues[row] = [issue for issue in notes if issue != "email_case"]
                make.note(row, "duplicate_other_case" if capitals else "duplicate")
        elif not (result["name"][row] or result["phone"][row] or row in make.issues):
            make.note(row, "no_contact_details")
    issues: list[Sequence[str]] = [()] * make.size
    for row, notes in make.issues.items():
        issues[row] = notes
    result["issues"] = issues
