"""avgkit: whom in my contact lists may I approach, through which channel, for what, and what must I still do?

Names are loaded when they are first used (PEP 562), so that ``import avgkit`` stays fast.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from avgkit import charts as charts
    from avgkit.base.errors import AvgkitError as AvgkitError
    from avgkit.contacts import read as read
    from avgkit.course.explain import DIGITAL as DIGITAL
    from avgkit.course.explain import breach_until as breach_until
    from avgkit.course.explain import explain as explain
    from avgkit.course.explain import form_reports as form_reports
    from avgkit.course.explain import start_check as start_check
    from avgkit.course.glossary import term as term
    from avgkit.course.lists import my_list as my_list
    from avgkit.course.personal_data import ListKinds as ListKinds
    from avgkit.duties.documents.dossier import my_dossier as my_dossier
    from avgkit.law.classification import classify as classify
    from avgkit.law.classification import unlocks as unlocks
    from avgkit.law.decision import decide as decide
    from avgkit.widgets import panels as panels
    from avgkit.widgets.state import State as State

__version__ = "0.1.0"

_WHERE = {
    "AvgkitError": "avgkit.base.errors",
    "DIGITAL": "avgkit.course.explain",
    "ListKinds": "avgkit.course.personal_data",
    "State": "avgkit.widgets.state",
    "breach_until": "avgkit.course.explain",
    "classify": "avgkit.law.classification",
    "decide": "avgkit.law.decision",
    "explain": "avgkit.course.explain",
    "form_reports": "avgkit.course.explain",
    "my_dossier": "avgkit.duties.documents.dossier",
    "my_list": "avgkit.course.lists",
    "read": "avgkit.contacts",
    "start_check": "avgkit.course.explain",
    "term": "avgkit.course.glossary",
    "unlocks": "avgkit.law.classification",
}
_MODULES = {"charts": "avgkit.charts", "panels": "avgkit.widgets.panels"}
"""Where the public names are. Those above are the same, for editors and type checkers (a test compares them)."""

__all__ = [*sorted([*_WHERE, *_MODULES]), "__version__"]


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return importlib.import_module(_MODULES[name])
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
