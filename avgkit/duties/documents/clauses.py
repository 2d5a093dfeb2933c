"""What a processor agreement must hold, clause by clause. Source: AVG art. 28(2), (3), (4) and (9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from avgkit.base.toml_data import records


@dataclass(frozen=True)
class Clause:
    """One thing that must be in the agreement.

    ``question`` and ``help`` fill in a draft of one's own, with ``options`` where there is a choice; ``text`` is what
    the draft says, with the answer at ``{}``. ``check`` asks whether it is in an agreement that the helper wrote.
    """

    id: str
    article: str
    label: str
    question: str
    check: str
    text: str
    help: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    proposal: str = ""


CLAUSES: Mapping[str, Clause] = {c.id: c for c in records("duties/documents/clauses.toml", "clause", Clause)}
