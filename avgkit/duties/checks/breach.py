"""A data breach: what you must do, and until when (AVG art. 33 and 34)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from avgkit.base.toml_data import read_data, records
from avgkit.duties.checks.obligations import Duty, outcome
from avgkit.duties.checks.questions import NO, YES, Answers, Question, question

HOURS = 72
"""Counted from the moment of knowing, also in a weekend. Source: AVG art. 33(1)."""
_TIME = ZoneInfo("Europe/Amsterdam")
TEXTS = "duties/checks/breach.toml"
RISK: Mapping[str, str] = read_data(TEXTS)["risk"]


def _question(options: str = "", **told: Any) -> Question:
    return question(group=read_data(TEXTS)["group"], options=read_data(TEXTS)[options] if options else None, **told)


QUESTIONS = {question.id: question for question in records(TEXTS, "question", _question)}


def deadline(found: datetime) -> datetime:
    """Return the Dutch clock time 72 hours after a Dutch clock time, also across the change of the clock."""
    return (found.replace(tzinfo=_TIME).astimezone(UTC) + timedelta(hours=HOURS)).astimezone(_TIME).replace(tzinfo=None)


def breach_duties(answers: Answers) -> tuple[Duty, ...]:
    """Return the outcome for the own log, the report to the AP and the word to the people; empty without a breach."""
    if answers.get("breach") != YES:
        return ()
    risk = answers.get("breach_risk")
    return outcome(TEXTS, "breach_log", "always"), _report(risk), _tell(risk, answers.get("breach_unreadable"))


def _report(risk: object) -> Duty:
    if risk not in RISK:
        return outcome(TEXTS, "breach_report", "open", ("breach_risk",))
    return outcome(TEXTS, "breach_report", "unlikely" if risk == "none" else "likely")


def _tell(risk: object, unreadable: object) -> Duty:
    if risk not in RISK:
        return outcome(TEXTS, "breach_tell", "risk_open", ("breach_risk",))
    if risk != "high":
        return outcome(TEXTS, "breach_tell", "not_high")
    if unreadable not in (YES, NO):
        return outcome(TEXTS, "breach_tell", "readable_open", ("breach_unreadable",))
    return outcome(TEXTS, "breach_tell", "unreadable" if unreadable == YES else "readable")
