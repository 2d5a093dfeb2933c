"""One contact at a time: what you know of a consent, what is still missing, and what the verdict becomes.

Plain Python, without widgets. Nothing is written before ``save``, ``withdraw`` or ``object``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError
from avgkit.contacts import FileReading
from avgkit.contacts.statements import People, Statements
from avgkit.duties.consent.evidence import with_records
from avgkit.duties.consent.importing import Imported, from_file, keep_consents
from avgkit.duties.consent.quality import Quality, proven_by_list, quality
from avgkit.duties.consent.record import OBJECTION, WITHDRAWAL, ConsentRecord, Refusal, checked, standing
from avgkit.duties.consent.store import Store
from avgkit.law.classification import classify, codes_on
from avgkit.law.decision import outcome_text
from avgkit.law.facts import Consent

if TYPE_CHECKING:
    import pandas as pd

_EMPTY = ConsentRecord(channel="email", purpose="newsletter")
FILLED_IN = tuple(f.name for f in fields(ConsentRecord) if f.name not in ("record_id", "name", "email", "phone"))
"""What the learner tells of a consent; who it is comes from the list."""


@dataclass(frozen=True)
class ConsentOutcome:
    """A verdict with its reason, for one contact, channel and purpose. ``contested``: the reason gives both views."""

    verdict: str
    reason: str
    contested: bool

    @property
    def outcome(self) -> str:
        return outcome_text(self.verdict, self.contested)


class ConsentForm:
    """Where evidence is filled in for the contacts of a list.

    ``path`` is the store; it need not be there yet. ``today`` is the day on which things are written down. ``answers``:
    what the learner says of the list or of single people.
    """

    def __init__(self, contacts: pd.DataFrame, path: str | Path, *, as_of: date, today: date) -> None:
        self.contacts, self.path, self.as_of, self.today = contacts, Path(path), as_of, today
        self.answers = Statements({}, {})
        self.contact_id: object = contacts["contact_id"].iat[0] if len(contacts) else None
        self.draft = replace(_EMPTY, sender=self._usual_sender())

    def choose(self, contact_id: object) -> None:
        """Take another contact; what was filled in of the form stays, so that a stack of papers goes quickly."""
        self.contact_id = contact_id

    def fill(self, **words: str) -> None:
        """Fill in one or more fields of ``FILLED_IN``."""
        for name in words:
            if name not in FILLED_IN:
                raise AttributeError(f"a consent has no field '{name}' to fill in")
        self.draft = replace(self.draft, **words)

    @property
    def contact(self) -> pd.DataFrame:
        """The chosen contact, as a frame of one row. Raises AvgkitError when there is none."""
        found = self.contacts[self.contacts["contact_id"] == self.contact_id]
        if found.empty:
            raise AvgkitError("Er is geen contact gekozen. Kies er een uit de lijst.")
        return found.head(1)

    @property
    def record(self) -> ConsentRecord:
        """The consent as filled in, for the chosen contact, in its clean form; raises as ``checked`` does."""
        row = self.contact.iloc[0]
        person = {name: row[name] if isinstance(row.get(name), str) else "" for name in ("name", "email", "phone")}
        return checked(replace(self.draft, **person), self.today)

    def quality(self) -> Quality:
        """Return what is missing, and what the consent is worth after what this person withdrew; what a mail tool's
        record proves is proven here too.
        """
        found = quality(standing(self.record, self._known()[1]), self.as_of)
        row, asked = self.contact.iloc[0], (self.draft.channel, self.draft.purpose)
        listed = (row.get("consent_channel") or asked[0], row.get("consent_purpose") or asked[1])
        return proven_by_list(found) if row.get("consent") == Consent.VALID and listed == asked else found

    def outcomes(self) -> tuple[ConsentOutcome, ConsentOutcome]:
        """Return the verdict for the filled-in channel and purpose as things stand, and with this consent."""
        records, refusals = self._known()
        record = standing(self.record, refusals)
        return self._outcome(records, refusals, record), self._outcome([*records, record], refusals, record)

    def held(self) -> list[ConsentRecord]:
        """Return the consents that the store has of the chosen contact."""
        return self._known()[0]

    def save(self) -> ConsentRecord:
        """Write the consent to the store, and begin a new record with the same words."""
        record = self.record
        with Store.open(self.path, create=True) as store:
            store.add(record, self.today)
        self.draft = replace(self.draft, record_id=ConsentRecord().record_id)
        return record

    def take_over(self, files: Iterable[FileReading], *, one_form: bool = False) -> Imported:
        """Write what these files say of consent, with what was filled in of the form; return what was new.

        ``one_form``: everybody in them signed up with that form.
        """
        found = [from_file(file, self.draft, self.today, one_form=one_form) for file in files]
        with Store.open(self.path, create=True) as store:
            kept = [keep_consents(store, imported, self.today) for imported in found]
        left = sum((Counter(one.left_out) for one in kept), Counter())
        return Imported([r for one in kept for r in one.records], [r for one in kept for r in one.refusals], left)

    def withdraw(self, record_id: str = "", *, at: str = "", way: str = "") -> Refusal:
        """Write that the contact withdrew one consent, or all (the default, and the safe side)."""
        return self._refuse(Refusal(WITHDRAWAL, at or self.today.isoformat(), way=way, record_id=record_id))

    def object(self, channel: str = "", *, at: str = "", way: str = "") -> Refusal:
        """Write that the contact objected to this channel, or to all."""
        return self._refuse(Refusal(OBJECTION, at or self.today.isoformat(), channel=channel, way=way))

    def _refuse(self, refusal: Refusal) -> Refusal:
        row = self.contact.iloc[0]
        person = {name: row[name] if isinstance(row.get(name), str) else "" for name in ("email", "phone")}
        with Store.open(self.path, create=True) as store:
            return store.refuse(replace(refusal, **person), self.today)

    def _usual_sender(self) -> str:
        """Return the sender of the consents in the store, when it is always the same."""
        if not self.path.exists():
            return ""
        with Store.open(self.path) as store:
            names = {record.sender for record in store.records()}
        return names.pop() if len(names) == 1 else ""

    def _known(self) -> tuple[list[ConsentRecord], list[Refusal]]:
        if not self.path.exists():
            return [], []
        row = self.contact.iloc[0]
        values = [value for name in ("email", "phone") if isinstance(value := row.get(name), str)]
        with Store.open(self.path) as store:
            if not (check := store.verify()).sound:
                raise AvgkitError(check.sentence)
            return store.standing(store.subjects_for(*values))

    def _outcome(self, records: list[ConsentRecord], refusals: list[Refusal], asked: ConsentRecord) -> ConsentOutcome:
        known = with_records(self.contact, records, refusals, as_of=self.as_of, sender=asked.sender)
        codes = self.answers.over(codes_on(known, self.as_of), self.answers.of(People(known)))
        told = classify(known, as_of=self.as_of, channels=[asked.channel], purposes=[asked.purpose], codes=codes)
        return ConsentOutcome(str(told["verdict"].iat[0]), str(told["reason"].iat[0]), bool(told["contested"].iat[0]))
