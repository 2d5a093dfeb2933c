"""What a mail tool forgot: an older export beside today's, with other lists, address by address.

The unit is the address, as a mail tool has it. A no counts for every address of who said it: one list tells that two
addresses or numbers are of one person. Two addresses of one mailbox (Gmail dots, plus tags) are told as perhaps one
person. Sources: AVG art. 21(3) and 7(3) for who left, art. 7(1) for proof.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from avgkit.base.toml_data import records
from avgkit.contacts.cleaning.mailboxes import mailbox
from avgkit.law.facts import Channel
from avgkit.plan.list_on_day import ListOnDay, on_day
from avgkit.plan.suppression_entries import SuppressionEntries, entries_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Difference:
    """One kind of finding: its id, what it is called, and what to do with who is in it (Dutch)."""

    id: str
    label: str
    what_now: str


DIFFERENCES: Mapping[str, Difference] = {
    difference.id: difference for difference in records("plan/comparison.toml", "difference", Difference)
}
"""The differences by id, the gravest first."""
_SAID_NO, _PERHAPS, _PROVEN = "said_no", "perhaps", "proven"


@dataclass(frozen=True)
class ExportComparison:
    """What was found. ``rows``: finding, address, where (in today's export, or where it was last) and why (Dutch), the
    gravest first. ``imports``: file and day of what came in, with its number of addresses. ``unreachable``: how many
    people said no on one of the lists without an address to compare.
    """

    rows: pd.DataFrame
    imports: pd.DataFrame
    sizes: Mapping[str, int]
    unreachable: int

    def addresses(self, finding: str) -> list[str]:
        """Return the addresses of one finding, in the order of today's export."""
        return self.rows.loc[self.rows["finding"] == finding, "address"].tolist()

    @property
    def said(self) -> str:
        """Say what weighs most: how many said no and would be written to all the same."""
        gone = sum(self.rows["finding"].isin(["back_after_leaving", "said_no_elsewhere"]))
        perhaps = len(self.addresses("perhaps_no"))
        if not gone and not perhaps:
            return "Op de export van nu staat niemand die eerder nee zei, voor zover je bestanden dat zeggen."
        told = f"Op de export van nu staan {gone} × mensen die nee zeiden" if gone else "Niemand zei zeker nee"
        return f"{told}, en {perhaps} × misschien. Stuur niets voor je dit hebt nagekeken."

    def table(self) -> pd.DataFrame:
        """Return the rows in Dutch, to act on: uitkomst, adres, staat in, waarom, wat nu."""
        rows = self.rows.assign(
            what_now=self.rows["finding"].map(lambda id: DIFFERENCES[id].what_now),
            finding=self.rows["finding"].map(lambda id: DIFFERENCES[id].label),
        )
        return rows.set_axis(["uitkomst", "adres", "staat in", "waarom", "wat nu"], axis=1)

    def as_json(self) -> dict[str, object]:
        """Return the addresses per finding, the imports and the sizes as plain data for JSON."""
        found: dict[str, object] = {id: self.addresses(id) for id in DIFFERENCES}
        return found | {
            "imports": self.imports.to_dict("records"),
            "addresses": dict(self.sizes),
            "no_without_address": self.unreachable,
        }


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a row per address (index): said_no, perhaps, proven, still (a row with it does not say
    no itself, whatever is known of its person), person (a number), phones, where, file and day.

    Small beside the list that it was made of, so that two large lists need not be in memory at once.
    ``phones``: those of who said no. ``unreachable``: how many people said no without an address.
    """

    addresses: pd.DataFrame
    phones: frozenset[str]
    unreachable: int


def compare_exports(
    old: Side, new: Side, other: Side | None = None, hashes: Collection[str] | SuppressionEntries = ()
) -> ExportComparison:
    """Return what differs between an older export and that of today, and who on it said no on another list.

    ``hashes``: entries of a suppression list. Time and memory grow in step with the lists.
    """
    import pandas as pd

    before, today = old.addresses, new.addresses
    elsewhere = other.addresses if other is not None else before.iloc[:0]
    active = today[~today[_SAID_NO] | today["still"]]
    listed = _on_list(active, entries_of(hashes))
    gone = before[~before.index.isin(today.index)]
    refused = [frame[frame[_SAID_NO]] for frame in (before, elsewhere, today)]
    phones = old.phones | new.phones | (other.phones if other is not None else frozenset())
    linked = active.index.isin(_linked([before, elsewhere, today], refused, phones))
    back = active.index.isin(refused[0].index)
    no = back | active.index.isin(refused[1].index) | listed | linked
    proven = active[_PROVEN].to_numpy(bool)
    proven_before = active.index.isin(before.index[before[_PROVEN]])
    proven_elsewhere = active.index.isin(elsewhere.index[elsewhere[_PROVEN]])
    unsure = active[_PERHAPS].to_numpy(bool, copy=True)
    for frame in (before, elsewhere):
        unsure |= active.index.isin(frame.index[frame[_PERHAPS]])
    boxes = {mailbox(address) for frame in refused for address in frame.index}
    if boxes:
        unsure |= np.fromiter((mailbox(address) in boxes for address in active.index), bool, len(active))
    known = active.index.isin(before.index)
    parts = {
        "back_after_leaving": active[back],
        "said_no_elsewhere": active[active.index.isin(refused[1].index) | listed | (linked & ~back)],
        "perhaps_no": active[unsure & ~no],
        "vanished_no": gone[gone[_SAID_NO]],
        "never_asked": active[~proven & ~proven_before & ~proven_elsewhere & ~no],
        "proof_gone": active[~proven & proven_before & ~no],
        "came_in": active[~known],
        "vanished": gone,
    }
    sources = pd.concat(refused)
    rows = pd.concat([_told(id, part, sources) for id, part in parts.items()], ignore_index=True)
    sizes = {"old": len(before), "new": len(today), "other": len(elsewhere)}
    unreachable = sum(one.unreachable for one in (old, other) if one is not None)
    return ExportComparison(rows, _imports(active[~known]), sizes, unreachable)


def side_of(cases: ListOnDay, still: Collection[str] = ()) -> Side:
    """Return the addresses of a list; an address on more rows is one, and a no on one of them is a no.

    ``still``: the addresses that ``still_active`` tells, for the export of today.
    """
    import pandas as pd

    contacts, said = cases.contacts, cases.stopped_on(Channel.EMAIL)
    phones = contacts["phone"].fillna("").astype(str) + ", " + contacts["other_phones"].fillna("").astype(str)
    frame = pd.DataFrame(
        {
            _SAID_NO: said,
            _PERHAPS: cases.held_on(Channel.EMAIL),
            _PROVEN: cases.consented,
            "person": np.arange(len(contacts)),
            "phones": phones.str.strip(", "),
            "where": contacts["source_file"].astype(str) + ", rij " + contacts["source_row"].astype(str),
            "file": contacts["source_file"].astype("category"),
            "day": contacts["date"].fillna("").astype(str).str[:10],
        }
    )
    refused = frozenset(frame.loc[said, "phones"].str.split(", ").explode()) - {""}
    frame.index = pd.Index(contacts["email"].fillna("").to_numpy(object), name="address")
    others = contacts["other_emails"].fillna("").to_numpy(object)
    more = np.flatnonzero(others != "")
    if len(more):
        split = pd.Series(others[more], index=more).str.split(", ").explode()
        second = frame.iloc[split.index].set_axis(pd.Index(split.to_numpy(object), name="address"))
        frame = pd.concat([frame, second])
    frame = frame[frame.index != ""]
    again = frame.index.duplicated()
    if again.any():
        flags = frame.groupby(level=0, sort=False)[[_SAID_NO, _PERHAPS, _PROVEN]].any()
        frame = frame[~again].assign(**{name: flags[name] for name in flags})
    frame = frame.assign(still=frame.index.isin(still))
    frame.index = pd.Index(frame.index.array, name="address")  # the other one remembers each address as an object
    return Side(frame, refused, int((said & ~cases.filled("email")).sum()))


def still_active(cases: ListOnDay, rows: pd.DataFrame) -> set[str]:
    """Return the addresses of who said no that stand in a row, of those that the list was made of, that does not say so
    itself."""
    said = cases.stopped_on(Channel.EMAIL)
    if not said.any():
        return set()
    who = cases.contacts.loc[said, ["contact_id", "merged_from"]]
    ids = {*who["contact_id"], *who["merged_from"].str.split(", ").explode()}
    theirs = rows[rows["row_id"].isin(ids)].reset_index(drop=True)
    going = theirs[~on_day(theirs, cases.as_of).stopped_on(Channel.EMAIL)]
    return {*going["email"].dropna(), *(address for others in going["other_emails"] for address in others)}


def _linked(sides: Sequence[pd.DataFrame], refused: Sequence[pd.DataFrame], phones: frozenset[str]) -> set[str]:
    """Return the addresses of who said no on one of the lists, also those that only another list knows to be theirs."""
    reach, numbers, size = {address for frame in refused for address in frame.index}, set(phones), -1
    several = [frame[frame["person"].duplicated(keep=False) | (frame["phones"] != "")] for frame in sides]
    phoned = [frame.set_index("person")["phones"].str.split(", ").explode() for frame in several]
    while size != len(reach) + len(numbers):
        size = len(reach) + len(numbers)
        for frame, phone in zip(several, phoned, strict=True):
            people = {*frame["person"][frame.index.isin(reach)], *phone.index[phone.isin(numbers)]}
            reach.update(frame.index[frame["person"].isin(people)])
            numbers.update(set(phone[phone.index.isin(people)]) - {""})
    return reach


def without_refused(side: Side, old: Side) -> Side:
    """Return a side without who said no in the older export too: that is told there, and once."""
    told = old.addresses.index[old.addresses[_SAID_NO]]
    unreachable = max(side.unreachable - old.unreachable, 0)
    return replace(side, addresses=side.addresses[~side.addresses.index.isin(told)], unreachable=unreachable)


def _on_list(active: pd.DataFrame, entries: SuppressionEntries) -> np.ndarray:
    if not entries:
        return np.zeros(len(active), bool)
    people = zip(active.index, active["phones"], strict=True)
    return np.fromiter(
        (entries.holds([who], [one for one in phones.split(", ") if one]) for who, phones in people), bool
    )


def _told(finding: str, part: pd.DataFrame, refused: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of one finding, with where somebody said no when that is known."""
    import pandas as pd

    why: np.ndarray | str = ""
    if finding in ("back_after_leaving", "said_no_elsewhere"):
        said = refused["where"][~refused.index.duplicated()].reindex(part.index).fillna("").to_numpy(object)
        why = np.where(said != "", "nee in " + said, "nee van dezelfde persoon, of op je lijst van afmeldingen")
    told = {"finding": finding, "address": part.index.to_numpy(object), "where": part["where"].to_numpy(object)}
    return pd.DataFrame(told | {"why": why}, columns=["finding", "address", "where", "why"])


def _imports(came: pd.DataFrame) -> pd.DataFrame:
    """Return file, day (as the export tells it, or empty) and number of addresses that came in, the largest first."""
    found = came.groupby(["file", "day"], sort=True, observed=True).size().rename("addresses").reset_index()
    found["file"] = found["file"].astype(str)
    return found.sort_values("addresses", ascending=False, kind="stable", ignore_index=True)
