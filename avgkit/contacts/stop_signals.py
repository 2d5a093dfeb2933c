"""The one reader of stop signals: what a cell says under its heading, in whatever file and place.

A heading decides with its value: “Afgemeld: ja” is a no, “Nieuwsbrief: nee” perhaps one, and an empty cell says
nothing under any heading. The words and the rules are data: ``stop_words.toml`` and ``stop_signals.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import PurePath

from avgkit.base.toml_data import read_data
from avgkit.contacts.cleaning.dates import clean_date
from avgkit.contacts.plain_cells import is_empty, plain_word, says_no, says_yes
from avgkit.contacts.signal_rules import ALL, DATA, Signal, may_be_else, status_polarity, text_signal, together
from avgkit.contacts.signal_words import meanings, plain_text, triggers_in

_URL = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_DAYLIKE = re.compile(r".*\d.*")
_YES_OR_NO = re.compile(r"\W*\b(?:ja|yes|j|y)\s*(?:/|of|or|-)\s*(?:nee|no|n)\b\W*", re.IGNORECASE)
_KEPT = re.compile(r"[\W_]*$")
_LONGEST, _OVERLAP, _MOST = 4_000, 200, 20_000
"""Signs of a text read in one go, read again with the next, and read at all: beyond, a word for a no is possible."""
_ONCE = re.compile(r"(?<= )(?:vroeger|voorheen|formerly|(?:tot|until) (?:YEAR|DAY)) ")
"""A yes of an earlier time."""
_STATED = re.compile(r"[()|/;,!]| - |–|—")


@dataclass(frozen=True)
class HeadingKind:
    """What a heading makes of its cells: no, yes, reason, status, business, detail, address, text or ignore."""

    kind: str
    signal: Signal | None = None
    channels: frozenset[str] = ALL
    asks: bool = False
    reply: bool = False


def signal(heading: str, value: str, place: str = "column") -> Signal | None:
    """Return what a cell says, or the name of a file or sheet: None when it is no “no”.

    ``place``: column, remark, tag, status, message, file_name or sheet_name; for a message or a name the heading is
    empty.
    """
    if place in ("file_name", "sheet_name"):
        return _named(value, place)
    value = value.strip()
    if len(value) > _LONGEST:
        starts = range(0, min(len(value), _MOST) - _OVERLAP, _LONGEST - _OVERLAP)
        read = [signal(heading, value[start : start + _LONGEST], place) for start in starts]
        return together([*read, Signal(False)] if triggers_in(value[_MOST - _OVERLAP :]) else read)
    if place == "message":
        return text_signal(" ".join(value.split("\n")), "message") if value else None
    if is_empty(value):
        return None
    if place == "tag":
        return together(_tag(part) for part in re.split(r"[,;|]|:::", value))
    return _under(heading_kind(heading), value)


@cache
def _about(name: str) -> re.Pattern[str]:
    pattern = read_data(DATA)["headings"][name]
    if name in ("yes", "asks"):
        pattern = "|".join(f"(?<= ){part} " for part in pattern.split("|"))
    return re.compile(pattern)


@lru_cache(maxsize=5_000)
def heading_kind(heading: str) -> HeadingKind:
    """Return what a heading makes of its cells."""
    heading = re.sub(r" \(\d+\)$", "", heading)  # the second column of that name
    plain, line = plain_text(heading).rstrip("?: "), meanings(heading)
    said = text_signal(heading, "heading")
    away = said is not None or bool(re.search(r"(?<= )(?:LEFT|LEAVE|QUIT|BLOCK) ", line))
    channels = said.channels if said else _channels_of(line)
    if _about("key").search(plain) and (away or re.search("afmeld|uitschrijf|unsub|opt.?out|abmelde", plain)):
        return HeadingKind("ignore")
    if said is not None and said.bare and _about("detail").search(plain):
        return HeadingKind("detail")
    if away and _about("reason").search(plain):
        return HeadingKind("reason", Signal(said is None or said.certain, channels))
    status = bool(_about("status").search(plain))
    if status:
        business = _about("business").search(plain) and not re.search(
            r"(?<= )(?:MAIL|NEWS|SUBSCRIBED|CONSENT|ADS) ", line
        )
        state = plain.endswith("state") and plain != "state"
        asks = " ADS " in line or bool(_about("yes").search(line))
        return HeadingKind("business" if business else "detail" if state else "status", channels=channels, asks=asks)
    if (asked := _YES_OR_NO.sub(" ", heading)) != heading and heading_kind(asked).kind == "no":
        return heading_kind(asked)
    if re.search(r"(?<= )(?:JA ,? ?(?:NEG|NEE)|SUBSCRIBED ,? ?LEFT|LEFT ,? ?SUBSCRIBED) ", line):
        return HeadingKind("yes", channels=_channels_of(line), asks=True)
    if said is not None:
        if re.search(r" NEG MAIL $| do NEG MAIL $", line) and re.search(r"\bmail$", plain) and "not" in plain:
            said = Signal(False, frozenset({"post", "email"}))
        return HeadingKind("no", said, said.channels)
    asks = bool(_about("asks").search(line) or re.match(r"(?:is |has )?(?:currently )?subscribed\b", plain))
    if _about("phone").search(plain) and not asks:
        return HeadingKind("address", channels=channels)
    if _about("detail").search(plain) and not asks:
        return HeadingKind("detail")
    ads = " ADS " in line and _about("ads").search(plain)
    if (ads or _about("yes").search(line)) and (asks or not _about("own_work").search(plain)):
        return HeadingKind("yes", channels=channels, asks=asks)
    if " NEG " in line and " _ " not in line and re.search(r"NEG (?:\S+ )?OBJECT ", line):
        return HeadingKind("yes", Signal(True, channels), channels, asks=True)
    return HeadingKind("text", reply=bool(_about("reply").search(plain)))


def _channels_of(line: str) -> frozenset[str]:
    names = read_data(DATA)["channels"]
    return frozenset(names[word] for word in line.split() if word in names)


def _under(heading: HeadingKind, value: str) -> Signal | None:
    """Return what a filled cell says under a heading."""
    if heading.kind == "ignore" or (_URL.match(value) and heading.kind != "text"):
        return None
    reader = {
        "no": _under_no,
        "yes": _under_yes,
        "status": _status,
        "business": _business,
        "detail": _detail,
        "address": _address,
    }
    if heading.kind == "reason":
        return None if says_no(value) else heading.signal
    return reader[heading.kind](heading, value) if heading.kind in reader else _free(heading, value)


def _under_no(heading: HeadingKind, value: str) -> Signal | None:
    """A no-heading: a yes, a day or a reason is the no; a no, or a day that says nothing, is not."""
    assert heading.signal is not None
    if re.match(r"(?:19[1-9]|20[01])\d-\d\d-\d\d(?:[T ][\d:.]+Z?)?$", value) or says_yes(value):
        return heading.signal
    if says_no(value) or re.match(r"(?:nee|neen|no|nein|non|nog niet|niet|geen|false)\b", plain_word(value)):
        return text_signal(value, "column") if re.search(r"(?<= )(?:LEFT|LEAVE|DRAWN) ", meanings(value)) else None
    line = meanings(value)
    if re.search(r"(?<= )(?:HEDGE|[?]) ", line):
        return heading.signal.doubted()
    if text_signal(value, "column") is None and re.search(r"(?<= )NEG (?:\S+ )?OBJECT |^ (?:JA )?SUBSCRIBED $", line):
        return None
    if _DAYLIKE.match(value):
        day, _ = clean_date(value)
        if day and (day < "1905-01-01" or day > date.today().isoformat()):
            return heading.signal.doubted()
    return heading.signal


def _under_yes(heading: HeadingKind, value: str) -> Signal | None:
    """A yes-heading: a bare no is a refusal or was never asked; a no in more words is a no."""
    channels, word, line = heading.channels, plain_word(value), meanings(value)
    if _ONCE.search(line):
        return Signal(False, channels)
    if says_yes(value) or word in ("nog niet", "not yet") or re.match(r"nog (?:te |niet |vragen|doen)", word):
        return None
    loud = value.rstrip().endswith("!") or heading.asks
    if says_no(value) or _KEPT.match(word):
        return Signal(loud, channels) if says_no(value) else None
    said = text_signal(value, "status")
    if said is not None:
        return Signal(said.certain or not said.bare, said.channels or channels, said.bare) if said.certain else said
    if (status := status_polarity(word)) in ("no", "possible"):
        return Signal(status == "no", channels)
    if re.search(r"(?<= )(?:NEG|NEE|STOP|QUIT|DRAWN|ERASE|UNWANTED|eraf|eruit) ", line) and status != "nothing":
        return Signal(True, channels) if not re.search(r"(?<= )(?:HEDGE|[?]) ", line) else Signal(False, channels)
    return None


def _status(heading: HeadingKind, value: str) -> Signal | None:
    word = plain_word(value)
    listed = status_polarity(word)
    if listed == "nothing":
        return None
    if listed == "possible" or (listed == "no" and word in may_be_else() and not heading.channels):
        return Signal(False, heading.channels or ALL, True)
    if listed == "no":
        return Signal(True, heading.channels)
    if heading.asks and says_no(value):
        return Signal(False, heading.channels, True)
    if re.match(r" (?:JA ,? ?)?(?:QUIT|DRAWN|STOP|BLOCK) ", meanings(value)):
        return text_signal(value, "status") or Signal(False, heading.channels)
    return text_signal(value, "status")


def _business(heading: HeadingKind, value: str) -> Signal | None:
    """The status of an order, a payment or a project: only words about messages count."""
    said = text_signal(value, "status")
    return None if said is None or said.bare else said


def _detail(heading: HeadingKind, value: str) -> Signal | None:
    """A name, a company or a place: only what was put behind it, and plain words of refusal."""
    bare = re.sub(r"\S+@\S+", " ", value)
    parts = [part for part in _STATED.split(bare)[1:] if part.strip()]
    said = together(text_signal(part.strip(), "column") for part in parts)
    if said is None and re.search(
        r"(?<= )(?:NEG|NEE) (?:MORE |\S+ )?(?:MAIL|CALL|APPROACH|APP|NEWS) |(?<= )ME LEFT ", meanings(bare)
    ):
        said = text_signal(bare, "column")
    return None if said is None or said.bare else Signal(said.certain)


def _address(heading: HeadingKind, value: str) -> Signal | None:
    """An address or number, with words behind it, or a refusal in its place; a bare “nee” there is no address."""
    said = _detail(heading, value)
    if said is None and not re.search(r"[@\d]", value) and (value.endswith("!") or not says_no(value)):
        said = text_signal(value, "status")
        if said is None and re.search(r"(?<= )(?:NEG|NEE|STOP) ! ", meanings(value)):
            said = Signal(True)
    return None if said is None else said.on(heading.channels)


def _free(heading: HeadingKind, value: str) -> Signal | None:
    """A remark, or a cell under an unknown heading: the words themselves say it; a bare yes or no does not."""
    if says_yes(value):
        return None
    if says_no(value) or plain_word(value) in ("nee bedankt", "nee dank je"):
        return Signal(False) if heading.reply or value.endswith("!") else None
    return text_signal(value, "remark")


def _tag(part: str) -> Signal | None:
    part = part.strip().strip("\"'*# ")
    return text_signal(part, "tag") if part and not is_empty(part) else None


def _named(name: str, place: str) -> Signal | None:
    """The name of a file or sheet: the word of a mail tool for who left, or a “don't”, is a no; the rest is asked."""
    stem = PurePath(name).stem if place == "file_name" else name
    stem = re.sub(r"(?:^|(?<=[_\W]))[0-9a-f]{4,}(?=$|[_\W])", " ", plain_text(stem))
    said = text_signal(re.sub(r"[_.]+", " ", stem).strip(), place)
    line = meanings(stem)
    tool = re.search(r"unsubscribed (?:members|audience|segment|contacts|subscribers)|^unsubscrib(?:ers?|es)$", stem)
    refused = re.search(r"(?<= )(?:NEG|NEE|OBJECT|FORGET) ", line) or re.search(r"(?<= )dnc\b", stem)
    return said if said is None or tool or refused else said.doubted()
