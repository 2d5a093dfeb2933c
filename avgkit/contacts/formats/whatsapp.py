"""A WhatsApp chat that was exported as text. The shapes of its lines are assumed (Android and iPhone).

A message proves contact, not consent. A text such as STOP is an objection. Of the texts nothing else is kept.
"""

from __future__ import annotations

import re

from avgkit.contacts.formats.base import NOTHING, OBJECTED, Facts, Fields, Format
from avgkit.contacts.formats.opt_outs import message_says
from avgkit.contacts.grid import Grid

_DAY = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}"
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?\s?m\.?)?"
_MESSAGE = re.compile(
    rf"^\[?(?P<day>{_DAY}),? {_TIME}(?:\]| -|:) (?:~\s?)?(?P<sender>[^:\n]{{1,100}}): (?P<text>.*)", re.IGNORECASE
)
_SYSTEM = re.compile(rf"^\[?{_DAY},? {_TIME}(?:\]| -|:) ", re.IGNORECASE)
_BY_THE_APP = re.compile(
    r"end-to-end|\b(?:hebt|heeft) .*(?:toegevoegd|gewijzigd|verwijderd|gemaakt|verlaten)|changed (?:the|this)|"
    r"(?:created|left|joined|added) |onderwerp|groepsomschrijving",
    re.IGNORECASE,
).search
_BEGINS = frozenset("[0123456789")
_MARKS = str.maketrans(
    {
        **dict.fromkeys("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff", ""),
        **dict.fromkeys("\u00a0\u202f\u2009", " "),
        **dict.fromkeys("\u2010\u2011\u2013", "-"),
    }
)

FORMAT = Format(
    name="whatsapp_chat",
    by_headings=False,
    needs=frozenset({"sender name", "sender phone", "day", "stops"}),
    fields=Fields(
        phone=("sender phone",),
        names=("sender name",),
        writer=("sender name",),
        date=("day",),
        date_means="message_date",
    ),
    asks=("stops",),
    says=lambda stops: _says(stops),
)


def _says(stops: str) -> Facts:
    return {"yes": OBJECTED, "": NOTHING}.get(stops) or Facts(held=stops)


def looks_like(text: str) -> bool:
    """Tell whether a text is a chat: its first lines with anything in them begin with a day and a time."""
    lines = [line for line in text[:5000].translate(_MARKS).splitlines() if line.strip()][:5]
    return bool(lines) and bool(_SYSTEM.match(lines[0])) and any(map(_MESSAGE.match, lines))


def to_grid(text: str) -> Grid:
    """Return a grid with a row per message: who wrote, which day, and whether it asks to stop (yes), or perhaps
    (channels).

    Lines of the app itself (somebody joined) are no messages; a line without a day belongs to the message above it.
    """
    grid = Grid(["sender name", "sender phone", "day", "stops"], [])
    texts: list[list[str]] = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text.translate(_MARKS)), 1):
        found = _MESSAGE.match(line) if line[:1] in _BEGINS else None
        if found and not _is_notice(found["sender"], found["text"]):
            sender = found["sender"].strip()
            is_phone = re.fullmatch(r"\+?[\d\s().-]{6,}", sender) is not None
            grid.rows.append((number, ["" if is_phone else sender, sender if is_phone else "", found["day"], ""]))
            texts.append([found["text"]])
        elif texts and not (line[:1] in _BEGINS and _SYSTEM.match(line)):
            texts[-1].append(line)
    for (_, cells), lines in zip(grid.rows, texts, strict=True):
        cells[3] = message_says("\n".join(lines))
    _read_days(grid)
    return grid


def _is_notice(sender: str, text: str) -> bool:
    """Tell whether a line with a colon was still written by the app: “Je hebt het onderwerp gewijzigd in "A: b"”."""
    return '"' in sender or "“" in sender or bool(_BY_THE_APP(sender)) or "end-to-end" in text


def _read_days(grid: Grid) -> None:
    """Write the days as ISO where the chat shows their order: one app wrote them all, so one day over 12 tells it."""
    days = [tuple(map(int, re.split(r"[-/.]", cells[2]))) for _, cells in grid.rows]
    if any(first > 31 for first, _, _ in days):
        order = (0, 1, 2)
    elif any(first > 12 for first, _, _ in days) or any("/" not in cells[2] for _, cells in grid.rows):
        order = (2, 1, 0)
    elif any(second > 12 for _, second, _ in days):
        order = (2, 0, 1)
    else:
        return  # 03/04 in every line: the date is flagged as ambiguous
    for (_, cells), parts in zip(grid.rows, days, strict=True):
        year, month, day = (parts[place] for place in order)
        cells[2] = f"{year + (2000 if year < 100 else 0):04}-{month:02}-{day:02}"
