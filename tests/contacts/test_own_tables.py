"""avgkit's own tables are read back with every fact, in every ending; who said no stays who said no."""

from __future__ import annotations

import tempfile
from datetime import date
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avgkit import cli
from avgkit.commands.output import writer
from avgkit.contacts import read, read_bytes
from avgkit.contacts.contact_columns import FACT_COLUMNS
from avgkit.contacts.own_columns import FIRST, MORE, to_table
from avgkit.contacts.people import ContactList
from avgkit.law.classification import classify
from avgkit.law.facts import CONTACT_FACTS, FACTS, UNKNOWN, Channel, Purpose
from avgkit.law.receipt import Receipt

DAY = "2026-11-24"
ENDINGS = (".csv", ".xlsx", ".parquet", ".json")
SAMPLES = sorted((Path(__file__).parent.parent.parent / "data" / "samples").glob("*.csv"))[:4]
FORMATS = Path(__file__).parent.parent / "formats"
LIST = (
    "Naam;E-mail;Telefoon;Bedrijf;Klant;Toestemming;Afgemeld;Laatste factuur\n"
    'Anna;"anna@example.org; anna2@example.org";0612345678;De Groot B.V.;ja;ja;;03-02-2026\n'
    "'=Bram;bram@example.org;;;nee;;ja;\n"
    "Cees, de oude;cees@example.org;+4915112345678;;;nee;;\n"
    "-;;06 1234;;;;;\n"
)


@pytest.fixture
def run(capsys):
    def run(*words):
        code = cli.main([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


def facts_of(contacts):
    """Return all that a table holds of its contacts, without where they stand and the number that follows from that."""
    return to_table(contacts).drop(columns=["contact_id", "source_file", "source_row"]).fillna("").to_dict("records")


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("path", [*SAMPLES, *sorted(FORMATS.glob("*_clean.*"))], ids=lambda path: path.name)
def test_every_detail_and_fact_of_a_list_is_read_back(run, tmp_path, path, ending):
    assert run("read", path, "-o", tmp_path / f"uit{ending}")[0] == 0
    before, again = read(path), read(tmp_path / f"uit{ending}")
    assert again.files[0].format == "own_table"
    assert facts_of(again.contacts) == facts_of(before.contacts)
    assert len(again.rejects) == 0
    verdicts = [classify(one.contacts, as_of=DAY).drop(columns="contact_id") for one in (before, again)]
    pd.testing.assert_frame_equal(*verdicts)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).map(str.strip)
_EVIDENCE = [f"consent:{c}:{p}" for c, p in product(("email", "sms"), ("newsletter", "offer"))]


def values(fact):
    return st.sampled_from([*FACTS[fact].labels, UNKNOWN])


@st.composite
def people(draw):
    """Return a list as it may be after reading and evidence: any fact, any words, the columns of evidence, held
    or not. No two have one name, for that may hold the other.
    """
    base = read_bytes(LIST.encode(), "lijst.csv")
    contacts = ContactList([base]).contacts.copy()
    size = len(contacts)

    def column(one, none=None):
        return pd.Series(draw(st.lists(st.one_of(st.just(none), one), min_size=size, max_size=size)), dtype=object)

    for name in CONTACT_FACTS:
        contacts[name] = column(values(name), UNKNOWN)
    contacts["consent_channel"], contacts["consent_purpose"] = (
        column(st.sampled_from([*Channel]), ""),
        column(st.sampled_from([*Purpose]), ""),
    )
    for name in ("name", "company", "position"):
        contacts[name] = column(texts.filter(bool))
    names = [name and f"{name} nr{'abcdef'[place]}" for place, name in enumerate(contacts["name"])]
    contacts["name"] = pd.Series(names, dtype=object, index=contacts.index)
    for name in ("consent_text", "given_at", "origin", "confirmed_at", "recipient_reason"):
        contacts[name] = column(texts, "")
    contacts["last_sale"] = column(st.dates().map(lambda day: day.isoformat()))
    contacts["customer"] = column(st.booleans())
    for name in draw(st.lists(st.sampled_from(_EVIDENCE), unique=True)):
        contacts[name] = column(st.sampled_from([*FACTS["consent"].labels])).astype("category")
    for channel in draw(st.lists(st.sampled_from(["email", "sms", "post"]), unique=True)):
        contacts[f"objection:{channel}"] = column(st.sampled_from(["yes", "no"]))
    if draw(st.booleans()):
        contacts["held"] = column(st.sampled_from(["all", "email", "sms, post"]), "")
    return contacts


@settings(max_examples=60, deadline=None)
@given(people(), st.sampled_from(ENDINGS))
def test_whatever_is_known_of_people_a_table_gives_back(contacts, ending):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"uit{ending}"
        writer(path)(to_table(contacts), RECEIPT)
        again = read(path).contacts
        assert facts_of(again) == facts_of(contacts)
        same = [classify(one.assign(contact_id="1"), as_of=DAY) for one in (contacts, again)]
        pd.testing.assert_frame_equal(*same, check_categorical=False)


RECEIPT = Receipt("read", "0", date(2026, 11, 24))


@pytest.mark.parametrize("ending", ENDINGS)
def test_verdicts_are_read_back_as_contacts_with_their_facts(run, tmp_path, ending):
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    out = tmp_path / f"uit{ending}"
    assert run("classify", tmp_path / "lijst.csv", "--as-of", DAY, "-o", out)[0] == 0
    before, again = read(tmp_path / "lijst.csv"), read(out)
    assert (again.files[0].format, again.files[0].notices, again.files[0].size) == ("own_verdicts", [], 4)
    for name in (
        *FACT_COLUMNS,
        "name",
        "email",
        "phone",
        "customer",
        "last_sale",
        "consent_channel",
        "consent_reading",
    ):
        assert again.contacts[name].tolist() == before.contacts[name].tolist(), name
    verdicts = [classify(one.contacts, as_of=DAY).drop(columns="contact_id") for one in (before, again)]
    pd.testing.assert_frame_equal(*verdicts)


@pytest.mark.parametrize("ending", ENDINGS)
def test_evidence_in_verdicts_is_read_back_too(run, tmp_path, ending):
    (tmp_path / "lijst.csv").write_text("Naam;E-mail\nAnna;anna@example.org\nBram;bram@example.org\n", encoding="utf-8")
    store, out = tmp_path / "t.sqlite", tmp_path / f"uit{ending}"
    run("consent", "object", store, "--email", "anna@example.org", "--channel", "sms", "--as-of", DAY)
    run("consent", "withdraw", store, "--email", "bram@example.org", "--as-of", DAY)
    run("classify", tmp_path / "lijst.csv", "--consent", store, "--as-of", DAY, "-o", out)
    again = classify(read(out).contacts, as_of=DAY, facts={"consent": "none", "objection": "no"}, purposes=["offer"])
    verdict = dict(zip(zip(again["name"], again["channel"], strict=True), again["verdict"].astype(str), strict=True))
    assert verdict["Anna", "sms"] == "not_allowed"
    assert verdict["Anna", "post"] != "not_allowed"
    assert {verdict["Bram", c] for c in Channel if c != "public_post"} == {"not_allowed"}


def test_verdicts_without_their_receipt_keep_every_no_and_say_what_is_lost(run, tmp_path):
    (tmp_path / "lijst.csv").write_text(
        "Naam;E-mail;Status;Bezwaar\nAnna;anna@example.org;;ja\nBram;bram@example.org;uitgeschreven;\nCees;cees@example.org;;\n",
        encoding="utf-8",
    )
    out = tmp_path / "uit.csv"
    run("classify", tmp_path / "lijst.csv", "--as-of", DAY, "-o", out)
    before = read(tmp_path / "lijst.csv").contacts
    found = read_bytes(out.read_bytes(), "uit.csv")
    assert "Daarom is alleen teruggelezen wie nee zei" in found.notices[0]
    assert found.columns["objection"] == before["objection"].tolist()
    assert [c == "withdrawn" for c in found.columns["consent"]] == (before["consent"] == "withdrawn").tolist()
    run("classify", tmp_path / "lijst.csv", "--as-of", DAY, "--channel", "email", "-o", out)
    assert read_bytes(out.read_bytes(), "uit.csv").columns["objection"][0] == "yes"


def test_a_receipt_of_other_people_gives_no_facts(run, tmp_path):
    for name, who in (("een", "anna"), ("twee", "bram")):
        (tmp_path / f"{name}.csv").write_text(f"Naam;E-mail;Klant\n{who};{who}@example.org;ja\n", encoding="utf-8")
        run("classify", tmp_path / f"{name}.csv", "--as-of", DAY, "-o", tmp_path / f"uit_{name}.csv")
    (tmp_path / "uit_een.csv").write_bytes((tmp_path / "uit_twee.csv").read_bytes())
    found = read(tmp_path / "uit_een.csv")
    assert found.contacts["relation"].tolist() == [UNKNOWN]
    assert found.files[0].notices


def test_an_own_table_beside_a_list_adds_its_no_to_the_same_person(tmp_path):
    contacts = read_bytes(b"Naam;E-mail\nAnna;anna@example.org\n", "lijst.csv")
    known = ContactList([contacts]).contacts.assign(
        **{"objection:sms": "yes", "held": "email", "consent:post:offer": "valid"}
    )
    writer(tmp_path / "eigen.csv")(to_table(known), RECEIPT)
    (tmp_path / "lijst.csv").write_text(
        "Naam;E-mail;Status\nAnna;anna@example.org;uitgeschreven\nBram;b@example.org;\n", encoding="utf-8"
    )
    for order in (["lijst.csv", "eigen.csv"], ["eigen.csv", "lijst.csv"]):
        merged = read([tmp_path / name for name in order]).contacts.set_index("email")
        anna = merged.loc["anna@example.org"]
        assert (anna["objection:sms"], anna["held"], anna["consent"]) == ("yes", "email", "withdrawn")
        assert anna["consent:post:offer"] == "withdrawn"
        assert not merged.loc["b@example.org", "held"]
        classify(merged.reset_index(), as_of=DAY)


def test_a_cell_that_somebody_changed_in_a_table_is_read_as_the_stricter(tmp_path, run):
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    run("read", tmp_path / "lijst.csv", "-o", tmp_path / "uit.csv")
    frame = pd.read_csv(tmp_path / "uit.csv", dtype=str).assign(objection="belde boos op")
    frame.to_csv(tmp_path / "uit.csv", index=False, encoding="utf-8-sig")
    assert set(read(tmp_path / "uit.csv").contacts["objection"]) == {"yes"}
    seldom = {name for name in CONTACT_FACTS if FACTS[name].default != UNKNOWN}
    assert seldom == {"sender", "non_mailing", "number_kind"}
    assert {*FIRST, *MORE} - seldom <= {*frame}


def test_what_restricts_is_kept_when_the_same_person_is_in_another_list(tmp_path, run):
    for name, rows in (("een", "none,,no,business"), ("twee", "withdrawn|none,,yes,private"), ("drie", "valid,,,")):
        table = tmp_path / f"{name}.csv"
        (tmp_path / "lijst.csv").write_text("Naam;E-mail\nAnna;anna@example.org\n", encoding="utf-8")
        run("read", tmp_path / "lijst.csv", "-o", table)
        consent, _, non_mailing, number_kind = rows.split(",")
        said = {"consent": consent, "non_mailing": non_mailing, "number_kind": number_kind}
        pd.read_csv(table, dtype=str).assign(**said).to_csv(table, index=False, encoding="utf-8-sig")
    person = ContactList([read(tmp_path / f"{name}.csv").files[0] for name in ("drie", "een", "twee")]).contacts
    assert len(person) == 1
    assert (person["consent"][0], person["non_mailing"][0], person["number_kind"][0]) == ("withdrawn", "yes", "private")
    assert read(tmp_path / "twee.csv").contacts["consent"][0] in ("none|withdrawn", "withdrawn|none")


def test_any_other_json_is_refused_as_before(tmp_path, run):
    (tmp_path / "lijst.json").write_text('[{"naam": "Anna", "email": "anna@example.org"}]', encoding="utf-8")
    code, _, err = run("read", tmp_path / "lijst.json")
    assert code == 2
    assert "is een JSON-bestand en geen lijst" in err
