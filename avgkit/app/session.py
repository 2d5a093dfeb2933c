"""A participant's own folder: fresh lessons, the samples and a place for own lists. Nothing is overwritten."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from avgkit.app.saving import only_stills
from avgkit.base.errors import AvgkitError
from avgkit.base.files import disk_is_full, save_whole

ROOT = Path(__file__).resolve().parent.parent.parent
_PARTS = (("notebooks", "*.ipynb"), ("data/samples", "*"), ("data/eigen", "LEESMIJ.md"))
"""What a session holds: a folder of the course, and which of its files."""


@dataclass
class Session:
    """What ``new_session`` did: files made, and files that were there and differ from fresh ones. Relative paths."""

    folder: Path
    made: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)

    @property
    def lessons(self) -> int:
        """How many lessons were made."""
        return sum(path.suffix == ".ipynb" for path in self.made)


def new_session(folder: Path, *, beside: bool = False, source: Path = ROOT) -> Session:
    """Fill a folder with fresh lessons, and say what was made and what was kept.

    A file that is there stays as it is. With ``beside`` a changed lesson gets a fresh copy under another name. Lessons
    are copied without outputs: what somebody saw of an own list must not go to another person. Raises AvgkitError with
    a Dutch sentence when the folder can't be used; what was copied before that stays, and a second time goes on from
    there.
    """
    if folder.resolve() == source.resolve():
        raise AvgkitError("Dat is de map van de cursus zelf. Kies een andere map voor je kopie.")
    if not list((source / "notebooks").glob("*.ipynb")):
        raise AvgkitError("De lessen ontbreken. Haal avgkit opnieuw op en start met start.py.")
    session = Session(folder)
    for part, pattern in _PARTS:
        _make(folder / part, folder)
        for path in sorted((source / part).glob(pattern)):
            if path.is_file():
                _copy(path, path.relative_to(source), session, beside)
    return session


def _make(place: Path, folder: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise AvgkitError(f"{folder} kan geen map worden, want daar staat een bestand. Kies een andere naam.") from None
    except OSError as error:
        full = disk_is_full(error)
        why = "de schijf is vol; maak ruimte" if full else "je mag daar niet schrijven; kies een andere map"
        raise AvgkitError(f"De map {folder} is niet gemaakt: {why} en probeer het opnieuw.") from None


def _copy(path: Path, name: Path, session: Session, beside: bool) -> None:
    """Copy one file, unless there is one already; a lesson may then get a name of its own."""
    fresh, target = _fresh(path), session.folder / name
    if os.path.lexists(target):
        if _same(target, fresh):
            return
        session.kept.append(name)
        if not beside or path.suffix != ".ipynb":
            return
        other = _other_name(session.folder, name, fresh)
        if other is None:
            return
        name = other

    def write(spare: str) -> None:
        Path(spare).write_bytes(fresh)
        Path(spare).chmod(0o644)  # a trainer may make the folder for somebody else

    save_whole(session.folder / name, write)
    session.made.append(name)


def _fresh(path: Path) -> bytes:
    """Return the file, and of a lesson only what its writer wrote: no outputs but still pictures, no counts."""
    if path.suffix != ".ipynb":
        return path.read_bytes()
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": only_stills(cell["outputs"]), "execution_count": None}
    notebook["metadata"] = {key: notebook["metadata"][key] for key in ("kernelspec",) if key in notebook["metadata"]}
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _same(target: Path, fresh: bytes) -> bool:
    try:
        return target.read_bytes() == fresh
    except OSError:
        return False


def _other_name(folder: Path, name: Path, fresh: bytes) -> Path | None:
    """Return the first free name such as 02_mijn_lijst_nieuw.ipynb, or None when that very copy is there already."""
    number = 1
    while True:
        other = name.with_name(f"{name.stem}_nieuw{number if number > 1 else ''}{name.suffix}")
        if not os.path.lexists(folder / other):
            return other
        if _same(folder / other, fresh):
            return None
        number += 1
