"""The command ``avgkit``: lab, classify, decide, formats and read.

argparse of the standard library parses the words: it starts in milliseconds, where click or typer cost more than a whole
decision. Its help and its complaints are put into Dutch here. Only this module looks at the clock.
"""

from __future__ import annotations

import json
import os
import re
import sys
from argparse import SUPPRESS, Action, ArgumentParser, HelpFormatter, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from avgkit.errors import AvgkitError
from avgkit.vocabulary import FACTS, VERDICT_LABELS, Channel, Purpose, RuleSet, fact_named


class _Parser(ArgumentParser):
    """Complains in one Dutch sentence and exits with 2."""

    def __init__(self, **words: object) -> None:
        super().__init__(add_help=False, formatter_class=_Dutch, allow_abbrev=False, **words)
        self._positionals.title, self._optionals.title = "wat je opgeeft", "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg", default=SUPPRESS)

    def error(self, message: str) -> None:
        raise AvgkitError(f"{_in_dutch(message)} Kijk met {self.prog} --help hoe het moet.")


class _Dutch(HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None) -> None:
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

    def __call__(self, parser, namespace, values, option_string=None) -> None:
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest) or []), *values])


def parser() -> ArgumentParser:
    """Return the parser of the whole command."""
    top = _Parser(
        prog="avgkit",
        description="Wie mag je benaderen, hoe, waarvoor, en wat moet je nog doen? Geen juridisch advies.",
    )
    parts = top.add_subparsers(title="onderdelen", dest="part", metavar="ONDERDEEL", required=True)

    lab = parts.add_parser("lab", help="open de lessen in je browser", description="Open de lessen in JupyterLab.")
    lab.add_argument("--no-browser", action="store_true", help="open geen browser; het adres verschijnt in beeld")
    lab.add_argument("--port", type=int, metavar="NUMMER", help="gebruik deze poort")

    classify = parts.add_parser(
        "classify",
        help="geef het oordeel voor een hele lijst",
        description="Geef per contact, kanaal en doel het oordeel.",
    )
    _lists(classify)
    _values(classify, "--purpose", "DOEL", f"alleen deze doelen: {', '.join(Purpose)}")
    _values(classify, "--channel", "KANAAL", f"alleen deze kanalen: {', '.join(Channel)}")
    _values(classify, "--facts", "FEIT=WAARDE", "wat voor de hele lijst geldt, zoals relation=customer")
    _day_and_rules(classify)
    classify.add_argument(
        "-o", "--output", metavar="BESTAND", help="bewaar de oordelen als .csv, .xlsx, .parquet of .json"
    )

    decide = parts.add_parser(
        "decide", help="geef het oordeel voor één geval", description="Geef het oordeel voor één geval."
    )
    decide.add_argument("--channel", required=True, metavar="KANAAL", help=", ".join(Channel))
    decide.add_argument("--purpose", required=True, metavar="DOEL", help=", ".join(Purpose))
    _values(decide, "--fact", "FEIT=WAARDE", "wat je weet; feiten: " + ", ".join(list(FACTS)[2:]))
    _day_and_rules(decide)
    decide.add_argument("--json", action="store_true", help="toon het oordeel als JSON")

    parts.add_parser(
        "formats",
        help="toon de soorten lijsten die avgkit kent",
        description="Toon de soorten lijsten die avgkit kent.",
    )

    read = parts.add_parser(
        "read",
        help="lees een lijst zonder te oordelen",
        description="Lees een lijst: contacten, afgekeurde rijen en wat opviel.",
    )
    _lists(read)
    read.add_argument("--json", action="store_true", help="toon alles als JSON, met de contacten")
    return top


def _lists(part: ArgumentParser) -> None:
    part.add_argument("lists", nargs="+", metavar="LIJST", help="een of meer bestanden")
    part.add_argument(
        "--format", metavar="SOORT", help="de soort lijst, als avgkit die niet goed herkent (zie avgkit formats)"
    )
    part.add_argument("--column", action="append", metavar="WAT=KOP", help="welke kolom wat is, zoals email=Postbus")


def _day_and_rules(part: ArgumentParser) -> None:
    part.add_argument("--as-of", metavar="DAG", help="oordeel voor deze dag, zoals 2026-11-24 (anders vandaag)")
    part.add_argument(
        "--rules",
        default=RuleSet.LAW,
        choices=list(RuleSet),
        metavar="REGELS",
        help="law (de wet) of explanation_2018 (de uitleg van 2018)",
    )


def _values(part: ArgumentParser, option: str, name: str, help: str) -> None:
    part.add_argument(option, nargs="+", action=_Values, metavar=name, help=help)


def main(words: Sequence[str] | None = None) -> int:
    """Run the command; return the exit code: 0, or 2 after one Dutch sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        choice = parser().parse_args(_lists_first(list(sys.argv[1:] if words is None else words)))
        return _PARTS[choice.part](choice) or 0
    except AvgkitError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Gestopt. Er is niets half bewaard.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        if os.environ.get("AVGKIT_DEBUG"):
            raise
        print(
            "Er ging iets mis dat wij niet hadden voorzien. Start opnieuw met AVGKIT_DEBUG=1 en meld ons de laatste regel.",
            file=sys.stderr,
        )
        return 1


def _lists_first(words: list[str]) -> list[str]:
    """Move files that stand behind values of an option to the front: ``--channel email lijst.csv`` means a list."""
    if not words or words[0] != "classify":
        return words
    moved, kept, option = [], [], ""
    if "--" in words:
        end = words.index("--")
        words, moved = words[:end], words[end + 1 :]
    for word in words[1:]:
        option = word if word.startswith("-") else option
        many = option in ("--channel", "--purpose", "--facts")
        known = "=" in word or word in set(Channel) | set(Purpose)
        if many and not word.startswith("-") and not known and (Path(word).exists() or Path(word).suffix):
            moved.append(word)
        else:
            kept.append(word)
    return [words[0], *moved, *kept]


def _day(text: str | None) -> date:
    if text is None:
        return date.today()
    for pattern in (r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)", r"(?P<d>\d\d?)-(?P<m>\d\d?)-(?P<y>\d{4})"):
        if found := re.fullmatch(pattern, text.strip()):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                break
    raise AvgkitError(f"“{text}” is geen dag. Schrijf hem zo: 2026-11-24.")


def _facts(pairs: Sequence[str] | None) -> dict[str, str]:
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


def _columns(pairs: Sequence[str] | None) -> dict[str, str]:
    """Return meaning -> heading of WAT=KOP words. Raises AvgkitError for a wrong form or meaning."""
    from avgkit.contacts.headings import MEANINGS

    columns = {}
    for pair in pairs or ():
        meaning, _, heading = pair.partition("=")
        if meaning not in MEANINGS or not heading:
            raise AvgkitError(f"“{pair}” klopt niet. Schrijf het zo: email=Kop. Kies uit: {', '.join(MEANINGS)}.")
        columns[meaning] = heading
    return columns


def _lab(choice: Namespace) -> int:
    from avgkit import lab

    return lab.run(browser=not choice.no_browser, port=choice.port)


def _decide(choice: Namespace) -> None:
    from avgkit.decision import decide

    decision = decide(
        choice.channel, choice.purpose, as_of=_day(choice.as_of), rules=choice.rules, **_facts(choice.fact)
    )
    if choice.json:
        print(json.dumps(decision.as_json(), ensure_ascii=False, indent=2))
        return
    mark = " (omstreden)" if decision.contested else ""
    print(f"Oordeel: {VERDICT_LABELS[decision.verdict]}{mark}\nWaarom: {decision.reason}\nWat nu: {decision.what_now}")
    for title, lines in (
        ("Voorwaarden", decision.conditions),
        ("Plichten", decision.duties),
        ("Artikelen", decision.articles),
        ("Bronnen", [f"{source['title']} {source['address']}".strip() for source in decision.sources]),
    ):
        if lines:
            print(f"{title}:", *(f"  - {line}" for line in lines), sep="\n")
    print("Dit is geen juridisch advies.")


def _classify(choice: Namespace) -> None:
    from avgkit import output
    from avgkit.contacts import read

    facts, day = _facts(choice.facts), _day(choice.as_of)
    save = output.writer(choice.output) if choice.output else None
    with output.progress() as step:
        step("Lijst lezen")
        found = read(choice.lists, choice.format, _columns(choice.column))
        step("Oordelen")
        verdicts = output.classified(found, day, choice, facts)
        if save:
            step("Bewaren")
            save(verdicts)
    output.show_counts(verdicts, found)
    if choice.output:
        print(f"Bewaard in {choice.output}.")


def _formats(choice: Namespace) -> None:
    from avgkit import output

    output.show_formats()


def _read(choice: Namespace) -> None:
    from avgkit import output
    from avgkit.contacts import read

    found = read(choice.lists, choice.format, _columns(choice.column))
    if choice.json:
        one = len(found.files) == 1
        for file in found.files:
            print(json.dumps(file.as_json(), ensure_ascii=False, indent=2 if one else None))
    else:
        output.show_readings(found)


_PARTS = {"lab": _lab, "decide": _decide, "classify": _classify, "formats": _formats, "read": _read}
