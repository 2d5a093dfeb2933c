"""Charts of the plan: the whole list in one picture, and why contacts may be kept."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd

from avgkit.base.dutch import count
from avgkit.charts.bars import bars
from avgkit.charts.style import COLOURS, INK, PATTERNS, Chart, add_legend, styled, titled
from avgkit.law.facts import FACTS, VERDICT_LABELS, Channel, Purpose, Verdict, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CELL, GAP = 0.56, 0.04
"""Height of the bar in a cell, and the room between two cells; a cell is one by one."""


def whole_list(counts: pd.DataFrame) -> Chart:
    """Show for each channel and purpose which part of the list has which verdict.

    ``counts``: contacts per verdict, index channel and purpose (codes), as ``ListOnDay.counts`` gives it.
    """
    title = _title(counts)
    with styled():
        figure = titled(title, 7.0)
        axes = figure.subplots()
        channels = _channels(counts)
        for row, channel in enumerate(channels):
            for column, purpose in enumerate(Purpose):
                _cell(axes, row, column, counts.loc[(str(channel), str(purpose))])
        _frame(axes, channels)
        add_legend(figure, VERDICT_LABELS.items())
    return Chart(figure, _twin(counts), title, "Raster van kanalen en doelen")


def _channels(counts: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(counts.index.get_level_values("channel")))


def _cell(axes: Axes, row: int, column: int, numbers: pd.Series) -> None:
    """Draw one cell: a bar in four parts, and under it how many contacts may be approached."""
    from matplotlib.patches import Rectangle

    total, left = int(numbers.sum()), 0.0
    for key in map(str, Verdict):
        width = (1 - 2 * GAP) * numbers[key] / total if total else 0
        if width:
            place = (column + GAP + left, row + GAP)
            axes.add_patch(
                Rectangle(place, width, CELL, facecolor=COLOURS[key], hatch=PATTERNS[key], edgecolor=INK, linewidth=0.5)
            )
        left += width
    yes = int(numbers["allowed"] + numbers["conditional"])
    text = f"{yes} mag" if yes else "niemand" if not numbers["depends"] else f"0 mag, {numbers['depends']} ?"
    axes.text(column + 0.5, row + CELL + 0.2, text, ha="center", va="center", fontsize=9, color=INK)


def _frame(axes: Axes, channels: Sequence[str]) -> None:
    axes.set_xlim(0, len(Purpose))
    axes.set_ylim(len(channels), 0)
    axes.set_xticks([column + 0.5 for column in range(len(Purpose))], [fill(label("purpose", p), 18) for p in Purpose])
    axes.set_yticks([row + 0.35 for row in range(len(channels))], [label("channel", c) for c in channels])
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelcolor=INK)


def _twin(counts: pd.DataFrame) -> pd.DataFrame:
    channels = _channels(counts)
    columns = {
        label("purpose", purpose): [_said(counts.loc[(str(channel), str(purpose))]) for channel in channels]
        for purpose in Purpose
    }
    return pd.DataFrame(
        columns, index=pd.Index([label("channel", c) for c in channels], name=FACTS["channel"].label.lower())
    )


def _said(numbers: pd.Series) -> str:
    return "; ".join(f"{numbers[key]} {name}" for key, name in VERDICT_LABELS.items() if numbers[key]) or "0"


def _title(counts: pd.DataFrame) -> str:
    numbers = counts.loc[(str(Channel.EMAIL), str(Purpose.NEWSLETTER))]
    if not numbers.sum():
        return "Er zijn nog geen contacten om te laten zien"
    yes, open_ = int(numbers["allowed"] + numbers["conditional"]), int(numbers["depends"])
    said = f"Je nieuwsbrief mag je nu mailen aan {yes} van de {count(int(numbers.sum()), 'contact', 'contacten')}"
    return said + (f"; bij {open_} mist nog een feit" if open_ else "")


def kept(grounds: pd.DataFrame) -> Chart:
    """Show why contacts may be kept. ``grounds``: index grond, column contacten, as ``retention`` gives it."""
    counts = grounds["contacten"]
    none = int(counts.get("geen reden om te bewaren", 0))
    open_ = int(counts.get("eerst uitzoeken", 0))
    title = f"Bij {count(none, 'contact', 'contacten')} is er geen reden meer om te bewaren"
    title += f"; bij {open_} zoek je eerst iets uit" if open_ else ""
    return Chart(bars(title, counts, "conditional"), grounds, title)
