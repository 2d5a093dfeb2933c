"""``avgkit formats``: the export formats that it knows."""

from __future__ import annotations

from argparse import Namespace, _SubParsersAction


def add(parts: _SubParsersAction) -> None:
    text = "toon de soorten lijsten die avgkit kent"
    parts.add_parser("formats", help=text, description=f"{text.capitalize()}.")


def run(choice: Namespace) -> None:
    from avgkit.commands import output

    output.show_formats()
