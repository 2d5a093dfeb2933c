"""``avgkit compare``: what a mail tool forgot between an older export and that of today."""

from __future__ import annotations

import json
import sys
from argparse import Namespace, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.commands.arguments import add_day, day_argument
from avgkit.commands.named_lists import add_evidence, contacts_of
from avgkit.commands.receipts import add_output, output_path, receipt_of

if TYPE_CHECKING:
    from avgkit.plan.comparison import ExportComparison, Side


def add(parts: _SubParsersAction) -> None:
    text = "kijk wat je mailprogramma vergat: wie wegging en terug is, en wie nooit ja zei"
    part = parts.add_parser("compare", help=text, description=f"{text.capitalize()}.")
    part.add_argument("old", nargs="+", metavar="OUD", help="de oudere export, zoals die van vorige maand")
    part.add_argument("--with", "--met", dest="new", nargs="+", required=True, metavar="NIEUW", help="de export van nu")
    part.add_argument(
        "--also", "--ook", dest="also", nargs="+", metavar="LIJST", help="andere lijsten waarop iemand nee kan zeggen"
    )
    part.add_argument("--suppressed", metavar="BESTAND", help="je lijst van afmeldingen met hashes")
    add_evidence(part)
    add_day(part)
    add_output(part, "bewaar de adressen per uitkomst: .csv of .xlsx")
    part.add_argument("--json", action="store_true", help="toon de adressen per uitkomst als JSON")


def run(choice: Namespace) -> None:
    from avgkit.plan.comparison import compare_exports
    from avgkit.plan.suppression_entries import read_hashes, told_unread

    choice.lists = [*choice.old, *choice.new, *(choice.also or [])]
    path = output_path(choice) if choice.output else None
    entries = read_hashes(choice.suppressed) if choice.suppressed else None
    skipped: list[str] = []
    old, new = _side(choice, choice.old, skipped), _side(choice, choice.new, skipped)
    found = compare_exports(old, new, _side(choice, choice.also, skipped) if choice.also else None, entries or ())
    if entries and (unread := told_unread(entries.unread)):
        skipped.append(unread)
    if choice.json:
        print(json.dumps({**found.as_json(), "not_read": skipped}, ensure_ascii=False, indent=2))
    else:
        _show(found, skipped)
    if path:
        _save(choice, found, path)


def _side(choice: Namespace, paths: list[str], skipped: list[str]) -> Side:
    """Read one side of the comparison; what can't be read is told, and noted in ``skipped``."""
    from avgkit.contacts import read
    from avgkit.plan.comparison import side_of, still_active
    from avgkit.plan.list_on_day import on_day

    day = day_argument(choice.as_of)
    found = read(paths)
    for sentence in found.lost:
        print(f"Overgeslagen: {sentence}", file=sys.stderr)
    skipped += found.lost
    rows = found.rows
    for file in found.files:
        # the rows hold all that was read: let go of it before people are made, so that large lists take less memory
        file.columns = {"row": file.columns["row"]}
    cases = on_day(contacts_of(found, choice, day), day)
    still = still_active(cases, rows)
    del found, rows
    return side_of(cases, still)


def _show(found: ExportComparison, skipped: list[str]) -> None:
    from avgkit.base.dutch import count
    from avgkit.plan.comparison import DIFFERENCES

    sizes = found.sizes
    print(f"Je oude export heeft {count(sizes['old'], 'adres', 'adressen')}, die van nu {sizes['new']}.")
    for id, finding in DIFFERENCES.items():
        addresses = found.addresses(id)
        print(f"{finding.label}: {len(addresses)}")
        if addresses:
            print(f"  Wat nu: {finding.what_now}")
    for row in found.imports.head(5).itertuples(index=False):
        print(f"  Kwam erbij uit {row.file}{f', op {row.day}' if row.day else ''}: {row.addresses}")
    if found.unreachable:
        print(f"Let op: {found.unreachable} × zei iemand nee zonder e-mailadres; wij kennen alleen een nummer.")
    print("Wie het zijn, bewaar je met -o of toon je met --json.")
    if skipped:
        print("Let op: niet alles was te lezen, en daarin kan een nee staan. Deze vergelijking is niet compleet.")


def _save(choice: Namespace, found: ExportComparison, path: Path) -> None:
    from avgkit.base.dutch import count
    from avgkit.plan.suppression import save_with_receipt

    rows = found.table()
    receipt = receipt_of(choice, "compare", day_argument(choice.as_of))
    save_with_receipt(rows, path, None if path.suffix.lower() == ".xlsx" else ";", receipt)
    print(f"Bewaard in {path.name}: {count(len(rows), 'regel', 'regels')}.", file=sys.stderr)
