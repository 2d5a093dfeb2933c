"""Charts of forms and newsletters that were checked: how much is wrong in each."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from avgkit.charts.bars import stacked
from avgkit.charts.style import Chart
from avgkit.duties.checks.findings import SEVERITY_LABELS, Report, Severity

_LOOKS = {Severity.WRONG: "not_allowed", Severity.RISK: "depends", Severity.TIP: "conditional"}
"""What nobody can see from the file is no flaw, and has no bar."""


def findings_per_page(reports: Iterable[Report]) -> Chart:
    """Show for each form or newsletter how many flaws, risks and tips were found, in the order given."""
    rows = [(report.name, *(report.counts[severity] for severity in _LOOKS)) for report in reports]
    names = {SEVERITY_LABELS[severity]: look for severity, look in _LOOKS.items()}
    table = pd.DataFrame(rows, columns=["wat", *names]).set_index("wat")
    wrong = table[SEVERITY_LABELS[Severity.WRONG]]
    title = "Er is nog niets nagekeken" if table.empty else "We vonden nergens een fout"
    if len(table) and wrong.any():
        title = f"De meeste fouten heeft {wrong.idxmax()}: {wrong.max()}"
    return Chart(stacked(title, table, names), table, title)
