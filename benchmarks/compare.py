"""Time and memory of `avgkit compare` on two large exports: python benchmarks/compare.py [addresses]"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

OVERLAP = 0.9


def write_export(path: Path, numbers: np.ndarray, proof: np.ndarray) -> None:
    """Write an export in the shape of Mailchimp: invented addresses, some without proof."""
    text = pd.Series(numbers.astype(str))
    said = np.where(proof, "2024-02-01 10:00:00", "")
    place = np.where(proof, "192.0.2.1", "")
    frame = pd.DataFrame(
        {
            "Email Address": "persoon" + text + "@example.org",
            "First Name": "Naam" + text,
            "Last Name": "Fictief",
            "MEMBER_RATING": 2,
            "OPTIN_TIME": said,
            "OPTIN_IP": place,
            "CONFIRM_TIME": said,
            "CONFIRM_IP": place,
            "LEID": text,
            "EUID": text,
        }
    )
    frame.to_csv(path, index=False)


def main(size: int) -> None:
    random = np.random.default_rng(20261125)
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "oud.csv", Path(folder) / "nu.csv"
        write_export(old, np.arange(size), random.random(size) < 0.9)
        write_export(new, np.arange(size) + int(size * (1 - OVERLAP)), random.random(size) < 0.9)
        start = time.perf_counter()
        words = [sys.executable, "-m", "avgkit", "compare", str(old), "--with", str(new)]
        done = subprocess.run(words, check=True, capture_output=True, text=True)
        seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(done.stdout.splitlines()[0])
    processor, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    print(f"{size:,} against {size:,}: {seconds:.1f} s ({processor:.1f} s of the processor), peak {peak:,.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
