"""The list that the lessons work on: the sample of Noor Fictief, or the learner's own. It prints no contact data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.dutch import Sentence, count
from avgkit.base.errors import AvgkitError
from avgkit.base.own_work import ANSWERS_FILE
from avgkit.base.places import own_files, sample_files
from avgkit.base.tables import ShownTable, table_of

if TYPE_CHECKING:
    import pandas as pd

    from avgkit.contacts import ContactList
    from avgkit.contacts.list_answers import ListAnswers


@dataclass(frozen=True)
class CourseList:
    """A list that the course works on, with a sentence that says whose it is. ``passed``: a sentence for each own file
    that can't be read, when none can and the sample stands in for them. ``folder``: that of own files.
    """

    source: ContactList
    name: str
    is_sample: bool = False
    passed: tuple[str, ...] = ()
    folder: Path | None = None

    @property
    def contacts(self) -> pd.DataFrame:
        return self.source.contacts

    @property
    def rejects(self) -> pd.DataFrame:
        return self.source.rejects

    @property
    def sentence(self) -> str:
        instead = "Van je eigen bestanden is er geen te lezen. " if self.passed else ""
        return (
            f"{instead}Je werkt met {self.name}: {count(len(self.contacts), 'contact', 'contacten')} uit "
            f"{count(len(self.source.files), 'bestand', 'bestanden')}."
        )

    @cached_property
    def files(self) -> ShownTable:
        """One row per file: what it was read as, and what became of its rows."""
        counts = self.source.counts()
        counts.insert(1, "title", [file.title for file in self.source.files])
        names = ["bestand", "gelezen als", "rijen", "contacten", "samengevoegd", "afgekeurd"]
        return _table(counts.set_axis(names, axis=1), "Je bestanden")

    @cached_property
    def proofs(self) -> ShownTable:
        """One row per file: what it proves about consent and relation, and how sure we are of the format."""
        rows = [(file.name, file.known.proves, file.known.grade_text) for file in self.source.files]
        headings = ["bestand", "wat het bewijst", "hoe zeker we deze soort kennen"]
        return table_of(headings, rows, "Wat elk bestand bewijst")

    @property
    def columns(self) -> ShownTable:
        """What became of every column: a detail, a fact, a stop signal, or not used, and what it told."""
        used = {
            "detail": "gegevens van mensen",
            "fact": "toestemming of band",
            "stop signal": "wie nee zei",
            "not used": "niet gebruikt",
        }
        rows = [
            (
                file.name,
                use.sheet,
                use.column or "(zonder kop)",
                used[use.used_for],
                use.filled,
                use.certain,
                use.possible,
            )
            for file in self.source.files
            for use in file.uses
        ]
        headings = ["bestand", "blad", "kolom", "gebruikt voor", "ingevuld", "zegt nee", "misschien nee"]
        table = table_of(headings, rows, "Wat er met elke kolom gebeurde")
        return table if any(row[1] for row in rows) else replace(table, frame=table.frame.drop(columns="blad"))

    @cached_property
    def issues(self) -> ShownTable:
        """How often each issue occurs, most frequent first."""
        from avgkit.contacts import ISSUES

        found = self.contacts["issues"].explode().dropna().map(ISSUES)
        counts = found.value_counts().rename_axis("wat is er aan de hand").to_frame("contacten")
        counts = counts.sort_index().sort_values("contacten", ascending=False, kind="stable")
        return ShownTable(counts, "Wat opvalt in je lijst")

    @property
    def merged(self) -> ShownTable:
        """The rows that were merged into a person: from which file and row, and why."""
        names = self._names()
        rows = [(names[row.contact_id], row.file, row.row, row.why) for row in self.source.merged.itertuples()]
        return table_of(["contact", "bestand", "rij", "waarom"], rows, "Samengevoegde rijen")

    @property
    def disagreements(self) -> ShownTable:
        """What the files say differently of one person, side by side, and what is used."""
        from avgkit.contacts import SHOWN
        from avgkit.law.facts import FACTS

        names = self._names()
        rows = []
        for row in self.source.disagreements.itertuples():
            what = SHOWN[row.what] if row.what in SHOWN else FACTS[row.what].label.lower()
            said = "; ".join(f"{_value(row.what, value)} ({file}, rij {place})" for file, place, value in row.said)
            rows.append((names[row.contact_id], what, said, _value(row.what, row.used)))
        return table_of(
            ["contact", "waarover", "wat je bestanden zeggen", "wij gebruiken"], rows, "Hier verschillen je bestanden"
        )

    @property
    def suggestions(self) -> ShownTable:
        """Pairs of contacts who may be one person."""
        names = self._names()
        rows = [(names[pair.left], names[pair.right], pair.why) for pair in self.source.suggestions.itertuples()]
        return table_of(["contact", "misschien ook", "waarom"], rows, "Misschien dezelfde persoon")

    @property
    def recipients(self) -> ShownTable:
        """What the names of companies hint about the recipient, and why: a row per hint. Never a certainty."""
        from avgkit.law.facts import label

        people = self.contacts[self.contacts["company"].notna()]
        told = [
            (label("recipient", kind), reason, len(named), named["company"].iloc[0])
            for (kind, reason), named in people.groupby(["recipient", "recipient_reason"], sort=True)
        ]
        headings = ["wie het lijkt te zijn", "waarom we dat denken", "contacten", "bijvoorbeeld"]
        return table_of(headings, told, "Wat de naam van een bedrijf laat zien")

    @property
    def roles(self) -> ShownTable:
        """Addresses of a role, such as info@: is that personal data?"""
        rows = self.contacts.loc[self.contacts["role_address"], ["email", "name", "company"]].fillna("")
        return _table(
            rows.set_axis(["e-mailadres", "naam", "bedrijf"], axis=1), "Adressen van een functie, zoals info@"
        )

    @property
    def rejected(self) -> ShownTable:
        """The rows that could not be used, and why."""
        return _table(self.rejects.set_axis(["bestand", "rij", "waarom"], axis=1), "Afgekeurde rijen")

    @property
    def questions(self) -> list[str]:
        """What the reader was not sure of, as questions to the learner."""
        told = [question for file in self.source.files for question in (*file.unclear, *file.notices)]
        return [*(f"Overgeslagen: {sentence}" for sentence in (*self.passed, *self.source.lost)), *told]

    def joined(self, pairs: Iterable[tuple[str, str]]) -> CourseList:
        """Return the list with these pairs of contacts merged, as the learner decided."""
        return replace(self, source=self.source.with_same(pairs))

    def decided(self, column: str, text: str, is_no: bool | None) -> CourseList:
        """Return the list with the answer whether this text in this column is a no; None takes it back."""
        return replace(self, source=self.source.decide_signal(column, text, is_no))

    def control(self) -> Sentence:
        """Say whether each row of the files became a contact, was merged or was rejected."""
        counts = self.source.counts()
        rows, contacts, merged = int(counts["data_rows"].sum()), len(self.contacts), len(self.source.merged)
        sound = rows == contacts + merged + len(self.rejects)
        verdict = "Dat klopt." if sound else "Dat klopt niet: er is een rij verdwenen."
        joined = f" + {merged} samengevoegd" if merged else ""
        return Sentence(
            f"Controle: {count(rows, 'rij', 'rijen')} = {count(contacts, 'contact', 'contacten')}{joined} + "
            f"{len(self.rejects)} afgekeurd. {verdict}"
        )

    def _names(self) -> dict[str, str]:
        shown = self.contacts[["contact_id", "name", "email", "phone"]].itertuples(index=False)
        return {row.contact_id: row.name or row.email or row.phone or "contact zonder naam" for row in shown}

    def __repr__(self) -> str:
        return self.sentence

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence)}</p>"


def _table(frame: pd.DataFrame, caption: str) -> ShownTable:
    """Return a table with the first column as row headers."""
    return ShownTable(frame.set_index(frame.columns[0]), caption)


def _value(what: str, value: object) -> str:
    """Return a value in Dutch: the label of a fact, or what the file says."""
    from avgkit.law.facts import FACTS, label

    if isinstance(value, bool):
        return "ja" if value else "nee"
    return label(what, str(value)) if what in FACTS else str(value)


def read_files(
    paths: Iterable[Path],
    name: str,
    is_sample: bool = False,
    folder: Path | None = None,
    told: ListAnswers | None = None,
) -> CourseList:
    """Read these files into one list of the course, as the learner said before what they are."""
    from avgkit.contacts.list_answers import read_told

    return CourseList(read_told(paths, told), name, is_sample, folder=folder)


def sample_list() -> CourseList:
    """Return the invented list of Noor Fictief."""
    return read_files(sample_files(), "de verzonnen lijst van Noor Fictief", True)


def my_list(folder: Path | None = None) -> CourseList:
    """Return the learner's own list from data/eigen, or the sample list when none there can be read."""
    from avgkit.contacts import read_file

    files, passed = own_files(folder), []
    if not files:
        return sample_list()
    beside = files[0].parent
    try:
        return read_files(files, "je eigen lijst", folder=beside, told=told_beside(beside)[0])
    except AvgkitError:
        for path in files:
            try:
                read_file(path)
            except AvgkitError as error:
                passed.append(str(error))
    return replace(sample_list(), passed=tuple(passed))


def told_beside(folder: Path) -> tuple[ListAnswers, str]:
    """Return what was said about the lists in a folder, and a sentence (Dutch) when the file can't be used."""
    from avgkit.contacts.answers_file import load_answers
    from avgkit.contacts.list_answers import ListAnswers

    try:
        return load_answers(folder / ANSWERS_FILE, absent_is_empty=True), ""
    except AvgkitError as error:
        return ListAnswers(), str(error)
