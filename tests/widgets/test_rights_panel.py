"""The panel and the command for the rights of a data subject."""

from __future__ import annotations

from datetime import date

import pytest
from consent_samples import proven

from avgkit import State, cli, panels
from avgkit.base.places import COURSE_DAY, sample_files
from avgkit.contacts import read
from avgkit.course.lists import my_list, sample_list
from avgkit.duties.consent import Store

ANNA = "anna@example.org"
DAY = ("--as-of", "2026-11-24")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "lijst.csv").write_text(
        f"Naam,E-mailadres\nAnna de Wit,{ANNA}\nAnna Bos,anna.bos@example.com\nBram Bos,bram@example.nl\n",
        encoding="utf-8",
    )
    with Store.open(tmp_path / "toestemming.sqlite", create=True) as store:
        store.add(proven(email=ANNA, phone="", name="Anna de Wit"), COURSE_DAY)
    return tmp_path


@pytest.fixture
def panel(folder):
    return panels.rights(State(my_list(folder), as_of=COURSE_DAY), folder)


@pytest.fixture
def run(capsys):
    def run(*words):
        code = cli.main([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if "sqlite" not in path.name}


def test_the_panel_looks_and_writes_nothing_by_itself(panel, folder):
    before = contents(folder)
    assert "Er verandert niets voordat jij klikt" in panel.text
    panel.search.value = "anna"
    assert len(panel.who.options) == 2
    assert "2 personen passen hierbij" in panel.text
    assert "24 december 2026" in panel.text
    panel.who.value = 1
    assert panel.desk.person.name == "Anna Bos"
    assert "anna.bos" not in panel.text
    panel.search.value = "niemand"
    assert "Typ wie je zoekt" in panel.text
    assert contents(folder) == before


def test_access_a_correction_and_erasure_from_the_panel(panel, folder):
    panel.search.value = ANNA
    panel.asked.value = date(2026, 11, 1)
    assert "1 december 2026" in panel.text
    panel.access.click()
    assert "Bewaard als inzage_2026-11-24.html" in panel.text
    assert "Anna de Wit" in (folder / "inzage_2026-11-24.html").read_text(encoding="utf-8")
    (folder / "inzage_2026-11-24.html").unlink()
    panel.new["name"].value = "Anna Witte"
    panel.rectify.click()
    assert "Klaar. 0 dingen moeten nog met de hand." in panel.text
    assert read(folder / "lijst.csv").contacts["name"].tolist() == ["Anna Witte", "Anna Bos", "Bram Bos"]
    panel.erase.click()
    assert "Zet eerst het vinkje" in panel.text
    assert len(read(folder / "lijst.csv").contacts) == 3
    panel.sure.value = True
    panel.erase.click()
    assert "Klaar." in panel.text
    assert not panel.sure.value
    assert read(folder / "lijst.csv").contacts["name"].tolist() == ["Anna Bos", "Bram Bos"]
    with Store.open(folder / "toestemming.sqlite") as store:
        assert [request.kind for request in store.requests()] == ["access", "rectification", "erasure"]
        assert store.verify().sound


def test_the_samples_are_looked_at_and_never_changed():
    before = {path: path.read_bytes() for path in sample_files()}
    panel = panels.rights(State(sample_list()))
    panel.search.value = "anouk"
    assert "1 persoon past hierbij" in panel.text
    for button in (panel.access, panel.rectify):
        button.click()
        assert "die veranderen wij niet" in panel.text
    panel.sure.value = True
    panel.erase.click()
    assert "die veranderen wij niet" in panel.text
    assert {path: path.read_bytes() for path in sample_files()} == before
    assert not panel.desk.path.exists()


def test_a_wrong_address_or_day_gets_a_sentence(panel):
    panel.search.value = "geen@adres"
    assert "e-mailadres klopt niet" in panel.text
    panel.search.value = ANNA
    panel.asked.value = date(2026, 12, 1)
    panel.access.click()
    assert "moet nog komen" in panel.text


def test_every_control_has_a_label(panel):
    controls = [child for child in panel.children if hasattr(child, "description") and type(child).__name__ != "HTML"]
    assert all(control.description for control in controls)


def rights(folder, *words):
    return ("rights", *words, "--store", folder / "toestemming.sqlite", *DAY)


def test_the_command_asks_who_and_only_shows_without_yes(run, folder):
    before = contents(folder)
    code, out, err = run(*rights(folder, "erase", folder / "lijst.csv", "--name", "anna"))
    assert code == 2
    assert "1. Anna de Wit (a…@example.org; in 1 bestand)" in out
    assert "2 personen" in err
    assert ANNA not in out + err
    code, out, _ = run(*rights(folder, "erase", folder / "lijst.csv", "--name", "anna", "--choose", "1"))
    assert code == 0
    assert "Er is nog niets gewist" in out
    assert "lijst.csv, rij 2" in out
    assert contents(folder) == before


def test_the_command_gives_access_corrects_erases_and_logs(run, folder):
    who = (folder / "lijst.csv", "--email", ANNA)
    code, out, _ = run(*rights(folder, "access", *who, "-o", folder / "uit.json"))
    assert code == 0
    assert "uiterlijk op 24 december 2026" in out
    assert ANNA in (folder / "uit.json").read_text(encoding="utf-8")
    (folder / "uit.json").unlink()
    code, out, _ = run(*rights(folder, "rectify", *who, "--new-name", "Anna Witte", "--yes"))
    assert "lijst.csv, rij 2: 1 cel veranderd." in out
    code, out, _ = run(*rights(folder, "erase", *who, "--yes", "--asked", "2026-10-01"))
    assert code == 0
    assert "lijst.csv: 1 rij weg." in out
    assert "artikel 17 lid 3 onder e" in out
    assert "te laat" in out
    left = b"".join(path.read_bytes() for path in folder.iterdir())
    assert ANNA.encode() not in left
    code, out, _ = run(*rights(folder, "log"))
    assert out.count("gevraagd") == 3
    assert "Dat was te laat." in out
    assert "anna" not in out.lower()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("erase",), "Wie zoek je"),
        (("erase", "--email", "geen adres"), "e-mailadres klopt niet"),
        (("erase", "weg.csv", "--email", ANNA), "weg.csv is er niet"),
        (("access", "--email", ANNA), "Er ontbreekt iets"),
        (("erase", "--email", ANNA, "--asked", "2026-12-01"), "moet nog komen"),
    ],
)
def test_bad_use_gets_one_dutch_sentence(run, folder, words, said):
    code, out, err = run(*rights(folder, *words))
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_file_of_the_folder_that_cannot_be_searched_is_named(run, folder):
    (folder / "brief.pdf").write_bytes(b"%PDF-1.4")
    files = [path for path in folder.iterdir() if "sqlite" not in path.name]
    code, out, _ = run(*rights(folder, "erase", *files, "--email", ANNA, "--yes"))
    assert code == 0
    assert "brief.pdf is niet doorzocht. Kijk zelf." in out
