"""The suppression list: who must not be approached, plain or as hashes, and the check against it.

Source: AVG art. 21(3) for who is on it, art. 17(3) and 5(1)(c) for keeping no more than this.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from itertools import zip_longest
from pathlib import Path

import numpy as np
import pandas as pd

from avgkit.base.errors import AvgkitError
from avgkit.base.files import save_table
from avgkit.base.own_work import save_receipt, sign
from avgkit.contacts.cleaning.mailboxes import mailbox
from avgkit.contacts.formats.base import SAID_NO_ON
from avgkit.law.fact_codes import code_of
from avgkit.law.facts import Channel, label
from avgkit.law.receipt import SHEET, Receipt
from avgkit.plan.list_on_day import ListOnDay
from avgkit.plan.suppression_entries import SuppressionEntries, entries_of

HASHED = {"email": "email_sha256", "telefoon": "telefoon_sha256"}


def fingerprint(value: object) -> str:
    """Return the SHA-256 (hexadecimal) of an address or number; nothing for nothing.

    The value is trimmed and in lower case, a number in E.164 with its plus: the form in which mail and advertising
    tools hash before they compare. A hash can be guessed by who tries addresses, so it is still personal data (AVG art.
    4(5)).
    """
    text = value.strip().lower() if isinstance(value, str) else ""
    return hashlib.sha256(text.encode("utf-8")).hexdigest() if text else ""


def suppression_list(cases: ListOnDay) -> pd.DataFrame:
    """Return who must not be approached, a row per address and number: email, telefoon, reden, kanaal, datum.

    All addresses and numbers of a merged person are on it. ``kanaal`` says to what somebody said no; avgkit itself
    takes a list that it reads back as a no to everything. ``datum`` is filled only when the export told the day of the
    no: another date would say something untrue.
    """
    rows = np.flatnonzero(cases.refusals.any(axis=1))
    objected = _objected(cases)
    listed = []
    for place, person in zip(rows, cases.contacts.iloc[rows].to_dict("records"), strict=True):
        reason = "bezwaar" if objected[place] else "toestemming ingetrokken"
        day = person.get("date") if person.get("date_means") in SAID_NO_ON else None
        emails, phones = _all(person, "email", "other_emails"), _all(person, "phone", "other_phones")
        for email, phone in zip_longest(emails, phones, fillvalue=""):
            listed.append((email, phone, reason, _channels(cases, int(place)), day or ""))
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


def save_suppression(
    cases: ListOnDay, path: str | Path, *, hashes: bool = False, receipt: Receipt | None = None
) -> int:
    """Write the suppression list, plain or hashed, and its receipt; return its number of rows.

    Raises AvgkitError when nobody is on it, and as ``save_table`` does.
    """
    listed = suppression_list(cases)
    if listed.empty:
        raise AvgkitError(
            "Niemand op je lijst zei nee of meldde zich af met een adres of nummer; er is niets te bewaren."
        )
    save_with_receipt(hashed(listed) if hashes else listed, Path(path), ";", receipt, protect=not hashes)
    return len(listed)


def save_with_receipt(
    frame: pd.DataFrame, path: Path, delimiter: str | None, receipt: Receipt | None, *, protect: bool = True
) -> None:
    """Write a table, and its receipt: as a second sheet, or beside a CSV. Raises as ``save_table`` does."""
    about = {SHEET: pd.DataFrame(receipt.rows(), columns=["wat", "waarde"])} if receipt else {}
    save_table(frame, path, delimiter, protect, about, lambda spare: sign(spare, path.suffix))
    if receipt:
        save_receipt(path, receipt.as_json())


def on_list(cases: ListOnDay, hashes: Collection[str] | SuppressionEntries) -> np.ndarray:
    """Tell who is, or may be, on a list of hashes: by any address or number of the person."""
    entries = entries_of(hashes)
    found = np.zeros(len(cases.contacts), bool)
    if not entries:
        return found
    columns = cases.contacts.reindex(columns=["email", "other_emails", "phone", "other_phones"]).to_dict("records")
    return np.array(
        [entries.holds(_all(row, "email", "other_emails"), _all(row, "phone", "other_phones")) for row in columns], bool
    )


def lookalikes(cases: ListOnDay, channel: str) -> np.ndarray:
    """Tell who has another address of a mailbox that said no to this channel (Gmail dots, plus tags)."""
    found = np.zeros(len(cases.contacts), bool)
    stopped = cases.stopped_on(channel)
    if not stopped.any() or "email" not in cases.contacts:
        return found
    rows = cases.contacts.reindex(columns=["email", "other_emails"]).to_dict("records")
    emails = [_all(row, "email", "other_emails") for row in rows]
    left: dict[str, set[str]] = {}
    for email in (email for own, no in zip(emails, stopped, strict=True) if no for email in own):
        left.setdefault(mailbox(email), set()).add(email)
    like = [any(left.get(mailbox(email), set()) - {email} for email in own) for own in emails]
    return np.array(like, bool) & ~stopped


def unreadable_stops(cases: ListOnDay) -> int:
    """Return how many said no, or perhaps, with an address or number that can't be read: no list is held against it."""
    wrong = cases.noted("invalid_email") | cases.noted("invalid_phone") | cases.noted("phone_precision_lost")
    return int(((cases.refusals.any(axis=1) | cases.held) & wrong).sum())
