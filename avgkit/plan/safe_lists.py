"""Safe lists to work with: only who may be approached, with as few columns as the tool needs.

Sources: art. 11.7 Tw decides who; AVG art. 5(1)(c) asks for few columns. ``suppression`` has who must never be
approached.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from avgkit.base.dutch import count
from avgkit.base.errors import AvgkitError
from avgkit.contacts.cleaning.names import TUSSENVOEGSELS
from avgkit.contacts.holding import WHY_HELD
from avgkit.contacts.list_channels import DETAIL, ON_PHONE
from avgkit.contacts.tools import Shape, shapes
from avgkit.law.decision import choice_of
from avgkit.law.facts import Channel, Verdict, label
from avgkit.plan.list_on_day import ListOnDay
from avgkit.plan.suppression import lookalikes, on_list, save_with_receipt, unreadable_stops
from avgkit.plan.suppression_entries import SuppressionEntries, entries_of, told_unread

if TYPE_CHECKING:
    from avgkit.law.receipt import Receipt

SHAPES: Mapping[str, Shape] = shapes()
"""The shapes by name. They stand in ``contacts/tools.toml``; docs/plan.md tells what of each could be checked."""


@dataclass(frozen=True)
class Safe:
    """Who may be approached now, and who was left out and why (reason -> number of contacts).

    ``conditions`` and ``duties`` hold for those on the list and for the ``waiting`` contacts, who join when the learner
    says that the conditions are met. ``unread`` tells which entries of the suppression lists could not be read (Dutch);
    it is empty when the learner said that they were looked at. ``disputes``: what is contested of those on the list or
    waiting, with both views.
    """

    contacts: pd.DataFrame
    left_out: Mapping[str, int]
    conditions: tuple[str, ...]
    duties: tuple[str, ...]
    waiting: int
    channel: str
    purpose: str
    as_of: date
    unread: str = ""
    disputes: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        return f"{label('channel', self.channel)} en {label('purpose', self.purpose)}"

    @property
    def note(self) -> str:
        """What the list cannot hold, if anything."""
        known = {Channel.POST: "postadressen", Channel.LINKEDIN_MESSAGE: "profielen"}
        what = known.get(Channel(self.channel))
        return f"Je lijst heeft geen {what}. Zoek die zelf op bij de naam en het bedrijf." if what else ""


def select(
    cases: ListOnDay,
    *,
    channel: str,
    purpose: str,
    conditions_met: bool = False,
    hashes: Collection[str] | SuppressionEntries = (),
    suppression_checked: bool = False,
    only: Collection[str] | None = None,
) -> Safe:
    """Return who may be approached by this channel for this purpose; it may be nobody.

    ``conditions_met``: the learner says that the listed conditions are true of everybody, so that ``conditional``
    counts. ``hashes``: fingerprints or entries of a suppression list. ``suppression_checked``: the learner looked at
    those that can't be read. Who is on it, or said no, is left out for every purpose: an answer or a message about an
    order may go to them, but is written one by one, not from a list. ``only``: contact ids to look at. Raises
    AvgkitError with a Dutch sentence for a public post, and for a name or value that does not exist.
    """
    channel, purpose = choice_of("channel", channel), choice_of("purpose", purpose)
    if channel == Channel.PUBLIC_POST:
        raise AvgkitError("Een openbaar bericht heeft geen lijst nodig; kies een ander kanaal.")
    asked = np.ones(len(cases.contacts), bool)
    if only is not None:
        asked = cases.contacts["contact_id"].isin(only).to_numpy(bool)
    entries = entries_of(hashes)
    blocks = _blocks(cases, channel, entries)
    usable = asked & ~np.logical_or.reduce([rows for rows, _ in blocks])
    yes = cases.verdict_is(Verdict.ALLOWED, channel, purpose) & usable
    maybe = cases.verdict_is(Verdict.CONDITIONAL, channel, purpose) & usable
    chosen = yes | maybe if conditions_met else yes
    told = cases.decisions(cases.numbers(channel, purpose)[yes | maybe])
    return Safe(
        cases.contacts[chosen].reset_index(drop=True),
        _left_out(cases, cases.numbers(channel, purpose), blocks, asked & ~chosen),
        tuple(dict.fromkeys(text for decision in told for text in decision.conditions)),
        tuple(dict.fromkeys(text for decision in told for text in decision.duties)),
        0 if conditions_met else int(maybe.sum()),
        channel,
        purpose,
        cases.as_of,
        "" if suppression_checked else _unread(cases, entries),
        tuple(dict.fromkeys(decision.reason for decision in told if decision.contested)),
    )


NOT_READ = "Er komt geen lijst zolang een bestand of een rij niet te lezen is, want daarin kan een nee staan."
"""Said of a list that was made of files of which some could not be read."""


def _unread(cases: ListOnDay, entries: SuppressionEntries) -> str:
    """Say which entries of suppression lists can't be held against this list."""
    told = {"afmelding zonder leesbaar adres of nummer": unreadable_stops(cases)}
    return " ".join(
        filter(None, [told_unread(entries.unread), told_unread({why: n for why, n in told.items() if n}, "je lijsten")])
    )


def _blocks(cases: ListOnDay, channel: str, hashes: SuppressionEntries) -> list[tuple[np.ndarray, str]]:
    """Return who is left out whatever the rules say, and why; the first reason counts."""
    return [
        (on_list(cases, hashes), "Dit contact staat op je lijst van afmeldingen."),
        (cases.stopped_on(channel), "Dit contact zei nee of meldde zich af."),
        (cases.held_on(channel), WHY_HELD),
        (lookalikes(cases, channel), "Dit adres lijkt op dat van iemand die nee zei. Kijk eerst of het dezelfde is."),
        (~cases.reached_by(channel), f"Er is geen adres of nummer dat werkt voor {label('channel', channel)}."),
    ]


def _left_out(
    cases: ListOnDay, numbers: np.ndarray, blocks: Iterable[tuple[np.ndarray, str]], rest: np.ndarray
) -> dict[str, int]:
    """Return how many of these contacts were left out for which reason, the most frequent first."""
    counts: Counter[str] = Counter()
    for rows, why in blocks:
        counts[why] += int((rows & rest).sum())
        rest = rest & ~rows
    for number, size in zip(*np.unique(numbers[rest], return_counts=True), strict=True):
        decision = cases.table.outcomes[number]
        first = "Hiervoor gelden voorwaarden. " if decision.verdict == Verdict.CONDITIONAL else ""
        counts[first + decision.reason] += int(size)
    return {why: size for why, size in counts.most_common() if size}


def safe_list(cases: ListOnDay, *, only: Iterable[str] | None = None, **choice: Any) -> Safe:
    """Return what ``select`` returns, for the whole list or for the ids in ``only``.

    Raises AvgkitError with a Dutch sentence when nobody is allowed, when an id is not in the list, and when one of
    ``only`` may not be approached or not for certain.
    """
    if only is None:
        return checked_choice(select(cases, **choice))
    ids = list(dict.fromkeys(only))
    known = set(cases.contacts["contact_id"])
    if absent := [key for key in ids if key not in known]:
        raise AvgkitError(f"Deze nummers staan niet in je lijst: {_some(absent)}; zoek ze op met avgkit classify.")
    found = select(cases, only=ids, **choice)
    kept = set(found.contacts["contact_id"])
    if wrong := [key for key in ids if key not in kept]:
        raise AvgkitError(
            f"{_some(wrong)} komt niet op de lijst voor {found.what}. {next(iter(found.left_out))} "
            "Haal dit weg uit je keuze, of zoek eerst uit wat er mist."
        )
    return found


def _some(ids: list[str]) -> str:
    rest = len(ids) - 5
    return ", ".join(map(str, ids[:5])) + (f" en nog {rest}" if rest > 0 else "")


def checked_choice(safe: Safe) -> Safe:
    """Return the list itself; raises AvgkitError with a Dutch sentence when nobody is on it, and when entries of a
    suppression list could not be read and nobody looked at them.
    """
    if safe.unread:
        raise AvgkitError(
            f"{safe.unread} Zo kan iemand die nee zei toch op je lijst komen. Kijk ze na. Klopt het dan? "
            "Zeg dat erbij (op de opdrachtregel met --suppression-checked)."
        )
    if len(safe.contacts):
        return safe
    if safe.waiting:
        people = count(safe.waiting, "contact", "contacten")
        raise AvgkitError(f"Voor {safe.what} gelden bij {people} voorwaarden. Kloppen die allemaal? Zeg dat dan eerst.")
    reason = next(iter(safe.left_out), "Je lijst is leeg.")
    raise AvgkitError(
        f"Er is niemand die je nu mag benaderen voor {safe.what}. "
        f"Vaakste reden: {reason} Kijk in je plan wat je eerst doet."
    )


def columns_for(safe: Safe, shape: str) -> pd.DataFrame:
    """Return what is written: the name and the one detail that the channel needs, under the tool's headings.

    Raises AvgkitError with a Dutch sentence for a shape that does not exist or is not for this channel.
    """
    known = shape_named(shape)
    if safe.channel not in {str(channel) for channel in known.channels}:
        raise AvgkitError(f"{known.title} is niet voor {label('channel', safe.channel)}; kies excel of csv.")
    detail = DETAIL.get(Channel(safe.channel), "company")
    people = safe.contacts.reindex(columns=["name", detail])
    first, last = zip(*map(split_name, people["name"]), strict=True) if len(people) else ((), ())
    values = {"first": list(first), "last": list(last), detail: people[detail].fillna("").to_list()}
    headings = {name: heading for name, heading in known.columns.items() if name in values}
    if detail == "phone" and Channel(safe.channel) in ON_PHONE:
        headings["phone"] = known.phone_headings.get(safe.channel, headings["phone"])
    return pd.DataFrame({heading: pd.Series(values[name], dtype=object) for name, heading in headings.items()})


def split_name(name: object) -> tuple[str, str]:
    """Return first name and the rest: “Daan van den Berg” gives “Daan” and “van den Berg”."""
    words = name.split() if isinstance(name, str) else []
    cut = next((place for place, word in enumerate(words) if place and word.lower() in TUSSENVOEGSELS), 1)
    return " ".join(words[:cut]), " ".join(words[cut:])


def save_list(safe: Safe, path: str | Path, shape: str = "csv", receipt: Receipt | None = None) -> Path:
    """Write the list for a tool, and its receipt; the file appears whole or not at all.

    Raises as ``columns_for`` and ``save_table`` do.
    """
    save_with_receipt(columns_for(checked_choice(safe), shape), Path(path), shape_named(shape).delimiter, receipt)
    return Path(path)


def shape_named(name: str) -> Shape:
    """Return the shape with this name. Raises AvgkitError with a Dutch sentence when there is none."""
    if name not in SHAPES:
        raise AvgkitError(f"De vorm “{name}” bestaat niet; kies uit: {', '.join(SHAPES)}.")
    return SHAPES[name]
