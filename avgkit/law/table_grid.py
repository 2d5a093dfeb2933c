"""The rules of one group of channels and purposes as a grid: which rules may decide each case, and what to ask.

The values of a fact that no rule tells apart form one class; there is one axis per fact, with ``unknown`` as an extra
place on it. Complete cases are filled rule by rule; a place for unknown is the union of the places along its axis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from avgkit.law.facts import CONTACT_FACTS, FACTS
from avgkit.law.rules import Rule

RADIX = {name: len(FACTS[name].labels) + 1 for name in CONTACT_FACTS}
"""Codes per fact: its values in the order of the vocabulary, then unknown."""
PACKS = (
    ("relation", "details_source", "consent", "objection", "sender"),
    (
        "recipient",
        "years_since_relation",
        "similar_product",
        "opt_out_offered",
        "register",
        "non_mailing",
        "number_kind",
    ),
)
"""Facts that share one code, so that a look-up takes two small gathers instead of ten."""


@dataclass(frozen=True)
class CellGrid:
    """The cells of the channels and purposes that the same rules concern, before they get an outcome.

    ``places`` holds for each pack the row (or column) of ``cells`` for each combination of its facts, with unknown.
    ``kinds`` has the distinct cells: the rules that may decide (their numbers and ids) and the facts to ask for.
    """

    rules: Sequence[Rule]
    facts: tuple[str, ...]
    classes: Mapping[str, np.ndarray]
    places: tuple[np.ndarray, ...]
    cells: np.ndarray
    kinds: Sequence[tuple[list[int], tuple[str, ...], tuple[str, ...]]]

    def packed_facts(self) -> list[list[str]]:
        """Return the facts of each pack that these cells have an axis for."""
        return [[name for name in names if name in self.facts] for names in PACKS]

    def unfolded(self, compact: np.ndarray) -> np.ndarray:
        """Return what stands in these rows and columns with one axis per fact, in the order of ``facts``."""
        order = [name for names in self.packed_facts() for name in names]
        whole = compact[self.places[0]][:, self.places[1]]
        shaped = whole.reshape([int(self.classes[name][-1]) + 1 for name in order])
        return shaped.transpose([order.index(name) for name in self.facts]).copy()

    def offsets(self) -> tuple[np.ndarray, ...]:
        """Return per pack what each of its codes adds to the flat index of ``cells``."""
        strides = (self.cells.shape[1], 1)
        return tuple(
            self.places[number][_combination(names, self.facts, self.classes)] * strides[number]
            for number, names in enumerate(PACKS)
        )


_GRIDS: dict[tuple[int, ...], CellGrid] = {}
"""Grids by the identity of their rules, which they hold: regimes of which the rules for a channel are the same share
one.
"""


def grid_of(rules: Sequence[Rule]) -> CellGrid:
    """Return the grid of these rules; made once."""
    key = tuple(map(id, rules))
    if key not in _GRIDS:
        _GRIDS[key] = _grid(rules)
    return _GRIDS[key]


def _grid(rules: Sequence[Rule]) -> CellGrid:
    facts = tuple(name for names in PACKS for name in names if any(name in rule.when for rule in rules))
    if len(rules) + len(facts) > 64:
        raise LookupError("more rules and facts than one number has bits")
    classes = {name: classes_of(name, rules) for name in facts}
    deciding = deciding_rules(rules, facts, classes)
    if (deciding < 0).any():
        raise LookupError("some complete case has no deciding rule")
    verdicts = np.array([list(dict.fromkeys(r.verdict for r in rules)).index(rule.verdict) for rule in rules], np.uint8)
    bits = _with_unknown(np.left_shift(np.uint64(1), deciding.astype(np.uint64)))
    bits |= _ask(verdicts[deciding]).astype(np.uint64) << np.uint64(len(rules))
    height = int(np.prod([int(classes[name][-1]) + 1 for name in PACKS[0] if name in facts], dtype=np.intp))
    once, rows = _once(bits.reshape(height, -1))
    turned, columns = _once(once.T)
    distinct, cells = np.unique(turned.T, return_inverse=True)
    kinds = [_kind(kind, [rule.id for rule in rules], facts) for kind in distinct.tolist()]
    own = tuple(name for name in CONTACT_FACTS if name in facts)
    return CellGrid(rules, own, classes, (rows, columns), cells.reshape(turned.T.shape), kinds)


def _once(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct rows, and for each row which of them it is."""
    seen: dict[bytes, int] = {}
    places = np.array([seen.setdefault(row.tobytes(), len(seen)) for row in rows], np.intp)
    return rows[np.unique(places, return_index=True)[1]], places


def _kind(bits: int, ids: Sequence[str], facts: Sequence[str]) -> tuple[list[int], tuple[str, ...], tuple[str, ...]]:
    size = len(ids)
    reached = [number for number in range(size) if bits >> number & 1]
    ask = {name for place, name in enumerate(facts, size) if bits >> place & 1}
    return reached, tuple([ids[number] for number in reached]), tuple([name for name in CONTACT_FACTS if name in ask])


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
    ask = np.zeros([size + 1 for size in verdicts.shape], np.uint16)
    for axis in range(verdicts.ndim):
        flips = verdicts.min(axis=axis, keepdims=True) != verdicts.max(axis=axis, keepdims=True)
        place = [slice(None)] * verdicts.ndim
        place[axis] = slice(-1, None)
        ask[tuple(place)] |= _with_unknown(flips, skip=axis).astype(np.uint16) << np.uint16(axis)
    return ask


def _combination(names: Sequence[str], facts: Sequence[str], classes: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return for each code of a pack the number of its combination of classes, of the facts that have an axis."""
    total = np.zeros(1, np.intp)
    for name in names:
        line = classes[name] if name in facts else np.zeros(RADIX[name], np.intp)
        total = (total[:, None] * (int(line.max()) + 1) + line).ravel()
    return total
