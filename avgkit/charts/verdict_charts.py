"""Charts of verdicts: per channel, and why not."""

from __future__ import annotations

import re

import pandas as pd

from avgkit.base.dutch import count
from avgkit.charts.bars import bars, stacked
from avgkit.charts.style import Chart
from avgkit.law.facts import VERDICT_LABELS, Channel, Verdict, label

CASES = ("geval", "gevallen")
TOP_REASONS = 6


def verdicts_per_channel(classified: pd.DataFrame) -> Chart:
    """Show for each channel how many cases get which verdict."""
    table = pd.crosstab(classified["channel"].astype(str), classified["verdict"].astype(str))
    order = [str(channel) for channel in Channel if str(channel) in table.index]
    table = table.reindex(index=order, columns=[str(verdict) for verdict in Verdict], fill_value=0)
    title = _verdict_title(table, classified["purpose"].nunique() > 1)
    named = table.rename(index=lambda channel: label("channel", channel), columns=VERDICT_LABELS)
    looks = {name: verdict for verdict, name in VERDICT_LABELS.items()}
    figure = stacked(title, named, looks)
    twin = named.rename_axis("kanaal")
    twin.columns.name = None
    return Chart(figure, twin, title)


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
    figure = bars(title, counts, "not_allowed")
    return Chart(figure, counts.rename_axis("reden").to_frame("gevallen"), title)


def _first_sentence(reason: str) -> str:
    return re.split(r"(?<=[.!?])\s", reason.strip(), maxsplit=1)[0]


def _clause(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")
