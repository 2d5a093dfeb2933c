"""Where an output may go, and the receipt that it carries: from the words of the command line and what was read."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.own_work import free_for_output
from avgkit.law.facts import RuleSet
from avgkit.law.receipt import Receipt, used_file

if TYPE_CHECKING:
    import pandas as pd

    from avgkit.contacts import ContactList

_READ = ("lists", "from_list", "consent", "suppressed", "answers", "store", "note", "scan")
"""Options that name files which are read."""


def add_output(part: ArgumentParser, help: str, required: bool = False) -> None:
    """Take where the output goes; ``output_path`` checks it."""
    part.add_argument("-o", "--output", required=required, metavar="BESTAND", help=help)
    add_force(part)


def add_force(part: ArgumentParser) -> None:
    """Take whether a file that is there may be overwritten."""
    words = "schrijf ook over een bestand heen dat avgkit niet maakte, of dat je laat lezen"
    part.add_argument("--force", "--overschrijf", dest="force", action="store_true", help=words)


def output_path(choice: Namespace, target: str | Path | None = None) -> Path:
    """Return where the output goes. Raises AvgkitError for an input, and for a file that avgkit did not make."""
    inputs: list[str | Path] = []
    for name in _READ:
        told = getattr(choice, name, None) or []
        inputs += [told] if isinstance(told, str) else told
    return free_for_output(target or choice.output, inputs, force=choice.force)


def receipt_of(
    choice: Namespace,
    made_by: str,
    day: date,
    *,
    found: ContactList | None = None,
    contacts: pd.DataFrame | None = None,
    facts: Mapping[str, str] | None = None,
    verdicts: Mapping[str, int] | None = None,
    answers: Mapping[str, str] | None = None,
) -> Receipt:
    """Return the receipt of an output. ``contacts``: the list as it was decided on; ``verdicts``: verdict -> cases."""
    from avgkit.contacts.holding import held_rows
    from avgkit.contacts.receipt_facts import list_receipt

    columns = {f"kolom {meaning}": heading for meaning, _, heading in _pairs(choice)}
    told = getattr(choice, "told", None)
    given = {"soort lijst": choice.format} if getattr(choice, "format", None) else {}
    lists = [path for path in getattr(choice, "lists", None) or () if Path(path).is_file()]
    unread = {"files": tuple(map(used_file, lists))} if found is None else {}
    return list_receipt(
        made_by,
        day,
        found,
        held=0 if contacts is None else int(held_rows(contacts).sum()),
        answers={**given, **columns, **(facts or {}), **(answers or {}), **(told.told() if told else {})},
        verdicts={verdict: number for verdict, number in (verdicts or {}).items() if number},
        rule_set=getattr(choice, "rules", RuleSet.LAW),
        evidence=_evidence(choice),
        **unread,
    )


def _pairs(choice: Namespace) -> list[tuple[str, str, str]]:
    return [pair.partition("=") for pair in getattr(choice, "column", None) or ()]


def _evidence(choice: Namespace) -> str:
    """Return the name and the seal of the store that was used, if any."""
    if not getattr(choice, "consent", None):
        return ""
    from avgkit.duties.consent import Store

    with Store.open(choice.consent) as store:
        return f"{Path(choice.consent).name}, zegel {store.verify().seal}"
