"""``avgkit documents``: the privacy statement and the other papers, from answers and what a list tells."""

from __future__ import annotations

import json
from argparse import Namespace, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError
from avgkit.base.own_work import is_answers
from avgkit.commands.arguments import add_day, day_argument
from avgkit.commands.receipts import add_output, output_path

if TYPE_CHECKING:
    from avgkit.contacts import ContactList
    from avgkit.duties.documents.answer_sheet import Sheet
    from avgkit.duties.documents.document import Document


def add(parts: _SubParsersAction) -> None:
    part = parts.add_parser(
        "documents",
        help="maak een privacyverklaring, verwerkersovereenkomst, register of ander stuk",
        description="Maak een stuk uit je antwoorden, en zie wat er nog ontbreekt.",
    )
    part.add_argument("kind", nargs="?", metavar="STUK", help="welk stuk; zie --list")
    part.add_argument("lists", nargs="*", metavar="LIJST", help="vul in wat uit deze lijsten volgt")
    part.add_argument("--from-list", action="append", default=[], metavar="LIJST", help="hetzelfde, mag vaker")
    part.add_argument("--answers", metavar="BESTAND", help="lees je antwoorden hieruit (.json)")
    part.add_argument(
        "--set", action="append", default=[], metavar="VRAAG=ANTWOORD", help="geef een antwoord, mag vaker"
    )
    part.add_argument("--save-answers", metavar="BESTAND", help="bewaar je antwoorden hierin (.json)")
    add_output(part, "bewaar het stuk als .docx (voor Word), .html of .md")
    part.add_argument("--list", action="store_true", help="toon welke stukken er zijn")
    part.add_argument("--questions", action="store_true", help="toon de vragen bij dit stuk, met je antwoorden")
    part.add_argument("--missing", action="store_true", help="toon alleen wat er nog ontbreekt")
    part.add_argument("--json", action="store_true", help="toon de onderdelen en wat ontbreekt als JSON")
    add_day(part)


def run(choice: Namespace) -> None:
    from avgkit.base.rendering import save_document
    from avgkit.base.rendering.markdown import markdown
    from avgkit.duties.documents.papers import kind_named, make

    if choice.list:
        return _show_kinds()
    if choice.kind is None:
        raise AvgkitError("Zeg welk stuk je wilt, zoals avgkit documents privacy. Kijk met --list welke er zijn.")
    kind_named(choice.kind)
    if choice.output:
        output_path(choice)
    if choice.save_answers and not is_answers(choice.save_answers):
        output_path(choice, choice.save_answers)
    sheet, told, found = _answers(choice)
    document = make(choice.kind, sheet.answers, day_argument(choice.as_of))
    if choice.save_answers:
        _save_answers(sheet, Path(choice.save_answers))
    if choice.output:
        save_document(document.with_receipt(found), choice.output)
    if choice.json:
        print(json.dumps(document.as_json(), ensure_ascii=False, indent=2))
    elif choice.questions:
        _show_questions(document)
    elif choice.missing or choice.output or choice.save_answers:
        _show_missing(document, told, choice)
    else:
        print(markdown(document.paper), end="")


def _answers(choice: Namespace) -> tuple[Sheet, list[str], ContactList | None]:
    """Return the answers from the file, the words and the lists; what the lists gave, in sentences; and the lists."""
    from avgkit.duties.documents.answer_sheet import Sheet, load_sheet

    sheet = load_sheet(Path(choice.answers)) if choice.answers else Sheet()
    for pair in choice.set:
        id, sign, value = pair.partition("=")
        if not sign:
            raise AvgkitError("Bij --set hoort een vraag en een antwoord, zoals --set name=Naam.")
        sheet.set(id.strip(), value)
    lists = [*choice.lists, *choice.from_list]
    if not lists:
        return sheet, [], None
    from avgkit.contacts import read
    from avgkit.duties.documents import balance
    from avgkit.duties.documents.prefill import prefill

    found = read(lists)
    if choice.kind in (balance.KIND.id, balance.KIND.name):
        return sheet, balance.weighed_in(sheet, found, day_argument(choice.as_of)), found
    return sheet, prefill(sheet, found), found


def _save_answers(sheet: Sheet, path: Path) -> None:
    from avgkit.duties.documents.answer_sheet import save

    if path.suffix.lower() != ".json":
        raise AvgkitError(f"{path.name} kan geen antwoorden bewaren; kies een naam met .json.")
    save(sheet, path)


def _show_kinds() -> None:
    from avgkit.duties.documents.papers import KINDS

    for kind in KINDS.values():
        print(f"{kind.id} (of {kind.name}): {kind.about}.")


def _show_questions(document: Document) -> None:
    from avgkit.duties.documents.document_questions import QUESTIONS
    from avgkit.duties.documents.elements import asked_for

    for id in asked_for(document.kind.elements, document.answers):
        question = QUESTIONS[id]
        answer = question.shown(document.answers[id]) if id in document.answers else "nog geen antwoord"
        print(f"{id}: {question.text} ({answer})")
        for code, text in question.options.items():
            print(f"    {code}: {text}")


def _show_missing(document: Document, told: list[str], choice: Namespace) -> None:
    from avgkit.duties.checks.obligations import NEED_LABELS
    from avgkit.duties.documents.document import open_words

    for text in told:
        print(f"Ingevuld uit je lijst: {text}")
    print(document.count() if document.missing else document.sentence())
    for found in document.missing:
        print(
            f"  - {found.element.label} ({found.element.article}). Nog nodig: "
            f"{open_words(found)} [{', '.join(found.open)}]"
        )
    for duty in document.kind.duties(document.answers):
        print(f"{duty.label}: {NEED_LABELS[duty.need]}. {duty.reason}")
    for name in filter(None, (choice.output, choice.save_answers)):
        print(f"Bewaard in {name}.")
