"""Texts of the duties stand in TOML and their tests in Python: the ids agree both ways, and a mistake is told with
its line.
"""

from __future__ import annotations

import pytest

from avgkit.base.toml_data import DataError, read_data
from avgkit.duties.checks import form_check, mail_check, mail_headers
from avgkit.duties.checks.findings import rules_of
from avgkit.law.rules import SOURCES

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
