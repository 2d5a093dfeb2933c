"""The chart of the papers: what is in each, and what is missing."""

from __future__ import annotations

import pandas as pd

from avgkit.base.dutch import count
from avgkit.charts.bars import stacked
from avgkit.charts.style import Chart
from avgkit.duties.documents.elements import STATE_LABELS, ElementState

_LOOKS = {
    ElementState.TICKED: "allowed",
    ElementState.MISSING: "not_allowed",
    ElementState.NOT_APPLICABLE: "conditional",
}


def elements_per_paper(overview: pd.DataFrame) -> Chart:
    """Show per paper how many elements are in it, missing, and not needed. ``overview``: as ``Dossier.overview``."""
    missing = overview[STATE_LABELS[ElementState.MISSING]]
    lacking, total = int((missing > 0).sum()), int(missing.sum())
    title = f"In geen van de {len(overview)} stukken ontbreekt iets"
    if total:
        title = (
            f"In {lacking} van de {len(overview)} stukken ontbreekt nog iets: "
            f"samen {count(total, 'onderdeel', 'onderdelen')}"
        )
    looks = {STATE_LABELS[state]: look for state, look in _LOOKS.items()}
    return Chart(stacked(title, overview, looks), overview, title)
