"""Another address of the same mailbox (Gmail dots, a tag behind a plus) may be the same person: when one said no, the
other is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from avgkit.contacts.cleaning.mailboxes import mailbox
from avgkit.contacts.refusals import union
from avgkit.law.facts import Consent, YesNo

if TYPE_CHECKING:
    import pandas as pd

_OTHERWISE = r"\+|@g(?:oogle)?mail\.com"
"""What an address holds that can be written in another way."""


def hold_lookalikes(people: pd.DataFrame) -> pd.DataFrame:
    """Hold who has another address of a mailbox from which somebody said no, or perhaps no, to the same channels."""
    scopes = _scopes(people)
    stopped = (scopes != "") & people["email"].notna().to_numpy(bool)
    if not stopped.any():
        return people
    emails = people["email"]
    many = (emails.str.contains(_OTHERWISE, na=False) & ~stopped).to_numpy(bool)
    boxes = emails.where(~(many | stopped), emails[many | stopped].map(mailbox))
    left: dict[str, str] = {}
    for box, scope in zip(boxes[stopped], scopes[stopped], strict=True):
        left[box] = union(left.get(box, ""), scope)
    alike = np.flatnonzero(boxes.isin(left).to_numpy(bool) & ~stopped)
    for place in alike:
        people.at[place, "held"] = union(people.at[place, "held"], left[boxes[place]])
        if "held" not in people.at[place, "issues"]:
            people.at[place, "issues"] = ["held", *people.at[place, "issues"]]
    return people


def _scopes(people: pd.DataFrame) -> np.ndarray:
    """Return the channels that each refuses, perhaps or for certain: “all”, names, or an empty text."""
    all_of_it = (people["objection"] == str(YesNo.YES)) | (people["consent"] == str(Consent.WITHDRAWN))
    told = (
        [union(*pair) for pair in zip(people["objection_channels"], people["held"], strict=True)]
        if (people["objection_channels"].any() or people["held"].any())
        else [""] * len(people)
    )
    return np.where(all_of_it.to_numpy(bool), "all", np.array(told, object))
