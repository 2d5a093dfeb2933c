"""Which duties hold for you: a DPIA (AVG art. 35), an FG (art. 37) and a register (art. 30).

A duty gets the outcome that every way to fill in the open answers shares. Where they differ it cannot be said yet.
Sources: AVG art. 30(5), 35(1), 35(3), 37(1); the nine criteria of WP248; the list of the AP. See ``SOURCES`` for what
was read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from avgkit.base.toml_data import read_data, records
from avgkit.duties.checks.questions import NO, YES, Answers, Question, question

TEXTS = "duties/checks/duties.toml"


class Need(StrEnum):
    """Whether a duty holds."""

    REQUIRED = "required"
    WEIGH = "weigh"
    NOT_REQUIRED = "not_required"
    UNSAID = "unsaid"


NEED_LABELS: Mapping[str, str] = {
    Need.REQUIRED: "nodig",
    Need.WEIGH: "zelf afwegen",
    Need.NOT_REQUIRED: "niet nodig",
    Need.UNSAID: "nog niet te zeggen",
}


@dataclass(frozen=True)
class Duty:
    """The outcome for one duty, with the ids of the questions that are still open."""

    id: str
    label: str
    need: Need
    reason: str
    articles: str
    sources: tuple[str, ...]
    open: tuple[str, ...] = ()


def _asked(table: str, group: str) -> tuple[Question, ...]:
    make = partial(question, group=read_data(TEXTS)["groups"][group], kind="yes_no")
    return records(TEXTS, table, make)


CRITERIA = _asked("dpia", "dpia")
"""The nine criteria of WP248 rev.01, as questions in our words."""
(SOLE,) = _asked("dpia_first", "dpia")
LEFT_OUT: tuple[str, ...] = tuple(read_data(TEXTS)["left_out_for_sole"])
"""Criteria that belong to the work of a sole carer or lawyer, for which no DPIA is due (recital 91)."""
AP_LIST: tuple[str, ...] = tuple(read_data(TEXTS)["names_on_ap_list"])
"""The seventeen kinds of processing on the list of the AP of 27 November 2019, by their names."""
(_ON_LIST,) = _asked("ap_list", "dpia")
ON_AP_LIST = replace(_ON_LIST, help=_ON_LIST.help.format(names_on_ap_list=", ".join(AP_LIST)))
FG = _asked("fg", "fg")
REGISTER = _asked("register", "register")
QUESTIONS = {question.id: question for question in (SOLE, *CRITERIA, ON_AP_LIST, *FG, *REGISTER)}
TWO = 2
"""With two criteria a DPIA is due in most cases: the rule of thumb of WP248."""


def duties(answers: Answers) -> tuple[Duty, ...]:
    """Return the outcome for DPIA, FG and register. ``answers``: question id -> yes or no; absent is open. Where a
    criterion holds (``where_id``) is a tuple of ids of activities.
    """
    return dpia(answers), officer(answers), register(answers)


def dpia(answers: Answers) -> Duty:
    """Tell whether a data protection impact assessment is due (AVG art. 35).

    Criteria add up within one activity only; what belongs to the work of a sole carer or lawyer does not count.
    """
    sole = answers.get(SOLE.id)
    own = CRITERIA if sole == NO else tuple(question for question in CRITERIA if question.id not in LEFT_OUT)
    perhaps = CRITERIA if sole != YES else own
    yes, _ = _counted(own, answers)
    open_ = _counted((SOLE, *perhaps, ON_AP_LIST), answers)[1]
    open_ = (*open_, *_at_one_work(_counted(perhaps, answers)[0], answers)[1])
    if answers.get(ON_AP_LIST.id) == YES:
        return outcome(TEXTS, "dpia", "listed", open_)
    same, _ = _at_one_work(yes, answers)
    if same:
        return outcome(TEXTS, "dpia", "criteria", open_, names=_named(same))
    if open_:
        return _unsaid("dpia", open_)
    if len(yes) >= TWO:
        return outcome(TEXTS, "dpia", "across", names=_named(yes))
    return outcome(TEXTS, "dpia", "criterion" if yes else "sole" if sole == YES else "none", names=_named(yes))


def _at_one_work(yes: Sequence[Question], answers: Answers) -> tuple[Sequence[Question], tuple[str, ...]]:
    """Return the criteria that hold at one activity of the register, if two do; and the questions that could tell."""
    if len(yes) < TWO:
        return (), ()
    where = {one.id: answers.get(where_id(one)) or () for one in yes}
    works = dict.fromkeys(work for told in where.values() for work in told)
    most = max(([one for one in yes if work in where[one.id]] for work in works), key=len, default=[])
    if len(most) >= TWO:
        return most, ()
    return (), tuple(where_id(one) for one in yes if not where[one.id])


def where_id(criterion: Question) -> str:
    """Return the id of the question at which work of the register a criterion holds; its answer is a tuple."""
    return f"{criterion.id}.activities"


def officer(answers: Answers) -> Duty:
    """Tell whether a data protection officer (FG) is due (AVG art. 37(1))."""
    return _by_any("fg", FG, answers)


def register(answers: Answers) -> Duty:
    """Tell whether a record of processing activities is due (AVG art. 30(5))."""
    return _by_any("register", REGISTER, answers)


def outcome(texts: str, id: str, case: str, open_: tuple[str, ...] = (), **filled: object) -> Duty:
    """Return the outcome of a duty that stands under this case in a TOML file, with what is filled in."""
    told = read_data(texts)["duty"][id]
    said = told[case] if case in told else read_data(texts)["shared"][case]
    reason = said["reason"].format(**filled)
    return Duty(id, told["label"], Need(said["need"]), reason, told["articles"], tuple(told["sources"]), open_)


def _by_any(id: str, questions: Sequence[Question], answers: Answers) -> Duty:
    """Return the outcome of a duty that holds as soon as one of the questions is answered with yes."""
    yes, open_ = _counted(questions, answers)
    if open_ and not yes:
        return _unsaid(id, open_)
    return outcome(TEXTS, id, "some" if yes else "none", open_, names=_named(yes))


def _unsaid(id: str, open_: tuple[str, ...]) -> Duty:
    return outcome(TEXTS, id, "one_open" if len(open_) == 1 else "more_open", open_, number=len(open_))


def _counted(questions: Sequence[Question], answers: Answers) -> tuple[tuple[Question, ...], tuple[str, ...]]:
    """Return the questions answered with yes, and the ids of those without an answer."""
    yes = tuple(question for question in questions if answers.get(question.id) == YES)
    return yes, tuple(question.id for question in questions if answers.get(question.id) not in (YES, NO))


def _named(questions: Sequence[Question]) -> str:
    return ", ".join(question.label for question in questions)
