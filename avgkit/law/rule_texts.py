"""The shared wording in the texts of rules: ``{stop}`` is what stands in ``wording.toml`` under that id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from avgkit.base.toml_data import texts_of, told_at


def shared_texts(name: str, data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the shared sentences by id; ``name`` is the file of the data. Raises DataError for one that is not
    whole.
    """
    found: dict[str, tuple[str, ...]] = {}
    for number, entry in enumerate(data["wording"]):
        with told_at(name, "wording", number):
            found[entry["id"]] = texts_of("texts", entry.get("texts") or [entry["text"]])
    return found


def filled(text: str, texts: Mapping[str, tuple[str, ...]]) -> str:
    """Return a text with the shared wording in it: ``{stop}`` is what stands in ``wording.toml`` under that id."""
    return re.sub(r"\{(\w+)\}", lambda found: " ".join(texts[one_of("gedeelde tekst", found[1], texts)]), text)


def items(said: Iterable[str], texts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return texts of which one that is just ``{id}`` stands for all texts with that id."""
    items: list[str] = []
    for text in said:
        whole = re.fullmatch(r"\{(\w+)\}", text)
        items += texts[whole[1]] if whole and whole[1] in texts else [filled(text, texts)]
    return tuple(items)


def one_of(what: str, value: str, known: Iterable[str]) -> str:
    if value not in set(known):
        raise ValueError(f"“{value}” is geen {what}. Kies uit: {', '.join(sorted(known))}.")
    return value
