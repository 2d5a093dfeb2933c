"""What the command line shows and saves: tables, a progress bar, and files written in one go."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from avgkit.base.dutch import count
from avgkit.base.errors import AvgkitError
from avgkit.base.files import harmless, harmless_cell, save_whole
from avgkit.base.own_work import receipt_path, save_receipt, sign
from avgkit.contacts import ISSUES, ContactList, known_formats
from avgkit.contacts.beyond_scope import beyond_sentence
from avgkit.contacts.holding import held_sentence
from avgkit.contacts.own_columns import TEXT, to_table
from avgkit.contacts.receipt_facts import FACTS_SHEET, sheet_rows
from avgkit.duties.checks.findings import SEVERITY_LABELS, Report
from avgkit.law.classification import counts
from avgkit.law.facts import VERDICT_LABELS, Channel, label
from avgkit.law.receipt import SHEET, Receipt

if TYPE_CHECKING:
    import pandas as pd

    from avgkit.contacts import FileReading
    from avgkit.scale import Done

_PATIENCE = 2.0
"""Seconds before a progress bar appears."""
_MOST_SHOWN = 20
SHEET_ROWS = 1_048_576


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show a bar on standard error when the work takes longer than a few seconds."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("Even geduld", total=None)
    timer = threading.Timer(_PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda text: bar.update(task, description=text)
    finally:
        timer.cancel()
        timer.join()
        if bar.live.is_started:
            bar.stop()


def show_counts(verdicts: pd.DataFrame, found: ContactList) -> None:
    """Print the verdicts per channel, what is contested, the totals of the rows and the rejects. No contact data."""
    _show_table(counts(verdicts))
    disputes = verdicts.loc[verdicts["contested"], "reason"].astype(str).value_counts()
    for reason, number in disputes.items():
        print(f"Hierover is discussie, in {count(number, 'geval', 'gevallen')}: {reason}")
    for sentence in filter(None, (held_sentence(found.contacts), beyond_sentence(found.contacts))):
        print(sentence)
    for file, row in zip(found.files, found.counts().itertuples(), strict=True):
        merged = f" + {row.merged} samengevoegd" if row.merged else ""
        print(
            f"{file.name}: {count(row.data_rows, 'rij', 'rijen')} = {count(row.contacts, 'contact', 'contacten')}"
            f"{merged} + {row.rejects} afgekeurd."
        )
        _tell(file)


def _show_table(verdicts: pd.DataFrame) -> None:
    table = Table("kanaal", *(VERDICT_LABELS.values()), title="Oordelen per kanaal")
    for channel, row in verdicts.iterrows():
        table.add_row(label("channel", channel), *(str(int(number)) for number in row))
    print_table(table)


def show_done(done: Done) -> None:
    """Print what came of a table in batches: verdicts per channel, totals and rejects. No contact data."""
    cases = done.counts.pivot_table("cases", "channel", "verdict", "sum", fill_value=0)
    present = [channel for channel in Channel if channel in cases.index]
    _show_table(cases.reindex(index=present, columns=[*VERDICT_LABELS], fill_value=0))
    contacts = count(done.contacts, "contact", "contacten")
    print(f"{count(done.rows, 'rij', 'rijen')} = {contacts} + {count(done.rejected, 'rij', 'rijen')} afgekeurd.")
    for reject in done.rejects:
        print(f"  {reject}")
    if done.log:
        print(f"Alle afgekeurde rijen staan in {done.log.name}.")


def show_readings(found: ContactList) -> None:
    """Print how each file was understood, how often each issue was seen, and what was merged. No contact data."""
    for file, row in zip(found.files, found.counts().itertuples(), strict=True):
        table = Table(show_header=False, title=file.name)
        for name, value in (
            ("soort", file.title),
            ("hoe zeker", file.known.grade_text),
            ("wat het bewijst", file.known.proves),
            ("tekenset", file.encoding),
            ("scheidingsteken", {"\t": "tab", None: "geen"}.get(file.delimiter, file.delimiter)),
            ("rijen", file.data_rows),
            ("contacten", row.contacts),
            ("samengevoegd", row.merged),
            ("afgekeurd", row.rejects),
        ):
            table.add_row(name, str(value))
        seen = Counter(issue for issues in file.columns["issues"] for issue in issues)
        for issue, number in seen.most_common():
            table.add_row(ISSUES.get(issue, issue), str(number))
        print_table(table)
        _tell(file)
    show_columns(found)
    if len(found.suggestions):
        print(f"{len(found.suggestions)} keer lijken twee contacten dezelfde persoon. Notebook 02 laat je kiezen.")


def show_columns(found: ContactList) -> None:
    """Print the texts that may be a no, column by column, and how many contacts wait for an answer."""
    for sentence in filter(None, (held_sentence(found.contacts), beyond_sentence(found.contacts))):
        print(sentence)
    for row in list(found.signals.itertuples())[:_MOST_SHOWN]:
        print(
            f"  {row.file}, “{row.column}”: {count(row.rows, 'rij', 'rijen')} met “{_short(row.text)}”. Is dat een nee?"
        )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:60]}…"


def show_formats() -> None:
    """Print the formats that avgkit knows."""
    table = Table("naam", "wat het is", "hoe zeker", "wat het bewijst", title="Soorten lijsten")
    for known in known_formats():
        table.add_row(known["name"], known["title"], known["grade_text"], known["proves"])
    print_table(table)


def show_findings(report: Report) -> None:
    """Print what a check found: the outcome, a row per finding, and what was looked at."""
    print(report.sentence)
    for what, value in report.seen:
        print(f"  {what}: {value}")
    for text in report.notices:
        print(f"  {text}")
    if report.findings:
        table = Table("ernst", "wat er is, en wat je doet", show_lines=True)
        for found in report.findings:
            where = " ".join(filter(None, [found.place.part, f"regel {found.line}" if found.line else ""]))
            words = f"{found.reason}\nWat nu: {found.mend}\n({found.rule.articles})"
            table.add_row("\n".join(filter(None, [SEVERITY_LABELS[found.severity], where])), words)
        print_table(table)
    if report.looked_at:
        print("Hier keken we naar:", *(f"  - {title}" for title in report.looked_at), sep="\n")
    print("Dit is geen juridisch advies.")


def _tell(file: FileReading) -> None:
    for reject in file.rejects[:_MOST_SHOWN]:
        print(f"  rij {reject.row}: {reject.reason}")
    if len(file.rejects) > _MOST_SHOWN:
        print(f"  en nog {len(file.rejects) - _MOST_SHOWN} afgekeurde rijen.")
    for text in (*file.unclear, *file.notices):
        print(f"  {text}")


def print_table(table: Table) -> None:
    """Print a table as wide as the terminal; in a pipe plain lines with tabs. Brackets in a cell stay text."""
    if Console().is_terminal:
        return Console(markup=False, emoji=False).print(table)
    print(table.title or "")
    heading = [tuple(column.header for column in table.columns)] if table.show_header else []
    for row in (*heading, *zip(*(column.cells for column in table.columns), strict=True)):
        print("\t".join(" ".join(str(cell).split()) for cell in row))


def as_table(found: ContactList) -> pd.DataFrame:
    """Return the contacts as a table that ``avgkit.scale`` takes, and that is read back with every fact."""
    return to_table(found.contacts)


def writer(path: Path) -> Callable[[pd.DataFrame, Receipt], None]:
    """Return what saves a frame to this file, with its receipt. Raises AvgkitError for an ending or a folder that can't
    be.

    The file appears whole or not at all: it is written beside its place and then moved there.
    """
    kinds = {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet, ".json": _json}
    if path.suffix.lower() not in kinds:
        raise AvgkitError(f"{path.name} kan niet bewaard worden; kies een naam met .csv, .xlsx, .parquet of .json.")
    if not path.parent.is_dir():
        raise AvgkitError(f"De map voor {path.name} is er niet; maak de map of kies een andere.")

    receipt_path(path)

    def save(frame: pd.DataFrame, receipt: Receipt) -> None:
        def write(spare: str) -> None:
            kinds[path.suffix.lower()](frame, spare, receipt)
            sign(spare, path.suffix)

        save_whole(path, write)
        save_receipt(path, receipt.as_json())

    return save


def _harmless(frame: pd.DataFrame) -> pd.DataFrame:
    return harmless(frame, [name for name in TEXT if name in frame])


def _csv(frame: pd.DataFrame, path: str, _receipt: Receipt) -> None:
    _harmless(frame).to_csv(path, index=False, encoding="utf-8-sig")


def _xlsx(frame: pd.DataFrame, path: str, receipt: Receipt) -> None:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if len(frame) >= SHEET_ROWS:
        raise AvgkitError("Dit zijn meer rijen dan Excel aankan; kies .csv of .parquet, of minder kanalen en doelen.")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("oordelen")
    sheet.append(list(frame))
    for row in _harmless(frame).astype(object).where(frame.notna(), None).itertuples(index=False):
        sheet.append([None if value is None else ILLEGAL_CHARACTERS_RE.sub("", str(value)) for value in row])
    about = book.create_sheet(SHEET)
    for line in (("wat", "waarde"), *receipt.rows()):
        about.append([harmless_cell(text) for text in line])
    if receipt.facts:
        more = book.create_sheet(FACTS_SHEET)
        for row in sheet_rows(receipt.facts):
            more.append([harmless_cell(text) for text in row])
    book.save(path)


def _parquet(frame: pd.DataFrame, path: str, _receipt: Receipt) -> None:
    frame.to_parquet(path, index=False)


def _json(frame: pd.DataFrame, path: str, _receipt: Receipt) -> None:
    frame.to_json(path, orient="records", force_ascii=False, indent=1)
