"""Files that are written: no cell runs as a formula, whoever writes it."""

from __future__ import annotations

import ast
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgkit.base.files import harmless

PACKAGE = Path(__file__).parent.parent.parent / "avgkit"
WRITES = {"to_csv", "to_excel", "writer", "DictWriter", "Workbook"}


def calls(path):
    """Return the names of what a module calls, and all names in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    of_csv = [f for f in functions if isinstance(f, ast.Attribute) and isinstance(f.value, ast.Name)]
    writers = {f.attr for f in of_csv if f.attr not in ("writer", "DictWriter") or f.value.id == "csv"}
    return writers | {f.id for f in functions if isinstance(f, ast.Name)}, names


def test_each_module_that_writes_a_spreadsheet_makes_its_cells_harmless():
    writing = {path: names for path in PACKAGE.rglob("*.py") for called, names in [calls(path)] if called & WRITES}
    assert writing
    assert [path.name for path, names in writing.items() if not {"harmless", "harmless_cell"} & names] == []


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＠SUM"]
)
def test_a_formula_becomes_text(cell):
    assert harmless(pd.DataFrame({"naam": [cell]}), ["naam"])["naam"][0] == f"'{cell}"


@given(st.lists(st.one_of(st.text(max_size=8), st.none(), st.from_regex(r"\A\+\d{1,12}\Z")), max_size=5))
def test_any_cell_stays_as_it_is_or_gets_an_apostrophe(cells):
    safe = harmless(pd.DataFrame({"naam": pd.Series(cells, dtype=object)}), ["naam"])["naam"]
    for before, after in zip(cells, safe, strict=True):
        if before is None:
            assert pd.isna(after)
            continue
        assert after in (before, f"'{before}")
        assert not after.startswith(("=", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
        assert not after.startswith("+") or after[1:].isdigit()
