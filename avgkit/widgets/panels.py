"""The panels by the name that a notebook uses: ``panels.facts(state)``. Each is loaded when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass

_CLASSES = {
    "action_plan": "action_plan.ActionPlan",
    "columns": "data_panels.ColumnsPanel",
    "consent": "consent_panel.ConsentPanel",
    "contact_card": "verdict_panels.ContactCard",
    "day": "day_panel.DayPanel",
    "document": "document_panel.DocumentPanel",
    "exercise": "exercise_panel.ExercisePanel",
    "export": "export_panels.ExportPanel",
    "facts": "facts_panel.FactsPanel",
    "flip": "flip_panel.FlipPanel",
    "form": "check_panels.FormPanel",
    "kind": "data_panels.KindPanel",
    "lists": "list_panel.ListPanel",
    "mail": "check_panels.MailPanel",
    "merge": "merge_panel.MergePanel",
    "overview": "plan_panels.OverviewPanel",
    "plan": "plan_panels.PlanPanel",
    "post": "post_panel.PostPanel",
    "progress": "progress_panels.ProgressPanel",
    "report": "export_panels.ReportPanel",
    "rights": "rights_panel.RightsPanel",
    "scope": "data_panels.ScopePanel",
    "self_test": "progress_panels.SelfTestPanel",
    "suppression": "export_panels.SuppressionPanel",
    "terms": "term_panel.TermsPanel",
    "unlock": "facts_panel.UnlockPanel",
    "verdicts": "verdict_panels.VerdictPanel",
    "words": "plan_panels.WordsPanel",
}
"""Name in a notebook: module and class. Those above are the same, for editors and type checkers (a test compares them)."""


def __getattr__(name: str) -> object:
    if name not in _CLASSES:
        raise AttributeError(f"there is no panel '{name}'")
    module, _, found = _CLASSES[name].partition(".")
    return getattr(import_module(f"avgkit.widgets.{module}"), found)


def __dir__() -> list[str]:
    return [*_CLASSES]
