"""The form to sign up with passes our own checks, whatever was chosen, and what it yields proves a consent."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from avgkit.duties.checks.findings import Severity
from avgkit.duties.checks.form_check import check_form
from avgkit.duties.checks.mail_check import check_mail
from avgkit.duties.checks.source import from_bytes
from avgkit.duties.consent.quality import quality
from avgkit.duties.consent.record import ConsentRecord
from avgkit.duties.documents.answer_sheet import example
from avgkit.duties.documents.document_questions import QUESTIONS
from avgkit.duties.documents.papers import make
from avgkit.duties.documents.signup_form import form, letter
from avgkit.law.facts import Consent

DAY = date(2026, 11, 25)
NOOR = example().answers
CHOICES = tuple(QUESTIONS["signup_boxes"].options)
SUBSETS = [chosen for size in range(1, len(CHOICES) + 1) for chosen in combinations(CHOICES, size)]


def graver(report):
    return [finding for finding in report.findings if finding.severity in (Severity.WRONG, Severity.RISK)]


@pytest.mark.parametrize("chosen", SUBSETS, ids="-".join)
def test_the_form_has_no_fault_and_an_empty_box_for_each_choice(chosen):
    page = form(NOOR | {"signup_boxes": chosen})
    assert graver(check_form(from_bytes(page.encode(), "formulier.html"), DAY)) == []
    assert page.count('type="checkbox"') == len(chosen)
    assert "checked" not in page
    assert "<script" not in page


@pytest.mark.parametrize("name", ["confirmation", "farewell"])
def test_a_mail_has_no_fault(name):
    subject, _, body = letter(name, NOOR).partition("\n")
    head = [
        'From: "Fictief Tekst" <noor@example.nl>',
        f"Subject: {subject.removeprefix('Onderwerp: ')}",
        "List-Unsubscribe: <https://example.org/afmelden>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Content-Type: text/plain; charset=utf-8",
    ]
    mail = "\n".join([*head, "", body])
    assert graver(check_mail(from_bytes(mail.encode(), "mail.eml"), DAY)) == []


def test_an_answer_runs_nothing_in_the_form():
    page = form(NOOR | {"name": '"><script>alert(1)</script>', "signup_action": '" onsubmit="x'})
    assert "<script" not in page
    assert 'onsubmit="x' not in page


def test_the_example_misses_nothing_and_an_empty_one_misses_all():
    assert make("signup_form", NOOR, DAY).missing == ()
    assert len(make("signup_form", {}, DAY).missing) == 7
    assert make("balance", NOOR, DAY).missing == ()
    assert len(make("balance", {}, DAY).missing) == 12


def test_a_weighing_never_stands_in_for_consent_by_mail():
    asked = make("balance", NOOR | {"balance_use": "messages"}, DAY)
    assert [found.element.id for found in asked.missing] == ["use"]


def test_what_the_form_yields_proves_a_consent():
    record = ConsentRecord(
        sender="Fictief Tekst",
        channel="email",
        purpose="newsletter",
        email="anna@example.org",
        given_at="2026-11-01T10:00:00",
        confirmed_at="2026-11-01T10:05:00",
        method="box",
        box="unticked",
        separate="yes",
        form_version="2026-11",
        notice_version="2026-11",
        opt_out_offered="yes",
        text=form(NOOR),
        source=str(NOOR["signup_page"]),
        origin="192.0.2.1",
    )
    assert quality(record, DAY).status == Consent.VALID
