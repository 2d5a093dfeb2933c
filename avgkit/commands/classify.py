"""``avgkit classify``: the verdicts of a whole list."""

from __future__ import annotations

from argparse import Namespace, _SubParsersAction

from avgkit.commands import engines
from avgkit.commands.arguments import (
    add_day,
    add_evidence,
    add_lists,
    add_rules,
    add_values,
    contacts_of,
    day_argument,
    parse_facts,
    read_lists,
)
from avgkit.law.facts import Channel, Purpose


def add(parts: _SubParsersAction) -> None:
    part = parts.add_parser(
        "classify",
        help="geef het oordeel voor een hele lijst",
        description="Geef per contact, kanaal en doel het oordeel.",
    )
    add_lists(part)
    add_values(part, "--purpose", "DOEL", f"alleen deze doelen: {', '.join(Purpose)}")
    add_values(part, "--channel", "KANAAL", f"alleen deze kanalen: {', '.join(Channel)}")
    add_values(part, "--facts", "FEIT=WAARDE", "wat voor de hele lijst geldt, zoals relation=customer")
    add_day(part)
    add_rules(part)
    add_evidence(part)
    engines.add_engine(part)
    part.add_argument("-o", "--output", metavar="BESTAND", help="bewaar de oordelen als .csv, .xlsx, .parquet of .json")


def run(choice: Namespace) -> None:
    from avgkit.commands import output

    facts, day = parse_facts(choice.facts), day_argument(choice.as_of)
    if choice.engine != "pandas":
        return engines.run(choice, day, facts)
    save = output.writer(choice.output) if choice.output else None
    with output.progress() as step:
        step("Lijst lezen")
        found = read_lists(choice)
        step("Oordelen")
        verdicts = output.classified(contacts_of(found, choice, day), day, choice, facts)
        if save:
            step("Bewaren")
            save(verdicts)
    output.show_counts(verdicts, found)
    if choice.output:
        print(f"Bewaard in {choice.output}.")
