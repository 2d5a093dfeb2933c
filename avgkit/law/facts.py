"""Facts and verdicts: the fixed names; their Dutch labels and a one-line question each stand in ``law/facts.toml``.

A *case* is one contact, one channel, one purpose, one day. Every fact can be ``unknown``, save channel, purpose
and the day. The module knows no rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from avgkit.base.errors import AvgkitError
from avgkit.base.toml_data import DataError, read_data, records
from avgkit.law.dutch_values import code_of_label
from avgkit.law.fact_values import (
    Channel,
    Consent,
    DetailsSource,
    NumberKind,
    Purpose,
    Recipient,
    Register,
    Relation,
    RuleSet,
    Sender,
    Verdict,
    Years,
    YesNo,
)

__all__ = [
    "ASKED",
    "AVG_APPLIES",
    "CONTACT_FACTS",
    "DATA",
    "FACTS",
    "MORE",
    "NOT",
    "OR",
    "UNKNOWN",
    "VERDICT_LABELS",
    "YEARS_LIMIT",
    "Channel",
    "Consent",
    "DetailsSource",
    "Fact",
    "NumberKind",
    "Purpose",
    "Recipient",
    "Register",
    "Relation",
    "RuleSet",
    "Sender",
    "Verdict",
    "Years",
    "YesNo",
    "fact_named",
    "groups",
    "is_more",
    "is_set",
    "label",
    "refuse_before_avg",
    "values_said",
]

DATA = "law/facts.toml"
UNKNOWN = "unknown"
OR, NOT = "|", "!"
"""How a set of values is written: ``a|b`` is one of these, ``!a`` anything but this."""
AVG_APPLIES = date(2018, 5, 25)
"""The first day that the rules cover. Source: AVG art. 99(2)."""
YEARS_LIMIT = 3
"""Years after which a former customer is no longer called one. Source: Code Telemarketing (self-regulation)."""


@dataclass(frozen=True)
class Fact:
    """One fact of a case: its name, its values, its Dutch label and the question that a learner gets.

    ``help`` says what counts, with an example. ``ask`` is ``more`` for what an ordinary list is not asked about.
    ``default`` is what it is when nothing is said of it; ``in_cases`` the same in a case under a rule. ``sets``: sets
    of values that somebody may know without knowing the value, with their labels.
    """

    name: str
    values: type[StrEnum]
    label: str
    question: str
    labels: Mapping[str, str]
    default: str = UNKNOWN
    in_cases: str = UNKNOWN
    help: str = ""
    ask: str = ""
    sets: Mapping[str, str] = field(default_factory=dict)

    def parse(self, value: object) -> str:
        """Return the value's code, ``unknown``, or a set of values (see ``said_as``); years become a member of
        ``Years``.

        A set is written ``a|b`` (one of these) or ``!a`` (anything but this). Raises AvgkitError with a Dutch sentence
        when a value is none of this fact's, or when nothing is left.
        """
        text = "" if value is None else str(value).strip().lower()
        if text in ("", UNKNOWN, "nan", "<na>") and text not in self.labels:
            return UNKNOWN
        if text in self.labels:
            return text
        if (OR in text or text.startswith(NOT)) and self.name in CONTACT_FACTS:
            return self._set(text)
        return self._one(text, value)

    def _set(self, text: str) -> str:
        excluded, parts = text.startswith(NOT), text.removeprefix(NOT).split(OR)
        named = [self._one(part.strip(), part.strip()) for part in parts]
        return self.said_as([value for value in self.labels if (value in named) != excluded])

    def said_as(self, values: Sequence[str]) -> str:
        """Return how these values are written: one as itself, all as ``unknown``, others as ``a|b`` in their order.

        Raises AvgkitError with a Dutch sentence when there are none.
        """
        if not values:
            raise AvgkitError(f"Zo blijft er voor {self.name} geen waarde over. Laat er ten minste één staan.")
        return UNKNOWN if len(values) == len(self.labels) else OR.join(values)

    def options(self, said: str) -> tuple[str, ...]:
        """Return the values that the fact can have, when this is what is said of it (as ``parse`` gives it)."""
        return tuple(self.labels) if said == UNKNOWN else tuple(said.split(OR))

    def _one(self, text: str, value: object) -> str:
        if text in self.labels:
            return text
        if code := code_of_label(self.labels, text):
            return code
        if self.values is Years:
            return _years(text)
        known = ", ".join([*self.labels, UNKNOWN])
        raise AvgkitError(f"“{value}” is geen waarde van {self.name}. Kies uit: {known}.")


def _years(text: str) -> str:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = -1.0
    if not 0 <= number <= 200:
        raise AvgkitError(f"“{text}” is geen aantal jaren voor years_since_relation. Geef een getal, zoals 2 of 3,5.")
    return Years.WITHIN_LIMIT if number <= YEARS_LIMIT else Years.PAST_LIMIT


_VALUES: Mapping[str, type[StrEnum]] = {
    "channel": Channel,
    "purpose": Purpose,
    "recipient": Recipient,
    "relation": Relation,
    "years_since_relation": Years,
    "details_source": DetailsSource,
    "consent": Consent,
    "objection": YesNo,
    "similar_product": YesNo,
    "opt_out_offered": YesNo,
    "register": Register,
    "non_mailing": YesNo,
    "number_kind": NumberKind,
    "sender": Sender,
}


def _fact(name: str, label: str, question: str, values: Mapping[str, str], **known: Any) -> Fact:
    if name not in _VALUES or list(values) != list(_VALUES[name]):
        raise ValueError(f"het feit “{name}” heeft in de code andere waarden, of een andere volgorde.")
    default = known.get("default", UNKNOWN)
    return Fact(name, _VALUES[name], label, question, values, **{"in_cases": default, **known})


FACTS: Mapping[str, Fact] = {fact.name: fact for fact in records(DATA, "fact", _fact)}
CONTACT_FACTS: tuple[str, ...] = tuple(FACTS)[2:]
"""The facts of a contact: all but channel and purpose."""

MORE = "more"
ASKED: tuple[str, ...] = tuple(name for name in CONTACT_FACTS if FACTS[name].ask != MORE)
"""The facts that an ordinary list is asked about; the others stand behind “meer”."""


def is_more(fact: str, value: str = "") -> bool:
    """Tell whether a fact, or one of its values, is shown only to who opens “meer”."""
    return FACTS[fact].ask == MORE or value in read_data(DATA)["more"].get(fact, ())


VERDICT_LABELS: Mapping[str, str] = read_data(DATA)["verdicts"]
if list(VERDICT_LABELS) != list(Verdict):
    raise DataError(f"avgkit/{DATA}: onder [verdicts] hoort, in deze volgorde: {', '.join(Verdict)}.")


@cache
def groups() -> Mapping[tuple[str, str], frozenset[str]]:
    """Return the values behind each name that stands for more of them, by fact and name."""

    def group(fact: str, id: str, values: str | Sequence[str], meaning: str) -> tuple[tuple[str, str], frozenset[str]]:
        return (fact, id), frozenset[str]().union(*(_values_of(fact, value) for value in _listed(values)))

    return dict(records(DATA, "group", group))


def values_said(fact: str, said: str | Sequence[str]) -> frozenset[str]:
    """Return the values that a rule means by a value, a group, ``!value`` (all but this one), or a list of these.

    Raises AvgkitError with a Dutch sentence for what is none of these.
    """
    named = groups()
    return frozenset[str]().union(*(named.get((fact, value)) or _values_of(fact, value) for value in _listed(said)))


def _values_of(fact: str, said: str) -> frozenset[str]:
    labels = fact_named(fact).labels
    value = said.removeprefix("!")
    if value not in labels:
        raise AvgkitError(f"“{said}” is geen waarde van {fact}. Kies uit: {', '.join(labels)}.")
    return frozenset(labels) - {value} if said.startswith("!") else frozenset({value})


def _listed(said: str | Sequence[str]) -> Sequence[str]:
    return [said] if isinstance(said, str) else said


def label(fact: str, value: str) -> str:
    """Return the Dutch label of a fact's value or set of values; ``unknown`` is “weet ik niet”."""
    labels = FACTS[fact].labels
    if value == UNKNOWN:
        return "weet ik niet"
    if value in FACTS[fact].sets:
        return FACTS[fact].sets[value]
    named = [labels[one] for one in FACTS[fact].options(value)]
    others = [text for one, text in labels.items() if one not in value.split(OR)]
    return " of ".join(named) if len(named) <= len(others) else f"alles behalve {' of '.join(others)}"


def is_set(said: str) -> bool:
    """Tell whether this is a set of more values (as ``Fact.parse`` gives it)."""
    return OR in said


def fact_named(name: str) -> Fact:
    """Return the fact with this name. Raises AvgkitError with a Dutch sentence when there is none."""
    name = name if name in FACTS else code_of_label({fact.name: fact.label for fact in FACTS.values()}, name) or name
    if name not in FACTS:
        raise AvgkitError(f"Het feit “{name}” bestaat niet. Kies uit: {', '.join(FACTS)}.")
    return FACTS[name]


def refuse_before_avg(day: date) -> None:
    """Raise AvgkitError with a Dutch sentence for a day before 2018-05-25 (AVG art. 99)."""
    if day < AVG_APPLIES:
        raise AvgkitError(
            f"De dag {day:%d-%m-%Y} ligt voor 25 mei 2018, toen de AVG begon te gelden. Kies een latere dag."
        )
