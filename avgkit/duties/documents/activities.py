"""What a freelancer uses personal data for, with answers that we suggest. Suggestions are never filled in unasked.

Terms of keeping are our suggestion, not law, save seven years for invoices (AWR art. 52, unchecked).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from avgkit.base.toml_data import read_data, records

TEXTS = "duties/documents/activities.toml"
BASES: Mapping[str, str] = {basis["id"]: basis["label"] for basis in read_data(TEXTS)["basis"]}
"""The six lawful bases, in plain words. Source: AVG art. 6(1)(a)-(f)."""
BASIS_LETTERS: Mapping[str, str] = {basis["id"]: basis["letter"] for basis in read_data(TEXTS)["basis"]}


@dataclass(frozen=True)
class Activity:
    """One use of data: for the learner (``label``), for the data subject (``why``), and what we suggest to answer."""

    id: str
    label: str
    why: str
    people: str
    data: str
    basis: str
    retention: str
    starts: str
    interest: str = ""


ACTIVITIES: Mapping[str, Activity] = {activity.id: activity for activity in records(TEXTS, "activity", Activity)}
