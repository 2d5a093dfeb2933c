"""The settings of the course's own JupyterLab, made from the shortcuts that JupyterLab itself ships.

A shortcut of one letter works wherever the focus is, also in a dropdown of a panel: there b inserts a cell and x cuts
the panel's own. So those are off, and arrows move between cells only while a cell itself has the focus.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

SCHEMAS = Path(sys.prefix) / "share" / "jupyter" / "lab" / "schemas" / "@jupyterlab"
_LETTER = re.compile(r"(Shift )?[A-Z0-9]")
_ARROW = re.compile(r"(Shift )?(Arrow\w+|Home|End)")
_ANYWHERE = " :focus"
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": True, "autosaveInterval": 3},
    "@jupyterlab/application-extension:shell": {"startMode": "single"},
    "@jupyterlab/notebook-extension:tracker": {
        "codeCellConfig": {"lineNumbers": False, "lineWrap": True, "fontSize": 15}
    },
}


def _shipped() -> Iterator[dict]:
    for part in ("notebook-extension/tracker", "mainmenu-extension/plugin"):
        yield from json.loads((SCHEMAS / f"{part}.json").read_text(encoding="utf-8"))["jupyter.lab.shortcuts"]


def shortcuts() -> Iterator[dict]:
    """Give the shortcuts that are off, and those that are given again for a cell that has the focus itself."""
    for known in _shipped():
        entry = {name: known[name] for name in ("command", "keys", "selector")}
        keys = [key for key in entry["keys"] if key]
        if keys and all(_LETTER.fullmatch(key) for key in keys):
            yield {**entry, "disabled": True}
        elif keys and entry["selector"].endswith(_ANYWHERE) and all(_ARROW.fullmatch(key) for key in keys):
            yield {**entry, "disabled": True}
            yield {**entry, "selector": entry["selector"].removesuffix(_ANYWHERE) + " .jp-Cell:focus"}


def overrides() -> str:
    """Return the text of overrides.json."""
    whole = {**SETTINGS, "@jupyterlab/shortcuts-extension:shortcuts": {"shortcuts": list(shortcuts())}}
    return json.dumps(whole, indent=1) + "\n"


def only_shows(source: str) -> bool:
    """Return whether a cell's code only calls panels or charts, so that a learner need not read it."""
    statements = ast.parse(source).body
    return bool(statements) and all(_shows(statement) for statement in statements)


def _shows(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return False
    called = statement.value.func
    return (
        isinstance(called, ast.Attribute)
        and isinstance(called.value, ast.Name)
        and called.value.id in ("panels", "charts")
    )


def metadata_of(kind: str, source: str) -> dict[str, dict[str, bool]]:
    """Return the metadata of a cell: folded when its code only shows a panel or a chart."""
    return {"jupyter": {"source_hidden": True}} if kind == "code" and only_shows(source) else {}
