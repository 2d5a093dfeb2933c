"""From a grid and what its format says to columns of cleaned contacts. Column by column: a large list is mostly cleaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import unquote

from avgkit.contacts.cleaning.dates import clean_date
from avgkit.contacts.cleaning.emails import addresses, first_of, is_role
from avgkit.contacts.cleaning.issues import Cleaned
from avgkit.contacts.cleaning.names import clean_words, in_order
from avgkit.contacts.cleaning.phones import kind_of, numbers
from avgkit.contacts.formats.base import Facts, Fields
from avgkit.contacts.grid import Grid
from avgkit.contacts.recipients import recipient_of
from avgkit.vocabulary import UNKNOWN

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
LONGEST_NUMBER = 17
"""Characters of one phone number; a longer cell may hold more of them."""
EVIDENCE_COLUMNS = ("given_at", "origin", "confirmed_at")
"""What a file records of the giving of consent, as it stands there."""
Columns = dict[str, list]


class Maker:
    """Makes the columns of one file. ``issues`` holds the notes of the rows that have any."""

    def __init__(self, grid: Grid, headings: Sequence[str], fields: Fields) -> None:
        self.size, self.grid, self.fields = len(grid.rows), grid, fields
        self.places = {heading: place for place, heading in reversed(list(enumerate(headings)))}
        self.columns = list(zip(*(cells for _, cells in grid.rows), strict=True))
        self.issues: dict[int, list[str]] = {}

    def cells(self, heading: str) -> Sequence[str]:
        """Return a column of the file, or empty cells when it is not there."""
        place = self.places.get(heading)
        return [""] * self.size if place is None or not self.columns else self.columns[place]

    def first_filled(self, headings: Sequence[str]) -> Sequence[str]:
        """Return per row the first of these cells that holds anything."""
        present = [self.cells(heading) for heading in headings if heading in self.places]
        if len(present) < 2:
            return present[0] if present else [""] * self.size
        return [next((cell for cell in cells if cell.strip()), cells[0]) for cells in zip(*present, strict=True)]

    def cleaned(self, cells: Sequence[str], clean: Callable[[str], Cleaned], differ: bool = False) -> list[str | None]:
        """Clean the cells and note the issues of each row. Where few ``differ``, each is cleaned once."""
        if differ:
            found = [clean(cell) for cell in cells]
        else:
            known = {cell: clean(cell) for cell in set(cells)}
            found = [known[cell] for cell in cells]
        for row, (_, issues) in enumerate(found):
            if issues:
                notes = self.issues.setdefault(row, [])
                notes += [issue for issue in issues if issue not in notes]
        return [value for value, _ in found]

    def note(self, row: int, issue: str) -> None:
        self.issues.setdefault(row, []).append(issue)


def columns_of(grid: Grid, headings: Sequence[str], fields: Fields, facts: Sequence[Facts]) -> Columns:
    """Return the contacts of a grid as columns: details, facts and issues, a value per row."""
    make = Maker(grid, headings, fields)
    result: Columns = {"row": [number for number, _ in grid.rows]}
    result["email"], result["other_emails"] = _all_of(make, fields.email, addresses, lambda cell: cell.count("@") > 1)
    result["phone"], result["other_phones"] = _all_of(
        make,
        fields.phone,
        lambda cell: numbers(cell, grid.from_workbook, fields.international),
        lambda cell: len(cell) > LONGEST_NUMBER,
    )
    result["name"] = _names(make, fields)
    result["company"] = make.cleaned(make.first_filled(fields.company), clean_words)
    result["position"] = _unnoted(make, fields.position)
    result["date"] = make.cleaned(
        _short(make.first_filled(fields.date)), lambda cell: clean_date(cell, fields.date_form)
    )
    result["date_means"] = [fields.date_means] * make.size
    result["last_sale"] = result["date"] if fields.sale else [None] * make.size
    result["kvk"] = make.cleaned(make.cells(fields.kvk), _kvk)
    result["profile"] = [_profile(cell) if cell else None for cell in make.first_filled(fields.profile)]
    result["writer"] = _writers(make, fields.writer)
    result["phone_kind"] = [kind_of(phone) for phone in result["phone"]]
    result["role_address"] = [is_role(email) for email in result["email"]]
    result["consent_text"] = [fields.consent_text] * make.size
    for name in EVIDENCE_COLUMNS:
        heading = getattr(fields, name)
        result[name] = [cell.strip() for cell in make.cells(heading)] if heading else [""] * make.size
    _add_facts(result, make, facts)
    _add_recipients(result)
    _add_notes(result, make)
    return result


def _all_of(
    make: Maker, headings: Sequence[str], each: Callable[[str], list[Cleaned]], may_hold_more: Callable[[str], bool]
) -> tuple[list[str | None], list[tuple[str, ...]]]:
    """Return per row the first address (or number) that can be read, and the others of that row."""
    columns = [make.cells(heading) for heading in headings if heading in make.places]
    cells = make.first_filled(headings)
    values = make.cleaned(cells, lambda cell: first_of(each(cell)), differ=True)
    others: list[tuple[str, ...]] = [()] * make.size
    rows = range(make.size) if len(columns) > 1 else [row for row, cell in enumerate(cells) if may_hold_more(cell)]
    for row in rows:
        found = dict.fromkeys(value for column in columns for value, _ in each(column[row]) if value)
        values[row] = next(iter(found), None)
        others[row] = tuple(found)[1:]
    return values, others


def _profile(cell: str) -> str | None:
    """Return the address of a LinkedIn profile in one form, or None."""
    found = re.search(r"linkedin\.com/(in/[^\s/?#,;]+)", unquote(cell), re.IGNORECASE)
    return found[1].lower() if found else None


def _writers(make: Maker, headings: Sequence[str]) -> list[str | None]:
    """Return what names one person within this file: equal cells in all these columns."""
    if not headings or not all(heading in make.places for heading in headings):
        return [None] * make.size
    parts = zip(*map(make.cells, headings), strict=True)
    return ["\n".join(cells).lower() if all(map(str.strip, cells)) else None for cells in parts]


def _unnoted(make: Maker, headings: Sequence[str]) -> list[str | None]:
    """Clean words whose issues are no concern of the learner."""
    if not any(heading in make.places for heading in headings):
        return [None] * make.size
    return [clean_words(cell)[0] for cell in make.first_filled(headings)]


def _names(make: Maker, fields: Fields) -> list[str | None]:
    parts = [make.cleaned(make.cells(heading), clean_words) for heading in fields.names if heading in make.places]
    names = [" ".join(filter(None, words)) or None for words in zip(*parts, strict=True)] or [None] * make.size
    if fields.full_name in make.places:
        empty = [cell if name is None else "" for name, cell in zip(names, make.cells(fields.full_name), strict=True)]
        names = [name or full for name, full in zip(names, make.cleaned(empty, clean_words), strict=True)]
    if len(parts) > 1:
        return names
    for row, name in enumerate(names):
        if name and "," in name and (turned := in_order(name)):
            names[row] = turned
            make.note(row, "name_reordered")
    return names


def _short(cells: Sequence[str]) -> Sequence[str]:
    """Leave out the time of 2026-01-31 10:00:00, so that a day is cleaned once."""
    return [cell[:10] if len(cell) == 19 and cell[4] == cell[7] == "-" and cell[10] in " T" else cell for cell in cells]


def _kvk(cell: str) -> Cleaned:
    """Return a KvK number of eight digits. It proves nothing about the legal form: sole traders have one too."""
    digits = re.sub(r"[\s.]", "", cell.strip().lstrip("'"))
    if not digits:
        return None, []
    return (digits, []) if re.fullmatch(r"\d{8}", digits) else (None, ["invalid_kvk"])


def _add_facts(result: Columns, make: Maker, facts: Sequence[Facts]) -> None:
    for name in ("consent_channel", "consent_purpose", "relation", "customer", "details_source", "objection"):
        result[name] = [getattr(said, name) for said in facts]
    result["consent"] = [said.consent for said in facts]
    result["consent_reading"] = [said.reading for said in facts]
    for name in ("years_since_relation", "similar_product", "opt_out_offered", "register"):
        result[name] = [UNKNOWN] * make.size
    for row, said in enumerate(facts):
        if said.issue:
            make.note(row, said.issue)


def _add_recipients(result: Columns) -> None:
    known = {(None, None): (UNKNOWN, "")}
    pairs = [
        (company, name if company else None) for company, name in zip(result["company"], result["name"], strict=True)
    ]
    for pair in set(pairs):
        known[pair] = recipient_of(*pair)
    result["recipient"] = [known[pair][0] for pair in pairs]
    result["recipient_reason"] = [known[pair][1] for pair in pairs]


def _add_notes(result: Columns, make: Maker) -> None:
    """Note rows without details and rows that repeat an address; a difference in capitals is then no issue of its own."""
    for row, found in enumerate(zip(result["name"], result["email"], result["phone"], strict=True)):
        if not any(found) and row not in make.issues:
            make.note(row, "no_contact_details")
    seen: dict[str, bool] = {}
    for row, email in enumerate(result["email"]):
        if email is None:
            continue
        notes = make.issues.get(row, ())
        capitals = "email_case" in notes
        if email in seen:
            other_case = capitals or seen[email]
            make.issues[row] = [issue for issue in notes if issue != "email_case"]
            make.note(row, "duplicate_other_case" if other_case else "duplicate")
        seen.setdefault(email, capitals)
    result["issues"] = [make.issues.get(row, ()) for row in range(make.size)]
