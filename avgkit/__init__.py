"""avgkit: whom in my contact lists may I approach, through which channel, for what, and what must I still do?

Names are loaded when they are first used (PEP 562), so that ``import avgkit`` stays fast.
"""

from __future__ import annotations

import importlib
import sys

__version__ = "0.1.0"

_WHERE = {
    "decide": "avgkit.law.decision",
    "action_plan": "avgkit.widgets.action_plan",
    "classify": "avgkit.law.classification",
    "unlocks": "avgkit.law.classification",
    "read": "avgkit.contacts",
    "AvgkitError": "avgkit.base.errors",
    "DIGITAL": "avgkit.course.explain",
    "explain": "avgkit.course.explain",
    "my_list": "avgkit.course.lists",
    "my_dossier": "avgkit.duties.documents.dossier",
    "start_check": "avgkit.course.explain",
    "breach_until": "avgkit.course.explain",
    "term": "avgkit.course.glossary",
    "ListKinds": "avgkit.course.personal_data",
    "State": "avgkit.widgets.state",
    "consent_panel": "avgkit.widgets.consent_panel",
    "columns_panel": "avgkit.widgets.data_panels",
    "contact_card": "avgkit.widgets.verdict_panels",
    "day_panel": "avgkit.widgets.day_panel",
    "document_panel": "avgkit.widgets.document_panel",
    "exercise_panel": "avgkit.widgets.exercise_panel",
    "export_panel": "avgkit.widgets.export_panels",
    "facts_panel": "avgkit.widgets.facts_panel",
    "form_panel": "avgkit.widgets.check_panels",
    "form_reports": "avgkit.course.explain",
    "flip_panel": "avgkit.widgets.flip_panel",
    "kind_panel": "avgkit.widgets.data_panels",
    "list_panel": "avgkit.widgets.list_panel",
    "mail_panel": "avgkit.widgets.check_panels",
    "merge_panel": "avgkit.widgets.merge_panel",
    "overview_panel": "avgkit.widgets.plan_panels",
    "plan_panel": "avgkit.widgets.plan_panels",
    "progress_panel": "avgkit.widgets.progress_panels",
    "report_panel": "avgkit.widgets.export_panels",
    "self_test_panel": "avgkit.widgets.progress_panels",
    "suppression_panel": "avgkit.widgets.export_panels",
    "terms_panel": "avgkit.widgets.term_panel",
    "post_panel": "avgkit.widgets.post_panel",
    "rights_panel": "avgkit.widgets.rights_panel",
    "scope_panel": "avgkit.widgets.data_panels",
    "unlock_panel": "avgkit.widgets.facts_panel",
    "verdict_panel": "avgkit.widgets.verdict_panels",
    "words_panel": "avgkit.widgets.plan_panels",
}

__all__ = [*sorted(_WHERE), "__version__"]


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module 'avgkit' has no attribute '{name}'")
    return getattr(importlib.import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return __all__


def _show_sentences() -> None:
    """Keep tracebacks of the package out of a notebook. Only where IPython runs already: nothing is loaded for it."""
    ipython = sys.modules.get("IPython")
    if shell := ipython and ipython.get_ipython():
        from avgkit.app.notebook_errors import install

        install(shell)


_show_sentences()
