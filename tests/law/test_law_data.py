"""The law as TOML: code and data agree, a mistake is told with file and line, and a coming rule needs nothing else."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path

import pytest

from avgkit.base import toml_data
from avgkit.base.errors import AvgkitError
from avgkit.base.toml_data import _PACKAGE, DataError, read_data
from avgkit.law import moments, rules
from avgkit.law.decision import decide
from avgkit.law.facts import (
    CONTACT_FACTS,
    FACTS,
    UNKNOWN,
    VERDICT_LABELS,
    YEARS_LIMIT,
    Channel,
    Purpose,
    Verdict,
    groups,
    values_said,
)
from avgkit.law.rule_cases import rule_cases
from avgkit.law.rules import RULES, load, rule_data, wording

ROOT = Path(__file__).parent.parent.parent
spec = importlib.util.spec_from_file_location("rules_report", ROOT / "tools" / "rules.py")
tool = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tool)
CALLS = "law/rules/calls.toml"


def test_the_facts_of_the_code_and_of_the_data_are_the_same():
    for fact in FACTS.values():
        assert list(fact.labels) == list(fact.values)
        assert {fact.default, fact.in_cases} <= {UNKNOWN, *fact.labels}
    assert list(VERDICT_LABELS) == list(Verdict)
    assert (FACTS["channel"].values, FACTS["purpose"].values) == (Channel, Purpose)
    assert len(CONTACT_FACTS) == len(FACTS) - 2
    assert all(f"{YEARS_LIMIT} jaar" in text for text in FACTS["years_since_relation"].labels.values())


def test_a_group_and_all_but_one_stand_for_values():
    assert values_said("relation", "customers") == {"customer", "former_customer"}
    assert values_said("relation", ["customers", "enquiry"]) == {"customer", "former_customer", "enquiry"}
    assert values_said("relation", "!none") == set(FACTS["relation"].labels) - {"none"}
    assert not {name for fact, name in groups() if name in FACTS[fact].labels}, "a group hides no value"


def test_each_precedence_and_wording_is_used():
    used = {rule.precedence for rule in RULES}
    assert used == {entry["id"] for entry in read_data("law/precedence.toml")["precedence"]}
    text = "".join((_PACKAGE / name).read_text(encoding="utf-8") for name in rule_data() if "/rules/" in name)
    for entry in read_data("law/wording.toml")["wording"]:
        assert f"{{{entry['id']}}}" in text
        assert wording(entry["id"])


def test_no_text_of_a_moment_is_about_a_day_on_which_nothing_changes():
    assert set(moments.told_moments()) <= set(rules.regimes())


def changed(id, /, **said):
    """The data of the rules with other keys at one rule; None takes a key away."""
    data = {name: deepcopy(file) for name, file in rule_data().items()}
    for file in data.values():
        for entry in file.get("rule", ()):
            if entry["id"] == id:
                entry.update(said)
                for key in [key for key, value in said.items() if value is None]:
                    del entry[key]
    return data


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"when": {"kleur": "rood"}}, "kleur"),
        ({"when": {"channel": "duif"}}, "duif"),
        ({"sources": ["WEG"]}, "WEG"),
        ({"precedence": "eerst"}, "eerst"),
        ({"verdict": "depends"}, "depends"),
        ({"contested_for": ["feest"]}, "feest"),
        ({"valid_from": None}, "valid_from"),
        ({"valid_to": date(2018, 5, 24)}, "2018-05-24"),
        ({"valid_to": "30-06-2021"}, "“30-06-2021” is geen dag voor valid_to"),
        ({"sources": "TW16"}, "sources is geen lijst"),
        ({"duties": "Stop."}, "duties is geen lijst"),
        ({"when": "e-mail"}, "when is geen tabel"),
        ({"valid_from": date(2018, 5, 24)}, "2018-05-24"),
        ({"what_now": "{weg}"}, "weg"),
        ({"duties": ["{weg}"]}, "weg"),
        ({"id": "call_legal_person_2018"}, "call_legal_person_2018"),
        ({"like": "call_listed_2018"}, "call_listed_2018"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_mistake_in_a_rule_is_told_with_its_file_and_line(said, told):
    lines = (_PACKAGE / CALLS).read_text(encoding="utf-8").splitlines()
    later = "call_listed_2018" if said.get("id") is None else "call_legal_person_2018"
    with pytest.raises(DataError, match=told) as error:
        load(changed("call_listed_2018", **said))
    head = lines.index(f'id = "{later}"')
    assert f"avgkit/{CALLS}, regel {head}: " in str(error.value)


@pytest.mark.parametrize("keep", [slice(0), slice(0, 1), slice(1, None)])
def test_a_rule_without_a_yes_or_a_no_is_told_with_its_file_and_line(keep):
    cases = next(entry["case"] for entry in read_data(CALLS)["rule"] if entry["id"] == "call_listed_2018")
    with pytest.raises(DataError, match=rf"{CALLS}, regel \d+: "):
        rule_cases(changed("call_listed_2018", case=cases[keep]))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"kleur": "rood"}, "“kleur” bestaat hier niet"),
        ({"channel": "duif"}, "“duif” is geen waarde van channel"),
        ({"day": "morgen"}, "“morgen” is geen dag"),
        ({"facts": {"consent": "ja"}}, "“ja” is geen waarde van consent"),
        ({"verdict": "toegestaan"}, "“toegestaan” is geen oordeel"),
        ({"verdict": None}, "er ontbreekt: verdict"),
        ({"decided_by": "weg"}, "“weg” .* is geen regel"),
        ({"but": {"channel": "post", "purpose": "offer"}}, "één verschil"),
    ],
)
def test_a_mistake_in_a_case_is_told_with_the_line_of_the_case(said, told):
    cases = deepcopy(next(entry["case"] for entry in read_data(CALLS)["rule"] if entry["id"] == "call_listed_2018"))
    cases[0].update(said)
    for key in [key for key, value in said.items() if value is None]:
        del cases[0][key]
    lines = (_PACKAGE / CALLS).read_text(encoding="utf-8").splitlines()
    line = lines.index("[[rule.case]]", lines.index('id = "call_listed_2018"')) + 1
    with pytest.raises(DataError, match=f"{CALLS}, regel {line}: .*{told}"):
        rule_cases(changed("call_listed_2018", case=cases))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[item]]\nid = "a"\ncolour = "red"', "regel 1: de sleutel “colour” bestaat hier niet"),
        ("[[item]]", "regel 1: er ontbreekt: id"),
        ('[[item]]\nid = "a"\n[[item]]\nid = "a"', "regel 3: “a” staat er al"),
        ("[[item]]\nid = a", "regel 2: dit is geen geldige TOML"),
        ('[[items]]\nid = "a"', "er ontbreekt: item"),
    ],
)
def test_a_mistake_in_a_file_of_records_is_one_dutch_sentence(monkeypatch, tmp_path, text, told):
    (tmp_path / "items.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(toml_data, "_PACKAGE", tmp_path)
    read_data.cache_clear()
    with pytest.raises(DataError, match=told):
        toml_data.records("items.toml", "item", lambda id: id)
    read_data.cache_clear()


def test_the_command_tells_a_file_that_it_cannot_read_in_one_sentence(tmp_path):
    shutil.copytree(_PACKAGE, tmp_path / "avgkit", ignore=shutil.ignore_patterns("__pycache__"))
    facts = tmp_path / "avgkit" / "law" / "facts.toml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("label = ", "naam = ", 1), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "avgkit", "decide", "--channel", "email", "--purpose", "offer"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "avgkit/law/facts.toml, regel " in done.stderr


def test_the_order_and_number_of_files_do_not_matter():
    def said(data):
        return {(rule.id, rule.reason, rule.valid_from, rule.precedence) for rule in load(data)}

    assert said(dict(reversed(rule_data().items()))) == said(rule_data())


@pytest.fixture
def coming(monkeypatch):
    """An invented law, later than any that we know: no calls to companies."""
    start = rules.regimes()[-1] + timedelta(days=400)
    data = changed("call_legal_person_2021", valid_to=start - timedelta(days=1))
    new = {"id": "call_legal_person_2027", "like": "call_natural_person_2021", "valid_from": start}
    new["when"] = {"recipient": "legal_person"}
    data["law/rules/coming.toml"] = {"rule_set": "law", "rule": [new]}
    monkeypatch.setattr(rules, "RULES", load(data))
    for kept in (rules.regimes, rules._in_force):
        kept.cache_clear()
    monkeypatch.setattr(rules, "MOMENTS", rules._moments())
    yield start
    for kept in (rules.regimes, rules._in_force):
        kept.cache_clear()


def test_a_rule_may_lie_in_the_future_and_nothing_else_changes(coming):
    facts = {"recipient": "legal_person", "objection": "no", "consent": "none"}
    assert rules.regimes()[-1] == coming
    before, after = (decide("phone", "offer", as_of=coming - timedelta(days=days), **facts) for days in (1, 0))
    assert (before.verdict, after.verdict, after.rule) == ("conditional", "not_allowed", "call_legal_person_2027")
    moment = rules.moment_of(coming)
    assert moment.day == coming
    assert "telefoon" in moment.change
    assert "e-mail" not in moment.change
    assert moment.title.strip()
    assert moment.articles == after.articles[0]
    assert set(moment.sources) == {source["key"] for source in after.sources}


def test_a_day_without_a_version_in_force_is_a_sentence(monkeypatch):
    monkeypatch.setattr(rules, "regimes", lambda rule_set: (date(2030, 1, 1),))
    with pytest.raises(AvgkitError, match=r"24-11-2026 is er geen versie .*\.$"):
        decide("email", "offer", as_of="2026-11-24")


def test_the_report_for_an_author_finds_nothing_wrong():
    assert not [*tool.overlaps(RULES), *tool.gaps(RULES), *tool.unreachable(RULES), *tool.wrong_cases()]
    assert not [*tool.edits(RULES, RULES), *tool.moves(RULES, RULES)]


def test_the_report_names_what_is_wrong_and_what_moves():
    def without(*ids):
        return tuple(rule for rule in RULES if rule.id not in ids)

    def told(found):
        return "\n".join(f"{place} {text}" for place, text in found)

    twice = load(changed("call_listed_2018", when={"register": "not_listed"}, like="call_not_listed_2018"))
    assert any("call_listed_2018" in line and "call_not_listed_2018" in line for line in tool.overlaps(twice))
    assert any("call_listed_2018" in line for line in tool.unreachable(twice))
    gaps = [*tool.gaps(without("linkedin_no_consent"))]
    assert {place[2] for place, _ in gaps} == {Channel.LINKEDIN_MESSAGE}
    assert "complete cases, such as" in gaps[0][1]
    moved = [*tool.moves(RULES, without("call_customer_2026"))]
    assert {place[2] for place, _ in moved} == {Channel.PHONE}
    assert min(place[1] for place, _ in moved) == date(2026, 7, 1)
    assert "not_allowed by call_customer_2026 becomes not_allowed by call_natural_person_2021" in told(moved)
    softer = load(changed("linkedin_no_consent", verdict="conditional"))
    assert "becomes conditional by linkedin_no_consent" in told(tool.moves(RULES, softer))
    assert [*tool.edits(RULES, softer)] == ["linkedin_no_consent: other verdict"]


def test_the_command_prints_the_report():
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "rules.py"), "--against", "no-such-revision"],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.stdout.startswith("Overlaps: none\nGaps: none\nUnreachable rules: none\nCases that do not hold: none")
    assert done.returncode == 2
    assert "no-such-revision" in done.stderr
