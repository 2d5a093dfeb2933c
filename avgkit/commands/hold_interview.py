"""``avgkit interview``: one question at a time, of the group for which the answer brings most."""

from __future__ import annotations

import json
import sys
from argparse import Namespace, _SubParsersAction
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.dutch import count
from avgkit.base.errors import AvgkitError
from avgkit.commands.arguments import add_day, add_values, day_argument
from avgkit.commands.named_lists import add_answers, add_lists, read_lists
from avgkit.law.facts import CONTACT_FACTS, FACTS, Channel, Purpose

if TYPE_CHECKING:
    from avgkit.contacts import ContactList
    from avgkit.contacts.list_answers import ListAnswers
    from avgkit.course.interview import Interview
    from avgkit.course.interview_steps import GroupQuestion

    Again = Callable[[Interview], Interview]

_BACK = "t"


def add(parts: _SubParsersAction) -> None:
    part = parts.add_parser(
        "interview",
        help="beantwoord één vraag tegelijk, over de groep waar het antwoord het meest oplevert",
        description="Eén vraag tegelijk over een groep mensen. Je antwoorden tellen daarna overal mee.",
    )
    add_lists(part)
    add_answers(part)
    add_values(part, "--channel", "KANAAL", f"alleen deze kanalen: {', '.join(Channel)}")
    add_values(part, "--purpose", "DOEL", f"alleen deze doelen: {', '.join(Purpose)}")
    add_day(part)
    add_values(part, "--say", "NUMMER=ANTWOORD", "bewaar dit antwoord, en toon de volgende vraag")
    words = f"begin met de vraag over dit feit: {', '.join(CONTACT_FACTS)}"
    part.add_argument("--about", "--over", type=_fact, metavar="FEIT", help=words)
    part.add_argument("--json", action="store_true", help="toon de stand en de vraag als JSON")


def _fact(text: str) -> str:
    for fact in CONTACT_FACTS:
        if text.strip().lower() in (fact, FACTS[fact].label.lower()):
            return fact
    raise AvgkitError(f"“{text[:60]}” is geen feit om naar te vragen. Kies uit: {', '.join(CONTACT_FACTS)}.")


def run(choice: Namespace) -> None:
    from avgkit.commands import output
    from avgkit.course.interview_steps import keep_reply, next_question, start_interview

    with output.progress() as step:
        step("Lijst lezen")
        found = read_lists(choice, absent_is_empty=True)
        told, found = choice.told, replace(found, statements=None)
        asked = {"channels": choice.channel, "purposes": choice.purpose}
        day = day_argument(choice.as_of)
        interview = start_interview(found, told, day, **asked)
        for pair in choice.say or ():
            id, sign, value = pair.partition("=")
            if not sign or not value.strip():
                raise AvgkitError(f"“{pair}” is geen antwoord. Schrijf het zo: --say NUMMER=ANTWOORD.")
            keep_reply(interview, id, value)
            interview = start_interview(found, told, day, **asked, before=interview)
        if choice.say:
            _save(choice, told, found)
    question = next_question(interview, choice.about)
    if choice.json:
        print(json.dumps(_as_json(interview, question), ensure_ascii=False, indent=1))
    elif choice.say:
        _show(interview, question, choice.about)
    else:
        again = partial(start_interview, found, told, day, **asked)
        _talk(choice, found, told, interview, lambda before: again(before=before))


def _save(choice: Namespace, told: ListAnswers, found: ContactList) -> None:
    path = _saved_at(choice)
    if path is None:
        raise AvgkitError("Waar bewaren we je antwoord? Geef --answers antwoorden.json, of zet je lijst in data/eigen.")
    told.said_of_list(file.name for file in found.files)
    told.save(path)


def _saved_at(choice: Namespace) -> Path | None:
    from avgkit.contacts.answers_file import answers_path

    return Path(choice.answers) if choice.answers else answers_path(choice.lists)


def _as_json(interview: Interview, question: GroupQuestion | None) -> dict[str, object]:
    ids = interview.contacts["contact_id"]
    return {
        "contacts": len(ids),
        "settled": round(interview.settled, 6),
        "settled_contacts": int((~interview.open_people).sum()),
        "held": int(interview.held.sum()),
        "question": question
        and {
            "id": question.id,
            "text": question.text,
            "fact": question.fact,
            "group": {
                "label": question.label,
                "contacts": len(question.places),
                "contact_ids": ids.iloc[question.places].tolist(),
            },
            "choices": [vars(one) for one in question.choices],
            "why": question.why,
        },
    }


def _show(interview: Interview, question: GroupQuestion | None, about: str | None) -> None:
    """Print how far it is, and the question with its choices, or for whom the sheet is left."""
    from avgkit.course.interview_steps import ending, progress_sentence, said_elsewhere

    print(progress_sentence(interview))
    if elsewhere := said_elsewhere(about, question):
        print(elsewhere)
    if question is None:
        print(ending(interview))
        return
    print(f"\n{question.text}\n  {question.why}")
    for number, one in enumerate(question.choices, 1):
        gives = f" (beslist meteen {count(one.settles, 'geval', 'gevallen')})" if one.settles else ""
        print(f"  {number}. {one.label}{gives}")


def _talk(choice: Namespace, found: ContactList, told: ListAnswers, first: Interview, again: Again) -> None:
    """Ask in the terminal until nothing is left to ask, or the learner stops; each answer is kept at once."""
    from avgkit.course.interview_steps import keep_reply, next_question, take_back

    interview = first
    if _saved_at(choice) is None:
        print("Je antwoorden worden nu niet bewaard. Met --answers antwoorden.json wel.", file=sys.stderr)
    while True:
        question = next_question(interview, choice.about)
        _show(interview, question, choice.about)
        if question is None:
            return
        print(f"Kies een cijfer, {_BACK} om terug te gaan, of niets om te stoppen: ", end="", flush=True)
        said = sys.stdin.readline().strip().lower()
        if not said:
            print("Gestopt. Later ga je hier verder.")
            return
        if said == _BACK and told.asked:
            take_back(told, interview.people, len(told.asked) - 1)
        elif said.isdecimal() and 0 < int(said) <= len(question.choices):
            keep_reply(interview, question.id, question.choices[int(said) - 1].value)
        else:
            print(f"“{said[:20]}” is geen keuze. Kies een cijfer van 1 tot {len(question.choices)}.")
            continue
        if _saved_at(choice) is not None:
            _save(choice, told, found)
        interview = again(interview)
