"""How many floors the import graph of a package has: the longest chain of modules in which each imports the next."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path


def import_graph(package: Path) -> dict[str, set[str]]:
    """Return which modules of the package each module loads when it is itself loaded.

    Imports under ``TYPE_CHECKING`` and in functions do not count. A package counts as its ``__init__``.
    """
    files = {_name(path, package): path for path in sorted(package.rglob("*.py"))}
    return {
        name: {known for wanted in _imports(path) if (known := _module(wanted, files))} - {name}
        for name, path in files.items()
    }


def floors(graph: dict[str, set[str]]) -> int:
    """Return the length of the longest chain of imports; a circle of imports raises RecursionError."""

    @cache
    def height(name: str) -> int:
        return 1 + max(map(height, graph[name]), default=0)

    return max(map(height, graph))


def _name(path: Path, package: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path) -> Iterator[str]:
    waiting: list[ast.stmt] = list(ast.parse(path.read_text(encoding="utf-8")).body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            waiting += node.orelse
        elif isinstance(node, ast.If | ast.Try | ast.With):
            waiting += [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.stmt)]


def _module(name: str, files: dict[str, Path]) -> str:
    """Return the module that has this name, or that holds it; nothing when it is of another package."""
    if name in files:
        return name
    return name.rpartition(".")[0] if name.rpartition(".")[0] in files else ""
