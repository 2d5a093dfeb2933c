"""Each export as others would have saved it: nothing is lost, and what is read of each row stays the same."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avgkit.contacts import ContactList, read_bytes
from avgkit.contacts.text import decode

FORMATS = Path(__file__).parent.parent / "formats"
SAMPLES = sorted(path for path in FORMATS.glob("*.csv") if not path.stem.startswith("own_verdicts"))
"""A table of verdicts has several rows for a contact: tests/contacts/test_own_tables.py."""
ORDERED = ("own_list", "own_table", "own_sheet")
"""Of an own list the first of two columns for one detail counts, and what avgkit wrote is known by all its headings."""
TOLD = (
    *("email", "other_emails", "phone", "other_phones", "name", "company", "position", "date", "kvk", "profile"),
    *("consent", "consent_reading", "relation", "details_source", "objection", "objection_channels", "held"),
    *("given_at", "origin", "confirmed_at", "last_sale", "customer"),
)
COPIES = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(",;\t|"),
        "encoding": st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
        "end": st.sampled_from(["\n", "\r\n", "\r"]),
        "quoting": st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
        "extra": st.sampled_from(["", "Kenmerk", "Klantnr", "Plaats", "field_17"]),
        "empty": st.booleans(),
        "repeated": st.booleans(),
        "total": st.booleans(),
    }
)


def told(reading):
    return Counter(tuple(str(getattr(contact, name)) for name in TOLD) for contact in reading.contacts)


def rows_of(path, reading):
    """Return the headings and the rows below them, without what stands above and what is no row of people."""
    table = list(csv.reader(io.StringIO(decode(path.read_bytes())[0], newline=""), delimiter=reading.delimiter))
    start = next(place for place, cells in enumerate(table) if cells == reading.headings)
    return table[start], [cells for cells in table[start + 1 :] if len(cells) == len(table[start])]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(copy=COPIES, rng=st.randoms(use_true_random=False))
def test_another_copy_of_an_export_tells_the_same(path, copy, rng):
    first = read_bytes(path.read_bytes(), path.name)
    headings, rows = rows_of(path, first)
    rng.shuffle(rows)
    places = list(range(len(headings)))
    if len(set(headings)) == len(headings) and not path.stem.startswith(ORDERED):
        rng.shuffle(places)
    extra = [copy["extra"]] if copy["extra"] and not path.stem.startswith(("own_table", "own_sheet")) else []
    head = [*(headings[place] for place in places), *extra]
    made = [[*(cells[place] for place in places), *(f"k{number}" for _ in extra)] for number, cells in enumerate(rows)]
    middle = rng.randrange(len(made) + 1)
    noise = [head] * copy["repeated"] + [[""] * len(head)] * copy["empty"]
    made = [head, *made[:middle], *noise, *made[middle:]]
    if copy["total"]:
        made.append(["TOTAAL", *[""] * (len(head) - 1)])
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=copy["delimiter"], quoting=copy["quoting"], lineterminator=copy["end"]).writerows(made)
    try:
        data = text.getvalue().encode(copy["encoding"])
    except UnicodeEncodeError:
        data = text.getvalue().encode()
    found = read_bytes(data, path.name)
    assert found.format == first.format
    assert told(found) == told(first)
    empty = sum(not any(map(str.strip, cells)) for cells in rows)
    assert found.data_rows == len(rows) - empty + copy["repeated"] + copy["total"]
    assert len(found.rejects) >= copy["repeated"] + copy["total"]
    counts = ContactList([found]).counts().iloc[0]
    assert counts["contacts"] + counts["merged"] + counts["rejects"] == counts["data_rows"] == found.data_rows
