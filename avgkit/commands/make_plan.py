"""``avgkit plan``: what to do with a list, today, this week and this year."""

from __future__ import annotations

import json
from argparse import Namespace, _SubParsersAction
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError
from avgkit.commands.arguments import add_day, add_values, day_argument, parse_facts
from avgkit.commands.named_lists import add_answers, add_evidence, add_lists, contacts_of, read_lists
from avgkit.commands.receipts import add_output, output_path, receipt_of
from avgkit.plan.campaign import NAMES, MailSender

if TYPE_CHECKING:
    from avgkit.law.receipt import Receipt
    from avgkit.plan.changes import Changes
    from avgkit.plan.groups import Plan

_OPTIONS = {
    "name": "--name",
    "company": "--company",
    "subject": "--subject",
    "how_often": "--how-often",
    "link": "--link",
    "stop": "--stop",
}


def add(parts: _SubParsersAction) -> None:
    part = parts.add_parser(
        "plan",
        help="maak een actieplan voor je lijst",
        description="Wat doe je vandaag, deze week en dit jaar? Wie haal je weg, wie vraag je om toestemming, en hoe?",
    )
    add_lists(part)
    add_answers(part)
    add_evidence(part)
    add_values(part, "--facts", "FEIT=WAARDE", "wat voor de hele lijst geldt, zoals relation=customer")
    add_day(part)
    for name, option in _OPTIONS.items():
        part.add_argument(option, dest=name, metavar="TEKST", help=f"voor de teksten: {NAMES[name]}")
    add_output(part, "bewaar het plan als .docx, .html of .md; wie het zijn, staat op het invulblad (avgkit sheet)")
    part.add_argument("--calendar", "--agenda", dest="calendar", metavar="BESTAND", help="bewaar de dagen als .ics")
    words = (
        "vergelijk met de verantwoording van een eerder plan; zonder deze keuze met het bestand van -o, als dat er is"
    )
    part.add_argument("--since", "--sinds", dest="since", metavar="BESTAND", help=words)
    part.add_argument("--json", action="store_true", help="toon de stappen en de nummers van de contacten als JSON")


def run(choice: Namespace) -> None:
    from avgkit.base.rendering.writing import document_path
    from avgkit.commands import output, plan_output
    from avgkit.plan.agenda import save_calendar
    from avgkit.plan.changes import counts_of
    from avgkit.plan.groups import make_plan
    from avgkit.plan.steps import steps_of

    facts, day, sender = parse_facts(choice.facts), day_argument(choice.as_of), _sender(choice)
    if choice.output:
        document_path(output_path(choice))
    calendar = output_path(choice, choice.calendar) if choice.calendar else None
    with output.progress() as step:
        step("Lijst lezen")
        found = read_lists(choice)
        step("Plan maken")
        plan = make_plan(contacts_of(found, choice, day), as_of=day, facts=facts)
        numbers = plan.cases.counts().sum().to_dict()
        told = {"found": found, "contacts": plan.contacts, "facts": facts, "verdicts": numbers}
        receipt = replace(receipt_of(choice, "plan", day, **told), counts=counts_of(plan.cases))
        changes = _changes(plan, choice, receipt, facts)
        if choice.output:
            step("Bewaren")
            _save(plan, sender, choice, receipt)
    if calendar:
        save_calendar(plan, steps_of(plan), calendar)
    if choice.json:
        said = {"changes": changes.as_json()} if changes else {}
        print(json.dumps({**plan_output.plan_as_json(plan), **said}, ensure_ascii=False, indent=1))
    else:
        if changes:
            plan_output.show_changes(changes)
        answers = ["--answers", choice.answers] if choice.answers else []
        plan_output.show_plan(plan, bool(choice.output), [*choice.lists, *answers])
        if choice.output:
            print(f"Bewaard in {Path(choice.output).name}. Wie het zijn, staat op het invulblad: avgkit sheet.")
        if calendar:
            print(f"De dagen staan in {calendar.name}.")


def _changes(plan: Plan, choice: Namespace, receipt: Receipt, facts: Mapping[str, str]) -> Changes | None:
    """Return what is different since the receipt that was named, or the one in the file that is written again."""
    from avgkit.plan.changes import changes_since, last_receipt, read_receipt
    from avgkit.plan.list_on_day import on_day

    names = [Path(path).name for path in choice.lists]
    path = choice.since or (choice.output and last_receipt([Path(choice.output)], names))
    if not path:
        return None
    told = read_receipt(path)
    return changes_since(told, receipt, plan.cases, on_day(plan.contacts, told["day"], facts))


def _save(plan: Plan, sender: MailSender | None, choice: Namespace, receipt: Receipt) -> None:
    from avgkit.base.rendering import save_document
    from avgkit.law.receipt import with_receipt
    from avgkit.plan.report import report_of

    names = ", ".join(Path(path).name for path in choice.lists)
    made = report_of(plan, sender, whose=f"Gemaakt uit: {names}.")
    save_document(with_receipt(made, receipt), choice.output)


def _sender(choice: Namespace) -> MailSender | None:
    """Return who asks, or None when nothing was filled in. Raises AvgkitError when a part is missing."""
    given = {name: getattr(choice, name) or "" for name in _OPTIONS}
    if not any(given.values()):
        return None
    if missing := [_OPTIONS[name] for name, value in given.items() if not value.strip()]:
        raise AvgkitError(f"Voor de teksten is meer nodig. Geef ook: {', '.join(missing)}.")
    return MailSender(**given)
