"""Facts and verdicts: the fixed names; their Dutch labels and a one-line question each stand in ``law/facts.toml``.

A *case* is one contact, one channel, one purpose, one day. Every fact can be ``unknown``, save channel, purpose
and the day. The module knows no rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from avgkit.base.errors import AvgkitError
from avgkit.base.toml_data import read_data, records

DATA = "law/facts.toml"
UNKNOWN = "unknown"
OR, NOT = "|", "!"
"""How a set of values is written: ``a|b`` is one of these, ``!a`` anything but this."""
AVG_APPLIES = date(2018, 5, 25)
"""The first day that the rules cover. Source: AVG art. 99(2)."""
YEARS_LIMIT = 3
"""Years after which a former customer is no longer called one. Source: Code Telemarketing (self-regulation)."""


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    FAX = "fax"
    PHONE = "phone"
    AUTOMATIC_CALL = "automatic_call"
    POST = "post"
    LINKEDIN_MESSAGE = "linkedin_message"
    PUBLIC_POST = "public_post"


class Purpose(StrEnum):
    NEWSLETTER = "newsletter"
    OFFER = "offer"
    PERMISSION_REQUEST = "permission_request"
    FEEDBACK_REQUEST = "feedback_request"
    REPLY = "reply"
    SERVICE = "service"


class Recipient(StrEnum):
    CONSUMER = "consumer"
    SOLE_TRADER = "sole_trader"
    PARTNERSHIP = "partnership"
    LEGAL_PERSON = "legal_person"


class Relation(StrEnum):
    NONE = "none"
    ENQUIRY = "enquiry"
    CUSTOMER = "customer"
    FORMER_CUSTOMER = "former_customer"
    CONNECTION = "connection"
    DONOR = "donor"
    VOLUNTEER = "volunteer"


class Years(StrEnum):
    """What the rules ask of the number ``years_since_relation``: within the limit, or past it."""

    WITHIN_LIMIT = "within_limit"
    PAST_LIMIT = "past_limit"


class DetailsSource(StrEnum):
    OWN_SALE = "own_sale"
    OWN_SIGNUP = "own_signup"
    GIVEN_PERSONALLY = "given_personally"
    PUBLISHED_FOR_OFFERS = "published_for_offers"
    PUBLISHED_OTHERWISE = "published_otherwise"
    PLATFORM_EXPORT = "platform_export"
    THIRD_PARTY = "third_party"


class Consent(StrEnum):
    NONE = "none"
    VALID = "valid"
    UNPROVEN = "unproven"
    PRE_TICKED = "pre_ticked"
    BUNDLED = "bundled"
    OTHER_SENDER = "other_sender"
    OTHER_PURPOSE = "other_purpose"
    OTHER_CHANNEL = "other_channel"
    WITHDRAWN = "withdrawn"


class YesNo(StrEnum):
    NO = "no"
    YES = "yes"


class Register(StrEnum):
    NOT_LISTED = "not_listed"
    LISTED = "listed"


class NumberKind(StrEnum):
    BUSINESS = "business"
    PRIVATE = "private"


class Sender(StrEnum):
    ORDINARY = "ordinary"
    CHARITY = "charity"
    PUBLISHER = "publisher"
    LOTTERY = "lottery"


class Verdict(StrEnum):
    ALLOWED = "allowed"
    CONDITIONAL = "conditional"
    NOT_ALLOWED = "not_allowed"
    DEPENDS = "depends"


class RuleSet(StrEnum):
    LAW = "law"
    EXPLANATION_2018 = "explanation_2018"


@dataclass(frozen=True)
class Fact:
    """One fact of a case: its name, its values, its Dutch label and the question that a learner gets.

    ``help`` says what counts, with an example. ``ask`` is ``more`` for what an ordinary list is not asked about. ``default``
    is what it is when nothing is said of it; ``in_cases`` the same in a case under a rule.
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

    def parse(self, value: object) -> str:
        """Return the value's code, ``unknown``, or a set of values (see ``said_as``); years become a member of ``Years``.

        A set is written ``a|b`` (one of these) or ``!a`` (anything but this). Raises AvgkitError with a Dutch sentence when
        a value is none of this fact's, or when nothing is left.
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


def _fact(name: str, label: str, question: str, values: Mapping[str, str], **known: str) -> Fact:
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
    named = [labels[one] for one in FACTS[fact].options(value)]
    others = [text for one, text in labels.items() if one not in value.split(OR)]
    return " of ".join(named) if len(named) <= len(others) else f"alles behalve {' of '.join(others)}"


def is_set(said: str) -> bool:
    """Tell whether this is a set of more values (as ``Fact.parse`` gives it)."""
    return OR in said


_SETS: dict[str, list[str]] = {}
"""The sets that were said of each fact since the program started, in that order; their codes come after unknown."""
_CODES = 255
"""Codes that a uint8 has room for, save the last one (see ``codes.NOTHING``)."""


def code_of(fact: str, value: str) -> int:
    """Return the code of a fact's value: its place in the vocabulary; unknown comes after the last, and then each set.

    Raises AvgkitError with a Dutch sentence when more different sets are said than there are codes.
    """
    values = tuple(FACTS[fact].labels)
    if value == UNKNOWN:
        return len(values)
    if not is_set(value):
        return values.index(value)
    sets = _SETS.setdefault(fact, [])
    if value not in sets:
        if len(values) + 1 + len(sets) >= _CODES:
            raise AvgkitError(f"Er zijn te veel verschillende combinaties van waarden voor {fact}. Gebruik er minder.")
        sets.append(value)
    return len(values) + 1 + sets.index(value)


def said_by(fact: str, code: int) -> str:
    """Return the value, ``unknown`` or the set behind a code."""
    return (*FACTS[fact].labels, UNKNOWN, *_SETS.get(fact, ()))[code]


def codes_with(fact: str, value: str) -> list[int]:
    """Return the codes that leave room for this value without saying it: unknown, and the sets that hold it."""
    said = [UNKNOWN, *(one for one in _SETS.get(fact, ()) if value in FACTS[fact].options(one))]
    return [code_of(fact, one) for one in said]


def fact_named(name: str) -> Fact:
    """Return the fact with this name. Raises AvgkitError with a Dutch sentence when there is none."""
    if name not in FACTS:
        raise AvgkitError(f"Het feit “{name}” bestaat niet. Kies uit: {', '.join(FACTS)}.")
    return FACTS[name]


def refuse_before_avg(day: date) -> None:
    """Raise AvgkitError with a Dutch sentence for a day before 2018-05-25 (AVG art. 99)."""
    if day < AVG_APPLIES:
        raise AvgkitError(
            f"De dag {day:%d-%m-%Y} ligt voor 25 mei 2018, toen de AVG begon te gelden. Kies een latere dag."
        )
