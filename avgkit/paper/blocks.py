"""What a document is made of."""

from __future__ import annotations

from dataclasses import dataclass

from avgkit.tables import Table


@dataclass(frozen=True)
class Heading:
    """A heading of level 2 or 3; the title of the document is the only one of level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Letter:
    """Words to copy, with their line breaks."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A table with its caption; the index of its frame holds the row headers."""

    table: Table


@dataclass(frozen=True)
class Picture:
    """A picture (PNG) with its title in it, and the words for who cannot see it. A table with the same numbers follows."""

    png: bytes
    alt: str
    title: str


Block = Heading | Text | Bullets | Letter | Grid | Picture


@dataclass(frozen=True)
class Document:
    """A title and blocks, in Dutch."""

    title: str
    blocks: tuple[Block, ...]


def cells_of(table: Table) -> tuple[list[str], list[list[str]], list[bool]]:
    """Return a table's headings, its rows of text (the row header first), and which columns hold numbers."""
    import pandas as pd

    frame = table.frame.reset_index() if table.frame.index.name else table.frame
    rows = [["" if value is None or value != value else str(value) for value in row] for row in frame.to_numpy(object)]
    numbers = [pd.api.types.is_numeric_dtype(kind) for kind in frame.dtypes]
    return [str(name) for name in frame.columns], rows, numbers
