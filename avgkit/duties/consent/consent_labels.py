"""The Dutch words for what a consent is made of; they stand in ``duties/consent/labels.toml``."""

from __future__ import annotations

from collections.abc import Mapping

from avgkit.base.toml_data import read_data

_LABELS = read_data("duties/consent/labels.toml")
METHODS: Mapping[str, str] = _LABELS["methods"]
BOXES: Mapping[str, str] = _LABELS["boxes"]
LABELS: Mapping[str, str] = _LABELS["fields"]
"""What each field is called for a learner and a data subject."""
NOTE: Mapping[str, dict[str, str]] = _LABELS["note"]
"""What the words in a typed note mean: ``fields``, ``method`` and ``box``."""
