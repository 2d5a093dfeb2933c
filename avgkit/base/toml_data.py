"""Rules and texts that stand in TOML files of the package: read once, and an error names the file and the line."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from avgkit.base.errors import AvgkitError

_PACKAGE = Path(__file__).parent.parent
Made = TypeVar("Made")


class DataError(AvgkitError):
    """A mistake in a TOML file of the package, in one sentence for who edits it."""


@cache
def read_data(name: str) -> Mapping[str, Any]:
    """Return what stands in a TOML file; ``name`` is its place in the package, such as ``law/rules.toml``.

    Raises DataError with the line when the file is no TOML (toml.io, version 1.0).
    """
    try:
        return tomllib.loads((_PACKAGE / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"avgkit/{name} is geen geldige TOML: {error}.") from None


def names_in(folder: str) -> list[str]:
    """Return the names of the TOML files in a folder of the package, in the order of the alphabet."""
    return sorted(f"{folder}/{path.name}" for path in (_PACKAGE / folder).glob("*.toml"))


def records(name: str, table: str, make: Callable[..., Made]) -> tuple[Made, ...]:
    """Return ``make(**entry)`` for each ``[[table]]`` of the file, in its order.

    Raises DataError with the line of the entry when ``make`` refuses it: a key that is missing or unknown, or a value
    that is wrong.
    """
    made = []
    for number, entry in enumerate(read_data(name)[table]):
        with told_at(name, table, number):
            made.append(make(**entry))
    return tuple(made)


@contextmanager
def told_at(name: str, table: str, number: int) -> Iterator[None]:
    """Raise a mistake in the ``[[table]]`` with this number (from 0) as a DataError with the file and the line."""
    try:
        yield
    except DataError:
        raise
    except (TypeError, ValueError, LookupError, AvgkitError) as error:
        raise DataError(f"avgkit/{name}, regel {line_of(name, table, number)}: {error}") from None


def line_of(name: str, table: str, number: int) -> int:
    """Return the line (from 1) on which the ``[[table]]`` with this number (from 0) begins."""
    lines = (_PACKAGE / name).read_text(encoding="utf-8").splitlines()
    heads = [place for place, text in enumerate(lines, 1) if text.strip() == f"[[{table}]]"]
    return heads[number]
