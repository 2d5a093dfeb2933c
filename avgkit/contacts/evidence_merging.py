"""Columns of evidence that only some files have (``consent:email:offer``, ``objection:sms``, ``held``), over files and
in one person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from avgkit.contacts.own_columns import is_evidence
from avgkit.law.facts import UNKNOWN, Consent, YesNo

if TYPE_CHECKING:
    from avgkit.contacts.people import FileReading


def names_of(files: Sequence[FileReading]) -> list[str]:
    """Return the columns of all files, those of the first one first."""
    return list(dict.fromkeys(name for file in files for name in file.columns if name != "row"))


def evidence_cells(file: FileReading, name: str) -> list:
    """Return a column of a file; of one that it has not, nothing."""
    empty = None if name.startswith(("consent:", "objection:")) else "" if name == "held" else UNKNOWN
    return file.columns[name] if name in file.columns else [empty] * file.size


def merged_evidence(members: Sequence[Mapping], order: Sequence[str]) -> dict[str, object]:
    """Return the columns of evidence of one person: any objection, the strictest consent (``order``), every channel
    held.

    A row that withdrew, and says nothing of its own for a channel and purpose, counts against the evidence of another
    row.
    """
    found: dict[str, object] = {}
    for name in (name for name in members[0] if is_evidence(name)):
        said = [member[name] for member in members if isinstance(member[name], str) and member[name]]
        if name == "held":
            found[name] = ", ".join(dict.fromkeys(part for text in said for part in text.split(", ")))
        elif name.startswith("objection:"):
            found[name] = str(YesNo.YES) if YesNo.YES in said else (said or [None])[0]
        else:
            left = [m for m in members if m["consent"] == Consent.WITHDRAWN and not m[name]]
            said += [str(Consent.WITHDRAWN)] if said and left else []
            found[name] = next((value for value in order if value in said), None)
    return found
