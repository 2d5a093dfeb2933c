"""``avgkit decide``: the verdict of one case."""

from __future__ import annotations

import json
from argparse import Namespace, _SubParsersAction

from avgkit.commands.arguments import add_day, add_rules, add_values, day_argument, parse_facts
from avgkit.law.facts import FACTS, VERDICT_LABELS, Channel, Purpose


def add(parts: _SubParsersAction) -> None:
    text = "geef het oordeel voor één geval"
    part = parts.add_parser("decide", help=text, description=f"{text.capitalize()}.")
    part.add_argument("--channel", required=True, metavar="KANAAL", help=", ".join(Channel))
    part.add_argument("--purpose", required=True, metavar="DOEL", help=", ".join(Purpose))
    add_values(part, "--fact", "FEIT=WAARDE", "wat je weet; feiten: " + ", ".join(list(FACTS)[2:]))
    add_day(part)
    add_rules(part)
    part.add_argument("--json", action="store_true", help="toon het oordeel als JSON")


def run(choice: Namespace) -> None:
    from avgkit.law.decision import decide

    decision = decide(
        choice.channel, choice.purpose, as_of=day_argument(choice.as_of), rules=choice.rules, **parse_facts(choice.fact)
    )
    if choice.json:
        print(json.dumps(decision.as_json(), ensure_ascii=False, indent=2))
        return
    mark = " (omstreden)" if decision.contested else ""
    print(f"Oordeel: {VERDICT_LABELS[decision.verdict]}{mark}\nWaarom: {decision.reason}\nWat nu: {decision.what_now}")
    for title, lines in (
        ("Voorwaarden", decision.conditions),
        ("Plichten", decision.duties),
        ("Artikelen", decision.articles),
        ("Bronnen", [f"{source['title']} {source['address']}".strip() for source in decision.sources]),
    ):
        if lines:
            print(f"{title}:", *(f"  - {line}" for line in lines), sep="\n")
    print("Dit is geen juridisch advies.")
