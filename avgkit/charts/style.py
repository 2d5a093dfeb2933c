"""The look of a chart, and a chart with its text twin. The title says the conclusion, numbers stand at the marks.

Colours, those of Okabe and Ito that colour-blind people can tell apart (Wong, Nature Methods 8, 441, 2011), plus
patterns. No pyplot: a figure is drawn once, on its own canvas, and leaves no container as the output of a cell.
Matplotlib loads with the first chart, not with the first cell of a lesson.
"""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from html import escape
from textwrap import fill
from typing import TYPE_CHECKING, Any

import pandas as pd

from avgkit.base.tables import ShownTable

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLOURS = {"allowed": "#009E73", "conditional": "#56B4E9", "not_allowed": "#D55E00", "depends": "#F0E442"}
PATTERNS = {"allowed": "", "conditional": "//", "not_allowed": "xx", "depends": ".."}
_LOOKS = (
    "axes.",
    "figure.",
    "font.",
    "grid.",
    "hatch.",
    "legend.",
    "lines.",
    "patch.",
    "path.",
    "savefig.",
    "text.",
    "xtick.",
    "ytick.",
)
OWN_LOOKS = {
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "text.parse_math": False,  # a $ in a name is a dollar
    "figure.constrained_layout.h_pad": 0.08,
    "hatch.linewidth": 0.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.bottom": False,
    "axes.spines.left": False,
}
INK, WIDTH = "#222222", 9.0
DOTS, SHOWN_WIDTH = 120, 860
"""Dots per inch of a picture, and how wide a page shows it (px): sharp on a screen at 125 %."""
MOST_NUMBERS = 6
"""How many numbers a listener can take in; more stand in the table."""
_CARD = f"margin:0;background:#fff;border-radius:6px;padding:8px;max-width:{SHOWN_WIDTH + 16}px"


@cache
def _style() -> dict[Any, object]:
    """Return the whole style: a chart is dark on white in a dark notebook too, whatever style the computer has."""
    import matplotlib

    return {name: value for name, value in matplotlib.rcParamsDefault.items() if name.startswith(_LOOKS)} | OWN_LOOKS


def styled() -> AbstractContextManager:
    """Return the context in which a chart is drawn."""
    import matplotlib

    return matplotlib.rc_context(_style())


def titled(title: str, height: float) -> Figure:
    """Return a figure with this title and height (inches). Call it inside ``styled``."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), dpi=DOTS, layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(fill(title, 72), x=0.01, ha="left", fontsize=13, fontweight="bold", color=INK)
    return figure


def add_legend(figure: Figure, looks: Iterable[tuple[str, str]]) -> None:
    """Say under the figure what the colours and patterns are: (key of COLOURS, name)."""
    from matplotlib.patches import Patch

    handles = [
        Patch(facecolor=COLOURS[key], hatch=PATTERNS[key], edgecolor=INK, linewidth=0.5, label=name)
        for key, name in looks
    ]
    figure.legend(handles=handles, ncols=4, frameon=False, loc="outside lower left")


@dataclass(frozen=True, repr=False)
class Chart:
    """A figure and its text twin. ``figure, table = chart`` unpacks it; a notebook shows both."""

    figure: Figure
    table: pd.DataFrame
    title: str
    kind: str = "Staafdiagram"

    @property
    def alt(self) -> str:
        """The words for who cannot see the figure."""
        if 0 < self.table.size <= MOST_NUMBERS:
            return f"{self.kind}. {self.title}. {'; '.join(self._numbers())}."
        return f"{self.kind}. {self.title}. De tabel hieronder geeft dezelfde getallen."

    def _numbers(self) -> Iterator[str]:
        for name, row in self.table.iterrows():
            for column, value in row.items():
                yield f"{name}: {value}" if self.table.shape[1] == 1 else f"{name}, {column}: {value}"

    def __iter__(self) -> Iterator[object]:
        return iter((self.figure, self.table))

    def __repr__(self) -> str:
        return self.alt

    def png(self) -> bytes:
        """Return the picture; the same figure gives the same bytes."""
        buffer = io.BytesIO()
        with styled():
            self.figure.draw_without_rendering()  # the layout of a full figure needs two passes to settle
            self.figure.savefig(buffer, format="png", dpi=DOTS, metadata={"Software": None})
        return buffer.getvalue()

    def _ipython_display_(self) -> None:
        """Show the picture as HTML, for Jupyter leaves out the alt text of a bare picture; its table is folded."""
        from IPython.display import display

        picture = (
            f'<figure style="{_CARD}"><img alt="{escape(self.alt, quote=True)}" width="{SHOWN_WIDTH}" '
            f'style="max-width:100%;height:auto" src="data:image/png;base64,{b64encode(self.png()).decode()}"></figure>'
        )
        twin = ShownTable(self.table)
        folded = f"<details><summary>Dezelfde getallen als tabel</summary>{twin._repr_html_()}</details>"
        display({"text/html": picture, "text/plain": self.alt}, raw=True)
        display({"text/html": folded, "text/plain": repr(twin)}, raw=True)
