"""What a list tells about the documents: uses, channels, sources and helpers that follow from the files that were read.

Only answers that follow are filled in, each with the file that gave it. A safeguard, a term or a basis never follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from avgkit.contacts.list_groups import shows_sales
from avgkit.contacts.tools import Tool, tool_of
from avgkit.duties.checks.questions import YES
from avgkit.duties.documents.answer_sheet import Sheet
from avgkit.duties.documents.document_questions import QUESTIONS
from avgkit.law.facts import FACTS, Consent, DetailsSource, Relation

if TYPE_CHECKING:
    from avgkit.contacts import ContactList, FileReading

_RELATIONS = {
    Relation.CUSTOMER: ("customers", "bookkeeping"),
    Relation.FORMER_CUSTOMER: ("customers", "bookkeeping"),
    Relation.ENQUIRY: ("questions",),
    Relation.CONNECTION: ("network",),
}
_ELSEWHERE = {
    DetailsSource.PLATFORM_EXPORT,
    DetailsSource.PUBLISHED_FOR_OFFERS,
    DetailsSource.PUBLISHED_OTHERWISE,
    DetailsSource.THIRD_PARTY,
}


def prefill(sheet: Sheet, found: ContactList) -> list[str]:
    """Add to the sheet what follows from a list, and from what was said of its people; answers that were given stay.
    Return a Dutch sentence per answer filled in.

    Choices are added to the choices that were made, unless the learner said “none of these”.
    """
    told: dict[str, dict[str, list[str]]] = {}
    for file in found.files:
        for id, value in _follows(file):
            told.setdefault(id, {}).setdefault(value, []).append(file.name)
    for id, value in _said(found):
        told.setdefault(id, {}).setdefault(value, []).append("wat je zei")
    sentences = []
    for id, values in told.items():
        if sentence := _fill(sheet, id, values):
            sentences.append(sentence)
    return sentences


def _fill(sheet: Sheet, id: str, values: dict[str, list[str]]) -> str:
    question, before = QUESTIONS[id], sheet.answers.get(id)
    files = ", ".join(dict.fromkeys(name for names in values.values() for name in names))
    if question.kind == "many":
        if before == ("none",):
            return ""
        wanted: object = [*(before or ()), *values]
    elif before is not None:
        return ""
    else:
        wanted = _one(id, list(values))
    sheet.set(id, wanted, f"Uit je lijst: {files}.")
    if sheet.answers[id] == before:
        return ""
    return f"{question.label}: {question.shown(sheet.answers[id])} (uit {files})."


def _one(id: str, values: list[str]) -> str:
    """Return one answer from several tools of one kind: outside the EEA counts, names are put after each other."""
    if id.endswith(".place"):
        return "outside" if "outside" in values else values[0]
    return ", ".join(values)


def _follows(file: FileReading) -> Iterator[tuple[str, str]]:
    """Yield question id and answer (one choice) for what a file shows."""
    tool = tool_of(file.format)
    if tool:
        yield from _of_tool(tool)
    yield from _facts(file)
    if tool and tool.channel:
        yield "channels", tool.channel


def _of_tool(tool: Tool) -> Iterator[tuple[str, str]]:
    if tool.helper:
        yield "helpers", tool.helper
        yield f"{tool.helper}.name", tool.name
    if tool.place:
        yield f"{tool.helper}.place", tool.place
    if tool.country:
        yield f"{tool.helper}.country", tool.country
    if tool.activity:
        yield "activities", tool.activity
    if tool.details_from:
        yield from (("other_sources", YES), ("sources", tool.details_from))


def _facts(file: FileReading) -> Iterator[tuple[str, str]]:
    """Yield what the facts of the contacts show: relations, where details came from, and consent."""
    columns = file.columns
    relations = {*columns["relation"], *([Relation.CUSTOMER] if shows_sales(file) else [])}
    yield from _of_values(relations, set(columns["details_source"]))
    if Consent.VALID in columns["consent"]:
        yield "activities", "newsletter"


def _of_values(relations: set[str], sources: set[str]) -> Iterator[tuple[str, str]]:
    for relation, activities in _RELATIONS.items():
        if relation in relations:
            yield from (("activities", activity) for activity in activities)
    if _ELSEWHERE & sources:
        yield "other_sources", YES


def _said(found: ContactList) -> Iterator[tuple[str, str]]:
    """Yield what follows from what the learner said of people; of a set what follows from each of its values."""
    if found.statements is None:
        return
    for relation in found.contacts["relation"].unique():
        follow = [[*_of_values({value}, set())] for value in FACTS["relation"].options(relation)]
        yield from (one for one in follow[0] if all(one in others for others in follow))
    for source in found.contacts["details_source"].unique():
        if {*FACTS["details_source"].options(source)} <= _ELSEWHERE:
            yield "other_sources", YES
