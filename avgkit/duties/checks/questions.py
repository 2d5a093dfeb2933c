"""A question to the learner, and what counts as an answer. Asked by the duties and by the documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from avgkit.base.errors import AvgkitError

TEXT, LONG, CHOICE, MANY, MOMENT = "text", "long", "choice", "many", "moment"
YES, NO, NONE, UNKNOWN = "yes", "no", "none", "unknown"
_YES_NO = {YES: "ja", NO: "nee"}
_LONGEST = 20_000
"""Characters of one answer: far more than a document needs, and few enough to stay readable."""
Answer = str | tuple[str, ...]
Answers = Mapping[str, Answer]
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Condition:
    """Holds when an answer to ``asks`` (an id, or a family as ``{activity}.basis``) is one of ``values``."""

    asks: str
    values: frozenset[str]


@dataclass(frozen=True)
class Question:
    """One question. ``label`` is its short name, ``proposal`` an answer that we suggest and never fill in unasked.

    ``only_if``: asked only when this holds. For ``MANY``, the answer ``none`` means: none of these.
    """

    id: str
    group: str
    label: str
    text: str
    help: str = ""
    kind: str = TEXT
    options: Mapping[str, str] = field(default_factory=dict)
    proposal: Answer = ""
    only_if: Condition | None = None

    def parse(self, value: object) -> Answer | None:
        """Return the answer as it is kept, or None for no answer. Raises AvgkitError with a Dutch sentence."""
        if value is None:
            return None
        if self.kind == MANY:
            return self._many(value)
        if not isinstance(value, str):
            raise AvgkitError(f"Bij “{self.label}” hoort tekst als antwoord; vul het opnieuw in.")
        text = readable(value).strip()
        if len(text) > _LONGEST:
            raise AvgkitError(f"Het antwoord bij “{self.label}” is te lang; houd het onder {_LONGEST} tekens.")
        if not text or (self.options and text == UNKNOWN):
            return None
        if self.kind == CHOICE:
            return self._one(text)
        return moment(text).isoformat(sep=" ", timespec="minutes") if self.kind == MOMENT else text

    def shown(self, value: Answer) -> str:
        """Return an answer in Dutch."""
        if isinstance(value, tuple):
            return ", ".join(self.options[code] for code in value)
        return self.options.get(value, value) if self.kind == CHOICE else value

    def _many(self, value: object) -> tuple[str, ...] | None:
        words = re.split(r"[,;]", value) if isinstance(value, str) else value
        if not isinstance(words, Iterable) or not all(isinstance(word, str) for word in words):
            raise AvgkitError(f"Bij “{self.label}” horen een of meer keuzes; vul het opnieuw in.")
        chosen = {self._one(word.strip()) for word in words if word.strip() not in ("", UNKNOWN)}
        if NONE in chosen and len(chosen) > 1:
            raise AvgkitError(f"Bij “{self.label}” kies je “{self.options[NONE]}” of iets anders, niet allebei.")
        return tuple(code for code in self.options if code in chosen) or None

    def _one(self, word: str) -> str:
        codes = {code.lower(): code for code in self.options} | {text.lower(): c for c, text in self.options.items()}
        if word.lower() not in codes:
            raise AvgkitError(f"Dat antwoord bestaat niet bij “{self.label}”. Kies uit: {', '.join(self.options)}.")
        return codes[word.lower()]


def readable(text: str) -> str:
    """Show control characters, marks of reading order and halves of characters as signs that a file can hold."""
    text = re.sub("\r\n?|\u2028|\u2029|\x85", "\n", text)
    return _CONTROL.sub(lambda found: chr(0x2400 + ord(found[0])) if ord(found[0]) < 0x20 else "\ufffd", text)


def moment(text: str) -> datetime:
    """Return a day and a time of day, such as 2026-11-24 09:30. Raises AvgkitError with a Dutch sentence."""
    found = re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)[ T]+(?:om )?(\d\d?)[:.](\d\d)(?::\d\d)?", text)
    try:
        if found is None:
            raise ValueError
        year, month, day, hour, minute = map(int, found.groups())
        return datetime(year, month, day, hour, minute)
    except ValueError:
        raise AvgkitError(f"“{text[:40]}” is geen dag en tijd. Schrijf het zo: 2026-11-24 09:30.") from None


def question(
    id: str,
    label: str,
    text: str,
    group: str = "",
    help: str = "",
    kind: str = TEXT,
    options: Mapping[str, str] | None = None,
    proposal: Answer = "",
    only_if: Mapping[str, list[str]] | None = None,
) -> Question:
    """Return a question of a TOML file; ``kind`` may be ``yes_no``, ``only_if`` is a question with its answers."""
    if kind == "yes_no":
        kind, options = CHOICE, _YES_NO
    conditions = [Condition(asks, frozenset(values)) for asks, values in (only_if or {}).items()]
    return Question(id, group, label, text, help, kind, options or {}, proposal, *conditions)
