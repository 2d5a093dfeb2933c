"""``avgkit read``: import only."""

from __future__ import annotations

import json
from argparse import Namespace, _SubParsersAction

from avgkit.commands.arguments import day_argument
from avgkit.commands.named_lists import add_answers, add_lists, read_lists
from avgkit.commands.receipts import add_output, output_path, receipt_of


def add(parts: _SubParsersAction) -> None:
    part = parts.add_parser(
        "read",
        help="lees een lijst zonder te oordelen",
        description="Lees een lijst: contacten, afgekeurde rijen en wat opviel.",
    )
    add_lists(part)
    add_answers(part)
    part.add_argument("--json", action="store_true", help="toon alles als JSON, met de contacten")
    add_output(part, "bewaar de contacten als tabel: .csv, .xlsx, .parquet of .json")


def run(choice: Namespace) -> None:
    from avgkit.commands import output

    save = output.writer(output_path(choice)) if choice.output else None
    found = read_lists(choice)
    if save:
        told = receipt_of(choice, "read", day_argument(None), found=found, contacts=found.contacts)
        save(output.as_table(found), told)
    if choice.json:
        one = len(found.files) == 1
        for number, file in enumerate(found.files, 1):
            print(json.dumps(file.as_json(found, number), ensure_ascii=False, indent=2 if one else None))
    else:
        output.show_readings(found)
        if choice.output:
            print(f"Bewaard in {choice.output}.")
