"""``avgkit decide``: the verdict of one case."""

from __future__ import annotations

import json
from argparse import Namespace, _SubParsersAction
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from avgkit.commands.arguments import add_day, add_one, add_rules, add_values, day_argument, parse_facts
from avgkit.law.facts import FACTS, Channel, Purpose, Verdict, label

if TYPE_CHECKING:
    from avgkit.law.decision import Decision


def add(parts: _SubParsersAction) -> None:
    text = "geef het oordeel voor één geval"
    part = parts.add_parser("decide", help=text, description=f"{text.capitalize()}.")
    add_one(part, "--channel", "KANAAL", ", ".join(Channel), required=True)
    add_one(part, "--purpose", "DOEL", ", ".join(Purpose), required=True)
    add_values(
        part,
        "--fact",
        "FEIT=WAARDE",
        "wat je weet, zo nodig meer waarden: recipient='consumer|sole_trader' of '!consumer'; feiten: "
        + ", ".join(list(FACTS)[2:]),
    )
    add_day(part)
    add_rules(part)
    part.add_argument("--all", action="store_true", help="toon ook alle artikelen en bronnen als het ervan afhangt")
    part.add_argument("--json", action="store_true", help="toon het oordeel als JSON")


def run(choice: Namespace) -> None:
    from avgkit.law.decision import decide

    case = {"as_of": day_argument(choice.as_of), "rules": choice.rules, **parse_facts(choice.fact)}
    decision = decide(choice.channel, choice.purpose, **case)
    if choice.json:
        print(json.dumps(decision.as_json(), ensure_ascii=False, indent=2))
        return
    print(f"Oordeel: {decision.outcome}\nWaarom: {decision.reason}")
    if decision.verdict == Verdict.DEPENDS:
        _ask_first(choice, case)
    if decision.verdict != Verdict.DEPENDS or choice.all:
        _tell_all(decision)
    print("Dit is geen juridisch advies.")


def _ask_first(choice: Namespace, case: Mapping[str, Any]) -> None:
    """Print the question to answer first, and what each answer gives."""
    from avgkit.law.first_question import first_question

    if question := first_question(choice.channel, choice.purpose, **case):
        print(f"Eerste vraag: {question.text}", f"  {question.help}".rstrip(), sep="\n")
        print(f"Antwoord met --fact {question.fact}=…:")
        for value, decision in question.answers:
            print(f"  - {value} ({label(question.fact, value)}): {decision.outcome}")


def _tell_all(decision: Decision) -> None:
    print(f"Wat nu: {decision.what_now}")
    for title, lines in (
        ("Voorwaarden", decision.conditions),
        ("Plichten", decision.duties),
        ("Artikelen", decision.articles),
        ("Bronnen", [f"{source['title']} {source['address']}".strip() for source in decision.sources]),
    ):
        if lines:
            print(f"{title}:", *(f"  - {line}" for line in lines), sep="\n")
