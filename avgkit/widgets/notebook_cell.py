"""Which cell of a notebook runs now, so that a panel that it makes again takes the place of the one before."""

from __future__ import annotations

import sys
from typing import NamedTuple


class CellRun(NamedTuple):
    """A run of a cell. ``cell``: its id, or its code where the notebook sends no id; ``run``: the id of the request."""

    cell: str
    run: str


def running_cell() -> CellRun | None:
    """Return the cell that runs now, or None: outside a notebook, or when a click in a panel asks for something.

    JupyterLab tells the cell's id as ``cellId`` in the metadata of a request; nbclient doesn't.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    get_parent = getattr(getattr(shell, "kernel", None), "get_parent", None)
    request = (get_parent("shell") if get_parent else None) or {}
    if request.get("header", {}).get("msg_type") != "execute_request":
        return None
    cell = request.get("metadata", {}).get("cellId") or request["content"]["code"]
    return CellRun(str(cell), str(request["header"]["msg_id"]))
