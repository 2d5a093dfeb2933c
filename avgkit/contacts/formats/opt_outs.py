"""Messages that say “no more”. An objection needs no form: a plain text is enough (AVG art. 21(3))."""

from __future__ import annotations

import re

_OPT_OUT = re.compile(
    r"^\W*(?:stop|stopp?en|afmelden|uitschrijven|unsubscribe|opt[ -]?out)\b(?! by| voor| met| op )|"
    r"\b(?:geen|nooit) (?:[\w-]+ )?(?:berichten|reclame|mails?|e-mails?|appjes|aanbiedingen|nieuwsbrie\w+)(?: \w+)? ?meer\b|"
    r"\b(?:niet|nooit) meer (?:\w+ )?(?:mailen|appen|bellen|benaderen|berichten|lastigvallen|contacteren)\b|"
    r"\b(?:haal|schrijf|verwijder|meld) (?:me|mij) (?:\w+ ){0,3}?(?:uit|af|van)\b|"
    r"\b(?:stop|stoppen) (?:a\.?u\.?b\.? )?met (?:mailen|appen|bellen|berichten)\b|"
    r"\bwil (?:ik )?(?:geen|niets) (?:\w+ )?(?:ontvangen|berichten|reclame|van je horen)\b|"
    r"\b(?:remove|unsubscribe) me\b|\bno more (?:messages|e?-?mails?)\b|\bdo not (?:contact|e?-?mail|call) me\b",
    re.IGNORECASE,
)


def is_opt_out(text: str) -> bool:
    """Tell whether a message asks for no more messages. In doubt it does: that never allows too much."""
    return bool(_OPT_OUT.search(text))
