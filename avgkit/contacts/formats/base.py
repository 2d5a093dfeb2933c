"""What every format module gives: where the details stand, what a row says of consent, objection, relation, source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any

from avgkit.base.toml_data import read_data
from avgkit.contacts.grid import Grid
from avgkit.contacts.signal_rules import DATA
from avgkit.contacts.stop_signals import signal
from avgkit.contacts.tools import exports, grades
from avgkit.law.facts import UNKNOWN, Channel, DetailsSource, Purpose, Relation, YesNo

SAID_NO_ON = ("unsub_time", "optout_date")
"""What a date of a row can mean (``date_means``) that tells when somebody said no."""
SIGNED_UP_ON = ("aanmelddatum", "subscribed_at", "tijdstempel", "submit_date", "completed_at")
"""What a date of a row can mean that tells when somebody filled in a form."""
CONSENT_OF = {
    "confirmed_by_tool_record": "unproven",
    "claimed": "unproven",
    "claimed_with_time": "unproven",
    "pending": "unproven",
    "withdrawn": "withdrawn",
    "none": "none",
    "not_opted_in": "none",
}
"""From what an export says of consent to the fact. Only ``proven`` makes it valid (AVG art. 7(1))."""


@dataclass(frozen=True)
class Facts:
    """What one row says. ``reading``: the export's own word for consent; ``proven``: with its time and origin.

    ``held`` and ``objection_channels`` name channels (“all”, or “phone, sms”): perhaps a no, and a no to these only.
    """

    reading: str = UNKNOWN
    proven: bool = False
    consent_channel: str = ""
    consent_purpose: str = ""
    relation: str = UNKNOWN
    customer: bool | None = None
    details_source: str = UNKNOWN
    objection: str = UNKNOWN
    issue: str = ""
    held: str = ""
    objection_channels: str = ""

    @cached_property
    def consent(self) -> str:
        return "valid" if self.proven else CONSENT_OF.get(self.reading, UNKNOWN)


NOTHING = Facts()
WITHDRAWN = Facts("withdrawn")
UNDELIVERABLE = Facts("undeliverable", issue="undeliverable")
PENDING, CLAIMED, CLAIMED_WITH_TIME = Facts("pending"), Facts("claimed"), Facts("claimed_with_time")
NOT_OPTED_IN, NO_CONSENT = Facts("not_opted_in"), Facts("none")
CONFIRMED = Facts("confirmed_by_tool_record")
PROVEN_NEWSLETTER = Facts(
    "confirmed_by_tool_record",
    proven=True,
    consent_channel=Channel.EMAIL,
    consent_purpose=Purpose.NEWSLETTER,
    details_source=DetailsSource.OWN_SIGNUP,
)
"""A mail tool's record with time and origin: it covers newsletters by e-mail, nothing else."""
BOUGHT: Mapping[str, Any] = {"relation": Relation.CUSTOMER, "customer": True, "details_source": DetailsSource.OWN_SALE}
OBJECTED = Facts(objection=YesNo.YES, issue="opt_out")
SUPPRESSED = Facts("withdrawn", objection=YesNo.YES)
_READINGS = {
    "claimed": CLAIMED,
    "withdrawn": WITHDRAWN,
    "pending": PENDING,
    "undeliverable": UNDELIVERABLE,
    "not_opted_in": NOT_OPTED_IN,
}


@lru_cache(maxsize=10_000)
def status_says(status: str) -> Facts:
    """Return what a word for a subscriber's status says: as ``readings`` of stop_signals.toml, or as the words
    themselves do.

    A word that is not known proves nothing; one that may mean a no holds the contact.
    """
    word = status.strip().strip("'").lower()
    if known := readings().get(word):
        return _READINGS[known]
    said = signal("status", word, "status")
    if said is None:
        return PENDING if re.search("unconfirmed|onbevestigd", word) else NOTHING
    return WITHDRAWN if said.certain else Facts(held=said.scope)


@cache
def readings() -> Mapping[str, str]:
    """Return the words for a status whose meaning for consent is known, and that meaning."""
    return {word: reading for reading, words in read_data(DATA)["readings"].items() for word in words}


def subscription(status: str, signed_up: str = "", left: str = "") -> Facts:
    """Return what a status with a day of signing up and a day of leaving says."""
    if left.strip():
        return WITHDRAWN
    found = status_says(status)
    return CLAIMED_WITH_TIME if found is CLAIMED and signed_up.strip() else found


@dataclass(frozen=True)
class Fields:
    """The headings (folded) of the details. Of several headings the first filled cell counts.

    ``full_name`` is used where the parts in ``names`` are empty. ``sale``: the date is that of the last sale.
    ``profile``: addresses of LinkedIn profiles; ``writer``: cells that together name one person within this file.
    ``international``: numbers have a country code without a plus. ``consent_text``: the question whose answer is
    consent. ``given_at``, ``origin`` and ``confirmed_at``: when and from where consent was given, and when it was
    confirmed; ``origin_too``: more columns for from where (the page, and the IP address).
    """

    email: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    full_name: str = ""
    company: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    kvk: str = ""
    profile: tuple[str, ...] = ()
    writer: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    date_form: str | None = None
    date_means: str | None = None
    sale: bool = False
    international: bool = False
    consent_text: str = ""
    given_at: str = ""
    origin: str = ""
    origin_too: tuple[str, ...] = ()
    confirmed_at: str = ""


def _nothing(*_cells: str) -> Facts:
    return NOTHING


@dataclass(frozen=True)
class Format:
    """An export format: its headings and what a row says. Its texts stand in the record of its tool, by its ``name``.

    ``needs``: folded headings that must all be there. ``signs``: one of these too, to recognise it unasked; ``never``:
    none of these then. ``by_headings``: whether a file is recognised as this format by them at all. ``says`` gets the
    cells under ``asks`` and tells what the row says. ``also``: other headings for the same (a translation, say).
    ``prepare`` may rewrite the grid first, and ``adapt`` finds the fields in headings that a user chose.
    """

    name: str
    needs: frozenset[str]
    fields: Fields = Fields()
    signs: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    asks: tuple[str, ...] = ()
    says: Callable[..., Facts] = _nothing
    also: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[Grid], Grid] | None = None
    adapt: Callable[[list[str]], tuple[Fields, tuple[str, ...]]] | None = None
    by_headings: bool = True

    @property
    def title(self) -> str:
        """What a learner calls a file of this format."""
        return exports()[self.name].title

    @property
    def grade(self) -> str:
        """How sure we are of the headings, from A to D."""
        return exports()[self.name].grade

    @property
    def grade_text(self) -> str:
        """The grade in words for a learner."""
        return grades()[self.grade]

    @property
    def proves(self) -> str:
        """What a file says of consent, relation and source, for a learner."""
        return exports()[self.name].proves

    def canonical(self, headings: list[str]) -> list[str]:
        """Return folded headings in the words of this module."""
        return [self.also.get(heading, heading) for heading in headings]

    def holds(self, headings: list[str]) -> bool:
        """Tell whether a file with these folded headings can be read as this format."""
        return self.needs <= set(self.canonical(headings))

    def fits(self, headings: list[str]) -> bool:
        """Tell whether a file with these folded headings is recognised as this format."""
        found = {*headings, *self.canonical(headings)}
        return self.holds(headings) and not self.never & found and (not self.signs or bool(self.signs & found))

    def known_headings(self) -> set[str]:
        """Return every folded heading that this format knows."""
        found = {*self.needs, *self.signs, *self.asks, *self.also, self.fields.full_name, self.fields.kvk}
        for name in ("email", "phone", "names", "company", "position", "profile", "date"):
            found.update(getattr(self.fields, name))
        return found - {""}

    def facts_of(self, table: Grid, headings: list[str], asks: tuple[str, ...]) -> list[Facts]:
        """Return what each row of a table with these headings says; ``asks``: the headings that ``says`` gets."""
        size = len(table.rows)
        if not any(heading in headings for heading in asks):
            return [self.says(*[""] * len(asks))] * size
        cells = [table.column(headings.index(heading)) if heading in headings else [""] * size for heading in asks]
        return list(map(self.says, *cells))
