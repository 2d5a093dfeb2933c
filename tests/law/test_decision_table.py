"""The properties of design.md, proved over the whole table of every regime of both rule sets."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import product

import numpy as np
import pytest

from avgkit.base.errors import AvgkitError
from avgkit.law.decision import decide, summarise
from avgkit.law.fact_codes import code_of, said_by
from avgkit.law.facts import (
    CONTACT_FACTS,
    FACTS,
    UNKNOWN,
    Channel,
    Consent,
    Purpose,
    RuleSet,
    Verdict,
)
from avgkit.law.rules import RULES, SOURCES, regimes, rules_as_of
from avgkit.law.table import RADIX, table_as_of

REGIMES = [(rule_set, start) for rule_set in RuleSet for start in regimes(rule_set)]
RANK = {Verdict.NOT_ALLOWED: 0, Verdict.DEPENDS: 0, Verdict.CONDITIONAL: 1, Verdict.ALLOWED: 2}
"""How much a verdict permits: ``depends`` permits nothing yet."""
DIRECT = {Purpose.NEWSLETTER, Purpose.OFFER, Purpose.PERMISSION_REQUEST, Purpose.FEEDBACK_REQUEST}

each_regime = pytest.mark.parametrize(("rule_set", "start"), REGIMES, ids=[f"{s}-{d}" for s, d in REGIMES])


def value_classes(rules, name):
    """Representatives of a fact's values: one for each set of rules that admit the same values."""
    kinds = {}
    for value in FACTS[name].labels:
        kinds.setdefault(tuple(value in rule.when.get(name, (value,)) for rule in rules), value)
    return tuple(kinds.values())


def complete_cases(rules):
    """Every complete case, up to values that no rule tells apart."""
    names = [name for name in CONTACT_FACTS if any(name in rule.when for rule in rules)]
    for values in product(*(value_classes(rules, name) for name in names)):
        yield dict(zip(names, values, strict=True))


def first_of_each_grid():
    """The channel and purpose where each grid of cells is met first: what is proved there holds wherever it is
    shared.
    """
    seen, found = set(), {}
    for rule_set, start in REGIMES:
        found[rule_set, start] = []
        for pair, part in table_as_of(start, rule_set).slices.items():
            if id(part.grid) not in seen:
                seen.add(id(part.grid))
                found[rule_set, start].append(pair)
    return found


FIRST = first_of_each_grid()


def slices(rule_set, start):
    table = table_as_of(start, rule_set)
    for channel, purpose in FIRST[rule_set, start]:
        yield channel, purpose, table.slices[channel, purpose], table


def ranks(part, table):
    return np.array([RANK[outcome.verdict] for outcome in table.outcomes])[part.cells]


def axis_places(part, name, *values):
    """Places of these values on a fact's axis."""
    codes = [list(FACTS[name].labels).index(value) for value in values]
    return sorted({int(part.classes[name][code]) for code in codes})


@cache
def deciders(rule_set, ids):
    """The rules that decide some complete case of these rules; every case is decided by exactly one."""
    near = [rule for rule in RULES if rule.id in set(ids)]
    found = set()
    for case in complete_cases([rule for rule in near if rule.rule_set == rule_set]):
        fitting = [rule for rule in near if all(case[n] in v for n, v in rule.when.items() if n in CONTACT_FACTS)]
        assert fitting, case
        top = [rule.id for rule in fitting if rule.precedence == fitting[0].precedence]
        assert len(top) == 1, (top, case)
        found.add(top[0])
    return frozenset(found)


@each_regime
def test_every_complete_case_has_exactly_one_deciding_rule(rule_set, start):
    rules = rules_as_of(start, rule_set)
    deciding = set()
    for channel, purpose in product(Channel, Purpose):
        near = [rule for rule in rules if channel in rule.when.get("channel", (channel,))]
        near = [rule for rule in near if purpose in rule.when.get("purpose", (purpose,))]
        deciding |= deciders(rule_set, tuple(rule.id for rule in near))
    assert deciding == {rule.id for rule in rules}, "no rule is unreachable"


@each_regime
def test_the_table_gives_each_complete_case_the_verdict_of_its_rule(rule_set, start):
    rules = rules_as_of(start, rule_set)
    for channel, purpose, part, table in slices(rule_set, start):
        near = [rule for rule in rules if channel in rule.when.get("channel", (channel,))]
        near = [rule for rule in near if purpose in rule.when.get("purpose", (purpose,))]
        for case in complete_cases(near):
            case |= {"channel": channel, "purpose": purpose}
            first = next(rule for rule in near if rule.fits(case))
            place = tuple(axis_places(part, name, case[name])[0] for name in part.facts)
            outcome = table.outcomes[part.cells[place]]
            assert (outcome.rule, outcome.verdict) == (first.id, first.verdict)


@each_regime
def test_an_unknown_fact_gives_the_verdict_that_all_completions_share(rule_set, start):
    for _, _, part, table in slices(rule_set, start):
        bits = np.array([1 << list(Verdict).index(outcome.verdict) for outcome in table.outcomes], np.uint8)[part.cells]
        depends = 1 << list(Verdict).index(Verdict.DEPENDS)
        complete = bits[tuple(slice(0, -1) for _ in part.facts)]
        assert not (complete & depends).any(), "a complete case is never undecided"
        shared = complete
        for axis in range(shared.ndim):
            shared = np.concatenate([shared, np.bitwise_or.reduce(shared, axis=axis, keepdims=True)], axis=axis)
        differ = (shared & (shared - 1)) != 0
        assert (bits == np.where(differ, depends, shared)).all()


@each_regime
def test_ask_is_the_smallest_set_that_settles(rule_set, start):
    """Answering all of ``ask`` settles every case, and leaving out any one of it does not."""
    for _, _, part, table in slices(rule_set, start):
        settled = np.array([outcome.verdict != Verdict.DEPENDS for outcome in table.outcomes])
        bit = {name: 1 << place for place, name in enumerate(part.facts)}
        asks = np.array([sum(bit.get(name, 0) for name in outcome.ask) for outcome in table.outcomes], np.uint16)
        asks = asks[part.cells]

        def check(axis, mask, settles, asks=asks):
            if axis == settles.ndim:
                assert (settles == ((asks & ~np.uint16(mask)) == 0)).all(), mask
                return
            check(axis + 1, mask, settles)
            places = [slice(None)] * settles.ndim  # known now: every answer must settle, so all the places of this axis
            places[axis] = slice(0, -1)
            every = settles[tuple(places)]
            last = np.logical_and.reduce(every, axis=axis, keepdims=True)
            check(axis + 1, mask | 1 << axis, np.concatenate([every, last], axis=axis))

        check(0, 0, settled[part.cells])


@each_regime
def test_objection_and_withdrawal_leave_nothing(rule_set, start):
    for channel, purpose, part, table in slices(rule_set, start):
        if channel == Channel.PUBLIC_POST or purpose not in DIRECT:
            continue
        rank = ranks(part, table)
        for name, value in (("objection", "yes"), ("consent", Consent.WITHDRAWN)):
            assert rank.take(axis_places(part, name, value), axis=part.facts.index(name)).max() == 0


@each_regime
def test_adding_consent_never_makes_a_verdict_worse(rule_set, start):
    for _, _, part, table in slices(rule_set, start):
        if "consent" not in part.facts:
            continue
        axis, rank = part.facts.index("consent"), ranks(part, table)
        valid = rank.take(axis_places(part, "consent", Consent.VALID), axis=axis)
        others = [value for value in Consent if value != Consent.VALID]
        assert (rank.take(axis_places(part, "consent", *others), axis=axis) <= valid).all()


@each_regime
def test_making_a_fact_unknown_never_makes_it_better(rule_set, start):
    for _, _, part, table in slices(rule_set, start):
        rank = ranks(part, table)
        for axis in range(rank.ndim):
            known = rank[tuple(slice(0, -1) if a == axis else slice(None) for a in range(rank.ndim))]
            unknown = rank.take([-1], axis=axis)
            assert (unknown <= known).all()


@each_regime
def test_service_reply_and_public_posts(rule_set, start):
    for channel, purpose, part, table in slices(rule_set, start):
        allowed = np.array([outcome.verdict == Verdict.ALLOWED for outcome in table.outcomes])[part.cells]
        if channel == Channel.PUBLIC_POST:
            assert allowed.all()
        elif purpose in (Purpose.REPLY, Purpose.SERVICE):
            strangers = ["none", "connection"] if rule_set == RuleSet.LAW else ["none"]
            if rule_set != RuleSet.LAW and purpose == Purpose.SERVICE:
                strangers = []
            related = [value for value in FACTS["relation"].labels if value not in strangers]
            if "relation" not in part.facts:
                assert allowed.all()
                continue
            axis = part.facts.index("relation")
            assert allowed.take(axis_places(part, "relation", *related), axis=axis).all()
            assert not allowed.take(axis_places(part, "relation", *strangers), axis=axis).any()
            assert not allowed.take([-1], axis=axis).any(), "who may be a stranger is not let through"


@each_regime
def test_decide_agrees_with_the_table(rule_set, start):
    """The one-case path (a decision diagram) and the compiled table are two programs; they agree: every cell of a small
    slice, and about four thousand of a large one (its completions are proved above)."""
    for channel, purpose, part, table in slices(rule_set, start):
        names = [
            [*(first_of(part, name, place) for place in range(size - 1)), UNKNOWN]
            for name, size in zip(part.facts, part.cells.shape, strict=True)
        ]
        cells = list(np.ndindex(part.cells.shape)) if part.cells.size < 4000 else spread(part.cells.shape)
        for cell in cells:
            case = {fact: names[axis][place] for axis, (fact, place) in enumerate(zip(part.facts, cell, strict=True))}
            case = {**dict.fromkeys(CONTACT_FACTS, UNKNOWN), **case}
            decision = decide(channel, purpose, as_of=start, rules=rule_set, **case)
            assert decision == table.outcomes[part.cells[cell]], case


def first_of(part, name, place):
    return list(FACTS[name].labels)[list(part.classes[name]).index(place)]


def spread(shape):
    """About four thousand cells of a large table, the same on every run: every k-th one, k odd and prime to it."""
    size = int(np.prod(shape))
    step = next(k for k in range(size // 4000 | 1, size, 2) if np.gcd(k, size) == 1)
    return [tuple(int(i) for i in np.unravel_index(flat, shape)) for flat in range(0, size, step)]


def random_codes(rng, size):
    """Facts of which some are known for a part: a value, unknown, or a set of values, as codes."""
    codes = {}
    for name in CONTACT_FACTS:
        values = list(FACTS[name].labels)
        said = [*values, UNKNOWN]
        for _ in range(4):
            chosen = rng.random(len(values)) < 0.5
            said.append(FACTS[name].said_as([v for v, c in zip(values, chosen, strict=True) if c] or values[:1]))
        codes[name] = np.array([code_of(name, value) for value in rng.choice(said, size)], np.uint8)
    return codes


@each_regime
def test_a_set_gives_what_all_its_completions_share_and_narrowing_gives_nothing_new(rule_set, start):
    """A set behaves as unknown over fewer values: over the whole table, the union of the places of its values."""
    rng = np.random.default_rng(20261125)
    for channel, purpose, part, table in slices(rule_set, start):
        codes = random_codes(rng, 150)
        found = table.look_up(codes, [(channel, purpose)])[0]
        complete = part.cells[tuple(slice(0, -1) for _ in part.facts)]
        verdict = np.array([outcome.verdict for outcome in table.outcomes])
        for row, number in enumerate(found):
            options = [FACTS[name].options(said_by(name, codes[name][row])) for name in part.facts]
            places = [axis_places(part, name, *values) for name, values in zip(part.facts, options, strict=True)]
            shared = set(verdict[np.unique(complete[np.ix_(*places)])]) if places else {verdict[number]}
            assert verdict[number] == (shared.pop() if len(shared) == 1 else Verdict.DEPENDS)
            case = {name: said_by(name, codes[name][row]) for name in CONTACT_FACTS}
            assert table.outcomes[number] == decide(channel, purpose, as_of=start, rules=rule_set, **case)
            for name in part.facts:  # leave one value out: nothing that the wider set did not allow
                wide = FACTS[name].options(case[name])
                if len(wide) > 1:
                    fewer = {**case, name: FACTS[name].said_as(wide[1:])}
                    narrow = decide(channel, purpose, as_of=start, rules=rule_set, **fewer)
                    assert verdict[number] in (Verdict.DEPENDS, narrow.verdict)
                    assert set(narrow.rules) <= set(table.outcomes[number].rules)


def test_a_set_of_one_is_its_value_and_a_set_of_all_is_unknown():
    for fact in (FACTS[name] for name in CONTACT_FACTS):
        for value in fact.labels:
            others = [other for other in fact.labels if other != value]
            assert fact.parse(f"{value}|{value}") == value
            assert fact.parse("!" + "|".join(others)) == value
            assert set(fact.options(fact.parse(f"!{value}"))) == set(others)
        assert fact.parse("|".join(fact.labels)) == UNKNOWN
        with pytest.raises(AvgkitError, match="geen waarde over"):
            fact.parse("!" + "|".join(fact.labels))
        with pytest.raises(AvgkitError, match="duif"):
            fact.parse("duif|" + value)
    with pytest.raises(AvgkitError, match="channel"):
        decide("email|sms", "offer", as_of="2026-11-25")


def test_the_reason_says_the_set_and_not_a_stand_in():
    case = {"recipient": "consumer|sole_trader", "consent": "none", "objection": "no", "relation": "none"}
    open_ = decide("phone", "offer", as_of="2026-11-25", **case)
    assert open_.verdict == "depends"
    assert set(open_.ask) == {"recipient", "details_source"}
    assert "consument of zzp’er" in open_.reason
    settled = decide("phone", "offer", as_of="2026-11-25", **case, details_source="!published_for_offers")
    assert settled.verdict == "not_allowed"
    assert "alles behalve gepubliceerd om aanbiedingen te krijgen" in settled.reason


def test_a_default_is_filled_in_only_when_nothing_is_said():
    case = {"recipient": "legal_person", "consent": "none", "objection": "no"}
    left_out = decide("phone", "offer", as_of="2026-11-25", **case)
    assert (left_out.verdict, left_out.rule) == ("conditional", "call_legal_person_2021")
    assert any("nummer van het bedrijf" in text for text in left_out.conditions)
    for said in ("unknown", "business|private"):
        assert decide("phone", "offer", as_of="2026-11-25", **case, number_kind=said).ask == ("number_kind",)
    post = decide("post", "offer", as_of="2026-11-25", **case)
    assert any("non-mailingindicator" in text for text in post.conditions)


def test_look_up_reads_the_right_cell_of_a_large_list():
    rng = np.random.default_rng(20261124)
    codes = {name: rng.integers(0, RADIX[name], 70_000, dtype=np.uint8) for name in CONTACT_FACTS}
    table = table_as_of(date(2026, 11, 24))
    pairs = list(table.slices)
    found = table.look_up(codes, pairs)
    for row, pair in enumerate(pairs):
        part = table.slices[pair]
        expected = part.cells[tuple(part.classes[name][codes[name]] for name in part.facts)]
        assert (found[row] == expected).all()


def test_rules_are_dated_sourced_and_worded():
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    for rule in RULES:
        assert rule.sources
        assert set(rule.sources) <= set(SOURCES)
        assert rule.articles
        assert rule.reason.endswith(".")
        assert rule.what_now.endswith(".")
        assert bool(rule.contested_for) == bool(rule.other_view)
        assert bool(rule.conditions) == (rule.verdict == Verdict.CONDITIONAL)
        assert bool(rule.duties) == (rule.verdict != Verdict.NOT_ALLOWED)
        assert rule.valid_to is None or rule.valid_from <= rule.valid_to


@pytest.mark.parametrize("rule_set", list(RuleSet))
def test_every_day_since_the_avg_belongs_to_a_regime_with_the_same_rules(rule_set):
    starts = regimes(rule_set)
    assert starts[0] == date(2018, 5, 25)
    for start, following in zip(starts, [*starts[1:], date(2030, 1, 1)], strict=True):
        last = following - timedelta(days=1)
        assert rules_as_of(start, rule_set) == rules_as_of(last, rule_set)
        in_force = {rule.id for rule in RULES if rule.rule_set == rule_set and rule.holds_on(last)}
        assert in_force == {rule.id for rule in rules_as_of(last, rule_set)}


def test_a_day_before_the_avg_is_refused_with_a_sentence():
    with pytest.raises(AvgkitError, match="25 mei 2018"):
        decide("email", "offer", as_of=date(2018, 5, 24))
    with pytest.raises(AvgkitError, match="geen dag"):
        decide("email", "offer", as_of="gisteren")


@pytest.mark.parametrize(
    "facts",
    [
        {"channel": "duif"},
        {"purpose": ""},
        {"recipient": "hond"},
        {"kleur": "rood"},
        {"years_since_relation": "-1"},
        {"years_since_relation": "lang"},
    ],
)
def test_an_unknown_name_or_value_is_a_sentence(facts):
    case = {"channel": "email", "purpose": "offer", **facts}
    with pytest.raises(AvgkitError, match=r"\.$"):
        decide(**case, as_of="2026-11-24")


def test_conditions_and_duties_of_all_completions_are_named():
    either = decide(
        "post", "offer", as_of="2026-11-24", recipient="consumer", objection="no", consent="none", register="not_listed"
    )
    assert either.verdict == Verdict.CONDITIONAL
    one = [rule for rule in rules_as_of(date(2026, 11, 24)) if rule.id in either.rules]
    assert len(one) > 1
    assert set(either.conditions) == {text for rule in one for text in rule.conditions}
    assert summarise(one, (), "offer") == either
