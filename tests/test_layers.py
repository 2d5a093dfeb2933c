"""The layers of the package, and what a bare import may load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
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
    ],
)
def test_a_bare_import_and_a_single_decision_load_nothing_heavy(code):
    script = f"import sys; {code}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not HEAVY & set(done.stdout.split())


def test_every_public_name_exists():
    import avgkit

    assert all(getattr(avgkit, name) for name in avgkit.__all__)
    with pytest.raises(AttributeError):
        avgkit.bestaat_niet  # noqa: B018
