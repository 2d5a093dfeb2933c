"""Every question behind the documents, in the order in which they are asked. Families repeat per activity and per
helper.

Ids such as ``newsletter.basis`` belong to the family ``{activity}.basis``; ``{helper}`` and ``{processor}`` work
likewise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from typing import Any

from avgkit.base.toml_data import read_data, records
from avgkit.duties.checks import breach, obligations
from avgkit.duties.checks.questions import _YES_NO, CHOICE, LONG, MANY, NONE, YES, Condition, Question, question
from avgkit.duties.documents.activities import ACTIVITIES, BASES, Activity
from avgkit.duties.documents.clauses import CLAUSES
from avgkit.duties.documents.service_providers import BOOKKEEPER_WORK, HELPERS, Helper
from avgkit.law.facts import FACTS

TEXTS = "duties/documents/questions.toml"
_TOLD = read_data(TEXTS)
OPTIONS: Mapping[str, Mapping[str, str]] = {
    **_TOLD["options"],
    "bases": BASES,
    "bookkeeper_work": BOOKKEEPER_WORK,
    "activities": {activity.id: activity.label for activity in ACTIVITIES.values()},
    "helpers": {helper.id: helper.label for helper in HELPERS.values()},
    "channels": FACTS["channel"].labels,
}
"""The choices of questions, by the name under which the file knows them."""
_PLACES, SAFEGUARDS = OPTIONS["places"], OPTIONS["safeguards"]
_FAMILIES: Mapping[str, Mapping[str, Activity | Helper]] = {"{activity}": ACTIVITIES, "{helper}": HELPERS}


def _question(options: str = "", none: str = "", only_for: tuple[str, ...] = (), **told: Any) -> tuple[Question, ...]:
    """Return the question of an entry, or one for each member of its family."""
    choices = {**OPTIONS[options], **({NONE: none} if none else {})} if options else {}
    family = _family(told["id"])
    if not family:
        return (question(options=choices, **told),)
    members = (member for member in _FAMILIES[family].values() if not only_for or member.id in only_for)
    return tuple(question(options=choices, **_filled(told, family, member)) for member in members)


def _family(id: str) -> str:
    return next((family for family in _FAMILIES if id.startswith(family)), "")


def _filled(told: Mapping[str, Any], family: str, member: Activity | Helper) -> dict[str, Any]:
    """Return an entry with the id and the texts of a member in their places."""
    fills = {family: member.id} | {
        f"{{{name}}}": text for name, text in asdict(member).items() if isinstance(text, str)
    }

    def fill(value: Any) -> Any:
        if isinstance(value, dict):
            return {fill(name): words for name, words in value.items()}
        for mark, text in fills.items():
            value = value.replace(mark, text)
        return value

    return {name: fill(value) for name, value in told.items()}


def _of_agreement(helper: Helper) -> Iterator[Question]:
    """Yield the questions for a draft of one's own and for checking one of theirs; only asked for those documents.

    With a bookkeeper who is a controller there is no processor agreement, so nothing is asked of it.
    """
    works = Condition("bookkeeper.work", frozenset({"instructed", "both"}))
    only_if = works if helper.id == "bookkeeper" else None
    agreed, checked = (_TOLD["groups"][name].format(label=helper.label) for name in ("agreed", "checked"))
    for c in CLAUSES.values():
        kind = CHOICE if c.options else LONG
        proposal = c.proposal or (helper.work if c.id in ("subject", "purpose") else "")
        id = f"{helper.id}.{c.id}"
        yield Question(id, agreed, c.label, c.question, c.help, kind, c.options, proposal, only_if)
        yield _checked(f"{helper.id}.check_{c.id}", checked, c.label, c.check, only_if)
    yield _checked(f"{helper.id}.check_written", checked, **_TOLD["written"], only_if=only_if)


def _checked(id: str, group: str, label: str, text: str, only_if: Condition | None) -> Question:
    return Question(id, group, label, text, "", CHOICE, _YES_NO, only_if=only_if)


def _where(criterion: Question) -> Question:
    """Return the question at which work of the register a criterion of a high risk holds."""
    told = read_data(obligations.TEXTS)["dpia_where"]
    label, text = told["label"].format(label=criterion.label), told["text"].format(label=criterion.label)
    works = {**OPTIONS["activities"], "other_work": told["other"]}
    only_if = Condition(criterion.id, frozenset({YES}))
    return Question(
        obligations.where_id(criterion), criterion.group, label, text, told["help"], MANY, works, "", only_if
    )


def _all() -> Iterator[Question]:
    """Yield the questions in their order: those of a family member by member."""
    entries = zip(_TOLD["question"], records(TEXTS, "question", _question), strict=True)
    for family, run in groupby(entries, lambda pair: _family(pair[0]["id"])):
        asked = [question for _, questions in run for question in questions]
        if not family:
            yield from asked
        for member in _FAMILIES.get(family, {}).values():
            yield from (question for question in asked if question.id.startswith(f"{member.id}."))
            if isinstance(member, Helper):
                yield from _of_agreement(member)
    for duty in obligations.QUESTIONS.values():
        yield from (duty, _where(duty)) if duty in obligations.CRITERIA else (duty,)
    yield from breach.QUESTIONS.values()


QUESTIONS: Mapping[str, Question] = {question.id: question for question in _all()}
