"""The interview: one question at a time, of the group for which the answer is likely to bring most.

A question is ranked by the progress that its likely and honest answers bring, never by its most settling value. Who is
held stands outside every group; a group never gets a valid consent, and an answer only fills in what is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from avgkit.contacts.list_answers import ListAnswers
from avgkit.contacts.list_groups import PeopleGroup
from avgkit.contacts.statements import People
from avgkit.course.interview_questions import (
    CUSTOMERS,
    FILES,
    FORMS,
    FileHint,
    QuestionForm,
    always_offered,
    choices_for,
    hint_for,
)
from avgkit.law.codes import FactCodes
from avgkit.law.fact_codes import code_of
from avgkit.law.facts import CONTACT_FACTS, OR, UNKNOWN, Relation, is_set
from avgkit.law.open_cells import Prospect, codes_in_use, may_be_no, narrowed
from avgkit.law.table import DecisionTable

if TYPE_CHECKING:
    import pandas as pd

_BUYERS = (Relation.CUSTOMER, Relation.FORMER_CUSTOMER, OR.join((Relation.CUSTOMER, Relation.FORMER_CUSTOMER)))
MOST_UNSURE = 3
"""After so many times “weet ik niet” about a fact it is not asked any more (measured)."""
OVERLAP, LEAST_SHARE, LEAST_PEOPLE = 0.8, 0.02, 3
"""A group that overlaps so much is the same group; a smaller one is not asked about (measured)."""
_NOW = 1.08
"""What a question scores more that settles something now: who sees 0 % after three answers stops."""


@dataclass(frozen=True)
class Offer:
    """A choice with how many cases it settles at once."""

    value: str
    label: str
    settles: int


@dataclass(frozen=True)
class Candidate:
    """What may be asked: a form, of who has these combinations of facts in a group, of whom this is known (a code); and
    what it brings.
    """

    form: QuestionForm
    group: PeopleGroup
    which: np.ndarray
    known: int
    hint: FileHint | None
    seen: str
    offers: tuple[Offer, ...]
    settles_now: bool
    score: float


@dataclass
class Interview:
    """Where an interview stands: the facts of a list by now, what was asked, and the cases that matter.

    ``pairs``: channel and purpose. ``reach``: pairs x contacts; a case counts for who can be reached on its channel.
    """

    contacts: pd.DataFrame
    groups: Sequence[PeopleGroup]
    told: ListAnswers
    people: People
    codes: FactCodes
    table: DecisionTable
    pairs: Sequence[tuple[str, str]]
    reach: np.ndarray
    _score: dict[str, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict, repr=False)

    @cached_property
    def held(self) -> np.ndarray:
        """Who perhaps said no."""
        return may_be_no(self.codes)

    @cached_property
    def _combinations(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the first contact of each combination of facts, and the combination of each contact."""
        columns = [*self.codes.facts.values(), self.codes.scope_channel, self.codes.scope_purpose]
        columns += [*self.codes.evidence.values(), *np.packbits(self.reach, axis=0)]
        if self.codes.held is not None:
            columns += [self.codes.held & 255, self.codes.held >> 8]
        lines = np.ascontiguousarray(np.column_stack([column.astype(np.uint8) for column in columns]))
        whole = lines.view(np.dtype((np.void, lines.shape[1]))).ravel()
        _, first, place = np.unique(whole, return_index=True, return_inverse=True)
        return first, place.ravel()

    @property
    def combination(self) -> np.ndarray:
        """The number of the combination of facts of each contact."""
        return self._combinations[1]

    @cached_property
    def prospect(self) -> Prospect:
        first, _ = self._combinations
        codes = self.codes.take(first)
        said: dict[str, set[int]] = {}
        for form in FORMS:
            for known in np.unique(codes.facts[form.fact]).tolist():
                answers = (narrowed(form.fact, known, choice.value) for choice in form.choices)
                said.setdefault(form.fact, set()).update(code for code in answers if code is not None)
        used = codes_in_use(codes, {fact: sorted(found) for fact, found in said.items()})
        return Prospect(codes, self.table, self.pairs, self.reach[:, first], used)

    @cached_property
    def settled(self) -> float:
        """The share of the cases that is settled; 1 when there are none."""
        cases = int(self.reach.sum())
        return float(self._settled_cases.sum() / cases) if cases else 1.0

    @cached_property
    def _settled_cases(self) -> np.ndarray:
        return self.prospect.settled[self.combination]

    @cached_property
    def open_people(self) -> np.ndarray:
        """Who has a case that is not settled."""
        return self._settled_cases < self.reach.sum(axis=0)

    @cached_property
    def ranked(self) -> list[Candidate]:
        """Return all that may be asked now, the best first."""
        found = [
            one
            for form in FORMS
            for group, weights in zip(self.groups, self._weights, strict=True)
            for one in self._asked_of(form, group, weights)
        ]
        return sorted(found, key=lambda one: -one.score)

    @cached_property
    def _weights(self) -> list[np.ndarray]:
        """How many people of each group have each combination of facts, without who is held."""
        size, free = len(self.prospect.asks), ~self.held
        return [np.bincount(self.combination[group.rows & free], minlength=size) for group in self.groups]

    def _asked_of(self, form: QuestionForm, group: PeopleGroup, weights: np.ndarray) -> Iterator[Candidate]:
        chance = form.groups.get(group.kind, 0.0)
        if not chance or self._unsure.get(form.fact, 0) >= MOST_UNSURE:
            return
        if form.only == FILES and sum(one.kind == "file" for one in self.groups) < 2:
            return
        facts = self.prospect.codes.facts
        here = (self.prospect.asks >> np.uint16(CONTACT_FACTS.index(form.fact))) & 1 == 1
        if form.only == CUSTOMERS:
            here = here & np.isin(facts["relation"], [code_of("relation", value) for value in _BUYERS])
        here = here & (weights > 0)
        for known in np.flatnonzero(np.bincount(facts[form.fact][here])):
            which = here & (facts[form.fact] == known)
            if int(weights[which].sum()) >= self._least and not self._was_asked(form, group, which):
                found = self._weighed(form, group, np.where(which, weights, 0), int(known), chance)
                if found is not None:
                    yield found

    def places_of(self, group: PeopleGroup, which: np.ndarray) -> np.ndarray:
        """Return where the people of a group with one of these combinations stand, but for who is held."""
        return np.flatnonzero(group.rows & ~self.held & which[self.combination])

    def _weighed(
        self, form: QuestionForm, group: PeopleGroup, weights: np.ndarray, known: int, chance: float
    ) -> Candidate | None:
        hint, seen = hint_for(form, group)
        people = int(weights.sum())
        likely, offers, total, now = 0.0, [], 0.0, False
        for choice in choices_for(form, people, hint):
            code = narrowed(form.fact, known, choice.value)
            if code is None:
                continue
            gain, settles = self._effect(form.fact, known, code)
            likely += choice.weight
            total += choice.weight * float(weights @ gain)
            offers.append(Offer(choice.value, choice.label, int(weights @ settles)))
            now = now or offers[-1].settles > 0
        if total <= 0:
            return None
        offers += [Offer(one.value, one.label, 0) for one in always_offered(form.fact, people)]
        score = chance * total / likely * (_NOW if now else 1)
        return Candidate(form, group, weights > 0, known, hint, seen, tuple(offers), now, score)

    def _effect(self, fact: str, known: int, code: int) -> tuple[np.ndarray, np.ndarray]:
        """Return what it does to each combination when who is known as this gets that code."""
        key = f"{fact}:{known}:{code}"
        if key not in self._score:
            codes = self.prospect.codes.facts[fact]
            self._score[key] = self.prospect.after(fact, np.where(codes == known, code, codes).astype(np.uint8))
        return self._score[key]

    @cached_property
    def _least(self) -> float:
        """The fewest people that a question is about; on a short list one or two are a group too."""
        size = len(self.codes.scope_channel)
        return max(LEAST_SHARE * size, min(LEAST_PEOPLE, size / 8))

    @cached_property
    def _unsure(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for one in self.told.asked:
            found[one.fact] = found.get(one.fact, 0) + (one.value == UNKNOWN)
        return found

    @cached_property
    def _open_groups(self) -> list[tuple[str, str, np.ndarray]]:
        """The groups of which something was not known, or known in part: the fact, the form (for part), a mask."""
        found = []
        for one in self.told.asked:
            if one.value == UNKNOWN or is_set(one.value):
                mask = np.zeros(self.people.size, bool)
                mask[[self.people.place[key] for key in one.who if key in self.people.place]] = True
                found.append((one.fact, "" if one.value == UNKNOWN else one.id.rpartition("-")[0], mask))
        return found

    def _was_asked(self, form: QuestionForm, group: PeopleGroup, which: np.ndarray) -> bool:
        """Tell whether this was asked of such a group, or of a part of it, without one value as the answer."""
        if not self._open_groups:
            return False
        places = self.places_of(group, which)
        for fact, asked, mask in self._open_groups:
            if fact == form.fact and asked in ("", form.id):
                both, size = int(mask[places].sum()), int(mask.sum())
                rest = group.kind == "everyone" and both == len(places)  # what is left of a mixed list is mixed too
                if size and (rest or both == size or both >= OVERLAP * max(size, len(places))):
                    return True
        return False
