"""The layers of the package, and what a bare import may load."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
HEAVY = {
    "numpy",
    "pandas",
    "matplotlib",
    "ipywidgets",
    "rich",
    "openpyxl",
    "pyarrow",
    "phonenumbers",
    "email_validator",
}


def test_imports_point_down_the_layers(monkeypatch):
    from importlinter.cli import lint_imports

    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None) == 0


@pytest.mark.parametrize(
    "code",
    [
        "import avgkit",
        "import avgkit; avgkit.decide('email', 'offer', as_of='2026-11-24', relation='customer')",
        "from avgkit.cli import main; main(['decide', '--channel', 'email', '--purpose', 'offer'])",
    ],
)
def test_a_bare_import_and_a_single_decision_load_nothing_heavy(code):
    script = f"import sys; {code}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not HEAVY & set(done.stdout.split())


def test_every_public_name_exists():
    import avgkit

    for name, module in avgkit._WHERE.items():
        importlib.import_module(module)
        assert module != f"avgkit.{name}", "a module of that name would hide what it holds once it is loaded"
    assert all(getattr(avgkit, name) for name in avgkit.__all__)
    with pytest.raises(AttributeError):
        avgkit.bestaat_niet  # noqa: B018


def test_a_mistake_in_a_notebook_shows_one_sentence_and_no_traceback():
    from IPython.core.interactiveshell import InteractiveShell

    shell, shown = InteractiveShell(), []
    shell._showtraceback = lambda kind, value, lines: shown.extend(lines)
    shell.run_cell("import avgkit\navgkit.read('weg.csv')")
    assert shown == ["weg.csv is er niet; kijk of de naam en de map kloppen."]


@pytest.mark.parametrize(
    ("code", "quiet"),
    [
        ("State().card({}['anna@example.org'])", False),
        ("State().per_contact('anna@example.org')", True),
        ("{}['anna@example.org']", False),
    ],
)
def test_the_unforeseen_in_a_notebook_is_a_sentence_and_a_mistake_of_ones_own_stays(code, quiet, monkeypatch):
    from IPython.core.interactiveshell import InteractiveShell

    from avgkit.app.notebook_errors import UNFORESEEN, install

    monkeypatch.delenv("AVGKIT_DEBUG", raising=False)
    shell, shown = InteractiveShell(), []
    shell._showtraceback = lambda kind, value, lines: shown.append((str(value), lines))
    install(shell)
    shell.run_cell(f"from avgkit import State, classify\n{code}")
    ((value, lines),) = shown
    assert (value == UNFORESEEN and lines == [UNFORESEEN]) == quiet
    assert ("anna@example.org" in value) != quiet
