"""The law as data: every rule dated, with its sources. To change the law, close a rule with a day and add the next."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from avgkit.base.errors import AvgkitError
from avgkit.law import rules_2018, rules_calls, rules_general, rules_messages, rules_post, rules_social
from avgkit.law.facts import RuleSet
from avgkit.law.moments import MOMENTS, Moment, moment_of
from avgkit.law.rule_model import AVG_APPLIES, Rule, Source, Tier
from avgkit.law.sources import SOURCES

__all__ = [
    "AVG_APPLIES",
    "MOMENTS",
    "RULES",
    "SOURCES",
    "Moment",
    "Rule",
    "Source",
    "Tier",
    "moment_of",
    "refuse_before_avg",
    "regimes",
    "rules_as_of",
]

RULES: tuple[Rule, ...] = (
    *rules_general.RULES,
    *rules_messages.RULES,
    *rules_calls.RULES,
    *rules_post.RULES,
    *rules_social.RULES,
    *rules_2018.RULES,
)


def refuse_before_avg(day: date) -> None:
    """Raise AvgkitError with a Dutch sentence for a day before 2018-05-25 (AVG art. 99)."""
    if day < AVG_APPLIES:
        raise AvgkitError(
            f"De dag {day:%d-%m-%Y} ligt voor 25 mei 2018, toen de AVG begon te gelden. Kies een latere dag."
        )


def rules_as_of(day: date, rule_set: str = RuleSet.LAW) -> tuple[Rule, ...]:
    """Return the rules in force on this day, in the order of decision.

    Raises AvgkitError with a Dutch sentence for a day before 2018-05-25 (AVG art. 99) or an unknown rule set.
    """
    refuse_before_avg(day)
    if rule_set not in set(RuleSet):
        raise AvgkitError(f"De regels “{rule_set}” bestaan niet. Kies uit: {', '.join(RuleSet)}.")
    return _in_force(max(start for start in regimes(rule_set) if start <= day), rule_set)


@cache
def regimes(rule_set: str = RuleSet.LAW) -> tuple[date, ...]:
    """Return the first day of each regime: between two of them no rule of the set starts or ends."""
    own = [rule for rule in RULES if rule.rule_set == rule_set]
    closed = {rule.valid_to + timedelta(days=1) for rule in own if rule.valid_to}
    return tuple(sorted({rule.valid_from for rule in own} | closed))


@cache
def _in_force(start: date, rule_set: str) -> tuple[Rule, ...]:
    chosen = [rule for rule in RULES if rule.rule_set == rule_set and rule.holds_on(start)]
    return tuple(sorted(chosen, key=lambda rule: rule.tier))
