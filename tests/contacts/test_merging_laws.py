"""What holds however rows are spread over files: nothing is lost, and who said no is left alone by every path."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from avgkit.contacts import ContactList, read_bytes
from avgkit.contacts.merging import STRICTNESS
from avgkit.law.classification import classify

EMAILS = [
    "",
    "a@example.org",
    "A@Example.org ",
    "b@example.org",
    "c@example.org",
    "a@example.org; c@example.org",
    "geen",
]
PHONES = ["", "0612345678", "+31 6 12345678", "020-1234567", "06 12345678 / 020-1234567", "12", "3.16E+10"]
NAMES = ["", "Anna Wit", "Wit, Anna", "Bram Bos"]
LINKS = ["", "https://www.linkedin.com/in/anna", "linkedin.com/in/Anna/", "https://www.linkedin.com/in/bram"]
YES = ["", "ja", "nee"]


def table(headings, cells):
    """Give texts of a table with these headings: cells from their lists, rows too long, rows with a stray quote."""

    def written(rows):
        text = io.StringIO()
        csv.writer(text).writerows([headings, *rows])
        return text.getvalue()

    row = st.tuples(*map(st.sampled_from, cells)).map(list)
    long = row.map(lambda cells: [*cells, "te", "veel"])
    return st.lists(st.one_of(row, row, row, long), min_size=1, max_size=6).map(written)


OWN = table(("Naam", "E-mail", "Telefoon", "Toestemming", "Bezwaar"), (NAMES, EMAILS, PHONES, YES, YES))
LINKEDIN = table(
    ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"),
    (["", "Anna"], ["", "Wit"], LINKS, EMAILS, ["", "Wit B.V."], [""], ["08 Feb 2026", "31-02-2023"]),
)
MAILCHIMP = table(
    ("Email Address", "Phone Number", "OPTIN_TIME", "OPTIN_IP", "CONFIRM_TIME", "LEID"),
    (EMAILS, PHONES, ["", "2024-01-01 10:00:00"], ["", "192.0.2.1"], [""], ["1"]),
)
CHAT = st.lists(
    st.tuples(st.sampled_from(["Anna", "+31 6 12345678"]), st.sampled_from(["hoi", "STOP", "tot morgen"])),
    min_size=1,
    max_size=5,
).map(lambda said: "".join(f"15-02-2021 14:29 - {who}: {text}\n" for who, text in said))
SUPPRESSED = table(("email", "telefoon", "reden", "datum"), (EMAILS, PHONES, ["", "wil niet"], ["", "01-02-2024"]))
FILES = st.lists(st.one_of(OWN, LINKEDIN, MAILCHIMP, CHAT, SUPPRESSED), min_size=1, max_size=4)


def read_all(texts):
    from avgkit.base.errors import AvgkitError

    files = []
    for number, text in enumerate(texts, 1):
        try:
            files.append(read_bytes(text.encode(), f"{number}.csv", any_rows=True))
        except AvgkitError:  # only empty rows
            continue
    return ContactList(files)


def person_of(found, row_id):
    """Return the contact that a row became."""
    people = found.contacts
    holds = people["merged_from"].str.split(", ").map(lambda ids: row_id in ids) | (people["contact_id"] == row_id)
    assert holds.sum() == 1
    return people[holds].iloc[0]


@settings(max_examples=120, deadline=None)
@given(texts=FILES, joins=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3))
def test_each_row_is_in_one_contact_or_among_the_rejects(texts, joins):
    found = read_all(texts)
    if not found.files:
        return
    ids = found.contacts["contact_id"].tolist()
    found = found.with_same([(ids[left % len(ids)], ids[right % len(ids)]) for left, right in joins if ids])
    counts = found.counts()
    assert (counts["data_rows"] == counts[["contacts", "merged", "rejects"]].sum(axis=1)).all()
    assert counts["contacts"].sum() == len(found.contacts)
    assert counts["merged"].sum() == len(found.merged)
    for row_id in found.rows["row_id"]:
        person_of(found, row_id)


@settings(max_examples=120, deadline=None)
@given(texts=FILES)
def test_two_contacts_share_no_address_number_or_profile(texts):
    found = read_all(texts)
    if not found.files:
        return
    people = found.contacts
    for main, others in (("email", "other_emails"), ("phone", "other_phones")):
        values = [
            value
            for row in people.itertuples()
            for value in {getattr(row, main), *getattr(row, others).split(", ")} - {None, ""}
        ]
        assert len(values) == len(set(values))
    assert people["profile"].dropna().is_unique


@settings(max_examples=100, deadline=None)
@given(texts=FILES)
def test_what_restricts_wins_on_every_path(texts):
    found = read_all(texts)
    if not found.files:
        return
    order = [str(value) for value in STRICTNESS]
    for row in found.rows.itertuples():
        person = person_of(found, row.row_id)
        assert person["objection"] == "yes" or row.objection != "yes"
        if row.consent in order:
            assert order.index(person["consent"]) <= order.index(row.consent)
    verdicts = classify(found.contacts, as_of="2026-11-24", purposes=["newsletter", "offer", "permission_request"])
    off = set(found.contacts.loc[found.contacts["objection"] == "yes", "contact_id"])
    told = verdicts[verdicts["contact_id"].isin(off) & (verdicts["channel"] != "public_post")]
    assert not told["verdict"].isin(["allowed", "conditional"]).any()
