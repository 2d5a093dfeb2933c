"""From rules and facts to one verdict, with its reason and what would decide it.

Unknown is computed, never ruled on. The rules that still can decide are unfolded into a decision diagram over the
unknown facts: a leaf is a verdict, and a fact stays in the diagram only when the verdict depends on it. Where all
leaves agree the case is settled; otherwise it is ``depends``, and the facts left in the diagram are the smallest set
that settles it for every answer (each of them can flip the verdict on its own, and together they determine it).

Pure Python, no I/O, no clock; ``avgkit.law.table`` does the same for a million contacts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache

from avgkit.base.errors import AvgkitError
from avgkit.law.facts import (
    CONTACT_FACTS,
    FACTS,
    UNKNOWN,
    VERDICT_LABELS,
    RuleSet,
    Verdict,
    fact_named,
    is_set,
    label,
)
from avgkit.law.rules import SOURCES, Rule, concerns, rules_as_of

Diagram = str | tuple
DISPUTED = "hierover is discussie"


def outcome_text(verdict: str, contested: bool) -> str:
    """Return a verdict in Dutch, and whether it is contested."""
    return VERDICT_LABELS[verdict] + (f" ({DISPUTED})" if contested else "")


@dataclass(frozen=True)
class Decision:
    """A verdict with all that a learner needs.

    ``rule`` is the id of the deciding rule (None for ``depends``), ``rules`` all that may decide; ``conditions`` is
    what must be true of this contact, ``duties`` what each message must carry, ``ask`` the facts that would decide.
    """

    verdict: Verdict
    contested: bool
    rule: str | None
    rules: tuple[str, ...]
    articles: tuple[str, ...]
    sources: tuple[dict, ...]
    reason: str
    what_now: str
    conditions: tuple[str, ...]
    duties: tuple[str, ...]
    ask: tuple[str, ...]

    @property
    def outcome(self) -> str:
        """The verdict in Dutch, and whether it is contested; then the reason gives both views."""
        return outcome_text(self.verdict, self.contested)

    def as_json(self) -> dict:
        """Return the decision as plain data for JSON."""
        return asdict(self)


def decide(channel: str, purpose: str, *, as_of: date | str, rules: str = RuleSet.LAW, **facts: object) -> Decision:
    """Return the verdict for one case.

    Facts that are left out are ``unknown``, or their default (``facts.toml``). A fact can be a set: ``a|b`` (one of
    these) or ``!a`` (anything but this). Raises AvgkitError with a Dutch sentence for an unknown name or value, or a
    day before 2018-05-25.
    """
    case = complete_facts({"channel": channel, "purpose": purpose, **facts})
    near = [rule for rule in rules_as_of(parse_day(as_of), rules) if concerns(rule, case["channel"], case["purpose"])]
    return weigh(near, case, case["purpose"])


def weigh(rules: Sequence[Rule], case: Mapping[str, str], purpose: str) -> Decision:
    """Return the verdict by the rules that concern a channel and purpose, in the order of decision.

    ``case`` holds a code, a set or ``unknown`` for every fact of a contact that they name.
    """
    named = [name for name in CONTACT_FACTS if any(name in rule.when for rule in rules)]
    options = {name: FACTS[name].options(case[name]) for name in named}
    candidates = [
        rule
        for rule in rules
        if all(rule.when[name].intersection(options[name]) for name in named if name in rule.when)
    ]
    reached: set[str] = set()
    diagram = _unfold(candidates, {name: values for name, values in options.items() if len(values) > 1}, reached)
    decision = summarise([rule for rule in candidates if rule.id in reached], _facts_in(diagram), purpose)
    partly = [f"{FACTS[name].label.lower()} is {label(name, case[name])}" for name in named if is_set(case[name])]
    if not partly:
        return decision
    return replace(decision, reason=f"{decision.reason} Je weet voor een deel: {'; '.join(partly)}.")


def parse_day(day: date | str) -> date:
    """Return the day of an ISO string or a date. Raises AvgkitError with a Dutch sentence."""
    if isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise AvgkitError(f"“{day}” is geen dag. Schrijf hem zo: 2026-11-24.") from None


def complete_facts(facts: Mapping[str, object]) -> dict[str, str]:
    """Return a code for every fact, defaults filled in. Raises AvgkitError for an unknown name or value."""
    case = {name: fact.default for name, fact in FACTS.items()}
    case |= {name: fact_named(name).parse(value) for name, value in facts.items()}
    for name in ("channel", "purpose"):
        choice_of(name, case[name])
    return case


def choice_of(name: str, value: object) -> str:
    """Return the code of a fact that must be known, such as the channel. Raises AvgkitError with a Dutch sentence."""
    fact = fact_named(name)
    code = fact.parse(value)
    if code == UNKNOWN:
        raise AvgkitError(f"{fact.label} ontbreekt. Kies uit: {', '.join(fact.labels)}.")
    return code


def summarise(reached: Sequence[Rule], ask: Iterable[str], purpose: str) -> Decision:
    """Make one decision of the rules that may decide a case, in the order of decision.

    When they agree, the most general one speaks for all, and the conditions and duties of all hold.
    """
    names = tuple([rule.id for rule in reached])
    if len({rule.verdict for rule in reached}) > 1:
        ask = set(ask)
        ask = tuple([name for name in CONTACT_FACTS if name in ask])
        articles, sources = _union([rule.articles for rule in reached]), _cited(reached)
        return Decision(Verdict.DEPENDS, False, None, names, articles, sources, *_asking(ask), (), (), ask)
    speaker = reached[-1]
    return Decision(
        verdict=speaker.verdict,
        contested=any(rule.is_contested(purpose) for rule in reached),
        rule=speaker.id,
        rules=names,
        articles=(speaker.articles,),
        sources=_cited([speaker]),
        reason=" ".join(_union([speaker.reason, *(view for rule in reached for view in rule.other_views(purpose))])),
        what_now=speaker.what_now,
        conditions=_union(text for rule in reached for text in rule.conditions),
        duties=_union(text for rule in reached for text in rule.duties),
        ask=(),
    )


def _unfold(rules: Sequence[Rule], options: Mapping[str, Sequence[str]], reached: set[str]) -> Diagram:
    """Return the reduced, ordered decision diagram of the verdict over the facts that can have more values
    (``options``); note the rules reached.
    """
    made: dict[tuple, Diagram] = {}
    shared: dict[tuple, Diagram] = {}
    names = tuple(options)

    def build(level: int, live: tuple[Rule, ...]) -> Diagram:
        first, rest = live[0], names[level:]
        if not any(fact in first.when for fact in rest):
            reached.add(first.id)
            return first.verdict
        key = (level, tuple(map(id, live)))
        if key not in made:
            fact = names[level]
            made[key] = node(
                fact,
                [
                    build(level + 1, tuple(rule for rule in live if value in rule.when.get(fact, (value,))))
                    for value in options[fact]
                ],
            )
        return made[key]

    def node(fact: str, children: list[Diagram]) -> Diagram:
        if all(child is children[0] for child in children):
            return children[0]
        return shared.setdefault((fact, *map(id, children)), (fact, *children))

    return build(0, tuple(rules))


@cache
def _asking(ask: tuple[str, ...]) -> tuple[str, str]:
    """Return why a case is not settled, and what to find out, in Dutch."""
    labels = _listed([FACTS[name].label.lower() for name in ask])
    questions = " ".join(FACTS[name].question for name in ask)
    return f"Dat hangt af van wat je nog niet weet: {labels}.", f"Zoek eerst uit: {questions}"


def _facts_in(diagram: Diagram) -> set[str]:
    found, todo, seen = set(), [diagram], set()
    while todo:
        node = todo.pop()
        if isinstance(node, tuple) and id(node) not in seen:
            seen.add(id(node))
            found.add(node[0])
            todo.extend(node[1:])
    return found


def _cited(rules: Iterable[Rule]) -> tuple[dict, ...]:
    cited: dict[str, dict] = {}
    for rule in rules:
        for key in rule.sources:
            if key not in cited:
                cited[key] = _citation(key, rule.articles)
    return tuple(cited.values())


@cache
def _citation(key: str, articles: str) -> dict:
    source = SOURCES[key]
    day = source.checked_on.isoformat() if source.checked_on else None
    return {"key": key, "title": source.title, "address": source.address, "article": articles, "checked_on": day}


def _union(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _listed(words: Sequence[str]) -> str:
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
