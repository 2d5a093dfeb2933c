"""Charts: the text twin holds the frame's numbers, the title is the conclusion in Dutch, the picture is stable."""

import subprocess
import sys

import pandas as pd
import pytest

from avgkit.base.tables import ShownTable
from avgkit.charts import (
    PATTERNS,
    elements_per_paper,
    issues_found,
    reasons_not_allowed,
    rows_per_file,
    verdicts_per_channel,
)

VERDICTS = ["allowed", "conditional", "not_allowed", "depends"]
REASON = "Een digitaal bericht mag alleen met toestemming vooraf. Dat geldt ook voor bedrijven."


def cases(verdicts, channel="email", purpose="offer", reason=REASON):
    return pd.DataFrame(
        {
            "contact_id": range(len(verdicts)),
            "channel": channel,
            "purpose": purpose,
            "verdict": pd.Categorical(verdicts, VERDICTS),
            "reason": reason,
        }
    )


@pytest.fixture
def mixed():
    fax = cases(["not_allowed"] * 4, "fax", reason="Een fax mag niet. Punt.")
    return pd.concat([fax, cases(["allowed", "conditional", "not_allowed", "depends"])])


def test_verdicts_twin_counts_the_frame(mixed):
    figure, table = verdicts_per_channel(mixed)
    assert table.loc["e-mail"].tolist() == [1, 1, 1, 1]
    assert table.loc["fax"].tolist() == [0, 0, 4, 0]
    assert int(table.to_numpy().sum()) == len(mixed)
    widths = sum(bar.get_width() for bar in figure.axes[0].patches)
    assert widths == len(mixed)


def test_channels_keep_the_order_of_the_vocabulary(mixed):
    assert list(verdicts_per_channel(mixed).table.index) == ["e-mail", "fax"]


@pytest.mark.parametrize(
    ("verdicts", "title"),
    [
        (["allowed", "not_allowed"], "Het meest mag via e-mail: 1 van de 2 contacten"),
        (["not_allowed", "depends"], "Nu mag je via geen enkel kanaal iemand benaderen"),
        (["depends", "depends", "allowed"], "Bij 2 van de 3 gevallen moet je nog iets uitzoeken"),
        ([], "Er zijn nog geen gevallen om te laten zien"),
    ],
)
def test_the_title_says_the_conclusion(verdicts, title):
    assert verdicts_per_channel(cases(verdicts)).title == title


def test_reasons_twin_counts_refusals_most_frequent_first(mixed):
    _, table = reasons_not_allowed(mixed)
    assert table["gevallen"].tolist() == [4, 1]
    assert list(table.index) == [
        "Een fax mag niet.",
        "Een digitaal bericht mag alleen met toestemming vooraf.",
    ]


def test_the_title_of_the_reasons_names_the_first(mixed):
    assert reasons_not_allowed(mixed).title == "4 van de 5 keer “mag niet” komt hierdoor: een fax mag niet"


def test_many_reasons_end_in_a_rest():
    frame = pd.concat([cases(["not_allowed"] * n, reason=f"Reden {n}.") for n in range(1, 10)])
    _, table = reasons_not_allowed(frame)
    assert table.loc["Een andere reden.", "gevallen"] == 1 + 2 + 3
    assert table["gevallen"].sum() == 45


def test_no_refusal_gives_an_honest_title():
    chart = reasons_not_allowed(cases(["allowed"]))
    assert chart.title == "Geen enkel geval krijgt nu “mag niet”"
    assert chart.png().startswith(b"\x89PNG")


def test_issues_twin_is_the_table_of_issues():
    issues = ShownTable(pd.DataFrame({"contacten": [3, 1]}, index=pd.Index(["dubbel", "adres fout"], name="wat")))
    chart = issues_found(issues)
    assert chart.table is issues.frame
    assert chart.title == "Dit zie je het vaakst: dubbel (bij 3 contacten)"


def test_the_same_frame_gives_the_same_picture_and_words(mixed):
    first, second = verdicts_per_channel(mixed), verdicts_per_channel(mixed)
    assert first.png() == second.png()
    assert repr(first) == repr(second) == first.alt
    assert "0x" not in repr(first)


def test_a_pattern_tells_the_verdicts_apart_without_colour():
    assert len(set(PATTERNS.values())) == len(VERDICTS)


def test_tables_are_escaped_and_cut_nothing_off():
    long = "een heel lange zin " * 20 + "<b>"
    table = ShownTable(pd.DataFrame({"reden": [long]}, index=pd.Index(["x"], name="wie")), "Titel & meer")
    html = table._repr_html_()
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert "Titel &amp; meer" in html
    assert long in repr(table)


def test_an_empty_table_says_so():
    assert "(niets)" in repr(ShownTable(pd.DataFrame({"reden": []})))
    assert "(niets)" in ShownTable(pd.DataFrame({"reden": []}))._repr_html_()


def test_a_name_with_dollars_and_marks_shows_as_text():
    name = "<b>lijst</b> $\\frac{1$ [red] ^_.csv"
    files = pd.DataFrame({"contacten": [2], "samengevoegd": [1], "afgekeurd": [0]}, index=[name])
    chart = rows_per_file(ShownTable(files))
    chart.png()
    (label,) = chart.figure.axes[0].get_yticklabels()
    assert label.get_text() == name
    assert not label.get_parse_math()
    assert "<b>" not in ShownTable(chart.table)._repr_html_()


@pytest.mark.parametrize(
    ("missing", "title"),
    [
        ([2, 1], "In 2 van de 2 stukken ontbreekt nog iets: samen 3 onderdelen"),
        ([1, 0], "In 1 van de 2 stukken ontbreekt nog iets: samen 1 onderdeel"),
        ([0, 0], "In geen van de 2 stukken ontbreekt iets"),
    ],
)
def test_the_chart_of_the_papers_says_what_is_missing(missing, title):
    overview = pd.DataFrame({"ja": [3, 4], "ontbreekt": missing, "niet nodig hier": [1, 0]}, index=["A", "B"])
    chart = elements_per_paper(overview)
    assert chart.title == title
    assert chart.table.equals(overview)
    assert sum(bar.get_width() for bar in chart.figure.axes[0].patches) == overview.to_numpy().sum()


def test_matplotlib_waits_for_the_first_chart():
    code = "import avgkit.charts, sys; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
