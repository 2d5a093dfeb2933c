"""What a rule of law is, as data: conditions on facts, a verdict, dates, articles, sources and Dutch words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from types import MappingProxyType

from avgkit.law.facts import FACTS, Channel, Consent, Purpose, RuleSet, Verdict

AVG_APPLIES = date(2018, 5, 25)
"""The first day that the rules cover. Source: AVG art. 99(2)."""


class Tier(IntEnum):
    """The order of decision: the first tier with a rule that fits decides. Rules of one tier never overlap."""

    OBJECTION = 1
    WITHDRAWAL = 2
    NEUTRAL = 3
    CONSENT = 4
    EXCEPTION = 5
    SOURCE = 6
    FLAW = 7
    RELATION = 8
    DEFAULT = 9


@dataclass(frozen=True)
class Source:
    """Where a rule can be read. ``checked_on`` is None while nobody has opened the text itself."""

    key: str
    title: str
    address: str
    checked_on: date | None


@dataclass(frozen=True)
class Rule:
    """One dated rule.

    ``when`` maps a fact's name to the values that fit; a fact that is absent may have any value. ``valid_to`` is the
    last day, or None while in force. ``contested_for`` holds the purposes for which the law is unclear; the Dutch
    ``other_view`` is then added to the reason. ``facts_2018`` are the numbers (S01...) of the founding document.
    """

    id: str
    tier: Tier
    verdict: Verdict
    when: Mapping[str, frozenset[str]]
    articles: str
    sources: tuple[str, ...]
    reason: str
    what_now: str
    conditions: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    contested_for: frozenset[str] = frozenset()
    other_view: str = ""
    valid_from: date = AVG_APPLIES
    valid_to: date | None = None
    facts_2018: tuple[str, ...] = ()
    rule_set: RuleSet = RuleSet.LAW

    def holds_on(self, day: date) -> bool:
        """Tell whether the rule is in force on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def fits(self, case: Mapping[str, str]) -> bool:
        """Tell whether a complete case fits the rule's conditions."""
        return all(case[fact] in values for fact, values in self.when.items())

    def reason_for(self, purpose: str) -> str:
        """Return the Dutch reason, with the other view where the law is unclear for this purpose."""
        return f"{self.reason} {self.other_view}" if purpose in self.contested_for else self.reason


def when(**facts: str | Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Make the conditions of a rule; each value must be one of its fact. Raises ValueError for another."""
    conditions = {}
    for name, values in facts.items():
        chosen = frozenset([values] if isinstance(values, str) else values)
        if not chosen <= set(FACTS[name].values):
            raise ValueError(f"{sorted(chosen)} are no values of {name}")
        conditions[name] = chosen
    return MappingProxyType(conditions)


COMMERCIAL = frozenset({Purpose.NEWSLETTER, Purpose.OFFER, Purpose.PERMISSION_REQUEST})
PERSONAL = frozenset(Channel) - {Channel.PUBLIC_POST}
"""Channels that reach one person; a public post is addressed to nobody."""
_FLAWED = frozenset(Consent) - {Consent.VALID, Consent.WITHDRAWN, Consent.NONE}
