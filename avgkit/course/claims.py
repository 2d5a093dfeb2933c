"""Sentences that people repeat (``course/claims.toml``), and for whom and since when the rules make them true."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from avgkit.base.errors import AvgkitError
from avgkit.base.toml_data import checked_day, records, texts_of
from avgkit.law.decision import Decision, decide
from avgkit.law.facts import Verdict, fact_named
from avgkit.law.rules import MOMENTS
from avgkit.law.sources import source_named


class Truth(StrEnum):
    """What the law makes of a sentence on one day."""

    TRUE = "true"
    CONDITIONAL = "conditional"
    PARTLY = "partly"
    FALSE = "false"
    DEPENDS = "depends"


TRUTH_LABELS = {
    Truth.TRUE: "klopt",
    Truth.CONDITIONAL: "klopt, onder voorwaarden",
    Truth.PARTLY: "klopt voor een deel",
    Truth.FALSE: "klopt niet",
    Truth.DEPENDS: "hangt ervan af",
}
MAY = {
    Verdict.ALLOWED: Truth.TRUE,
    Verdict.CONDITIONAL: Truth.CONDITIONAL,
    Verdict.NOT_ALLOWED: Truth.FALSE,
    Verdict.DEPENDS: Truth.DEPENDS,
}
MAY_NOT = {
    Verdict.ALLOWED: Truth.FALSE,
    Verdict.CONDITIONAL: Truth.FALSE,
    Verdict.NOT_ALLOWED: Truth.TRUE,
    Verdict.DEPENDS: Truth.DEPENDS,
}
SAYS = {"may": MAY, "may_always": MAY, "may_not": MAY_NOT}

_ENDINGS = ("en", "e", "t", "d", "de", "te", "den", "ten", "s", "je", "jes", "tje", "tjes", "ing", "ingen")
"""What a Dutch word may end in besides its stem."""
_TWICE, _APOSTROPHE = re.compile(r"(.)\1"), re.compile(r"(?<=\w)['’](?=\w)")
_HARD = {"v": "f", "z": "s"}
"""How a stem ends without its ending: brieven, brief."""


@dataclass(frozen=True)
class ClaimCase:
    """For whom a sentence is weighed: a person in words, the channel, the purpose and the facts."""

    who: str
    channel: str
    purpose: str
    facts: Mapping[str, Any]

    def __post_init__(self) -> None:
        for name, value in {"channel": self.channel, "purpose": self.purpose, **self.facts}.items():
            fact_named(name).parse(value)

    def decision(self, day: date) -> Decision:
        return decide(self.channel, self.purpose, as_of=day, **self.facts)


@dataclass(frozen=True)
class ClaimDuty:
    """What the law itself says of a duty or of its own reach: from and until a day, where, and whether it is so."""

    since: date
    article: str
    sources: tuple[str, ...]
    until: date | None = None
    holds: bool = True

    def truth(self, day: date) -> Truth:
        in_force = self.since <= day and (self.until is None or day <= self.until)
        return Truth.TRUE if in_force and self.holds else Truth.FALSE


@dataclass(frozen=True)
class Claim:
    """One sentence: what it claims, the cases that it is weighed with (or a duty), and what to remember."""

    id: str
    says: str
    note: str
    words: tuple[str, ...]
    claims: str
    cases: tuple[ClaimCase, ...]
    duty: ClaimDuty | None
    facts_2018: tuple[str, ...]

    def truth(self, day: date) -> Truth:
        """Return what the rules make of the sentence on a day."""
        if self.duty:
            return self.duty.truth(day)
        found = {self.case_truth(case, day) for case in self.cases}
        if len(found) == 1:
            return found.pop()
        if found == {Truth.TRUE, Truth.CONDITIONAL}:
            return Truth.CONDITIONAL
        return Truth.FALSE if self.claims == "may_always" and Truth.FALSE in found else Truth.PARTLY

    def case_truth(self, case: ClaimCase, day: date) -> Truth:
        return SAYS[self.claims][case.decision(day).verdict]

    def periods(self) -> list[tuple[date, Truth]]:
        """Return from which days what is true, in order; a day to come is one of them."""
        days = {moment.day for moment in MOMENTS}
        if self.duty:
            days |= {self.duty.since} | ({self.duty.until + timedelta(days=1)} if self.duty.until else set())
        found: list[tuple[date, Truth]] = []
        for day in sorted(days):
            truth = self.truth(day)
            if not found or found[-1][1] != truth:
                found.append((day, truth))
        return found

    def since(self, day: date) -> date:
        """Return since when it is as it is on this day."""
        return max(first for first, _ in self.periods() if first <= day)

    def as_json(self, day: date) -> dict[str, Any]:
        """Return all that is known of the sentence on a day, as plain data for JSON."""
        return {
            "id": self.id,
            "claim": self.says,
            "truth": self.truth(day),
            "as_of": day.isoformat(),
            "since": self.since(day).isoformat(),
            "periods": [{"from": first.isoformat(), "truth": truth} for first, truth in self.periods()],
            "cases": [self._case_json(case, day) for case in self.cases],
            "articles": self.articles(day),
            "sources": [source_named(key).address for key in self.duty.sources] if self.duty else [],
            "note": self.note,
            "facts_2018": list(self.facts_2018),
        }

    def articles(self, day: date) -> list[str]:
        """Return the articles that decide on a day, each once."""
        if self.duty:
            return [self.duty.article]
        return list(dict.fromkeys(text for case in self.cases for text in case.decision(day).articles))

    def _case_json(self, case: ClaimCase, day: date) -> dict[str, Any]:
        about = {"who": case.who, "channel": case.channel, "purpose": case.purpose, "facts": dict(case.facts)}
        return {**about, "truth": self.case_truth(case, day), **case.decision(day).as_json()}


def _claim(
    id: str,
    says: str,
    note: str,
    words: Sequence[str],
    claims: str = "",
    case: Iterable[Mapping[str, Any]] = (),
    duty: Mapping[str, Any] | None = None,
    facts_2018: Sequence[str] = (),
) -> Claim:
    cases = tuple(ClaimCase(**said) for said in case)
    if bool(cases) == bool(duty) or (cases and claims not in SAYS):
        raise AvgkitError(f"“{id}” heeft gevallen en claims = {', '.join(SAYS)}, óf een plicht (claim.duty).")
    law = _duty(**duty) if duty else None
    return Claim(id, says, note, texts_of("words", words), claims, cases, law, texts_of("facts_2018", facts_2018))


def _duty(since: date, sources: Sequence[str], until: date | None = None, **said: Any) -> ClaimDuty:
    keys = tuple(source_named(key).key for key in texts_of("sources", sources))
    return ClaimDuty(checked_day("since", since), sources=keys, until=until and checked_day("until", until), **said)


@cache
def all_claims() -> tuple[Claim, ...]:
    """Return all sentences, in the order of the file. Raises DataError with file and line for one that is not whole."""
    return records("course/claims.toml", "claim", _claim)


def find_claims(words: str = "") -> tuple[Claim, ...]:
    """Return the sentences that hold each of these words, the closest first; all of them without words.

    Accents and capitals make no difference, nor does another form of a word (bellen, belt, gebeld), which comes after
    the word itself. Looked in: the sentence, its other words, for whom, and what to remember.
    """
    wanted = [(word, _forms(word)) for word in _tokens(words)]
    found = []
    for claim, texts in _texts():
        ranks = [min(_ranks(word, forms, texts), default=None) for word, forms in wanted]
        if None not in ranks:
            found.append((sum(rank for rank in ranks if rank is not None), claim))
    return tuple(claim for _, claim in sorted(found, key=lambda pair: pair[0]))


def did_you_mean(words: str) -> str:
    """Return these words with each that no sentence holds as the known word that it is most like, or nothing."""
    from rapidfuzz.distance import DamerauLevenshtein

    known = sorted({token for _, texts in _texts() for tokens in texts for token in tokens if len(token) > 3})
    meant, changed = [], False
    for word in _tokens(words):
        if not find_claims(word):
            close = [(DamerauLevenshtein.distance(word, one), one) for one in known]
            distance, near = min(close, default=(len(word), word))
            if distance > max(1, len(word) // 4):
                return ""
            word, changed = near, True
        meant.append(word)
    return " ".join(meant) if changed and find_claims(" ".join(meant)) else ""


@cache
def _texts() -> tuple[tuple[Claim, list[dict[str, frozenset[str]]]], ...]:
    """Return each sentence with the words of what is looked in, the closest first, and the forms of each."""
    found = []
    for claim in all_claims():
        places = [claim.says, " ".join(claim.words), " ".join(case.who for case in claim.cases), claim.note]
        found.append((claim, [{token: _forms(token) for token in _tokens(text)} for text in places]))
    return tuple(found)


def _ranks(word: str, forms: frozenset[str], texts: Sequence[Mapping[str, frozenset[str]]]) -> Iterator[float]:
    """Return how far away a word is found: the place in ``texts``, and a half more for another form of it."""
    for place, tokens in enumerate(texts):
        if any(token.startswith(word) for token in tokens):
            yield place
        elif any(forms & known for known in tokens.values()):
            yield place + 0.5


@cache
def _forms(word: str) -> frozenset[str]:
    """Return what a Dutch word may be a form of: bellen, belt and gebeld all share “bel”."""
    found = {word, word.removeprefix("ge")} if len(word) > 5 else {word}
    found |= {one.removesuffix(ending) for one in found for ending in _ENDINGS}
    plain = {_TWICE.sub(r"\1", one) for one in found}
    return frozenset(one[:-1] + _HARD.get(one[-1], one[-1]) for one in plain if len(one) > 2)


def _tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text.casefold()))
    return re.findall(r"\w+", "".join(letter for letter in plain if not unicodedata.combining(letter)))
