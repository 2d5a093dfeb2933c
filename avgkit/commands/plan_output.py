"""What the command line shows of a plan and of a safe list. No contact data: only numbers, steps and ids."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from rich.table import Table

from avgkit.base.dutch import count, dutch_day
from avgkit.commands.output import print_table
from avgkit.contacts.beyond_scope import beyond_sentence
from avgkit.contacts.holding import sentence_of
from avgkit.plan.changes import Changes
from avgkit.plan.groups import Plan
from avgkit.plan.retention import retention
from avgkit.plan.safe_lists import Safe
from avgkit.plan.steps import steps_of

GROUPS = (
    "stop",
    "held",
    "not_for_mail",
    "unsafe",
    "no_calls",
    "unproven",
    "ask",
    "publicly",
    "confirm",
    "delete",
    "undeliverable",
    "downloads",
    "tax_over",
    "quiet",
)
MOST_REASONS, MOST_CHANGES = 5, 30


def show_plan(plan: Plan, saved: bool, lists: Sequence[str] = ()) -> None:
    """Print the steps and the retention check, how to answer their questions, and how to keep them when they were not
    saved.
    """
    steps = steps_of(plan)
    print(
        f"{count(len(plan.contacts), 'contact', 'contacten')} op {dutch_day(plan.as_of)}. Dit is geen juridisch advies."
    )
    table = Table("wanneer", "risico", "wat", "contacten", "waar", title="Actieplan", show_lines=True)
    for step in steps:
        table.add_row(step.when, step.risk, step.what, str(step.contacts), step.where)
    print_table(table)
    for step in filter(lambda step: step.fact, steps):
        print(f"{step.what} Antwoord met: {shlex.join(['avgkit', 'interview', *lists, '--over', step.fact])}")
    for sentence in filter(None, (sentence_of(len(plan.held)), beyond_sentence(plan.contacts))):
        print(sentence)
    kept = Table("grond", "contacten", "wat je doet", title="Wie je mag bewaren, en waarom")
    for row in retention(plan.cases).itertuples():
        kept.add_row(str(row.Index), str(row[1]), str(row[2]))
    print_table(kept)
    for row in plan.disputes.itertuples():
        print(f"Hierover is discussie, bij {count(row.contacten, 'contact', 'contacten')}: {row.Index}. {row.uitleg}")
    if not saved:
        print("Met -o plan.docx bewaar je het hele plan, met dagen, teksten en bronnen.")


def show_changes(changes: Changes) -> None:
    """Print what is different since the last receipt, and why. No contact data."""
    print(*changes.said, sep="\n")
    if rows := changes.rows():
        table = Table("kanaal", "doel", "uitkomst", "contacten", "waardoor", title="Wat er veranderde")
        for row in rows[:MOST_CHANGES]:
            table.add_row(*row)
        print_table(table)
        if len(rows) > MOST_CHANGES:
            print(f"En nog {len(rows) - MOST_CHANGES} regels; met --json zie je alles.")


def plan_as_json(plan: Plan) -> dict:
    """Return the plan as plain data: the day, the steps, the ids per group, and the retention check."""
    return {
        "as_of": plan.as_of.isoformat(),
        "contacts": len(plan.contacts),
        "steps": [vars(step) for step in steps_of(plan)],
        "groups": {name: [str(key) for key in getattr(plan, name)["contact_id"]] for name in GROUPS},
        "ways_to_ask": dict(zip(map(str, plan.ask["contact_id"]), plan.ask["why"], strict=True)),
        "retention": retention(plan.cases)["contacten"].to_dict(),
    }


def show_safe(safe: Safe) -> None:
    """Print how many are on a safe list, the conditions and duties, and the main reasons for leaving contacts out."""
    print(f"Voor {safe.what} op {dutch_day(safe.as_of)}: {count(len(safe.contacts), 'contact', 'contacten')}.")
    if safe.note:
        print(safe.note)
    if safe.waiting:
        print(f"Nog {safe.waiting} erbij, als de voorwaarden kloppen. Geef dan --conditions-met.")
    for title, lines in (("Voorwaarden:", safe.conditions), ("Wat er altijd bij moet:", safe.duties)):
        if lines:
            print(title, *(f"  - {line}" for line in lines), sep="\n")
    for reason in safe.disputes:
        print(f"Hierover is discussie: {reason}")
    if safe.left_out:
        print("Niet op de lijst:")
    for why, size in list(safe.left_out.items())[:MOST_REASONS]:
        print(f"  {size} × {why}")
    rest = sum(list(safe.left_out.values())[MOST_REASONS:])
    if rest:
        print(f"  {rest} × een andere reden")
