"""What a learner said about own lists, in one file beside them: statements, columns, merge decisions, decided signals.

A person is known by an address or a number, never by a row, so that an answer is found back when a file is exported
again. The file is written whole, and only for lists of one's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.base.files import save_text
from avgkit.contacts.people import ContactList
from avgkit.contacts.reading import read
from avgkit.contacts.statements import People, Statements
from avgkit.law.facts import FACTS, UNKNOWN, label

VERSION = 1
"""The form of the file. A file of an older form is read; a newer one is refused with a sentence."""
SAME, DIFFERENT = "same", "different"


@dataclass(frozen=True)
class Asked:
    """An answer to a question of the interview: what was asked, of whom (a key each), and what was known before."""

    id: str
    fact: str
    value: str
    text: str
    group: str
    who: tuple[str, ...]
    before: str = UNKNOWN


@dataclass(frozen=True)
class FileMeaning:
    """What the learner says a file is: a format (or none), and which column is what (meaning -> heading)."""

    format: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass
class ListAnswers:
    """``everyone``: what was said of all, by list (the names of its files, a comma between); ``statements``: of people.

    ``pairs``: two keys and whether they are one person. ``signals``: (column, text) and whether that is a no.
    """

    statements: Statements = field(default_factory=lambda: Statements({}, {}))
    everyone: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    files: dict[str, FileMeaning] = field(default_factory=dict)
    pairs: dict[tuple[str, str], str] = field(default_factory=dict)
    signals: dict[tuple[str, str], bool] = field(default_factory=dict)

    def of_list(self, names: Iterable[str]) -> None:
        """Take from now on what was said of everyone on the list with these files."""
        self.statements.everyone = self.everyone.setdefault(_named(names), {})

    def said_of_list(self, names: Iterable[str]) -> None:
        """Keep what the statements say of everyone under the list with these files."""
        self.everyone[_named(names)] = self.statements.everyone

    def as_json(self) -> str:
        """Return the text of the file."""
        said = self.statements
        answers = {
            "everyone": {names: facts for names, facts in self.everyone.items() if facts},
            "people": said.own,
            "singly": sorted(said.singly),
            "asked": [asdict(one) for one in self.asked],
            "files": {name: asdict(one) for name, one in self.files.items() if one != FileMeaning()},
            "pairs": [[*keys, told] for keys, told in self.pairs.items()],
            "signals": [[*place, is_no] for place, is_no in self.signals.items()],
        }
        return json.dumps({"version": VERSION, "answers": answers}, ensure_ascii=False, indent=0) + "\n"

    def save(self, path: Path) -> None:
        """Write the answers whole; raises as ``save_whole`` does."""
        save_text(path, self.as_json())

    def laid_over(self, found: ContactList) -> ContactList:
        """Return the list with the merge decisions, the decided signals and the statements."""
        found = self.with_signals(found)
        if SAME in self.pairs.values():
            found = found.with_same(self.joined(found))
        self.of_list(file.name for file in found.files)
        return replace(found, statements=self.statements)

    def with_signals(self, found: ContactList) -> ContactList:
        """Return the list with the answers whether a text is a no, as far as it has these texts."""
        known = {(sign.column, sign.text) for file in found.files for sign in file.signs if not sign.signal.certain}
        decided = {place: is_no for place, is_no in self.signals.items() if place in known}
        return replace(found, decided={**found.decided, **decided}) if decided else found

    def joined(self, found: ContactList) -> list[tuple[str, str]]:
        """Return the pairs of contact ids of this list that the learner said are one person."""
        ids, place = found.contacts["contact_id"].tolist(), People(found.contacts).place
        return [
            (ids[place[left]], ids[place[right]])
            for (left, right), told in self.pairs.items()
            if told == SAME and left in place and right in place and place[left] != place[right]
        ]

    def told(self) -> dict[str, str]:
        """Return what was said, for a receipt: of whom and about what -> value (Dutch). It names nobody."""
        said: dict[str, str] = {}
        for fact, value in self.statements.everyone.items():
            said[f"{FACTS[fact].label.lower()}, van iedereen"] = label(fact, value)
        for one in self.asked:
            if one.value != UNKNOWN:
                said[f"{FACTS[one.fact].label.lower()}, {one.group} ({len(one.who)})"] = label(one.fact, one.value)
        numbers: dict[str, set[str]] = {}
        for fact, answers in self.statements.own.items():
            numbers[FACTS[fact].label.lower()] = set(answers)
        said |= {f"{name}, per contact of groep": f"{len(keys)} adressen en nummers" for name, keys in numbers.items()}
        return said

    def rename(self, old: str, new: str) -> None:
        """Know a person by another address or number from now on."""
        said = self.statements
        said.own = {
            fact: {new if key == old else key: value for key, value in answers.items()}
            for fact, answers in said.own.items()
        }
        said.singly = frozenset(_renamed(key, old, new) for key in said.singly)
        self.asked = [replace(one, who=tuple(new if key == old else key for key in one.who)) for one in self.asked]
        self.pairs = {
            (_renamed(left, old, new), _renamed(right, old, new)): told for (left, right), told in self.pairs.items()
        }

    def forget(self, values: Iterable[str], name: str = "") -> None:
        """Erase all that names a person: addresses, numbers, a name."""
        gone = set(values)
        said = self.statements
        said.own = {
            fact: kept
            for fact, answers in said.own.items()
            if (kept := {key: value for key, value in answers.items() if key not in gone})
        }
        said.singly = frozenset(key for key in said.singly if not gone & {key, key.partition(":")[2]})
        self.asked = [replace(one, who=tuple(key for key in one.who if key not in gone)) for one in self.asked]
        self.pairs = {keys: told for keys, told in self.pairs.items() if not gone & {*keys}}
        named = [text.lower() for text in (*gone, name) if text]
        self.signals = {
            place: is_no for place, is_no in self.signals.items() if not any(text in place[1].lower() for text in named)
        }


def _named(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _renamed(key: str, old: str, new: str) -> str:
    fact, colon, of = key.rpartition(":")
    return new if key == old else f"{fact}{colon}{new}" if of == old else key


def read_told(paths: Iterable[str | Path], told: ListAnswers | None = None) -> ContactList:
    """Read files as the learner said before what they are; a file that this no longer fits is read as it stands.

    Raises as ``read`` does.
    """
    found: list[ContactList] = []
    failed: list[AvgkitError] = []
    for path in paths:
        meaning = told.files.get(Path(path).name) if told else None
        try:
            found.append(_read_as(path, meaning or FileMeaning()))
        except AvgkitError as error:
            failed.append(error)
    if failed and not found:
        raise failed[0]
    files = [file for one in found for file in one.files]
    return ContactList(files, skipped=[*map(str, failed), *(text for one in found for text in one.skipped)])


def _read_as(path: str | Path, meaning: FileMeaning) -> ContactList:
    try:
        return read(path, meaning.format or None, dict(meaning.columns) or None)
    except AvgkitError:
        if meaning == FileMeaning():
            raise
        return read(path)
