"""The panel with what is different since the last plan that was saved."""

from __future__ import annotations

import pandas as pd

from avgkit.base.tables import ShownTable
from avgkit.base.toml_data import read_data
from avgkit.plan.changes import TEXTS, changes_since, last_receipt, read_receipt
from avgkit.plan.list_on_day import on_day
from avgkit.widgets.own_output import kept_outputs
from avgkit.widgets.panel import Panel, Part
from avgkit.widgets.plan_panels import plan_for, plan_receipt
from avgkit.widgets.state import State


class ChangesPanel(Panel):
    """What is different since the newest plan in data/eigen/uitvoer, and why. The sample list has no plan before."""

    def __init__(self, state: State) -> None:
        self.state = state
        super().__init__("Wat veranderde er sinds je vorige plan?", [])
        self.follow(state, self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        state, texts = self.state, read_data(TEXTS)["panel"]
        if state.source.is_sample:
            return [texts["sample"]]
        path = last_receipt(kept_outputs(), [file.name for file in state.source.source.files])
        if path is None:
            return [texts["none"]]
        told, plan = read_receipt(path), plan_for(state)
        then = on_day(state.contacts, told["day"], codes=state.codes(pd.Timestamp(told["day"]).date()))
        found = changes_since(told, plan_receipt(state), plan.cases, then)
        frame = pd.DataFrame(found.rows(), columns=["kanaal", "doel", "uitkomst", "contacten", "waardoor"])
        return [" ".join(found.said), ShownTable(frame.set_index("kanaal"), "Wat er veranderde") if len(frame) else ""]
