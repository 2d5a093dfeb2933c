"""What is different since the last receipt, and why: the law, the files or the answers.

A receipt names nobody: it has the number of contacts per channel, purpose and verdict, and hashes of the rules and the
files. So what the law changes is told exactly, by deciding today's list on the day of the receipt too; what files and
answers change is told as a difference of numbers, and apart only when one of the two is the same.
"""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from avgkit.base.dutch import count, dutch_day
from avgkit.base.errors import AvgkitError
from avgkit.base.own_work import RECEIPT, is_ours
from avgkit.base.toml_data import read_data
from avgkit.contacts.list_channels import channels_for
from avgkit.law.facts import FACTS, VERDICT_LABELS, Purpose, Verdict
from avgkit.law.receipt import Receipt, rules_hash
from avgkit.plan.list_on_day import ListOnDay

TEXTS = "plan/changes.toml"
_NEEDED = {"day", "rule_set", "rules_sha256", "files", "answers", "evidence", "counts"}
Counts = Mapping[str, Mapping[str, list[int]]]


@dataclass(frozen=True)
class Move:
    """Contacts whose verdict for a channel and purpose became another one because of the law or the day."""

    channel: str
    purpose: str
    was: str
    now: str
    contact_ids: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """What is different. ``said``: sentences (Dutch); ``by_law``: the moves of contacts; ``other``: rows of (channel,
    purpose, verdict, was, now) that files and answers changed, in numbers of contacts.
    """

    since: date
    said: tuple[str, ...]
    by_law: tuple[Move, ...] = ()
    other: tuple[tuple[str, str, str, int, int], ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the changes as plain data; contacts by their ids."""
        names = ("channel", "purpose", "verdict", "was", "now")
        return {
            "since": self.since.isoformat(),
            "said": list(self.said),
            "by_law": [{**vars(move), "contact_ids": list(move.contact_ids)} for move in self.by_law],
            "by_files_or_answers": [dict(zip(names, row, strict=True)) for row in self.other],
        }

    def rows(self) -> list[tuple[str, str, str, str, str]]:
        """Return the differences for people: channel, purpose, what, contacts, and why (Dutch)."""
        why = read_data(TEXTS)["why"]
        moved = [
            (
                *_pair(m.channel, m.purpose),
                f"{VERDICT_LABELS[m.was]} → {VERDICT_LABELS[m.now]}",
                str(len(m.contact_ids)),
                why["law"],
            )
            for m in self.by_law
        ]
        rest = [(*_pair(c, p), VERDICT_LABELS[v], f"{was} → {now}", why["other"]) for c, p, v, was, now in self.other]
        return [*moved, *rest]


def _pair(channel: str, purpose: str) -> tuple[str, str]:
    return FACTS["channel"].labels[channel], FACTS["purpose"].labels[purpose]


def counts_of(cases: ListOnDay) -> Counts:
    """Return channel -> purpose -> contacts per verdict (in the order of Verdict), for the channels of the list."""
    frame = cases.counts(channels_for(cases.contacts))
    found: dict[str, dict[str, list[int]]] = {}
    for (channel, purpose), row in zip(frame.index, frame.to_numpy().tolist(), strict=True):
        found.setdefault(channel, {})[purpose] = row
    return found


def read_receipt(path: str | Path) -> dict[str, Any]:
    """Return what the receipt in or beside an output of avgkit says. Raises AvgkitError when it can't be compared."""
    path = Path(path)
    if not path.exists():
        raise AvgkitError(f"{path.name} is er niet; kijk of de naam en de map kloppen.")
    beside = [path.with_suffix(RECEIPT), path.with_name(path.name + RECEIPT)]
    for text in (_text_of(place) for place in (path, *beside) if place.exists()):
        for found in (text, *re.findall(r"\{\"avgkit\":.*\}", text)):
            try:
                said = json.loads(found)
            except (ValueError, RecursionError):
                continue
            if isinstance(said, dict) and said.keys() >= _NEEDED:
                return said
    raise AvgkitError(
        f"{path.name} heeft geen verantwoording om mee te vergelijken; kies een plan van deze versie van avgkit."
    )


def _text_of(path: Path) -> str:
    if path.suffix.lower() == ".docx" and is_ours(path):
        with zipfile.ZipFile(path) as packed:
            return html.unescape(re.sub(r"<[^>]*>", "", packed.read("word/document.xml").decode("utf-8")))
    if path.suffix.lower() not in (".html", ".md", ".json"):
        return ""
    text = path.read_text(encoding="utf-8", errors="replace")
    return html.unescape(text) if path.suffix.lower() == ".html" else re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text)


def last_receipt(places: Iterable[Path], files: Iterable[str]) -> Path | None:
    """Return the newest of these outputs whose receipt can be compared and names one of these files."""
    names = set(files)
    for path in sorted((p for p in places if p.is_file()), key=lambda p: p.stat().st_mtime, reverse=True):
        try:
            if names & {file["name"] for file in read_receipt(path)["files"]}:
                return path
        except (AvgkitError, OSError, KeyError, TypeError):
            continue
    return None


def changes_since(told: Mapping[str, Any], receipt: Receipt, cases: ListOnDay, then: ListOnDay) -> Changes:
    """Return what is different since a receipt. ``receipt``: that of now; ``then``: today's list and answers, decided
    on the day of the old one.
    """
    said, now = read_data(TEXTS)["said"], receipt.as_json()
    day = date.fromisoformat(told["day"])
    same_rules = told["rules_sha256"] == rules_hash(day, told["rule_set"])
    files, answers = _files_said(told, now), _answers_said(told, now)
    by_law = tuple(_moves(then, cases)) if same_rules else ()
    other = tuple(_differences(told["counts"], counts_of(then if same_rules else cases)))
    lines = [said["since"].format(day=dutch_day(day))]
    lines += (
        [said["law"].format(cases=count(sum(len(move.contact_ids) for move in by_law), "geval", "gevallen"))]
        if by_law
        else []
    )
    lines += [] if same_rules else [said["rules"]]
    lines += [said["files"].format(names=", ".join(files))] if files else []
    lines += [said["answers"].format(names=", ".join(answers))] if answers else []
    lines += [said["both"]] if other and files and answers else []
    lines += [said["unexplained"]] if other and same_rules and not files and not answers else []
    lines += [] if by_law or other else [said["nothing"]]
    return Changes(day, tuple(lines), by_law, other)


def _moves(then: ListOnDay, cases: ListOnDay) -> Iterable[Move]:
    keys, kinds = cases.contacts["contact_id"].astype(str).to_numpy(), [*Verdict]
    for channel in channels_for(cases.contacts):
        for purpose in Purpose:
            was, now = then.verdicts(channel, purpose), cases.verdicts(channel, purpose)
            for old, new in sorted({*zip(was[was != now].tolist(), now[was != now].tolist(), strict=True)}):
                rows = np.flatnonzero((was == old) & (now == new))
                yield Move(str(channel), str(purpose), str(kinds[old]), str(kinds[new]), tuple(keys[rows]))


def _differences(was: Counts, now: Counts) -> Iterable[tuple[str, str, str, int, int]]:
    for channel, purposes in now.items():
        for purpose, row in purposes.items():
            before = was.get(channel, {}).get(purpose, row)
            for verdict, old, new in zip(Verdict, before, row, strict=True):
                if old != new:
                    yield channel, purpose, str(verdict), old, new


def _files_said(told: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    was, has = ({file["name"]: file["sha256"] for file in one["files"]} for one in (told, now))
    return sorted(name for name in was.keys() | has.keys() if was.get(name) != has.get(name) or not has[name])


def _answers_said(told: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    was, has = ({**one["answers"], "bewijs van toestemming": one["evidence"]} for one in (told, now))
    changed = sorted(name for name in was.keys() | has.keys() if (was.get(name) or "") != (has.get(name) or ""))
    return [FACTS[name].label.lower() if name in FACTS else name for name in changed]
