"""A WhatsApp chat that was exported as text. Grade D: the shapes of its lines are assumed (Android and iPhone).

A message proves contact, not consent. A text such as STOP is an objection. Of the texts nothing else is kept.
"""

from __future__ import annotations

import re

from avgkit.contacts.formats.base import NOTHING, OBJECTED, Facts, Fields, Format
from avgkit.contacts.formats.opt_outs import is_opt_out
from avgkit.contacts.grid import Grid

_DAY = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}"
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?"
_MESSAGE = re.compile(
    rf"^\[?(?P<day>{_DAY}),? {_TIME}(?:\]| -) (?:~\s?)?(?P<sender>[^:\n]{{1,100}}): (?P<text>.*)", re.IGNORECASE
)
_SYSTEM = re.compile(rf"^\[?{_DAY},? {_TIME}(?:\]| -) ", re.IGNORECASE)
_MARKS = str.maketrans({"\u200e": "", "\u200f": "", "\u202a": "", "\u202c": "", "\u00a0": " ", "\u202f": " "})

FORMAT = Format(
    name="whatsapp_chat",
    title="WhatsApp: een chat",
    grade="D",
    proves="Jullie appten. Dat is geen toestemming. Wie “stop” schreef, wil niets meer van je krijgen.",
    needs=frozenset({"sender name", "sender phone", "day", "stops"}),
    fields=Fields(
        phone=("sender phone",), names=("sender name",), date=("day",), date_form="dutch", date_means="message_date"
    ),
    asks=("stops",),
    says=lambda stops: _says(stops),
)


def _says(stops: str) -> Facts:
    return OBJECTED if stops else NOTHING


def looks_like(text: str) -> bool:
    """Tell whether a text is a chat: its first lines with anything in them begin with a day and a time."""
    lines = [line for line in text[:5000].translate(_MARKS).lstrip("\ufeff").splitlines() if line.strip()][:3]
    return bool(lines) and bool(_SYSTEM.match(lines[0])) and any(map(_MESSAGE.match, lines))


def to_grid(text: str) -> Grid:
    """Return a grid with a row per message: who wrote, which day, and whether it asks to stop.

    Lines of the app itself (somebody joined) are no messages; a line without a day belongs to the message above it.
    """
    grid = Grid(["sender name", "sender phone", "day", "stops"], [])
    texts: list[list[str]] = []
    for number, line in enumerate(text.translate(_MARKS).lstrip("\ufeff").splitlines(), 1):
        if found := _MESSAGE.match(line):
            sender = found["sender"].strip()
            is_phone = re.fullmatch(r"\+?[\d\s().-]{6,}", sender) is not None
            grid.rows.append((number, ["" if is_phone else sender, sender if is_phone else "", found["day"], ""]))
            texts.append([found["text"]])
        elif texts and not _SYSTEM.match(line):
            texts[-1].append(line)
    for (_, cells), lines in zip(grid.rows, texts, strict=True):
        cells[3] = "yes" if is_opt_out("\n".join(lines)) else ""
    return grid
