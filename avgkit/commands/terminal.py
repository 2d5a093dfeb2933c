"""What reaches the terminal: text only. A name, a heading or a file name may hold codes that steer a terminal."""

from __future__ import annotations

import re
from typing import TextIO

_STEERS = re.compile(r"\x1b\[[\d;]*m|([\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069])")


def harmless_text(text: str) -> str:
    """Return the text with a “?” for each control code and each mark that turns the direction of reading.

    Colours stay (our own tables have them), and so do the end of a line and the tab.
    """
    return _STEERS.sub(lambda found: "?" if found[1] else found[0], text)


class Harmless:
    """A stream that writes harmless text, and is the stream below in all else."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(harmless_text(text))
        return len(text)

    def flush(self) -> None:
        self._stream.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)
