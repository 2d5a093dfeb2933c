"""From rules and facts to one verdict, with its reason and what would decide it.

Unknown is computed, never ruled on. The rules that still can decide are unfolded into a decision diagram over the
unknown facts: a leaf is a verdict, and a fact stays in the diagram only when the verdict depends on it. Where all
leaves agree the case is settled; otherwise it is ``depends``, and the facts left in the diagram are the smallest set
that settles it for every answer (each of them can flip the verdict on its own, and together they determine it).

Pure Python, no I/O, no clock; ``avgkit.law.table`` does the same for a million contacts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from avgkit.base.errors import AvgkitError
from avgkit.law.facts import CONTACT_FACTS, FACTS, UNKNOWN, RuleSet, Verdict, fact_named
from avgkit.law.rules import SOURCES, Rule, rules_as_of

Diagram = str | tuple


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

    def as_json(self) -> dict:
        """Return the decision as plain data for JSON."""
        return asdict(self)


def decide(channel: str, purpose: str, *, as_of: date | str, rules: str = RuleSet.LAW, **facts: object) -> Decision:
    """Return the verdict for one case.

    Facts that are left out are ``unknown`` (``sender`` is ``ordinary``). Raises AvgkitError with a Dutch sentence for
    an unknown name or value, or a day before 2018-05-25.
    """
    case = complete_facts({"channel": channel, "purpose": purpose, **facts})
    candidates = [rule for rule in rules_as_of(parse_day(as_of), rules) if _may_fit(rule, case)]
    unknown = [name for name in CONTACT_FACTS if case[name] == UNKNOWN]
    reached: set[str] = set()
    diagram = _unfold(candidates, unknown, reached)
    return summarise([rule for rule in candidates if rule.id in reached], _facts_in(diagram), case["purpose"])


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
        if case[name] == UNKNOWN:
            raise AvgkitError(f"{FACTS[name].label} ontbreekt. Kies uit: {', '.join(FACTS[name].labels)}.")
    return case


def summarise(reached: Sequence[Rule], ask: Iterable[str], purpose: str) -> Decision:
    """Make one decision of the rules that may decide a case, in the order of decision.

    When they agree, the most general one speaks for all, and the conditions and duties of all hold.
    """
    verdicts = {rule.verdict for rule in reached}
    names = tuple(rule.id for rule in reached)
    ask = tuple(name for name in CONTACT_FACTS if name in set(ask))
    if len(verdicts) > 1:
        questions = " ".join(FACTS[name].question for name in ask)
        labels = _listed([FACTS[name].label.lower() for name in ask])
        return Decision(
            Verdict.DEPENDS,
            False,
            None,
            names,
            _union(rule.articles for rule in reached),
            _cited(reached),
            f"Dat hangt af van wat je nog niet weet: {labels}.",
            f"Zoek eerst uit: {questions}",
            (),
            (),
            ask,
        )
    speaker = reached[-1]
    return Decision(
        verdict=speaker.verdict,
        contested=any(purpose in rule.contested_for for rule in reached),
        rule=speaker.id,
        rules=names,
        articles=(speaker.articles,),
        sources=_cited([speaker]),
        reason=speaker.reason_for(purpose),
        what_now=speaker.what_now,
        conditions=_union(text for rule in reached for text in rule.conditions),
        duties=_union(text for rule in reached for text in rule.duties),
        ask=(),
    )


def _may_fit(rule: Rule, case: Mapping[str, str]) -> bool:
    return all(case[fact] in values for fact, values in rule.when.items() if case[fact] != UNKNOWN)


def _unfold(rules: Sequence[Rule], unknown: Sequence[str], reached: set[str]) -> Diagram:
    """Return the reduced, ordered decision diagram of the verdict over the unknown facts; note the rules reached."""
    made: dict[tuple, Diagram] = {}
    shared: dict[tuple, Diagram] = {}

    def build(level: int, live: tuple[Rule, ...]) -> Diagram:
        first, rest = live[0], unknown[level:]
        if not any(fact in first.when for fact in rest):
            reached.add(first.id)
            return first.verdict
        key = (level, tuple(map(id, live)))
        if key not in made:
            fact = unknown[level]
            made[key] = node(
                fact,
                [
                    build(level + 1, tuple(rule for rule in live if value in rule.when.get(fact, (value,))))
                    for value in FACTS[fact].labels
                ],
            )
        return made[key]

    def node(fact: str, children: list[Diagram]) -> Diagram:
        if all(child is children[0] for child in children):
            return children[0]
        return shared.setdefault((fact, *map(id, children)), (fact, *children))

    return build(0, tuple(rules))


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
            source = SOURCES[key]
            day = source.checked_on.isoformat() if source.checked_on else None
            cited.setdefault(
                key,
                {
                    "key": key,
                    "title": source.title,
                    "address": source.address,
                    "article": rule.articles,
                    "checked_on": day,
                },
            )
    return tuple(cited.values())


def _union(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _listed(words: Sequence[str]) -> str:
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
