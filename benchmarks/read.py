"""How fast is a list read? Ratios of one run, on a Mailchimp-shaped file.

    python benchmarks/read.py [rows]

The yardstick is what pandas needs to read and write the same file. Ours is from the file to cleaned, merged contacts:
addresses, numbers, names and days cleaned, consent read, duplicates merged. Processor time, so that other programs
count for little; best of three, after a small list that loads the libraries for both.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from avgkit.contacts import read
from avgkit.law.classification import classify

HEADINGS = (
    "Email Address,First Name,Last Name,Address,Phone Number,Birthday,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,"
    "CONFIRM_IP,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS"
)
FIRST = "Anna Bram Carla Daan Els Fatima Gijs Hanna Ivo Joke Koen Lotte Renée Zoë".split()  # noqa: SIM905
LAST = ["Jansen", "de Vries", "van der Meer", "van den Berg", "Bakker", "el Amrani", "Smit", "ten Brink", "van 't Hof"]


def write_list(path: Path, rows: int) -> None:
    """Write an invented list: most cells clean, one in fifty with a mistake, one in a hundred a duplicate."""
    rng = random.Random(20261124)
    lines = [HEADINGS]
    for number in range(rows):
        first, last = rng.choice(FIRST), rng.choice(LAST)
        twin = rng.randrange(number) if number and rng.random() < 0.01 else number
        address = f"contact{twin}.{len(last)}@example.{'org' if twin % 3 else 'nl'}"
        address = rng.choice([f" {address}", address.upper(), "geen adres"]) if rng.random() < 0.02 else address
        phone = rng.choice(["06{:08d}", "+31 6 {:08d}", "+316{:08d}", ""]).format(rng.randrange(10**8))
        phone = rng.choice(["3.16E+10", "+49 30 1234567"]) if rng.random() < 0.02 else phone
        day = (
            f"20{rng.randrange(19, 26)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02} "
            f"{rng.randrange(24):02}:11:15"
        )
        lines.append(
            f"{address},{first},{last},,{phone},,2,{day},192.0.2.10,{day},192.0.2.10,1,2,Europe/Amsterdam,nl,,"
            f'{day},{number:09},e{number:09},,"""klant"",""workshop"""'
        )
    path.write_text("\n".join(lines), encoding="utf-8")


def best(job: Callable[[], object], times: int = 3) -> float:
    """Return the least processor time that the job took, in seconds."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        job()
        taken.append(time.process_time() - start)
    return min(taken)


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, copy, small = (Path(folder) / name for name in ("lijst.csv", "kopie.csv", "klein.csv"))
        write_list(path, rows)
        write_list(small, 100)
        classify(read(small).contacts, as_of="2026-11-24")
        pandas = best(lambda: pd.read_csv(path).to_csv(copy, index=False))
        people = best(lambda: read(path).contacts)
        verdicts = best(lambda: classify(read(path).contacts, as_of="2026-11-24", purposes=["newsletter"]))
        counts = read(path).counts().iloc[0]
        assert counts["data_rows"] == rows == counts["contacts"] + counts["merged"] + counts["rejects"]
        size = path.stat().st_size / 1e6
    print(f"{rows:,} rows, {size:.0f} MB: {counts['contacts']:,} contacts, {counts['merged']:,} merged rows")
    print(f"{'':40}{'seconds':>9}{'x pandas':>10}")
    for name, seconds in (
        ("pandas read_csv and to_csv", pandas),
        ("file to cleaned, merged contacts", people),
        ("file to verdicts on eight channels", verdicts),
    ):
        print(f"{name:40}{seconds:9.3f}{seconds / pandas:10.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
