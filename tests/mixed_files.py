"""Mixed files for soaking the readers: every kind of list, whole or damaged, told by a seed.

    python tests/mixed_files.py [files] [seed]

reads a thousand of them, holds for each what must hold of any file, and prints the figures.
"""

from __future__ import annotations

import csv
import io
import random
import sys
from collections import Counter
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.contacts import ContactList, FileReading, read_bytes
from avgkit.contacts.formats import ALL

SAMPLES = sorted(path for path in (Path(__file__).parent / "formats").iterdir() if path.suffix != ".json")
PIECES = (
    *(
        b'"',
        b",",
        b";",
        b"\n",
        b"\r\n",
        b"\t",
        b"|",
        b"\0",
        b"\xff",
        b"\xe2\x80\xa8",
        b"\x85",
        b"'",
        b"=1+1",
        b"sep=;\n",
    ),
    *(b"BEGIN:VCARD\n", b"END:VCARD\n", b"a@example.org", b" ::: ", b"3.16E+10", b"31-02-2023", b"03/04/2024", b"STOP"),
    *(
        b"15-02-2021 14:29 - A: ",
        b"PK\x03\x04",
        b"PAR1",
        b"\xd0\xcf\x11\xe0",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"&a;",
        b"<row>",
    ),
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


def mixed_file(rng: random.Random) -> bytes:
    """Return the bytes of one file: a sample in another encoding, delimiter or container, whole or damaged."""
    data = rng.choice(SAMPLES).read_bytes()
    kind = rng.random()
    if kind < 0.3:
        data = data.decode("utf-8", "replace").encode(rng.choice(ENCODINGS), "replace")
    elif kind < 0.6:
        data = _contained(data, rng)
    elif kind < 0.65:
        data = rng.randbytes(rng.randrange(1, 3000))
    return _damaged(data, rng) if rng.random() < 0.7 else data


def _contained(data: bytes, rng: random.Random) -> bytes:
    """Return the rows of a sample as a workbook, a Parquet file, or a text with another delimiter."""
    text = data.decode("utf-8", "replace")
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=rng.choice(",;")) if row]
    if rng.random() < 0.5:
        shuffled = io.StringIO()
        csv.writer(shuffled, delimiter=rng.choice(",;\t|")).writerows(rows)
        return shuffled.getvalue().encode(rng.choice(ENCODINGS), "replace")
    out = io.BytesIO()
    if rng.random() < 0.7:
        from openpyxl import Workbook

        book = Workbook()
        for row in rows:
            book.active.append([cell.translate(dict.fromkeys(range(32))) for cell in row])
        book.save(out)
    else:
        import pyarrow
        import pyarrow.parquet

        width = max(map(len, rows), default=1)
        cells = [(row + [""] * width)[:width] for row in rows[1:]]
        heads = [f"{place} {head}" for place, head in enumerate((rows[0] + [""] * width)[:width])] if rows else ["x"]
        columns = [list(column) for column in zip(*cells, strict=True)] or [[] for _ in heads]
        pyarrow.parquet.write_table(pyarrow.table(dict(zip(heads, columns, strict=True))), out)
    return out.getvalue()


def _damaged(data: bytes, rng: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(rng.randrange(1, 9)):
        at = rng.randrange(len(broken) + 1)
        what = rng.randrange(5)
        if what == 0 and at < len(broken):
            broken[at] = rng.randrange(256)
        elif what == 1:
            del broken[at : at + rng.randrange(80)]
        elif what == 2:
            broken[at:at] = rng.choice(PIECES) * rng.choice((1, 1, 1, 50))
        elif what == 3:
            broken[at:at] = broken[at : at + rng.randrange(400)]
        else:
            other = rng.choice(SAMPLES).read_bytes()
            broken[at:at] = other[: rng.randrange(len(other))]
    return bytes(broken) or b"x"


def read_mixed(rng: random.Random) -> tuple[FileReading | None, str]:
    """Read one mixed file; return what was read, or None, and what it was read as. Holds what must hold of any file."""
    data = mixed_file(rng)
    try:
        found = read_bytes(data, "lijst.csv", format=rng.choice([None, None, None, rng.choice(ALL).name]))
    except AvgkitError as error:
        assert str(error).endswith("."), error  # noqa: PT017
        return None, "refused with a sentence"
    assert found.data_rows == len(found.contacts) + len(found.rejects)
    assert all(reject.reason.endswith(".") and "@" not in reject.reason for reject in found.rejects)
    found.as_json()
    return found, found.format


def soak(files: int, seed: int) -> Counter[str]:
    """Read so many mixed files, a few together as one list each time; return how often each kind was read."""
    rng = random.Random(seed)
    kinds: Counter[str] = Counter()
    together: list[FileReading] = []
    for _ in range(files):
        found, kind = read_mixed(rng)
        kinds[kind] += 1
        together += [found] if found else []
        if len(together) == 4:
            counts = ContactList(together).counts()
            assert (counts["data_rows"] == counts[["contacts", "merged", "rejects"]].sum(axis=1)).all()
            together = []
    return kinds


if __name__ == "__main__":
    number, seed = (int(word) for word in (*sys.argv[1:], *("1000", "20261124")[len(sys.argv) - 1 :]))
    told = soak(number, seed)
    print(f"{number:,} mixed files, seed {seed}: no exception but the package's own, no row lost")
    for kind, times in told.most_common():
        print(f"{times:7,}  {kind}")
