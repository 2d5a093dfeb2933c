"""Serves lessons as pages without code, with Voilà: on this machine only, with a token, with nothing from elsewhere.

The template in ``avgkit/share`` changes what Voilà shows: Dutch words, one sentence for a mistake, no style sheets from
a content network. Besides that a content security policy forbids the page to fetch anything from another machine.
"""

from __future__ import annotations

import os
import re
import secrets
import socket
import webbrowser
from pathlib import Path

from traitlets.config import Config
from voila.app import Voila

from avgkit.base.errors import AvgkitError
from avgkit.base.files import LARGEST_UPLOAD

SHARE = Path(__file__).resolve().parent.parent / "share"
FIRST_PORT, PORTS = 8866, 20


class Pages(Voila):
    """Voilà that tells in Dutch where the pages are, and opens them with their token."""

    def launch_browser(self) -> None:
        """Open the address itself: Voilà's own page with the address leaves out the token and stays behind on disk."""
        webbrowser.open(self.address())

    def address(self) -> str:
        """Return the address of the page that lists all pages, with its token."""
        return f"{self.connection_url}?token={self.token}"

    def listen(self) -> None:
        print(
            f"De bladzijden staan klaar. Open dit adres in je browser:\n{self.address()}\nStoppen: Ctrl + C.",
            flush=True,
        )
        super().listen()


def policy(port: int) -> str:
    """Return the content security policy: scripts, styles, pictures and connections of this server only."""
    return (
        "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        "style-src 'self' 'unsafe-inline'; frame-ancestors 'self'; "
        f"connect-src 'self' ws://localhost:{port} ws://127.0.0.1:{port}"
    )


def configuration(port: int) -> Config:
    """Return Voilà's settings."""
    headers = {"Content-Security-Policy": policy(port)}
    return Config(
        {
            "Voila": {"tornado_settings": {"headers": headers, "websocket_max_message_size": LARGEST_UPLOAD}},
            "VoilaConfiguration": {
                "template": "avgkit",
                "classic_tree": True,
                "allow_template_override": "NO",
                "show_tracebacks": True,  # the template makes one sentence of it; without, it gets none of ours
                "prelaunch_hook": as_page,
            },
            "HTMLExporter": {"language_code": "nl"},
        }
    )


ON_PAGES = (
    ("In het volgende notebook", "Op de volgende bladzijde"),
    ("In de volgende notebooks", "Op de volgende bladzijden"),
    ("In dit notebook", "Op deze bladzijde"),
    ("In elk notebook", "Op elke bladzijde"),
    ("in elk notebook", "op elke bladzijde"),
    ("In notebook", "Op bladzijde"),
    ("in notebook", "op bladzijde"),
    ("het laatste notebook", "de laatste bladzijde"),
    ("dat notebook", "die bladzijde"),
    ("elk notebook", "elke bladzijde"),
    ("Notebook", "Bladzijde"),
    ("notebook", "bladzijde"),
)
"""What a lesson calls itself, and what a page does; the first that fits counts."""


def as_page(request: object, notebook: dict, cwd: str) -> dict:
    """Give the page the title of the lesson, and prose that fits a page without code."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = page_prose("".join(cell["source"]))
    heading = re.search(r"^# (.+)", notebook["cells"][0]["source"], re.MULTILINE)
    notebook["metadata"]["title"] = f"{heading[1]} – avgkit" if heading else "avgkit"
    return notebook


def page_prose(text: str) -> str:
    """Return a lesson's prose for a page: without what stands between ``<!-- code -->`` and ``<!-- einde code -->``,
    with what stands in ``<!-- bladzijde: … -->``, which JupyterLab doesn't show.
    """
    text = re.sub(r"<!-- code -->.*?<!-- einde code -->", "", text, flags=re.DOTALL)
    text = re.sub(r"<!-- bladzijde: (.*?) -->", r"\1", text, flags=re.DOTALL)
    named = dict(ON_PAGES)
    return re.sub("|".join(map(re.escape, named)), lambda found: named[found[0]], text)


def free_port(wanted: int | None) -> int:
    """Return the wanted port, or else the first free one. Raises AvgkitError with a Dutch sentence when it is taken."""
    for port in [wanted] if wanted is not None else range(FIRST_PORT, FIRST_PORT + PORTS):
        try:
            with socket.create_server(("localhost", port)):
                return port
        except (OSError, OverflowError):
            continue
    raise AvgkitError(f"Poort {wanted or FIRST_PORT} is bezet of mag niet. Kies een andere, zoals --port 8890.")


def run_pages(folder: Path, words: list[str], *, browser: bool = True, port: int | None = None) -> int:
    """Serve the lessons of this folder as pages until it is stopped. Returns the exit code.

    ``words``: more settings of Jupyter, as on a command line. Raises AvgkitError with a Dutch sentence when the port is
    taken.
    """
    port = free_port(port)
    places = [str(SHARE), os.environ.get("JUPYTER_PATH", "")]
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, places))
    Pages.launch_instance(
        argv=[str(folder), *words],
        port=port,
        port_retries=0,
        token=secrets.token_hex(24),
        open_browser=browser,
        config_file_paths=[],
        config=configuration(port),
        log_level=50,
    )
    return 0
