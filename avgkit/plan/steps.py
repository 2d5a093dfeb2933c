"""The plan as steps: today, this week, this year; in each the highest risk first, and then what helps most contacts.

What the steps say stands in ``steps.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from avgkit.base.dutch import dutch_day
from avgkit.base.toml_data import read_data, records
from avgkit.contacts.list_channels import DETAIL
from avgkit.law import rules
from avgkit.law.codes import FactCodes
from avgkit.law.facts import Verdict
from avgkit.law.table import table_as_of
from avgkit.plan.groups import QUIET_YEARS, Plan
from avgkit.plan.retention import ADVERTISING

TEXTS = "plan/steps.toml"
_TOLD = read_data(TEXTS)
TODAY, WEEK, YEAR = _WHENS = tuple(_TOLD["when"][when] for when in ("today", "week", "year"))
HIGH, MIDDLE, LOW = _RISKS = tuple(_TOLD["risk"][risk] for risk in ("high", "middle", "low"))
MOST_QUESTIONS = 3
ARTICLES: Mapping[str, str] = _TOLD["articles"]
"""Where the law asks for a fact, for the step that finds it out."""


@dataclass(frozen=True)
class Step:
    """One thing to do: when, how great the risk is, what (Dutch), for how many contacts, why, the article, and where.

    ``group`` names the attribute of the plan that says who, or is empty when the step is about a question or the
    whole list. ``fact``: what the interview asks for this step, if it does.
    """

    when: str
    risk: str
    what: str
    contacts: int
    why: str
    article: str
    where: str
    group: str = ""
    fact: str = ""


def steps_of(plan: Plan) -> list[Step]:
    """Return the steps that concern anybody, in order."""
    steps = [step for step in (*_groups(plan), *_questions(plan), *_coming(plan), *_papers(plan)) if step.contacts]
    return sorted(steps, key=lambda s: (_WHENS.index(s.when), _RISKS.index(s.risk), -s.contacts))


def numbered(steps: list[Step]) -> dict[str, int]:
    """Return the number of each step that is about a group, by the name of the group: as on the sheet."""
    return {group: number for number, group in enumerate((step.group for step in steps if step.group), 1)}


def _groups(plan: Plan) -> list[Step]:
    """Return the steps that are about a group of contacts, with empty groups too."""
    return [
        replace(step, what=step.what.format(quiet_years=QUIET_YEARS), contacts=len(getattr(plan, step.group)))
        for step in records(TEXTS, "step", _step)
    ]


def _step(when: str, risk: str, **told: Any) -> Step:
    """Return a step as the file tells it, still for nobody."""
    return Step(when=_TOLD["when"][when], risk=_TOLD["risk"][risk], **{"contacts": 0, **told})


def _questions(plan: Plan) -> list[Step]:
    found = _step(**_TOLD["question"], article="")
    return [
        replace(
            found,
            what=found.what.format(question=_inside(str(row.question))),
            contacts=int(row.contacts),
            article=ARTICLES[str(row.fact)],
            fact=str(row.fact),
        )
        for row in plan.questions.head(MOST_QUESTIONS).itertuples(index=False)
    ]


def _inside(question: str) -> str:
    return question[:1].lower() + question[1:]


def _coming(plan: Plan) -> list[Step]:
    """Return a step for each later day on which the law changes, for those whose outcome it changes."""
    cases, told = plan.cases, _TOLD["coming"]
    pairs = [(str(channel), str(purpose)) for channel in DETAIL for purpose in ADVERTISING]
    now = _verdicts(cases.codes, cases.as_of, pairs)
    return [
        _step(
            told["when"],
            told["risk"],
            what=told["what"].format(day=dutch_day(moment.day), title=_inside(moment.title)),
            why=moment.change,
            article=moment.articles,
            where=told["where"],
            contacts=int((_verdicts(cases.codes, moment.day, pairs) != now).any(axis=0).sum()),
        )
        for moment in rules.MOMENTS
        if moment.day > cases.as_of
    ]


def _verdicts(codes: FactCodes, day: date, pairs: list[tuple[str, str]]) -> np.ndarray:
    """Return the verdicts (as places in Verdict) by the law of a day, pairs x contacts."""
    table = table_as_of(day)
    numbers = codes.outcomes(table, pairs)
    return np.array([[*Verdict].index(outcome.verdict) for outcome in table.outcomes], np.uint8)[numbers]


def _papers(plan: Plan) -> list[Step]:
    return [_step(**_TOLD["papers"], contacts=len(plan.contacts))]


def step_table(steps: list[Step]) -> pd.DataFrame:
    """Return the steps as a frame; index wanneer; risico, wat, contacten, waarom, artikel, waar."""
    rows = [(s.when, s.risk, s.what, s.contacts, s.why, s.article, s.where) for s in steps]
    columns = ["wanneer", "risico", "wat", "contacten", "waarom", "artikel", "waar"]
    return pd.DataFrame(rows, columns=columns).set_index("wanneer")
