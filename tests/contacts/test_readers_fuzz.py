"""Every reader under random cells and broken files: only the package's own error, and no row lost."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avgkit.base.errors import AvgkitError
from avgkit.contacts import read_bytes
from avgkit.contacts.formats import ALL, TABLES

FORMATS = Path(__file__).parent.parent / "formats"
SAMPLES = sorted(path for path in FORMATS.iterdir() if path.suffix != ".json")
CELLS = st.one_of(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cs",), exclude_characters="\0\r\n"),
        max_size=15,
    ),
    st.sampled_from(
        ["=1+1", "ja", "0612345678", "3.16E+10", "a@example.org", "03/04/2024", "44562", "Ja, graag", "::: ;", "-"]
    ),
)
REQUIRED = {
    "linkedin_messages": ["conversation id", "from", "to", "date", "content"],
    "own_suppression_list": ["email", "reden", "datum"],
}


def headings_of(known):
    wanted = REQUIRED.get(known.name, sorted(known.needs))
    extra = [
        *known.asks,
        *known.fields.email,
        *known.fields.phone,
        *known.fields.names,
        *sorted(known.signs),
    ]
    return list(dict.fromkeys([*wanted, *(h for h in extra if h not in ("other", "incoming"))]))


def read(data, name="lijst.csv", **options):
    """Read, and hold what must hold for whatever was read."""
    try:
        found = read_bytes(data, name, **options)
    except AvgkitError as error:
        assert str(error).endswith(".")  # noqa: PT017
        return None
    assert found.data_rows == len(found.contacts) + len(found.rejects)
    found.as_json()
    return found


@pytest.mark.parametrize("known", TABLES, ids=lambda known: known.name)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_any_cells_under_the_headings_of_a_format(known, data):
    headings = headings_of(known)
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(headings), max_size=len(headings)), min_size=1, max_size=5))
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    found = read(text.getvalue().encode(), format=known.name)
    assert (found.data_rows if found else 0) == len(filled)
    if found:
        assert all("een streep" in reject.reason for reject in found.rejects)  # a row of signs only is a line
        assert found.format == known.name


@pytest.mark.parametrize("known", ALL, ids=lambda known: known.name)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_any_bytes_for_every_format(known, data):
    heads = ",".join(headings_of(known)).encode()
    start = data.draw(st.sampled_from([b"", heads + b"\n", b"\xff\xfe", heads.replace(b",", b";") + b"\r\n"]))
    body = data.draw(st.binary(max_size=300))
    read(start + body, format=known.name)
    read(start + body)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_broken_copies_of_a_sample(path):
    rng = random.Random(path.name)
    whole = path.read_bytes()
    for _ in range(30):
        data = bytearray(whole)
        for _ in range(rng.randrange(1, 8)):
            start = rng.randrange(len(data))
            kind = rng.randrange(4)
            if kind == 0:
                data[start] = rng.randrange(256)
            elif kind == 1:
                del data[start : start + rng.randrange(40)]
            elif kind == 2:
                data[start:start] = rng.choice([b'"', b",", b"\n", b";", b"\0", b"\xff", b"BEGIN:VCARD\n", b"\t" * 20])
            else:
                data[start:start] = data[start : start + rng.randrange(200)]
            data = data or bytearray(b"x")
        read(bytes(data), path.name, format=rng.choice([None, None, rng.choice(ALL).name]))


@settings(max_examples=100, deadline=None)
@given(
    text=st.text(max_size=200),
    start=st.sampled_from(["", "15-02-2021 14:29 - A: ", "[1/2/21, 10:00:00 AM] +31 6 00: "]),
)
def test_any_chat(text, start):
    read((start + text).encode("utf-8", "ignore"), "chat.txt", format="whatsapp_chat")
    read((start + text).encode("utf-8", "ignore"), "chat.txt")


def ods(rows):
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
            f'<table:table table:name="Blad1">{cells}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return packed.getvalue()


def test_ods_and_parquet_are_read_too():
    import pyarrow
    import pyarrow.parquet

    rows = [["Naam", "E-mail", "Mobiel"], ["Anna", "anna@example.org", "0612345678"]]
    parquet = io.BytesIO()
    pyarrow.parquet.write_table(
        pyarrow.table({"Naam": ["Anna"], "E-mail": ["anna@example.org"], "Mobiel": [612345678]}), parquet
    )
    for data, encoding in ((ods(rows), "ods"), (parquet.getvalue(), "parquet")):
        found = read(data, "lijst.x")
        assert found.encoding == encoding
        assert [(c.name, c.email, c.phone) for c in found.contacts] == [("Anna", "anna@example.org", "+31612345678")]


@settings(max_examples=60, deadline=None)
@given(
    tail=st.binary(max_size=200), start=st.sampled_from([b"PAR1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"])
)
def test_broken_workbooks(tail, start):
    read(start + tail, "lijst.xlsx")
    whole = ods([["Naam", "E-mail"], ["Anna", "a@example.org"]])
    read(whole[: len(whole) - len(tail) - 1], "lijst.ods")
    read(whole.replace(b"Anna", tail[:4].ljust(4, b"x")), "lijst.ods")
