"""Charts, each with a text twin: the title says the conclusion, numbers stand at the bars.

Colours, those of Okabe and Ito that colour-blind people can tell apart (Wong, Nature Methods 8, 441, 2011), plus
patterns. No pyplot: a figure is drawn once, on its own canvas, and leaves no container as the output of a cell.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import fill

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from avgkit.course import count
from avgkit.tables import Table
from avgkit.vocabulary import FACTS, VERDICT_LABELS, Channel, Verdict, label

COLOURS = {"allowed": "#009E73", "conditional": "#56B4E9", "not_allowed": "#D55E00", "depends": "#F0E442"}
PATTERNS = {"allowed": "", "conditional": "//", "not_allowed": "xx", "depends": ".."}
STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "figure.constrained_layout.h_pad": 0.08,
    "hatch.linewidth": 0.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.bottom": False,
    "axes.spines.left": False,
}
CASES = ("geval", "gevallen")
INK, WIDTH, TOP_REASONS, NARROW = "#222222", 9.0, 6, 0.06


@dataclass(frozen=True, repr=False)
class Chart:
    """A figure and its text twin. ``figure, table = chart`` unpacks it; a notebook shows both."""

    figure: Figure
    table: pd.DataFrame
    title: str

    @property
    def alt(self) -> str:
        """The words for who cannot see the figure."""
        return f"Staafdiagram. {self.title}. De tabel hieronder geeft dezelfde getallen."

    def __iter__(self) -> Iterator[object]:
        return iter((self.figure, self.table))

    def __repr__(self) -> str:
        return self.alt

    def png(self) -> bytes:
        """Return the picture; the same figure gives the same bytes."""
        buffer = io.BytesIO()
        with matplotlib.rc_context(STYLE):
            self.figure.savefig(buffer, format="png", dpi=100, metadata={"Software": None})
        return buffer.getvalue()

    def _ipython_display_(self) -> None:
        from IPython.display import display

        bundle = {"image/png": self.png(), "text/plain": self.alt}
        display(bundle, metadata={"image/png": {"alt": self.alt}}, raw=True)
        display(Table(self.table))


def _axes(title: str, bars: int) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, 1.1 + 0.48 * max(bars, 1)), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    figure.suptitle(fill(title, 72), x=0.01, ha="left", fontsize=13, fontweight="bold", color=INK)
    axes.xaxis.set_visible(False)
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    return figure, axes


def verdicts_per_channel(classified: pd.DataFrame) -> Chart:
    """Show for each channel how many cases get which verdict."""
    table = pd.crosstab(classified["channel"].astype(str), classified["verdict"].astype(str))
    order = [str(channel) for channel in Channel if str(channel) in table.index]
    table = table.reindex(index=order, columns=[str(verdict) for verdict in Verdict], fill_value=0)
    title = _verdict_title(table, classified["purpose"].nunique() > 1)
    named = table.rename(index=lambda channel: label("channel", channel), columns=VERDICT_LABELS)
    looks = {name: verdict for verdict, name in VERDICT_LABELS.items()}
    figure = _stacked(title, named, looks)
    twin = named.rename_axis("kanaal")
    twin.columns.name = None
    return Chart(figure, twin, title)


def _stacked(title: str, table: pd.DataFrame, looks: dict[str, str]) -> Figure:
    """Draw a bar per row of the table, stacked by its columns. ``looks``: column -> key of COLOURS and PATTERNS."""
    with matplotlib.rc_context(STYLE):
        figure, axes = _axes(title, len(table))
        left = pd.Series(0, index=table.index)
        for name in table.columns:
            _segments(axes, table, name, looks[name], left)
            left = left + table[name]
        axes.set_yticks(range(len(table)), list(table.index))
        axes.invert_yaxis()
        axes.margins(x=0.01)
        handles = [
            Patch(facecolor=COLOURS[looks[name]], hatch=PATTERNS[looks[name]], edgecolor=INK, linewidth=0.5, label=name)
            for name in table.columns
            if table[name].any()
        ]
        figure.legend(handles=handles, ncols=4, frameon=False, loc="outside lower left")
    return figure


def _segments(axes: Axes, table: pd.DataFrame, name: str, look: str, left: pd.Series) -> None:
    """Draw one column's part of each bar, with its number, and its name where there is room."""
    axes.barh(range(len(table)), table[name], left=left, height=0.72, color=COLOURS[look],
              hatch=PATTERNS[look], edgecolor=INK, linewidth=0.5)  # fmt: skip
    room = table.sum(axis=1).max() or 1
    for row, number in enumerate(table[name]):
        if number:
            text = f"{number} {name}" if number / room > 0.045 + 0.0125 * len(name) else str(number)
            if number / room > 0.02:
                _number(axes, left.iloc[row] + number / 2, row, text, "center")


def _number(axes: Axes, x: float, y: float, text: str, align: str) -> None:
    box = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "none"}
    axes.text(x, y, text, ha=align, va="center", fontsize=9.5, color=INK, bbox=box)


def _verdict_title(table: pd.DataFrame, several: bool) -> str:
    total, yes = int(table.to_numpy().sum()), table["allowed"] + table["conditional"]
    nouns = CASES if several else ("contact", "contacten")
    if not total:
        return "Er zijn nog geen gevallen om te laten zien"
    if table["depends"].sum() * 2 > total:
        return f"Bij {table['depends'].sum()} van de {count(total, *CASES)} moet je nog iets uitzoeken"
    if not yes.any():
        return "Nu mag je via geen enkel kanaal iemand benaderen"
    best = [label("channel", channel) for channel in yes.index if yes[channel] == yes.max()]
    size, via = (
        int(table.loc[yes.idxmax()].sum()),
        " of ".join(filter(None, [", ".join(best[:-1]), best[-1]])),
    )
    return f"Het meest mag via {via}: {yes.max()} van de {count(size, *nouns)}"


def reasons_not_allowed(classified: pd.DataFrame) -> Chart:
    """Show why cases get “mag niet”: the reasons in short, most frequent first."""
    refused = classified[classified["verdict"].astype(str) == "not_allowed"]
    counts = refused["reason"].astype(str).map(_first_sentence).value_counts(sort=False)
    counts = counts.sort_index().sort_values(ascending=False, kind="stable")
    if len(counts) > TOP_REASONS + 1:
        rest = pd.Series({"Een andere reden.": counts.iloc[TOP_REASONS:].sum()})
        counts = pd.concat([counts.iloc[:TOP_REASONS], rest])
    title = "Geen enkel geval krijgt nu “mag niet”"
    if len(counts):
        total = int(counts.sum())
        title = f"{counts.iloc[0]} van de {total} keer “mag niet” komt hierdoor: {_clause(counts.index[0])}"
    figure = _bars(title, counts, COLOURS["not_allowed"], PATTERNS["not_allowed"])
    return Chart(figure, counts.rename_axis("reden").to_frame("gevallen"), title)


def _first_sentence(reason: str) -> str:
    return re.split(r"(?<=[.!?])\s", reason.strip(), maxsplit=1)[0]


def _clause(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _bars(title: str, counts: pd.Series, colour: str, pattern: str) -> Figure:
    with matplotlib.rc_context(STYLE):
        names = [fill(str(name), 52) for name in counts.index]
        lines = sum(max(1, name.count("\n") + 0.6) for name in names)
        figure, axes = _axes(title, lines)
        axes.barh(range(len(counts)), counts, height=0.6, color=colour, hatch=pattern, edgecolor=INK, linewidth=0.5)
        for row, number in enumerate(counts):
            _number(axes, number + counts.max() * 0.01, row, str(number), "left")
        axes.set_yticks(range(len(counts)), names, fontsize=10)
        axes.invert_yaxis()
        axes.margins(x=NARROW)
    return figure


def one_answer(unlocks: pd.DataFrame) -> Chart:
    """Show for how many contacts one answer settles something, the fact that helps most first."""
    useful = unlocks[unlocks["contacts"] > 0].sort_values("contacts", ascending=False, kind="stable")
    answers = [label(str(fact), str(answer)) for fact, answer in zip(useful["fact"], useful["answer"], strict=True)]
    facts = [FACTS[str(fact)].label for fact in useful["fact"]]
    title = "Er is geen enkel antwoord dat nu iets beslist"
    if facts:
        first = count(int(useful["contacts"].iloc[0]), "contact", "contacten")
        title = f"Wat levert één antwoord op? “{facts[0]}: {answers[0]}” beslist iets voor {first}"
    names = [f"{fact}: {answer}" for fact, answer in zip(facts, answers, strict=True)]
    counts = pd.Series(useful["contacts"].to_numpy(), index=names, dtype="int64")
    figure = _bars(title, counts, COLOURS["conditional"], PATTERNS["conditional"])
    columns = {
        "vraag": useful["question"].astype(str).to_numpy(),
        "antwoord": answers,
        "contacten": useful["contacts"].to_numpy(),
        "wordt mag": useful["to_yes"].to_numpy(),
        "wordt mag niet": useful["to_no"].to_numpy(),
    }
    return Chart(figure, pd.DataFrame(columns, index=pd.Index(facts, name="feit")), title)


def rows_per_file(files: Table) -> Chart:
    """Show what became of the rows of each file: a contact, merged with another row, or rejected."""
    table = files.frame[["contacten", "samengevoegd", "afgekeurd"]]
    totals = table.sum()
    title = (
        f"{count(int(totals.sum()), 'rij werd', 'rijen werden')} {count(int(totals['contacten']), 'contact', 'contacten')}: "
        f"{totals['samengevoegd']} samengevoegd, {totals['afgekeurd']} afgekeurd"
    )
    looks = dict(zip(table.columns, ("allowed", "conditional", "not_allowed"), strict=True))
    return Chart(_stacked(title, table, looks), table, title)


def issues_found(issues: Table) -> Chart:
    """Show what is the matter in a list, and for how many contacts."""
    counts = issues.frame["contacten"]
    title = "Er valt niets op in deze lijst"
    if len(counts):
        most = " en ".join(counts.index[counts == counts.max()][:2])
        title = f"Dit zie je het vaakst: {most} (bij {count(int(counts.max()), 'contact', 'contacten')})"
    figure = _bars(title, counts, COLOURS["depends"], PATTERNS["depends"])
    return Chart(figure, issues.frame, title)
