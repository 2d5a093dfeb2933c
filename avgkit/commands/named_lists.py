"""The lists that a command is given: how they are read, with what the learner said before, and with evidence."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError
from avgkit.commands.arguments import DUTCH
from avgkit.law.dutch_values import code_of_label
from avgkit.law.facts import FACTS

if TYPE_CHECKING:
    import pandas as pd

    from avgkit.contacts import ContactList
    from avgkit.contacts.list_answers import ListAnswers


def add_lists(part: ArgumentParser) -> None:
    """Take one or more lists, and what the learner says about them; ``read_lists`` reads them."""
    part.add_argument("lists", nargs="+", metavar="LIJST", help="een of meer bestanden")
    part.add_argument(
        "--format", metavar="SOORT", help="de soort lijst, als avgkit die niet goed herkent (zie avgkit formats)"
    )
    part.add_argument("--encoding", "--tekenset", dest="encoding", metavar="SOORT", help="de tekenset van een tekst")
    part.add_argument("--column", action="append", metavar="WAT=KOP", help="welke kolom wat is, zoals email=Postbus")


def add_answers(part: ArgumentParser) -> None:
    """Take the file with what the learner said of lists; ``read_lists`` lays it over them."""
    words = "wat je al zei over deze lijsten (anders antwoorden.json bij je eigen lijsten in data/eigen)"
    part.add_argument("--answers", "--antwoorden", dest="answers", metavar="BESTAND", help=words)


def add_evidence(part: ArgumentParser) -> None:
    """Take a store of consent and the sender; ``contacts_of`` lays it over the lists."""
    part.add_argument("--consent", metavar="BEWIJS", help="je bewijs van toestemming, zoals toestemming.sqlite")
    part.add_argument(
        "--as-sender", metavar="NAAM", help="namens welk bedrijf je schrijft, als het bewijs er meer kent"
    )


def contacts_of(found: ContactList, choice: Namespace, day: date) -> pd.DataFrame:
    """Return the contacts, with what the store proves when ``add_evidence`` took one."""
    if not choice.consent:
        return found.contacts
    from avgkit.duties.consent import Store
    from avgkit.duties.consent.evidence import with_evidence

    with Store.open(choice.consent) as store:
        return with_evidence(found.contacts, store, as_of=day, sender=choice.as_sender)


def parse_columns(pairs: Sequence[str] | None) -> dict[str, str]:
    """Return meaning -> heading of WAT=KOP words. Raises AvgkitError for a wrong form or meaning."""
    from avgkit.contacts.headings import MEANINGS

    columns = {}
    for pair in pairs or ():
        meaning, _, heading = pair.partition("=")
        if meaning not in MEANINGS or not heading:
            raise AvgkitError(f"“{pair}” klopt niet. Schrijf het zo: email=Kop. Kies uit: {', '.join(MEANINGS)}.")
        columns[meaning] = heading
    return columns


def read_lists(choice: Namespace, *, absent_is_empty: bool = False) -> ContactList:
    """Read the lists that ``add_lists`` took, with the answers over them if ``add_answers`` took any.

    What avgkit itself puts beside lists is passed over, unless nothing else is named. A file that can't be read is told
    on standard error, and the others go on. ``choice.told`` holds the answers, if any; ``absent_is_empty``: a file with
    answers that is not there yet holds none.
    """
    from avgkit.base.own_work import is_beside_lists
    from avgkit.contacts import read
    from avgkit.contacts.list_answers import read_told

    choice.lists = lists = [path for path in choice.lists if not is_beside_lists(path)] or choice.lists
    choice.told = told_answers(choice, absent_is_empty) if hasattr(choice, "answers") else None
    written = getattr(choice, "encoding", None)
    if choice.format or choice.column or written:
        found = read(lists, choice.format, parse_columns(choice.column), written)
    else:
        found = read_told(lists, choice.told)
    for sentence in found.lost:
        print(f"Overgeslagen: {sentence}", file=sys.stderr)
    return choice.told.laid_over(found) if choice.told else found


def told_answers(choice: Namespace, absent_is_empty: bool = False) -> ListAnswers | None:
    """Return the answers in the file that was named, or those beside own lists; None when there are none.

    Raises AvgkitError with a Dutch sentence for a file that is named and is not there, or that can't be used.
    """
    from avgkit.contacts.answers_file import answers_path, load_answers
    from avgkit.contacts.list_answers import ListAnswers

    if choice.answers:
        return load_answers(Path(choice.answers), absent_is_empty=absent_is_empty)
    own = answers_path(choice.lists)
    if own and (own.exists() or absent_is_empty):
        return load_answers(own, absent_is_empty=absent_is_empty)
    return ListAnswers() if absent_is_empty else None


TAKE_VALUES = ("--channel", "--purpose", "--facts", "--only", "--say")
"""Options that take several values, so that a list may stand behind them."""


def _is_value(fact: str, word: str) -> bool:
    return word in FACTS[fact].labels or code_of_label(FACTS[fact].labels, word) is not None


def lists_first(words: list[str]) -> list[str]:
    """Move files that stand behind values of an option to the front: ``--channel email lijst.csv`` means a list."""
    moved, kept, option = [], [], ""
    if "--" in words:
        end = words.index("--")
        words, moved = words[:end], words[end + 1 :]
    for word in words[1:]:
        option = word if word.startswith("-") else option
        many = option in {*TAKE_VALUES, *(DUTCH[name] for name in TAKE_VALUES)}
        known = "=" in word or any(_is_value(fact, word) for fact in ("channel", "purpose"))
        if many and not word.startswith("-") and not known and (Path(word).exists() or Path(word).suffix):
            moved.append(word)
        else:
            kept.append(word)
    return [words[0], *moved, *kept]
