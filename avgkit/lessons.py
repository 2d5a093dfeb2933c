"""What the notebooks say about one case, and the check that the course works."""

from __future__ import annotations

from datetime import date

import pandas as pd

from avgkit.course import COURSE_DAY, Sentence, count, dutch_day, sample_list
from avgkit.decision import decide
from avgkit.tables import Table
from avgkit.vocabulary import FACTS, VERDICT_LABELS, Channel, RuleSet

DIGITAL = (Channel.EMAIL, Channel.SMS, Channel.WHATSAPP, Channel.FAX)


def explain(
    channel: str, purpose: str, *, as_of: date = COURSE_DAY, rules: str = RuleSet.LAW, **facts: object
) -> Table:
    """Decide one case and lay out the answer: verdict, reason, next step, conditions, duties and articles."""
    found = decide(channel, purpose, as_of=as_of, rules=rules, **facts)
    rows = {
        "uitkomst": VERDICT_LABELS[found.verdict] + (" (hierover is discussie)" if found.contested else ""),
        "waarom": found.reason,
        "wat nu": found.what_now,
        "voorwaarden": " ".join(found.conditions),
        "wat er altijd in moet": " ".join(found.duties),
        "artikelen": "; ".join(found.articles) if found.rule else "",
    }
    frame = pd.DataFrame({"antwoord": {name: text for name, text in rows.items() if text}}).rename_axis("onderdeel")
    what = f"{FACTS['channel'].labels[channel]}, {FACTS['purpose'].labels[purpose]}, {dutch_day(as_of)}"
    return Table(frame, what[0].upper() + what[1:])


def start_check() -> Sentence:
    """Say that the course works: the sample can be read and a case gets its verdict."""
    people = len(sample_list().contacts)
    explain(Channel.EMAIL, "offer")
    return Sentence(
        f"Alles werkt. De voorbeeldlijst heeft {count(people, 'contact', 'contacten')}. "
        f"De cursus rekent met de wet van {dutch_day(COURSE_DAY)}."
    )
