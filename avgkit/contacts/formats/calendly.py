"""Calendly events. It has a consent column; its values are assumed. An appointment is an enquiry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from avgkit.contacts.cleaning.dates import is_yes
from avgkit.contacts.formats.base import Facts, Fields, Format
from avgkit.contacts.formats.form_questions import answer
from avgkit.contacts.grid import Grid, with_column
from avgkit.law.facts import UNKNOWN, DetailsSource, Relation

_BOOKED = Facts(relation=Relation.ENQUIRY, details_source=DetailsSource.GIVEN_PERSONALLY)


def _company(grid: Grid) -> Grid:
    """Add the column ``company``: the answer to a question about one's company."""
    return with_column(grid, "company", [_answer_about_company(grid, cells) for _, cells in grid.rows])


def _answer_about_company(grid: Grid, cells: list[str]) -> str:
    for question, response in _pairs(grid):
        if any(word in cells[question].lower() for word in ("bedrijf", "organisatie", "company", "organization")):
            return cells[response]
    return ""


def _pairs(grid: Grid) -> Iterable[tuple[int, int]]:
    for number in range(1, 11):
        question, response = f"question {number}", f"response {number}"
        if question in grid.folded and response in grid.folded:
            yield grid.place(question), grid.place(response)


def _says(accepted: str, canceled: str) -> Facts:
    """An appointment that was cancelled leaves no question to answer: what tie there is, is not known."""
    booked = replace(_BOOKED, relation=UNKNOWN) if is_yes(canceled) else _BOOKED
    return replace(booked, reading=answer(accepted, no="not_opted_in"))


FORMAT = Format(
    name="calendly",
    needs=frozenset({"invitee name", "invitee email", "start date & time"}),
    fields=Fields(
        email=("invitee email",),
        phone=("text reminder number",),
        names=("invitee first name", "invitee last name"),
        full_name="invitee name",
        company=("company",),
        date=("start date & time",),
        date_form="iso",
        date_means="start",
    ),
    asks=("invitee accepted marketing emails", "canceled"),
    says=_says,
    prepare=_company,
)
