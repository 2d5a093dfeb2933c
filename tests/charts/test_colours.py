"""The look of the charts: told apart by colour-blind people, on grey paper, and with a dark matplotlib."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import matplotlib.style
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb

from avgkit.charts import COLOURS, PATTERNS, verdicts_per_channel
from avgkit.charts.style import INK

CHARTS = Path(__file__).parent.parent.parent / "avgkit" / "charts"
SIGHT = {
    "full": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
"""What somebody sees, as matrices on linear RGB: Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009), severity 1.0."""
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = TO_XYZ.sum(axis=1)
APART = 15
"""The least distance in CIE Lab; 2.3 is a difference that is just seen."""


def linear(colour):
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(colour, sight):
    seen = np.clip(np.asarray(SIGHT[sight]) @ linear(colour), 0, 1)
    x, y, z = np.cbrt(TO_XYZ @ seen / WHITE)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(first, second):
    """The ratio of WCAG 2.2, 1.4.3."""
    bright, dark = sorted((float(linear(colour) @ TO_XYZ[1]) for colour in (first, second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("pair", combinations(COLOURS, 2), ids=" ".join)
def test_two_verdicts_are_told_apart_by_colour_alone(sight, pair):
    first, second = (lab(COLOURS[verdict], sight) for verdict in pair)
    assert np.linalg.norm(first - second) > APART


def test_on_grey_paper_the_patterns_tell_the_verdicts_apart():
    assert set(PATTERNS) == set(COLOURS)
    assert len(set(PATTERNS.values())) == len(PATTERNS)


def test_what_is_written_is_dark_on_white():
    assert contrast(INK, "white") > 7


def test_every_colour_of_a_chart_comes_from_the_style():
    for path in CHARTS.glob("*.py"):
        if path.name != "style.py":
            assert not re.search(r"#[0-9A-Fa-f]{6}|tab:|\bC\d\b", path.read_text(encoding="utf-8")), path.name


def test_a_chart_looks_the_same_whatever_style_the_computer_has():
    frame = pd.DataFrame(
        {"contact_id": [1, 2], "channel": "email", "purpose": "offer", "verdict": ["allowed", "depends"]}
    )
    usual = verdicts_per_channel(frame).png()
    with matplotlib.style.context("dark_background"):
        assert verdicts_per_channel(frame).png() == usual


def test_the_check_would_see_a_red_and_a_green_that_look_alike():
    red, green = (lab(colour, "deuteranopia") for colour in ("#A04000", "#6E6E00"))
    assert np.linalg.norm(red - green) < APART
