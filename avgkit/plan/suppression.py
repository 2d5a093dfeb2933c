"""The suppression list: who must not be approached, plain or as hashes, and the check against it.

Source: AVG art. 21(3) for who is on it, art. 17(3) and 5(1)(c) for keeping no more than this.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from avgkit.base.errors import AvgkitError
from avgkit.base.files import save_table
from avgkit.contacts.formats.base import SAID_NO_ON
from avgkit.law.fact_codes import code_of
from avgkit.law.facts import Channel, label
from avgkit.plan.list_on_day import ListOnDay

if TYPE_CHECKING:
    import pandas as pd

HASHED = {"email": "email_sha256", "telefoon": "telefoon_sha256"}


def fingerprint(value: object) -> str:
    """Return the SHA-256 (hexadecimal) of an address or number; nothing for nothing.

    The value is trimmed and in lower case, a number in E.164 with its plus: the form in which mail and advertising tools
    hash before they compare. A hash can be guessed by who tries addresses, so it is still personal data (AVG art. 4(5)).
    """
    text = value.strip().lower() if isinstance(value, str) else ""
    return hashlib.sha256(text.encode("utf-8")).hexdigest() if text else ""


def suppression_list(cases: ListOnDay) -> pd.DataFrame:
    """Return who must not be approached, a row per address and number: email, telefoon, reden, kanaal, datum.

    All addresses and numbers of a merged person are on it. ``kanaal`` says to what somebody said no; avgkit itself takes a list
    that it reads back as a no to everything. ``datum`` is filled only when the export told the day of the no:
    another date would say something untrue.
    """
    import pandas as pd

    rows = np.flatnonzero(cases.refusals.any(axis=1))
    objected = _objected(cases)
    listed = []
    for place, person in zip(rows, cases.contacts.iloc[rows].to_dict("records"), strict=True):
        reason = "bezwaar" if objected[place] else "toestemming ingetrokken"
        day = person.get("date") if person.get("date_means") in SAID_NO_ON else None
        emails, phones = _all(person, "email", "other_emails"), _all(person, "phone", "other_phones")
        for email, phone in zip_longest(emails, phones, fillvalue=""):
            listed.append((email, phone, reason, _channels(cases, place), day or ""))
    return pd.DataFrame(listed, columns=["email", "telefoon", "reden", "kanaal", "datum"])


def _objected(cases: ListOnDay) -> np.ndarray:
    """Tell who objected, to whatever channel."""
    return np.logical_or.reduce([cases.codes.objection_for(c) == code_of("objection", "yes") for c in Channel])


def _channels(cases: ListOnDay, place: int) -> str:
    """Say to which channels somebody said no."""
    if cases.stopped[place]:
        return "alles"
    return ", ".join(label("channel", c) for c, no in zip(Channel, cases.refusals[place], strict=True) if no)


def unreachable_stops(cases: ListOnDay) -> int:
    """Return how many people said no and have no address and no number by which a list could name them."""
    return int((cases.refusals.any(axis=1) & ~cases.filled("email") & ~cases.filled("phone")).sum())


def _all(person: Mapping[str, object], first: str, others: str) -> list[str]:
    found = [person.get(first), *str(person.get(others) or "").split(", ")]
    return [value for value in found if isinstance(value, str) and value]


def hashed(suppressed: pd.DataFrame) -> pd.DataFrame:
    """Return the list with fingerprints in place of addresses and numbers."""
    secret = suppressed.assign(**{name: suppressed[name].map(fingerprint) for name in HASHED})
    return secret.rename(columns=HASHED)


def save_suppression(cases: ListOnDay, path: str | Path, *, hashes: bool = False) -> int:
    """Write the suppression list, plain or hashed; return its number of rows.

    Raises AvgkitError when nobody is on it, and as ``save_table`` does.
    """
    listed = suppression_list(cases)
    if listed.empty:
        raise AvgkitError(
            "Niemand op je lijst zei nee of meldde zich af met een adres of nummer; er is niets te bewaren."
        )
    save_table(hashed(listed) if hashes else listed, Path(path), ";", protect=not hashes)
    return len(listed)


def read_hashes(path: str | Path) -> frozenset[str]:
    """Return the fingerprints of a hashed suppression list. Raises AvgkitError with a Dutch sentence for another file."""
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise AvgkitError(f"{path.name} is niet te lezen als lijst met hashes; kies een ander bestand.") from None
    rows = csv.DictReader(io.StringIO(text), delimiter=";")
    known = [name for name in HASHED.values() if name in (rows.fieldnames or ())]
    if not known:
        raise AvgkitError(
            f"{path.name} heeft geen kolom {' of '.join(HASHED.values())}; geef een gewone lijst van afmeldingen als LIJST."
        )
    return frozenset(cell.strip().lower() for row in rows for name in known if (cell := row[name] or "").strip())


def on_list(cases: ListOnDay, hashes: frozenset[str]) -> np.ndarray:
    """Tell whose address or number, or one of the others that were merged, is among these fingerprints."""
    found = np.zeros(len(cases.contacts), bool)
    if not hashes:
        return found
    for one, others in (("email", "other_emails"), ("phone", "other_phones")):
        if one in cases.contacts:
            columns = cases.contacts.reindex(columns=[one, others]).to_dict("records")
            found |= np.array([any(fingerprint(v) in hashes for v in _all(row, one, others)) for row in columns], bool)
    return found
