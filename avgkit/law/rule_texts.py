"""The shared wording in the texts of rules: ``{stop}`` is what stands in ``wording.toml`` under that id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any


def shared_texts(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {entry["id"]: tuple(entry.get("texts") or [entry["text"]]) for entry in data["wording"]}


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
