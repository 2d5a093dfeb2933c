# ruff: noqa: F401  (what is imported here is for those who import this module)
"""The panels by the name that a notebook uses: ``panels.facts(state)``. Each is loaded when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from avgkit.widgets.action_plan import ActionPlan as action_plan
    from avgkit.widgets.beyond_panel import BeyondPanel as beyond
    from avgkit.widgets.changes_panel import ChangesPanel as changes
    from avgkit.widgets.check_panels import FormPanel as form
    from avgkit.widgets.check_panels import MailPanel as mail
    from avgkit.widgets.claims_panel import ClaimsPanel as claims
    from avgkit.widgets.compare_panel import ComparePanel as compare
    from avgkit.widgets.consent_panel import ConsentPanel as consent
    from avgkit.widgets.data_panels import ColumnsPanel as columns
    from avgkit.widgets.data_panels import KindPanel as kind
    from avgkit.widgets.data_panels import ScopePanel as scope
    from avgkit.widgets.day_panel import DayPanel as day
    from avgkit.widgets.document_panel import DocumentPanel as document
    from avgkit.widgets.exercise_panel import ExercisePanel as exercise
    from avgkit.widgets.export_panels import ExportPanel as export
    from avgkit.widgets.export_panels import ReportPanel as report
    from avgkit.widgets.export_panels import SuppressionPanel as suppression
    from avgkit.widgets.facts_panel import FactsPanel as facts
    from avgkit.widgets.flip_panel import FlipPanel as flip
    from avgkit.widgets.held_panel import HeldPanel as held
    from avgkit.widgets.interview_panel import InterviewPanel as interview
    from avgkit.widgets.interview_panel import SheetPanel as sheet
    from avgkit.widgets.list_panel import ListPanel as lists
    from avgkit.widgets.merge_panel import MergePanel as merge
    from avgkit.widgets.plan_panels import OverviewPanel as overview
    from avgkit.widgets.plan_panels import PlanPanel as plan
    from avgkit.widgets.plan_panels import WordsPanel as words
    from avgkit.widgets.post_panel import PostPanel as post
    from avgkit.widgets.progress_panels import ProgressPanel as progress
    from avgkit.widgets.progress_panels import SelfTestPanel as self_test
    from avgkit.widgets.rights_panel import RightsPanel as rights
    from avgkit.widgets.term_panel import TermsPanel as terms
    from avgkit.widgets.verdict_panels import ContactCard as contact_card
    from avgkit.widgets.verdict_panels import VerdictPanel as verdicts

_CLASSES = {
    "action_plan": "action_plan.ActionPlan",
    "beyond": "beyond_panel.BeyondPanel",
    "changes": "changes_panel.ChangesPanel",
    "claims": "claims_panel.ClaimsPanel",
    "columns": "data_panels.ColumnsPanel",
    "compare": "compare_panel.ComparePanel",
    "consent": "consent_panel.ConsentPanel",
    "contact_card": "verdict_panels.ContactCard",
    "day": "day_panel.DayPanel",
    "document": "document_panel.DocumentPanel",
    "exercise": "exercise_panel.ExercisePanel",
    "export": "export_panels.ExportPanel",
    "facts": "facts_panel.FactsPanel",
    "flip": "flip_panel.FlipPanel",
    "form": "check_panels.FormPanel",
    "held": "held_panel.HeldPanel",
    "interview": "interview_panel.InterviewPanel",
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
    "sheet": "interview_panel.SheetPanel",
    "suppression": "export_panels.SuppressionPanel",
    "terms": "term_panel.TermsPanel",
    "verdicts": "verdict_panels.VerdictPanel",
    "words": "plan_panels.WordsPanel",
}
"""Name in a notebook: module and class. Those above are the same, for editors and type checkers; a test compares."""


def __getattr__(name: str) -> object:
    if name not in _CLASSES:
        raise AttributeError(f"there is no panel '{name}'")
    module, _, found = _CLASSES[name].partition(".")
    return getattr(import_module(f"avgkit.widgets.{module}"), found)


def __dir__() -> list[str]:
    return sorted(_CLASSES)
