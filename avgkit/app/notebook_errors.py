"""In a notebook: one sentence for what nobody foresaw, instead of a traceback that may show somebody's contact data."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Any

from avgkit.base.errors import AvgkitError

_PACKAGE = str(Path(__file__).resolve().parent.parent)
UNFORESEEN = (
    "Er ging iets mis dat wij niet hadden voorzien. Start de les opnieuw en voer de cellen van boven naar beneden uit. "
    "Gebeurt het weer, meld het ons dan: in welke les, en bij welke cel."
)


def install(shell: Any) -> None:
    """Let this IPython shell show one sentence for an error from inside the package; other errors stay as they are.

    All that a kernel shows of an error passes through ``_showtraceback``: that of a cell, of a table that is drawn and
    of a click in a panel. With AVGKIT_DEBUG set, the traceback is shown.
    """
    shown = shell._showtraceback

    def show(kind: type, error: BaseException, lines: list[str]) -> None:
        if unforeseen(error) and not os.environ.get("AVGKIT_DEBUG"):
            kind, error, lines = AvgkitError, AvgkitError(UNFORESEEN), [UNFORESEEN]
        shown(kind, error, lines)

    shell._showtraceback = show


def unforeseen(error: BaseException) -> bool:
    """Tell whether an error comes from inside the package, and is not its own sentence nor a stop by the user."""
    return isinstance(error, Exception) and not isinstance(error, AvgkitError) and _passes_here(error.__traceback__)


def _passes_here(trace: TracebackType | None) -> bool:
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(_PACKAGE):
            return True
        trace = trace.tb_next
    return False
