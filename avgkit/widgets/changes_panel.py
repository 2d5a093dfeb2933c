"""The panel with what is different since the last plan that was saved, and the receipt that a report from a notebook
carries.
"""

from __future__ import annotations

import hashlib
import json

import pandas as pd

from avgkit import __version__
from avgkit.base.places import own_files, sample_files
from avgkit.base.tables import ShownTable
from avgkit.base.toml_data import read_data
from avgkit.law.receipt import Receipt, UsedFile, used_file
from avgkit.plan.changes import TEXTS, changes_since, counts_of, last_receipt, read_receipt
from avgkit.plan.groups import Plan
from avgkit.plan.list_on_day import on_day
from avgkit.widgets.own_output import kept_outputs
from avgkit.widgets.panel import Panel, Part
from avgkit.widgets.plan_panels import plan_for
from avgkit.widgets.state import State

_SINGLE = "antwoorden over losse contacten"


def receipt_for(state: State, plan: Plan) -> Receipt:
    """Return the receipt of the plan of a state; a file that was opened in the browser has no hash."""
    paths = {path.name: str(path) for path in [*sample_files(), *own_files()]}
    files = [
        used_file(paths[file.name], file.data_rows) if file.name in paths else UsedFile(file.name, "", file.data_rows)
        for file in state.source.source.files
    ]
    single = json.dumps(state.answers.own, sort_keys=True)
    answers = {_SINGLE: hashlib.sha256(single.encode()).hexdigest()[:16]} if state.answers.own else {}
    return Receipt(
        made_by="notebook 08",
        version=__version__,
        day=plan.as_of,
        files=tuple(files),
        answers={**state.facts, **answers},
        verdicts=plan.cases.counts().sum().to_dict(),
        held=len(plan.held),
        counts=counts_of(plan.cases),
    )


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
        found = changes_since(told, receipt_for(state, plan), plan.cases, then)
        frame = pd.DataFrame(found.rows(), columns=["kanaal", "doel", "uitkomst", "contacten", "waardoor"])
        return [" ".join(found.said), ShownTable(frame.set_index("kanaal"), "Wat er veranderde") if len(frame) else ""]
