"""Which data are personal data: a line per kind of data, for a human being and for an organisation, with the article.

A contact list is about people, so what stands on the row of a person is personal data (AVG art. 4(1)). A company is
no person, but behind an eenmanszaak, vof, cv or maatschap there is one. The lines stand in
``course/personal_data/data.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from avgkit.base.toml_data import read_data, records

_FILE = "course/personal_data/data.toml"
_KEPT = read_data(_FILE)


class DataKind(StrEnum):
    PERSON = "person"
    MAYBE = "maybe"
    ORGANISATION = "organisation"
    SENSITIVE = "sensitive"


KIND_LABELS = {DataKind(kind): texts["label"] for kind, texts in _KEPT["kinds"].items()}
ANSWERS = {DataKind(kind): texts["answer"] for kind, texts in _KEPT["kinds"].items()}
MINIMAL: str = _KEPT["needless_article"]


@dataclass(frozen=True)
class Datum:
    """One kind of data. ``heading``: how a column is called (folded). ``of_company`` and ``why_company``: when it is
    about a legal person. ``needless``: why you may not need it to reach people."""

    key: str
    label: str
    kind: DataKind
    why: str
    heading: str
    article: str
    of_company: DataKind | None = None
    why_company: str = ""
    needless: str = ""

    def fits(self, heading: str) -> bool:
        return bool(self.heading and re.search(self.heading, heading))


def _datum(kind: str, headings: Sequence[str] = (), of_company: str | None = None, **texts: str) -> Datum:
    """Return the kind of data of an entry in the file. Raises ValueError or TypeError."""
    heading = "|".join(headings)
    try:
        re.compile(heading)
    except re.error as error:
        raise ValueError(f"“{heading}” is geen patroon: {error}.") from None
    return Datum(kind=DataKind(kind), heading=heading, of_company=DataKind(of_company) if of_company else None, **texts)


DATA = records(_FILE, "datum", _datum)
BY_KEY = {datum.key: datum for datum in DATA}
FREE_TEXT = frozenset(_KEPT["free_text"])
"""Where people write what they like, so that sensitive words can hide there."""
SENSITIVE_WORDS = {
    key: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for key, words in _KEPT["sensitive_words"].items()
}
"""Words that may point at sensitive data. A hint, no proof: a learner looks."""
