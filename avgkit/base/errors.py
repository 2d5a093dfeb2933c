"""The one error that avgkit raises on purpose, and its sentence for a library that is missing."""

from __future__ import annotations

import importlib
from types import ModuleType


class AvgkitError(Exception):
    """Something a user can mend. The message is one Dutch sentence: what is wrong, where, what to do next.

    It holds no contact data, so that it may appear in a log or on a projector.
    """

    def _render_traceback_(self) -> list[str]:
        """Show only the sentence in a notebook: IPython asks an exception for this before it prints a traceback."""
        return [str(self)]


def part(module: str, name: str) -> ModuleType:
    """Return a library that reads the file ``name``. Raises AvgkitError with a Dutch sentence if it is missing."""
    try:
        return importlib.import_module(module)
    except ImportError:
        library = module.partition(".")[0].replace("_", "-")
        raise AvgkitError(
            f"{name} is nu niet te lezen, want er mist een onderdeel van avgkit ({library}); "
            "start start.py opnieuw, dan komt het erbij."
        ) from None
