"""How long until a learner sees something? The first cell of each notebook, the whole notebook, and what imports cost.

    python benchmarks/start.py [notebook ...]

Each notebook gets a new kernel. ``kernel`` is until the kernel answers, ``first`` the first code cell (imports),
``shown`` until the first cell with an output is done, ``all`` the whole notebook; seconds, best of two.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
NAMES = ("kernel", "first", "shown", "all")
IMPORTS = (
    "avgkit",
    "avgkit.law.classification",
    "pandas",
    "matplotlib.figure",
    "ipywidgets",
    "avgkit.charts",
    "avgkit.widgets.list_panel",
)


def timed(path: Path) -> tuple[float, ...]:
    """Run a notebook in a new kernel; return seconds (see NAMES)."""
    notebook = nbformat.read(path, 4)
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}})
    start = time.perf_counter()
    with client.setup_kernel():
        client.wait_for_reply(client.kc.kernel_info())
        marks = [time.perf_counter()]
        first = shown = None
        for place, cell in enumerate(notebook.cells):
            if cell.cell_type != "code":
                continue
            client.execute_cell(cell, place)
            first = first or time.perf_counter()
            shown = shown or (time.perf_counter() if cell.outputs else None)
        end = time.perf_counter()
    return marks[0] - start, first - marks[0], (shown or end) - marks[0], end - marks[0]


def imported(module: str) -> float:
    """Return the seconds that a new Python takes to import a module, without its own start."""
    code = f"import time; start = time.perf_counter(); import {module}; print(time.perf_counter() - start)"
    return min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    )


def main(starts: list[str]) -> None:
    print(f"{'import':28}{'seconds':>9}")
    for module in IMPORTS:
        print(f"{module:28}{imported(module):9.3f}")
    print(f"\n{'notebook':28}" + "".join(f"{name:>9}" for name in NAMES))
    total = 0.0
    for path in sorted(FOLDER.glob("*.ipynb")):
        if not starts or path.name.startswith(tuple(starts)):
            best = [min(pair) for pair in zip(timed(path), timed(path), strict=True)]
            total += best[0] + best[3]
            print(f"{path.stem:28}" + "".join(f"{seconds:9.2f}" for seconds in best))
    print(f"all notebooks, one after another: {total:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
