"""The law as data: every rule dated, with its sources and its cases, in ``law/rules/*.toml``.

``docs/rules.md`` tells how a rule is edited, and how rules become a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from avgkit.base.errors import AvgkitError
from avgkit.base.toml_data import checked_day, names_in, read_data, texts_of, told_at
from avgkit.law.facts import AVG_APPLIES, FACTS, RuleSet, Verdict, refuse_before_avg, values_said
from avgkit.law.moments import Moment, told_moments, untold_moment
from avgkit.law.rule_texts import filled, items, one_of, shared_texts
from avgkit.law.sources import SOURCES, Source, source_named

__all__ = [
    "AVG_APPLIES",
    "MOMENTS",
    "RULES",
    "SOURCES",
    "Moment",
    "Rule",
    "Source",
    "concerns",
    "moment_of",
    "refuse_before_avg",
    "regimes",
    "rules_as_of",
    "wording",
]

PRECEDENCE, WORDING = "law/precedence.toml", "law/wording.toml"
OWN = {"id", "case", "like", "valid_from", "valid_to"}
"""What a rule never takes over from the rule that it is like."""


@dataclass(frozen=True)
class Rule:
    """One dated rule.

    ``precedence`` is its place in the order of decision; rules of one precedence never overlap. ``when`` maps a fact's
    name to the values that fit; a fact that is absent may have any value. ``valid_to`` is the last day, or None while
    in force. ``contested_for`` holds the purposes for which the law is unclear; the Dutch ``other_view`` is then added
    to the reason, and so is what ``doubts`` holds for the purpose: a view that all rules about it share
    (``wording.toml``). ``facts_2018`` are the numbers (S01...) of the founding document.
    """

    id: str
    precedence: str
    verdict: Verdict
    when: Mapping[str, frozenset[str]]
    articles: str
    sources: tuple[str, ...]
    reason: str
    what_now: str
    valid_from: date
    valid_to: date | None = None
    conditions: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    contested_for: frozenset[str] = frozenset()
    other_view: str = ""
    doubts: Mapping[str, str] = field(default_factory=dict)
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
        return " ".join([self.reason, *self.other_views(purpose)])

    def other_views(self, purpose: str) -> tuple[str, ...]:
        """Return the other readings of the law for this purpose, in Dutch; none where the law is clear."""
        own = (self.other_view,) if purpose in self.contested_for else ()
        return own + ((self.doubts[purpose],) if purpose in self.doubts else ())

    def is_contested(self, purpose: str) -> bool:
        """Tell whether the law is unclear for this purpose."""
        return bool(self.other_views(purpose))


def rule_data() -> Mapping[str, Mapping[str, Any]]:
    """Return the TOML that rules are made of, by its place in the package; how they are spread over files is free."""
    return {name: read_data(name) for name in (PRECEDENCE, WORDING, *names_in("law/rules"))}


def load(data: Mapping[str, Mapping[str, Any]]) -> tuple[Rule, ...]:
    """Return the rules in the order of decision; within a precedence in the order of their file.

    Raises DataError with file and line for a rule that is not whole: an unknown or missing key, fact, value, source,
    precedence or wording, an id that is not its own, or days that do not follow each other.
    """
    order = [entry["id"] for entry in data[PRECEDENCE]["precedence"]]
    texts, doubts = shared_texts(WORDING, data[WORDING]), data[WORDING].get("doubt", ())
    said = entries(data)
    rules = []
    for id, (name, number, _) in said.items():
        with told_at(name, "rule", number):
            rule = _rule(_whole(id, said), order, texts)
            rules.append(replace(rule, doubts=_doubts(rule, doubts)))
    return tuple(sorted(rules, key=lambda rule: order.index(rule.precedence)))


def entries(data: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, int, dict[str, Any]]]:
    """Return for each id the file, the number of its ``[[rule]]`` there (from 0), and what stands there."""
    found: dict[str, tuple[str, int, dict[str, Any]]] = {}
    for name, file in data.items():
        for number, entry in enumerate(file.get("rule", ())):
            with told_at(name, "rule", number):
                id = entry.get("id", "")
                if not id or id in found:
                    raise ValueError(f"de id “{id}” is al van een andere regel." if id else "er ontbreekt: id.")
                if not isinstance(entry.get("when", {}), Mapping):
                    raise ValueError('when is geen tabel. Schrijf het zo: when.channel = "email".')
                found[id] = (name, number, {"rule_set": file.get("rule_set", ""), **entry})
    return found


def _whole(id: str, said: Mapping[str, tuple[str, int, dict[str, Any]]], way: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return what stands at a rule, with what it takes over from the rule that it is like."""
    entry = said[id][2]
    if "like" not in entry:
        return entry
    like = one_of("andere regel (like)", entry["like"], said.keys() - {id, *way})
    base = _whole(like, said, (*way, id))
    taken = {key: value for key, value in base.items() if key not in OWN}
    return {**taken, **entry, "when": {**base.get("when", {}), **entry.get("when", {})}}


def _rule(said: Mapping[str, Any], order: Sequence[str], texts: Mapping[str, tuple[str, ...]]) -> Rule:
    given = {key: value for key, value in said.items() if key not in ("case", "like")}
    known = {one.name: one.default is MISSING and one.default_factory is MISSING for one in fields(Rule)}
    for key in given:
        one_of("sleutel van een regel", key, [*known, "like", "case"])
    if missing := [key for key, needed in known.items() if needed and key not in given]:
        raise ValueError(f"er ontbreekt: {', '.join(missing)}.")
    first = checked_day("valid_from", given["valid_from"])
    last = checked_day("valid_to", given["valid_to"]) if "valid_to" in given else None
    if first < AVG_APPLIES or (last and last < first):
        raise ValueError(f"de dagen {first} en {last} volgen niet op elkaar, of liggen voor {AVG_APPLIES}.")
    given["precedence"] = one_of("voorrang (precedence)", given["precedence"], order)
    given["verdict"] = Verdict(one_of("oordeel", given["verdict"], set(Verdict) - {Verdict.DEPENDS}))
    given["rule_set"] = RuleSet(one_of("rule_set", given["rule_set"], RuleSet))
    given["sources"] = tuple(source_named(key).key for key in texts_of("sources", given["sources"]))
    given["when"] = _conditions(given["when"])
    given["contested_for"] = values_said("purpose", given.get("contested_for", ()))
    given["facts_2018"] = texts_of("facts_2018", given.get("facts_2018", ()))
    given |= {key: filled(given[key], texts) for key in ("reason", "what_now", "other_view") if key in given}
    given |= {key: items(texts_of(key, given.get(key, ())), texts) for key in ("conditions", "duties")}
    return Rule(**given)


def _conditions(said: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    """Return the values that fit by fact; a fact of which every value fits is no condition."""
    when = {fact: values_said(fact, values) for fact, values in said.items()}
    return MappingProxyType({fact: values for fact, values in when.items() if values < frozenset(FACTS[fact].labels)})


def _doubts(rule: Rule, said: Iterable[Mapping[str, Any]]) -> Mapping[str, str]:
    """Return the shared doubts that concern a rule: by rule set, purpose and verdict."""
    own = [one for one in said if one["rule_set"] == rule.rule_set and rule.verdict in one["verdicts"]]
    return MappingProxyType(
        {one["purpose"]: one["text"] for one in own if one["purpose"] in rule.when.get("purpose", ())}
    )


RULES = load(rule_data())


def wording(id: str) -> tuple[str, ...]:
    """Return the shared Dutch sentences with this id. Raises KeyError when there are none."""
    return shared_texts(WORDING, read_data(WORDING))[id]


def rules_as_of(day: date, rule_set: str = RuleSet.LAW) -> tuple[Rule, ...]:
    """Return the rules in force on this day, in the order of decision.

    Raises AvgkitError with a Dutch sentence for a day before 2018-05-25 (AVG art. 99), an unknown rule set, or a day on
    which none of its rules is in force.
    """
    refuse_before_avg(day)
    if rule_set not in set(RuleSet):
        raise AvgkitError(f"De regels “{rule_set}” bestaan niet. Kies uit: {', '.join(RuleSet)}.")
    begun = [start for start in regimes(rule_set) if start <= day]
    if not begun or not _in_force(begun[-1], rule_set):
        raise AvgkitError(f"Op {day:%d-%m-%Y} is er geen versie van de regels “{rule_set}” die geldt.")
    return _in_force(begun[-1], rule_set)


@cache
def regimes(rule_set: str = RuleSet.LAW) -> tuple[date, ...]:
    """Return the first day of each regime: between two of them no rule of the set starts or ends."""
    return starts(RULES, rule_set)


def starts(rules: Iterable[Rule], rule_set: str = RuleSet.LAW) -> tuple[date, ...]:
    """Return the days on which a rule of the set is in force, or in force no more, for the first time."""
    own = [rule for rule in rules if rule.rule_set == rule_set]
    closed = {rule.valid_to + timedelta(days=1) for rule in own if rule.valid_to}
    return tuple(sorted({rule.valid_from for rule in own} | closed))


@cache
def _in_force(start: date, rule_set: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.rule_set == rule_set and rule.holds_on(start))


def concerns(rule: Rule, channel: str, purpose: str) -> bool:
    """Tell whether a rule can fit a case of this channel and purpose."""
    return channel in rule.when.get("channel", (channel,)) and purpose in rule.when.get("purpose", (purpose,))


def _moments() -> tuple[Moment, ...]:
    told = told_moments()
    return tuple(told.get(day) or _untold(day) for day in regimes())


def _untold(day: date) -> Moment:
    """Return the moment of a day that has no text yet, made of the rules that start or end on it."""
    own = [rule for rule in RULES if rule.rule_set == RuleSet.LAW]
    changed = [rule for rule in own if day in starts([rule])]
    every = FACTS["channel"].labels
    channels = [name for name in every if any(name in rule.when.get("channel", every) for rule in changed)]
    begun = [rule for rule in changed if rule.valid_from == day] or changed
    return untold_moment(
        day, channels, [rule.articles for rule in begun], [key for rule in begun for key in rule.sources]
    )


MOMENTS = _moments()


def moment_of(day: date) -> Moment:
    """Return the moment whose law holds on this day; for a day before the first one, the first."""
    return next((moment for moment in reversed(MOMENTS) if moment.day <= day), MOMENTS[0])
