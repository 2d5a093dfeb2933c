"""``avgkit classify``: the verdicts of a whole list."""

from __future__ import annotations

from argparse import Namespace, _SubParsersAction
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from avgkit.base.errors import AvgkitError
from avgkit.base.own_work import save_receipt
from avgkit.commands.arguments import add_day, add_rules, add_values, day_argument, parse_facts
from avgkit.commands.named_lists import add_answers, add_evidence, add_lists, contacts_of, read_lists, told_answers
from avgkit.commands.receipts import add_output, output_path, receipt_of
from avgkit.law.facts import Channel, Purpose

_READS = {
    "format": "--format",
    "column": "--column",
    "consent": "--consent",
    "as_sender": "--as-sender",
    "answers": "--answers",
}
"""Options that say how a list is read; batches are of a table that was read already."""


def add(parts: _SubParsersAction) -> None:
    part = parts.add_parser(
        "classify",
        help="geef het oordeel voor een hele lijst",
        description="Geef per contact, kanaal en doel het oordeel.",
    )
    add_lists(part)
    add_answers(part)
    add_values(part, "--purpose", "DOEL", f"alleen deze doelen: {', '.join(Purpose)}")
    add_values(part, "--channel", "KANAAL", f"alleen deze kanalen: {', '.join(Channel)}")
    add_values(part, "--facts", "FEIT=WAARDE", "wat voor de hele lijst geldt, zoals relation=customer")
    add_day(part)
    add_rules(part)
    add_evidence(part)
    where = part.add_mutually_exclusive_group()
    where.add_argument("--batches", action="store_true", help="voor een tabel groter dan het geheugen: stuk voor stuk")
    where.add_argument("--spark", metavar="ADRES", help="op meer computers met Spark: het adres, zoals local[*]")
    add_output(part, "bewaar de oordelen als .csv, .xlsx, .parquet of .json")


def run(choice: Namespace) -> None:
    from avgkit.commands import output
    from avgkit.law.classification import classify

    facts, day = parse_facts(choice.facts), day_argument(choice.as_of)
    if choice.batches or choice.spark is not None:
        return _run_in_batches(choice, day, facts)
    save = output.writer(output_path(choice)) if choice.output else None
    with output.progress() as step:
        step("Lijst lezen")
        found = read_lists(choice)
        step("Oordelen")
        contacts = contacts_of(found, choice, day)
        chosen = {"channels": choice.channel, "purposes": choice.purpose, "rules": choice.rules}
        verdicts = classify(contacts, as_of=day, facts=facts, **chosen)
        if save:
            step("Bewaren")
            from avgkit.contacts.receipt_facts import receipt_facts

            numbers = verdicts["verdict"].value_counts(sort=False).to_dict()
            told = {"found": found, "contacts": contacts, "facts": facts, "verdicts": numbers}
            save(
                verdicts.drop(columns="contested"),
                replace(receipt_of(choice, "classify", day, **told), facts=receipt_facts(contacts)),
            )
    output.show_counts(verdicts, found)
    if choice.output:
        print(f"Bewaard in {choice.output}.")


def _run_in_batches(choice: Namespace, day: date, facts: Mapping[str, str]) -> None:
    from avgkit import scale
    from avgkit.base.spark import spark_session
    from avgkit.commands import output

    option = "--batches" if choice.batches else "--spark"
    given = [name for key, name in _READS.items() if getattr(choice, key, None)]
    if given:
        raise AvgkitError(
            f"{given[0]} kan niet samen met {option}: geef een tabel van avgkit read LIJST -o tabel.parquet."
        )
    if told_answers(choice):
        raise AvgkitError(
            f"Met {option} tellen je antwoorden in data/eigen niet mee. "
            "Maak er eerst een tabel van met avgkit read LIJST -o tabel.parquet, buiten data/eigen."
        )
    if not choice.output:
        raise AvgkitError(
            f"Geef bij {option} met -o een bestand op dat eindigt op .parquet; daar komen de oordelen in."
        )
    if len(choice.lists) > 1:
        raise AvgkitError(
            f"Geef bij {option} een tabel: wie in twee lijsten staat, wordt zo niet samengevoegd. "
            "Maak er eerst een tabel van met: avgkit read LIJST LIJST -o tabel.parquet."
        )
    asked = {
        "as_of": day,
        "channels": choice.channel,
        "purposes": choice.purpose,
        "facts": facts,
        "rules": choice.rules,
    }
    target = output_path(choice)
    output_path(choice, target.with_name(f"{target.stem}_afgekeurd.csv"))
    with output.progress() as step:
        step("Oordelen")
        if choice.batches:
            done = scale.classify_file(choice.lists[0], choice.output, **asked)
        else:
            done = scale.classify_in_spark(choice.lists[0], choice.output, spark_session(choice.spark), **asked)
    numbers = done.counts.groupby("verdict")["cases"].sum().to_dict()
    told = receipt_of(choice, f"classify {option}", day, facts=facts, verdicts=numbers).as_json()
    for path in filter(None, (target, done.log)):
        save_receipt(path, told)
    output.show_done(done)
    print(f"Bewaard in {choice.output}.")
