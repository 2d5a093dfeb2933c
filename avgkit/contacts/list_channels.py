"""The channels that a list is about: the ordinary ones, and a rare one when somebody on the list can be reached
by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from avgkit.law.facts import UNKNOWN, Channel, is_more

if TYPE_CHECKING:
    import pandas as pd


def channels_for(contacts: pd.DataFrame) -> tuple[Channel, ...]:
    """Return the channels that charts and panels show, in the order of ``Channel``.

    A channel that stands behind “meer” (fax, automatic_call) is one of them only when the list has a consent for it.
    """
    named = set(contacts["consent_channel"].dropna()) if "consent_channel" in contacts else set()
    for column in map(str, contacts):
        fact, _, pair = column.partition(":")
        if fact == "consent" and pair and (~contacts[column].isna() & ~contacts[column].isin(["", UNKNOWN])).any():
            named.add(pair.partition(":")[0])
    return tuple(channel for channel in Channel if not is_more("channel", channel) or channel in named)
