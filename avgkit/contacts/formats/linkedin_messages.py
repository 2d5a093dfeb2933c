"""LinkedIn messages.csv, with 9 to 13 columns (7 in 2018, then without conversations).

A message proves contact; a text such as STOP is an objection.

The owner of the account is whoever takes part in most messages; the contact of a row is the other party.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from avgkit.contacts.formats.base import OBJECTED, Facts, Fields, Format
from avgkit.contacts.formats.opt_outs import message_says
from avgkit.contacts.grid import Grid, with_column
from avgkit.law.facts import DetailsSource, YesNo

_WROTE = Facts(details_source=DetailsSource.PLATFORM_EXPORT)
_STOPPED = Facts(details_source=DetailsSource.PLATFORM_EXPORT, objection=YesNo.YES, issue=OBJECTED.issue)


_NO_NAME = frozenset({"linkedin member", "linkedin-lid", "linkedin lid"})


def _other_party(grid: Grid) -> Grid:
    """Add the columns ``other`` (the name of the other party), ``profile`` and ``incoming`` (yes if they wrote)."""
    sender, receiver = grid.place("from"), grid.place("to")
    owner = _owner(grid, sender, receiver)
    outgoing = [cells[sender].strip() == owner for _, cells in grid.rows]
    if "direction" in grid.folded:
        outgoing = [cell.strip().upper() == "OUTGOING" for cell in grid.column(grid.place("direction"))]
    others = [cells[receiver if own else sender] for own, (_, cells) in zip(outgoing, grid.rows, strict=True)]
    others = ["" if name.strip().lower() in _NO_NAME else name for name in others]
    links = [
        grid.place(heading) if heading in grid.folded else None
        for heading in ("sender profile url", "recipient profile urls")
    ]
    profiles = []
    for own, (_, cells) in zip(outgoing, grid.rows, strict=True):
        link = links[own]
        profiles.append(cells[link] if link is not None else "")
    if "conversation id" not in grid.folded:
        grid = with_column(grid, "conversation id", ["-"] * len(grid.rows))
    grid = with_column(with_column(grid, "other", others), "profile", profiles)
    return with_column(grid, "incoming", ["" if own else "yes" for own in outgoing])


def _owner(grid: Grid, sender: int, receiver: int) -> str:
    taking_part = Counter(name for _, cells in grid.rows for name in {cells[sender].strip(), cells[receiver].strip()})
    del taking_part[""]
    owner = max(taking_part, key=taking_part.__getitem__, default="")
    if len([name for name in taking_part if taking_part[name] == taking_part[owner]]) > 1:
        return grid.rows[0][1][receiver].strip() if grid.rows else ""
    return owner


def _says(incoming: str, content: str) -> Facts:
    said = message_says(content) if incoming else ""
    return _STOPPED if said == "yes" else replace(_WROTE, held=said) if said else _WROTE


FORMAT = Format(
    name="linkedin_messages",
    needs=frozenset({"from", "to", "date", "content"}),
    signs=frozenset({"conversation id", "direction", "folder"}),
    fields=Fields(
        names=("other",),
        profile=("profile",),
        writer=("conversation id", "other"),
        date=("date",),
        date_form="iso month_first",
        date_means="sent_at_utc",
    ),
    asks=("incoming", "content"),
    says=_says,
    prepare=_other_party,
)
