"""What the notebooks say about one case, and the check that the course works."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from avgkit.base.dutch import Sentence, count, dutch_day
from avgkit.base.places import COURSE_DAY, FORM_FILES, PAGE_SUFFIXES, own_files, sample_folder
from avgkit.base.tables import ShownTable
from avgkit.course.lists import sample_list
from avgkit.duties.checks.breach import deadline
from avgkit.duties.checks.questions import moment
from avgkit.law.decision import Decision, decide, parse_day
from avgkit.law.facts import FACTS, VERDICT_LABELS, Channel, RuleSet

if TYPE_CHECKING:
    from avgkit.duties.checks.findings import Report

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
    """Return a decision as a table: a row per part that says something, with the sources if they are given."""
    rows = {
        "uitkomst": VERDICT_LABELS[found.verdict] + (" (hierover is discussie)" if found.contested else ""),
        "waarom": found.reason,
        "wat nu": found.what_now,
        "voorwaarden": " ".join(found.conditions),
        "wat er altijd in moet": " ".join(found.duties),
        "artikelen": "; ".join(found.articles) if found.rule else "",
        "bronnen": sources,
    }
    frame = pd.DataFrame({"antwoord": {name: text for name, text in rows.items() if text}}).rename_axis("onderdeel")
    return ShownTable(frame, caption)


def start_check() -> Sentence:
    """Say that the course works: the sample can be read and a case gets its verdict."""
    people = len(sample_list().contacts)
    explain(Channel.EMAIL, "offer")
    return Sentence(
        f"Alles werkt. De voorbeeldlijst heeft {count(people, 'contact', 'contacten')}. "
        f"De cursus rekent met de wet van {dutch_day(COURSE_DAY)}."
    )


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
