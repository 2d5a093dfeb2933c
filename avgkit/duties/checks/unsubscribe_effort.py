"""Unsubscribing laid beside signing up: withdrawing is as easy as giving consent (AVG art. 7(3); S17).

A mail shows how unsubscribing starts. What happens after the click it does not show: that the learner tries and fills in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from avgkit.base.toml_data import read_data
from avgkit.duties.checks.mail import Mail
from avgkit.duties.checks.mail_leave import ways_out

UNSEEN = "unseen"


def _ways(table: str) -> Mapping[str, tuple[str, int]]:
    return {way["id"]: (way["label"], way["steps"]) for way in read_data("duties/checks/leaving.toml")[table]}


AFTER = _ways("after")
"""What happens after the click: Dutch words and how many steps it takes."""
ENTER = _ways("enter")
"""Ways to sign up: Dutch words and steps."""


@dataclass(frozen=True)
class Comparison:
    """Steps out beside steps in. ``out`` is None when there is no way out, or when what follows the click is unknown."""

    seen: str
    out: int | None
    into: int
    sentence: str


def compare(mail: Mail, after: str, enter: str) -> Comparison:
    """Return the comparison for what the learner filled in, keys of AFTER and ENTER."""
    found = ways_out(mail)
    into = ENTER[enter][1]
    if not found:
        return Comparison(
            "We zien geen link om af te melden.", None, into, "Zonder link is afmelden moeilijker dan aanmelden."
        )
    by_mail = all(link.is_mailto for link in found)
    if by_mail:
        seen, first = "Afmelden gaat met een mail: je opent hem en verstuurt hem.", 2
    else:
        seen, first = "Afmelden begint met één klik op een link.", 1
    if after == UNSEEN and all(link.wants_login for link in found):
        seen, after = "Afmelden begint met een klik, en daarna moet je inloggen.", "login"
    if after == UNSEEN and not by_mail:
        return Comparison(seen, None, into, "Wat er na de klik gebeurt, zien we niet. Probeer het met een proefmail.")
    out = first + AFTER[after][1]
    if out > into:
        said = f"Afmelden kost {_steps(out)}, aanmelden {into}. Afmelden is dus moeilijker, en dat mag niet (AVG art. 7 lid 3)."
    else:
        said = f"Afmelden kost {_steps(out)}, aanmelden {into}. Afmelden is dus net zo makkelijk, of makkelijker."
    return Comparison(seen, out, into, said)


def _steps(number: int) -> str:
    return f"{number} stap" if number == 1 else f"{number} stappen"
