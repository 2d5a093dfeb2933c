"""Rows become people: what restricts wins, nothing vanishes, and near-duplicates are only suggested."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avgkit.contacts import ContactList, read_bytes
from avgkit.law.classification import classify

MAILCHIMP = "Email Address,First Name,Last Name,Phone Number,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,LEID\n"
MONEYBIRD = "Klantnummer,Bedrijfsnaam,Voornaam,Achternaam,E-mailadres,Telefoon,KvK-nummer,Laatste factuurdatum\n"
LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def reading(text, name="lijst.csv", **options):
    return read_bytes(text.encode(), name, **options)


def people(*texts):
    return ContactList([reading(text, f"{number}.csv", any_rows=True) for number, text in enumerate(texts, 1)])


def test_the_same_address_or_number_is_one_person_also_by_way_of_a_third_row():
    found = people(
        MAILCHIMP + "anna@example.org,A,B,,2024-01-01 10:00:00,192.0.2.1,,1\n",
        (
            "Naam,E-mail,Telefoon,Bezwaar\nAnna,ANNA@example.org,0612345678,\nAnna,a2@example.org,06 12345678,ja\n"
            "Los,los@example.org,,\n"
        ),
    )
    assert found.contacts["contact_id"].tolist() == ["1-2", "2-4"]
    anna = found.contacts.iloc[0]
    assert (anna["rows"], anna["merged_from"], anna["other_emails"]) == (3, "2-2, 2-3", "a2@example.org")
    assert (anna["objection"], anna["phone"]) == ("yes", "+31612345678")
    assert found.merged.to_dict("list") == {
        "contact_id": ["1-2", "1-2"],
        "file": ["2.csv", "2.csv"],
        "row": [2, 3],
        "why": ["zelfde e-mailadres", "zelfde telefoonnummer"],
    }
    assert found.counts()[["contacts", "merged", "rejects"]].sum().tolist() == [2, 2, 0]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_suppression_list_always_wins(order):
    lists = (
        MAILCHIMP + "anna@example.org,A,B,0612345678,2024-01-01 10:00:00,192.0.2.1,,1\n",
        "telefoon;reden;datum\n+31 6 12345678;wil niet;22-07-2023\n",
    )
    found = people(*(lists[place] for place in order)).contacts
    assert found[["consent", "objection"]].to_numpy().tolist() == [["withdrawn", "yes"]]
    verdicts = classify(found, as_of="2026-11-24", purposes=["newsletter", "offer", "permission_request"])
    told = verdicts[verdicts["channel"] != "public_post"]["verdict"]
    assert not told.isin(["allowed", "conditional"]).any()


def test_the_strictest_consent_wins_and_a_file_that_says_nothing_takes_no_proof_away():
    proven = MAILCHIMP + "anna@example.org,A,B,,2024-01-01 10:00:00,192.0.2.1,,1\n"
    off = MAILCHIMP.replace("LEID", "LEID,UNSUB_TIME") + "anna@example.org,A,B,,,,,1,2025-01-01 10:00:00\n"
    no = "Naam,E-mail,Toestemming\nAnna,anna@example.org,nee\n"
    silent = LINKEDIN + "Anna,B,https://x,anna@example.org,,,08 Feb 2026\n"
    assert people(proven, off).contacts["consent"].tolist() == ["withdrawn"]
    assert people(proven, no).contacts["consent"].tolist() == ["none"]
    kept = people(silent, proven).contacts.iloc[0]
    assert (kept["consent"], kept["consent_channel"], kept["consent_purpose"]) == ("valid", "email", "newsletter")


def test_what_files_disagree_on_is_shown_and_unknown():
    found = people(
        MONEYBIRD + "1,Wit B.V.,Anna,Wit,anna@example.org,,,01-02-2025\n",
        LINKEDIN + "Anna,de Wit,https://x,anna@example.org,Zwart,Baas,08 Feb 2026\n",
    )
    anna = found.contacts.iloc[0]
    assert (anna["name"], anna["relation"], anna["details_source"]) == ("Anna Wit", "customer", "unknown")
    told = found.disagreements.set_index("what")
    assert told.loc["name", "said"] == [("1.csv", 2, "Anna Wit"), ("2.csv", 2, "Anna de Wit")]
    assert set(told.index) == {"name", "company", "relation", "details_source"}


def test_a_number_from_elsewhere_has_not_the_source_of_the_address():
    found = people(
        MONEYBIRD + "1,,Anna,Wit,anna@example.org,,,\n",
        "Naam,E-mail,Telefoon\nAnna,anna@example.org,0612345678\n",
    )
    assert found.contacts["details_source"].tolist() == ["unknown"]


def test_a_customer_of_long_ago_is_a_former_customer_and_one_of_later_not_yet_one():
    rows = MONEYBIRD + "1,,A,B,a@example.org,0612345671,,01-02-2020\n2,,C,D,c@example.org,0612345672,,01-02-2024\n"
    contacts = people(rows).contacts
    told = {"recipient": "consumer", "objection": "no", "consent": "none", "details_source": "own_sale"}
    told |= {"similar_product": "yes", "opt_out_offered": "yes"}
    case = {"channels": ["phone"], "purposes": ["offer"], "facts": told}

    def verdicts(day, contacts=contacts):
        return classify(contacts, as_of=day, **case)["verdict"].astype(str).tolist()

    assert verdicts("2025-08-01") == ["not_allowed", "conditional"]
    assert verdicts("2025-08-01", contacts.assign(last_sale=None)) == ["conditional", "conditional"]
    assert verdicts("2022-08-01")[1] not in ("allowed", "conditional")


def test_the_learner_decides_on_suggestions():
    found = people(
        "Naam,E-mail,Bedrijf,Bezwaar\nAnna de Wit,anna@gmial.example.org,Wit,\nBram Bos,bram@example.org,Bos BV,\n",
        "Naam,E-mail,Bedrijf,Bezwaar\nAnna de Wit,anna@gmail.example.org,,ja\nBos Bram,b.bos@example.com,,\n"
        "Bram Bosch,bb@example.org,Bos BV,\nBram van Bos,x@example.nl,,\n",
    )
    pairs = {(row.left, row.right): row.kind for row in found.suggestions.itertuples()}
    assert (
        pairs
        == {
            ("1-2", "2-2"): "domain",
            ("1-3", "2-3"): "swapped",
            ("1-3", "2-4"): "spelling",
            ("1-3", "2-5"): "infix",
            ("2-3", "2-5"): "swapped",
        }
        or pairs[("1-2", "2-2")] == "domain"
    )
    assert len(found.contacts) == 6
    assert found.contacts.iloc[0]["objection"] == "unknown"
    same = found.with_same([("1-2", "2-2")])
    assert len(same.contacts) == 5
    assert same.contacts.iloc[0]["objection"] == "yes"
    assert same.merged["why"].tolist() == ["door jou gekozen"]


def test_a_role_address_or_one_word_suggests_nothing():
    found = people("Naam,E-mail\nAnna,info@example.org\nBram,info@exemple.org\nAnna,a@example.nl\n")
    assert found.suggestions.empty
    assert found.contacts["role_address"].tolist() == [True, True, False]


EMAILS = st.sampled_from(["", "a@example.org", "A@example.org", "b@example.org", "c@example.nl", "geen adres"])
PHONES = st.sampled_from(["", "0612345678", "+31 6 12345678", "0201234567", "12"])
YES = st.sampled_from(["", "ja", "nee"])
ROWS = st.lists(st.tuples(st.sampled_from(["", "Anna", "Bram"]), EMAILS, PHONES, YES, YES), min_size=1, max_size=8)


def written(rows):
    text = io.StringIO()
    csv.writer(text).writerows([("Naam", "E-mail", "Telefoon", "Toestemming", "Bezwaar"), *rows])
    return text.getvalue()


@settings(max_examples=150, deadline=None)
@given(lists=st.lists(ROWS, min_size=1, max_size=3))
def test_rows_in_are_contacts_merged_rows_and_rejects(lists):
    filled = [[row for row in rows if any(row)] for rows in lists]
    found = people(*(written(rows) for rows in filled if rows)) if any(filled) else None
    if found is None:
        return
    counts = found.counts()
    assert (counts["data_rows"] == counts[["contacts", "merged", "rejects"]].sum(axis=1)).all()
    assert counts["data_rows"].sum() == sum(map(len, filled))
    assert counts["contacts"].sum() == len(found.contacts) == found.contacts["contact_id"].nunique()
    assert counts["merged"].sum() == len(found.merged)
    assert found.contacts["rows"].sum() == len(found.rows)
    for column in ("email", "phone"):
        known = found.contacts[column].dropna()
        assert known.is_unique


@settings(max_examples=150, deadline=None)
@given(rows=ROWS, seed=st.randoms())
def test_no_order_of_rows_makes_a_person_freer(rows, seed):
    rows = [row for row in rows if any(row)]
    if not rows:
        return
    found = people(written(rows))
    for row in found.rows.itertuples():
        person = found.contacts[
            (found.contacts["contact_id"] == row.row_id)
            | found.contacts["merged_from"].str.split(", ").map(lambda ids, one=row.row_id: one in ids)
        ].iloc[0]
        assert not (row.objection == "yes" and person["objection"] != "yes")
        assert not (row.consent == "none" and person["consent"] not in ("none", "withdrawn"))
    shuffled = list(rows)
    seed.shuffle(shuffled)
    again = people(written(shuffled))
    strict = ["consent", "objection"]
    assert sorted(found.contacts[strict].to_numpy().tolist()) == sorted(again.contacts[strict].to_numpy().tolist())
