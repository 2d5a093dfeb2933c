"""What one answer would change, for many combinations of facts at once, sets of values included.

The decision table holds an outcome per cell. Here a cell holds the verdicts that are still possible, as bits, and the
facts that still decide, as bits too; each axis has a place per value, for unknown, and for each set that is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from avgkit.law.codes import NOTHING, FactCodes
from avgkit.law.fact_codes import code_of, said_by
from avgkit.law.facts import CONTACT_FACTS, FACTS, Verdict, YesNo
from avgkit.law.table import DecisionTable, Slice
from avgkit.law.table_grid import RADIX

_VERDICT = {verdict: 1 << place for place, verdict in enumerate(Verdict)}
WEIGHT = 0.5
"""What a case counts for that hangs on n facts: this to the power n; 1 when it is settled (measured: 0.3 to 0.7 differ
little).
"""


@dataclass(frozen=True)
class _Cells:
    """The cells of one slice. ``places`` maps per fact a code to what it adds to the flat index of ``asks``."""

    places: Mapping[str, np.ndarray]
    asks: np.ndarray

    @cached_property
    def progress(self) -> np.ndarray:
        """How far each cell is, from 0 to 1."""
        bits = np.unpackbits(self.asks.view(np.uint8).reshape(-1, 2), axis=1).sum(axis=1)
        return (WEIGHT**bits).astype(np.float32)

    def index(self, facts: Mapping[str, np.ndarray], size: int) -> np.ndarray:
        found = np.zeros(size, np.intp)
        for fact, places in self.places.items():
            found += places[facts[fact]]
        return found


_CELLS: dict[tuple[int, tuple[tuple[int, ...], ...]], _Cells] = {}


def _cells_of(table: DecisionTable, part: Slice, used: Mapping[str, Sequence[int]]) -> _Cells:
    """Return the cells of a slice with a place for each of these codes per fact; made once."""
    key = id(part), tuple(tuple(used[fact]) for fact in part.facts)
    if key not in _CELLS:
        _CELLS[key] = _made(table, part, used)
    return _CELLS[key]


def _made(table: DecisionTable, part: Slice, used: Mapping[str, Sequence[int]]) -> _Cells:
    bits = np.array([_VERDICT[outcome.verdict] for outcome in table.outcomes], np.uint8)
    whole = bits[part.cells[tuple(slice(0, -1) for _ in part.facts)]]
    subsets, places = [], {}
    for fact in part.facts:
        classes = part.classes[fact]
        kinds: dict[tuple[int, ...], int] = {}
        line = np.zeros(int(NOTHING) + 1, np.intp)
        for code in used[fact]:
            values = FACTS[fact].options(said_by(fact, code))
            own = tuple(sorted({int(classes[code_of(fact, value)]) for value in values}))
            line[code] = kinds.setdefault(own, len(kinds))
        subsets.append(list(kinds))
        places[fact] = line
    shape = [len(kinds) for kinds in subsets]
    asks = np.zeros(shape, np.uint16)
    for axis, fact in enumerate(part.facts):
        wider = np.bitwise_or.reduce
        flips = _extended(whole, axis, subsets[axis])
        flips = (flips & (flips - 1)) != 0
        for other, kinds_of in enumerate(subsets):
            if other != axis:
                flips = np.stack([wider(flips.take(one, other), axis=other) for one in kinds_of], other)
        asks |= flips.astype(np.uint16) << np.uint16(CONTACT_FACTS.index(fact))
    strides = np.array([int(np.prod(shape[axis + 1 :])) for axis in range(len(shape))], np.intp)
    scaled = {fact: places[fact] * stride for fact, stride in zip(part.facts, strides, strict=True)}
    return _Cells(scaled, asks.ravel())


def _extended(cells: np.ndarray, axis: int, subsets: Sequence[tuple[int, ...]]) -> np.ndarray:
    return np.stack([np.bitwise_or.reduce(cells.take(one, axis), axis=axis) for one in subsets], axis)


@dataclass(frozen=True)
class Prospect:
    """What follows from combinations of facts. ``reach``: which of ``pairs`` count, pairs x combinations."""

    codes: FactCodes
    table: DecisionTable
    pairs: Sequence[tuple[str, str]]
    reach: np.ndarray
    used: Mapping[str, Sequence[int]]

    @cached_property
    def _parts(self) -> list[tuple[_Cells, np.ndarray, np.ndarray]]:
        """Return per pair its cells, the index of each combination, and the facts that are asked (bits)."""
        found = []
        for pair in self.pairs:
            cells = _cells_of(self.table, self.table.slices[pair], self.used)
            index = cells.index(_case(self.codes, pair), len(self.codes.scope_channel))
            found.append((cells, index, cells.asks[index]))
        return found

    @cached_property
    def asks(self) -> np.ndarray:
        """The facts that still decide for each combination, on whatever channel counts: a bit per fact."""
        found = np.zeros(len(self.codes.scope_channel), np.uint16)
        for row, (_, _, asks) in enumerate(self._parts):
            found |= np.where(self.reach[row], asks, 0).astype(np.uint16)
        return found

    @cached_property
    def settled(self) -> np.ndarray:
        """How many cases of each combination are settled."""
        return sum(((asks == 0) & self.reach[row] for row, (_, _, asks) in enumerate(self._parts)), self._none)

    @property
    def _none(self) -> np.ndarray:
        return np.zeros(len(self.codes.scope_channel), np.int64)

    def after(self, fact: str, said: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return per combination how much progress it makes, and how many cases are settled, when the fact has these
        codes.
        """
        gain, settled = np.zeros(len(said), np.float64), self._none
        now = replace(self.codes, facts={**self.codes.facts, fact: said})
        apart = fact in ("consent", "objection")
        for row, (pair, (cells, index, asks)) in enumerate(zip(self.pairs, self._parts, strict=True)):
            if fact not in cells.places:
                continue
            before = _case(self.codes, pair)[fact] if apart else self.codes.facts[fact]
            new = _case(now, pair)[fact] if apart else said
            moved = index - cells.places[fact][before] + cells.places[fact][new]
            gain += np.where(self.reach[row], cells.progress[moved] - cells.progress[index], 0)
            settled += self.reach[row] & (asks != 0) & (cells.asks[moved] == 0)
        return gain, settled


def _case(codes: FactCodes, pair: tuple[str, str]) -> dict[str, np.ndarray]:
    """Return the facts as they count for a channel and purpose."""
    return {**codes.facts, "consent": codes.consent_for(*pair), "objection": codes.objection_for(pair[0])}


def codes_in_use(codes: FactCodes, said: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """Return per fact the codes that stand in the list, in its evidence, or that an answer may give."""
    found = {}
    for fact in CONTACT_FACTS:
        every = [*range(RADIX[fact]), *np.flatnonzero(np.bincount(codes.facts[fact])).tolist(), *said.get(fact, ())]
        found[fact] = sorted(set(every))
    return found


def narrowed(fact: str, known: int, answer: str) -> int | None:
    """Return the code of what is known of a fact after this answer; None when it adds nothing, or can't be true."""
    before, told = FACTS[fact].options(said_by(fact, known)), FACTS[fact].options(FACTS[fact].parse(answer))
    both = [value for value in before if value in told]
    if not both or len(both) == len(before):
        return None
    return code_of(fact, FACTS[fact].said_as(both))


def may_be_no(codes: FactCodes) -> np.ndarray:
    """Tell who is held on whatever channel, and has not said no to all."""
    if codes.held is None:
        return np.zeros(len(codes.scope_channel), bool)
    return (codes.held != 0) & (codes.facts["objection"] != code_of("objection", YesNo.YES))
