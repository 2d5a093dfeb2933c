"""The question to answer first when a case is not settled yet, and what each answer gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from avgkit.law.decision import Decision, decide
from avgkit.law.facts import FACTS, UNKNOWN, RuleSet, Verdict, is_more


@dataclass(frozen=True)
class FirstQuestion:
    """A question about one fact, with the decision for each value that it can still have."""

    fact: str
    answers: tuple[tuple[str, Decision], ...]

    @property
    def text(self) -> str:
        return FACTS[self.fact].question

    @property
    def help(self) -> str:
        """What counts, with an example."""
        return FACTS[self.fact].help

    def settles(self) -> int:
        """Return how many answers settle the case."""
        return sum(decision.verdict != Verdict.DEPENDS for _, decision in self.answers)


def first_question(
    channel: str, purpose: str, *, as_of: date | str, rules: str = RuleSet.LAW, **facts: object
) -> FirstQuestion | None:
    """Return the question of which the largest share of answers settles this case; None when it is settled.

    What an ordinary list is not asked about comes last. Raises what ``decide`` raises.
    """
    found = decide(channel, purpose, as_of=as_of, rules=rules, **facts)
    questions = []
    for name in found.ask:
        options = FACTS[name].options(FACTS[name].parse(facts.get(name, UNKNOWN)))
        given = [(value, {**facts, name: value}) for value in options]
        answers = tuple((value, decide(channel, purpose, as_of=as_of, rules=rules, **case)) for value, case in given)
        questions.append(FirstQuestion(name, answers))
    return max(questions, key=lambda one: (not is_more(one.fact), one.settles() / len(one.answers)), default=None)
