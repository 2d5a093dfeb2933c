"""The size and the shape that the package keeps.

A budget is met with less code, never by packing lines: ruff formats them, and holds them to 120 characters.
"""

from __future__ import annotations

import ast
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import grimp

import avgkit

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "avgkit"
MODULES = sorted(PACKAGE.rglob("*.py"))
CORE = ("law", "contacts", "course", "plan", "charts", "widgets", "base")
MOST_LINES, MOST_CORE_LINES, MOST_MODULE_LINES = 33_000, 21_700, 260
"""The aim is 23,000 and 15,500; docs/architecture.md tells what stands above it and why."""
MOST_PUBLIC, LEVELS = 25, 8
ROOT_MODULES = {"__init__", "__main__", "cli", "scale"}
VAGUE = {"model", "words", "kinds", "utils", "helpers", "common"}
INTERFACES = {
    "add": "commands: puts a part of the command line in place",
    "run": "commands: does what the command line asks",
    "sheets_of": "files with sheets (workbook, markup): the sheets that hold a list",
    "looks_like": "formats of contacts that are no table: tells whether a text is one",
    "to_grid": "formats of contacts that are no table: makes one of it",
    "write": "documents: the blocks of a document from the answers",
}
"""Names that several modules of one kind each define, because other code takes such a module by its interface."""


def lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def told(path):
    return path.relative_to(ROOT).as_posix()


def test_the_package_is_small():
    assert sum(map(lines, MODULES)) <= MOST_LINES


def test_the_core_is_small():
    core = [path for room in CORE for path in (PACKAGE / room).rglob("*.py")]
    assert {path.relative_to(PACKAGE).parts[0] for path in core} == set(CORE)
    assert sum(map(lines, core)) <= MOST_CORE_LINES


def test_a_module_can_be_read_at_once():
    assert {told(path): lines(path) for path in MODULES if lines(path) > MOST_MODULE_LINES} == {}


def test_few_names_are_public():
    assert len(set(avgkit.__all__)) == len(avgkit.__all__)
    assert len(avgkit.__all__) <= MOST_PUBLIC


def test_there_are_eight_levels_below_the_command_line():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    assert layers[0] == "avgkit.cli"
    assert len(layers) - 1 == LEVELS
    rooms = {
        f"avgkit.{path.stem}" for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert {name for layer in layers for name in layer.split(" | ")} == rooms - {"avgkit.__init__", "avgkit.__main__"}


def test_the_root_holds_what_starts_the_package():
    assert {path.stem for path in PACKAGE.glob("*.py")} == ROOT_MODULES


def test_the_name_of_a_module_is_its_own():
    names = Counter(path.stem for path in MODULES if path.stem not in ("__init__", "__main__"))
    assert [name for name, times in names.items() if times > 1] == []


def test_the_name_of_a_module_says_what_it_holds():
    names = {path.stem for path in MODULES} | {path.name for path in PACKAGE.rglob("*") if path.is_dir()}
    assert names & VAGUE == set()


def test_a_public_name_is_defined_once():
    places = defaultdict(list)
    for path in MODULES:
        for node in tree(path).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                places[node.name].append(told(path))
    several = {name: found for name, found in places.items() if len(found) > 1}
    assert {name: found for name, found in several.items() if name not in INTERFACES} == {}
    assert set(INTERFACES) <= set(several), "this name is no longer shared; take it from the list"


def caught(handler):
    """Return the names of the exceptions that this ``except`` catches."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {kind.id if isinstance(kind, ast.Name) else None for kind in kinds}


def raises_again(handler):
    return any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))


def test_a_stop_by_the_user_is_passed_on():
    handlers = [
        (path, node) for path in MODULES for node in ast.walk(tree(path)) if isinstance(node, ast.ExceptHandler)
    ]
    wide = [(path, node) for path, node in handlers if node.type is None or "BaseException" in caught(node)]
    assert handlers
    assert [f"{told(path)}:{node.lineno}" for path, node in wide if not raises_again(node)] == []


def test_imports_make_no_circle():
    """What is imported for its types only is never run, and may point back."""
    graph = grimp.build_graph("avgkit", exclude_type_checking_imports=True, cache_dir=None)
    imports = [(one, other) for one in graph.modules for other in graph.find_modules_directly_imported_by(one)]
    assert imports
    assert [(one, other) for one, other in imports if graph.find_shortest_chain(other, one)] == []
