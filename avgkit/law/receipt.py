"""The receipt of what is written (verantwoording): from what, for which day, and by which rules."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.dutch import count
from avgkit.base.files import shown_name
from avgkit.base.own_work import file_hash
from avgkit.law.facts import FACTS, VERDICT_LABELS, RuleSet
from avgkit.law.rules import Rule, rules_as_of

if TYPE_CHECKING:
    from avgkit.base.rendering import BlockDocument

SHEET = "verantwoording"
"""The name of the sheet or the section with a receipt."""
FOR_AVGKIT = "voor avgkit zelf"
"""What the line of a document is called in which the receipt stands as JSON, to compare with later."""


@dataclass(frozen=True)
class UsedFile:
    """A file that was read: its name without a folder, its SHA-256, and its number of rows (None: not counted)."""

    name: str
    sha256: str
    rows: int | None = None


@dataclass(frozen=True)
class Receipt:
    """What an output rests on. ``version``: that of avgkit. ``verdicts``: how many cases have which verdict; ``held``:
    contacts that a person must look at.

    ``answers``: what the learner said (fact -> value, or another choice). ``evidence``: the store and its seal.
    ``counts``: channel -> purpose -> contacts per verdict, to compare with later (``plan.changes``).
    ``facts``: those of the list, where the output has no columns for them (see ``contacts.receipt_facts``).
    """

    made_by: str
    version: str
    day: date
    rule_set: str = RuleSet.LAW
    files: tuple[UsedFile, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    verdicts: Mapping[str, int] = field(default_factory=dict)
    held: int = 0
    evidence: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    counts: Mapping[str, Mapping[str, list[int]]] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Return the receipt as plain data."""
        return {
            "avgkit": self.version,
            "made_by": self.made_by,
            "day": self.day.isoformat(),
            "rule_set": str(self.rule_set),
            "rules_sha256": rules_hash(self.day, self.rule_set),
            "files": [asdict(file) for file in self.files],
            "evidence": self.evidence,
            "answers": dict(self.answers),
            "verdicts": {str(verdict): int(number) for verdict, number in self.verdicts.items()},
            "held": self.held,
            **({"counts": dict(self.counts)} if self.counts else {}),
            **({"facts": dict(self.facts)} if self.facts else {}),
        }

    def rows(self) -> list[tuple[str, str]]:
        """Return the receipt for people: what, and its value (Dutch)."""
        files = [
            (f"bestand {number}", f"{file.name}{_rows(file)}, SHA-256 {file.sha256}")
            for number, file in enumerate(self.files, 1)
        ]
        said = [(f"antwoord: {_fact(name)}", _value(name, value)) for name, value in self.answers.items()]
        return [
            ("gemaakt met", f"avgkit {self.version}, {self.made_by}"),
            ("oordeel voor de dag", self.day.isoformat()),
            ("regels", f"{self.rule_set}, SHA-256 {rules_hash(self.day, self.rule_set)}"),
            *files,
            *([("bewijs van toestemming", self.evidence)] if self.evidence else []),
            *said,
            *((f"oordelen: {VERDICT_LABELS[verdict]}", str(number)) for verdict, number in self.verdicts.items()),
            ("contacten die iemand eerst moet bekijken", str(self.held)),
            *([(FOR_AVGKIT, _compact(self.as_json()))] if self.counts else []),
        ]


def with_receipt(document: BlockDocument, receipt: Receipt) -> BlockDocument:
    """Return the document with the receipt as its last section."""
    from avgkit.base.rendering import Bullets, Heading

    lines = tuple(f"{what}: {value}" for what, value in receipt.rows())
    return replace(document, blocks=(*document.blocks, Heading(SHEET.capitalize()), Bullets(lines)))


def _compact(said: Mapping[str, object]) -> str:
    return json.dumps({name: value for name, value in said.items() if name != "facts"}, separators=(",", ":"))


def _rows(file: UsedFile) -> str:
    return "" if file.rows is None else f", {count(file.rows, 'rij', 'rijen')}"


def _fact(name: str) -> str:
    return FACTS[name].label.lower() if name in FACTS else name


def _value(name: str, value: str) -> str:
    return FACTS[name].labels.get(value, value) if name in FACTS else value


def used_file(path: str, rows: int | None = None) -> UsedFile:
    """Return a file as a receipt names it."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    return UsedFile(shown_name(Path(name)), file_hash(path), rows)


def rules_hash(day: date, rule_set: str = RuleSet.LAW) -> str:
    """Return the SHA-256 of the rules in force on a day: whoever has other rules has another hash."""
    rules = [_plain(rule) for rule in rules_as_of(day, rule_set)]
    return hashlib.sha256(json.dumps(rules, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _plain(rule: Rule) -> dict[str, object]:
    said = {name: getattr(rule, name) for name in Rule.__dataclass_fields__}
    return {
        **{name: str(value) for name, value in said.items()},
        "when": {fact: sorted(values) for fact, values in sorted(rule.when.items())},
        "contested_for": sorted(rule.contested_for),
    }
