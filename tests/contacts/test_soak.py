"""Two hundred mixed files in the suite; ``python tests/mixed_files.py`` reads a thousand and prints the figures."""

from __future__ import annotations

import pytest
from mixed_files import soak


@pytest.mark.parametrize("seed", [1, 2])
def test_mixed_files_are_read_or_refused_and_lose_no_row(seed):
    kinds = soak(100, seed)
    assert sum(kinds.values()) == 100
    assert len(kinds) > 15
