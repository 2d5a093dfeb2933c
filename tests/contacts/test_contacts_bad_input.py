"""Bad input: one Dutch sentence that names the file and says what to do; never another exception, never a lost row."""

from __future__ import annotations

import ast
import io
import sys
import zipfile
from pathlib import Path

import pytest

import avgkit
from avgkit.base.errors import AvgkitError
from avgkit.cli import main
from avgkit.contacts import read, read_bytes, workbook


def zipped(name):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "<xml/>")
    return packed.getvalue()


SAMPLES = Path(__file__).parent.parent.parent / "data" / "samples"

BAD = {
    "leeg.csv": b"",
    "spaties.csv": b"  \r\n\r\n",
    "alleen_bom.csv": b"\xef\xbb\xbf",
    "nullen.csv": b"\0" * 50,
    "pdf.csv": b"%PDF-1.7\n1 0 obj\n",
    "plaatje.csv": b"\x89PNG\r\n\x1a\n....",
    "foto.csv": b"\xff\xd8\xff\xe0 foto",
    "oud.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
    "brief.csv": zipped("word/document.xml"),
    "stuk.xlsx": b"PK\x03\x04stuk",
    "gezipt.csv": b"\x1f\x8b\x08rest",
    "gedicht.txt": b"Er was eens\neen dag\nzonder mail\n",
    "cijfers.csv": b"jaar,omzet\n2024,100\n2025,200\n",
    "koppen.csv": b"Naam,E-mail,Telefoon\n",
    "kaarten.vcf": b"BEGIN:VCARDX\n",
}


def one_sentence(error, name):
    text = str(error.value)
    assert text.startswith((name, f"De map {name}"))
    assert text.endswith(".")
    assert "\n" not in text
    assert text.count(". ") == 0


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_list_is_one_sentence(tmp_path, name):
    (tmp_path / name).write_bytes(BAD[name])
    with pytest.raises(AvgkitError) as error:
        read(tmp_path / name)
    one_sentence(error, name)
    assert str(tmp_path) not in str(error.value)


def test_a_missing_file_and_a_folder(tmp_path):
    for path in (tmp_path / "weg.csv", tmp_path):
        with pytest.raises(AvgkitError) as error:
            read(path)
        one_sentence(error, path.name)


def test_a_file_locked_by_excel(tmp_path, monkeypatch):
    (tmp_path / "open.xlsx").write_bytes(b"x")
    (tmp_path / "~$open.xlsx").write_bytes(b"x")

    def locked(path):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "read_bytes", locked)
    for name in ("open.xlsx", "~$open.xlsx"):
        with pytest.raises(AvgkitError, match="Excel") as error:
            read(tmp_path / name)
        one_sentence(error, name)


def test_nul_bytes_are_left_out_with_a_notice():
    found = read_bytes(b"Naam,E-mail\nAn\0na,anna@example.org\n", "lijst.csv")
    assert found.contacts[0].name == "Anna"
    assert "NUL" in found.notices[0]


@pytest.mark.parametrize("letter", ["é", "€", "🌷"])
def test_half_a_letter_at_the_end_is_left_out_with_a_notice(letter):
    whole = f"Naam,E-mail,Plaats\nAnna,anna@example.org,Caf{letter}".encode()
    for cut in range(1, len(letter.encode())):
        found = read_bytes(whole[:-cut], "lijst.csv")
        assert found.encoding == "utf-8"
        assert found.contacts[0].email == "anna@example.org"
        assert "midden in een letter" in found.notices[0]


def test_a_list_without_mail_column_is_still_a_list():
    found = read_bytes(b"Naam,Telefoon\nAnna,0612345678\n", "lijst.csv")
    assert (found.contacts[0].email, found.contacts[0].phone) == (None, "+31612345678")


def test_a_workbook_that_unpacks_too_large_is_refused(monkeypatch):
    from avgkit.contacts import packed

    monkeypatch.setattr(packed, "MOST_UNPACKED", 3)
    with pytest.raises(AvgkitError, match="te groot"):
        read_bytes(zipped("xl/workbook.xml"), "bom.xlsx")


def test_a_first_row_that_is_a_number_is_a_contact_and_no_heading():
    reading = read_bytes(b"Els Fictief,06-0000 1234\nBram,06-0000 1235\n", "lijst.csv")
    assert reading.columns["phone"] == ["+31600001234", "+31600001235"]
    assert "1234" not in " ".join(reading.unclear)


@pytest.mark.parametrize(
    ("name", "data", "library", "module"),
    [
        ("lijst.xlsx", zipped("xl/workbook.xml"), "python-calamine", "python_calamine"),
        ("lijst.ods", zipped("content.xml"), "python-calamine", "python_calamine"),
        ("lijst.xls", BAD["oud.xls"], "python-calamine", "python_calamine"),
        ("lijst.parquet", b"PAR1", "pyarrow", "pyarrow.parquet"),
    ],
)
def test_a_missing_library_is_told_as_such(name, data, library, module, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(AvgkitError, match=r"start start\.py opnieuw") as error:
        read_bytes(data, name)
    one_sentence(error, name)
    assert f"er mist een onderdeel van avgkit ({library})" in str(error.value)


def test_a_panic_of_the_library_is_a_sentence_and_a_stop_is_a_stop():
    class PanicException(BaseException):
        """As the Rust code of calamine raises it."""

    with pytest.raises(AvgkitError, match="geen Excel-bestand"), workbook.told_if_broken("lijst.xlsx"):
        raise PanicException
    for stop in (KeyboardInterrupt, SystemExit, MemoryError):
        with pytest.raises(stop), workbook.told_if_broken("lijst.xlsx"):
            raise stop


def test_the_package_catches_everything_only_to_raise_it_again():
    for path in Path(avgkit.__file__).parent.rglob("*.py"):
        for handler in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(handler, ast.ExceptHandler) and (
                handler.type is None or "BaseException" in ast.unparse(handler.type)
            ):
                again = [node for node in ast.walk(handler) if isinstance(node, ast.Raise) and node.exc is None]
                assert again, (path.name, handler.lineno)


def test_the_own_answers_are_no_list(tmp_path):
    data = (SAMPLES / "antwoorden_documenten.json").read_bytes()
    for name in ("antwoorden_documenten.json", "antwoorden.txt"):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(AvgkitError, match="bevat je antwoorden voor de documenten en is geen lijst") as error:
            read(tmp_path / name)
        one_sentence(error, name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("contacten.json", b'[{"name": "Sanne", "email": "sanne@example.org"}]'),
        ("stuk.json", b'{"name": "Sanne", '),
        ("LIJST.JSON", b"Naam,E-mail\nSanne,sanne@example.org\n"),
        ("bewijs.jsonld", b'{"@context": {}}'),
        ("contacten.csv", b'\xef\xbb\xbf\n{"contacts": [{"email": "sanne@example.org"}]}'),
    ],
)
def test_json_is_no_list(name, data):
    for format in (None, "generic"):
        with pytest.raises(AvgkitError, match="is een JSON-bestand en geen lijst") as error:
            read_bytes(data, name, format)
        one_sentence(error, name)


def test_a_list_that_starts_as_json_does_is_still_a_list():
    assert read_bytes(b"[Naam],E-mail\nSanne,sanne@example.org\n", "lijst.csv").size == 1


def test_a_file_in_which_most_rows_hold_nobody_is_no_list():
    rows = ["Naam,Bedrag", "Sanne,1", *(f",{number}" for number in range(4))]
    with pytest.raises(AvgkitError, match="4 van de 5 rijen geen naam, adres of nummer") as error:
        read_bytes("\n".join(rows).encode(), "kasboek.csv")
    one_sentence(error, "kasboek.csv")
    assert read_bytes("\n".join(rows).encode(), "kasboek.csv", any_rows=True).size == 5
    assert read_bytes("\n".join(rows[:4]).encode() + b"\nMilan,3\n", "kasboek.csv").size == 4


def test_a_list_of_companies_alone_is_a_list():
    assert read_bytes(b"Bedrijf,Naam\nBakkerij De Korst,\nVloer en Co,\n", "bedrijven.csv").size == 2


def test_addresses_with_a_mistake_are_told_and_not_refused():
    found = read_bytes(b"E-mail\nsanne@\nmilan@\nnoor@example.org\n", "lijst.csv")
    assert [list(issues) for issues in found.columns["issues"]] == [["invalid_email"], ["invalid_email"], []]


def test_a_file_that_can_not_be_read_is_named_and_the_others_go_on(tmp_path):
    good, bad = tmp_path / "goed.csv", tmp_path / "kapot.xlsx"
    good.write_text("naam;email\nAnna;anna@example.org\n", encoding="utf-8")
    bad.write_bytes(b"PK\x03\x04 geen werkmap")
    found = read([bad, good])
    assert [contact.name for contact in found.contacts.itertuples()] == ["Anna"]
    assert len(found.skipped) == 1
    assert found.skipped[0].startswith("kapot.xlsx")
    assert found.with_same([]).skipped == found.skipped
    with pytest.raises(AvgkitError, match=r"kapot\.xlsx"):
        read([bad])


def test_no_list_is_made_while_a_file_that_may_hold_a_no_can_not_be_read(tmp_path, capsys):
    good, bad = tmp_path / "goed.csv", tmp_path / "kapot.xlsx"
    good.write_text("naam;email\nAnna;anna@example.org\n", encoding="utf-8")
    bad.write_bytes(b"PK\x03\x04 geen werkmap")
    assert main(["read", str(good), str(bad)]) == 0
    assert "Overgeslagen: kapot.xlsx" in capsys.readouterr().err
    words = ["--channel", "email", "--purpose", "service", "-o", str(tmp_path / "uit.csv")]
    assert main(["export", str(good), str(bad), *words]) == 2
    assert "daarin kan een nee staan" in capsys.readouterr().err
    assert not (tmp_path / "uit.csv").exists()
