"""Bars: one after another, or in parts; each with its number, and its name where there is room."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd

from avgkit.charts.style import COLOURS, INK, PATTERNS, add_legend, styled, titled

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NARROW = 0.06


def canvas(title: str, lines: float) -> tuple[Figure, Axes]:
    """Return a figure with this title, high enough for so many lines of text. Call it inside ``styled``."""
    figure = titled(title, 1.1 + 0.48 * max(lines, 1))
    axes = figure.subplots()
    axes.xaxis.set_visible(False)
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    return figure, axes


def stacked(title: str, table: pd.DataFrame, looks: dict[str, str]) -> Figure:
    """Draw a bar per row of the table, stacked by its columns. ``looks``: column -> key of COLOURS and PATTERNS."""
    with styled():
        figure, axes = canvas(title, len(table))
        left = pd.Series(0, index=table.index)
        for name in table.columns:
            _segments(axes, table, name, looks[name], left)
            left = left + table[name]
        axes.set_yticks(range(len(table)), list(table.index))
        axes.invert_yaxis()
        axes.margins(x=0.01)
        add_legend(figure, [(looks[name], name) for name in table.columns if table[name].any()])
    return figure


def _segments(axes: Axes, table: pd.DataFrame, name: str, look: str, left: pd.Series) -> None:
    """Draw one column's part of each bar, with its number, and its name where there is room."""
    axes.barh(
        range(len(table)),
        table[name],
        left=left,
        height=0.72,
        color=COLOURS[look],
        hatch=PATTERNS[look],
        edgecolor=INK,
        linewidth=0.5,
    )
    room = table.sum(axis=1).max() or 1
    for row, number in enumerate(table[name]):
        if number:
            text = f"{number} {name}" if number / room > 0.045 + 0.0125 * len(name) else str(number)
            if number / room > 0.02:
                _number(axes, left.iloc[row] + number / 2, row, text, "center")


def _number(axes: Axes, x: float, y: float, text: str, align: str) -> None:
    box = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "none"}
    axes.text(x, y, text, ha=align, va="center", fontsize=9.5, color=INK, bbox=box)


def bars(title: str, counts: pd.Series, look: str) -> Figure:
    """Draw a bar per row, in the order of ``counts``. ``look``: key of COLOURS and PATTERNS."""
    with styled():
        names = [fill(str(name), 52) for name in counts.index]
        lines = sum(max(1, name.count("\n") + 0.6) for name in names)
        figure, axes = canvas(title, lines)
        axes.barh(
            range(len(counts)),
            counts,
            height=0.6,
            color=COLOURS[look],
            hatch=PATTERNS[look],
            edgecolor=INK,
            linewidth=0.5,
        )
        for row, number in enumerate(counts):
            _number(axes, number + counts.max() * 0.01, row, str(number), "left")
        axes.set_yticks(range(len(counts)), names, fontsize=10)
        axes.invert_yaxis()
        axes.margins(x=NARROW)
    return figure
