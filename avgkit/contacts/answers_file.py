"""The file with what a learner said about lists: where it stands, reading it, and changing it for a person's rights."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from avgkit.base.errors import AvgkitError
from avgkit.base.own_work import ANSWERS_FILE
from avgkit.contacts.list_answers import VERSION, Asked, FileMeaning, ListAnswers
from avgkit.contacts.statements import Statements
from avgkit.law.facts import FACTS


def answers_path(paths: Iterable[str | Path]) -> Path | None:
    """Return where the answers about these lists stand when they are one's own (in data/eigen), else None."""
    folders = [Path(path).resolve().parent for path in paths]
    own = [folder for folder in folders if folder.parts[-2:] == ("data", "eigen")]
    return own[0] / ANSWERS_FILE if own else None


def load_answers(path: Path, *, absent_is_empty: bool = False) -> ListAnswers:
    """Return the answers in a file. Raises AvgkitError with a Dutch sentence when it is absent (unless that is
    empty), damaged, or of a newer version.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
        version, answers = told["version"], told["answers"]
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            raise ValueError
        if version > VERSION:
            raise AvgkitError(
                f"{path.name} is gemaakt met een nieuwere avgkit. Werk avgkit bij en probeer het opnieuw."
            )
        return _read(answers)
    except FileNotFoundError:
        if absent_is_empty:
            return ListAnswers()
        raise AvgkitError(
            f"{path.name} is er niet. Kijk of de naam en de map kloppen, of begin met avgkit interview."
        ) from None
    except OSError:
        raise AvgkitError(
            f"{path.name} kan niet worden gelezen; sluit het in andere programma’s en probeer het opnieuw."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise AvgkitError(
            f"{path.name} is beschadigd of bevat geen antwoorden over lijsten. Zet een goede kopie terug, of geef het "
            "een andere naam en begin opnieuw."
        ) from None


def _read(answers: Mapping[str, Any]) -> ListAnswers:
    """Return what a file says; each value is looked at, for a stray word must not become a yes."""
    try:
        everyone = {str(names): _facts(facts) for names, facts in answers.get("everyone", {}).items()}
        own = {
            fact: {str(key): FACTS[fact].parse(value) for key, value in said.items()}
            for fact, said in answers.get("people", {}).items()
        }
        asked = [
            Asked(**{**one, "value": FACTS[one["fact"]].parse(one["value"]), "who": tuple(map(str, one["who"]))})
            for one in answers.get("asked", ())
        ]
    except AvgkitError:
        raise ValueError from None
    if any(facts.get("consent") == "valid" for facts in everyone.values()):
        raise ValueError
    return ListAnswers(
        Statements({}, own, frozenset(map(str, answers.get("singly", ())))),
        everyone,
        asked,
        {str(name): FileMeaning(one["format"], dict(one["columns"])) for name, one in answers.get("files", {}).items()},
        {(str(left), str(right)): str(told) for left, right, told in answers.get("pairs", ())},
        {(str(column), str(text)): is_no is True for column, text, is_no in answers.get("signals", ())},
    )


def _facts(facts: Mapping[str, str]) -> dict[str, str]:
    return {fact: FACTS[fact].parse(value) for fact, value in facts.items()}


def change_answers(paths: Iterable[Path], change: Callable[[ListAnswers], object]) -> tuple[list[str], list[str]]:
    """Change the answers beside these lists; return what was done, and what is left to do by hand (Dutch)."""
    done, by_hand = [], []
    for place in dict.fromkeys(path.resolve().parent / ANSWERS_FILE for path in paths):
        if not place.exists():
            continue
        try:
            told = load_answers(place)
            before = told.as_json()
            change(told)
            if told.as_json() != before:
                told.save(place)
                done.append(f"{place.name}: wat je over deze persoon zei is bijgewerkt.")
        except AvgkitError as error:
            by_hand.append(f"{error} Kijk zelf of deze persoon erin staat.")
    return done, by_hand
