"""What the notebooks share: the day of the course, the sample list and the learner's own list.

The sample list belongs to Noor Fictief, an invented copywriter. Nothing here prints contact data.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.errors import AvgkitError

if TYPE_CHECKING:
    import pandas as pd

    from avgkit.contacts import ContactList
    from avgkit.tables import Table

COURSE_DAY = date(2026, 11, 24)
"""The day for which the notebooks decide, so that their outputs do not depend on the clock."""
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".vcf")
SAMPLE_FILES = (
    "linkedin_connections.csv",
    "mailchimp_subscribed.csv",
    "mailchimp_unsubscribed.csv",
    "klanten.xlsx",
    "beurs_2019.csv",
)


def project_folder(start: Path | None = None) -> Path:
    """Return the folder that holds ``data/samples``: above the package, or else above ``start`` (or here)."""
    here = (start or Path.cwd()).resolve()
    for folder in (Path(__file__).resolve().parent.parent, here, *here.parents):
        if (folder / "data" / "samples").is_dir():
            return folder
    raise AvgkitError("De map data/samples is er niet. Open het notebook vanuit de map van de cursus.")


def count(number: int, one: str, many: str) -> str:
    """Return “1 contact” or “2 contacten”, with a dot in thousands."""
    return f"{number:,} {one if number == 1 else many}".replace(",", ".")


def dutch_day(day: date) -> str:
    """Return “24 november 2026”, whatever the language of the computer."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


class Sentence(str):
    """Text that a notebook shows without quotes."""

    def __repr__(self) -> str:
        return str(self)


@dataclass(frozen=True)
class CourseList:
    """A list that the course works on, with a sentence that says whose it is."""

    source: ContactList
    name: str
    is_sample: bool = False

    @property
    def contacts(self) -> pd.DataFrame:
        return self.source.contacts

    @property
    def rejects(self) -> pd.DataFrame:
        return self.source.rejects

    @property
    def sentence(self) -> str:
        return (
            f"Je werkt met {self.name}: {count(len(self.contacts), 'contact', 'contacten')} uit "
            f"{count(len(self.source.files), 'bestand', 'bestanden')}."
        )

    @cached_property
    def files(self) -> Table:
        """One row per file: what it was read as, and what became of its rows."""
        import pandas as pd

        from avgkit.tables import Table

        rows = [
            {
                "bestand": file.name,
                "gelezen als": file.title,
                "rijen": file.data_rows,
                "contacten": len(file.contacts),
                "afgekeurd": len(file.rejects),
            }
            for file in self.source.files
        ]
        return Table(pd.DataFrame(rows).set_index("bestand"), "Je bestanden")

    @cached_property
    def issues(self) -> Table:
        """How often each issue occurs, most frequent first."""
        from avgkit.contacts.clean import ISSUES
        from avgkit.tables import Table

        found = self.contacts["issues"].explode().dropna().map(ISSUES)
        counts = found.value_counts().rename_axis("wat is er aan de hand").to_frame("contacten")
        counts = counts.sort_index().sort_values("contacten", ascending=False, kind="stable")
        return Table(counts, "Wat opvalt in je lijst")

    @property
    def rejected(self) -> Table:
        """The rows that could not be used, and why."""
        from avgkit.tables import Table

        names = {"file": "bestand", "row": "rij", "reason": "waarom"}
        return Table(self.rejects.rename(columns=names).set_index("bestand"), "Afgekeurde rijen")

    @property
    def questions(self) -> list[str]:
        """What the reader was not sure of, as questions to the learner."""
        return [question for file in self.source.files for question in (*file.unclear, *file.notices)]

    def control(self) -> Sentence:
        """Say whether each row of the files became a contact or was rejected."""
        rows = int(self.files.frame["rijen"].sum())
        rejects, contacts = len(self.rejects), len(self.contacts)
        verdict = "Dat klopt." if rows == contacts + rejects else "Dat klopt niet: er is een rij verdwenen."
        return Sentence(
            f"Controle: {count(rows, 'rij', 'rijen')} = {count(contacts, 'contact', 'contacten')} + {rejects} afgekeurd. {verdict}"
        )

    def __repr__(self) -> str:
        return self.sentence

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence)}</p>"


def read_files(paths: Iterable[Path], name: str, is_sample: bool = False) -> CourseList:
    """Read these files into one list of the course."""
    from avgkit.contacts import read

    return CourseList(read([str(path) for path in paths]), name, is_sample)


def sample_list() -> CourseList:
    """Return the invented list of Noor Fictief."""
    folder = project_folder() / "data" / "samples"
    return read_files([folder / name for name in SAMPLE_FILES], "de verzonnen lijst van Noor Fictief", True)


def own_files(folder: Path | None = None) -> list[Path]:
    """Return the lists that the learner put in data/eigen, in order of name."""
    folder = folder or project_folder() / "data" / "eigen"
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith("."))


def my_list(folder: Path | None = None) -> CourseList:
    """Return the learner's own list from data/eigen, or the sample list when that folder holds none."""
    files = own_files(folder)
    return read_files(files, "je eigen lijst") if files else sample_list()
