"""The words of a document, from its TOML file to blocks: what each section says, when, and with which answers.

A section has any of ``heading`` (with ``level``), ``text`` (a paragraph or several), ``bullets`` (``numbered`` or
not) and ``part``, in this order. A part is made by Python, such as a table. ``if``: shown only when each of these
questions has one of these answers; ``unless``: not shown when any of them has. ``open`` stands for an answer that is
still missing.

In the words ``{email}`` is an answer without its last full stop, ``{email:sentence}`` with a capital and a full stop,
``{email:literal}`` as it was typed, ``{email:html}`` as it stands in HTML, and ``{email:words}`` what the table
``[words.email]`` says for it. Where an answer is missing stands what is still to fill in; ``{fill_in:label}`` says
that of something else. ``{processor.name}`` is an answer about the helper that was chosen, ``{day}`` the day of the
document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from html import escape
from typing import Any

from avgkit.base.dutch import dutch_day
from avgkit.base.errors import AvgkitError
from avgkit.base.rendering import Bullets, Heading, TextBlock, to_fill_in
from avgkit.base.rendering.blocks import Block
from avgkit.base.toml_data import read_data, records
from avgkit.duties.checks.questions import Answers
from avgkit.duties.documents.document import DocumentKind
from avgkit.duties.documents.document_questions import QUESTIONS
from avgkit.duties.documents.document_wording import clause, said, sentence
from avgkit.duties.documents.elements import Element, answers_to

Parts = Mapping[str, Callable[[], list[Block]]]
"""The parts of a document that Python makes, by name."""
Writer = Callable[[Answers, date], list[Block]]
OPEN = "open"
_KEYS = frozenset({"heading", "level", "if", "unless", "text", "bullets", "numbered", "part"})
FIELD = re.compile(r"\{([\w.]+)(?::([^{}]+))?\}")


def kind_of(file: str, write: Writer, elements: tuple[Element, ...] | None = None, **more: Any) -> DocumentKind:
    """Return the kind of document that a file describes; ``more``: what Kind has beside its words."""
    told = {**read_data(file)["kind"], **more}
    sources = tuple(told.pop("sources"))
    return DocumentKind(
        elements=elements_of(file) if elements is None else elements, write=write, sources=sources, **told
    )


def elements_of(file: str) -> tuple[Element, ...]:
    """Return the elements that a file lists. Raises DataError with the line of a wrong one."""
    return records(file, "element", element)


def element(asks: list[str] | None = None, wants: list[str] | None = None, **told: str) -> Element:
    """Return an element as a file tells it."""
    return Element(asks=tuple(asks or ()), wants=frozenset(wants) if wants else None, **told)


def sections(file: str, table: str, answers: Answers, parts: Parts | None = None, **fills: str) -> list[Block]:
    """Return the blocks of the sections in this table that hold for the answers; ``fills``: more to fill in."""
    found: list[Block] = []
    for told in records(file, table, _told):
        if _holds(told, answers):
            found += _section(told, parts or {}, lambda text: filled_words(text, file, answers, fills))
    return found


def section_writer(file: str, parts: Mapping[str, Callable[[Answers], list[Block]]]) -> Writer:
    """Return what writes the sections of a file on a day; ``parts``: what Python makes of the answers, by name."""

    def write(answers: Answers, as_of: date) -> list[Block]:
        made = {name: partial(make, answers) for name, make in parts.items()}
        return sections(file, "section", answers, made, day=dutch_day(as_of))

    return write


def _told(**told: Any) -> dict[str, Any]:
    if unknown := set(told) - _KEYS:
        raise AvgkitError(f"een stuk tekst kent geen {', '.join(sorted(unknown))}.")
    if not all(isinstance(values, list) for part in ("if", "unless") for values in told.get(part, {}).values()):
        raise AvgkitError('bij if en unless staan antwoorden tussen rechte haken, zoals ["yes"].')
    return told


def _section(told: Mapping[str, Any], parts: Parts, fill: Callable[[str], str]) -> Iterator[Block]:
    if "heading" in told:
        yield Heading(fill(told["heading"]), told.get("level", 2))
    text = told.get("text", [])
    yield from (TextBlock(fill(paragraph)) for paragraph in ([text] if isinstance(text, str) else text))
    if "bullets" in told:
        yield Bullets(tuple(map(fill, told["bullets"])), told.get("numbered", False))
    if "part" in told:
        yield from parts[told["part"]]()


def _holds(told: Mapping[str, Any], answers: Answers) -> bool:
    wanted = all(_given(id, values, answers) for id, values in told.get("if", {}).items())
    return wanted and not any(_given(id, values, answers) for id, values in told.get("unless", {}).items())


def _given(id: str, values: list[str], answers: Answers) -> bool:
    """Tell whether a question, or any of its family, has one of these answers."""
    known, open_ = answers_to(id, answers)
    return bool(known & set(values)) or (OPEN in values and bool(open_))


def filled_words(text: str, file: str, answers: Answers, fills: Mapping[str, str] | None = None) -> str:
    """Return the words with an answer, or what is still to fill in, at each mark."""
    fills = fills or {}

    def field(found: re.Match[str]) -> str:
        id, form = found.groups()
        if id == "fill_in":
            return to_fill_in(form)
        if id in fills:
            return _FORMS[form](fills[id])
        if id.startswith("processor."):
            id = id.replace("processor", str(answers["processor"]), 1)
        if form == "words":
            return read_data(file)["words"][id].get(str(answers.get(id)), to_fill_in(QUESTIONS[id].label))
        return _FORMS[form](said(answers, id))

    return FIELD.sub(field, text)


_FORMS: Mapping[str | None, Callable[[str], str]] = {None: clause, "sentence": sentence, "literal": str, "html": escape}
