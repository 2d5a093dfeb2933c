"""Messages that say “no more”. An objection needs no form: a plain text is enough (AVG art. 21(3))."""

from __future__ import annotations

from functools import lru_cache

from avgkit.contacts.stop_signals import signal

_LONGEST = 20_000
"""Characters of a message that are looked at: nobody says “stop” after ten pages."""


@lru_cache(maxsize=4_096)
def message_says(text: str) -> str:
    """Return yes for a message that asks for no more, the channels of one that perhaps does (“all”), or nothing."""
    said = signal("", text[:_LONGEST], "message")
    return "" if said is None else "yes" if said.certain else said.scope
