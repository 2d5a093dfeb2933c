"""The sheet to fill in: a row per person, only what is still open for that person, and what may be done by now.

Behind the columns that are seen stand those of ``read -o``, hidden, so that it is read back with every fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from avgkit.base.dutch import count
from avgkit.base.errors import AvgkitError
from avgkit.base.files import harmless_cell, save_whole
from avgkit.base.own_work import sign
from avgkit.base.toml_data import read_data
from avgkit.contacts.formats.own_sheet import PLAN, SHOWN
from avgkit.contacts.own_columns import to_table
from avgkit.course.interview import Interview
from avgkit.law.facts import CONTACT_FACTS, FACTS, label
from avgkit.law.receipt import SHEET, Receipt
from avgkit.plan.groups import Plan
from avgkit.plan.list_on_day import on_day
from avgkit.plan.steps import Step, steps_of

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TEXTS = read_data("plan/fill_sheet.toml")
CHOICES = "keuzes"
_WIDTHS = {"nummer": 9, "naam": 24, "e-mailadres": 30, "telefoonnummer": 16, "bedrijf": 22}
_MOST_ROWS = 1_000_000


def open_facts(interview: Interview) -> np.ndarray:
    """Return which facts are still open for whom: contacts x facts. Of who is held, whether it was a no."""
    asks = interview.prospect.asks[interview.combination]
    found = np.column_stack([(asks >> np.uint16(place)) & 1 == 1 for place in range(len(CONTACT_FACTS))])
    found[interview.held, CONTACT_FACTS.index("objection")] = True
    return found


def save_fill_sheet(interview: Interview, contacts: pd.DataFrame, path: Path, receipt: Receipt) -> int:
    """Write the sheet; return for how many people something is open. Raises as ``save_whole`` does, and for another
    ending or too many rows. ``contacts``: those of the interview, with what was said in their columns.
    """
    if path.suffix.lower() != ".xlsx":
        raise AvgkitError(f"{path.name} kan geen invulblad zijn; kies een naam met .xlsx.")
    if len(contacts) > _MOST_ROWS:
        raise AvgkitError("Dit zijn meer mensen dan op één blad passen. Neem een deel van je lijst.")
    opened = open_facts(interview)
    book = _book(interview, contacts, opened, receipt)

    def write(spare: str) -> None:
        book.save(spare)
        sign(spare, path.suffix)

    save_whole(path, write)
    return int(opened.any(axis=1).sum())


def _book(interview: Interview, contacts: pd.DataFrame, opened: np.ndarray, receipt: Receipt) -> Workbook:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = TEXTS["first"]
    asked = [fact for place, fact in enumerate(CONTACT_FACTS) if opened[:, place].any()]
    order = np.lexsort((*opened.T, ~interview.held, -opened.sum(axis=1)))
    plan = Plan(on_day(contacts, receipt.day, codes=interview.codes))
    steps = [step for step in steps_of(plan) if step.group]
    _fill(sheet, interview, contacts, opened, order, asked, _in_plan(plan, steps))
    told = [[str(number), step.when, step.what, str(step.contacts)] for number, step in enumerate(steps, 1)]
    _text_sheet(book.create_sheet(TEXTS["plan"]), [TEXTS["plan_headings"], *told], (10, 12, 80, 12))
    people, open_ = count(len(contacts), "persoon", "mensen"), count(int(opened.any(axis=1).sum()), "persoon", "mensen")
    lines = [line.format(people=people, open=open_) for line in TEXTS["explanation"]["lines"]]
    _text_sheet(book.create_sheet(TEXTS["about"]), [[line] for line in lines], (110,))
    _text_sheet(book.create_sheet(SHEET.capitalize()), [["wat", "waarde"], *map(list, receipt.rows())], (46, 90))
    choices = book.create_sheet(CHOICES)
    for place, fact in enumerate(asked, 1):
        for row, text in enumerate([*FACTS[fact].labels.values(), TEXTS["unknown"]], 1):
            choices.cell(row, place, text)
    choices.sheet_state = "hidden"
    return book


def _in_plan(plan: Plan, steps: Sequence[Step]) -> list[str]:
    """Return per contact the numbers of the steps that it is in."""
    found: dict[object, list[str]] = {}
    for number, step in enumerate(steps, 1):
        for key in getattr(plan, step.group)["contact_id"]:
            found.setdefault(key, []).append(str(number))
    return [", ".join(found.get(key, ())) for key in plan.contacts["contact_id"]]


def _text_sheet(sheet: Worksheet, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment

    for row in rows:
        sheet.append([_safe(text) for text in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", widths, strict=False):
        sheet.column_dimensions[letter].width = width


def _safe(text: object) -> str | None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if text is None or text != text or text == "":
        return None
    return ILLEGAL_CHARACTERS_RE.sub("", harmless_cell(str(text)))


def _fill(
    sheet: Worksheet,
    interview: Interview,
    contacts: pd.DataFrame,
    opened: np.ndarray,
    order: np.ndarray,
    asked: Sequence[str],
    in_plan: Sequence[str],
) -> None:
    """Write the first sheet: who, what is open, what may be done, and the hidden columns of the table."""
    from openpyxl.styles import Alignment, Font

    table = to_table(contacts)
    headings = [*SHOWN, *(FACTS[fact].label for fact in asked), *map(_pair, interview.pairs), PLAN, *table]
    sheet.append(headings)
    shown = [[_safe(cell) for cell in table[name]] for name in SHOWN.values()]
    behind = [[_safe(cell) for cell in table[name]] for name in table]
    verdicts = _verdicts(interview)
    looks = {name: _look(*colours) for name, colours in TEXTS["colours"].items()}
    places = [CONTACT_FACTS.index(fact) for fact in asked]
    for row, who in enumerate(order.tolist(), 2):
        for column, cells in enumerate(shown, 1):
            sheet.cell(row, column, cells[who])
        for column, place in enumerate(places, len(shown) + 1):
            is_open = bool(opened[who, place])
            _styled(sheet, row, column, None if is_open else TEXTS["not_asked"], looks["open" if is_open else "closed"])
        for column, kinds in enumerate(verdicts, len(shown) + len(asked) + 1):
            kind = kinds[who]
            _styled(sheet, row, column, TEXTS["verdicts"][kind], looks.get(kind, looks["closed"]))
        sheet.cell(row, len(shown) + len(asked) + len(verdicts) + 1, in_plan[who])
        for column, cells in enumerate(behind, len(shown) + len(asked) + len(verdicts) + 2):
            if cells[who] is not None:
                sheet.cell(row, column, cells[who])
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    _arrange(sheet, headings, len(shown), len(asked), len(verdicts) + 1, len(order))


def _pair(pair: tuple[str, str]) -> str:
    channel, purpose = pair
    return f"{label('channel', channel)}: {label('purpose', purpose)}"


def _verdicts(interview: Interview) -> list[list[str]]:
    """Return per channel and purpose the verdict of each contact, or that it can't be reached so."""
    numbers = interview.codes.outcomes(interview.table, interview.pairs)
    kinds = [str(outcome.verdict) for outcome in interview.table.outcomes]
    return [
        [kinds[number] if reached else "unreachable" for number, reached in zip(row.tolist(), reach, strict=True)]
        for row, reach in zip(numbers, interview.reach.tolist(), strict=True)
    ]


def _look(fill: str, ink: str) -> tuple[Any, Any]:
    from openpyxl.styles import Font, PatternFill

    return PatternFill("solid", start_color=f"FF{fill}", end_color=f"FF{fill}"), Font(color=f"FF{ink}")


def _styled(sheet: Worksheet, row: int, column: int, text: str | None, look: tuple[Any, Any]) -> None:
    cell = sheet.cell(row, column, text)
    cell.fill, cell.font = look


def _arrange(sheet: Worksheet, headings: Sequence[str], shown: int, asked: int, verdicts: int, people: int) -> None:
    """Add the drop-downs, widths and the filter; hide the table behind."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    last = max(people + 1, 2)
    for number, heading in enumerate(headings, 1):
        letter = get_column_letter(number)
        size = sheet.column_dimensions[letter]
        size.width = _WIDTHS.get(heading, 24 if number <= shown + asked else 13)
        size.hidden = number > shown + asked + verdicts
        if shown < number <= shown + asked:
            one = get_column_letter(number - shown)
            fact = next(fact for fact in CONTACT_FACTS if FACTS[fact].label == heading)
            choices = DataValidation(
                type="list",
                formula1=f"{CHOICES}!${one}$1:${one}${len(FACTS[fact].labels) + 1}",
                allow_blank=True,
                showErrorMessage=True,
                errorTitle=heading,
                error="Kies uit het lijstje, of laat de cel leeg.",
                promptTitle=heading[:32],
                prompt=FACTS[fact].question[:255],
                showInputMessage=True,
            )
            choices.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(choices)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(shown + asked + verdicts)}{last}"
