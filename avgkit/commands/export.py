"""``avgkit export``: a safe list for a tool, or the suppression list."""

from __future__ import annotations

from argparse import Namespace, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError
from avgkit.commands.arguments import add_day, add_one, add_values, day_argument, parse_facts
from avgkit.commands.named_lists import add_answers, add_evidence, add_lists, contacts_of, read_lists
from avgkit.commands.receipts import add_output, output_path, receipt_of
from avgkit.law.facts import FACTS, Channel, Purpose

if TYPE_CHECKING:
    from avgkit.contacts import ContactList
    from avgkit.law.receipt import Receipt
    from avgkit.plan.list_on_day import ListOnDay


def add(parts: _SubParsersAction) -> None:
    part = parts.add_parser(
        "export",
        help="bewaar een veilige lijst, of je lijst van afmeldingen",
        description="Bewaar alleen wie je mag benaderen. Of bewaar met --suppression wie je nooit meer benadert.",
    )
    add_lists(part)
    add_answers(part)
    add_evidence(part)
    add_one(part, "--channel", "KANAAL", ", ".join(c for c in Channel if c != Channel.PUBLIC_POST))
    add_one(part, "--purpose", "DOEL", ", ".join(Purpose))
    part.add_argument("--shape", default="csv", metavar="VORM", help="mailchimp, laposta, brevo, excel of csv")
    part.add_argument(
        "--conditions-met", action="store_true", help="de voorwaarden die avgkit noemt, kloppen voor al deze mensen"
    )
    add_values(part, "--only", "NUMMER", "alleen deze contacten (contact_id); mag er één niet, dan wordt niets bewaard")
    part.add_argument(
        "--suppressed", metavar="BESTAND", help="je lijst met hashes: wie daarop staat, komt niet op de lijst"
    )
    part.add_argument(
        "--suppression-checked",
        "--afmeldingen-nagekeken",
        dest="suppression_checked",
        action="store_true",
        help="je keek na wat avgkit op je lijst van afmeldingen niet kon lezen",
    )
    part.add_argument("--suppression", action="store_true", help="bewaar wie nee zei of zich afmeldde")
    part.add_argument("--hashes", action="store_true", help="met --suppression: hashes in plaats van adressen")
    add_values(part, "--facts", "FEIT=WAARDE", "wat voor de hele lijst geldt, zoals relation=customer")
    add_day(part)
    add_output(part, "waar de lijst komt: .csv, of .xlsx bij excel", required=True)


def run(choice: Namespace) -> None:
    (_suppression if choice.suppression else _list)(choice)


def _suppression(choice: Namespace) -> None:
    from avgkit.base.dutch import count
    from avgkit.plan.suppression import save_suppression, unreachable_stops

    wrong = [
        option
        for option, given in (
            ("--channel", choice.channel),
            ("--purpose", choice.purpose),
            ("--only", choice.only),
            ("--suppressed", choice.suppressed),
        )
        if given
    ]
    if wrong:
        raise AvgkitError(f"{wrong[0]} kan niet samen met --suppression; laat een van de twee weg.")
    path = output_path(choice)
    cases, found = _cases(choice)
    size = save_suppression(cases, path, hashes=choice.hashes, receipt=_receipt(choice, cases, found))
    print(f"Bewaard in {Path(choice.output).name}: {count(size, 'regel', 'regels')}.")
    if missing := unreachable_stops(cases):
        print(f"Let op: {missing} × zei iemand nee zonder adres of nummer in je lijst. Zoek die mensen zelf op.")


def _list(choice: Namespace) -> None:
    from avgkit.base.dutch import count
    from avgkit.commands import plan_output
    from avgkit.contacts.beyond_scope import beyond_sentence
    from avgkit.plan.safe_lists import safe_list, save_list, select, shape_named
    from avgkit.plan.suppression_entries import read_hashes

    for option, given in (("--channel", choice.channel), ("--purpose", choice.purpose)):
        if not given:
            raise AvgkitError(f"{option} ontbreekt; zeg voor welk kanaal en welk doel je de lijst wilt.")
    if choice.hashes:
        raise AvgkitError("--hashes hoort bij --suppression; laat het weg of geef --suppression erbij.")
    shape_named(choice.shape)
    words = {
        "channel": choice.channel,
        "purpose": choice.purpose,
        "hashes": read_hashes(choice.suppressed) if choice.suppressed else (),
        "conditions_met": choice.conditions_met,
        "suppression_checked": choice.suppression_checked,
    }
    path = output_path(choice)
    cases, found = _cases(choice)
    plan_output.show_safe(select(cases, only=choice.only, **words))
    if sentence := beyond_sentence(cases.contacts):
        print(sentence)
    safe = safe_list(cases, only=choice.only, **words)
    save_list(safe, path, choice.shape, receipt=_receipt(choice, cases, found))
    print(f"Bewaard in {Path(choice.output).name}: {count(len(safe.contacts), 'contact', 'contacten')}.")


def _receipt(choice: Namespace, cases: ListOnDay, found: ContactList) -> Receipt:
    """Return the receipt; its verdicts are those of the channel and purpose that were asked, of everybody."""
    asked = {"kanaal": choice.channel, "doel": choice.purpose, "lijst met hashes": choice.suppressed}
    asked["voorwaarden kloppen"] = "ja" if choice.conditions_met else None
    asked["afmeldingen nagekeken"] = "ja" if choice.suppression_checked else None
    numbers = {}
    if choice.channel and choice.purpose:
        pair = FACTS["channel"].parse(choice.channel), FACTS["purpose"].parse(choice.purpose)
        numbers = cases.verdict_counts(*pair)
    return receipt_of(
        choice,
        "export --suppression" if choice.suppression else "export",
        cases.as_of,
        found=found,
        contacts=cases.contacts,
        facts=parse_facts(choice.facts),
        verdicts=numbers,
        answers={name: Path(said).name for name, said in asked.items() if said},
    )


def _cases(choice: Namespace) -> tuple[ListOnDay, ContactList]:
    """Read the lists as the command line says, with what was said of all contacts."""
    from avgkit.commands import output
    from avgkit.plan.list_on_day import on_day
    from avgkit.plan.safe_lists import NOT_READ

    day, facts = day_argument(choice.as_of), parse_facts(choice.facts)
    with output.progress() as step:
        step("Lijst lezen")
        found = read_lists(choice)
        if found.lost:
            raise AvgkitError(NOT_READ)
        return on_day(contacts_of(found, choice, day), day, facts), found
