"""Rules and texts that stand in TOML files of the package: read once, and an error names the file and the line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from avgkit.base.errors import AvgkitError

_PACKAGE = Path(__file__).parent.parent
Made = TypeVar("Made")


class DataError(AvgkitError):
    """A mistake in a TOML file of the package, in one sentence for who edits it."""


class _File(dict[str, Any]):
    """What stands in a TOML file; asking for what is not there raises DataError."""

    def __init__(self, name: str, held: Mapping[str, Any]) -> None:
        super().__init__(held)
        self.name = name

    def __missing__(self, key: str) -> Any:
        raise DataError(f"avgkit/{self.name}: er ontbreekt: {key}.")


@cache
def read_data(name: str) -> Mapping[str, Any]:
    """Return what stands in a TOML file; ``name`` is its place in the package, such as ``law/rules.toml``.

    Raises DataError with the line when the file is no TOML (toml.io, version 1.0), or when a key of the file itself is
    asked for that is not there.
    """
    try:
        return _File(name, tomllib.loads((_PACKAGE / name).read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        said = re.fullmatch(r"(.+) \(at line (\d+), column (\d+)\)", str(error))
        where, what = (f", regel {said[2]}", f"{said[1]}, teken {said[3]}") if said else ("", str(error))
        raise DataError(f"avgkit/{name}{where}: dit is geen geldige TOML ({what}).") from None


def names_in(folder: str) -> list[str]:
    """Return the names of the TOML files in a folder of the package, in the order of the alphabet."""
    return sorted(f"{folder}/{path.name}" for path in (_PACKAGE / folder).glob("*.toml"))


def records(name: str, table: str, make: Callable[..., Made]) -> tuple[Made, ...]:
    """Return ``make(**entry)`` for each ``[[table]]`` of the file, in its order.

    Raises DataError with the line of the entry when ``make`` refuses it (a key that is missing or unknown, or a value
    that is wrong), and when another entry of the table has the same id.
    """
    made = []
    seen: set[Any] = set()
    for number, entry in enumerate(read_data(name)[table]):
        with told_at(name, table, number):
            id = next((entry[key] for key in ("id", "key", "day", "name") if key in entry), number)
            if id in seen:
                raise ValueError(f"“{id}” staat er al.")
            seen.add(id)
            made.append(make(**entry))
    return tuple(made)


def texts_of(key: str, value: object) -> tuple[str, ...]:
    """Return a list of texts; one text alone would be a list of its letters. Raises AvgkitError with a sentence."""
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) for text in value):
        raise AvgkitError(f'{key} is geen lijst van teksten. Schrijf het zo: {key} = ["…"].')
    return tuple(value)


def checked_day(key: str, value: object) -> date:
    """Return a day. Raises AvgkitError with a sentence for what is none, such as a text or a day with a time."""
    if type(value) is not date:
        raise AvgkitError(f"“{value}” is geen dag voor {key}. Schrijf hem zo, zonder aanhalingstekens: 2026-07-01.")
    return value


@contextmanager
def told_at(name: str, table: str, number: int) -> Iterator[None]:
    """Raise a mistake in the ``[[table]]`` with this number (from 0) as a DataError with the file and the line."""
    try:
        yield
    except DataError:
        raise
    except (TypeError, ValueError, LookupError, AvgkitError) as error:
        raise DataError(f"avgkit/{name}, regel {line_of(name, table, number)}: {_in_dutch(error)}") from None


def _in_dutch(error: Exception) -> str:
    """Return what an error says, in Dutch where Python says it of a key or a value."""
    said = str(error)
    if isinstance(error, KeyError):
        return f"er ontbreekt: {error.args[0]}."
    if found := re.search(r"unexpected keyword argument '(\w+)'", said):
        return f"de sleutel “{found[1]}” bestaat hier niet."
    if found := re.search(r"missing \d+ required (?:\S+ )?arguments?: (.+)", said):
        names = re.findall(r"'(\w+)'", found[1])
        return f"er ontbreekt: {', '.join(names)}."
    if found := re.fullmatch(r"'(.*)' is not a valid (\w+)", said):
        return f"“{found[1]}” is geen waarde van {found[2]}."
    return said


def line_of(name: str, table: str, number: int) -> int:
    """Return the line (from 1) on which the ``[[table]]`` with this number (from 0) begins."""
    lines = (_PACKAGE / name).read_text(encoding="utf-8").splitlines()
    heads = [place for place, text in enumerate(lines, 1) if text.strip() == f"[[{table}]]"]
    return heads[number]
