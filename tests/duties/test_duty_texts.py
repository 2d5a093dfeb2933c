"""Texts of the duties stand in TOML and their tests in Python: the ids agree both ways, and a mistake is told with
its line.
"""

from __future__ import annotations

import re
import sys
from dataclasses import fields

import pytest

from avgkit.base.toml_data import DataError, read_data
from avgkit.contacts.tools import tools
from avgkit.duties.checks import breach, form_check, mail_check, mail_headers, obligations
from avgkit.duties.checks.findings import rules_of
from avgkit.duties.checks.obligations import Need
from avgkit.duties.consent.quality import ELEMENTS
from avgkit.duties.documents.activities import ACTIVITIES, BASES
from avgkit.duties.documents.document_questions import _PLACES, QUESTIONS
from avgkit.duties.documents.document_template import FIELD, sections
from avgkit.duties.documents.papers import KINDS
from avgkit.duties.documents.service_providers import HELPERS
from avgkit.law.facts import Consent
from avgkit.law.rules import SOURCES
from avgkit.plan import campaign, steps
from avgkit.plan.campaign import MailSender
from avgkit.plan.groups import Plan

quality = sys.modules[ELEMENTS[0].__module__]
"""The module: ``avgkit.duties.consent`` gives its function under this name."""
CHECKS = {
    ("form.toml", "form"): form_check.FORM_TESTS,
    ("form.toml", "page"): form_check.PAGE_TESTS,
    ("mail.toml", "body"): mail_check.BODY_TESTS,
    ("mail.toml", "head"): mail_headers.TESTS,
}


@pytest.mark.parametrize(("place", "tests"), CHECKS.items(), ids=lambda part: "")
def test_every_text_of_a_check_has_its_test_and_every_test_its_text(place, tests):
    file, table = place
    ids = [entry["id"] for entry in read_data(f"duties/checks/{file}")[table]]
    assert sorted(ids) == sorted(tests)
    assert all(set(entry["sources"]) <= set(SOURCES) for entry in read_data(f"duties/checks/{file}")[table])


def test_a_text_without_a_test_is_told_with_its_line():
    with pytest.raises(DataError, match=r"form\.toml, regel \d+: bij “pre_ticked” hoort nog geen test"):
        rules_of("duties/checks/form.toml", "form", {})


def test_every_element_of_proof_has_its_test_and_every_test_its_element():
    assert sorted(entry["id"] for entry in read_data(quality.TEXTS)["element"]) == sorted(quality.TESTS)
    assert set(read_data(quality.TEXTS)["reasons"]) == set(map(str, Consent)) - {"unknown"}


def test_every_step_and_move_is_about_a_group_of_the_plan():
    told = (*read_data(steps.TEXTS)["step"], *read_data(campaign.TEXTS)["move"])
    assert {entry["group"] for entry in told} <= set(dir(Plan)) | {"contacts"}
    assert {entry["when"] for entry in read_data(steps.TEXTS)["step"]} <= set(read_data(steps.TEXTS)["when"])
    assert set(campaign.NAMES) == {field.name for field in fields(MailSender)}


def test_every_outcome_of_a_duty_is_a_need():
    for file in (obligations.TEXTS, breach.TEXTS):
        told = [*read_data(file)["duty"].values(), read_data(file).get("shared", {})]
        cases = [case for duty in told for case in duty.values() if isinstance(case, dict)]
        assert cases
        assert {case["need"] for case in cases} <= set(map(str, Need))
        assert all(set(duty.get("sources", ())) <= set(SOURCES) for duty in told)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
def test_a_document_names_its_sources_and_asks_questions_that_exist(kind):
    assert set(kind.sources) <= set(SOURCES)
    patterns = [pattern for element in kind.elements for pattern in element.asks]
    assert all(any(fits(pattern, id) for id in QUESTIONS) for pattern in patterns)


@pytest.mark.parametrize(
    "name",
    ["privacy", "register", "retention", "breach", "duties", "agreement", "agreement_check", "balance", "signup_form"],
)
def test_the_sections_of_a_document_ask_for_answers_that_exist(name):
    told = read_data(f"duties/documents/{name}.toml")["section"]
    ids = [id for section in told for part in ("if", "unless") for id in section.get(part, {})]
    text = str([section.get("text", "") for section in told]) + str([section.get("bullets", "") for section in told])
    marks = {mark for mark, _ in FIELD.findall(text)} - {"fill_in", "day", "deadline", "place"}
    ids += [mark.replace("processor.", "{processor}.") for mark in marks]
    assert all(any(fits(pattern, id) for id in QUESTIONS) for pattern in ids)


def fits(pattern, id):
    """Tell whether a question is the one, or of the family, that a pattern names."""
    return re.fullmatch(re.sub(r"\\\{\w+\\\}", r"\\w+", re.escape(pattern)), id)


def test_helpers_and_tools_name_activities_helpers_and_places_that_exist():
    assert all(helper.serves <= set(ACTIVITIES) for helper in HELPERS.values())
    assert {tool.helper for tool in tools()} <= {"", *HELPERS}
    assert {tool.activity for tool in tools()} <= {"", *ACTIVITIES}
    assert {tool.place for tool in tools()} <= {"", *_PLACES}
    assert {activity.basis for activity in ACTIVITIES.values()} <= set(BASES)


def test_a_section_with_a_wrong_key_is_told_with_its_line(monkeypatch, tmp_path):
    (tmp_path / "wrong.toml").write_text('[[section]]\nheading = "Kop"\n\n[[section]]\nkop = "Kop"\n', encoding="utf-8")
    monkeypatch.setattr("avgkit.base.toml_data._PACKAGE", tmp_path)
    with pytest.raises(DataError, match=r"wrong\.toml, regel 4: een stuk tekst kent geen kop"):
        sections("wrong.toml", "section", {})
