"""The rules compiled into a decision table, for many contacts at once.

For each channel and purpose the values of a fact that no rule tells apart form one class; the table has one axis per
fact, with ``unknown`` as an extra place on it. Complete cases are filled rule by rule; a place for unknown is the union
of the places along its axis, so a cell knows every rule that may decide. Looking up is a mixed-radix index and
``np.take``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from avgkit.law.decision import Decision, summarise
from avgkit.law.facts import CONTACT_FACTS, FACTS, Channel, Purpose, RuleSet
from avgkit.law.rules import Rule, regimes, rules_as_of

RADIX = {name: len(FACTS[name].labels) + 1 for name in CONTACT_FACTS}
"""Codes per fact: its values in the order of the vocabulary, then unknown."""
PACKS = (
    ("relation", "details_source", "consent", "objection"),
    ("recipient", "years_since_relation", "similar_product", "opt_out_offered", "register", "sender"),
)
"""Facts that share one code, so that a look-up takes two small gathers instead of ten."""
CHUNK = 1 << 15
"""Rows a round: the indices of a round stay in the processor's cache."""


@dataclass(frozen=True)
class Slice:
    """The table of one channel and purpose.

    ``cells`` has one axis per fact in ``facts`` and holds numbers of outcomes; ``classes[fact]`` maps a code of the
    fact to its place on the axis; ``offsets`` holds per pack what a pack's code adds to the flat index.
    """

    facts: tuple[str, ...]
    cells: np.ndarray
    classes: Mapping[str, np.ndarray]
    offsets: tuple[np.ndarray, ...]

    def fill(self, packed: Sequence[np.ndarray], index: np.ndarray, part: np.ndarray, out: np.ndarray) -> None:
        """Write the outcome numbers for packed codes to ``out``; ``index`` and ``part`` are scratch space."""
        if self.cells.size == 1:
            out.fill(self.cells.item())
            return
        np.take(self.offsets[0], packed[0], out=index, mode="clip")
        np.take(self.offsets[1], packed[1], out=part, mode="clip")
        index += part
        np.take(self.cells.ravel(), index, out=out, mode="clip")


@dataclass(frozen=True)
class DecisionTable:
    """All slices of one regime. ``outcomes[n]`` is the decision behind number n in the cells."""

    slices: Mapping[tuple[str, str], Slice]
    outcomes: tuple[Decision, ...]

    def look_up(self, codes: Mapping[str, np.ndarray], pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        """Return the outcome numbers (uint16, shape pairs x contacts) for uint8 codes per fact.

        Each array in ``codes`` has one code per contact; see RADIX. Raises KeyError for a missing fact.
        """
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
            key = tuple((rule.id, purpose in rule.contested_for) for rule in chosen)
            if key not in made:
                made[key] = _compile_slice(chosen, purpose, outcomes)
            slices[channel, purpose] = made[key]
    return DecisionTable(slices, tuple(decision for _, decision in outcomes.values()))


def concerns(rule: Rule, channel: str, purpose: str) -> bool:
    """Tell whether a rule can fit a case of this channel and purpose."""
    return channel in rule.when.get("channel", (channel,)) and purpose in rule.when.get("purpose", (purpose,))


def _compile_slice(rules: Sequence[Rule], purpose: str, outcomes: dict[tuple, tuple[int, Decision]]) -> Slice:
    facts = tuple(name for name in CONTACT_FACTS if any(name in rule.when for rule in rules))
    classes = {name: classes_of(name, rules) for name in facts}
    deciding = deciding_rules(rules, facts, classes)
    if (deciding < 0).any():
        raise LookupError("some complete case has no deciding rule")
    verdicts = np.array([list(dict.fromkeys(r.verdict for r in rules)).index(rule.verdict) for rule in rules], np.uint8)
    reached = _with_unknown(np.left_shift(np.uint64(1), deciding.astype(np.uint64)))
    ask = _ask(verdicts[deciding])
    kinds, number = np.unique(np.stack([reached.ravel(), ask.ravel()]), axis=1, return_inverse=True)
    numbers = np.array(
        [_number(rules, facts, bits, mask, purpose, outcomes) for bits, mask in kinds.T.tolist()], np.uint16
    )
    cells = numbers[number.reshape(reached.shape)]
    return Slice(facts, cells, classes, tuple(_offsets(names, facts, classes, cells.shape) for names in PACKS))


def classes_of(name: str, rules: Sequence[Rule]) -> np.ndarray:
    """Map each code of a fact to its class: values that no rule tells apart share one; unknown comes last."""
    values = tuple(FACTS[name].labels)
    tests = [rule.when[name] for rule in rules if name in rule.when]
    kinds: dict[tuple, int] = {}
    places = [kinds.setdefault(tuple(value in test for test in tests), len(kinds)) for value in values]
    return np.array([*places, len(kinds)], np.intp)


def deciding_rules(rules: Sequence[Rule], facts: Sequence[str], classes: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the number of the first rule that fits, for every complete case in classes; -1 where none does."""
    shape = [int(classes[name][-1]) for name in facts]
    deciding = np.full(shape, -1, np.int64)
    for number, rule in enumerate(rules):
        fits = np.array(deciding == -1)
        for axis, name in enumerate(facts):
            if name in rule.when:
                line = np.zeros(shape[axis], bool)
                line[
                    [classes[name][code] for code, value in enumerate(FACTS[name].labels) if value in rule.when[name]]
                ] = True
                fits &= line.reshape([-1 if place == axis else 1 for place in range(len(shape))])
        deciding[fits] = number
    return deciding


def _with_unknown(bits: np.ndarray, skip: int = -1) -> np.ndarray:
    """Add to each axis, save ``skip``, a last place that is the union (bitwise or) of the places before it."""
    for axis in range(bits.ndim):
        if axis != skip:
            bits = np.concatenate([bits, np.bitwise_or.reduce(bits, axis=axis, keepdims=True)], axis=axis)
    return bits


def _ask(verdicts: np.ndarray) -> np.ndarray:
    """Return per cell the bits of the unknown facts on which the verdict depends."""
    ask = np.zeros([size + 1 for size in verdicts.shape], np.uint64)
    for axis in range(verdicts.ndim):
        flips = verdicts.min(axis=axis, keepdims=True) != verdicts.max(axis=axis, keepdims=True)
        place = [slice(None)] * verdicts.ndim
        place[axis] = slice(-1, None)
        ask[tuple(place)] |= _with_unknown(flips.astype(np.uint64), skip=axis) << np.uint64(axis)
    return ask


def _number(
    rules: Sequence[Rule],
    facts: Sequence[str],
    bits: int,
    mask: int,
    purpose: str,
    outcomes: dict[tuple, tuple[int, Decision]],
) -> int:
    reached = [rule for number, rule in enumerate(rules) if bits >> number & 1]
    decision = summarise(reached, [name for place, name in enumerate(facts) if mask >> place & 1], purpose)
    return outcomes.setdefault((decision.rules, decision.ask, decision.contested), (len(outcomes), decision))[0]


def _offsets(
    names: Sequence[str], facts: Sequence[str], classes: Mapping[str, np.ndarray], shape: Sequence[int]
) -> np.ndarray:
    """Return what each code of a pack adds to the flat index of a slice's cells."""
    total = np.zeros(1, np.intp)
    for name in names:
        if name in facts:
            stride = int(np.prod(shape[facts.index(name) + 1 :], dtype=np.intp))
            line = classes[name] * stride
        else:
            line = np.zeros(RADIX[name], np.intp)
        total = (total[:, None] + line).ravel()
    return total
