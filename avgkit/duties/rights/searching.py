"""The files in which we look for somebody, and those that could not be searched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.contacts import ContactList, FileReading, read_file
from avgkit.duties.rights.raw_files import RawFile, raw_file


@dataclass
class Searched:
    """The files and the store in which we looked, and what could not be searched: (name, why in Dutch)."""

    files: list[RawFile] = field(default_factory=list)
    readings: list[FileReading] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)

    @property
    def contacts(self) -> ContactList:
        return ContactList(self.readings)


def search_files(paths: Iterable[Path]) -> Searched:
    """Read the files; what is no list or can't be read is named, for a file that was not searched may hold somebody."""
    found = Searched()
    for path in paths:
        try:
            reading, raw = read_file(path, any_rows=True), raw_file(path)
        except AvgkitError as error:
            found.unread.append((path.name, str(error)))
            continue
        found.readings.append(reading)
        found.files.append(raw)
    return found


def files_in(folder: Path) -> list[Path]:
    """Return every file of a folder that may hold personal data, in order of name; not the store itself."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file() and not path.name.startswith(".") and ".sqlite" not in path.name and path.suffix != ".md"
    )
