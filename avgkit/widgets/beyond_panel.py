"""The panel with what the course does not decide, what to do then, and how many contacts of the list show it."""

from __future__ import annotations

import pandas as pd

from avgkit.base.tables import ShownTable
from avgkit.base.toml_data import read_data
from avgkit.contacts.beyond_scope import DATA, beyond_rows, beyond_sentence, topics
from avgkit.widgets.panel import Panel, Part
from avgkit.widgets.state import State


class BeyondPanel(Panel):
    """The topics with what to do; follows the list."""

    def __init__(self, state: State) -> None:
        self.state = state
        super().__init__("Waar dit niet over gaat", [])
        self.follow(state, self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        contacts = self.state.contacts
        found = {id: sum(rows) for id, rows in beyond_rows(contacts).items()}
        rows = [(one.title, one.not_decided, one.what_to_do, found.get(one.id, 0)) for one in topics()]
        frame = pd.DataFrame(rows, columns=["waarover", "waarom niet", "wat je dan doet", "in je lijst"])
        told = beyond_sentence(contacts) or read_data(DATA)["sentence"]["none"]
        return [told, ShownTable(frame.set_index("waarover"), "Waar deze cursus niet over gaat")]
