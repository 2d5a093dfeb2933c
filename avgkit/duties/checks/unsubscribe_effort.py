"""Unsubscribing laid beside signing up: withdrawing is as easy as giving consent (AVG art. 7(3); S17).

A mail shows how unsubscribing starts. What happens after the click it does not show: that the learner tries and fills
in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from avgkit.base.toml_data import read_data
from avgkit.duties.checks.mail import Mail
from avgkit.duties.checks.mail_leave import ways_out

TEXTS = "duties/checks/leaving.toml"
UNSEEN = "unseen"


def _ways(table: str) -> Mapping[str, tuple[str, int]]:
    return {way["id"]: (way["label"], way["steps"]) for way in read_data(TEXTS)[table]}


AFTER = _ways("after")
"""What happens after the click: Dutch words and how many steps it takes."""
ENTER = _ways("enter")
"""Ways to sign up: Dutch words and steps."""


@dataclass(frozen=True)
class Comparison:
    """Steps out beside steps in. ``out``: None without a way out, or when what follows the click is unknown."""

    seen: str
    out: int | None
    into: int
    sentence: str


def compare(mail: Mail, after: str, enter: str) -> Comparison:
    """Return the comparison for what the learner filled in, keys of AFTER and ENTER."""
    seen, said = (read_data(TEXTS)[table] for table in ("seen", "said"))
    found = ways_out(mail)
    into = ENTER[enter][1]
    if not found:
        return Comparison(seen["nothing"], None, into, said["nothing"])
    way, first = ("mail", 2) if all(link.is_mailto for link in found) else ("click", 1)
    if after == UNSEEN and all(link.wants_login for link in found):
        way, after = "login", "login"
    if after == UNSEEN and way == "click":
        return Comparison(seen[way], None, into, said["unseen"])
    out = first + AFTER[after][1]
    outcome = said["harder" if out > into else "as_easy"]
    return Comparison(seen[way], out, into, outcome.format(out=_steps(out), into=into))


def _steps(number: int) -> str:
    return f"{number} stap" if number == 1 else f"{number} stappen"
