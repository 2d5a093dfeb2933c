"""Rows become people: the same address, number or LinkedIn profile is the same person, also by way of a third row.

What restricts wins: the strictest consent, any objection. Where files differ about another fact it becomes unknown, for
a missing fact never yields “mag”; what each file said stays visible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from avgkit.contacts.cleaning.names import plain
from avgkit.contacts.contact_columns import EVIDENCE_COLUMNS, FACT_COLUMNS
from avgkit.contacts.evidence_merging import evidence_cells, merged_evidence, names_of
from avgkit.contacts.lookalikes import hold_lookalikes
from avgkit.contacts.matching import KEYS, groups_of, reasons_of, values_of
from avgkit.contacts.recipients import OF_WORK
from avgkit.contacts.refusals import union, with_refused_channels
from avgkit.law.codes import HOLDING_COLUMNS
from avgkit.law.facts import OR, UNKNOWN, Consent, NumberKind, Recipient, Relation, YesNo

if TYPE_CHECKING:
    import pandas as pd

    from avgkit.contacts.people import ContactList, FileReading

STRICTNESS = (
    Consent.WITHDRAWN,
    Consent.PRE_TICKED,
    Consent.BUNDLED,
    Consent.OTHER_SENDER,
    Consent.OTHER_PURPOSE,
    Consent.OTHER_CHANNEL,
    Consent.NONE,
    Consent.UNPROVEN,
    Consent.VALID,
)
"""From most to least restrictive. Unknown is left out: it adds no evidence against a consent that is proven."""
READINGS = (
    "withdrawn",
    "undeliverable",
    "none",
    "not_opted_in",
    "pending",
    "claimed",
    "claimed_with_time",
    "confirmed_by_tool_record",
)
"""The words of exports for consent, from most to least restrictive."""
CLOSENESS = (
    Relation.CUSTOMER,
    Relation.FORMER_CUSTOMER,
    Relation.DONOR,
    Relation.VOLUNTEER,
    Relation.ENQUIRY,
    Relation.CONNECTION,
    Relation.NONE,
)
"""A customer can be a connection too: the closest relation that a file tells is true."""
STRICTER: dict[str, str] = {"non_mailing": YesNo.YES, "number_kind": NumberKind.PRIVATE}
"""Facts that a file seldom tells, by the value that restricts: it is not lost when another file tells nothing."""
DETAILS = ("name", "company", "position", "kvk", "profile", "recipient_reason")
_BOOLS = ("role_address", "of_work")
_NAMES_OF_PEOPLE = {"row_id": "contact_id", "file": "source_file", "row": "source_row"}
SHOWN = {"name": "naam", "company": "bedrijf", "email": "e-mailadres", "phone": "telefoonnummer", "customer": "klant"}


@dataclass
class Merged:
    """People, the rows that were merged into them, and what the files disagree on."""

    people: pd.DataFrame
    rows: pd.DataFrame
    disagreements: pd.DataFrame
    ids: dict[str, str]
    """The contact of each row that was merged: row_id -> contact_id."""


def rows_of(files: Sequence[FileReading]) -> pd.DataFrame:
    """Return the readable rows of all files in one frame: row_id (file-row), file and the columns of the readers."""
    import pandas as pd

    names = names_of(files)
    data: dict[str, list] = {"row_id": [], "file": [], "row": [], "of_work": []}
    for number, file in enumerate(files, 1):
        data["row_id"] += row_ids(file, number)
        data["file"] += [file.name] * file.size
        data["of_work"] += [file.known.name in OF_WORK] * file.size
        data["row"] += file.columns["row"]
    for name in names:
        if name == "writer":
            data[name] = [who and f"{place} {who}" for place, file in enumerate(files, 1) for who in file.columns[name]]
            continue
        data[name] = (
            [value for file in files for value in evidence_cells(file, name)]
            if len(files) > 1
            else files[0].columns[name]
        )
    return pd.DataFrame({name: pd.Series(values, dtype=_kind(name)) for name, values in data.items()}, copy=False)


def row_ids(file: FileReading, number: int) -> list[str]:
    """Return the ids of the rows of a file: its number and the row; a later sheet has its number before the row."""
    sheets = {title: place for place, title in enumerate(dict.fromkeys(file.columns["sheet"]), 1)}
    if len(sheets) < 2:
        return [f"{number}-{row}" for row in file.columns["row"]]
    return [
        f"{number}-{row}" if sheets[title] == 1 else f"{number}-{sheets[title]}.{row}"
        for title, row in zip(file.columns["sheet"], file.columns["row"], strict=True)
    ]


def _kind(name: str) -> str:
    return "int64" if name in ("row", "source_row", "rows") else "bool" if name in _BOOLS else "object"


def merge(rows: pd.DataFrame, same: Iterable[tuple[str, str]] = ()) -> Merged:
    """Return the people behind these rows."""
    import pandas as pd

    groups = groups_of(rows, same)
    several = [row for group in groups for row in group]
    names = [*rows]
    columns = zip(*(rows[name].to_numpy()[several].tolist() for name in names), strict=True)
    records = [dict(zip(names, values, strict=True)) for values in columns]
    gone, told, differences, start = [], [], [], 0
    changed: dict[int, dict] = {}
    ids: dict[str, str] = {}
    for group in groups:
        members = records[start : start + len(group)]
        start += len(group)
        person, differs = _person(members)
        changed[group[0]] = person
        gone += group[1:]
        first = members[0]["row_id"]
        ids |= {member["row_id"]: first for member in members}
        reasons = reasons_of(members)
        told += [(first, m["file"], m["row"], why) for m, why in list(zip(members, reasons, strict=True))[1:]]
        differences += [(first, *difference) for difference in differs]
    people = _with_changes(rows, changed, np.delete(np.arange(len(rows)), gone))
    return Merged(
        with_refused_channels(hold_lookalikes(people)),
        pd.DataFrame(told, columns=["contact_id", "file", "row", "why"]),
        pd.DataFrame(differences, columns=["contact_id", "what", "said", "used"]),
        ids,
    )


def _with_changes(rows: pd.DataFrame, changed: Mapping[int, dict], kept: np.ndarray) -> pd.DataFrame:
    """Return the people: the rows at the places that are ``kept``, with what is ``changed`` (by place) in them."""
    import pandas as pd

    columns: dict[str, Any] = {}
    for name in rows.columns.drop("of_work"):
        values = rows[name].to_numpy()[kept]
        if name in ("other_emails", "other_phones"):
            values = [", ".join(found) if found else "" for found in values.tolist()]
        columns[_NAMES_OF_PEOPLE.get(name, name)] = values
    columns |= {"rows": np.ones(len(kept), int), "merged_from": [""] * len(kept)}
    places = np.searchsorted(kept, [*changed]).tolist()
    for name in next(iter(changed.values()), ()):
        for place, person in zip(places, changed.values(), strict=True):
            columns[name][place] = person[name]
    whole = {name: pd.Series(told, dtype=_kind(name), copy=False) for name, told in columns.items()}
    return pd.DataFrame(whole, copy=False)


def _person(members: Sequence[dict]) -> tuple[dict, list[tuple[str, list[tuple], object]]]:
    """Return the merged values of one person, and what the rows disagree on: (what, who said what, what is used)."""
    person = {name: next((m[name] for m in members if m[name]), None) for name in DETAILS}
    for key in ("email", "phone"):
        main = [member[key] for member in members if member[key]]
        values = dict.fromkeys([*main, *(value for member in members for value in values_of(member, key))])
        person[key], person[KEYS[key][0]] = next(iter(values), None), ", ".join([*values][1:])
    person["phone_kind"] = next((m["phone_kind"] for m in members if m["phone"]), "")
    person["role_address"] = next((m["role_address"] for m in members if m["email"]), False)
    person["issues"] = list(dict.fromkeys(issue for m in members for issue in m["issues"]))
    person["rows"], person["merged_from"] = len(members), ", ".join(m["row_id"] for m in members[1:])
    person |= merged_evidence(members, [*map(str, STRICTNESS)]) | _facts(members, person) | _latest(members)
    return person, _disagreements(members, person)


def _facts(members: Sequence[dict], person: dict) -> dict:
    found: dict[str, object] = {name: _agreed(m[name] for m in members) for name in FACT_COLUMNS}
    if (strictest := found["consent"]) == UNKNOWN:  # of a set of values (“a|b”) the strictest counts
        strictest = _first_of(STRICTNESS, OR.join(m["consent"] for m in members).split(OR))
    proof = next((m for m in members if m["consent"] == strictest), members[0])
    found["consent"], found["consent_reading"] = strictest, proof["consent_reading"]
    found["consent_channel"], found["consent_purpose"] = proof["consent_channel"], proof["consent_purpose"]
    found |= {name: proof[name] for name in ("consent_text", *EVIDENCE_COLUMNS)}
    for name in HOLDING_COLUMNS:
        found[name] = union(*(m[name] for m in members))
    found["objection"] = _first_of((YesNo.YES,), (m["objection"] for m in members))
    if found["objection"] == YesNo.YES:
        found["held"] = ""
        person["issues"] = [issue for issue in person["issues"] if issue != "held"]
    for name in STRICTER.keys() & members[0]:
        found[name] = next((m[name] for m in members if m[name] == STRICTER[name]), members[0][name])
    found["recipient"] = _recipient(members)
    if found["recipient"] == UNKNOWN and any(m["recipient"] != UNKNOWN for m in members):
        found["recipient_reason"] = ""
    found["relation"] = _first_of(CLOSENESS, (m["relation"] for m in members))
    sold = {m["customer"] for m in members}
    found["customer"] = next((said for said in (True, False) if said in sold), None)
    found["details_source"] = _source(members, person)
    return found


def _recipient(members: Sequence[dict]) -> str:
    """Return who the person is by the names of companies. What a platform says of somebody's work is no such hint."""
    own = {m["recipient"] for m in members if not m["of_work"]}
    found = _agreed(m["recipient"] for m in members)
    employer = own == {UNKNOWN} and found != Recipient.SOLE_TRADER  # somebody's own name in a firm is no employer's
    return UNKNOWN if employer else found


def _source(members: Sequence[dict], person: dict) -> str:
    """Return where the kept address and number come from. A row's source says nothing of an address it has not."""
    kept = [name for name in ("email", "phone") if person[name]]
    sources = [_agreed(m["details_source"] for m in members if m[name] == person[name]) for name in kept]
    if not sources:
        return _agreed(m["details_source"] for m in members)
    return sources[0] if len(set(sources)) == 1 else UNKNOWN


def _agreed(values: Iterable[str]) -> str:
    known = {value for value in values if value != UNKNOWN}
    return str(known.pop()) if len(known) == 1 else UNKNOWN


def _first_of(order: Sequence[str], values: Iterable[str]) -> str:
    present = set(values)
    return str(next((value for value in order if value in present), UNKNOWN))


def _latest(members: Sequence[dict]) -> dict:
    """Return the last sale of all rows, and the date of the first row that has one."""
    dated = next((m for m in members if m["date"]), members[0])
    sales = [m["last_sale"] for m in members if m["last_sale"]]
    return {"date": dated["date"], "date_means": dated["date_means"], "last_sale": max(sales, default=None)}


def _disagreements(members: Sequence[dict], person: dict) -> list[tuple[str, list[tuple], object]]:
    found = []
    for name in ("name", "email", "phone", "company", "customer", *FACT_COLUMNS):
        said = [(m["file"], m["row"], m[name]) for m in members if m[name] not in (None, "", UNKNOWN)]
        if len({plain(str(value)).replace(" ", "") for _, _, value in said}) > 1:
            found.append((name, said, person[name]))
    return found


def readings_of(people: ContactList) -> dict[str, str]:
    """Return per merged address the strictest word for consent that its rows have."""
    rows = people.rows[people.rows["email"].notna()]
    repeated = rows[rows["email"].duplicated(keep=False)]
    grouped = repeated.groupby("email", sort=False)["consent_reading"]
    return {email: _first_of(READINGS, readings) for email, readings in grouped}
