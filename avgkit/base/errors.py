"""The one error that avgkit raises on purpose."""


class AvgkitError(Exception):
    """Something a user can mend. The message is one Dutch sentence: what is wrong, where, what to do next.

    It holds no contact data, so that it may appear in a log or on a projector.
    """

    def _render_traceback_(self) -> list[str]:
        """Show only the sentence in a notebook: IPython asks an exception for this before it prints a traceback."""
        return [str(self)]
