"""``avgkit claims``: sentences that people repeat, and for whom and since when they are true."""

from __future__ import annotations

import json
from argparse import Namespace, _SubParsersAction
from datetime import date
from typing import TYPE_CHECKING

from avgkit.commands.arguments import add_day, day_argument

if TYPE_CHECKING:
    from avgkit.course.claims import Claim


def add(parts: _SubParsersAction) -> None:
    text = "zoek wat mensen zeggen over wie je mag benaderen, en kijk voor wie en sinds wanneer het klopt"
    part = parts.add_parser("claims", help=text, description=f"{text.capitalize()}.")
    part.add_argument("words", nargs="*", metavar="WOORD", help="woorden om op te zoeken, of geen")
    add_day(part)
    part.add_argument("--json", action="store_true", help="toon ze als JSON")


def run(choice: Namespace) -> None:
    from avgkit.course.claims import TRUTH_LABELS, did_you_mean, find_claims

    day, words = day_argument(choice.as_of), " ".join(choice.words)
    found, meant = find_claims(words), ""
    if not found and (meant := did_you_mean(words)):
        found = find_claims(meant)
    if choice.json:
        told = {"claims": [claim.as_json(day) for claim in found]} | ({"did_you_mean": meant} if meant else {})
        print(json.dumps(told, ensure_ascii=False, indent=2))
    elif not found:
        print("Geen zin gevonden met die woorden. Probeer één woord, of zoek zonder woorden: dan zie je ze alle.")
    elif words:
        meaning = [f"“{words}” vonden we niet. Bedoelde je “{meant}”?"] if meant else []
        print(*meaning, *(_told(claim, day) for claim in found), "Dit is geen juridisch advies.", sep="\n\n")
    else:
        print(*(f"{TRUTH_LABELS[claim.truth(day)]}: “{claim.says}”" for claim in found), sep="\n")
        print("Zoek met een woord, dan lees je voor wie, sinds wanneer en waarom: avgkit claims visitekaartje")


def _told(claim: Claim, day: date) -> str:
    """Return what a learner reads of one sentence: is it true, since when, for whom, why, and what to do instead."""
    from avgkit.base.dutch import dutch_day
    from avgkit.course.claims import TRUTH_LABELS
    from avgkit.law.facts import VERDICT_LABELS, label

    said = TRUTH_LABELS[claim.truth(day)]
    lines = [f"“{claim.says}”", f"  Op {dutch_day(day)}: {said}, sinds {dutch_day(claim.since(day))}."]
    for case in claim.cases:
        decision = case.decision(day)
        mark = " (hierover is discussie)" if decision.contested else ""
        about = f"{label('channel', case.channel)}, {label('purpose', case.purpose)}"
        lines.append(f"  - {case.who} ({about}): {VERDICT_LABELS[decision.verdict]}{mark}. {decision.reason}")
        lines.append(f"    Wat nu: {decision.what_now}")
    lines.append(f"  Onthoud: {claim.note}")
    earlier = [f"vanaf {dutch_day(first)} {TRUTH_LABELS[truth]}" for first, truth in claim.periods()]
    if len(earlier) > 1:
        lines.append(f"  Door de jaren: {'; '.join(earlier)}.")
    return "\n".join([*lines, f"  Waar staat dat? {'; '.join(claim.articles(day))}"])
