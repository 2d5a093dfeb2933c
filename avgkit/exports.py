"""Lists to work with: only who may be approached, with as few columns as the tool needs; and who must never be.

Sources: art. 11.7 Tw decides who; AVG art. 5(1)(c) asks for few columns; AVG art. 21(3) for the list of who objected.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.classification import classify
from avgkit.contacts.cleaning.names import TUSSENVOEGSELS
from avgkit.errors import AvgkitError
from avgkit.saving import harmless, save_whole
from avgkit.vocabulary import Channel, Verdict, label

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Shape:
    """How a tool wants its file: its headings by detail, the mark between cells (none for .xlsx) and who takes it."""

    title: str
    columns: Mapping[str, str]
    delimiter: str | None
    channels: tuple[str, ...]


_MAIL = (Channel.EMAIL,)
_PHONES = (Channel.PHONE, Channel.SMS, Channel.WHATSAPP, Channel.FAX)
SHAPES = {
    "mailchimp": Shape("Mailchimp", {"email": "Email Address", "first": "First Name", "last": "Last Name"}, ",", _MAIL),
    "laposta": Shape("Laposta", {"email": "E-mailadres", "first": "Voornaam", "last": "Achternaam"}, ";", _MAIL),
    "brevo": Shape(
        "Brevo",
        {"email": "EMAIL", "last": "LASTNAME", "first": "FIRSTNAME", "phone": "SMS"},
        ";",
        (*_MAIL, Channel.SMS),
    ),
    "excel": Shape(
        "Excel",
        {"name": "Naam", "email": "E-mailadres", "phone": "Telefoon", "company": "Bedrijf"},
        None,
        tuple(Channel),
    ),
    "csv": Shape(
        "CSV", {"name": "Naam", "email": "E-mailadres", "phone": "Telefoon", "company": "Bedrijf"}, ";", tuple(Channel)
    ),
}
"""The shapes by name. Only the columns that the channel needs are written."""
_ALSO = {"name", "first", "last"}
NEEDS = {
    Channel.EMAIL: {"email"},
    **{key: {"phone"} for key in _PHONES},
    Channel.POST: {"company"},
    Channel.LINKEDIN_MESSAGE: {"company"},
}
"""The detail with which somebody is reached; the name comes along. Postal addresses are not kept by avgkit."""


@dataclass(frozen=True)
class Safe:
    """Who may be approached now, and who was left out and why (reason -> number of contacts)."""

    contacts: pd.DataFrame
    left_out: Mapping[str, int]
    conditions: tuple[str, ...]
    duties: tuple[str, ...]
    channel: str
    purpose: str
    as_of: date


def safe_list(
    contacts: pd.DataFrame,
    *,
    channel: str,
    purpose: str,
    as_of: date,
    facts: Mapping[str, object] | None = None,
    conditions_met: bool = False,
    only: Iterable[str] | None = None,
) -> Safe:
    """Return who may be approached by this channel for this purpose on this day.

    ``conditions_met``: the learner says that the listed conditions are true of everybody, so that ``conditional`` counts.
    ``only``: contact ids; then each of them must be allowed. Raises AvgkitError with a Dutch sentence for a public post,
    when nobody is allowed, or when one of ``only`` is not.
    """
    if channel == Channel.PUBLIC_POST:
        raise AvgkitError("Een openbaar bericht heeft geen lijst nodig; kies een ander kanaal.")
    if only is not None:
        chosen = set(only)
        contacts = contacts[contacts["contact_id"].isin(chosen)]
    told = classify(contacts, as_of=as_of, channels=[channel], purposes=[purpose], facts=facts).reset_index(drop=True)
    contacts = contacts.reset_index(drop=True)
    good = {Verdict.ALLOWED, Verdict.CONDITIONAL} if conditions_met else {Verdict.ALLOWED}
    allowed = told["verdict"].astype(str).isin({str(verdict) for verdict in good})
    reachable = _reachable(contacts, channel)
    _refuse(told, allowed, only is not None, channel, purpose)
    reasons = (
        told["reason"].astype(str).where(~allowed, f"Er is geen adres of nummer voor {label('channel', channel)}.")
    )
    left = reasons[~(allowed & reachable)].value_counts()
    rules = sorted(set(told.loc[allowed & reachable, "rule"].astype(str)))
    conditions, duties = _carried(rules, as_of)
    return Safe(
        contacts[allowed & reachable].reset_index(drop=True),
        {str(reason): int(number) for reason, number in left.items()},
        conditions,
        duties,
        str(channel),
        str(purpose),
        as_of,
    )


def _reachable(contacts: pd.DataFrame, channel: str) -> pd.Series:
    import pandas as pd

    needed = next(iter(NEEDS[channel]))
    if needed == "company":
        return contacts["name"].notna() | contacts["company"].notna()
    found = contacts[needed].notna()
    if channel == Channel.EMAIL and "issues" in contacts:
        found &= ~contacts["issues"].map(lambda issues: "undeliverable" in issues).astype(bool)
    return found if len(found) else pd.Series([], dtype=bool)


def _refuse(told: pd.DataFrame, allowed: pd.Series, chosen: bool, channel: str, purpose: str) -> None:
    what = f"{label('channel', channel)} en {label('purpose', purpose)}"
    verdicts = told["verdict"].astype(str)
    if chosen and not allowed.all():
        wrong = int((~allowed).sum())
        raise AvgkitError(
            f"Voor {what} mag dit niet bij {wrong} van de {len(told)} gekozen contacten, of is het nog niet zeker; "
            "haal hen weg of zoek eerst de ontbrekende feiten uit."
        )
    if not allowed.any():
        conditional = int((verdicts == Verdict.CONDITIONAL).sum())
        depends = int((verdicts == Verdict.DEPENDS).sum())
        raise AvgkitError(
            f"Er is niemand die je nu via {what} mag benaderen: bij {conditional} contacten gelden voorwaarden en bij "
            f"{depends} mist een feit; kijk in notebook 08 wat je eerst moet doen."
        )


def _carried(rules: Iterable[str], as_of: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    from avgkit.rules import rules_as_of

    used = [rule for rule in rules_as_of(as_of) if rule.id in set(rules)]
    conditions = dict.fromkeys(text for rule in used for text in rule.conditions)
    duties = dict.fromkeys(text for rule in used for text in rule.duties)
    return tuple(conditions), tuple(duties)


def columns_for(safe: Safe, shape: str) -> pd.DataFrame:
    """Return what is written: the name and the one detail that the channel needs, under the tool's headings.

    Raises AvgkitError with a Dutch sentence for a shape that does not exist or is not for this channel.
    """
    import pandas as pd

    known = _shape(shape)
    if safe.channel not in {str(channel) for channel in known.channels}:
        raise AvgkitError(f"{known.title} is niet voor {label('channel', safe.channel)}; kies excel of csv.")
    people = safe.contacts
    first, last = zip(*map(split_name, people["name"]), strict=True) if len(people) else ((), ())
    details = {
        "first": list(first),
        "last": list(last),
        **{name: people[name] for name in ("name", "email", "phone", "company")},
    }
    wanted = NEEDS[Channel(safe.channel)] | _ALSO
    frame = pd.DataFrame({heading: list(details[name]) for name, heading in known.columns.items() if name in wanted})
    return frame.astype(object).where(frame.notna(), "")


def split_name(name: object) -> tuple[str, str]:
    """Return first name and the rest: “Daan van den Berg” gives “Daan” and “van den Berg”."""
    words = name.split() if isinstance(name, str) else []
    cut = next((place for place, word in enumerate(words) if place and word.lower() in TUSSENVOEGSELS), 1)
    return " ".join(words[:cut]), " ".join(words[cut:])


def save_list(safe: Safe, path: str | Path, shape: str = "csv") -> Path:
    """Write the list for a tool; the file appears whole or not at all. Raises as ``columns_for`` and ``save_whole`` do."""
    return _save(columns_for(safe, shape), Path(path), _shape(shape).delimiter)


def suppression_list(contacts: pd.DataFrame) -> pd.DataFrame:
    """Return who must not be approached: email, telefoon, reden, datum (that of the list it came from, where known)."""
    import pandas as pd

    off = contacts[(contacts["objection"] == "yes") | (contacts["consent"] == "withdrawn")]
    rows = []
    for person in off.itertuples():
        emails = [person.email, *str(getattr(person, "other_emails", "") or "").split(", ")]
        phones = [person.phone, *str(getattr(person, "other_phones", "") or "").split(", ")]
        reason = "bezwaar" if person.objection == "yes" else "toestemming ingetrokken"
        for place in range(max(len(emails), len(phones))):
            email, phone = (
                values[place] if place < len(values) and values[place] else "" for values in (emails, phones)
            )
            if isinstance(email, str) and isinstance(phone, str) and (email or phone):
                rows.append((email, phone, reason, getattr(person, "date", None) or ""))
    return pd.DataFrame(rows, columns=["email", "telefoon", "reden", "datum"])


def hashed(suppressed: pd.DataFrame) -> pd.DataFrame:
    """Return the same list with SHA-256 in place of addresses and numbers, as mail tools take it for comparing.

    A hash of an address can be guessed by who tries addresses: it is still personal data (AVG art. 4(5), recital 26).
    """
    safe = suppressed.copy()
    for name in ("email", "telefoon"):
        safe[name] = [fingerprint(value) for value in suppressed[name]]
    return safe.rename(columns={"email": "email_sha256", "telefoon": "telefoon_sha256"})


def fingerprint(value: str) -> str:
    """Return the SHA-256 of an address or number as it was cleaned; nothing for nothing."""
    return hashlib.sha256(value.strip().lower().encode("utf-8")).hexdigest() if value.strip() else ""


def save_suppression(contacts: pd.DataFrame, path: str | Path, *, hashes: bool = False) -> Path:
    """Write the suppression list, plain or hashed. Raises AvgkitError when nobody is on it, and as ``save_whole`` does."""
    listed = suppression_list(contacts)
    if listed.empty:
        raise AvgkitError("Niemand op je lijst maakte bezwaar of trok toestemming in; er is niets om te bewaren.")
    return _save(hashed(listed) if hashes else listed, Path(path), ";")


def _shape(name: str) -> Shape:
    if name not in SHAPES:
        raise AvgkitError(f"De vorm “{name}” bestaat niet; kies uit: {', '.join(SHAPES)}.")
    return SHAPES[name]


def _save(frame: pd.DataFrame, path: Path, delimiter: str | None) -> Path:
    workbook = delimiter is None
    if path.suffix.lower() != (".xlsx" if workbook else ".csv"):
        raise AvgkitError(f"{path.name} kan niet; kies een naam met {'.xlsx' if workbook else '.csv'}.")
    safe = harmless(frame, list(frame))

    def write(spare: str) -> None:
        if workbook:
            safe.astype(str).to_excel(spare, index=False, engine="openpyxl")
        else:
            safe.to_csv(spare, index=False, sep=delimiter, encoding="utf-8-sig")

    save_whole(path, write)
    return path
