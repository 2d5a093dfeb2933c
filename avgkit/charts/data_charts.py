"""The chart of what kind of data the columns of a list hold."""

from __future__ import annotations

from avgkit.charts.bars import stacked
from avgkit.charts.style import Chart
from avgkit.course.personal_data import KIND_LABELS, DataKind, ListKinds

_LOOKS = {
    DataKind.PERSON: "conditional",
    DataKind.MAYBE: "depends",
    DataKind.ORGANISATION: "allowed",
    DataKind.SENSITIVE: "not_allowed",
}


def kinds_per_file(kinds: ListKinds) -> Chart:
    """Show per file how many of its columns belong to a person, may, belong to an organisation, or are sensitive."""
    table = kinds.counts.frame
    looks = {KIND_LABELS[kind]: look for kind, look in _LOOKS.items()}
    return Chart(stacked(kinds.sentence, table, looks), table, kinds.sentence)
