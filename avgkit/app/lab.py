"""Opens the course in JupyterLab or as pages: on this machine only, with a token, without news from the internet."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.base.files import LARGEST_UPLOAD

_ROOT = Path(__file__).resolve().parent.parent.parent
FIRST = Path("notebooks") / "00_start.ipynb"


def command(root: Path = _ROOT, *, browser: bool = True, port: int | None = None) -> list[str]:
    """Return the command line that starts JupyterLab on the first lesson.

    The server listens on localhost and keeps its token; the extension that fetches announcements is off (privacy by
    design).
    """
    words = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--ServerApp.ip=localhost",
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/lab/tree/{FIRST.as_posix()}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        *own_settings(root),
        "--ServerApp.answer_yes=True",
        f"--ServerApp.tornado_settings={{'websocket_max_message_size': {LARGEST_UPLOAD}}}",
        *kernels_in_private(),
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        words.append("--allow-root")  # in a container there is no other user
    if not browser:
        words.append("--no-browser")
    if port is not None:
        words.append(f"--port={port}")
    return words


def own_settings(root: Path) -> list[str]:
    """Return the words for the course's own settings; the learner's other Jupyter keeps its own.

    What the learner changes is kept in the folder of the course. Saving goes through ``avgkit.app.saving``.
    """
    kept = root / ".avgkit" / "lab"
    return [
        f"--LabApp.app_settings_dir={_ROOT / 'avgkit' / 'share' / 'lab'}",
        f"--LabApp.user_settings_dir={kept / 'settings'}",
        f"--LabApp.workspaces_dir={kept / 'workspaces'}",
        "--FileContentsManager.pre_save_hook=avgkit.app.saving.without_outputs",
    ]


def kernels_in_private() -> list[str]:
    """Return the words that keep other users of this computer from listening to a kernel, whose outputs show contacts.

    A kernel talks over ports of this machine, and any user may listen to one. So the talk is encrypted (CurveZMQ), or
    where that isn't built in it goes over files in the user's own folder.
    """
    import zmq

    if zmq.has("curve"):
        return ["--KernelManager.transport_encryption=auto"]
    return ["--KernelManager.transport=ipc"] if os.name != "nt" else []


def lessons_in(folder: str | None) -> Path:
    """Return the folder with the lessons: this one, or the course itself. Raises AvgkitError when it holds none."""
    if folder is None:
        if not (_ROOT / FIRST).exists():
            raise AvgkitError("De lessen ontbreken. Haal avgkit opnieuw op en start met start.py.")
        return _ROOT
    root = Path(folder).expanduser().resolve()
    if not (root / FIRST).exists():
        raise AvgkitError(f"In de map {folder} staan geen lessen. Maak een kopie met avgkit new-session {folder}.")
    return root


def run_lab(folder: str | None = None, *, app: bool = False, browser: bool = True, port: int | None = None) -> int:
    """Start JupyterLab in this program's place (on Windows: wait for it and return its exit code), or serve the pages.

    Raises AvgkitError with a Dutch sentence when the lessons are not there.
    """
    root = lessons_in(folder)
    os.chdir(root)
    if app:
        from avgkit.app import pages

        return pages.run_pages(root / "notebooks", kernels_in_private(), browser=browser, port=port)
    words = command(root, browser=browser, port=port)
    if os.name != "nt":
        os.execv(words[0], words)
    try:
        return subprocess.call(words)
    except KeyboardInterrupt:
        return 130
