"""What to do with a list: today, this week, this year; whom to move, to ask and to delete, and with which words.

The order is by risk first (who said no), then by how many contacts a step helps. Sources stand with each step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from avgkit.classification import classify, unlocks
from avgkit.decision import parse_day
from avgkit.vocabulary import FACTS, Channel, DetailsSource, Purpose, Relation, Verdict, label

if TYPE_CHECKING:
    import pandas as pd

QUIET_YEARS = 2
"""Years without contact after which we advise to look again. Our choice: the law names no term (EDPB 05/2020)."""
TODAY, WEEK, YEAR = "vandaag", "deze week", "dit jaar"
ADVERTISING = (Purpose.NEWSLETTER, Purpose.OFFER)
ASKING = tuple(channel for channel in Channel if channel != Channel.PUBLIC_POST)
MOST_QUESTIONS = 3


@dataclass(frozen=True)
class Step:
    """One thing to do: when, what (Dutch), for how many contacts, why, the article, and where to do it."""

    when: str
    what: str
    contacts: int
    why: str
    article: str
    where: str


@dataclass(frozen=True)
class Plan:
    """The plan for one list on one day. Frames hold contact_id, name, email, phone and why."""

    contacts: pd.DataFrame
    as_of: date
    facts: Mapping[str, object]

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """A row per contact, channel and purpose."""
        return classify(self.contacts, as_of=self.as_of, facts=self.facts)

    @cached_property
    def stop(self) -> pd.DataFrame:
        """Who objected or took consent back: to the suppression list, today (AVG art. 21(3), 7(3))."""
        off = (self._fact("objection") == "yes") | (self._fact("consent") == "withdrawn")
        return self._named(off, "zei nee of meldde zich af")

    @cached_property
    def undeliverable(self) -> pd.DataFrame:
        """Whose address does not work: it is not accurate (AVG art. 5(1)(d))."""
        broken = self._issue("undeliverable") | self._issue("invalid_email")
        return self._named(broken, "het e-mailadres werkt niet")

    @cached_property
    def not_for_mail(self) -> pd.DataFrame:
        """Who is known from a platform's download only: not to be put in a mail tool (S25; AVG art. 5(1)(b))."""
        return self._named(
            self._fact("details_source") == DetailsSource.PLATFORM_EXPORT,
            "de gegevens komen uit een download van een platform",
        )

    @cached_property
    def unproven(self) -> pd.DataFrame:
        """Whose consent is claimed without proof (S04; AVG art. 7(1))."""
        return self._named(self._fact("consent") == "unproven", "je kunt de toestemming niet bewijzen")

    @cached_property
    def delete(self) -> pd.DataFrame:
        """For whom there is no ground left, so that keeping them needs another reason (AVG art. 5(1)(e), 17(1)).

        Nothing is allowed or open for newsletter and offer on any channel to this person, there is no relation, and who
        said no is not counted: that is kept as a line in the suppression list.
        """
        rows = self.verdicts[
            self.verdicts["purpose"].isin([str(p) for p in ADVERTISING])
            & (self.verdicts["channel"] != str(Channel.PUBLIC_POST))
        ]
        closed = (rows["verdict"].astype(str) == Verdict.NOT_ALLOWED).groupby(rows["contact_id"], sort=False).all()
        without = self.contacts["contact_id"].map(closed).fillna(False).astype(bool)
        known = self._fact("relation").isin(
            [str(r) for r in (Relation.CUSTOMER, Relation.ENQUIRY, Relation.FORMER_CUSTOMER)]
        )
        stopped = self.contacts["contact_id"].isin(self.stop["contact_id"])
        empty = self.contacts[["email", "phone"]].isna().all(axis=1) & ~self._fact("relation").isin(
            [str(Relation.CONNECTION)]
        )
        return self._named((without & ~known & ~stopped) | empty, "er is geen reden meer om deze gegevens te bewaren")

    @cached_property
    def quiet(self) -> pd.DataFrame:
        """Whose last date in the list is over QUIET_YEARS ago: look whether you still need them (AVG art. 5(1)(e))."""
        limit = self.as_of.replace(year=self.as_of.year - QUIET_YEARS, day=min(self.as_of.day, 28)).isoformat()
        dates = self.contacts["date"] if "date" in self.contacts else self.contacts["contact_id"].map(lambda _: None)
        return self._named(
            dates.notna() & (dates.fillna("9999") < limit),
            f"de laatste datum in je lijst is langer dan {QUIET_YEARS} jaar geleden",
        )

    @cached_property
    def ask(self) -> pd.DataFrame:
        """Whom you may ask for permission and how: contact_id, name, email, phone, why (the channels, the surest first).

        Only channels on which a permission request is allowed, or allowed under conditions; nobody with a doubt.
        """
        rows = self.verdicts[self.verdicts["purpose"] == str(Purpose.PERMISSION_REQUEST)]
        rows = rows[rows["channel"].isin([str(c) for c in ASKING])]
        good = rows[rows["verdict"].astype(str).isin(["allowed", "conditional"])]
        words = {True: "", False: " (onder voorwaarden)"}
        told = [
            label("channel", str(row.channel)) + words[str(row.verdict) == "allowed"]
            for row in good.itertuples(index=False)
        ]
        ways = good.assign(way=told).groupby("contact_id", sort=False)["way"].agg(", ".join)
        done = self._fact("consent") == "valid"
        found = self.contacts["contact_id"].isin(ways.index) & ~done
        named = self._named(found, "")
        return named.assign(why=named["contact_id"].map(ways).to_list())

    @cached_property
    def questions(self) -> pd.DataFrame:
        """What one answer would settle, as ``unlocks`` gives it."""
        return unlocks(self.contacts, as_of=self.as_of, facts=self.facts, purposes=[str(p) for p in ADVERTISING])

    @cached_property
    def steps(self) -> list[Step]:
        """The steps in order: first what carries most risk, then what helps most contacts."""
        return [step for step in (*self._today(), *self._this_week(), *self._this_year()) if step.contacts]

    def _today(self) -> list[Step]:
        return [
            Step(
                TODAY,
                "Zet wie nee zei op je lijst van afmeldingen, en haal hen uit je andere lijsten.",
                len(self.stop),
                "Na een bezwaar of afmelding mag je deze mensen geen reclame meer sturen.",
                "AVG artikel 21 lid 3 en artikel 7 lid 3",
                "avgkit export --suppression",
            ),
            Step(
                TODAY,
                "Zet deze mensen niet in je mailprogramma.",
                len(self.not_for_mail),
                "Een download van LinkedIn is niet voor je nieuwsbrief bedoeld.",
                "AVG artikel 5 lid 1 onder b",
                "notebook 05",
            ),
        ]

    def _this_week(self) -> list[Step]:
        proof = Step(
            WEEK,
            "Zoek het bewijs van toestemming op. Vind je niets? Mail deze mensen dan niet.",
            len(self.unproven),
            "Jij moet kunnen laten zien dat iemand ja zei.",
            "AVG artikel 7 lid 1; Telecommunicatiewet artikel 11.7 lid 1",
            "notebook 06",
        )
        asked = [
            Step(
                WEEK,
                f"Zoek uit: {str(row.question)[:1].lower()}{str(row.question)[1:]}",
                int(row.contacts),
                "Met dit antwoord weet je voor deze contacten wat mag.",
                "zie de regel bij elk contact",
                "notebook 02",
            )
            for row in self.questions.head(MOST_QUESTIONS).itertuples(index=False)
        ]
        request = Step(
            WEEK,
            "Vraag deze mensen om toestemming, op de manier die bij hen mag.",
            len(self.ask),
            "Wie zelf ja zegt, mag je daarna mailen.",
            "Telecommunicatiewet artikel 11.7 lid 1",
            "notebook 08",
        )
        return sorted([proof, *asked, request], key=lambda step: (step is not proof, -step.contacts))

    def _this_year(self) -> list[Step]:
        size = len(self.contacts)
        found = [
            (len(self.undeliverable), "Haal adressen weg die niet werken.", "Gegevens moeten kloppen.", "AVG artikel 5 lid 1 onder d", "notebook 08"),
            (len(self.delete), "Verwijder contacten waarvoor je geen reden meer hebt.", "Je bewaart niet langer dan nodig is.", "AVG artikel 5 lid 1 onder e", "notebook 08"),
            (len(self.quiet), f"Kijk naar contacten met een datum van langer dan {QUIET_YEARS} jaar geleden.", "De wet noemt geen termijn. Twee jaar is onze keuze.", "AVG artikel 5 lid 1 onder e", "notebook 08"),
            (size, "Maak je privacyverklaring, je register en je afspraken met verwerkers.", "Die papieren zijn verplicht zodra je gegevens van mensen bewaart.", "AVG artikel 13, 14, 28 en 30", "notebook 07"),
        ]  # fmt: skip
        steps = [Step(YEAR, what, number, why, article, where) for number, what, why, article, where in found]
        return sorted(steps, key=lambda step: -step.contacts if step.contacts < size else 1)

    def table(self) -> pd.DataFrame:
        """Return the steps as a frame: wanneer, wat, contacten, waarom, artikel, waar."""
        import pandas as pd

        rows = [(s.when, s.what, s.contacts, s.why, s.article, s.where) for s in self.steps]
        return pd.DataFrame(rows, columns=["wanneer", "wat", "contacten", "waarom", "artikel", "waar"])

    def _fact(self, name: str) -> pd.Series:
        """Return a fact of all contacts as it counts: what was set for all does not undo a no."""
        known = (
            self.contacts[name].astype(str)
            if name in self.contacts
            else self.contacts["contact_id"].map(lambda _: "unknown")
        )
        if name not in self.facts:
            return known
        kept = {"objection": "yes", "consent": "withdrawn"}.get(name)
        value = str(FACTS[name].parse(self.facts[name]))
        return known.where(known == kept, value)

    def _issue(self, code: str) -> pd.Series:
        if "issues" not in self.contacts:
            return self.contacts["contact_id"].map(lambda _: False).astype(bool)
        return self.contacts["issues"].map(lambda issues: code in issues).astype(bool)

    def _named(self, rows: pd.Series, why: str) -> pd.DataFrame:
        found = self.contacts.loc[rows, ["contact_id", "name", "email", "phone"]]
        return found.assign(why=why).reset_index(drop=True)


def make_plan(contacts: pd.DataFrame, *, as_of: date | str, facts: Mapping[str, object] | None = None) -> Plan:
    """Return the plan for a list on a day. Raises AvgkitError as ``classify`` does."""
    return Plan(contacts, parse_day(as_of), dict(facts or {}))
