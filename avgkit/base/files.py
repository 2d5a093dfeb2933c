"""Files: read whole, written whole or not at all, and cells that no spreadsheet runs."""

from __future__ import annotations

import errno
import gc
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError

if TYPE_CHECKING:
    import pandas as pd


_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
LARGEST_UPLOAD = 200 * 1024 * 1024
"""In bytes. A list of a million contacts is smaller; the web server's own limit of 10 MiB is not always enough."""


def read_whole(path: Path, largest: int, mend: str) -> bytes:
    """Return the bytes of a file of at most ``largest`` bytes.

    Raises AvgkitError with a sentence that names the file; ``mend`` says what to do with one that is too large.
    """
    name = path.name
    try:
        if path.is_dir():
            raise AvgkitError(f"{name} is een map; kies een bestand in die map.")
        plain_file(path)
        if path.stat().st_size > largest:
            raise AvgkitError(f"{name} is groter dan {largest // 1_000_000} MB; {mend}.")
        return path.read_bytes()
    except FileNotFoundError:
        raise AvgkitError(f"{name} is er niet; kijk of de naam en de map kloppen.") from None
    except PermissionError:
        raise AvgkitError(
            f"{name} is niet te openen; sluit het in Excel of een ander programma en probeer het opnieuw."
        ) from None
    except (OSError, ValueError):
        raise AvgkitError(
            f"{name} is niet te lezen; kopieer het naar je eigen schijf en probeer het opnieuw."
        ) from None


def plain_file(path: Path) -> Path:
    """Return the path. Raises AvgkitError for a pipe or a device: reading it may never end."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise AvgkitError(
            f"{shown_name(path)} is geen gewoon bestand; sla eerst op wat je wilt gebruiken, en kies dat bestand."
        )
    return path


def shown_name(path: Path) -> str:
    """Return the name of a file as text: a name that is not UTF-8 gets a sign for each byte that is no letter."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


_RUNS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")

_PHONE = re.compile(r"\+\d+")


def save_whole(path: Path, write: Callable[[str], object]) -> None:
    """Let ``write`` fill a file beside this one and then move it into place, so that no half file is ever seen.

    Raises AvgkitError with a Dutch sentence when the folder is not there, the disk is full or the file is in use.
    """
    if not path.parent.is_dir():
        raise AvgkitError(f"De map voor {path.name} is er niet; maak de map of kies een andere.")
    plain_file(path)
    if why := _why_not(path, write):
        raise AvgkitError(f"{path.name} is niet bewaard: {why} en probeer het opnieuw.")


def _why_not(path: Path, write: Callable[[str], object]) -> str:
    """Write the file and return nothing, or say why it could not be written (Dutch)."""
    spare, told = None, sys.unraisablehook
    sys.unraisablehook = _say_nothing
    try:
        handle, spare = tempfile.mkstemp(suffix=path.suffix, prefix=".avgkit-", dir=path.parent)
        os.close(handle)
        write(spare)
        os.replace(spare, path)
        spare = None
        return ""
    except (OSError, _broken_sheet()) as error:
        full = not isinstance(error, OSError) or disk_is_full(error)
        return "de schijf is vol; maak ruimte" if full else "sluit het bestand in Excel of kies een andere map"
    finally:
        if spare is not None:
            Path(spare).unlink(missing_ok=True)
            gc.collect()  # what was half written complains once more when it goes, and may do so only here
        sys.unraisablehook = told


def disk_is_full(error: OSError) -> bool:
    """Tell whether there was no room for what was written: the disk, a quota or the size of a file."""
    return error.errno in _FULL


def _say_nothing(_: object) -> None:
    """Say nothing of what can't be raised."""


def _broken_sheet() -> type[Exception]:
    """Return what lxml raises when a sheet can't be written (the disk is full), if lxml was loaded at all."""
    found = sys.modules.get("lxml.etree")
    return found.SerialisationError if found else OSError


def save_text(path: Path, text: str) -> None:
    """Write a text in UTF-8; raises as ``save_whole`` does."""
    save_whole(path, lambda spare: Path(spare).write_text(text, encoding="utf-8", newline="\n"))


def harmless(frame: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Return the frame with an apostrophe before each text in these columns that a spreadsheet would run as a formula.

    Source: OWASP, CSV injection, with the line feed and the full-width signs that a Japanese Excel runs too. Text that
    begins with apostrophes before such a sign gets one more, so that taking one away when reading gives the same text
    back. A phone number in E.164 stays as it is: a plus and digits only can run nothing.
    """
    safe = frame.copy()
    for name in columns:
        safe[name] = safe[name].map(_harmless_cell)
    return safe


def _harmless_cell(cell: object) -> object:
    return harmless_cell(cell) if isinstance(cell, str) else cell


def harmless_cell(cell: str) -> str:
    """Return one cell as ``harmless`` does."""
    return f"'{cell}" if _runs(cell) else cell


def unharmed_cell(cell: str) -> str:
    """Return a cell as it was before ``harmless_cell``."""
    return cell[1:] if cell[:1] == "'" and _runs(cell) else cell


def _runs(cell: str) -> bool:
    return bool(_RUNS.match(cell)) and not _PHONE.fullmatch(cell)


def save_table(
    frame: pd.DataFrame,
    path: Path,
    delimiter: str | None,
    protect: bool = True,
    about: Mapping[str, pd.DataFrame] | None = None,
    finish: Callable[[str], object] = str,
) -> None:
    """Write a table of text as CSV (UTF-8 with a mark, as Excel wants it), or as .xlsx when there is no delimiter.

    ``protect``: neutralise what a spreadsheet would run. ``about``: sheets that come after it in a workbook. ``finish``
    gets the finished file before it is moved into place. Raises AvgkitError for another ending, and as ``save_whole``
    does.
    """
    import pandas as pd

    ending = ".csv" if delimiter else ".xlsx"
    if path.suffix.lower() != ending:
        raise AvgkitError(f"{path.name} kan niet; kies een naam met {ending}.")
    safe = harmless(frame, list(frame)) if protect else frame

    def write(spare: str) -> None:
        if delimiter:
            safe.to_csv(spare, index=False, sep=delimiter, encoding="utf-8-sig", lineterminator="\r\n")
        else:
            with pd.ExcelWriter(spare, engine="openpyxl") as book:
                safe.astype(str).to_excel(book, index=False)
                for title, more in (about or {}).items():
                    harmless(more, list(more)).to_excel(book, sheet_name=title, index=False)
        finish(spare)

    save_whole(path, write)
