"""``avgkit formats``: the export formats that it knows."""

from __future__ import annotations

import json
from argparse import Namespace, _SubParsersAction


def add(parts: _SubParsersAction) -> None:
    text = "toon de soorten lijsten die avgkit kent"
    part = parts.add_parser("formats", help=text, description=f"{text.capitalize()}.")
    part.add_argument("--json", action="store_true", help="toon ze als JSON")


def run(choice: Namespace) -> None:
    from avgkit.commands import output
    from avgkit.contacts import known_formats

    if choice.json:
        print(json.dumps({"formats": known_formats()}, ensure_ascii=False, indent=1))
    else:
        output.show_formats()
