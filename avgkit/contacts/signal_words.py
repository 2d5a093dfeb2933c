"""From a text as people write it to words of which the meaning is known, for ``stop_signals``.

The words stand in ``stop_words.toml``. A text becomes a line of meanings (capitals) and other words, with marks where a
clause (,) or a sentence (. ! ?) ends: “Niet meer mailen, s.v.p.” is `` NEG MORE MAIL , svp ``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from avgkit.base.toml_data import read_data

DATA = "contacts/stop_words.toml"
_FUZZY_FROM = 6
"""Letters that a word has at least before a typing error in it is forgiven."""
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LONG_DRAWN = re.compile(r"([^\W\d_])\1{2,}")
PICTURES = "🚫⛔🛑🙅📵❌👎"
"""Pictures that people put for a no; the phrases read them as words."""
SPACED = re.compile(r"(?<!\w)[^\W\d_](?: [^\W\d_]){2,}(?!\w)")
_SHORT = tuple(
    (re.compile(rf"(?<![\w.]){written}(?!\w)"), short)
    for written, short in {
        r"s\.?v\.?p\.?": "svp",
        r"a\.?u\.?b\.?": "aub",
        r"n\.?v\.?t\.?": "nvt",
        r"excl\.?": "exclusief",
        r"incl\.?": "inclusief",
    }.items()
)
_HYPHEN = re.compile(r"(?<=\w)-(?=[^\W\d])")
_NUMBERS = (
    (re.compile(r"\b\d{1,2}(?:[:.]\d\d)? ?(?:u|uur|h)\b\.?|\b\d{1,2}:\d\d\b|\b\d{1,2} ?(?:am|pm)\b"), " HOUR "),
    (re.compile(r"\b(?:19|20)\d\d\b(?![-/.]\d)"), " YEAR "),
    (re.compile(r"\b\d[\d.:/-]*\d\b|\b\d\b"), " DAY "),
)
_LETTERS = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W_][\w']*|[,;:()/|\n]+|[.!?]+|\s-+\s|[–—]")
_ENDS = str.maketrans(dict.fromkeys(";:()/|\n–—-", ","))


@cache
def _known() -> tuple[Mapping[str, str], Mapping[str, str], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the meaning of each whole word, and that of each beginning (a word with a star behind it), the longest
    first; and (end, meaning) of those with a star in front.
    """
    whole: dict[str, str] = {}
    begins, ends = [], []
    for meaning, words in read_data(DATA)["words"].items():
        for word in words:
            if word.endswith("*"):
                begins.append((word[:-1], meaning))
            elif word.startswith("*"):
                ends.append((word[1:], meaning))
            else:
                whole.setdefault(word, meaning)
    begins.sort(key=lambda pair: -len(pair[0]))
    return whole, dict(reversed(begins)), tuple(dict(begins)), tuple(ends)


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]:
    """Return per phrase what finds it quickly, what finds it, and what it is read as.

    The first has no boundary in front, so that it looks for letters only: it may find too much, never too little.
    """
    return tuple(
        (re.compile(re.sub(r"(^|\|)\\b", r"\1", pattern)), re.compile(pattern), read)
        for pattern, read in read_data(DATA)["phrases"].items()
    )


@cache
def _any_phrase() -> re.Pattern[str]:
    """Return what tells quickly that a text has a phrase, looking once at each word and at pictures."""
    quick = "|".join(re.sub(r"(?<!\\)\((?!\?)", "(?:", found.pattern) for found, _, _ in _phrases())
    return re.compile(rf"\b(?:{quick})|[{PICTURES}]")


@lru_cache(maxsize=50_000)
def meaning_of_word(word: str) -> str:
    """Return what a word (small letters, no accents) means, or the word itself."""
    whole, begins, starts, ends = _known()
    if found := whole.get(word):
        return found
    if word.startswith(starts):
        return begins[next(start for start in starts if word.startswith(start))]
    for end, meaning in ends:
        if word.endswith(end):
            return meaning
    if len(word) >= _FUZZY_FROM and word not in _never():
        for known in _fuzzy().get(word[0], ()):
            if abs(len(known) - len(word)) < 2 and _one_error(word, known):
                return whole[known]
    return word


@cache
def _fuzzy() -> Mapping[str, list[str]]:
    """Return the words in which a typing error is forgiven, by their first letter."""
    words = read_data(DATA)["fuzzy"]
    return {letter: [word for word in words if word[0] == letter] for letter in {word[0] for word in words}}


@cache
def _never() -> frozenset[str]:
    return frozenset(read_data(DATA)["never_fuzzy"])


def _one_error(word: str, known: str) -> bool:
    """Tell whether one letter is too much, missing or wrong, or two neighbours are swapped."""
    start = next((p for p, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
    rest, other = word[start:], known[start:]
    swapped = len(rest) > 1 and rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or swapped


@lru_cache(maxsize=20_000)
def plain_text(text: str) -> str:
    """Return a text in small letters without accents; words that a program wrote together apart, “NEEEE” as
    “nee”, “n e e” too.
    """
    text = _CAMEL.sub(" ", text) if not text.isupper() else text
    text = text.replace("’", "'").replace("`", "'")
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = text.casefold().replace("_", " ")
    text = SPACED.sub(lambda found: found[0].replace(" ", ""), text)
    return _LONG_DRAWN.sub(r"\1\1", " ".join(text.split(" ")).strip(" *"))


@lru_cache(maxsize=20_000)
def meanings(text: str) -> str:
    """Return the line of meanings of a text, with a space before, between and after them."""
    text = plain_text(text)
    for written, short in _SHORT:
        text = written.sub(short, text)
    text = _joined(_HYPHEN.sub(" ", _joined(text)))
    for pattern, mark in _NUMBERS:
        text = pattern.sub(mark, text)
    found = []
    for token in _TOKEN.findall(text):
        if token in ("HOUR", "YEAR", "DAY"):
            found.append(token)
        elif token[0].isalnum():
            found.append(meaning_of_word(token.strip("'")))
        else:
            mark = token.strip().translate(_ENDS)
            found.append("?" if "?" in mark else "!" if "!" in mark else "." if "." in mark else ",")
    return f" {' '.join(found)} "


def _joined(text: str) -> str:
    if _any_phrase().search(text):
        for quick, pattern, read in _phrases():
            if quick.search(text):
                text = pattern.sub(read, text)
    return text


@lru_cache(maxsize=200_000)
def is_trigger(word: str) -> bool:
    """Tell whether a word can be part of a text that says no."""
    parts = plain_text(word).split()
    if any(part in _triggers() or meaning_of_word(part) in _triggers() for part in parts):
        return True
    return any(part.startswith(_before()) and " NEG " in meanings(part) for part in parts)


def triggers_in(text: str) -> set[str]:
    """Return the words of a text that can be part of one that says no."""
    return set(filter(is_trigger, set(_LETTERS.findall(text))))


@cache
def _before() -> tuple[str, ...]:
    return tuple(read_data(DATA)["joined"])


@cache
def _triggers() -> frozenset[str]:
    return frozenset(read_data(DATA)["triggers"])
