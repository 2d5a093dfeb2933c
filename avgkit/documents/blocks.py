"""A document as plain content: headings, paragraphs, lists and tables. How it looks is for ``markdown`` and ``word``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from avgkit.checks.questions import MOMENT, Answers, moment
from avgkit.course import dutch_day
from avgkit.documents.questions import QUESTIONS

GAP = re.compile(r"(\[nog invullen: [^\]]*\])")


@dataclass(frozen=True)
class Heading:
    """A heading below the title; level 1 is a section."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. A line break in the text stays one."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list of points, or of steps in an order."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with a row of headings; ``widths`` are shares of the page."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class NewPage:
    """What follows starts on a new page."""


Block = Heading | Paragraph | Bullets | Grid | NewPage


def gap(label: str) -> str:
    """Return what a document shows where an answer is missing."""
    return f"[nog invullen: {label}]"


def said(answers: Answers, id: str) -> str:
    """Return an answer in Dutch, or the gap."""
    if id not in answers:
        return gap(QUESTIONS[id].label)
    if QUESTIONS[id].kind == MOMENT:
        when = moment(str(answers[id]))
        return f"{dutch_day(when.date())} om {when:%H:%M} uur"
    return QUESTIONS[id].shown(answers[id])


def sentence(text: str) -> str:
    """Return the text with a capital and a full stop."""
    text = text.strip()
    if not text:
        return text
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?]" else ".")


def clause(text: str) -> str:
    """Return the text without its last full stop, to go on after it."""
    return text.strip().removesuffix(".")
