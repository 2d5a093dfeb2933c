"""Forms: headings are questions that their owner wrote. Which of them asks for consent, and what was answered?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from avgkit.contacts.cleaning.dates import is_yes
from avgkit.contacts.stop_signals import heading_kind
from avgkit.law.facts import UNKNOWN

_CONSENT = re.compile(
    r"nieuwsbrief|toestemming|op de hoogte|(?:mogen?|mag|wil) .*\b(?:mail|app|bel|bericht|aanbieding|tips)\w*|"
    r"akkoord(?!.*(?:voorwaarden|privacy))|aanmelden voor|berichten ontvangen|"
    r"newsletter|consent|marketing|\bopt[ -]?in\b|keep me (?:posted|informed)|may we (?:e-?mail|contact|call)",
    re.IGNORECASE,
)


def consent_question(headings: Iterable[str]) -> str:
    """Return the heading that asks for consent, or nothing. The words are kept: they are what somebody agreed to."""
    return next((h for h in headings if _CONSENT.search(h.replace("_", " ")) and heading_kind(h).kind != "no"), "")


def is_question(format: str, heading: str) -> bool:
    """Tell whether a heading is a question in the owner's own words: what is answered there is read in full."""
    return format in ("google_forms", "microsoft_forms", "typeform", "eventbrite") and bool(_CONSENT.search(heading))


def answer(*cells: str, no: str) -> str:
    """Return how an answer to the question of consent reads. An empty answer is unknown, never a yes or a no."""
    cell = cells[0].strip() if cells else ""
    if not cell:
        return UNKNOWN
    said = is_yes(cell)
    if said is None:
        said = True if re.match(r"ik (?:wil|ga akkoord|geef)\b|graag\b|akkoord\b", cell, re.IGNORECASE) else None
    return {True: "claimed_with_time", False: no, None: UNKNOWN}[said]


def heading_like(headings: Iterable[str], pattern: str, avoid: Iterable[str] = ()) -> str:
    """Return the first heading in which the pattern is found and that is not in ``avoid``, or nothing."""
    taken = set(avoid)
    return next((h for h in headings if h not in taken and re.search(pattern, h, re.IGNORECASE)), "")
