"""The rules compiled into a decision table, for many contacts at once.

For each channel and purpose the values of a fact that no rule tells apart form one class; the table has one axis per
fact, with ``unknown`` as an extra place on it. Complete cases are filled rule by rule; a place for unknown is the union
of the places along its axis, so a cell knows every rule that may decide. Looking up is a mixed-radix index and
``np.take``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

import numpy as np

from avgkit.base.errors import AvgkitError
from avgkit.law.decision import Decision, summarise, weigh
from avgkit.law.fact_codes import said_by
from avgkit.law.facts import CONTACT_FACTS, Channel, Purpose, RuleSet
from avgkit.law.rules import concerns, regimes, rules_as_of
from avgkit.law.table_grid import PACKS, RADIX, CellGrid, grid_of

CHUNK = 1 << 15
"""Rows a round: the indices of a round stay in the processor's cache."""


@dataclass(frozen=True)
class Slice:
    """The table of one channel and purpose.

    It has one axis per fact in ``facts``; ``classes[fact]`` maps a code of the fact to its place on the axis. What is
    kept is ``compact``, numbers of outcomes: a row per combination of the facts of the first pack, a column per
    combination of those of the second, equal ones once. ``offsets`` holds per pack what a pack's code adds to the flat
    index of that.
    """

    facts: tuple[str, ...]
    purpose: str
    grid: CellGrid
    compact: np.ndarray
    offsets: tuple[np.ndarray, ...]

    @property
    def classes(self) -> Mapping[str, np.ndarray]:
        return self.grid.classes

    @cached_property
    def cells(self) -> np.ndarray:
        """The whole table, with one axis per fact."""
        return self.grid.unfolded(self.compact)

    def fill(self, packed: Sequence[np.ndarray], index: np.ndarray, part: np.ndarray, out: np.ndarray) -> None:
        """Write the outcome numbers for packed codes to ``out``; ``index`` and ``part`` are scratch space."""
        if self.compact.size == 1:
            out.fill(self.compact.item())
            return
        np.take(self.offsets[0], packed[0], out=index, mode="clip")
        np.take(self.offsets[1], packed[1], out=part, mode="clip")
        index += part
        np.take(self.compact.ravel(), index, out=out, mode="clip")


@dataclass(frozen=True)
class DecisionTable:
    """All slices of one regime. ``outcomes[n]`` is the decision behind number n in the cells.

    Sets of values (``a|b``) are no place on an axis: who has one is weighed apart, once per combination of facts, and
    the decision joins the outcomes. So read ``outcomes`` after looking up.
    """

    slices: Mapping[tuple[str, str], Slice]
    outcomes: list[Decision]
    weighed: dict[tuple[int, bytes], int] = field(default_factory=dict)

    def disputes(self, numbers: np.ndarray) -> list[tuple[str, int]]:
        """Return what is contested among these outcome numbers: the reason with both views, and how many have it."""
        told: Counter[str] = Counter()
        for number, size in enumerate(np.bincount(numbers).tolist()):
            if size and self.outcomes[number].contested:
                told[self.outcomes[number].reason] += size
        return told.most_common()

    def look_up(self, codes: Mapping[str, np.ndarray], pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        """Return the outcome numbers (uint16, shape pairs x contacts) for uint8 codes per fact.

        Each array in ``codes`` has one code per contact; see RADIX and ``facts.code_of``. Raises KeyError for a missing
        fact, and AvgkitError when there are more different sets than can be numbered.
        """
        partly = _partly_known(codes)
        found = self._of_cells(codes, pairs)
        rows = np.flatnonzero(partly) if partly is not None else ()
        if len(rows):
            lines = np.column_stack([codes[name][rows] for name in CONTACT_FACTS])
            distinct, places = np.unique(lines, axis=0, return_inverse=True)
            few = dict(zip(CONTACT_FACTS, distinct.T, strict=True))
            known: dict[int, np.ndarray] = {}
            for row, pair in enumerate(pairs):
                part = self.slices[pair]
                if id(part) not in known:
                    known[id(part)] = self._weigh(part, few)
                found[row, rows] = known[id(part)][places.ravel()]
        return found

    def _weigh(self, part: Slice, codes: Mapping[str, np.ndarray]) -> np.ndarray:
        """Return the outcome numbers of contacts of whom something is known in part."""
        if not part.facts:
            return np.full(len(codes[CONTACT_FACTS[0]]), part.compact.item())
        lines = np.column_stack([codes[name] for name in part.facts])
        distinct, places = np.unique(lines, axis=0, return_inverse=True)
        numbers = []
        for line in distinct:
            key = id(part), line.tobytes()
            if key not in self.weighed:
                case = {name: said_by(name, code) for name, code in zip(part.facts, line.tolist(), strict=True)}
                self.weighed[key] = self._numbered(weigh(part.grid.rules, case, part.purpose))
            numbers.append(self.weighed[key])
        return np.array(numbers, np.uint16)[places.ravel()]

    def _numbered(self, decision: Decision) -> int:
        if len(self.outcomes) > np.iinfo(np.uint16).max:
            raise AvgkitError(
                "Je lijst heeft te veel verschillende feiten die je maar voor een deel weet. Neem een deel."
            )
        self.outcomes.append(decision)
        return len(self.outcomes) - 1

    def _of_cells(self, codes: Mapping[str, np.ndarray], pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        count = len(codes[CONTACT_FACTS[0]])
        found = np.empty((len(pairs), count), np.uint16)
        first: dict[int, int] = {}
        for row, pair in enumerate(pairs):
            first.setdefault(id(self.slices[pair]), row)
        index, part = np.empty(CHUNK, np.intp), np.empty(CHUNK, np.intp)
        for start in range(0, count, CHUNK):
            stop = min(start + CHUNK, count)
            packed = [_pack(codes, names, slice(start, stop)) for names in PACKS]
            for row in first.values():
                self.slices[pairs[row]].fill(
                    packed, index[: stop - start], part[: stop - start], found[row, start:stop]
                )
        for row, pair in enumerate(pairs):
            if (same := first[id(self.slices[pair])]) != row:
                found[row] = found[same]
        return found


def _partly_known(codes: Mapping[str, np.ndarray]) -> np.ndarray | None:
    """Return of whom a set of values is known for some fact; None when of nobody."""
    found = None
    for name in CONTACT_FACTS:
        column = codes[name]
        if len(column) and column.max() >= RADIX[name]:
            found = column >= RADIX[name] if found is None else found | (column >= RADIX[name])
    return found


def _pack(codes: Mapping[str, np.ndarray], names: Sequence[str], rows: slice) -> np.ndarray:
    packed = codes[names[0]][rows].astype(np.uint16)
    for name in names[1:]:
        packed *= RADIX[name]
        packed += codes[name][rows]
    return packed.astype(np.intp)


def table_as_of(day: date, rule_set: str = RuleSet.LAW) -> DecisionTable:
    """Return the decision table of the regime of this day; raises as ``rules_as_of`` does."""
    rules_as_of(day, rule_set)
    return _compile(max(start for start in regimes(rule_set) if start <= day), rule_set)


@cache
def _compile(start: date, rule_set: str) -> DecisionTable:
    rules = rules_as_of(start, rule_set)
    slices: dict[tuple[str, str], Slice] = {}
    made: dict[tuple, Slice] = {}
    outcomes: dict[tuple, tuple[int, Decision]] = {}
    for channel in Channel:
        for purpose in Purpose:
            chosen = [rule for rule in rules if concerns(rule, channel, purpose)]
            key = tuple(map(id, chosen)), tuple(rule.other_views(purpose) for rule in chosen)
            if key not in made:
                made[key] = _slice(grid_of(chosen), purpose, outcomes)
            slices[channel, purpose] = made[key]
    return DecisionTable(slices, [decision for _, decision in outcomes.values()])


def _slice(grid: CellGrid, purpose: str, outcomes: dict[tuple, tuple[int, Decision]]) -> Slice:
    views = [rule.other_views(purpose) for rule in grid.rules]
    numbers = []
    for reached, ids, ask in grid.kinds:
        key = ids, ask, () if ask else tuple([views[number] for number in reached])
        if key not in outcomes:
            outcomes[key] = len(outcomes), summarise([grid.rules[number] for number in reached], ask, purpose)
        numbers.append(outcomes[key][0])
    return Slice(grid.facts, purpose, grid, np.array(numbers, np.uint16)[grid.cells], grid.offsets())
