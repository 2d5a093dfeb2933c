"""How long does one change take, in computing, with every panel of a notebook open?

    python benchmarks/change.py [contacts]

Twenty thousand contacts on eight channels, half of them from a list of customers; the aim was under 0.2 s for each
change, the texts of all panels included. Seconds of the processor, the median of five; nothing is drawn in a browser.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from read import write_list

from avgkit import panels
from avgkit.contacts import read
from avgkit.course.lists import CourseList
from avgkit.widgets.state import State

DAYS = (date(2018, 5, 25), date(2021, 7, 1), date(2024, 10, 4), date(2026, 7, 1), date(2023, 3, 3))
COMPANIES = ("Bakkerij De Proef B.V.", "Jansen VOF", "", "Stichting Voorbeeld", "")
PANELS = (
    *(panels.lists, panels.merge, panels.facts, panels.verdicts),
    *(panels.held, panels.day, panels.flip, panels.contact_card),
)
TIMES = 5


def write_customers(path: Path, rows: int) -> None:
    """Write an invented list of customers, with a company, a kind of customer and a day of sale."""
    rng = random.Random(4)
    lines = ["Naam,Bedrijf,E-mailadres,Telefoon,Klant,Laatste opdracht"]
    for number in range(rows):
        sold = f"20{rng.randrange(17, 27)}-{rng.randrange(1, 10):02}-{rng.randrange(1, 29):02}"
        phone = f"+316{rng.randrange(10**8):08}"
        is_customer = rng.choice(["ja", "ja", "nee", ""])
        lines.append(
            f"Klant {number},{rng.choice(COMPANIES)},klant{number}@example.com,{phone},{is_customer},"
            f"{sold if is_customer == 'ja' else ''}"
        )
    path.write_text("\n".join(lines), encoding="utf-8")


def timed(job: Callable[[int], object]) -> tuple[float, float]:
    """Return the first and the median time of the job, in seconds."""
    taken = []
    for turn in range(TIMES + 1):
        start = time.process_time()
        job(turn)
        taken.append(time.process_time() - start)
    return taken[0], median(taken[1:])


def main(contacts: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "mailchimp.csv", Path(folder) / "klanten.csv"]
        write_list(paths[0], contacts // 2)
        write_customers(paths[1], contacts - contacts // 2)
        state = State(CourseList(read(paths), "een lijst"))
    start = time.process_time()
    opened = [make(state) for make in PANELS]
    print(f"{len(state.contacts):,} contacts x {len(state.channels)} channels, {len(opened)} panels open")
    print(f"{'opening the panels':<46}{time.process_time() - start:>8.3f} s")
    changes: dict[str, Callable[[int], object]] = {
        "an answer for everyone": lambda turn: state.answer("relation", ("customer", "none")[turn % 2]),
        "an answer for a file of half the list": lambda turn: state.answer(
            "details_source", ("own_sale", "given_personally")[turn % 2], file="klanten.csv"
        ),
        "an answer for who a search finds": lambda turn: state.answer(
            "objection", ("yes", "no")[turn % 2], search="bakkerij"
        ),
        "an answer for one contact": lambda turn: state.answer(
            "consent", ("valid", "none")[turn % 2], contact=str(state.contacts["contact_id"].iloc[7])
        ),
        "another day": lambda turn: state.set(as_of=DAYS[turn % len(DAYS)]),
        "another purpose": lambda turn: state.set(purpose=("newsletter", "offer")[turn % 2]),
        "other rules": lambda turn: state.set(rules=("explanation_2018", "law")[turn % 2]),
    }
    print(f"{'':<46}{'median':>8}   {'first':>8}")
    for name, job in changes.items():
        first, middle = timed(job)
        print(f"{name:<46}{middle:>8.3f} s {first:>8.3f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
