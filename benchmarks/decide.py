"""How fast is the decision table? Ratios of one run, on one million contacts x nine channels.

    python benchmarks/decide.py [rows]

Every competitor gets the same twelve columns of small integers and gives the deciding rule of each contact on each
channel for one purpose; outputs are asserted to be equal. All facts are known here, so that each competitor can do the
whole job. The plain Python loop is timed on 20,000 rows and extrapolated; pandas ``apply`` too. The physical limit is
``np.copyto`` of the same input and output bytes. Seconds of the processor, so that other work on the machine counts for
little, and DuckDB on one thread, as the table is. Best of three; of seven for the table and the copy, in turns.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

try:
    import duckdb
except ImportError:
    sys.exit("This benchmark compares with DuckDB: pip install duckdb")

from avgkit.law.facts import CONTACT_FACTS, FACTS, Channel, Purpose
from avgkit.law.rules import rules_as_of
from avgkit.law.table import table_as_of
from avgkit.law.table_grid import _GRIDS

DAY, PURPOSE, SMALL = date(2026, 11, 24), Purpose.OFFER, 20_000
RULES = rules_as_of(DAY)
PAIRS = [(channel, PURPOSE) for channel in Channel]


def rules_of(channel: str) -> list[tuple[int, dict[str, list[int]]]]:
    """The rules that concern a channel: their number and the codes that each fact may have."""
    found = []
    for number, rule in enumerate(RULES):
        case = {"channel": channel, "purpose": PURPOSE}
        if all(case[fact] in rule.when.get(fact, (case[fact],)) for fact in case):
            tests = {
                fact: [code for code, value in enumerate(FACTS[fact].labels) if value in values]
                for fact, values in rule.when.items()
                if fact not in case
            }
            found.append((number, tests))
    return found


def loop(codes: dict[str, np.ndarray], rows: int) -> np.ndarray:
    columns = {name: column[:rows].tolist() for name, column in codes.items()}
    found = np.empty((len(PAIRS), rows), np.uint8)
    for place, (channel, _) in enumerate(PAIRS):
        rules = [
            (number, [(columns[fact], set(values)) for fact, values in tests.items()])
            for number, tests in rules_of(channel)
        ]
        for row in range(rows):
            for number, tests in rules:
                if all(column[row] in values for column, values in tests):
                    found[place, row] = number
                    break
    return found


def apply(codes: dict[str, np.ndarray], rows: int) -> np.ndarray:
    frame = pd.DataFrame({name: column[:rows] for name, column in codes.items()})
    found = []
    for channel, _ in PAIRS:
        rules = [(number, {fact: set(values) for fact, values in tests.items()}) for number, tests in rules_of(channel)]

        def first(case: pd.Series, rules: list = rules) -> int:
            return next(
                number for number, tests in rules if all(case[fact] in values for fact, values in tests.items())
            )

        found.append(frame.apply(first, axis=1).to_numpy())
    return np.array(found)


def select(codes: dict[str, np.ndarray]) -> np.ndarray:
    found, size = [], len(codes["consent"])
    for channel, _ in PAIRS:
        rules = rules_of(channel)
        masks = []
        for _, tests in rules:
            mask = np.ones(size, bool)
            for fact, values in tests.items():
                mask &= np.isin(codes[fact], values)
            masks.append(mask)
        found.append(np.select(masks, [np.uint8(number) for number, _ in rules]))
    return np.array(found)


def case_when(connection: duckdb.DuckDBPyConnection) -> np.ndarray:
    columns = []
    for channel, _ in PAIRS:
        arms = []
        for number, tests in rules_of(channel):
            test = " AND ".join(f"{fact} IN ({', '.join(map(str, values))})" for fact, values in tests.items())
            arms.append(f"WHEN {test or 'TRUE'} THEN {number}::UTINYINT")
        columns.append(f"CASE {' '.join(arms)} END AS {channel}")
    result = connection.execute(f"SELECT {', '.join(columns)} FROM contacts").fetchnumpy()
    return [result[channel] for channel, _ in PAIRS]


def best(work: Callable, times: int = 3) -> tuple[float, object]:
    """Return the shortest time and the last result."""
    fastest = float("inf")
    for _ in range(times):
        seconds, result = timed(work)
        fastest = min(fastest, seconds)
    return fastest, result


def timed(work: Callable) -> tuple[float, object]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def main(rows: int) -> None:
    rng = np.random.default_rng(20261124)
    codes = {name: rng.integers(0, len(FACTS[name].labels), rows, dtype=np.uint8) for name in CONTACT_FACTS}
    table = table_as_of(DAY)
    table_as_of.__globals__["_compile"].cache_clear()
    _GRIDS.clear()
    compiling, _ = timed(lambda: table_as_of(DAY))
    numbers = table.look_up(codes, PAIRS)
    ids = {rule.id: number for number, rule in enumerate(RULES)}
    expected = np.array([ids.get(outcome.rule, 255) for outcome in table.outcomes], np.uint8)[numbers]

    inputs = np.concatenate(list(codes.values()))
    target_in, target_out = np.empty_like(inputs), np.empty_like(numbers)

    def copy() -> None:
        np.copyto(target_in, inputs)
        np.copyto(target_out, numbers)

    ours = copying = float("inf")
    for _ in range(7):
        ours = min(ours, timed(lambda: table.look_up(codes, PAIRS))[0])
        copying = min(copying, timed(copy)[0])
    connection = duckdb.connect(config={"threads": 1})
    frame = pd.DataFrame(codes)
    connection.register("frame", frame)
    connection.execute("CREATE TABLE contacts AS SELECT * FROM frame")
    sql, by_sql = best(lambda: case_when(connection))
    masks, by_select = best(lambda: select(codes), 1)
    small = min(SMALL, rows)
    looping, by_loop = best(lambda: loop(codes, small), 1)
    applying, by_apply = best(lambda: apply(codes, small), 1)

    for name, found, size in (
        ("DuckDB", np.array(by_sql), rows),
        ("np.select", by_select, rows),
        ("loop", by_loop, small),
        ("apply", by_apply, small),
    ):
        assert (found == expected[:, :size]).all(), name
    scale = rows / small
    print(f"{rows:,} contacts x {len(PAIRS)} channels, {len(RULES)} rules, table compiled in {compiling * 1e3:.0f} ms")
    print(f"{'':34}{'seconds':>10}{'table / it':>12}")
    for name, seconds in (
        ("decision table", ours),
        ("DuckDB CASE WHEN (1 thread)", sql),
        ("np.select masks", masks),
        (f"Python loop (x{scale:.0f} from {small:,} rows)", looping * scale),
        (f"pandas apply (x{scale:.0f} from {small:,} rows)", applying * scale),
        ("np.copyto of the same bytes", copying),
    ):
        print(f"{name:34}{seconds:10.4f}{ours / seconds:12.5f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
