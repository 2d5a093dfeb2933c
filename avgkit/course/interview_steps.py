"""The steps of an interview: start one on a list, keep an answer, take one back, and say who is left for the sheet."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from avgkit.base.dutch import count
from avgkit.base.errors import AvgkitError
from avgkit.contacts.list_answers import Asked, ListAnswers
from avgkit.contacts.list_channels import reached_by, useful_channels
from avgkit.contacts.list_groups import groups_of_people
from avgkit.contacts.people import ContactList
from avgkit.contacts.statements import People
from avgkit.course.interview import Candidate, Interview, Offer
from avgkit.course.interview_questions import TEXTS
from avgkit.law.ageing import aged_codes
from avgkit.law.classification import codes_on, pairs_of
from avgkit.law.fact_codes import code_of, said_by
from avgkit.law.facts import FACTS, UNKNOWN, Purpose, RuleSet
from avgkit.law.open_cells import narrowed
from avgkit.law.table import table_as_of

if TYPE_CHECKING:
    import pandas as pd

PURPOSES = (Purpose.NEWSLETTER, Purpose.OFFER)
"""What an interview is about, unless somebody names another purpose."""


def start_interview(
    found: ContactList,
    told: ListAnswers,
    day: date,
    *,
    channels: Sequence[str] | None = None,
    purposes: Sequence[str] | None = None,
    rules: str = RuleSet.LAW,
    before: Interview | None = None,
) -> Interview:
    """Return the interview about a list as it is read, with what was said so far.

    ``found``: without statements, which are those of ``told``. ``before``: an interview about the same list, of which
    the groups are taken over. Raises AvgkitError with a Dutch sentence for a name that does not exist, or a day before
    2018-05-25.
    """
    contacts = found.contacts
    people = before.people if before else People(contacts)
    codes = told.statements.over(codes_on(contacts, day), told.statements.of(people))
    codes = aged_codes(codes, contacts, day)
    if codes.held is not None:
        codes = codes.settled(told.statements.settles(people))
    pairs = pairs_of(channels or useful_channels(contacts), purposes or PURPOSES)
    groups = before.groups if before else groups_of_people(found, contacts, day)
    reach = before.reach if before and before.pairs == pairs else reach_of(contacts, pairs)
    return Interview(contacts, groups, told, people, codes, table_as_of(day, rules), pairs, reach)


def reach_of(contacts: pd.DataFrame, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
    """Return which cases there are: pairs x contacts."""
    channels = {channel: reached_by(contacts, channel) for channel, _ in pairs}
    return np.array([channels[channel] for channel, _ in pairs])


@dataclass(frozen=True)
class GroupQuestion:
    """A question about one fact of the people at these places. ``before``: what is known of them (a code)."""

    id: str
    fact: str
    text: str
    why: str
    label: str
    places: np.ndarray
    choices: tuple[Offer, ...]
    before: str


def next_question(interview: Interview, fact: str | None = None) -> GroupQuestion | None:
    """Return the question to ask now, one about this fact if there is any; None when the rest does not go by group."""
    about = [one for one in interview.ranked if one.form.fact == fact] or interview.ranked
    return question_of(interview, about[0]) if about else None


def said_elsewhere(fact: str | None, question: GroupQuestion | None) -> str:
    """Say that a question about this fact was wanted and that there is none of a group (Dutch); else nothing."""
    return TEXTS["elsewhere"].format(fact=FACTS[fact].label) if fact and (not question or question.fact != fact) else ""


def question_of(interview: Interview, one: Candidate) -> GroupQuestion:
    """Put a candidate into words."""
    places = interview.places_of(one.group, one.which)
    who = "deze persoon" if len(places) == 1 else f"de {count(len(places), 'persoon', 'mensen')}"
    label = f"{who} {one.group.label}"
    label += TEXTS["part"] if len(places) < int((one.group.rows & ~interview.held).sum()) else ""
    held = int((one.group.rows & interview.held).sum())
    apart = f" ({TEXTS['held'].format(held=count(held, 'ander', 'anderen'))})" if held else ""
    text = one.form.text if one.hint is None else one.hint.text
    place = one.group.label.removeprefix("in ").removeprefix("die alleen in ").removesuffix(" staan")
    return GroupQuestion(
        _id(interview, one, places),
        one.form.fact,
        text.format(group=label, place=place, seen=one.seen) + apart,
        _why(interview, one, places),
        label + apart,
        places,
        one.offers,
        said_by(one.form.fact, one.known),
    )


def _why(interview: Interview, one: Candidate, places: np.ndarray) -> str:
    asks = interview.prospect.asks[interview.combination[places]]
    steps = int(np.median(np.unpackbits(asks.view(np.uint8).reshape(-1, 2), axis=1).sum(axis=1))) - 1
    more = TEXTS["steps"].format(steps=count(steps, "antwoord", "antwoorden")) if steps > 0 else ""
    then = " ".join(filter(None, (TEXTS["settles_now"] if one.settles_now else "", more)))
    return TEXTS["why"].format(contacts=count(len(places), "persoon", "mensen"), next=then).strip()


def _id(interview: Interview, one: Candidate, places: np.ndarray) -> str:
    """Return an id that is the same for the same question of the same people, after a restart too."""
    who = "\n".join(sorted(interview.people.keys[place][0] for place in places))
    told = f"{one.form.id}\n{said_by(one.form.fact, one.known)}\n{who}"
    return f"{one.form.id}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def question_with(interview: Interview, id: str) -> GroupQuestion:
    """Return the question with this id, which may be asked now. Raises AvgkitError (Dutch) for another."""
    for one in interview.ranked:
        if one.form.id == id.rpartition("-")[0] and (found := question_of(interview, one)).id == id:
            return found
    raise AvgkitError(f"De vraag “{id[:60]}” is er niet of niet meer. Vraag met avgkit interview de volgende.")


def keep_reply(interview: Interview, id: str, value: str) -> GroupQuestion:
    """Keep an answer to a question that may be asked now. Raises AvgkitError with a Dutch sentence for another id,
    and for a value that is no choice; then nothing is changed.
    """
    question = question_with(interview, id)
    fact = FACTS[question.fact]
    said = value.strip().lower()
    labels = {one.label.lower(): one.value for one in question.choices} | {TEXTS["unknown"]: UNKNOWN}
    code = fact.parse(labels.get(said, value))
    if code not in {fact.parse(offer.value) for offer in question.choices}:
        known = ", ".join(offer.value for offer in question.choices)
        raise AvgkitError(f"“{value[:60]}” is geen keuze bij deze vraag. Kies uit: {known}.")
    keys = [interview.people.keys[place] for place in question.places]
    added = narrowed(fact.name, code_of(fact.name, question.before), code)
    if added is not None:
        interview.told.statements.say(fact.name, said_by(fact.name, added), keys)
    who = tuple(key[0] for key in keys)
    asked = Asked(question.id, fact.name, code, question.text, question.label, who, question.before)
    interview.told.asked.append(asked)
    return question


def take_back(told: ListAnswers, people: People, number: int) -> None:
    """Take back the answer with this number, and what was asked later about the same fact of the same people."""
    first = told.asked[number]
    gone = [
        place
        for place, one in enumerate(told.asked)
        if place >= number and one.fact == first.fact and (place == number or {*one.who} & {*first.who})
    ]
    for place in reversed(gone):
        one = told.asked[place]
        keys = [people.keys[people.place[key]] for key in one.who if key in people.place]
        if one.value != UNKNOWN:
            told.statements.say(one.fact, one.before, keys)
    told.asked = [one for place, one in enumerate(told.asked) if place not in gone]


def progress_sentence(interview: Interview) -> str:
    """Say how far the interview is (Dutch)."""
    people = count(int((~interview.open_people).sum()), "persoon", "mensen")
    return TEXTS["progress"].format(share=f"{interview.settled:.0%}", people=people, all=len(interview.contacts))


def ending(interview: Interview) -> str:
    """Say that no question helps a group any more, and for whom something is still open (Dutch)."""
    told = [TEXTS["done"]]
    for key, who in (("rest", interview.open_people & ~interview.held), ("held_rest", interview.held)):
        if number := int(who.sum()):
            told.append(TEXTS[key].format(contacts=count(number, "persoon", "mensen")))
    return " ".join(told)
