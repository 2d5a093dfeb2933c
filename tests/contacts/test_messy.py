"""A messy twin of every clean sample: the damage that spreadsheets and people do, and what must come of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from avgkit.contacts import read_bytes

FORMATS = Path(__file__).parent.parent / "formats"
EXPECTED = json.loads((FORMATS / "expected.json").read_text(encoding="utf-8"))
OWN = ("own_table_clean.csv", "own_verdicts_clean.csv", "own_sheet_clean.csv")
"""What avgkit wrote itself was cleaned before; test_own_tables and test_fill_sheet tell what may go wrong."""
TABLES = [name for name in EXPECTED if name.endswith("_clean.csv") and name not in OWN]
DAYS = {
    "31-02-2023": (None, "invalid_date"),
    "03/04/2024": (None, "ambiguous_date"),
    "23/04/2024": ("2024-04-23", "other_date_format"),
    "gisteren": (None, "invalid_date"),
}


class Twin:
    """The rows of a sample, with the columns in which its e-mail, phone and date stand."""

    def __init__(self, name):
        self.expected = EXPECTED[name]
        text = (FORMATS / name).read_bytes().decode(self.expected["encoding"])
        rows = list(csv.reader(io.StringIO(text), delimiter=self.expected["delimiter"]))
        people = self.expected["rows"]
        self.above, self.rows = rows[: len(rows) - len(people)], rows[len(rows) - len(people) :]
        self.email = self.column(lambda cell: "@" in cell)
        self.phone = self.column(lambda cell: cell.lstrip("'+")[:5] in ("31600", "49300", "32400"))

    def column(self, fits):
        return next((place for place in range(len(self.rows[0])) if all(fits(row[place]) for row in self.rows)), None)

    def read(self):
        text = io.StringIO()
        csv.writer(text, delimiter=self.expected["delimiter"]).writerows([*self.above, *self.rows])
        return read_bytes(text.getvalue().encode("utf-8-sig"), "willekeurig.csv").as_json()


@pytest.fixture(params=TABLES)
def twin(request):
    return Twin(request.param)


def test_damaged_addresses(twin):
    if twin.email is None:
        pytest.skip("this format has no addresses")
    at = twin.email
    twin.rows[0][at] = f" {twin.rows[0][at]}  "
    twin.rows[1][at] = twin.rows[1][at].title()
    twin.rows[2][at] = "geen adres"
    twin.rows.append([*twin.rows[3]])
    twin.rows[-1][at] = twin.rows[-1][at].upper()
    found = twin.read()
    wanted = [row["email"] for row in twin.expected["rows"]]
    assert [contact["email"] for contact in found["contacts"]] == [*wanted[:2], None, *wanted[3:], wanted[3]]
    issues = [contact["issues"] for contact in found["contacts"]]
    assert "email_whitespace" in issues[0]
    assert "email_case" in issues[1]
    assert "invalid_email" in issues[2]
    assert "duplicate_other_case" in issues[-1]
    assert found["encoding"] == "utf-8-sig"
    assert found["data_rows"] == len(wanted) + 1


def test_damaged_numbers(twin):
    if twin.phone is None:
        pytest.skip("this format has no numbers")
    for place, cell in enumerate(["3.16E+10", "06-12345678", "+31 (0)6 12345679", "0031612345670", "12"]):
        twin.rows[place][twin.phone] = cell
    found = twin.read()["contacts"]
    assert [contact["phone_e164"] for contact in found[:5]] == [
        None,
        "+31612345678",
        "+31612345679",
        "+31612345670",
        None,
    ]
    assert "phone_precision_lost" in found[0]["issues"]
    assert "invalid_phone" in found[4]["issues"]


def test_damaged_days(twin):
    days = {row["date"] for row in twin.expected["rows"]}
    if days == {None}:
        pytest.skip("this format has no days")
    clean = twin.read()["contacts"]
    columns = _day_columns(twin)
    for number, day in enumerate(DAYS):
        for place in columns:
            twin.rows[number][place] = day
    found = twin.read()["contacts"]
    for contact, (value, issue) in zip(found, DAYS.values(), strict=False):
        assert contact["date"] == value
        assert issue in contact["issues"]
    assert [contact["date"] for contact in found[4:]] == [contact["date"] for contact in clean[4:]]


def test_damaged_rows_and_headings(twin):
    twin.rows.insert(2, [" "] * len(twin.rows[0]))
    twin.rows.insert(4, [*twin.rows[0], "te", "veel"])
    found = twin.read()
    assert len(found["contacts"]) == twin.expected["data_rows"]
    assert len(found["rejects"]) == 1
    assert found["data_rows"] == twin.expected["data_rows"] + 1


def test_all_damage_at_once(twin):
    """What expected.json holds of one messy file, made for every format: a duplicate, and a mistake per row."""
    wanted = json.loads(json.dumps(twin.expected["rows"]))
    days = [row["date"] for row in wanted]
    when = _day_columns(twin) if days != [None] * len(days) else []
    if twin.phone is not None:
        for place, cell in enumerate(["06-12345678", "+31 (0)6 0000 0002", "0031600000003", "3.16E+10"]):
            twin.rows[place][twin.phone] = cell
        wanted[0]["phone_e164"] = "+31612345678"
        _note(wanted[3], "phone_precision_lost", phone_e164=None)
    if twin.email is not None:
        twin.rows[2][twin.email] = f"  {twin.rows[2][twin.email]} "
        twin.rows[4][twin.email] = twin.rows[4][twin.email].upper()
        twin.rows[10][twin.email] = "koen.visser@@example"
        _note(wanted[2], "email_whitespace")
        _note(wanted[4], "email_case")
        _note(wanted[10], "invalid_email", email=None)
    for place, cell, value, issue in (
        (8, "31-02-2023", None, "invalid_date"),
        (9, "03/04/2024", None, "ambiguous_date"),
    ):
        for column in (column for column in when if twin.rows[place][column]):
            twin.rows[place][column] = cell
            _note(wanted[place], issue, date=value)
    if twin.email is not None:
        twin.rows.append([*twin.rows[0]])
        twin.rows[-1][twin.email] = twin.rows[0][twin.email].title()
        wanted.append({**wanted[0], "issues": ["duplicate_other_case"]})
    twin.rows.insert(5, [""] * len(twin.rows[0]))
    found = twin.read()
    fields = ("name", "email", "phone_e164", "date", "date_means", "customer")
    for contact, row in zip(found["contacts"], wanted, strict=True):
        assert {name: contact[name] for name in fields} == {name: row[name] for name in fields}
        assert contact["consent_reading"] == row["consent"]
        assert [issue for issue in contact["issues"] if issue not in ("undeliverable", "abroad")] == row["issues"]
    assert found["data_rows"] == len(wanted)
    assert found["contacts_after_dedupe"] == twin.expected["contacts_after_dedupe"]
    if twin.email is not None:
        assert found["merged_consent"] == {wanted[0]["email"]: wanted[0]["consent"]}


def _note(row, issue, **changes):
    if issue not in row["issues"]:
        row["issues"].append(issue)
    row.update(changes)


def _day_columns(twin):
    """Return the columns with days."""
    return [
        place
        for place in range(len(twin.rows[0]))
        if any(row[place][:1].isdigit() and "@" not in row[place] and len(row[place]) > 7 for row in twin.rows)
        and any(mark in row[place] for row in twin.rows for mark in ("-", "/", ":", " 20"))
        and place != twin.phone
    ]
