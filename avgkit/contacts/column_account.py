"""What becomes of every column of a list: a detail, a fact, a stop signal, or not used; and whom the stop signals
concern.

A format claims the columns that it understands. All others go to the one reader of stop signals, each different text
once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from avgkit.contacts.formats.base import NOT_OPTED_IN, PENDING, UNDELIVERABLE, Fields, status_says
from avgkit.contacts.grid import Grid
from avgkit.contacts.headings import fold
from avgkit.contacts.plain_cells import says_yes
from avgkit.contacts.refusals import Account, ColumnUse, Sign
from avgkit.contacts.signal_rules import Signal
from avgkit.contacts.signal_words import PICTURES, SPACED, meanings, triggers_in
from avgkit.contacts.stop_signals import heading_kind, signal
from avgkit.law.facts import Channel

_SPREAD = (
    "n i e t",
    "g e e n",
    "n o o i t",
    "n e e",
    "s t o p",
    "n o t",
    "a f g e m e l d",
    "u i t g e s c h r e v e n",
)
_TAGS = re.compile(
    r"\b(?:tags?|labels?|groep(?:en)?|groups?|categor\w+|segment\w*|lijst(?:en)?|lists?|kategorie\w*)\b|"
    r"^group membership$"
)
_TWO_LETTERS = re.compile(rf"[^\W\d_] ?[^\W\d_]|[{PICTURES}]").search
_BESIDE = re.compile(r"[\s();!<>,]|^[^\W\d_]+$").search
"""What stands between an address and words behind it, or a word in its place."""
_LETTERS = b"".join(b"a" if code > 127 or chr(code).isalpha() else b" " for code in range(256))
"""Each byte as “a” when it is a letter or may be part of one."""
_DECIDES = frozenset({"no", "yes", "reason", "status"})
"""Kinds of headings under which a cell without a word can be a no."""
_FEW = 50
"""Texts of a column that are all judged; of more only those with a word that can be part of a no."""
FACT, DETAIL, STOP, UNUSED = "fact", "detail", "stop signal", "not used"


def account_of(
    table: Grid, originals: Sequence[str], claims: Mapping[int, str], sheet: str = "", silent: Collection[int] = ()
) -> Account:
    """Return the account of the first columns of a grid, those of the file.

    ``claims``: by place what a column is used for; a fact is left to its format, the rest is read for what stands
    beside the detail. ``silent``: places that are not read.
    """
    found = Account()
    for place, heading in enumerate(originals):
        cells = table.column(place)
        claim = claims.get(place, "")
        signs = [] if claim == FACT or place in silent else _signs(heading, cells, claim, sheet)
        found.signs += signs
        certain = sum(len(sign.rows) for sign in signs if sign.signal.certain)
        possible = sum(len(sign.rows) for sign in signs if not sign.signal.certain)
        kind = (
            claim if claim and not (certain or possible) else STOP if certain or possible or _tells(heading) else claim
        )
        filled = len(cells) - cells.count("") if cells else 0
        found.uses.append(ColumnUse(sheet, heading, kind or UNUSED, filled, certain, possible))
        if claim != FACT:
            _read_status(found, heading, cells, signs)
    return found


@lru_cache(maxsize=5_000)
def _tells(heading: str) -> bool:
    return heading_kind(heading).kind in ("no", "yes", "reason", "status")


def _signs(heading: str, cells: Sequence[str], claim: str, sheet: str) -> list[Sign]:
    kind = heading_kind(heading).kind
    place = "tag" if _TAGS.search(fold(heading)) and kind not in ("no", "reason") else "column"
    if (kind not in _DECIDES or claim == DETAIL) and not _has_words(cells):
        return []
    texts = _judged_texts(heading, set(filter(_BESIDE, cells) if kind == "address" else cells), claim)
    judged = {text: said for text in texts if (said := _said(heading, text, place, claim)) is not None}
    if not judged:
        return []
    rows: dict[str, list[int]] = {text: [] for text in judged}
    for row, cell in enumerate(cells):
        if cell in rows:
            rows[cell].append(row)
    status, reason = kind == "status", kind == "reason"
    return [Sign(sheet, heading, text, judged[text], rows[text], status, reason) for text in sorted(judged)]


def _said(heading: str, text: str, place: str, claim: str) -> Signal | None:
    kind = heading_kind(heading).kind
    # under “Contact” stands a name, or whether somebody wants it: then no word of the cell is a name
    answers = kind == "yes" and all(map(str.isupper, filter(str.isalpha, meanings(text).split())))
    if claim == DETAIL and kind not in ("no", "reason", "address") and not answers:
        return signal("naam", text, "column")
    return signal(heading, text, place)


def _judged_texts(heading: str, texts: set[str], claim: str) -> Iterable[str]:
    """Return the texts that can be a no: under a heading that tells nothing, those with a word for it."""
    texts.discard("")
    kind = heading_kind(heading).kind
    if kind == "ignore" and claim != DETAIL:
        return ()
    if len(texts) <= _FEW or (kind in _DECIDES and claim != DETAIL):
        return texts
    joined = "\n".join(texts)
    words = triggers_in(joined) | {picture for picture in PICTURES if picture in joined}
    if any(map(joined.casefold().__contains__, _SPREAD)):
        words |= set(SPACED.findall(joined))
    if not words:
        return ()
    some = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, words))})(?![^\W\d_])").search
    return [text for text in texts if some(text)]


def _has_words(cells: Sequence[str]) -> bool:
    """Tell whether any cell holds two letters in a row; a column of days, numbers or codes is known at once."""
    if any(map(_TWO_LETTERS, cells[:_FEW])):
        return True
    joined = "\n".join(cells)
    if b"aa" not in joined.encode("utf-8", "replace").translate(_LETTERS):
        return False
    return joined.isascii() or _TWO_LETTERS(joined) is not None


def _read_status(found: Account, heading: str, cells: Sequence[str], signs: Sequence[Sign]) -> None:
    """Note by row what a status says of consent: mail does not arrive, never signed up, not confirmed."""
    kind = heading_kind(heading).kind
    bounced = " BOUNCE " in meanings(heading)
    for sign in signs:
        if bounced or " BOUNCE " in meanings(sign.text):
            found.readings.update(dict.fromkeys(sign.rows, UNDELIVERABLE.reading))
    if kind not in ("status", "yes"):
        return
    said = {text: status_says(text).reading for text in set(cells) if text and any(map(str.isalpha, text))}
    told = {text: reading for text, reading in said.items() if reading in _LESS}
    if told:
        for row, cell in enumerate(cells):
            if cell in told and found.readings.get(row) != UNDELIVERABLE.reading:
                found.readings[row] = told[cell]


_LESS = (UNDELIVERABLE.reading, PENDING.reading, NOT_OPTED_IN.reading, "none")


def claims_of(headings: Sequence[str], fields: Fields, facts: Iterable[str]) -> dict[int, str]:
    """Return by place what a format uses a column for. A heading counts once: the first column that has it."""
    plain = {*fields.email, *fields.phone, *fields.names, fields.full_name, *fields.company, *fields.position}
    details = {*plain, fields.kvk, *fields.profile, *fields.writer, *fields.date}
    details |= {fields.given_at, fields.origin, *fields.origin_too, fields.confirmed_at}
    details.discard("")  # a column without a heading is no detail, whatever a format has not
    told = set(facts) - {""}
    return {
        place: DETAIL if heading in plain or heading not in told else FACT
        for place, heading in enumerate(headings)
        if heading in told or heading in details
    }


def affirmed_rows(table: Grid) -> set[int]:
    """Return the rows that say that somebody is subscribed: the name of a file holds none of them."""
    found: set[int] = set()
    for place, heading in enumerate(table.headings):
        kind = heading_kind(heading)
        if kind.kind not in ("status", "yes") or not kind.channels <= {Channel.EMAIL}:
            continue
        cells = table.column(place)
        yes = {text for text in set(cells) if text and (says_yes(text) or status_says(text).reading == "claimed")}
        found.update(row for row, cell in enumerate(cells) if cell in yes)
    return found
