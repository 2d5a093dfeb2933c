"""The channels that a list is about: the ordinary ones, and a rare one when somebody on the list can be reached
by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from avgkit.law.facts import UNKNOWN, Channel, DetailsSource, Relation, is_more

if TYPE_CHECKING:
    import pandas as pd


def channels_for(contacts: pd.DataFrame) -> tuple[Channel, ...]:
    """Return the channels that charts and panels show, in the order of ``Channel``: e-mail, phone, post and a public
    post, and what else reaches somebody on the list.

    A channel that stands behind “meer” (fax, automatic_call) is one of them only when the list has a consent for it.
    """
    named = set(contacts["consent_channel"].dropna()) if "consent_channel" in contacts else set()
    for column in map(str, contacts):
        fact, _, pair = column.partition(":")
        if fact == "consent" and pair and (~contacts[column].isna() & ~contacts[column].isin(["", UNKNOWN])).any():
            named.add(pair.partition(":")[0])
    usual = [channel for channel in Channel if not is_more("channel", channel)]
    reaching = [c for c in usual if c in ALWAYS or contacts.empty or reached_by(contacts, c).any()]
    return tuple(channel for channel in Channel if channel in reaching or channel in named)


ON_PHONE = (Channel.PHONE, Channel.AUTOMATIC_CALL, Channel.SMS, Channel.WHATSAPP, Channel.FAX)
DETAIL = {Channel.EMAIL: "email", **dict.fromkeys(ON_PHONE, "phone")}
"""The detail by which a channel reaches somebody. For post the name: avgkit keeps no postal address."""
ALWAYS = (Channel.EMAIL, Channel.PHONE, Channel.POST, Channel.PUBLIC_POST)
ORDINARY = (Channel.EMAIL, Channel.PHONE, Channel.WHATSAPP, Channel.LINKEDIN_MESSAGE)
"""The channels that an ordinary freelancer uses, unless somebody names others."""


def has_detail(contacts: pd.DataFrame, name: str) -> np.ndarray:
    """Tell who has this detail."""
    if name not in contacts:
        return np.zeros(len(contacts), bool)
    return (contacts[name].notna() & (contacts[name] != "")).to_numpy(bool)


def noted(contacts: pd.DataFrame, issue: str) -> np.ndarray:
    """Tell for whom the reader noted this issue."""
    if "issues" not in contacts:
        return np.zeros(len(contacts), bool)
    return np.fromiter((issue in issues for issues in contacts["issues"]), bool, len(contacts))


def reached_by(contacts: pd.DataFrame, channel: str) -> np.ndarray:
    """Tell who can be reached: by an address that works, a number (a mobile one for messages), a profile or a
    connection on LinkedIn, and else by a name.
    """
    channel = Channel(channel)
    if channel == Channel.LINKEDIN_MESSAGE:
        known = (("relation", Relation.CONNECTION), ("details_source", DetailsSource.PLATFORM_EXPORT))
        said = [(contacts[fact] == value).to_numpy(bool) for fact, value in known if fact in contacts]
        return np.logical_or.reduce([has_detail(contacts, "profile"), *said])
    if channel not in DETAIL:
        return has_detail(contacts, "name") | has_detail(contacts, "company")
    found = has_detail(contacts, DETAIL[channel])
    if channel == Channel.EMAIL:
        return found & ~noted(contacts, "undeliverable")
    if channel in (Channel.SMS, Channel.WHATSAPP) and "phone_kind" in contacts:
        return found & (contacts["phone_kind"] != "fixed").to_numpy(bool)
    return found


def useful_channels(contacts: pd.DataFrame) -> tuple[str, ...]:
    """Return the ordinary channels by which somebody on this list can be reached; post when there is no other."""
    found = tuple(str(channel) for channel in ORDINARY if reached_by(contacts, channel).any())
    return found or (str(Channel.POST),)
