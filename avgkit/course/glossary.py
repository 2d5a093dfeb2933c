"""The glossary: what a word means in plain Dutch, with an example and the article. Read from docs/begrippen.md only."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import pandas as pd

from avgkit.base.errors import AvgkitError
from avgkit.base.tables import ShownTable
from avgkit.base.toml_data import DataError

PACKAGE = Path(__file__).resolve().parent.parent
PLACES = (PACKAGE / "share" / "begrippen.md", PACKAGE.parent / "docs" / "begrippen.md")
"""Where the glossary is: inside an installed package, or in the docs of the project."""


@dataclass(frozen=True, repr=False)
class Term:
    """One word: its meaning, an example, the article that it comes from, and the words that mean the same."""

    name: str
    meaning: str
    example: str
    article: str
    also: tuple[str, ...] = ()

    def _parts(self) -> dict[str, str]:
        parts = {"Ook wel": ", ".join(self.also), "Voorbeeld": self.example, "Waar staat het": self.article}
        return {name: text for name, text in parts.items() if text}

    def __repr__(self) -> str:
        return "\n".join([f"{self.name}: {self.meaning}", *(f"{name}: {text}" for name, text in self._parts().items())])

    def _repr_html_(self) -> str:
        parts = "".join(f"<br>{name}: {escape(text)}" for name, text in self._parts().items())
        return f'<p style="line-height:1.5"><strong>{escape(self.name)}</strong>: {escape(self.meaning)}{parts}</p>'


@cache
def glossary() -> Mapping[str, Term]:
    """Return all terms by name, in the order of the page. Raises AvgkitError when the page is gone or wrong."""
    page = next((place for place in PLACES if place.is_file()), None)
    if page is None:
        raise AvgkitError("De begrippen ontbreken. Haal avgkit opnieuw op en start met start.py.")
    above, *parts = re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    terms: dict[str, Term] = {}
    line = above.count("\n") + 1
    for part in parts:
        try:
            term = parse_glossary(part)
            if term.name in terms:
                raise AvgkitError(f"het begrip “{term.name}” staat er al.")
        except AvgkitError as error:
            raise DataError(f"docs/{page.name}, regel {line}: {error}") from None
        terms[term.name] = term
        line += part.count("\n")
    return terms


def parse_glossary(text: str) -> Term:
    """Return the term of a section of the page: its name, its meaning, and the paragraphs that begin with a label.

    Raises AvgkitError when it has no example or article.
    """
    name, *paragraphs = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    labelled = {}
    meaning = []
    for paragraph in paragraphs:
        found = re.match(r"\*\*(\w+):\*\* (.+)", paragraph)
        if found:
            labelled[found[1]] = found[2].replace("`", "")
        else:
            meaning.append(paragraph.replace("`", ""))
    if missing := [label for label in ("Voorbeeld", "Artikel") if label not in labelled]:
        raise AvgkitError(f"bij “{name}” ontbreekt een eigen alinea die zo begint: **{missing[0]}:**")
    also = tuple(word.strip() for word in labelled.get("Ook", "").split(",") if word.strip())
    return Term(name, " ".join(meaning), labelled["Voorbeeld"], labelled["Artikel"], also)


def term(name: str = "") -> Term | ShownTable:
    """Return a term by its name or by a word that means the same; without a name, a table of all terms.

    Raises AvgkitError with a Dutch sentence, and the nearest words, for a word that the glossary does not have.
    """
    terms = glossary()
    if not name.strip():
        frame = pd.DataFrame({"betekenis": [known.meaning for known in terms.values()]}, index=list(terms))
        return ShownTable(frame.rename_axis("begrip"), "Begrippen")
    words = {word.lower(): known for known in terms.values() for word in (*known.also, known.name)}
    wanted = " ".join(name.lower().split())
    if wanted in words:
        return words[wanted]
    near = difflib.get_close_matches(wanted, words, n=3, cutoff=0.6) or [word for word in words if wanted in word][:3]
    hint = f"Bedoel je {' of '.join(near)}?" if near else "Kijk met term() welke er zijn."
    raise AvgkitError(f"Het begrip “{name}” staat niet in de lijst. {hint}")
