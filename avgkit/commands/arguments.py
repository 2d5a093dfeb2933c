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
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from avgkit.base.errors import AvgkitError
from avgkit.base.places import day_of
from avgkit.law.decision import choice_of
from avgkit.law.facts import FACTS, RuleSet, fact_named

if TYPE_CHECKING:
    from argparse import _MutuallyExclusiveGroup

    from avgkit.duties.checks.findings import Report
    from avgkit.duties.checks.source import CheckSource


DUTCH = {
    "--channel": "--kanaal",
    "--purpose": "--doel",
    "--fact": "--feit",
    "--facts": "--feiten",
    "--only": "--alleen",
    "--say": "--zeg",
}
"""The Dutch twins of options."""


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


def add_day(part: ArgumentParser) -> None:
    """Take the day to decide for; ``parse_day`` reads it."""
    part.add_argument(
        "--as-of", "--dag", dest="as_of", metavar="DAG", help="oordeel voor deze dag, zoals 2026-11-24 (anders vandaag)"
    )


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
    fact = option.removeprefix("--")
    twins = [option, *([DUTCH[option]] if option in DUTCH else [])]
    kind = partial(choice_of, fact) if fact in FACTS else str
    part.add_argument(*twins, dest=fact, nargs="+", action=_Values, type=kind, metavar=name, help=help)


def add_one(part: ArgumentParser, option: str, name: str, help: str, required: bool = False) -> None:
    """Take a channel or a purpose, as a code or by its Dutch label."""
    fact = option.removeprefix("--")
    kind = partial(choice_of, fact)
    part.add_argument(option, DUTCH[option], dest=fact, type=kind, required=required, metavar=name, help=help)


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
        if name in ("channel", "purpose", "kanaal", "doel"):
            raise AvgkitError(f"“{name}” kies je met --{name}, niet als feit.")
        fact = fact_named(name)
        facts[fact.name] = fact.parse(value)
    return facts


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
