"""What is different since the last receipt, and why: the law, the files or the answers.

A receipt names nobody: it has the number of contacts per channel, purpose and verdict, and hashes of the rules and the
files. So what the law changes is told exactly, by deciding today's list on the day of the receipt too; what files and
answers change is told as a difference of numbers, and apart only when one of the two is the same.
"""

from __future__ import annotations

import contextlib
import html
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from avgkit.base.dutch import count, dutch_day
from avgkit.base.errors import AvgkitError
from avgkit.base.own_work import is_ours
from avgkit.base.toml_data import read_data
from avgkit.contacts.list_channels import channels_for
from avgkit.law.facts import FACTS, VERDICT_LABELS, Purpose, Verdict, label
from avgkit.law.receipt import Receipt, rules_hash
from avgkit.plan.list_on_day import ListOnDay

TEXTS = "plan/changes.toml"
_NEEDED = {"day", "rule_set", "rules_sha256", "files", "answers", "evidence", "counts"}
Counts = Mapping[str, Mapping[str, list[int]]]


@dataclass(frozen=True)
class Changes:
    """What is different. ``said``: sentences (Dutch). ``by_law``: (channel, purpose, was, now, ids of the contacts)
    whose verdict the law or the day changed. ``other``: (channel, purpose, verdict, was, now) in numbers of contacts.
    """

    since: date
    said: tuple[str, ...]
    by_law: tuple[tuple[str, str, str, str, list[str]], ...] = ()
    other: tuple[tuple[str, str, str, int, int], ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the changes as plain data; contacts by their ids."""
        of_law = ("channel", "purpose", "was", "now", "contact_ids")
        of_rest = ("channel", "purpose", "verdict", "was", "now")
        moved = [dict(zip(of_law, row, strict=True)) for row in self.by_law]
        rest = [dict(zip(of_rest, row, strict=True)) for row in self.other]
        since = self.since.isoformat()
        return {"since": since, "said": list(self.said), "by_law": moved, "by_files_or_answers": rest}

    def rows(self) -> list[tuple[str, str, str, str, str]]:
        """Return the differences for people: channel, purpose, what, contacts, and why (Dutch)."""
        why, says = read_data(TEXTS)["why"], VERDICT_LABELS
        moved = [(c, p, f"{says[was]} → {says[now]}", str(len(ids)), why["law"]) for c, p, was, now, ids in self.by_law]
        rest = [(c, p, says[verdict], f"{was} → {now}", why["other"]) for c, p, verdict, was, now in self.other]
        return [(label("channel", c), label("purpose", p), *more) for c, p, *more in (*moved, *rest)]


def counts_of(cases: ListOnDay) -> Counts:
    """Return channel -> purpose -> contacts per verdict (in the order of Verdict), for the channels of the list."""
    frame = cases.counts(channels_for(cases.contacts))
    found: dict[str, dict[str, list[int]]] = {}
    for (channel, purpose), row in zip(frame.index, frame.to_numpy().tolist(), strict=True):
        found.setdefault(channel, {})[purpose] = row
    return found


def read_receipt(path: str | Path) -> dict[str, Any]:
    """Return what the receipt in a plan says. Raises AvgkitError when there is none that can be compared."""
    path = Path(path)
    if not path.exists():
        raise AvgkitError(f"{path.name} is er niet; kijk of de naam en de map kloppen.")
    for found in re.findall(r"\{\"avgkit\":.*\}", _text_of(path)):
        with contextlib.suppress(ValueError, RecursionError):
            said = json.loads(found)
            if isinstance(said, dict) and said.keys() >= _NEEDED:
                return said
    raise AvgkitError(f"{path.name} is geen plan van deze versie van avgkit; kies een ander om mee te vergelijken.")


def _text_of(path: Path) -> str:
    ending = path.suffix.lower()
    if ending == ".docx" and is_ours(path):
        with zipfile.ZipFile(path) as packed:
            return html.unescape(re.sub(r"<[^>]*>", "", packed.read("word/document.xml").decode("utf-8")))
    text = path.read_text(encoding="utf-8", errors="replace") if ending in (".html", ".md") else ""
    return html.unescape(text) if ending == ".html" else re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text)


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
    moved = sum(len(ids) for *_, ids in by_law)
    told_if = {
        "since": True,
        "law": bool(by_law),
        "rules": not same_rules,
        "files": bool(files),
        "answers": bool(answers),
        "both": bool(other and files and answers),
        "unexplained": bool(other and same_rules and not files and not answers),
        "nothing": not (by_law or other),
    }
    fills = {"day": dutch_day(day), "cases": count(moved, "geval", "gevallen")}
    fills |= {"files": ", ".join(files), "answers": ", ".join(answers)}
    return Changes(day, tuple(said[name].format(**fills) for name, holds in told_if.items() if holds), by_law, other)


def _moves(then: ListOnDay, cases: ListOnDay) -> Iterable[tuple[str, str, str, str, list[str]]]:
    keys, kinds = cases.contacts["contact_id"].astype(str).to_numpy(), [str(verdict) for verdict in Verdict]
    for channel, purpose in product(channels_for(cases.contacts), Purpose):
        was, now = then.verdicts(channel, purpose), cases.verdicts(channel, purpose)
        for old, new in sorted({*zip(was[was != now].tolist(), now[was != now].tolist(), strict=True)}):
            yield str(channel), str(purpose), kinds[old], kinds[new], keys[(was == old) & (now == new)].tolist()


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
