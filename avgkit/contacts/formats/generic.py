"""Any table with Dutch or English headings. What the learner wrote of consent is a claim, not proof."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from avgkit.contacts.cleaning.dates import clean_date, is_yes
from avgkit.contacts.formats.base import (
    CLAIMED,
    CLAIMED_WITH_TIME,
    UNDELIVERABLE,
    UNKNOWN,
    WITHDRAWN,
    Facts,
    Fields,
    Format,
    status_says,
)
from avgkit.contacts.headings import meaning_of, plain_meaning
from avgkit.contacts.plain_cells import is_empty, says_no, says_yes
from avgkit.contacts.stop_signals import heading_kind
from avgkit.law.facts import Relation

_CUSTOMER = re.compile(r"(?:vaste |bestaande )?(?:klant|customer)", re.IGNORECASE).fullmatch
_SOLD = re.compile(
    r"(?:wc-|vaste |bestaande )?(?:klant(?:en)?|customers?|afnemer|debiteur|completed|voltooid|afgerond|paid|betaald|"
    r"geleverd|verzonden|delivered|fulfilled|shipped)\s*",
    re.IGNORECASE,
).fullmatch
"""Words for a customer, or for a sale that was not cancelled."""
_PROOF = ("given_at", "consent_date", "confirmed_at", "origin", "signup_ip")
_READ_AGAIN = frozenset({"customer", "consent", "objection", "date", *_PROOF})
"""The meanings whose cells may hold a stop signal too."""


@lru_cache(maxsize=256)
def _says(customer: str, consent: str, given_at: str, *statuses: str) -> Facts:
    """What is told of being a customer and of consent; ``column_account`` reads the stop signals."""
    bought = True if _SOLD(customer) or any(map(_CUSTOMER, statuses)) else is_yes(customer)
    told = [status_says(status) for status in statuses]
    reading = _claim(consent)
    if reading == CLAIMED.reading and not is_empty(given_at):
        reading = CLAIMED_WITH_TIME.reading
    if any(one is UNDELIVERABLE for one in told):
        reading = UNDELIVERABLE.reading
    return Facts(
        reading,
        relation=Relation.CUSTOMER if bought else UNKNOWN,
        customer=bought,
        issue=UNDELIVERABLE.issue if reading == UNDELIVERABLE.reading else "",
    )


def _claim(cell: str) -> str:
    """Return how an answer to the question for consent reads: a tick or a day is a claim, a no is none."""
    if is_empty(cell):
        return UNKNOWN
    if says_no(cell):
        return "none"
    if (told := status_says(cell)) in (UNDELIVERABLE, WITHDRAWN, CLAIMED):
        return told.reading
    if clean_date(re.sub(r"^\D*", "", cell))[0]:
        return "claimed_with_time"
    return {True: "claimed", False: "none", None: UNKNOWN}[True if says_yes(cell) else is_yes(cell)]


FORMAT = Format(
    name="generic",
    by_headings=False,
    needs=frozenset(),
    asks=("customer", "consent", "given at", "status"),
    says=_says,
)


def fields_of(
    columns: Mapping[str, str], headings: Sequence[str], base: Fields, told: Mapping[str, str] | None
) -> Fields:
    """Return where the details stand, from meaning -> heading.

    Other headings with the same meaning are second choice, save where the learner ``told`` which column it is.
    """

    def of(*meanings: str) -> tuple[str, ...]:
        chosen = [columns[meaning] for meaning in meanings if meaning in columns]
        free = {*meanings} - {*(told or ())}
        others = [heading for heading in headings if plain_meaning(heading) in free]
        return tuple(dict.fromkeys([*chosen, *others]))

    parts = tuple(columns[part] for part in ("first_name", "middle_name", "last_name") if part in columns)
    sale = "last_sale" in columns
    return replace(
        base,
        email=of("email"),
        phone=of("mobile", "phone"),
        names=parts if "last_name" in columns or "name" not in columns else (columns["name"],),
        full_name=columns.get("name", "") if "last_name" in columns else "",
        company=of("company"),
        position=of("position"),
        kvk=columns.get("kvk", ""),
        date=of("last_sale", "date") or of("given_at"),
        date_means=base.date_means
        or ("last_sale" if sale else "date" if {"date", "given_at"} & columns.keys() else None),
        sale=sale and base.date_means is None,
        consent_text="" if meaning_of(question := columns.get("consent", "")) else question,
        given_at=_given_at(columns),
        confirmed_at=columns.get("confirmed_at", ""),
        origin=next(iter(origins := of("origin", "signup_ip")), ""),
        origin_too=origins[1:],
    )


def asks_of(columns: Mapping[str, str], headings: Sequence[str]) -> tuple[str, ...]:
    """Return the headings of what ``says`` gets; a heading that is not there gives an empty cell."""
    statuses = [
        heading for heading in headings if heading_kind(heading).kind == "status" and heading not in columns.values()
    ]
    consent = columns.get("consent", columns.get("consent_date", ""))
    return (columns.get("customer", ""), consent, _given_at(columns), *statuses)


def _given_at(columns: Mapping[str, str]) -> str:
    """Return the heading of the time of an answer; beside an IP address the day of the row is that."""
    known = columns.get("given_at", columns.get("consent_date", ""))
    return known or (columns.get("date", "") if "signup_ip" in columns else "")


def read_again(headings: Sequence[str], known: Format, mapping: Mapping[str, str]) -> set[str]:
    """Return the headings whose cells may hold a stop signal beside a detail, save those that an export knows itself.

    ``mapping``: which heading was taken for which meaning.
    """
    found = {heading for heading in headings if plain_meaning(heading) in _READ_AGAIN} - known.known_headings()
    return found | {mapping[meaning] for meaning in _READ_AGAIN if meaning in mapping}


def layout(known: Format, headings: list[str]) -> tuple[Fields, tuple[str, ...]]:
    """Return where the details stand in a file with these headings, and the headings that ``says`` gets."""
    fields, asks = known.adapt(headings) if known.adapt else (known.fields, known.asks)
    return _completed(fields, headings, asks) if known.by_headings else fields, asks


def _completed(fields: Fields, headings: Sequence[str], asks: Sequence[str]) -> Fields:
    """Return the fields of an export with the columns that its tool added since, or that somebody chose to add.

    A heading that the export uses itself is left to it, and so is a detail of which it knows where it stands.
    """
    own = {*asks, *fields.names, fields.full_name, *fields.date, *fields.writer, *fields.profile}
    meanings: dict[str, list[str]] = {}
    for heading in dict.fromkeys(headings):
        if heading and heading not in own and (meaning := plain_meaning(heading)):
            meanings.setdefault(meaning, []).append(heading)

    def more(known: Sequence[str], *names: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*known, *(heading for name in names for heading in meanings.get(name, ()))]))

    when, where = more((), "given_at", "consent_date"), more((), "origin", "signup_ip")
    proof = bool(asks) and not fields.given_at and not fields.origin and ("signup_ip" in meanings or bool(when))
    return replace(
        fields,
        email=more(fields.email, "email"),
        phone=more(fields.phone, "mobile", "phone"),
        company=more(fields.company, "company"),
        position=more(fields.position, "position"),
        kvk=fields.kvk or next(iter(more((), "kvk")), ""),
        date=fields.date if set(fields.date) & set(headings) else more(fields.date, "date"),
        given_at=next(iter(when), "") if proof else fields.given_at,
        origin=next(iter(where), "") if proof else fields.origin,
        origin_too=where[1:] if proof else fields.origin_too,
        confirmed_at=fields.confirmed_at or next(iter(more((), "confirmed_at") if proof else ()), ""),
    )
