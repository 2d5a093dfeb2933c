"""Charts of a list that was read: what became of its rows, and what is the matter."""

from __future__ import annotations

from avgkit.base.dutch import count
from avgkit.base.tables import ShownTable
from avgkit.charts.bars import bars, stacked
from avgkit.charts.style import Chart


def rows_per_file(files: ShownTable) -> Chart:
    """Show what became of the rows of each file: a contact, merged with another row, or rejected."""
    table = files.frame[["contacten", "samengevoegd", "afgekeurd"]]
    totals = table.sum()
    title = (
        f"{count(int(totals.sum()), 'rij werd', 'rijen werden')} "
        f"{count(int(totals['contacten']), 'contact', 'contacten')}: "
        f"{totals['samengevoegd']} samengevoegd, {totals['afgekeurd']} afgekeurd"
    )
    looks = dict(zip(table.columns, ("allowed", "conditional", "not_allowed"), strict=True))
    return Chart(stacked(title, table, looks), table, title)


def issues_found(issues: ShownTable) -> Chart:
    """Show what is the matter in a list, and for how many contacts."""
    counts = issues.frame["contacten"]
    title = "Er valt niets op in deze lijst"
    if len(counts):
        most = " en ".join(counts.index[counts == counts.max()][:2])
        title = f"Dit zie je het vaakst: {most} (bij {count(int(counts.max()), 'contact', 'contacten')})"
    figure = bars(title, counts, "depends")
    return Chart(figure, issues.frame, title)
