"""The codes of what was noticed while cleaning, and what each means for a learner."""

from __future__ import annotations

from collections.abc import Mapping

from avgkit.base.toml_data import read_data

Cleaned = tuple[str | None, list[str]]
"""A value (or None) and the codes of what was noticed."""
DATA = "contacts/cleaning/cleaning.toml"
ISSUES: Mapping[str, str] = read_data(DATA)["issues"]
"""What each issue means."""
