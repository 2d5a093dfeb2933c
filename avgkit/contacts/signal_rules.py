"""Does a text say no to messages? The rules of ``stop_signals.toml`` over the meanings of its words.

Nobody who said no may come out as “mag”, so what can be read in two ways is possible: a person is held until somebody
looked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from avgkit.base.toml_data import read_data, records
from avgkit.contacts.signal_words import meanings
from avgkit.law.facts import Channel

DATA = "contacts/stop_signals.toml"
ALL: frozenset[str] = frozenset()
"""The channels of a no that names none: every channel."""
_PART = re.compile(r"\(\?[=!]|\{\d,\d\}|\[[.?]\]|\.\.\.|\.\.|[()|*?+^$!,]|[\w']+|\s+")
_FIXED = {
    "..": r"(?:[^ ,.!?]+ ){0,3}",
    "...": r"(?:[^ .!?]+ ){0,12}",
    "^": r"(?:(?<=^ )|(?<=[.!?,] ))",
    "$": r"(?=$|[.!?] )",
}


@dataclass(frozen=True)
class Signal:
    """A no, or perhaps a no. ``channels``: which it concerns, none named is all of them. ``rule``: the number of what
    decided.
    """

    certain: bool
    channels: frozenset[str] = ALL
    bare: bool = False

    @property
    def scope(self) -> str:
        """The channels in words for a column: “all”, or their names with a comma between."""
        return ", ".join(c for c in Channel if c in self.channels) or "all"

    def doubted(self) -> Signal:
        """Return the same no as a possible one."""
        return Signal(False, self.channels, self.bare)

    def on(self, channels: Iterable[str]) -> Signal:
        """Return the same for these channels."""
        return Signal(self.certain, frozenset(channels), self.bare)


@dataclass(frozen=True)
class SignalRule:
    """A rule of the file, ready to use."""

    says: str
    found: re.Pattern[str]
    examples: tuple[str, ...] = ()
    scope: str = "span"
    only: frozenset[str] = frozenset()
    whole: bool = False
    bare: bool = False
    doubt: bool = False
    unless: re.Pattern[str] | None = None


def _rule(says: str, pattern: str, examples: list[str], **more: Any) -> SignalRule:
    if says not in ("nothing", "no", "possible"):
        raise ValueError(f"says is “{says}”; kies nothing, no of possible.")
    only = frozenset(more.pop("only", ()))
    if words := more.pop("unless", ()):
        more["unless"] = re.compile(f"(?<= )(?:{'|'.join(map(_regex, words))})")
    return SignalRule(says, re.compile(f"(?<= )(?:{_regex(pattern)})"), tuple(examples), only=only, **more)


def _regex(pattern: str) -> str:
    """Return a pattern of the file as a regular expression: each word takes the space behind it along."""
    groups = read_data(DATA)["groups"]
    found = []
    for part in _PART.findall(pattern):
        if part in _FIXED:
            found.append(_FIXED[part])
        elif part in groups:
            members = [word for name in groups[part] for word in groups.get(name, [name])]
            found.append(f"(?:(?:{'|'.join(members)}) )")
        elif part in ("!", ",") or part[0] == "[" or part[0].isalnum() or part[0] == "_":
            found.append(f"(?:{part} )")
        elif not part.isspace():
            found.append("(?:" if part == "(" else part)
    return "".join(found)


@cache
def signal_rules() -> tuple[SignalRule, ...]:
    """Return the rules in the order of the file. Raises DataError with the line of one that is wrong."""
    return records(DATA, "rule", _rule)


@cache
def _spots() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(f"(?<= )(?:{_regex(pattern)})") for name, pattern in read_data(DATA)["doubts"].items()}


@lru_cache(maxsize=20_000)
def text_signal(text: str, place: str = "remark") -> Signal | None:
    """Return what a text says, whatever stands above it; None when it says no “no”.

    ``place``: column, remark, tag, status, message, heading, file_name or sheet_name.
    """
    return _line_signal(_unbroken(meanings(text)), place)


@lru_cache(maxsize=20_000)
def _line_signal(line: str, place: str) -> Signal | None:
    """Return what a line of meanings says: texts that differ in a day or a number have the same one."""
    signals = []
    for rule in signal_rules():
        if rule.only and place not in rule.only:
            continue
        while found := rule.found.search(line):
            if rule.unless and rule.unless.search(_sentence(line, found)):
                break
            if rule.says == "nothing":
                doubt = rule.doubt and _spots()["doubt"].search(_sentence(line, found))
                if rule.whole:
                    return None
                if doubt:
                    signals.append(Signal(False, _channels(found[0])))
            else:
                signals.append(_judged(rule, line, found, place))
            line = f"{line[: found.start()]}{'_ ' if rule.says == 'nothing' else '; '}{line[found.end() :]}"
    return together(signals)


def together(signals: Iterable[Signal | None]) -> Signal | None:
    """Return several signals as one: certain if one is, for the channels of those; else possible for all named."""
    known = [signal for signal in signals if signal is not None]
    chosen = [signal for signal in known if signal.certain] or known
    if not chosen:
        return None
    channels = ALL if any(not one.channels for one in chosen) else ALL.union(*(one.channels for one in chosen))
    return Signal(chosen[0].certain, channels, all(one.bare for one in chosen))


def _judged(rule: SignalRule, line: str, found: re.Match[str], place: str) -> Signal:
    signal = Signal(rule.says == "no", _scope(rule, line, found, place), rule.bare)
    sentence, before, after = _sentence(line, found), line[: found.start()], line[found.end() :]
    spots = _spots()
    if signal.certain and place != "message":
        asked = place not in ("heading", "file_name", "sheet_name") and after.startswith("? ")
        later = spots["later"].search(f" {after}")
        other = spots["other"].search(f" {re.split('[.!?,] ', before)[-1]}")
        if asked or later or other or spots["hedge"].search(sentence):
            return signal.doubted()
    if signal.certain and spots["time"].search(sentence) and not spots["ever"].search(sentence):
        return signal.doubted()
    if place == "message" and signal.certain:
        return signal.on(ALL)
    return signal


def _scope(rule: SignalRule, line: str, found: re.Match[str], place: str) -> frozenset[str]:
    if rule.scope == "near":
        before, after = line[: found.start()], line[found.end() :]
        left = re.search(r"(?<!per )(?<!via )(?<!by )(\w+) $", before)
        right = _spots()["near"].match(f" {after}", 1)
        return _channels(f"{left[1] if left else ''} {found[0]} {right[0] if right else ''}")
    named = _channels(found[0])
    if rule.scope == "email":
        return frozenset({"email"})
    if len(named & {"email", "phone", "sms", "whatsapp", "post"}) > 1 and rule.scope == "span":
        return ALL  # who refuses two ways means any
    if rule.scope == "others":
        return frozenset({"phone", "sms", "whatsapp", "email"}) - named
    return named


def _channels(line: str) -> frozenset[str]:
    names = read_data(DATA)["channels"]
    return frozenset(names[word] for word in line.split() if word in names)


def _sentence(line: str, found: re.Match[str]) -> str:
    before = re.split(r"[.!?] ", line[: found.start()])[-1]
    return f" {before}{re.split(r'[.!?] ', line[found.start() :])[0]} "


def _unbroken(line: str) -> str:
    """Return the line without the marks after a “NIET!!” that goes on; “ne pas” is one no."""
    return re.sub(r"(?<= NEG )(?:NEG )+", "", re.sub(r"(?<= NEG )[!] (?=[^ ,.!?]+ )", "", line))


def status_polarity(word: str) -> str:
    """Return what a whole word for a status says: nothing, no, possible, or an empty text for another word."""
    statuses = read_data(DATA)["statuses"]
    return next((says for says in ("nothing", "no", "possible") if word in statuses[says]), "")


@cache
def may_be_else() -> frozenset[str]:
    """Return the words for a status that may be about something else than messages."""
    statuses = read_data(DATA)["statuses"]
    return frozenset([*statuses["asked"], *statuses["possible"]])
