"""The cases under each rule: what a lawyer reads, what the tests decide, and what no rule may be without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from avgkit.base.errors import AvgkitError
from avgkit.base.toml_data import checked_day, told_at
from avgkit.law.facts import CONTACT_FACTS, FACTS, Verdict, fact_named, label
from avgkit.law.rules import RuleSet, entries, rule_data

ABOUT = ("day", "channel", "purpose", "rules")
"""What a case can differ in, besides its facts."""


@dataclass(frozen=True)
class RuleCase:
    """One case: the situation, the day, the facts, and the verdict that the law gives, with a part of its article.

    ``under`` is the rule that it stands under, ``decided_by`` the one that decides (None for ``depends``, when ``ask``
    holds the facts that would decide). Facts that it does not name are as ``in_cases`` of ``facts.toml`` says.
    """

    under: str
    text: str
    day: date
    channel: str
    purpose: str
    facts: Mapping[str, object]
    verdict: str
    decided_by: str | None
    article: str = ""
    ask: tuple[str, ...] = ()
    contested: bool | None = None
    rules: str = RuleSet.LAW

    def says_yes(self) -> bool:
        """Tell whether the rule that the case stands under decides it."""
        return self.decided_by == self.under

    def differs_in(self, other: RuleCase) -> int:
        """Return in how many things two cases differ."""
        about = sum(getattr(self, key) != getattr(other, key) for key in ABOUT)
        return about + sum(self.facts[name] != other.facts[name] for name in CONTACT_FACTS)


def rule_cases(data: Mapping[str, Mapping[str, Any]] | None = None) -> tuple[RuleCase, ...]:
    """Return all cases, rule by rule; of the rules of the package, or of other ``data`` of the same shape.

    Raises DataError with file and line for a rule without a case that it decides, without a neighbour (one thing
    differs) that it does not decide, or with a case that is not whole.
    """
    found: list[RuleCase] = []
    known = entries(data or rule_data())
    before: Counter[str] = Counter()
    for id, (name, number, entry) in known.items():
        under = list(_under(id, entry, name, before[name], known))
        before[name] += len(under)
        with told_at(name, "rule", number):
            yes = [case for case in under if case.says_yes()]
            no = [case for case in under if not case.says_yes()]
            if not any(one.differs_in(other) == 1 for one in yes for other in no):
                raise ValueError(f"“{id}” heeft geen geval dat ja zegt, of geen buur (één verschil) die nee zegt.")
            found += under
    return tuple(found)


def _under(id: str, entry: Mapping[str, Any], name: str, before: int, known: Container[str]) -> Iterator[RuleCase]:
    """Give the cases under a rule; ``before`` counts those that stand above it in the file ``name``."""
    above: RuleCase | None = None
    for place, said in enumerate(entry.get("case", ())):
        with told_at(name, "rule.case", before + place):
            if "but" in said and (above is None or len(said["but"]) != 1):
                raise ValueError("“but” noemt één verschil met het geval erboven, en daar staat er geen.")
            if above and "but" in said:
                case = _neighbour(above, **said)
            else:
                case = _case(id, **{"rules": entry["rule_set"], **said})
            if case.decided_by is not None and case.decided_by not in known:
                raise ValueError(f"“{case.decided_by}” (decided_by) is geen regel.")
        above = above if "but" in said else case
        yield case


def _case(
    under: str, rules: str, *, facts: Mapping[str, object] | None = None, ask: Iterable[str] = (), **said: Any
) -> RuleCase:
    named = facts or {}
    for name, value in named.items():
        fact_named(name).parse(value)
    for name in ("channel", "purpose"):
        if name in said:
            fact_named(name).parse(said[name])
    if "day" in said:
        checked_day("day", said["day"])
    if said.get("verdict", Verdict.DEPENDS) not in list(Verdict):
        raise AvgkitError(f"“{said['verdict']}” is geen oordeel. Kies uit: {', '.join(Verdict)}.")
    every = {name: FACTS[name].in_cases for name in CONTACT_FACTS}
    about: dict[str, Any] = {"rules": rules, "decided_by": None if ask else under}
    return RuleCase(under=under, facts={**every, **named}, ask=tuple(ask), **(about | said))


def _neighbour(above: RuleCase, but: Mapping[str, Any], **said: Any) -> RuleCase:
    """Return the case that differs in one thing from the one above it."""
    ((key, value),) = but.items()
    same = {name: getattr(above, name) for name in ABOUT}
    told = label(key, FACTS[key].parse(value)) if key in FACTS else value
    same["text"] = f"{above.text} Maar dan {FACTS[key].label.lower() if key in FACTS else key}: {told}."
    changed = same | {key: value} if key in ABOUT else same
    facts = above.facts if key in ABOUT else {**above.facts, key: value}
    return _case(above.under, facts=facts, **(changed | said))
