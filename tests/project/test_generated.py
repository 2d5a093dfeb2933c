"""The generated parts of the pages are what the data make of them, and the floors of the package are counted right."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TOOLS = str(ROOT / "tools")


@pytest.fixture
def generate(monkeypatch):
    monkeypatch.setattr(sys, "path", [TOOLS, *sys.path])
    import generate

    return generate


def test_no_page_is_stale(generate):
    """Stale? python tools/generate.py, and look at the difference."""
    assert [path.name for path in generate.stale()] == []


def test_a_stale_page_is_named_and_then_written(generate, monkeypatch, tmp_path, capsys):
    page = tmp_path / "page.md"
    page.write_text("Voor\n<!-- deel -->\noud\n<!-- einde deel -->\nna\n", encoding="utf-8")
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(generate, "PAPERS", {})
    monkeypatch.setattr(generate, "PARTS", {"page.md": {"deel": lambda before: before.replace("oud", "nieuw")}})
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])
    assert generate.main() == 1
    assert "page.md: stale" in capsys.readouterr().out
    assert "oud" in page.read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["generate.py"])
    assert generate.main() == 0
    assert page.read_text(encoding="utf-8") == "Voor\n<!-- deel -->\nnieuw\n<!-- einde deel -->\nna\n"
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])
    assert generate.main() == 0


def test_a_page_without_the_marks_of_a_part_is_told(generate):
    with pytest.raises(ValueError, match="deel"):
        generate.filled("geen merk", "deel", str)


def test_the_tool_runs_by_itself():
    done = subprocess.run([sys.executable, f"{TOOLS}/generate.py", "--check"], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, "")


def test_floors_are_the_longest_chain_of_imports_at_loading(generate, tmp_path):
    from floors import floors, import_graph

    package = tmp_path / "house"
    (package / "rooms").mkdir(parents=True)
    for name, text in {
        "__init__": "",
        "cellar": "import os\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from house import roof\n",
        "rooms/__init__": "from house import cellar\n",
        "rooms/hall": "from house.rooms import cellar\n\ndef up():\n    from house import roof\n",
        "roof": "try:\n    from house.rooms.hall import up\nexcept ImportError:\n    up = None\n",
    }.items():
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    graph = import_graph(package)
    assert graph["house.roof"] == {"house.rooms.hall"}
    assert graph["house.cellar"] == set()
    assert floors(graph) == 4
