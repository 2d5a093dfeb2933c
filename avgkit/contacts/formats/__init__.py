"""The export formats that avgkit knows.

To add one: a module here with a ``Format``, and its record in ``contacts/tools.toml``. Modules are found by themselves;
the order of the records is the order in which a file is recognised.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from avgkit.base.toml_data import DataError
from avgkit.contacts.formats.base import Format
from avgkit.contacts.headings import fold, meaning_of
from avgkit.contacts.tools import DATA, exports


def _of_modules() -> Iterator[Format]:
    """Give the formats of all modules here, in the order of the alphabet."""
    for name in sorted(found.name for found in pkgutil.iter_modules(__path__)):
        module = import_module(f"{__name__}.{name}")
        yield from (value for value in vars(module).values() if isinstance(value, Format))


def _known() -> tuple[Format, ...]:
    """Return the formats in the order of their records. Raises DataError for a module or a record without the other."""
    made = {known.name: known for known in _of_modules()}
    if alone := sorted(made.keys() ^ exports().keys()):
        raise DataError(f"avgkit/{DATA} en avgkit/contacts/formats hebben niet allebei: {', '.join(alone)}.")
    return tuple(made[name] for name in exports())


ALL: tuple[Format, ...] = _known()
TABLES: tuple[Format, ...] = tuple(known for known in ALL if known.by_headings)
"""Formats that are recognised by their headings."""
NAMES = {known.name: known for known in ALL}


@cache
def _headings() -> frozenset[str]:
    return frozenset(heading for known in TABLES for heading in known.known_headings())


def known_heading(heading: str) -> bool:
    """Tell whether a heading is known in an own list or in an export format."""
    return meaning_of(heading) is not None or fold(heading) in _headings()


def known_formats() -> list[dict[str, str]]:
    """Return name, title, grade, grade_text and proves of each format, for a learner."""
    return [
        {
            "name": known.name,
            "title": known.title,
            "grade": known.grade,
            "grade_text": known.grade_text,
            "proves": known.proves,
        }
        for known in ALL
    ]
