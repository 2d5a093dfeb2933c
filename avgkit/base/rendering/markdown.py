"""A document as Markdown (CommonMark with tables): what would be mark-up in a text is escaped."""

from __future__ import annotations

import re

from avgkit.base.rendering.blocks import (
    Block,
    BlockDocument,
    Bullets,
    Heading,
    Letter,
    NewPage,
    Picture,
    TableBlock,
    TextBlock,
    cells_of,
    lines_of,
)
from avgkit.base.tables import ShownTable

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_STARTS = re.compile(r"^(\d+(?=[.)])|(?=[-+=]))")


def markdown(document: BlockDocument) -> str:
    """Return the document as Markdown. Of a picture the title stays, for the table after it has the same numbers."""
    parts = [f"# {_plain(document.title)}", *map(_block, document.blocks)]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_plain(text)}"
        case TextBlock(text):
            return "\\\n".join(map(_plain, lines_of(text)))
        case Bullets(items, numbered):
            marks = [f"{place}." if numbered else "-" for place in range(1, len(items) + 1)]
            return "\n".join(f"{mark} {_plain(item)}" for mark, item in zip(marks, items, strict=True))
        case Letter(text, True):
            fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
            return f"{fence}\n{text.strip()}\n{fence}"
        case Letter(text):
            return "\n>\n".join(map(_quoted, text.strip().split("\n\n")))
        case TableBlock(table):
            return _table(table)
        case NewPage():
            return "---"
        case Picture(_, _, title):
            return f"**{_plain(title)}**"


def _table(table: ShownTable) -> str:
    headings, rows, numbers = cells_of(table)
    lines = [headings, ["---:" if number else "---" for number in numbers]]
    told = [f"| {' | '.join(map(_plain, lines[0]))} |", f"| {' | '.join(lines[1])} |"]
    told += [f"| {' | '.join(map(_cell, row))} |" for row in rows]
    caption = [f"**{_plain(table.caption)}**", ""] if table.caption else []
    return "\n".join([*caption, *told])


def _cell(text: str) -> str:
    return "<br>".join(map(_plain, lines_of(text)))


def _quoted(paragraph: str) -> str:
    return "> " + "\\\n> ".join(map(_plain, paragraph.split("\n")))


def _plain(text: str) -> str:
    """Escape what Markdown would read as mark-up; a text never starts a list, a heading or a table."""
    return _STARTS.sub(r"\1\\", _MARKS.sub(r"\\\1", " ".join(text.split())))
