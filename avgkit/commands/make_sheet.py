"""``avgkit sheet``: a sheet with only the questions that are still open for each person, to fill in anywhere."""

from __future__ import annotations

from argparse import Namespace, _SubParsersAction
from dataclasses import replace

from avgkit.commands.arguments import add_day, add_rules, add_values, day_argument
from avgkit.commands.named_lists import add_answers, add_lists, read_lists
from avgkit.commands.receipts import add_output, output_path, receipt_of
from avgkit.law.facts import VERDICT_LABELS, Channel, Purpose


def add(parts: _SubParsersAction) -> None:
    part = parts.add_parser(
        "sheet",
        help="maak een invulblad in Excel met wat je per persoon nog niet weet",
        description="Eén rij per persoon, alleen de vragen die nog openstaan, en wat nu mag. Lees het daarna terug.",
    )
    add_lists(part)
    add_answers(part)
    add_values(part, "--channel", "KANAAL", f"alleen deze kanalen: {', '.join(Channel)}")
    add_values(part, "--purpose", "DOEL", f"alleen deze doelen: {', '.join(Purpose)}")
    add_day(part)
    add_rules(part)
    add_output(part, "waar het invulblad komt: .xlsx", required=True)


def run(choice: Namespace) -> None:
    from avgkit.base.dutch import count
    from avgkit.commands import output
    from avgkit.contacts.holding import held_sentence
    from avgkit.contacts.list_answers import ListAnswers
    from avgkit.course.interview_steps import start_interview
    from avgkit.plan.fill_sheet import save_fill_sheet

    path, day = output_path(choice), day_argument(choice.as_of)
    with output.progress() as step:
        step("Lijst lezen")
        found = read_lists(choice)
        step("Invulblad maken")
        told = choice.told or ListAnswers()
        asked = {"channels": choice.channel, "purposes": choice.purpose, "rules": choice.rules}
        interview = start_interview(replace(found, statements=None), told, day, **asked)
        kinds = [outcome.verdict for outcome in interview.table.outcomes]
        numbers = [kinds[n] for n in interview.codes.outcomes(interview.table, interview.pairs)[interview.reach]]
        verdicts = {verdict: numbers.count(verdict) for verdict in VERDICT_LABELS}
        receipt = receipt_of(choice, "sheet", day, found=found, contacts=found.contacts, verdicts=verdicts)
        size = save_fill_sheet(interview, found.contacts, path, receipt)
    if sentence := held_sentence(found.contacts):
        print(sentence)
    people = count(len(found.contacts), "persoon", "mensen")
    print(f"Bewaard in {path.name}: {people}, bij {size} is nog iets niet bekend. Er staan namen en adressen in.")
