"""The panels of one plan together, as notebook 08 shows them one by one."""

from __future__ import annotations

from functools import cached_property

from avgkit.base.dutch import Sentence
from avgkit.widgets.changes_panel import ChangesPanel
from avgkit.widgets.export_panels import ExportPanel, ReportPanel, SuppressionPanel
from avgkit.widgets.plan_panels import OverviewPanel, PlanPanel, WordsPanel
from avgkit.widgets.state import State


class ActionPlan:
    """What there is to do with the list of a state. A panel is made when it is first shown; all follow the state."""

    def __init__(self, state: State) -> None:
        self.state = state

    @cached_property
    def picture(self) -> OverviewPanel:
        """The whole list in one picture."""
        return OverviewPanel(self.state)

    @cached_property
    def steps(self) -> PlanPanel:
        """What to do today, this week and this year, and who it is about."""
        return PlanPanel(self.state)

    @cached_property
    def words(self) -> WordsPanel:
        """The words to ask for permission."""
        return WordsPanel(self.state)

    @cached_property
    def safe_list(self) -> ExportPanel:
        """A list of who may be approached, for a channel, a purpose and a tool."""
        return ExportPanel(self.state)

    @cached_property
    def stopped(self) -> SuppressionPanel:
        """The list of who must not be approached."""
        return SuppressionPanel(self.state)

    @cached_property
    def report(self) -> ReportPanel:
        """The document for the file, with the sender that was filled in with the words."""
        return ReportPanel(self.state, self.words)

    @cached_property
    def changed(self) -> ChangesPanel:
        """What is different since the last plan that was saved, and why."""
        return ChangesPanel(self.state)

    def control(self) -> Sentence:
        """Say whether everybody is on the safe list or left out, and nobody who said no is on it."""
        return self.safe_list.control()
