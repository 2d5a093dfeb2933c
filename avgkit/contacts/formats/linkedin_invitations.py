"""LinkedIn Invitations.csv. The dates are American (1/29/26, 2:37 PM).

An invitation is not yet a connection: the file proves no relation and no consent.
"""

from __future__ import annotations

from avgkit.contacts.formats.base import Facts, Fields, Format
from avgkit.contacts.grid import Grid, with_column
from avgkit.law.facts import DetailsSource

_LINKS = ("inviteeprofileurl", "inviterprofileurl")


def _other_party(grid: Grid) -> Grid:
    """Add the columns ``other`` and ``profile``: who invited you, or whom you invited."""
    direction = grid.place("direction")
    sent = [cells[direction].strip().upper() == "OUTGOING" for _, cells in grid.rows]
    for heading, outgoing, incoming in (("other", "to", "from"), ("profile", *_LINKS)):
        if outgoing in grid.folded and incoming in grid.folded:
            places = grid.place(incoming), grid.place(outgoing)
            found = [cells[places[own]] for own, (_, cells) in zip(sent, grid.rows, strict=True)]
            grid = with_column(grid, heading, found)
    return grid


FORMAT = Format(
    name="linkedin_invitations",
    needs=frozenset({"from", "to", "sent at", "direction"}),
    fields=Fields(
        names=("other",), profile=("profile",), date=("sent at",), date_form="month_first", date_means="invited_at"
    ),
    says=lambda: Facts(details_source=DetailsSource.PLATFORM_EXPORT),
    prepare=_other_party,
)
