"""What the commands share: a parser that speaks Dutch, options that return in several commands, and their values.

argparse of the standard library parses the words: it starts in milliseconds, where click or typer cost more than a
whole decision. Its help and its complaints are put into Dutch here.
"""

from __future__ import annotations

import json
import re
import sys
from argparse import SUPPRESS, Action, ArgumentParser, HelpFormatter, Namespace
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from avgkit.base.errors import AvgkitError
from avgkit.base.places import day_of
from avgkit.law.facts import Channel, Purpose, RuleSet, fact_named

if TYPE_CHECKING:
    from argparse import _MutuallyExclusiveGroup

    import pandas as pd

    from avgkit.contacts import ContactList
    from avgkit.contacts.list_answers import ListAnswers
    from avgkit.duties.checks.findings import Report
    from avgkit.duties.checks.source import CheckSource


class Parser(ArgumentParser):
    """Complains in one Dutch sentence and exits with 2."""

    def __init__(self, **words: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Dutch, allow_abbrev=False, **words)
        self._positionals.title, self._optionals.title = "wat je opgeeft", "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg", default=SUPPRESS)

    def error(self, message: str) -> NoReturn:
        raise AvgkitError(f"{_in_dutch(message)} Kijk met {self.prog} --help hoe het moet.")


class _Dutch(HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Action],
        groups: Iterable[_MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


_COMPLAINTS = (
    (r"the following arguments are required: (.*)", r"Er ontbreekt iets: \1."),
    (r"argument (\S+): invalid choice: '(.*?)' .*", r"“\2” kan niet bij \1."),
    (r"argument (\S+): invalid int value: '(.*)'", r"“\2” is geen getal bij \1."),
    (r"argument (\S+): expected .*", r"Bij \1 hoort nog een waarde."),
    (r"unrecognized arguments: (.*)", r"Dit kent avgkit niet: \1."),
)


def _in_dutch(message: str) -> str:
    for pattern, sentence in _COMPLAINTS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return found.expand(sentence)
    return "Deze opdracht klopt niet."


class _Values(Action):
    """Gathers the values of an option that may be given more than once, and may be followed by several values."""

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest) or []), *(values or ())])


def add_lists(part: ArgumentParser) -> None:
    """Take one or more lists, and what the learner says about them; ``read_lists`` reads them."""
    part.add_argument("lists", nargs="+", metavar="LIJST", help="een of meer bestanden")
    part.add_argument(
        "--format", metavar="SOORT", help="de soort lijst, als avgkit die niet goed herkent (zie avgkit formats)"
    )
    part.add_argument("--column", action="append", metavar="WAT=KOP", help="welke kolom wat is, zoals email=Postbus")


def add_answers(part: ArgumentParser) -> None:
    """Take the file with what the learner said of lists; ``read_lists`` lays it over them."""
    words = "wat je al zei over deze lijsten (anders antwoorden.json bij je eigen lijsten in data/eigen)"
    part.add_argument("--answers", "--antwoorden", dest="answers", metavar="BESTAND", help=words)


def add_day(part: ArgumentParser) -> None:
    """Take the day to decide for; ``parse_day`` reads it."""
    part.add_argument("--as-of", metavar="DAG", help="oordeel voor deze dag, zoals 2026-11-24 (anders vandaag)")


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


def add_rules(part: ArgumentParser) -> None:
    """Take the rule set."""
    part.add_argument(
        "--rules",
        default=RuleSet.LAW,
        choices=list(RuleSet),
        metavar="REGELS",
        help="law (de wet) of explanation_2018 (de uitleg van 2018)",
    )


def add_values(part: ArgumentParser, option: str, name: str, help: str) -> None:
    """Take an option with several values, that may also be given more than once."""
    part.add_argument(option, nargs="+", action=_Values, metavar=name, help=help)


def day_argument(text: str | None) -> date:
    """Return the day, today for None; 2026-11-24 and 24-11-2026 are the same. Raises AvgkitError for another form."""
    if text is None:
        return day_of(is_sample=False)
    for pattern in (r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)", r"(?P<d>\d\d?)-(?P<m>\d\d?)-(?P<y>\d{4})"):
        if found := re.fullmatch(pattern, text.strip()):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                break
    raise AvgkitError(f"“{text}” is geen dag. Schrijf hem zo: 2026-11-24.")


def parse_facts(pairs: Sequence[str] | None) -> dict[str, str]:
    """Return the facts of FEIT=WAARDE words. Raises AvgkitError for a wrong form, name or value."""
    facts = {}
    for pair in pairs or ():
        name, sign, value = pair.partition("=")
        if not sign:
            raise AvgkitError(f"“{pair}” is geen feit. Schrijf het zo: relation=customer.")
        if name in ("channel", "purpose"):
            raise AvgkitError(f"“{name}” kies je met --{name}, niet als feit.")
        fact_named(name).parse(value)
        facts[name] = value
    return facts


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


def read_lists(choice: Namespace) -> ContactList:
    """Read the lists that ``add_lists`` took, with the answers over them if ``add_answers`` took any.

    What avgkit itself puts beside lists is passed over, unless nothing else is named. A file that can't be read is told
    on standard error, and the others go on. ``choice.told`` holds the answers, if any.
    """
    from avgkit.base.own_work import is_beside_lists
    from avgkit.contacts import read
    from avgkit.contacts.list_answers import read_told

    choice.lists = lists = [path for path in choice.lists if not is_beside_lists(path)] or choice.lists
    choice.told = told_answers(choice) if hasattr(choice, "answers") else None
    if choice.format or choice.column:
        found = read(lists, choice.format, parse_columns(choice.column))
    else:
        found = read_told(lists, choice.told)
    for sentence in found.skipped:
        print(f"Overgeslagen: {sentence}", file=sys.stderr)
    return choice.told.laid_over(found) if choice.told else found


def told_answers(choice: Namespace) -> ListAnswers | None:
    """Return the answers in the file that was named, or those beside own lists; None when there are none.

    Raises AvgkitError with a Dutch sentence for a file that is named and is not there, or that can't be used.
    """
    from avgkit.contacts.answers_file import answers_path, load_answers

    if choice.answers:
        return load_answers(Path(choice.answers))
    own = answers_path(choice.lists)
    return load_answers(own) if own and own.exists() else None


def lists_first(words: list[str]) -> list[str]:
    """Move files that stand behind values of an option to the front: ``--channel email lijst.csv`` means a list."""
    moved, kept, option = [], [], ""
    if "--" in words:
        end = words.index("--")
        words, moved = words[:end], words[end + 1 :]
    for word in words[1:]:
        option = word if word.startswith("-") else option
        many = option in ("--channel", "--purpose", "--facts", "--only")
        known = "=" in word or word in set(Channel) | set(Purpose)
        if many and not word.startswith("-") and not known and (Path(word).exists() or Path(word).suffix):
            moved.append(word)
        else:
            kept.append(word)
    return [words[0], *moved, *kept]


def add_pages(part: ArgumentParser, help: str) -> None:
    """Take one or more pages or mails, ``-`` for standard input; ``show_reports`` checks them."""
    part.add_argument("pages", nargs="+", metavar="BESTAND", help=help)
    part.add_argument("--json", action="store_true", help="toon alles als JSON")


def show_reports(choice: Namespace, check: Callable[[CheckSource], Report]) -> None:
    """Check each page and print the reports. Findings are an answer, not a mistake: the exit code stays 0."""
    from avgkit.commands import output

    reports = [check(_source(page)) for page in choice.pages]
    for report in reports:
        if choice.json:
            print(json.dumps(report.as_json(), ensure_ascii=False, indent=2 if len(reports) == 1 else None))
        else:
            output.show_findings(report)


def _source(page: str) -> CheckSource:
    from avgkit.duties.checks.source import LARGEST, from_bytes, from_path

    if page != "-":
        return from_path(Path(page))
    if sys.stdin.isatty():
        print("Plak de code en sluit af met Ctrl+D (op Windows: Ctrl+Z en Enter).", file=sys.stderr)
    return from_bytes(sys.stdin.buffer.read(LARGEST + 1), "Wat je plakte")
