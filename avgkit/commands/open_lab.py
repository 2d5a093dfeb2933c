"""``avgkit lab``: the lessons in JupyterLab, or as pages without code."""

from __future__ import annotations

from argparse import Namespace, _SubParsersAction

from avgkit.base.errors import AvgkitError


def add(parts: _SubParsersAction) -> None:
    part = parts.add_parser(
        "lab",
        help="open de lessen in je browser",
        description="Open de lessen in JupyterLab, of als bladzijden zonder code.",
    )
    part.add_argument("folder", nargs="?", metavar="MAP", help="de map met je eigen kopie van de lessen")
    part.add_argument("--app", action="store_true", help="toon bladzijden zonder code: je lijst en je actieplan")
    part.add_argument("--no-browser", action="store_true", help="open geen browser; het adres verschijnt in beeld")
    part.add_argument("--port", type=int, metavar="NUMMER", help="gebruik deze poort")


def run(choice: Namespace) -> int:
    from avgkit.app import lab

    if choice.port is not None and not 1 <= choice.port <= 65_535:
        raise AvgkitError(f"{choice.port} is geen poort; kies een getal van 1024 tot en met 65535.")
    return lab.run_lab(choice.folder, app=choice.app, browser=not choice.no_browser, port=choice.port)
