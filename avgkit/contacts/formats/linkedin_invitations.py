"""LinkedIn Invitations.csv. Grade B. The dates are American (1/29/26, 2:37 PM).

An invitation is not yet a connection: the file proves no relation and no consent.
"""

from __future__ import annotations

from avgkit.contacts.formats.base import Facts, Fields, Format
from avgkit.contacts.grid import Grid, with_column
from avgkit.vocabulary import DetailsSource


def _other_party(grid: Grid) -> Grid:
    """Add the column ``other``: who invited you, or whom you invited."""
    sender, receiver, direction = (grid.place(heading) for heading in ("from", "to", "direction"))
    others = [
        cells[receiver] if cells[direction].strip().upper() == "OUTGOING" else cells[sender] for _, cells in grid.rows
    ]
    return with_column(grid, "other", others)


FORMAT = Format(
    name="linkedin_invitations",
    title="LinkedIn: je uitnodigingen",
    grade="B",
    proves="Iemand nodigde jou uit, of jij iemand. Dat is nog geen verbinding, en geen toestemming.",
    needs=frozenset({"from", "to", "sent at", "direction"}),
    fields=Fields(names=("other",), date=("sent at",), date_form="month_first", date_means="invited_at"),
    says=lambda: Facts(details_source=DetailsSource.PLATFORM_EXPORT),
    prepare=_other_party,
)
