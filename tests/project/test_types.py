"""Types are checked, by the settings under ``[tool.mypy]`` in pyproject.toml."""

from __future__ import annotations

import sys
from pathlib import Path

from mypy import api

ROOT = Path(__file__).parent.parent.parent


def test_the_types_of_the_package_agree(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    options = ["--python-executable", sys.executable, "--cache-dir", str(tmp_path), "--no-error-summary"]
    found, mistakes, _ = api.run(options)
    assert not found.splitlines()
    assert not mistakes.splitlines()
