"""Where the course is: its folder, the invented sample of Noor Fictief, the learner's own files, and its day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError

if TYPE_CHECKING:
    pass


COURSE_DAY = date(2026, 11, 24)
"""The day for which the notebooks decide about the sample, so that their outputs do not depend on the clock."""

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".parquet", ".vcf", ".ldif", ".zip")
UPLOADS = (*SUFFIXES, ".htm", ".html", ".json")
"""What a learner may open as a list: also a table that is a web page, and avgkit's own table in JSON."""

SAMPLE_FILES = (
    "linkedin_connections.csv",
    "mailchimp_subscribed.csv",
    "mailchimp_unsubscribed.csv",
    "klanten.xlsx",
    "beurs_2019.csv",
)

OLD_EXPORT = ("oud_mailchimp_subscribed.csv", "oud_mailchimp_unsubscribed.csv")
"""What the mail tool of Noor Fictief knew a year ago; no part of the sample list."""

FORM_FILES = {"oud": "aanmeldformulier_oud.html", "nieuw": "aanmeldformulier_nieuw.html"}

MAIL_FILES = {"oud": "nieuwsbrief_oud.eml", "nieuw": "nieuwsbrief_nieuw.eml"}
"""The sign-up form and the newsletter of Noor Fictief, before and after she mended them."""

PAGE_SUFFIXES = (".html", ".htm", ".mhtml", ".mht")

MAIL_SUFFIXES = (".eml", ".html", ".htm")


def project_folder(start: Path | None = None) -> Path:
    """Return the folder that holds the samples: ``start`` (or here) or a folder above it, else that of the package.

    A participant's own copy of the course comes before the course that it was copied from.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents, Path(__file__).resolve().parent.parent.parent):
        if (folder / "data" / "samples" / SAMPLE_FILES[0]).is_file():
            return folder
    raise AvgkitError("De map data/samples is er niet. Open het notebook vanuit de map van de cursus.")


def day_of(is_sample: bool) -> date:
    """Return the day of a list or of answers: the day of the course for the sample, today for one's own."""
    return COURSE_DAY if is_sample else date.today()


def sample_folder() -> Path:
    """Return the folder with the invented files of Noor Fictief."""
    return project_folder() / "data" / "samples"


def sample_files() -> list[Path]:
    """Return the files of Noor Fictief."""
    return [sample_folder() / name for name in SAMPLE_FILES]


def own_files(folder: Path | None = None, suffixes: Collection[str] = SUFFIXES) -> list[Path]:
    """Return the lists, or other files with these endings, that the learner put in data/eigen, in order of name."""
    folder = folder or project_folder() / "data" / "eigen"
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.suffix.lower() in suffixes and not p.name.startswith("."))
