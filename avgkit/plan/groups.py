"""Who needs what: the groups of a list behind its action plan. ``steps`` puts them in order.

Nobody is in a group for a fact that is not known, and who said no is only in the group to move to the suppression list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product

import numpy as np
import pandas as pd

from avgkit.contacts.holding import WHY_HELD
from avgkit.contacts.list_channels import channels_for
from avgkit.law.classification import unlocks
from avgkit.law.facts import Channel, Consent, DetailsSource, Purpose, Verdict, label
from avgkit.plan.list_on_day import ListOnDay, on_day
from avgkit.plan.retention import ADVERTISING, BY_KEY, grounds_of

QUIET_YEARS = 2
"""Years without a date after which we advise to look again. Our choice: the law names no term (EDPB 05/2020)."""
ASKING = (
    Channel.PHONE,
    Channel.POST,
    Channel.EMAIL,
    Channel.SMS,
    Channel.WHATSAPP,
    Channel.FAX,
    Channel.LINKEDIN_MESSAGE,
)
"""Ways to ask one person, in the order in which they are named."""
SUREST = ("", " (onder voorwaarden)", " (onder voorwaarden; hierover is discussie)")
_NO_CONTACT = ("connected_on", "uploaded_at", "invited_at")
"""Dates that tell when somebody was added, not when there was contact."""
_HEADINGS = {"contact_id": "nummer", "name": "naam", "email": "e-mailadres", "phone": "telefoon", "why": "waarom"}


@dataclass(frozen=True)
class Plan:
    """The groups of one list on one day. Frames hold contact_id, name, email, phone and why."""

    cases: ListOnDay

    @property
    def contacts(self) -> pd.DataFrame:
        return self.cases.contacts

    @property
    def as_of(self) -> date:
        return self.cases.as_of

    @cached_property
    def stop(self) -> pd.DataFrame:
        """To move to the suppression list: who objected or withdrew, if only for a channel (AVG art. 21(3), 7(3))."""
        why = np.where(self.cases.stopped, "zei nee of meldde zich af", "zei nee voor een kanaal")
        return self.cases.named(np.any(self.cases.refusals, axis=1), why)

    @cached_property
    def held(self) -> pd.DataFrame:
        """Who perhaps said no: to look at one by one, before anything is sent (AVG art. 21(3))."""
        return self.cases.named(self.cases.held, WHY_HELD)

    @cached_property
    def not_for_mail(self) -> pd.DataFrame:
        """Keep out of the mail tool: an address of a platform's download without consent (S25; AVG art. 5(1)(b))."""
        source = self.cases.has("details_source", DetailsSource.PLATFORM_EXPORT)
        rows = source & self.cases.filled("email") & ~self._mailable & ~self.cases.stopped
        return self.cases.named(rows, "het adres komt uit een download van een platform, zoals LinkedIn")

    @cached_property
    def unproven(self) -> pd.DataFrame:
        """Whose consent is claimed without proof (S04; AVG art. 7(1))."""
        rows = self.cases.has("consent", Consent.UNPROVEN) & ~self.cases.stopped
        return self.cases.named(rows, "je kunt de toestemming niet bewijzen")

    @cached_property
    def unsafe(self) -> pd.DataFrame:
        """Who has an address, but may not be sent the newsletter now, or not for certain (art. 11.7 lid 1 Tw)."""
        rows = self.cases.filled("email") & ~self._mailable & ~self.cases.stopped
        return self.cases.named(rows, self.cases.reasons(Channel.EMAIL, Purpose.NEWSLETTER))

    @cached_property
    def no_calls(self) -> pd.DataFrame:
        """Who has a number, but may not be called with an offer (art. 11.7 lid 2 Tw); only when that is certain."""
        refused = self.cases.verdict_is(Verdict.NOT_ALLOWED, Channel.PHONE, Purpose.OFFER)
        rows = refused & self.cases.filled("phone") & ~self.cases.stopped
        return self.cases.named(rows, self.cases.reasons(Channel.PHONE, Purpose.OFFER))

    @cached_property
    def undeliverable(self) -> pd.DataFrame:
        """Whose address does not work: it is not accurate (AVG art. 5(1)(d))."""
        broken = self.cases.noted("undeliverable") | self.cases.noted("invalid_email")
        return self.cases.named(broken, "het e-mailadres werkt niet")

    @cached_property
    def ask(self) -> pd.DataFrame:
        """Who may be asked for permission and cannot be mailed yet; why: the allowed ways, the surest first."""
        ways, found = self._ways
        return self.cases.named(found & ~self._mailable, ways)

    @cached_property
    def confirm(self) -> pd.DataFrame:
        """Who may be mailed under conditions already and may be asked too, so that it no longer hangs on conditions."""
        ways, found = self._ways
        return self.cases.named(found & self._mailable, ways)

    @cached_property
    def publicly(self) -> pd.DataFrame:
        """Who may not be asked in person, or not for certain: a public post with a sign-up link is left (S26, S27)."""
        _, found = self._ways
        rows = ~found & ~self._mailable & ~self.cases.stopped
        return self.cases.named(rows, "een persoonlijke vraag mag niet, of het is nog niet zeker")

    def askable(self, channel: str) -> int:
        """Return how many people may be asked for permission on this channel."""
        return int((self._sureties[:, ASKING.index(Channel(channel))] > 0).sum())

    @cached_property
    def delete(self) -> pd.DataFrame:
        """For whom there is no ground left (AVG art. 5(1)(e), 17(1)); see ``retention.grounds_of``."""
        return self._kept("none")

    @cached_property
    def downloads(self) -> pd.DataFrame:
        """Connections whose downloaded details serve nothing: the connection itself stays on the platform."""
        return self._kept("connection")

    @cached_property
    def tax_over(self) -> pd.DataFrame:
        """Former customers whose accounts need no longer be kept (AWR art. 52(4))."""
        return self._kept("tax_over")

    @cached_property
    def quiet(self) -> pd.DataFrame:
        """Whose last date is over QUIET_YEARS ago: look whether they are still needed (AVG art. 5(1)(e))."""
        limit = self.as_of.replace(year=self.as_of.year - QUIET_YEARS, day=min(self.as_of.day, 28)).isoformat()
        latest = np.full(len(self.contacts), "", object)
        for name in ("date", "last_sale"):
            if name in self.contacts:
                days = self.contacts[name].fillna("").astype(str).to_numpy(object)
                if name == "date" and "date_means" in self.contacts:
                    days = np.where(self.contacts["date_means"].isin(_NO_CONTACT), "", days)
                latest = np.maximum(latest, days)
        rows = (latest != "") & (latest < limit) & ~self.cases.stopped
        return self.cases.named(rows, f"de laatste datum in je lijst is langer dan {QUIET_YEARS} jaar geleden")

    @cached_property
    def questions(self) -> pd.DataFrame:
        """What one answer would settle for advertising, as ``unlocks`` gives it."""
        return unlocks(self.contacts, as_of=self.as_of, codes=self.cases.codes, purposes=map(str, ADVERTISING))

    @cached_property
    def disputes(self) -> pd.DataFrame:
        """What is contested of advertising to this list: index waarover (channels), uitleg (both views), contacten."""
        import pandas as pd

        about: dict[str, dict[str, None]] = {}
        whom: dict[str, np.ndarray] = {}
        for channel, purpose in product(channels_for(self.contacts), ADVERTISING):
            numbers = self.cases.numbers(channel, purpose)
            for reason, _ in self.cases.table.disputes(numbers):
                same = [place for place, one in enumerate(self.cases.table.outcomes) if one.reason == reason]
                about.setdefault(reason, {})[label("channel", channel)] = None
                whom[reason] = whom.get(reason, False) | np.isin(numbers, same)
        rows = [(", ".join(told), reason, int(whom[reason].sum())) for reason, told in about.items()]
        return pd.DataFrame(rows, columns=["waarover", "uitleg", "contacten"]).set_index("waarover")

    @cached_property
    def _mailable(self) -> np.ndarray:
        """Who may be sent the newsletter by e-mail, if need be under conditions."""
        return self.cases.may(Channel.EMAIL, Purpose.NEWSLETTER) & self.cases.filled("email")

    @cached_property
    def _ways(self) -> tuple[np.ndarray, np.ndarray]:
        """Return per contact the allowed ways to ask in words, and who has any."""
        kinds, place = np.unique(self._sureties, axis=0, return_inverse=True)
        words = np.array([_words(kind) for kind in kinds] or [""], object)
        return words[place.ravel()], np.any(self._sureties, axis=1)

    @cached_property
    def _sureties(self) -> np.ndarray:
        """How sure each way to ask each contact is, contacts x ASKING; see ``_surety``."""
        surety = np.column_stack([self._surety(channel) for channel in ASKING])
        surety[self.cases.stopped | self.cases.verdict_is(Verdict.ALLOWED, Channel.EMAIL, Purpose.NEWSLETTER)] = 0
        return surety

    def _surety(self, channel: str) -> np.ndarray:
        """Return 0 (may not be asked this way, or not for certain), or 1 to 3 from sure to disputed."""
        purpose = Purpose.PERMISSION_REQUEST
        numbers = self.cases.numbers(channel, purpose)
        disputed = np.array([outcome.contested for outcome in self.cases.table.outcomes])[numbers]
        open_ = self.cases.may(channel, purpose) & self.cases.reached_by(channel)
        level = np.where(self.cases.verdict_is(Verdict.ALLOWED, channel, purpose), 1, 2)
        return (open_ * np.where(disputed, 3, level)).astype(np.uint8)

    def _kept(self, key: str) -> pd.DataFrame:
        return self.cases.named(self._grounds == key, BY_KEY[key].title)

    @cached_property
    def _grounds(self) -> np.ndarray:
        return grounds_of(self.cases)


def _words(surety: np.ndarray) -> str:
    """Name the ways with their surety, the surest first."""
    ways = sorted((level, place) for place, level in enumerate(surety.tolist()) if level)
    notes = {Channel.POST: "post, als je het postadres hebt", Channel.FAX: "fax"}
    return "; ".join(
        notes.get(ASKING[place], label("channel", ASKING[place])) + SUREST[level - 1] for level, place in ways
    )


def shown(group: pd.DataFrame) -> pd.DataFrame:
    """Return a group under Dutch headings, without the columns that hold nothing; index: the name, or what there is."""
    group = group[[name for name in _HEADINGS if name in group]].astype(object)
    named = group["name"].fillna(group["email"]).fillna(group["phone"]).fillna("contact zonder naam")
    frame = group.assign(name=named).drop(columns="contact_id").fillna("")
    filled = [name for name in frame if name in ("name", "why") or (frame[name] != "").any()]
    return frame[filled].rename(columns=_HEADINGS).set_index("naam")


def make_plan(contacts: pd.DataFrame, *, as_of: date | str, facts: Mapping[str, object] | None = None) -> Plan:
    """Return the plan for a list on a day. Raises AvgkitError as ``cases_of`` does."""
    return Plan(on_day(contacts, as_of, facts))
