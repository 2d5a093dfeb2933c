"""Access, rectification and erasure, in files of every kind and in the store."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from consent_samples import DAY, PROVEN, SENDER, proven
from hypothesis import given
from hypothesis import strategies as st

from avgkit.base.errors import AvgkitError
from avgkit.contacts import read, read_bytes
from avgkit.duties.consent import Refusal, Store
from avgkit.duties.consent.evidence import with_evidence
from avgkit.duties.rights import (
    Query,
    access_deadline,
    access_document,
    due_on,
    erase,
    files_in,
    find,
    log_access,
    rectify,
    save_access,
    search_files,
    the_one,
)
from avgkit.duties.rights.finding import one_name
from avgkit.duties.rights.rewriting import corrected, without
from avgkit.law.classification import classify

SAMPLES = Path(__file__).parent.parent.parent / "data" / "samples"
ANNA, BRAM = "anna@example.org", "bram@example.nl"
ROWS = [
    ["Naam", "E-mailadres", "Telefoon", "Opmerking"],
    ["Anna de Wit", ANNA, "06 0000 0001", "belt graag\nna zes uur"],
    ["Bram Bos", BRAM, "06 0000 0002", "kent Daan"],
    ["Daan Kok", "daan@example.com", "06 0000 0003", f"via {ANNA}"],
]


def text_of(delimiter=",", end="\r\n"):
    quoted = [['"' + cell + '"' if "\n" in cell else cell for cell in row] for row in ROWS]
    return end.join(delimiter.join(row) for row in quoted) + end


def table(path):
    frame = pd.DataFrame(ROWS[1:], columns=ROWS[0])
    if path.suffix == ".xlsx":
        frame.to_excel(path, index=False)
    else:
        frame.to_parquet(path, index=False)
    return path


CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna de Wit\r\nN:Wit;Anna;;;\r\nEMAIL:anna@exam\r\n ple.org\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bram Bos\r\nN:Bos;Bram;;;\r\nEMAIL:bram@example.nl\r\nEND:VCARD\r\n"
)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "t.sqlite", create=True) as opened:
        yield opened


def person_in(paths, store=None, **who):
    searched = search_files(paths)
    return the_one(find(Query.of(**who), searched, store)), searched


def erased(paths, store, **who):
    person, searched = person_in(paths, store, **who)
    return erase(person, searched, store, asked=DAY, today=DAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_text_loses_exactly_the_lines_of_the_person(tmp_path, store, encoding, delimiter):
    path = tmp_path / "lijst.csv"
    path.write_bytes(text_of(delimiter).replace("kent Daan", "kent Zoë").encode(encoding))
    outcome = erased([path], store, email=ANNA)
    lines = text_of(delimiter).replace("kent Daan", "kent Zoë").splitlines(keepends=True)
    assert path.read_bytes().decode(encoding) == "".join([lines[0], *lines[3:]])
    assert outcome.done == ("lijst.csv: 1 rij weg.",)
    assert outcome.by_hand == (
        "lijst.csv, rij 5: hier staat het adres of nummer bij een ander. Kijk zelf of dat weg moet.",
    )
    assert (outcome.files, outcome.rows) == (1, 1)


@pytest.mark.parametrize("mark", ["\u2028", "\x0b", "\x85"])
def test_a_mark_that_ends_no_line_of_a_list_moves_no_row(tmp_path, store, mark):
    path = tmp_path / "lijst.csv"
    lines = ["Naam,E-mailadres", f"Bram{mark}Bos,{BRAM}", f"Anna de Wit,{ANNA}", "Daan Kok,daan@example.com", ""]
    path.write_bytes("\n".join(lines).encode())
    assert erased([path], store, email=ANNA).done == ("lijst.csv: 1 rij weg.",)
    assert path.read_bytes().decode() == "\n".join([*lines[:2], *lines[3:]])


@pytest.mark.parametrize("name", ["lijst.xlsx", "lijst.parquet"])
def test_a_plain_workbook_and_parquet_lose_the_rows_of_the_person(tmp_path, store, name):
    path = table(tmp_path / name)
    outcome = erased([path], store, phone="06 0000 0001")
    assert outcome.done == (f"{name}: 1 rij weg.",)
    assert read(path).contacts["name"].tolist() == ["Bram Bos", "Daan Kok"]
    assert b"belt graag" not in path.read_bytes()


def test_a_card_is_taken_out_whole_and_an_empty_file_is_removed(tmp_path, store):
    path = tmp_path / "contacten.vcf"
    path.write_bytes(CARDS.encode())
    assert erased([path], store, email=ANNA).done == ("contacten.vcf: 1 rij weg.",)
    assert path.read_bytes().decode() == CARDS[CARDS.index("BEGIN", 5) :]
    outcome = erased([path], store, email=BRAM)
    assert outcome.done == ("contacten.vcf: verwijderd, want er stond verder niemand in.",)
    assert not path.exists()


@pytest.mark.parametrize("kind", ["formula", "merged", "chat", "broken encoding"])
def test_what_cannot_be_rewritten_for_certain_is_refused_and_stays_as_it_is(tmp_path, store, kind):
    path = tmp_path / ("chat.txt" if kind == "chat" else "lijst.csv" if "enc" in kind else "lijst.xlsx")
    who = {"email": ANNA}
    if kind == "chat":
        path.write_text("01-03-2026 10:00 - +31 6 0000 0001: Hoi\n01-03-2026 10:01 - Noor: Dag\n", encoding="utf-8")
        who = {"phone": "06 0000 0001"}
    elif kind == "broken encoding":
        path.write_bytes(text_of(";").encode() + b"Zo\x81\xeb;z@example.org;;\r\n")
    else:
        table(path)
        from openpyxl import load_workbook

        book = load_workbook(path)
        if kind == "formula":
            book.active["F2"] = "=COUNTA(A2:A4)"
        else:
            book.active.merge_cells("A6:B6")
        book.save(path)
    before = path.read_bytes()
    outcome = erased([path], store, **who)
    assert path.read_bytes() == before
    assert outcome.done == ()
    assert any(
        f"{path.name} kunnen wij niet veilig herschrijven. Doe het zelf: rij" in line for line in outcome.by_hand
    )
    assert store.requests()[-1].by_hand == str(len(outcome.by_hand))


def test_other_sheets_and_other_files_are_named(tmp_path, store):
    path = table(tmp_path / "lijst.xlsx")
    from openpyxl import load_workbook

    book = load_workbook(path)
    book.create_sheet("Oud").append(["iets", ANNA])
    book.save(path)
    (tmp_path / "brief.pdf").write_bytes(b"%PDF-1.4")
    outcome = erased(files_in(tmp_path), store, email=ANNA)
    told = "\n".join(outcome.by_hand)
    assert "lijst.xlsx, blad Oud, rij 1: hier staat het adres" in told
    assert "brief.pdf is niet doorzocht" in told
    assert [file.name for file in files_in(tmp_path)] == ["brief.pdf", "lijst.xlsx"]


def test_of_an_old_workbook_the_other_sheets_are_left_to_the_learner(tmp_path, store):
    path = tmp_path / "lijst.csv"
    path.write_text(text_of(), encoding="utf-8", newline="")
    person, searched = person_in([path], store, email=BRAM)
    searched.files[0] = replace(searched.files[0], first_sheet_only=True)
    outcome = erase(person, searched, store, asked=DAY, today=DAY)
    assert outcome.by_hand == ("lijst.csv: alleen het eerste blad is doorzocht. Kijk zelf in de andere bladen.",)


def test_who_was_erased_is_gone_everywhere_and_is_not_approached_again(tmp_path, store):
    path = tmp_path / "lijst.csv"
    path.write_text(text_of().replace(f"via {ANNA}", ""), encoding="utf-8", newline="")
    store.add_all([proven(email=ANNA, phone="+31600000001", name="Anna de Wit", origin="haar winkel"), proven()], DAY)
    outcome = erased([path], store, email=ANNA)
    assert outcome.by_hand == ()
    assert "artikel 17 lid 3 onder e" in " ".join(outcome.kept)
    assert "AWR artikel 52" in " ".join(outcome.kept)
    assert store.verify().sound
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for secret in (ANNA, "+31600000001", "0000 0001", "Anna", "haar winkel"):
        assert secret.encode() not in left
    assert PROVEN.email.encode() in left
    proof = store.entries(store.subjects_for(ANNA))[0].said
    assert (proof.text, proof.given_at, proof.name) == (PROVEN.text, PROVEN.given_at, "")
    again = read_bytes(b"Naam,E-mailadres\nAnna,anna@example.org\n", "oud.csv")
    known = with_evidence(
        pd.DataFrame([vars(c) for c in again.contacts]).assign(contact_id="1"), store, as_of=DAY, sender=SENDER
    )
    told = classify(known, as_of=DAY, channels=["email"], purposes=["newsletter", "offer"], facts={"objection": "no"})
    assert set(told["verdict"].astype(str)) == {"not_allowed"}
    with pytest.raises(AvgkitError, match="staat niet in je lijsten"):
        the_one(find(Query.of(name="Anna"), search_files([path]), store))


def test_the_proof_may_be_erased_too_and_the_no_still_stands(tmp_path, store):
    store.add(proven(email=ANNA), DAY)
    person, searched = person_in([], store, email=ANNA)
    outcome = erase(person, searched, store, asked=DAY, today=DAY, keep_proof=False)
    assert not any("onder e" in line for line in outcome.kept)
    assert PROVEN.text.encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert store.verify().sound
    assert store.records() == []
    (refusal,) = [entry.said for entry in store.entries() if isinstance(entry.said, Refusal)]
    assert (refusal.kind, refusal.channel) == ("withdrawal", "")


def test_all_addresses_of_a_merged_person_are_erased(tmp_path, store):
    one, two = tmp_path / "een.csv", tmp_path / "twee.csv"
    one.write_text("Naam,E-mailadres,Telefoon\nAnna,anna@example.org,0600000001\nBram,bram@example.nl,\n")
    two.write_text("Naam,E-mailadres,Telefoon\nA. de Wit,a.wit@example.com,0600000001\nDaan,daan@example.com,\n")
    person, searched = person_in([one, two], store, email="a.wit@example.com")
    assert set(person.emails) == {ANNA, "a.wit@example.com"}
    erase(person, searched, store, asked=DAY, today=DAY)
    assert read([one, two]).contacts["name"].tolist() == ["Bram", "Daan"]
    for address in person.values:
        assert store.entries(store.subjects_for(address))


def test_two_people_with_one_number_do_not_get_each_others_data(tmp_path, store):
    path = tmp_path / "lijst.csv"
    path.write_text(
        "Naam,E-mailadres,Telefoon\nJan Bakker,jan@example.org,0600000009\nEls Bakker,els@example.org,0600000009\n"
        "J. Bakker,j.bakker@example.com,0600000009\n",
        encoding="utf-8",
    )
    jan, els = (
        proven(email=f"{name}@example.org", phone="+31600000009", name=f"{name.title()} Bakker")
        for name in ("jan", "els")
    )
    store.add_all([jan, els], DAY)
    searched = search_files([path])
    people = find(Query.of(phone="0600000009"), searched, store)
    assert [person.name for person in people] == ["Jan Bakker", "Els Bakker"]
    assert people[0].emails == ("jan@example.org", "j.bakker@example.com")
    document = repr(access_document(people[0], DAY, DAY))
    assert "els@example.org" not in document
    assert [entry.said.name for entry in people[0].entries] == ["Jan Bakker"]
    outcome = erase(people[0], searched, store, asked=DAY, today=DAY)
    assert read(path).contacts["name"].tolist() == ["Els Bakker"]
    assert [record.name for record in store.records() if record.name] == ["Els Bakker"]
    assert any("rij 3: hier staat het adres of nummer bij een ander" in line for line in outcome.by_hand)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Anna de Wit", "anna de wit", True),
        ("Anna de Wit", "A. de Wit", True),
        ("Anna de Wit", "de Wit", True),
        ("Anna de Wit", None, True),
        ("Jan Bakker", "Els Bakker", False),
        ("Boekwinkel De Kaft", "Chantal de Groot", False),
    ],
)
def test_when_two_names_can_be_one_person(one, other, same):
    assert one_name(one, other) == one_name(other, one) == same


def test_what_the_store_knows_by_another_address_is_found_and_erased_too(tmp_path, store):
    path = tmp_path / "lijst.csv"
    path.write_text("Naam,E-mailadres\nAnna de Wit,anna@example.org\nBram,bram@example.nl\n", encoding="utf-8")
    store.add(proven(email=ANNA, phone="+31600000011", name="Anna de Wit"), DAY)
    store.refuse(Refusal("objection", "2026-10-01", phone="+31600000011", channel="phone"), DAY)
    person, searched = person_in([path], store, email=ANNA)
    assert person.phones == ("+31600000011",)
    assert len(person.entries) == 2
    erase(person, searched, store, asked=DAY, today=DAY)
    assert b"0000011" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_somebody_is_found_by_address_number_or_name_and_several_are_asked(tmp_path, store):
    path = tmp_path / "lijst.csv"
    path.write_text(text_of(), encoding="utf-8", newline="")
    store.add(proven(email="anna.bos@example.com", phone="", name="Anna Bos"), DAY)
    searched = search_files([path])
    assert [p.name for p in find(Query.of(name="de wit"), searched, store)] == ["Anna de Wit"]
    assert [p.name for p in find(Query.of(phone="0600000002"), searched, store)] == ["Bram Bos"]
    people = find(Query.of(name="anna"), searched, store)
    assert [p.name for p in people] == ["Anna de Wit", "Anna Bos"]
    with pytest.raises(AvgkitError, match="2 personen"):
        the_one(people)
    assert the_one(people, 2).name == "Anna Bos"
    with pytest.raises(AvgkitError, match="1 tot en met 2"):
        the_one(people, 3)
    assert ANNA not in people[0].masked
    with pytest.raises(AvgkitError, match="Wie zoek je"):
        Query.of()
    with pytest.raises(AvgkitError, match="staat niet in"):
        the_one(find(Query.of(email="niemand@example.org"), searched, store))


@pytest.mark.parametrize("ending", [".html", ".md", ".json", ".docx"])
def test_access_gives_everything_of_this_person_and_nothing_of_another(tmp_path, store, ending):
    path = tmp_path / "lijst.csv"
    path.write_text(text_of(), encoding="utf-8", newline="")
    store.add(proven(email=ANNA, phone="", text="Ja, mail mij je tips."), DAY)
    store.refuse(Refusal("objection", "2026-10-01", email=ANNA, channel="phone"), DAY)
    person, _ = person_in([path], store, email=ANNA)
    target = save_access(person, tmp_path / f"inzage{ending}", date(2026, 11, 1), DAY)
    if ending == ".docx":
        import docx

        document = docx.Document(str(target))
        told = "\n".join(
            [p.text for p in document.paragraphs] + [c.text for t in document.tables for r in t.rows for c in r.cells]
        )
    else:
        told = target.read_text(encoding="utf-8").replace("\\", "")
    for words in (ANNA, "belt graag", "Ja, mail mij je tips.", "lijst.csv"):
        assert words in told
    assert "Daan" not in told
    assert "Bram" not in told
    if ending == ".json":
        found = json.loads(told)
        assert (found["due"], found["mentions_among_others"]) == ("2026-12-01", 1)
        assert [entry["kind"] for entry in found["evidence"]] == ["consent", "objection"]
    else:
        assert "Autoriteit Persoonsgegevens" in told
        assert "telefoon" in told


def test_the_term_is_one_month_and_says_when_it_is_over():
    assert due_on(date(2026, 1, 31)) == date(2026, 2, 28)
    assert due_on(date(2028, 1, 30)) == date(2028, 2, 29)
    assert due_on(date(2026, 12, 15)) == date(2027, 1, 15)
    assert "24 december 2026" in access_deadline(DAY, DAY)
    assert "te laat" not in access_deadline(DAY, date(2026, 12, 24))
    assert "te laat" in access_deadline(DAY, date(2026, 12, 25))


def test_a_correction_goes_through_lists_and_store(tmp_path, store):
    path, book = tmp_path / "lijst.csv", table(tmp_path / "lijst.xlsx")
    path.write_text(text_of(";"), encoding="cp1252", newline="")
    store.add(proven(email=ANNA, phone="", name="Anna de Wit"), DAY)
    person, _ = person_in([path, book], store, email=ANNA)
    outcome = rectify(person, store, asked=DAY, today=DAY, name="Anna Witte", email="anna.witte@example.org")
    assert outcome.by_hand == ()
    assert (outcome.files, outcome.rows, outcome.entries) == (2, 2, 1)
    expected = text_of(";").replace("Anna de Wit;anna@example.org", "Anna Witte;anna.witte@example.org")
    assert path.read_bytes().decode() == expected
    assert read(book).contacts["email"].tolist()[0] == "anna.witte@example.org"
    (record,) = store.records()
    assert (record.name, record.email) == ("Anna Witte", "anna.witte@example.org")
    assert [request.kind for request in store.requests()] == ["rectification"]


def test_a_name_in_two_columns_and_a_cell_with_two_addresses_are_left_to_the_learner(tmp_path, store):
    path = tmp_path / "lijst.csv"
    path.write_text(f'Voornaam,Achternaam,E-mailadres\nAnna,de Wit,"{ANNA}; oud@example.org"\nBram,Bos,{BRAM}\n')
    before = path.read_bytes()
    person, _ = person_in([path], store, email=ANNA)
    outcome = rectify(person, store, asked=DAY, today=DAY, name="Anna Witte", email="nieuw@example.org")
    assert outcome.done == ()
    assert "de naam staat hier anders of in losse cellen" in outcome.by_hand[0]
    assert "het adres staat hier anders" in outcome.by_hand[1]
    assert path.read_bytes() == before
    for wrong, said in (
        ({}, "niets om te veranderen"),
        ({"name": "=1+1"}, "begint met een letter"),
        ({"email": "x"}, "klopt niet"),
    ):
        with pytest.raises(AvgkitError, match=said):
            rectify(person, store, asked=DAY, today=DAY, **wrong)


def test_each_request_is_in_the_log_without_contact_data(tmp_path, store):
    path = tmp_path / "lijst.csv"
    path.write_text(text_of(), encoding="utf-8", newline="")
    person, searched = person_in([path], store, email=BRAM)
    log_access(person, store, DAY, DAY)
    rectify(person, store, asked=DAY, today=DAY, name="Bram Bosch")
    erase(person_in([path], store, email=BRAM)[0], searched, store, asked=date(2026, 10, 1), today=DAY)
    kinds = [(request.kind, request.due) for request in store.requests()]
    assert kinds == [("access", "2026-12-24"), ("rectification", "2026-12-24"), ("erasure", "2026-11-01")]
    told = repr(store.requests())
    assert "bram" not in told.lower()
    assert "lijst.csv" not in told


def test_somebody_without_address_and_number_is_left_to_the_learner(tmp_path, store):
    path = tmp_path / "lijst.csv"
    path.write_text("Naam,E-mailadres\nAnna de Wit,\nBram,bram@example.nl\n")
    with pytest.raises(AvgkitError, match="geen adres en geen nummer"):
        erased([path], store, name="Anna de Wit")


def test_a_file_in_use_or_a_full_disk_leaves_the_list_as_it_was(tmp_path, store, monkeypatch):
    import errno
    import os

    path = tmp_path / "lijst.csv"
    path.write_text(text_of(), encoding="utf-8", newline="")
    before = path.read_bytes()

    def full(source, target):
        raise OSError(errno.ENOSPC, "vol")

    monkeypatch.setattr(os, "replace", full)
    outcome = erased([path], store, email=BRAM)
    assert path.read_bytes() == before
    assert "schijf is vol" in outcome.by_hand[0]
    assert sorted(file.name for file in tmp_path.iterdir() if "sqlite" not in file.name) == ["lijst.csv"]


def test_every_sample_keeps_its_other_rows(tmp_path):
    for sample in ("linkedin_connections.csv", "mailchimp_subscribed.csv", "klanten.xlsx", "beurs_2019.csv"):
        path = tmp_path / sample
        shutil.copy(SAMPLES / sample, path)
        before = read(path).files[0].contacts
        assert without(path, [before[1].row])
        after = read(path).files[0].contacts
        assert [c.email for c in after] == [c.email for c in before if c.row != before[1].row]


cells = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from(list('"\n;,')),
    max_size=8,
)


@given(st.lists(cells, min_size=1, max_size=6), st.integers(0, 5), st.sampled_from([",", ";"]))
def test_whatever_stands_in_the_remarks_the_other_rows_stay_the_same(remarks, gone, delimiter):
    import csv
    import io
    import tempfile

    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(["Naam", "E-mailadres", "Opmerking"])
    for number, remark in enumerate(remarks):
        writer.writerow([f"Naam {number}", f"persoon{number}@example.org", remark])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lijst.csv"
        path.write_bytes(stream.getvalue().encode())
        before = read(path).files[0]
        if gone >= before.size:
            return
        row = before.contacts[gone].row
        try:
            stays = without(path, [row])
        except AvgkitError:
            assert path.read_bytes() == stream.getvalue().encode()
            return
        if not stays:
            assert before.size == 1
            return
        left = list(csv.reader(io.StringIO(path.read_bytes().decode(), newline=""), delimiter=delimiter))
        assert [line[1] for line in left[1:]] == [c.email for c in before.contacts if c.row != row]


def test_only_a_whole_cell_is_corrected(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text(text_of(), encoding="utf-8", newline="")
    assert corrected(path, 5, {ANNA: "x@example.org"}) == 0
    assert corrected(path, 4, {BRAM: "b@example.nl"}) == 1
    assert access_document(person_in([path], None, email="b@example.nl")[0], DAY, DAY).title == "Inzage in je gegevens"
