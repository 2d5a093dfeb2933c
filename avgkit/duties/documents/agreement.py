"""The processor agreement (S23): a draft of one's own, and a checklist for one that the helper wrote.

The words stand in ``agreement.toml``, ``agreement_check.toml`` and ``clauses.toml`` in ``duties/documents``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from avgkit.base.dutch import dutch_day
from avgkit.base.rendering import Bullets, Heading, TextBlock, to_fill_in
from avgkit.base.rendering.blocks import Block
from avgkit.base.toml_data import read_data
from avgkit.duties.checks.questions import YES, Answers
from avgkit.duties.documents.clauses import CLAUSES, Clause
from avgkit.duties.documents.document_tables import CONTROLLER, PROCESSOR, data_place, provider_names, role
from avgkit.duties.documents.document_template import Parts, elements_of, kind_of, sections
from avgkit.duties.documents.document_wording import clause, grid, said
from avgkit.duties.documents.elements import Element
from avgkit.duties.documents.service_providers import HELPERS

DRAFT, CHECKLIST = "duties/documents/agreement.toml", "duties/documents/agreement_check.toml"


def write(answers: Answers, as_of: date) -> list[Block]:
    """Return a draft agreement with the chosen helper, or why there is none."""
    if "processor" not in answers:
        return [TextBlock(said(answers, "processor"))]
    what = _role(answers)
    if what == CONTROLLER:
        return [*notes(answers), *sections(DRAFT, "refused", answers)]
    doubt = [] if what == PROCESSOR else sections(DRAFT, "doubt", answers, role=what)
    parts = {"clauses": lambda: _clauses(answers), "signing": lambda: _signing(answers)}
    return [*doubt, *_filled(DRAFT, answers, as_of, parts)]


def notes(answers: Answers) -> list[Block]:
    """Return what the learner should know of this helper; it is not for the other party."""
    if "processor" not in answers:
        return []
    helper = HELPERS[str(answers["processor"])]
    parts: Parts = {"advice": lambda: [Bullets(helper.advice)]}
    return sections(DRAFT, "about", answers, parts, names=provider_names(answers, helper), role=_role(answers))


def write_check(answers: Answers, as_of: date) -> list[Block]:
    """Return the checklist for an agreement that the helper wrote."""
    if "processor" not in answers:
        return [TextBlock(said(answers, "processor"))]
    if _role(answers) == CONTROLLER:
        return [*notes(answers), *sections(CHECKLIST, "refused", answers)]
    return [*notes(answers), *_filled(CHECKLIST, answers, as_of, {"clauses": lambda: [_checked(answers)]})]


def _role(answers: Answers) -> str:
    return role(answers, HELPERS[str(answers["processor"])])


def _filled(file: str, answers: Answers, as_of: date, parts: Parts) -> list[Block]:
    where = data_place(answers, HELPERS[str(answers["processor"])])
    return sections(file, "section", answers, parts, day=dutch_day(as_of), place=where)


def _checked(answers: Answers) -> Block:
    words = {YES: "ja", "no": "nee: vraag erom"}
    given = {c.id: str(answers.get(f"{answers['processor']}.check_{c.id}")) for c in CLAUSES.values()}
    rows = [(c.check, c.article, words.get(given[c.id], to_fill_in("nakijken"))) for c in CLAUSES.values()]
    return grid(("vraag", "artikel", "antwoord"), rows, (55, 25, 20))


def _clauses(answers: Answers) -> list[Block]:
    blocks: list[Block] = []
    for number, item in enumerate(CLAUSES.values(), 1):
        head = f"{number}. {item.label[0].upper()}{item.label[1:]} ({item.article})"
        blocks += [Heading(head, 3), TextBlock(item.text.format(_agreed(answers, item)))]
    return [*blocks, Heading(f"{len(CLAUSES) + 1}. Waar de gegevens mogen zijn", 3)]


def _agreed(answers: Answers, item: Clause) -> str:
    id = f"{answers['processor']}.{item.id}"
    if item.id == "subs":
        return read_data(DRAFT)["subs"].get(str(answers.get(id)), to_fill_in(item.label))
    return clause(said(answers, id))


def _signing(answers: Answers) -> list[Block]:
    line = "\n\nDatum: ____________________\n\nHandtekening: ____________________"
    row = tuple(f"{said(answers, id)}{line}" for id in ("name", f"{answers['processor']}.name"))
    return [grid(("de opdrachtgever", "de verwerker"), [row], (50, 50))]


def _elements(file: str) -> Iterator[Element]:
    """Yield the elements of a file, with one for each clause in the place of ``{clause}``."""
    for told in elements_of(file):
        if told.id != "{clause}":
            yield told
            continue
        for c in CLAUSES.values():
            asks = tuple(pattern.replace("{clause}", c.id) for pattern in told.asks)
            help = told.help.replace("{help}", c.help)
            yield replace(told, id=c.id, article=c.article, label=c.label, question=c.check, help=help, asks=asks)


KIND = kind_of(DRAFT, write, tuple(_elements(DRAFT)), notes=notes)
CHECK = kind_of(CHECKLIST, write_check, tuple(_elements(CHECKLIST)))
