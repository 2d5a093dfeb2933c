"""Opens the course in JupyterLab: on this machine only, with its token, and without asking the internet for news."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from avgkit.errors import AvgkitError

ROOT = Path(__file__).resolve().parent.parent
FIRST = Path("notebooks") / "00_start.ipynb"


def command(*, browser: bool = True, port: int | None = None) -> list[str]:
    """Return the command line that starts JupyterLab on the first lesson.

    The server listens on localhost and keeps its token; the extension that fetches announcements is off (privacy by design).
    """
    words = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--ServerApp.ip=localhost",
        f"--ServerApp.root_dir={ROOT}",
        f"--LabApp.default_url=/lab/tree/{FIRST.as_posix()}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        "--ServerApp.answer_yes=True",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        words.append("--allow-root")  # in a container there is no other user
    if not browser:
        words.append("--no-browser")
    if port is not None:
        words.append(f"--port={port}")
    return words


def run(*, browser: bool = True, port: int | None = None) -> int:
    """Start JupyterLab in this program's place (on Windows: wait for it and return its exit code).

    Raises AvgkitError with a Dutch sentence when the lessons are not there.
    """
    if not (ROOT / FIRST).exists():
        raise AvgkitError("De lessen ontbreken. Haal avgkit opnieuw op en start met start.py.")
    words = command(browser=browser, port=port)
    os.chdir(ROOT)
    if os.name != "nt":
        os.execv(words[0], words)
    try:
        return subprocess.call(words)
    except KeyboardInterrupt:
        return 130
