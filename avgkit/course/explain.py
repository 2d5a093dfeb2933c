"""What the notebooks say about one case, and the check that the course works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from avgkit.base.dutch import Sentence, count, dutch_day
from avgkit.base.errors import AvgkitError
from avgkit.base.places import COURSE_DAY, FORM_FILES, PAGE_SUFFIXES, own_files, sample_folder
from avgkit.base.tables import ShownTable
from avgkit.base.toml_data import read_data
from avgkit.course.lists import sample_list
from avgkit.duties.checks.breach import deadline
from avgkit.duties.checks.questions import moment
from avgkit.law.decision import Decision, decide, parse_day
from avgkit.law.facts import FACTS, Channel, RuleSet
from avgkit.law.sources import SOURCES, Source

if TYPE_CHECKING:
    from avgkit.duties.checks.findings import Report

LESSON_SOURCES = "course/lesson_sources.toml"
DIGITAL = (Channel.EMAIL, Channel.SMS, Channel.WHATSAPP, Channel.FAX)


def explain(
    channel: str, purpose: str, *, as_of: date | str = COURSE_DAY, rules: str = RuleSet.LAW, **facts: object
) -> ShownTable:
    """Decide one case and lay out the answer: verdict, reason, next step, conditions, duties and articles."""
    day = parse_day(as_of)
    found = decide(channel, purpose, as_of=day, rules=rules, **facts)
    what = f"{FACTS['channel'].labels[channel]}, {FACTS['purpose'].labels[purpose]}, {dutch_day(day)}"
    return laid_out(found, what[0].upper() + what[1:])


def laid_out(found: Decision, caption: str, sources: str = "") -> ShownTable:
    """Return a decision as a table: a row per part that says something, with the sources if they are given. In a
    browser the articles open the text of the law, and a source its page.
    """
    rows = {
        "uitkomst": found.outcome,
        "waarom": found.reason,
        "wat nu": found.what_now,
        "voorwaarden": " ".join(found.conditions),
        "wat er altijd in moet": " ".join(found.duties),
        "artikelen": "; ".join(found.articles) if found.rule else "",
        "bronnen": sources,
    }
    frame = pd.DataFrame({"antwoord": {name: text for name, text in rows.items() if text}}).rename_axis("onderdeel")
    addresses = [SOURCES[cited["key"]].address for cited in found.sources]
    links = {SOURCES[cited["key"]].title: SOURCES[cited["key"]].address for cited in found.sources}
    if found.rule:
        links[rows["artikelen"]] = next(filter(None, addresses), "")
    return ShownTable(frame, caption, links)


def start_check() -> Sentence:
    """Say that the course works: the sample can be read and a case gets its verdict."""
    people = len(sample_list().contacts)
    explain(Channel.EMAIL, "offer")
    return Sentence(
        f"Alles werkt. De voorbeeldlijst heeft {count(people, 'contact', 'contacten')}. "
        f"De cursus rekent met de wet van {dutch_day(COURSE_DAY)}."
    )


def unread_articles(lesson: str) -> Sentence:
    """Say which of the sources that a lesson names nobody laid beside the official text yet; “all were read” when none.

    ``lesson`` is its id (``03_digitale_berichten``) or number. Raises AvgkitError with a Dutch sentence for another
    one.
    """
    unread = [text for key, articles in named_sources(lesson).items() for text in _unread(SOURCES[key], articles)]
    if not unread:
        return Sentence("Wat hierboven staat, is gelezen: de wet in een kopie van de officiële tekst.")
    return Sentence(f"Nog niet naast de officiële tekst gelegd: {'; '.join(unread)}.")


def named_sources(lesson: str) -> dict[str, list[str]]:
    """Return the sources (keys) that a lesson names, with their articles; raises as ``unread_articles``."""
    told = {entry["id"]: entry["articles"] for entry in read_data(LESSON_SOURCES)["lesson"]}
    found = [id for id in told if lesson in (id, id[:2])]
    if not found:
        raise AvgkitError(f"Er is geen les “{lesson}”. Kies uit: {', '.join(told)}.")
    return told[found[0]]


def _unread(source: Source, articles: Sequence[str]) -> list[str]:
    """Return what a lesson names of a source and nobody read: the source itself, or articles of it."""
    if source.checked_on is None:
        return [source.title]
    named = [article for article in articles if article in source.unread]
    return [f"AVG {article}" if source.key == "AVG" else f"{source.title}, {article}" for article in named]


def form_reports() -> list[Report]:
    """Check the two sign-up forms of Noor Fictief, and every page that the learner put in data/eigen."""
    from avgkit.duties.checks.form_check import check_form
    from avgkit.duties.checks.source import from_path

    samples = {f"het {key}e formulier van Noor": sample_folder() / name for key, name in FORM_FILES.items()}
    pages = samples | {path.name: path for path in own_files(suffixes=PAGE_SUFFIXES)}
    return [replace(check_form(from_path(path), COURSE_DAY), name=name) for name, path in pages.items()]


def breach_until(found: str) -> Sentence:
    """Say until when a data breach can be reported, found on a day and time such as 2026-11-20 16:00 (AVG art. 33(1)).

    Raises AvgkitError with a Dutch sentence for another form.
    """
    start = moment(found)
    end = deadline(start)
    return Sentence(
        f"Ontdekt op {dutch_day(start.date())} om {start:%H:%M} uur. "
        f"Melden bij de AP kan tot {dutch_day(end.date())} om {end:%H:%M} uur."
    )
