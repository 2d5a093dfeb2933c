"""What a check says: rules as data, findings at a line, and a report that also says what was looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from avgkit.base.errors import AvgkitError
from avgkit.base.toml_data import records
from avgkit.law.facts import AVG_APPLIES, refuse_before_avg
from avgkit.law.sources import SOURCES, source_named

Subject = TypeVar("Subject")


class Severity(StrEnum):
    """How bad a finding is. ``unseen`` is what a file cannot tell: it is never said to be right."""

    WRONG = "wrong"
    RISK = "risk"
    TIP = "tip"
    UNSEEN = "unseen"


SEVERITY_LABELS: Mapping[Severity, str] = {
    Severity.WRONG: "fout",
    Severity.RISK: "let op",
    Severity.TIP: "tip",
    Severity.UNSEEN: "dat zien we niet",
}


@dataclass(frozen=True)
class Place:
    """Where something was seen: a line (1 is the first, None for no line), the code there, and words for the reason."""

    line: int | None = None
    code: str = ""
    what: str = ""
    part: str = ""


@dataclass(frozen=True)
class CheckRule(Generic[Subject]):
    """One dated rule of a check, as it stands in ``duties/checks/form.toml`` or ``mail.toml``.

    ``title`` is the question that the rule asks, ``reason`` and ``mend`` are Dutch; ``{what}`` in them is filled from
    the place. ``find`` yields the places where the rule is broken. Times and sources are as in the rules on contacts.
    """

    id: str
    title: str
    severity: Severity
    articles: str
    sources: tuple[str, ...]
    reason: str
    mend: str
    find: Callable[[Subject], Iterator[Place]]
    facts_2018: tuple[str, ...] = ()
    valid_from: date = AVG_APPLIES
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the rule is in force on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


Tests = Mapping[str, Callable[[Subject], Iterator[Place]]]
"""The tests of a module by the id of their rule."""


def tests_of(*tests: Callable[[Subject], Iterator[Place]]) -> Tests[Subject]:
    """Return tests by the id of their rule, which is their name."""
    return {test.__name__.removeprefix("_"): test for test in tests}


def rules_of(name: str, table: str, tests: Tests[Subject]) -> tuple[CheckRule[Subject], ...]:
    """Return the rules of a table of a TOML file, each joined with its test.

    Raises DataError with the line for a wrong entry, and for one without a test.
    """

    def make(id: str, severity: str, sources: list[str], facts_2018: list[str] | None = None, **told: Any) -> CheckRule:
        if id not in tests:
            raise AvgkitError(f"bij “{id}” hoort nog geen test.")
        facts = tuple(facts_2018 or ())
        return CheckRule(
            id,
            severity=Severity(severity),
            sources=tuple(source_named(key).key for key in sources),
            facts_2018=facts,
            find=tests[id],
            **told,
        )

    return records(name, table, make)


@dataclass(frozen=True)
class Finding:
    """One thing to mend, at its place."""

    rule: CheckRule
    place: Place

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def line(self) -> int | None:
        return self.place.line

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def reason(self) -> str:
        return self.rule.reason.replace("{what}", self.place.what)

    @property
    def mend(self) -> str:
        return self.rule.mend.replace("{what}", self.place.what)

    def as_json(self) -> dict[str, object]:
        """Return the finding as plain values; a source has the day on which its text was checked, or None."""
        sources = [SOURCES[key] for key in self.rule.sources]
        return {
            "id": self.id,
            "line": self.line,
            "part": self.place.part,
            "code": self.place.code,
            "severity": str(self.severity),
            "article": self.rule.articles,
            "sources": [
                {
                    "title": source.title,
                    "address": source.address,
                    "checked_on": source.checked_on.isoformat() if source.checked_on else None,
                }
                for source in sources
            ],
            "facts_2018": list(self.rule.facts_2018),
            "reason": self.reason,
            "mend": self.mend,
        }


@dataclass(frozen=True)
class Report:
    """What a check found in one file or text. ``seen``: what is there; ``looked_at``: the questions that were asked."""

    name: str
    findings: tuple[Finding, ...]
    seen: tuple[tuple[str, str], ...]
    looked_at: tuple[str, ...]
    notices: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in Severity}

    @property
    def sentence(self) -> str:
        """The outcome in words. Without a finding it says what was looked at, never that all is well."""
        total = self.counts
        numbers = [f"{number} × {SEVERITY_LABELS[severity]}" for severity, number in total.items() if number]
        if total[Severity.WRONG] or total[Severity.RISK]:
            return f"{self.name}: {', '.join(numbers)}."
        asked = f"We keken naar {len(self.looked_at)} punten" if self.looked_at else "We konden niets nakijken"
        rest = f" Wel: {', '.join(numbers)}." if numbers else ""
        return f"{self.name}: {asked}{' en vonden geen fout' if self.looked_at else ''}.{rest}"

    def as_json(self) -> dict[str, object]:
        """Return the report as plain values."""
        return {
            "name": self.name,
            "findings": [finding.as_json() for finding in self.findings],
            "seen": [{"what": what, "found": found} for what, found in self.seen],
            "looked_at": list(self.looked_at),
            "notices": list(self.notices),
        }


def apply(rules: Iterable[CheckRule[Subject]], subject: Subject, as_of: date) -> list[Finding]:
    """Return the findings of the rules that are in force on this day; raises AvgkitError for a day before the AVG."""
    refuse_before_avg(as_of)
    return [Finding(rule, place) for rule in rules if rule.holds_on(as_of) for place in rule.find(subject)]


def by_place(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return each finding once, the gravest first, then by line."""
    order = list(Severity)
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: (order.index(f.severity), f.line or 0)))
