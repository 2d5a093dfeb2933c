"""Code is linted and formatted by the settings under ``[tool.ruff]`` in pyproject.toml; lines hold 120 characters."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("words", [["check", "--no-cache"], ["format", "--check", "--no-cache"]])
def test_code_and_notebooks_have_the_style_of_the_project(words):
    done = subprocess.run([sys.executable, "-m", "ruff", *words, "."], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_line_escapes_the_formatter():
    found = [path for folder in ("avgkit", "tests", "tools", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
    skips = [path for path in found if path != Path(__file__) and "# fmt:" in path.read_text(encoding="utf-8")]
    assert found
    assert not skips
