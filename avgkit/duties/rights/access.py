"""Access (AVG art. 15): all that we hold of somebody, as a file that this person can read, and within one month."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.dutch import count, dutch_day
from avgkit.base.errors import AvgkitError
from avgkit.base.files import save_text
from avgkit.base.rendering import BlockDocument, Bullets, Heading, TableBlock, TextBlock, save_document
from avgkit.base.rendering.blocks import Block
from avgkit.base.tables import table_of
from avgkit.duties.consent.consent_labels import BOXES, LABELS, METHODS
from avgkit.duties.consent.record import ConsentRecord
from avgkit.duties.rights.finding import Person
from avgkit.law.facts import FACTS

if TYPE_CHECKING:
    from avgkit.duties.consent.entries import Entry

_WORDS = {
    "method": METHODS,
    "box": BOXES,
    **dict.fromkeys(("separate", "opt_out_offered"), FACTS["objection"].labels),
}
_KINDS = {"withdrawal": "Intrekking van toestemming", "objection": "Bezwaar"}
_TO_FILL_IN = (
    "Waarvoor ik je gegevens gebruik, en op welke grond (artikel 15 lid 1 onder a): …",
    "Met wie ik ze deel, zoals mijn mailprogramma of boekhouder (onder c): …",
    "Hoe lang ik ze bewaar (onder d): …",
    "Hoe ik aan je gegevens kwam, als dat niet van jou was (onder g): …",
    "Of gegevens buiten de Europese Unie komen, en hoe ze daar beschermd zijn (lid 2): …",
)
"""What only the controller knows; the lines stand in the file to be filled in before it is sent."""
_RIGHTS = (
    "Je mag gegevens laten verbeteren, laten wissen of het gebruik laten beperken (artikel 16, 17 en 18).",
    "Je mag bezwaar maken. Tegen reclame is dat altijd genoeg (artikel 21).",
    "Je mag je toestemming altijd intrekken (artikel 7 lid 3).",
    "Je mag je gegevens meenemen in een bestand (artikel 20).",
    "Je mag een klacht indienen bij de Autoriteit Persoonsgegevens (artikel 77).",
)


def due_on(asked: date) -> date:
    """Return the last day to answer: a month after the request (AVG art. 12(3)), or the last of a shorter month."""
    year, month = (asked.year + 1, 1) if asked.month == 12 else (asked.year, asked.month + 1)
    return date(year, month, min(asked.day, monthrange(year, month)[1]))


def access_deadline(asked: date, today: date) -> str:
    """Say by when the answer must be there, in Dutch."""
    due = due_on(asked)
    said = f"Antwoord uiterlijk op {dutch_day(due)}: één maand na de vraag (AVG artikel 12 lid 3)."
    return f"{said} Je bent te laat: doe het vandaag nog." if today > due else said


def access_document(person: Person, asked: date, today: date) -> BlockDocument:
    """Return what we hold of a person, for that person. Data of others is left out (AVG art. 15(4))."""
    blocks: list[Block] = [
        TextBlock(
            f"Je vroeg op {dutch_day(asked)} welke gegevens ik van je heb. Dit is het antwoord van {dutch_day(today)}."
        ),
        Heading("Wie je bent"),
        _grid(
            [
                ("naam", person.name),
                *(("e-mailadres", e) for e in person.emails),
                *(("telefoonnummer", p) for p in person.phones),
            ]
        ),
        Heading("Wat er in mijn lijsten staat"),
        TextBlock(f"Je staat in {count(len(person.places), 'rij', 'rijen')} van mijn lijsten."),
        *(_grid(place.cells, place.where) for place in person.places),
    ]
    if person.mentions:
        number = count(len(person.mentions), "andere plek", "andere plekken")
        blocks.append(
            TextBlock(f"Je adres of nummer staat ook op {number}, bij gegevens van iemand anders. Die laat ik weg.")
        )
    blocks += [Heading("Toestemming, intrekking en bezwaar")]
    blocks += map(_entry, person.entries)
    if not person.entries:
        blocks.append(TextBlock("Hierover is niets vastgelegd."))
    blocks += [
        Heading("Wat je ook moet weten"),
        Bullets(_TO_FILL_IN),
        Heading("Je rechten volgens de AVG"),
        Bullets(_RIGHTS),
    ]
    return BlockDocument("Inzage in je gegevens", tuple(blocks))


def _grid(rows: Iterable[tuple[str, str]], caption: str = "") -> TableBlock:
    return TableBlock(table_of(("wat", "wat er staat"), [row for row in rows if row[1]], caption))


def _entry(entry: Entry) -> TableBlock:
    said = entry.said
    caption = "Toestemming" if isinstance(said, ConsentRecord) else _KINDS.get(said.kind, said.kind)
    told = [(LABELS[name], _word(name, value)) for name, value in asdict(said).items() if name in LABELS and value]
    return _grid(told, f"{caption}, vastgelegd op {entry.event.recorded}")


def _word(name: str, value: str) -> str:
    if name in ("channel", "purpose"):
        return FACTS[name].labels.get(value, value)
    return _WORDS.get(name, {}).get(value, value)


def access_json(person: Person, asked: date, today: date) -> dict:
    """Return the same as plain data (AVG art. 20 asks for such a form of what the person gave)."""
    return {
        "asked": asked.isoformat(),
        "answered": today.isoformat(),
        "due": due_on(asked).isoformat(),
        "name": person.name,
        "emails": list(person.emails),
        "phones": list(person.phones),
        "lists": [
            {"file": p.path.name, "row": p.row, "cells": [list(cell) for cell in p.cells]} for p in person.places
        ],
        "mentions_among_others": len(person.mentions),
        "evidence": [
            {"recorded": e.event.recorded, "kind": e.event.kind, **{k: v for k, v in asdict(e.said).items() if v}}
            for e in person.entries
        ],
    }


def save_access(person: Person, target: str | Path, asked: date, today: date) -> Path:
    """Write the file for the person (.html, .md, .docx, .json), whole or not. Raises as ``save_document`` does."""
    path = Path(target)
    if path.suffix.lower() == ".json":
        if not path.parent.is_dir():
            raise AvgkitError(f"De map voor {path.name} is er niet; maak de map of kies een andere.")
        save_text(path, json.dumps(access_json(person, asked, today), ensure_ascii=False, indent=1) + "\n")
        return path
    return save_document(access_document(person, asked, today), path)
