"""A document as Markdown (CommonMark with the tables of GitHub). What a learner typed is shown as text, never as markup."""

from __future__ import annotations

import re

from avgkit.documents.blocks import Block, Bullets, Grid, Heading, NewPage, Paragraph
from avgkit.documents.model import Document

_MARKS = re.compile(r"([\\`*_\[\]<>&|~#$!{}])")
_DOT = re.compile(r"^(\d{1,9})([.)])")


def markdown(document: Document) -> str:
    """Return the text of a .md file."""
    parts = [f"# {_line(document.title)}", *map(_block, document.blocks)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * (level + 1)} {_line(text)}"
        case Paragraph(text):
            return "\\\n".join(escaped(line) for line in _lines(text))
        case Bullets(items, numbered):
            marks = (f"{place}." if numbered else "-" for place in range(1, len(items) + 1))
            return "\n".join(f"{mark} {_line(item)}" for mark, item in zip(marks, items, strict=True))
        case Grid(headings, rows, _):
            head = [_row(headings), "|" + " --- |" * len(headings)]
            return "\n".join([*head, *map(_row, rows)])
        case NewPage():
            return "---"


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join("<br>".join(escaped(line) for line in _lines(cell)) or " " for cell in cells) + " |"


def _line(text: str) -> str:
    return escaped(" ".join(_lines(text)))


def _lines(text: str) -> list[str]:
    return [line for line in (re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n")) if line]


def escaped(line: str) -> str:
    """Return one line in which no character is markup."""
    line = _MARKS.sub(r"\\\1", line)
    line = _DOT.sub(r"\1\\\2", line)
    return re.sub(r"^([-+=])", r"\\\1", line)
