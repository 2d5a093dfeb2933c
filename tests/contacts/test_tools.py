"""A tool stands in one record: records, format modules, samples and the generated docs name the same formats."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from avgkit.base.toml_data import DataError
from avgkit.commands import export
from avgkit.contacts import formats, read
from avgkit.contacts import tools as module
from avgkit.contacts.formats import ALL, TABLES
from avgkit.contacts.tools import exports, shapes, tool_of, tools

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "tests" / "formats"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def samples():
    """The names of the samples by the format that each is recognised as."""
    found = {}
    for path in sorted(SAMPLES.glob("*_clean.*")):
        found.setdefault(read(path).files[0].format, set()).add(path.name)
    return found


def test_every_format_has_a_sample_and_every_sample_what_is_expected_of_it(samples):
    assert {known.name for known in ALL} - samples.keys() == set()
    assert {name for names in samples.values() for name in names} - EXPECTED.keys() == set()


def test_every_format_has_a_line_in_the_generated_docs():
    """Missing here? python tools/generate.py"""
    table = (ROOT / "docs" / "lists.md").read_text(encoding="utf-8")
    assert [known.name for known in ALL if f"| `{known.name}` |" not in table] == []
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [known.title for known in ALL if known.title not in told] == []


def test_formats_stand_in_the_order_of_their_records():
    assert [known.name for known in ALL] == list(exports())


def test_a_format_whose_headings_hold_anothers_comes_before_it():
    for place, known in enumerate(TABLES):
        for later in TABLES[place + 1 :]:
            assert not known.fits(sorted(later.needs)), (known.name, later.name)


def test_a_module_without_a_record_and_a_record_without_a_module_are_told(monkeypatch):
    known = exports()
    monkeypatch.setattr(formats, "exports", lambda: {name: known[name] for name in known if name != "kit"})
    with pytest.raises(DataError, match="niet allebei: kit"):
        formats._known()
    monkeypatch.setattr(formats, "exports", lambda: {**known, "nieuw": known["kit"]})
    with pytest.raises(DataError, match="niet allebei: nieuw"):
        formats._known()


def test_formats_are_found_in_a_zip_too(monkeypatch, tmp_path):
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as packed:
        for path in (ROOT / "avgkit" / "contacts" / "formats").glob("*.py"):
            packed.write(path, f"inside/{path.name}")
    monkeypatch.setattr(formats, "__path__", [str(tmp_path / "package.zip" / "inside")])
    assert {known.name for known in formats._of_modules()} == exports().keys()


def test_no_name_is_used_twice():
    names = [tool.name for tool in tools()]
    assert len(names) == len(set(names))
    assert len(exports()) == sum(len(tool.reads) for tool in tools())
    assert len(shapes()) == sum(len(tool.writes) for tool in tools())


def test_a_format_leads_to_its_tool():
    assert tool_of("mailchimp_cleaned").name == "Mailchimp"
    assert tool_of("onbekend") is None


def test_the_help_of_export_names_the_shapes_that_exist():
    text = Path(export.__file__).read_text(encoding="utf-8")
    assert [name for name in shapes() if f" {name}" not in text and f'"{name}' not in text] == []


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ('helper = "cloud"', "name"),
        ('name = "Nieuw"\nkleur = "rood"', "kleur"),
        ('name = "N"\n[[tool.reads]]\nname = "n"\ntitle = "N"\ngrade = "E"\nproves = "."\nheadings_from = "x"', "E is"),
        ('name = "N"\n[[tool.writes]]\nname = "n"\ntitle = "N"\ncolumns = {}\nwants = ""\nchannels = ["duif"]', "duif"),
    ],
)
def test_a_wrong_record_is_told_with_its_line(monkeypatch, tmp_path, record, told):
    name = f"{tmp_path.name}.toml"
    (tmp_path / name).write_text(f'[grades]\nA = "zeker"\n\n[[tool]]\n{record}\n', encoding="utf-8")
    monkeypatch.setattr("avgkit.base.toml_data._PACKAGE", tmp_path)
    monkeypatch.setattr(module, "DATA", name)
    with pytest.raises(DataError, match=rf"\.toml, regel 4: .*{told}"):
        tools.__wrapped__()
