"""avgkit: whom in my contact lists may I approach, through which channel, for what, and what must I still do?

Names are loaded when they are first used (PEP 562), so that ``import avgkit`` stays fast.
"""

from __future__ import annotations

import importlib
import sys

__version__ = "0.1.0"

_WHERE = {
    "decide": "avgkit.decision",
    "action_plan": "avgkit.widgets.action",
    "classify": "avgkit.classification",
    "unlocks": "avgkit.classification",
    "read": "avgkit.contacts",
    "AvgkitError": "avgkit.errors",
    "DIGITAL": "avgkit.lessons",
    "explain": "avgkit.lessons",
    "my_list": "avgkit.course",
    "my_dossier": "avgkit.documents.dossier",
    "start_check": "avgkit.lessons",
    "breach_until": "avgkit.lessons",
    "term": "avgkit.terms",
    "ListKinds": "avgkit.kinds",
    "State": "avgkit.widgets.state",
    "consent_panel": "avgkit.widgets.consent",
    "columns_panel": "avgkit.widgets.kinds",
    "contact_card": "avgkit.widgets.verdicts",
    "day_panel": "avgkit.widgets.days",
    "document_panel": "avgkit.widgets.documents",
    "exercise_panel": "avgkit.widgets.practice",
    "export_panel": "avgkit.widgets.exports",
    "facts_panel": "avgkit.widgets.answers",
    "form_panel": "avgkit.widgets.checks",
    "form_reports": "avgkit.lessons",
    "flip_panel": "avgkit.widgets.flips",
    "kind_panel": "avgkit.widgets.kinds",
    "list_panel": "avgkit.widgets.lists",
    "mail_panel": "avgkit.widgets.checks",
    "merge_panel": "avgkit.widgets.merging",
    "overview_panel": "avgkit.widgets.plan",
    "plan_panel": "avgkit.widgets.plan",
    "progress_panel": "avgkit.widgets.progress",
    "report_panel": "avgkit.widgets.exports",
    "self_test_panel": "avgkit.widgets.progress",
    "suppression_panel": "avgkit.widgets.exports",
    "terms_panel": "avgkit.widgets.terms",
    "post_panel": "avgkit.widgets.inviting",
    "rights_panel": "avgkit.widgets.rights",
    "scope_panel": "avgkit.widgets.kinds",
    "unlock_panel": "avgkit.widgets.answers",
    "verdict_panel": "avgkit.widgets.verdicts",
    "words_panel": "avgkit.widgets.plan",
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
        from avgkit.quiet import install

        install(shell)


_show_sentences()
