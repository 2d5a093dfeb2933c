"""avgkit's own tables: what ``read -o`` and ``classify -o`` wrote, recognised by their exact headings, read with every
fact.

A table of verdicts has a row per contact, channel and purpose; its contacts come back once, with the facts of its
receipt (see ``receipt_facts``). Without that only a no is read back, by the rule that decided.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from avgkit.base.files import unharmed_cell
from avgkit.contacts.contact_columns import Columns
from avgkit.contacts.formats import own_sheet
from avgkit.contacts.formats.base import Format
from avgkit.contacts.grid import Grid
from avgkit.contacts.own_columns import FIRST, TEXT, WHERE, WHO, from_table
from avgkit.contacts.receipt_facts import FACT_NAMES, facts_of_keys, key_of
from avgkit.law.facts import Channel, Consent, YesNo

READ = Format(
    name="own_table",
    needs=frozenset(),
    by_headings=False,
)
CLASSIFIED = Format(
    name="own_verdicts",
    needs=frozenset(),
    by_headings=False,
)
_VERDICTS = (*WHO, "channel", "purpose", "verdict", "rule", "reason", "ask")
_NEEDED = {*FIRST[:5], "recipient", "relation", "details_source", "consent", "objection", *WHERE}
_BLANK = b" \t\r\n\xef\xbb\xbf"
WITHOUT_FACTS = (
    "De verantwoording met de feiten hoort niet bij deze tabel, of is er niet. "
    "Daarom is alleen teruggelezen wie nee zei."
)
_SAYS_NO = {"objection": frozenset({YesNo.YES}), "consent": frozenset({Consent.WITHDRAWN})}
Cells = Callable[[str], Sequence[str]]


@cache
def _no_by_rule() -> dict[str, str]:
    """Return the rules that decide for who said no, and the fact by which they do."""
    from avgkit.law.rules import RULES

    return {rule.id: fact for rule in RULES for fact, no in _SAYS_NO.items() if rule.when.get(fact) == no}


def own_kind(headings: Sequence[str]) -> Format | None:
    """Return which own table has these headings, if any."""
    if tuple(headings[: len(_VERDICTS)]) == _VERDICTS:
        return CLASSIFIED
    if own_sheet.is_sheet(headings, _NEEDED):
        return own_sheet.FORMAT
    return READ if [*headings[:1]] == ["contact_id"] and {*headings} >= _NEEDED else None


def from_json(data: bytes) -> Grid | None:
    """Return the grid of an own table in JSON, or None for any other JSON."""
    if data.lstrip(_BLANK)[:1] != b"[":
        return None
    try:
        rows = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not rows or not all(isinstance(row, dict) for row in rows) or own_kind(headings := [*rows[0]]) is None:
        return None
    cells = [["" if row.get(name) is None else str(row[name]) for name in headings] for row in rows]
    return Grid(headings, list(enumerate(cells, 2)))


def columns_from(table: Grid, known: Format, protected: bool, told: Sequence[Mapping]) -> tuple[Columns, list[str]]:
    """Return the columns of a reader, and notices (Dutch).

    ``protected``: the file has an apostrophe before what a spreadsheet would run. ``told``: the facts of receipts that
    may belong to a table of verdicts.
    """
    table, places = own_sheet.table_behind(table) if known is own_sheet.FORMAT else (table, _places(table))

    def cells(name: str) -> Sequence[str]:
        column = table.column(places[name]) if name in places else [""] * len(table.rows)
        return list(map(unharmed_cell, column)) if protected and name in TEXT else column

    numbers = [number for number, _ in table.rows]
    if known is own_sheet.FORMAT:
        filled_in, notices = own_sheet.answers_in(table)
        return {**from_table(numbers, cells, [*places]), "told": list(filled_in)}, notices
    if known is READ:
        return from_table(numbers, cells, table.headings), []
    return _contacts_of_verdicts(numbers, cells, told)


def _places(table: Grid) -> dict[str, int]:
    return {heading: place for place, heading in enumerate(table.headings)}


def _contacts_of_verdicts(numbers: Sequence[int], cells: Cells, told: Sequence[Mapping]) -> tuple[Columns, list[str]]:
    """Return a row per contact of a table of verdicts."""
    who = list(zip(*(cells(name) for name in WHO), strict=True))
    first = {key: place for place, key in reversed(list(enumerate(who)))}
    keys = sorted(first, key=first.__getitem__)
    shown = dict(zip(WHO, zip(*keys, strict=True), strict=True))
    rows = [numbers[first[key]] for key in keys]
    empty = [""] * len(keys)
    facts = facts_of_keys([key_of(*key) for key in keys], told)
    found = from_table(rows, lambda name: shown.get(name) or (facts or {}).get(name, empty), [*(facts or FACT_NAMES)])
    place = {key: number for number, key in enumerate(keys)}
    _add_refusals(found, [place[key] for key in who], cells)
    return found, [] if facts else [WITHOUT_FACTS]


def _add_refusals(found: Columns, places: Sequence[int], cells: Cells) -> None:
    """Set who said no, as far as the rules that decided tell: to all, or to the channels where one decided."""
    told: dict[int, dict[str, set[str]]] = {}
    seen: dict[int, set[str]] = {}
    for place, channel, rule in zip(places, cells("channel"), cells("rule"), strict=True):
        if channel != Channel.PUBLIC_POST:
            seen.setdefault(place, set()).add(channel)
        if fact := _no_by_rule().get(rule):
            told.setdefault(place, {}).setdefault(fact, set()).add(channel)
    for place, said in told.items():
        if "consent" in said and found["consent"][place] != Consent.WITHDRAWN and not _has(found, "consent:", place):
            found["consent"][place] = str(Consent.WITHDRAWN)
        channels = said.get("objection", set())
        if found["objection"][place] == YesNo.YES or not channels:
            continue
        if channels >= seen[place] and not _has(found, "objection:", place):
            found["objection"][place] = str(YesNo.YES)
            continue
        for channel in channels:
            column = found.setdefault(f"objection:{channel}", [None] * len(found["row"]))
            column[place] = str(YesNo.YES)


def _has(found: Columns, start: str, place: int) -> bool:
    """Tell whether evidence already says a no of this kind for this contact."""
    return any(name.startswith(start) and column[place] in ("yes", "withdrawn") for name, column in found.items())
