"""A table for people: escaped HTML that a screen reader can walk, and the same table as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_LEFT, _RIGHT = (
    "text-align:left;padding:0.2em 0.6em;vertical-align:top",
    "text-align:right;padding:0.2em 0.6em;vertical-align:top",
)


@dataclass(frozen=True, repr=False)
class ShownTable:
    """A frame with a caption. The frame's index holds the row headers; nothing is cut off.

    ``links``: words of the cells -> the page that they open, in a browser only.
    """

    frame: pd.DataFrame
    caption: str = ""
    links: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        frame = self.frame.reset_index() if self.frame.index.name else self.frame
        if frame.empty:
            return "\n".join(filter(None, [self.caption, "(niets)"]))
        rows = [
            [str(name) for name in frame.columns],
            *([_text(v) for v in row] for row in frame.to_numpy(object)),
        ]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        right = [_is_number(kind) for kind in frame.dtypes]
        lines = ["  ".join(_pad(*cell) for cell in zip(row, widths, right, strict=True)).rstrip() for row in rows]
        return "\n".join(filter(None, [self.caption, *lines]))

    def _repr_html_(self) -> str:
        frame = self.frame.reset_index() if self.frame.index.name else self.frame
        caption = f'<caption style="{_LEFT};font-weight:bold">{escape(self.caption)}</caption>' if self.caption else ""
        right = [_is_number(kind) for kind in frame.dtypes]
        head = "".join(
            f'<th scope="col" style="{_RIGHT if r else _LEFT}">{escape(str(c))}</th>'
            for c, r in zip(frame.columns, right, strict=True)
        )
        body = "".join(f"<tr>{_cells(row, right, self.links)}</tr>" for row in frame.to_numpy(object))
        if frame.empty:
            body = f'<tr><td colspan="{max(len(frame.columns), 1)}">(niets)</td></tr>'
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def table_of(headings: Sequence[str], rows: Iterable[Sequence], caption: str = "") -> ShownTable:
    """Return rows of cells under their headings as a table; the first column holds the row headers."""
    import pandas as pd

    return ShownTable(pd.DataFrame(list(rows), columns=list(headings)).set_index(headings[0]), caption)


def _cells(row: list[object], right: list[bool], links: Mapping[str, str]) -> str:
    cells = []
    for place, (value, is_right) in enumerate(zip(row, right, strict=True)):
        tag, scope = ("td", "") if place else ("th", ' scope="row"')
        cells.append(f'<{tag}{scope} style="{_RIGHT if is_right else _LEFT}">{_linked(_text(value), links)}</{tag}>')
    return "".join(cells)


def _linked(text: str, links: Mapping[str, str]) -> str:
    """Return a text as HTML, with a link on each of the words that have a page."""
    known = {escape(words): address for words, address in links.items() if words and address}
    if not known:
        return escape(text)
    longest_first = "|".join(re.escape(words) for words in sorted(known, key=len, reverse=True))

    def link(found: re.Match[str]) -> str:
        return f'<a href="{escape(known[found[0]])}" target="_blank" rel="noopener">{found[0]}</a>'

    return re.sub(longest_first, link, escape(text))


def _pad(text: str, width: int, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)


def _text(value: object) -> str:
    import pandas as pd

    return "" if value is None or value is pd.NA or value != value else str(value)


def _is_number(kind: object) -> bool:
    """Tell whether a column holds numbers. Pandas is already there with a frame; ``decide`` does without it."""
    import pandas as pd

    return bool(pd.api.types.is_numeric_dtype(kind))
