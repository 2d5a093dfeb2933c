"""A document that was made: its content, its checklist and what is missing; and what a kind of document is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from avgkit.base.dutch import dutch_day
from avgkit.base.rendering import BlockDocument as Paper
from avgkit.base.rendering import Bullets, Heading, NewPage, TextBlock
from avgkit.base.rendering.blocks import Block
from avgkit.duties.checks.obligations import Duty
from avgkit.duties.checks.questions import Answers
from avgkit.duties.documents.document_questions import QUESTIONS
from avgkit.duties.documents.document_wording import grid
from avgkit.duties.documents.elements import STATE_LABELS, Checked, Element, ElementState, check_elements
from avgkit.law.sources import SOURCES

if TYPE_CHECKING:
    from avgkit.contacts import ContactList

DRAFT = "Concept van {day} om na te kijken. Dit is geen juridisch advies."
TO_SHARE = "Klopt alles? Haal dan deze regels en de controlelijst achteraan weg voordat je dit stuk deelt."


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document. ``write`` makes its content; ``duties`` its outcomes; ``shared``: others will read
    it, so that ``notes`` for the learner stand behind it."""

    id: str
    name: str
    title: str
    about: str
    elements: tuple[Element, ...]
    write: Callable[[Answers, date], list[Block]]
    sources: tuple[str, ...]
    shared: bool = False
    duties: Callable[[Answers], tuple[Duty, ...]] = lambda answers: ()
    notes: Callable[[Answers], list[Block]] = lambda answers: []


@dataclass(frozen=True)
class Document:
    """A document made from answers on a day."""

    kind: DocumentKind
    answers: Answers
    as_of: date

    @property
    def title(self) -> str:
        return self.kind.title

    @property
    def author(self) -> str:
        """The name of the learner's company: nothing of the computer goes into a file."""
        return str(self.answers.get("name", ""))

    @cached_property
    def checked(self) -> tuple[Checked, ...]:
        """Every element that the law wants, with its state."""
        return tuple(check_elements(element, self.answers) for element in self.kind.elements)

    @property
    def missing(self) -> tuple[Checked, ...]:
        return tuple(found for found in self.checked if found.state == ElementState.MISSING)

    @property
    def paper(self) -> Paper:
        """The document to save or show: its whole content, with the learner's company as its author."""
        return Paper(self.title, tuple(self.blocks), self.author, self.as_of, landscape=False)

    def with_receipt(self, found: ContactList | None = None) -> Paper:
        """Return the document as it is saved, with its receipt behind it; ``found``: the lists that filled it in."""
        from avgkit.contacts.receipt_facts import list_receipt
        from avgkit.law.receipt import with_receipt

        there, asked = self._parts()
        receipt = list_receipt(
            f"documents {self.kind.id}", self.as_of, found, answers={"onderdelen": f"{there}/{asked}"}
        )
        return with_receipt(self.paper, receipt)

    @cached_property
    def blocks(self) -> list[Block]:
        """The whole content: what kind of draft it is, the text, the checklist and the sources."""
        opening = DRAFT.format(day=dutch_day(self.as_of)) + (f" {TO_SHARE}" if self.kind.shared else "")
        return [
            TextBlock(opening),
            *self.kind.write(self.answers, self.as_of),
            *self._checklist(),
            *self.kind.notes(self.answers),
            *self._sources(),
        ]

    def _checklist(self) -> list[Block]:
        rows = tuple((f.element.label, f.element.article, STATE_LABELS[f.state], open_words(f)) for f in self.checked)
        return [
            NewPage(),
            Heading("Controlelijst voor jezelf"),
            TextBlock(f"{self.sentence()} Hieronder staat alles wat de wet in dit stuk wil."),
            grid(("onderdeel", "artikel", "staat erin?", "wat nog moet"), rows, (27, 31, 13, 29)),
        ]

    def _sources(self) -> list[Block]:
        read = []
        for source in (SOURCES[key] for key in self.kind.sources):
            day = f"gelezen op {dutch_day(source.checked_on)}" if source.checked_on else "nog niet nagekeken"
            read.append(f"{source.title} ({day})")
        return [Heading("Bronnen"), Bullets(tuple(read))]

    def count(self) -> str:
        """Say how much of the document is there."""
        there, asked = self._parts()
        return f"{self.title}: {there} van de {asked} onderdelen staan erin."

    def _parts(self) -> tuple[int, int]:
        """Return how many of the elements that apply are there, and how many apply."""
        asked = sum(found.state != ElementState.NOT_APPLICABLE for found in self.checked)
        return asked - len(self.missing), asked

    def sentence(self) -> str:
        """Say how much of the document is there, and name what is missing."""
        names = ", ".join(found.element.label for found in self.missing)
        return f"{self.count()} {f'Dit ontbreekt nog: {names}.' if names else 'Er ontbreekt niets.'}"

    def as_json(self) -> dict:
        """Return kind, title, as_of, elements, missing (ids) and duties as plain data."""
        return {
            "kind": self.kind.id,
            "title": self.title,
            "as_of": self.as_of.isoformat(),
            "elements": [
                {
                    "id": found.element.id,
                    "article": found.element.article,
                    "label": found.element.label,
                    "state": found.state,
                    "open": list(found.open),
                }
                for found in self.checked
            ],
            "missing": [found.element.id for found in self.missing],
            "duties": [
                {
                    "id": duty.id,
                    "need": duty.need,
                    "reason": duty.reason,
                    "articles": duty.articles,
                    "open": list(duty.open),
                }
                for duty in self.kind.duties(self.answers)
            ],
        }


def open_words(found: Checked) -> str:
    """Return what is still to do for an element, in Dutch."""
    if found.state != ElementState.MISSING:
        return ""
    if found.element.wants is not None:
        return found.element.help
    words = ", ".join(QUESTIONS[id].label for id in found.open)
    return words if words != found.element.label else QUESTIONS[found.open[0]].text
