"""Opening a file that somebody chose: its bytes, or one Dutch sentence."""

from __future__ import annotations

from pathlib import Path

from avgkit.errors import AvgkitError

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
