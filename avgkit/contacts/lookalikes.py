"""Another address of the same mailbox (Gmail dots, a tag behind a plus) may be the same person, and so may somebody of
the same name whom no address or number tells apart: when one said no, the other is held.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from avgkit.contacts.cleaning.mailboxes import mailbox
from avgkit.contacts.cleaning.names import name_key, plain
from avgkit.contacts.refusals import union
from avgkit.law.facts import Consent, YesNo

if TYPE_CHECKING:
    import pandas as pd

_OTHERWISE = r"\+|@g(?:oogle)?mail\.com"
"""What an address holds that can be written in another way."""


def hold_lookalikes(people: pd.DataFrame) -> pd.DataFrame:
    """Hold who has another address of a mailbox from which somebody said no, or perhaps no, to the same channels."""
    scopes = _scopes(people)
    if not (scopes != "").any():
        return people
    _hold_namesakes(people, scopes)
    stopped = (scopes != "") & people["email"].notna().to_numpy(bool)
    emails = people["email"]
    many = (emails.str.contains(_OTHERWISE, na=False) & ~stopped).to_numpy(bool)
    boxes = emails.where(~(many | stopped), emails[many | stopped].map(mailbox))
    left: dict[str, str] = {}
    for box, scope in zip(boxes[stopped], scopes[stopped], strict=True):
        left[box] = union(left.get(box, ""), scope)
    alike = np.flatnonzero(boxes.isin(left).to_numpy(bool) & ~stopped).tolist()
    for place in alike:
        _hold(people, place, left[boxes[place]])
    return people


def _hold(people: pd.DataFrame, place: int, scope: str) -> None:
    people.at[place, "held"] = union(people.at[place, "held"], scope)
    if "held" not in people.at[place, "issues"]:
        people.at[place, "issues"] = ["held", *people.at[place, "issues"]]


def _hold_namesakes(people: pd.DataFrame, scopes: np.ndarray) -> None:
    """Hold who has the name of somebody who said no, or perhaps, where no two addresses or numbers tell them apart."""
    mailed, called = (people[name].notna().to_numpy(bool) for name in ("email", "phone"))
    told = scopes != ""
    near = np.zeros(len(people), bool)
    for mail, call in {*zip(mailed[told].tolist(), called[told].tolist(), strict=True)}:
        near |= ~((mailed & mail) | (called & call))
    near &= people["name"].notna().to_numpy(bool)
    said: dict[tuple[str, str], list[int]] = {}
    for place in np.flatnonzero(told & ~(mailed & called)).tolist() if (near & (scopes != "all")).any() else ():
        whole, letter = _name_keys(people.at[place, "name"])
        said.setdefault(("whole", whole), []).append(place)
        said.setdefault(("letter", letter), []).append(place)
    for place in np.flatnonzero(near & (scopes != "all")).tolist() if said else ():
        if people.at[place, "objection"] == YesNo.NO:
            continue
        whole, letter = _name_keys(people.at[place, "name"])
        alike = (("whole", whole), ("whole", letter), ("letter", whole)) if whole else ()
        for other in {other for key in alike for other in said.get(key, ())}:
            apart = (mailed[place] and mailed[other]) or (called[place] and called[other])
            if other != place and not apart:
                _hold(people, place, scopes[other])


@lru_cache(maxsize=50_000)
def _name_keys(name: str | None) -> tuple[str, str]:
    """Return a name as it is and with the first name as a letter, in alphabetical order; “” for no name."""
    words = plain((name or "").replace(".", " ")).split()
    whole = name_key(" ".join(words))
    return (whole, name_key(" ".join([words[0][0], *words[1:]]))) if len(whole) > 1 else ("", "")


def _scopes(people: pd.DataFrame) -> np.ndarray:
    """Return the channels that each refuses, perhaps or for certain: “all”, names, or an empty text."""
    all_of_it = (people["objection"] == str(YesNo.YES)) | (people["consent"] == str(Consent.WITHDRAWN))
    told = (
        [union(*pair) for pair in zip(people["objection_channels"], people["held"], strict=True)]
        if (people["objection_channels"].any() or people["held"].any())
        else [""] * len(people)
    )
    return np.where(all_of_it.to_numpy(bool), "all", np.array(told, object))
