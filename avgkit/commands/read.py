"""``avgkit read``: import only."""

from __future__ import annotations

import json
from argparse import Namespace, _SubParsersAction

from avgkit.commands.words import add_lists, read_lists


def add(parts: _SubParsersAction) -> None:
    part = parts.add_parser(
        "read",
        help="lees een lijst zonder te oordelen",
        description="Lees een lijst: contacten, afgekeurde rijen en wat opviel.",
    )
    add_lists(part)
    part.add_argument("--json", action="store_true", help="toon alles als JSON, met de contacten")


def run(choice: Namespace) -> None:
    from avgkit import output

    found = read_lists(choice)
    if choice.json:
        one = len(found.files) == 1
        for file in found.files:
            print(json.dumps(file.as_json(), ensure_ascii=False, indent=2 if one else None))
    else:
        output.show_readings(found)
