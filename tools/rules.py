"""Tell an author of rules what is wrong with the rules, and what a change moves.

    python tools/rules.py [--against REVISION]

Prints rules of one precedence that overlap, complete cases that no rule decides, rules that never decide, cases under a
rule that do not hold, and, per regime, channel and purpose, how many complete cases (all values of the facts that the
rules name) get another verdict or another rule than at a revision of git (HEAD). Ends with 1 when something is wrong.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import reduce
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from avgkit.base.errors import AvgkitError  # noqa: E402

try:
    from avgkit.law.decision import decide
    from avgkit.law.facts import CONTACT_FACTS, FACTS, Channel, Purpose, RuleSet
    from avgkit.law.rule_cases import rule_cases
    from avgkit.law.rules import RULES, Rule, concerns, load, starts
    from avgkit.law.table_grid import classes_of, deciding_rules
except AvgkitError as mistake:
    print(mistake, file=sys.stderr)
    sys.exit(2)

Place = tuple[RuleSet, date, str, str]
"""A rule set, the first day of a regime, a channel and a purpose."""


class Cases:
    """The complete cases of one channel and purpose, up to values that none of the rules tells apart."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.facts = tuple(name for name in CONTACT_FACTS if any(name in rule.when for rule in rules))
        self.classes = {name: classes_of(name, rules) for name in self.facts}
        sizes = [np.bincount(self.classes[name][:-1]) for name in self.facts]
        self.weights = reduce(np.multiply.outer, sizes, np.ones((), np.int64))

    def deciding(self, rules: Sequence[Rule]) -> np.ndarray:
        """Return the number of the rule that decides each case; -1 where there is none."""
        return deciding_rules(rules, self.facts, self.classes)

    def told(self, where: np.ndarray) -> str:
        """Say how many cases these are, and name the first."""
        place = np.argwhere(where)[0]
        values = [
            f"{name}={list(FACTS[name].labels)[list(self.classes[name]).index(number)]}"
            for name, number in zip(self.facts, place, strict=True)
        ]
        return f"{self.weights[where].sum():,} of {self.weights.sum():,} complete cases, such as {' '.join(values)}"


def places(*versions: Sequence[Rule]) -> Iterator[tuple[Place, list[list[Rule]]]]:
    """Give each regime, channel and purpose, with the rules that concern it in each version of the rules."""
    for rule_set in RuleSet:
        own = [[rule for rule in rules if rule.rule_set == rule_set] for rules in versions]
        days = sorted({day for rules in own for day in starts(rules, rule_set)})
        for day, channel, purpose in product(days, Channel, Purpose):
            near = [[r for r in rules if r.holds_on(day) and concerns(r, channel, purpose)] for rules in own]
            yield (rule_set, day, channel, purpose), near


def overlaps(rules: Sequence[Rule]) -> Iterator[str]:
    """Give the pairs of rules that both fit a case while neither comes first."""
    for one, other in combinations(rules, 2):
        days = max(one.valid_from, other.valid_from), min(one.valid_to or date.max, other.valid_to or date.max)
        both = {name: one.when[name] & other.when[name] for name in one.when.keys() & other.when.keys()}
        same = (one.rule_set, one.precedence) == (other.rule_set, other.precedence)
        if same and days[0] <= days[1] and all(both.values()):
            case = " ".join(f"{name}={min(values)}" for name, values in sorted(both.items()))
            yield f"{one.id} and {other.id} ({one.precedence}) overlap from {days[0]}, such as {case}"


def gaps(rules: Sequence[Rule]) -> Iterator[tuple[Place, str]]:
    """Give the complete cases that no rule decides."""
    for place, [near] in places(rules):
        cases = Cases(near)
        if (open_ := cases.deciding(near) < 0).any():
            yield place, f"no rule for {cases.told(open_)}"


def unreachable(rules: Sequence[Rule]) -> Iterator[str]:
    """Give the rules that decide no complete case of a regime in which they are in force."""
    reached: dict[tuple[RuleSet, date], set[str]] = {}
    for (rule_set, start, *_), [near] in places(rules):
        numbers = np.unique(Cases(near).deciding(near))
        reached.setdefault((rule_set, start), set()).update(near[number].id for number in numbers if number >= 0)
    for (rule_set, start), ids in reached.items():
        for rule in rules:
            if rule.rule_set == rule_set and rule.holds_on(start) and rule.id not in ids:
                yield f"{rule.id} never decides in the regime of {start}"


def wrong_cases() -> Iterator[str]:
    """Give the cases under a rule that get another verdict, rule or article than they say."""
    for case in rule_cases():
        found = decide(case.channel, case.purpose, as_of=case.day, rules=case.rules, **case.facts)
        same = (found.verdict, found.rule, found.ask) == (case.verdict, case.decided_by, case.ask)
        if not same or case.article not in " ".join(found.articles):
            articles = "; ".join(found.articles)
            yield f"under {case.under}: “{case.text}” gets {found.verdict} by {found.rule} ({articles})"


def edits(old: Sequence[Rule], new: Sequence[Rule]) -> Iterator[str]:
    """Give the rules that are new, gone, or have other contents, with the names of what changed."""
    before, after = ({rule.id: rule for rule in rules} for rules in (old, new))
    for id in dict.fromkeys([*before, *after]):
        if id not in before or id not in after:
            yield f"{id} is {'new' if id in after else 'gone'}"
            continue
        names = [field.name for field in fields(Rule)]
        if changed := [name for name in names if getattr(before[id], name) != getattr(after[id], name)]:
            yield f"{id}: other {', '.join(changed)}"


def moves(old: Sequence[Rule], new: Sequence[Rule]) -> Iterator[tuple[Place, str]]:
    """Give the complete cases that get another verdict, or the same one from another rule."""
    for place, [before, after] in places(old, new):
        cases = Cases([*before, *after])
        was, now = _said(before, cases), _said(after, cases)
        differs = was != now
        for one, other in sorted(set(zip(was[differs].tolist(), now[differs].tolist(), strict=True))):
            yield place, f"{one} becomes {other} in {cases.told((was == one) & (now == other))}"


def _said(rules: Sequence[Rule], cases: Cases) -> np.ndarray:
    each = [*(f"{rule.verdict} by {rule.id}" for rule in rules), "undecided"]
    return np.asarray(np.array(each)[cases.deciding(rules)])


def rules_at(revision: str) -> tuple[Rule, ...]:
    """Return the rules of a revision of git. Raises AvgkitError when they cannot be read with the facts of now."""
    names = [name for name in _git("ls-tree", "-r", "--name-only", revision, "avgkit/law").split() if "toml" in name]
    data: dict[str, Mapping[str, Any]] = {}
    for name in sorted(names):
        data[name.removeprefix("avgkit/")] = tomllib.loads(_git("show", f"{revision}:{name}"))
    try:
        return load(data)
    except (LookupError, AvgkitError) as error:
        raise AvgkitError(f"De regels van {revision} zijn niet te lezen: {error}") from None


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise AvgkitError(f"git {words[0]}: {done.stderr.strip()}")
    return done.stdout


def _together(found: Iterable[tuple[Place, str]]) -> Iterator[str]:
    """Give each text once, with the channels and purposes of which it is said."""
    grouped: dict[tuple[RuleSet, date, str], list[str]] = {}
    for (rule_set, start, channel, purpose), text in found:
        grouped.setdefault((rule_set, start, text), []).append(f"{channel}/{purpose}")
    for (rule_set, start, text), pairs in grouped.items():
        yield f"{rule_set} from {start}, {' '.join(pairs)}: {text}"


def _print(title: str, lines: Iterable[str]) -> int:
    found = list(lines)
    print(f"{title}: {len(found) or 'none'}", *(f"  {line}" for line in found), sep="\n")
    return len(found)


def main(words: Sequence[str] | None = None) -> int:
    """Print the report; return 1 when the rules are wrong, 2 when they cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", default="HEAD", metavar="REVISION")
    chosen = parser.parse_args(words)
    try:
        wrong = _print("Overlaps", overlaps(RULES)) + _print("Gaps", _together(gaps(RULES)))
        wrong += _print("Unreachable rules", unreachable(RULES))
        wrong += wrong or _print("Cases that do not hold", wrong_cases())
        old = rules_at(chosen.against)
        _print(f"Rules edited since {chosen.against}", edits(old, RULES))
        _print(f"Verdicts moved since {chosen.against}", _together(moves(old, RULES)))
    except AvgkitError as error:
        print(error, file=sys.stderr)
        return 2
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
