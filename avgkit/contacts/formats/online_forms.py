"""Google Forms, Microsoft Forms and Typeform. The questions are the headings; the words of one are the wording of
consent.

A tick with a time is a claim with a time: the form itself (boxes that were ticked beforehand, other questions) is not
here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from avgkit.contacts.formats.base import Facts, Fields, Format
from avgkit.contacts.formats.form_questions import answer, consent_question, heading_like
from avgkit.contacts.grid import Grid
from avgkit.law.facts import DetailsSource


def _says(*consent: str) -> Facts:
    return Facts(answer(*consent, no="not_opted_in"), details_source=DetailsSource.OWN_SIGNUP)


def _adapt_with(
    date: Fields, own: Collection[str], email_too: str = "", name_too: str = ""
) -> Callable[[list[str]], tuple[Fields, tuple[str, ...]]]:
    def adapt(headings: list[str]) -> tuple[Fields, tuple[str, ...]]:
        asked = [heading for heading in headings if heading not in own]
        consent = consent_question(asked)
        email = heading_like(asked, r"e-?mail|gebruikersnaam|username", [consent])
        phone = heading_like(asked, r"telefoon|mobiel|06|phone|mobile|whatsapp", [consent, email])
        first = heading_like(asked, r"voornaam|first name", [consent, email])
        last = heading_like(asked, r"achternaam|last name", [consent, email])
        company = heading_like(asked, r"bedrijf|organisatie|company|organi[sz]ation", [consent, email])
        name = heading_like(asked, r"naam|name", [consent, email, first, last, company])
        fields = replace(
            date,
            email=tuple(filter(None, [email, email_too])),
            phone=(phone,) if phone else (),
            names=tuple(filter(None, [first, last])) or tuple(filter(None, [name or name_too])),
            full_name=name_too,
            company=(company,) if company else (),
            consent_text=consent,
        )
        return fields, tuple(filter(None, [consent]))

    return adapt


_GOOGLE = Fields(date=("tijdstempel",), date_form="dutch year_first", date_means="tijdstempel", given_at="tijdstempel")
_TYPEFORM = Fields(date=("submit date (utc)",), date_form="iso", date_means="submit_date", given_at="submit date (utc)")

GOOGLE = Format(
    name="google_forms",
    needs=frozenset({"tijdstempel"}),
    also={"timestamp": "tijdstempel"},
    fields=_GOOGLE,
    says=_says,
    adapt=_adapt_with(_GOOGLE, _GOOGLE.date),
)
TYPEFORM = Format(
    name="typeform",
    needs=frozenset({"submit date (utc)", "network id"}),
    fields=_TYPEFORM,
    says=_says,
    adapt=_adapt_with(_TYPEFORM, _TYPEFORM.date),
)
_MICROSOFT = Fields(
    date=("tijd van voltooien",),
    date_form="iso month_first",
    date_means="completed_at",
    given_at="tijd van voltooien",
)
_MICROSOFT_OWN = frozenset(
    {"id", "begintijd", "tijd van voltooien", "e-mail", "naam", "taal", "tijd van laatste wijziging"}
)


def _named(grid: Grid) -> Grid:
    """Empty the address of who filled in an open form: Microsoft writes “anonymous” there."""
    place = grid.place("e-mail") if "e-mail" in grid.folded else None
    if place is None:
        return grid
    rows = [
        (number, [*cells[:place], "", *cells[place + 1 :]] if "@" not in cells[place] else cells)
        for number, cells in grid.rows
    ]
    return replace(grid, rows=rows)


MICROSOFT = Format(
    name="microsoft_forms",
    needs=frozenset({"begintijd", "tijd van voltooien"}),
    also={
        "start time": "begintijd",
        "starttijd": "begintijd",
        "completion time": "tijd van voltooien",
        "voltooiingstijd": "tijd van voltooien",
        "email": "e-mail",
        "name": "naam",
        "language": "taal",
        "last modified time": "tijd van laatste wijziging",
    },
    fields=_MICROSOFT,
    says=_says,
    prepare=_named,
    adapt=_adapt_with(_MICROSOFT, _MICROSOFT_OWN, "e-mail", "naam"),
)
