"""What a document is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from avgkit.base.tables import ShownTable

TO_FILL_IN = re.compile(r"(\[nog invullen: [^\]]*\])")
"""What is still to fill in, as ``to_fill_in`` writes it: it stands out on paper and on the screen."""


@dataclass(frozen=True)
class Heading:
    """A heading of level 2 or 3; the title of the document is the only one of level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class TextBlock:
    """A paragraph. A line break in the text stays one."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list of sentences, or of steps in an order."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Letter:
    """Words to copy, with their line breaks; ``code``: to paste in a page, so no sign of it may change."""

    text: str
    code: bool = False


@dataclass(frozen=True)
class TableBlock:
    """A table with its caption; its frame's index holds the row headers. ``widths``: unequal shares of the page."""

    table: ShownTable
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture (PNG) with its title in it, and words for who cannot see it. A table with the same numbers follows."""

    png: bytes
    alt: str
    title: str


@dataclass(frozen=True)
class NewPage:
    """The heading that follows starts on a new page."""


Block = Heading | TextBlock | Bullets | Letter | TableBlock | Picture | NewPage


@dataclass(frozen=True)
class BlockDocument:
    """A title and blocks, in Dutch. ``author`` and ``as_of`` are properties of a .docx; ``landscape``: wide A4."""

    title: str
    blocks: tuple[Block, ...]
    author: str = ""
    as_of: date | None = None
    landscape: bool = True


def to_fill_in(label: str) -> str:
    """Return what a document shows where an answer is missing."""
    return f"[nog invullen: {label}]"


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, without empty ones and without double spaces."""
    return [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]


def cells_of(table: ShownTable) -> tuple[list[str], list[list[str]], list[bool]]:
    """Return a table's headings, its rows of text (the row header first), and which columns hold numbers."""
    import pandas as pd

    frame = table.frame.reset_index() if table.frame.index.name else table.frame
    rows = [["" if value is None or value != value else str(value) for value in row] for row in frame.to_numpy(object)]
    numbers = [pd.api.types.is_numeric_dtype(kind) for kind in frame.dtypes]
    return [str(name) for name in frame.columns], rows, numbers
