"""The course as a learner meets it: JupyterLab in a real browser, without a request to the outside.

AVGKIT_SCREENSHOT=FOLDER keeps pictures there.
"""

import pytest
from browser import (
    chromium,
    keep_picture,
    needs_browser,
    new_page,
    open_lesson,
    paint_until,
    panel,
    run_all,
    serving_lab,
)

pytestmark = needs_browser


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    with serving_lab(tmp_path_factory.mktemp("lab")) as address:
        yield address


@pytest.fixture(scope="module")
def page(lab):
    """Open the notebook and run all cells; a request that leaves this computer fails the test."""
    with chromium() as browser:
        page = new_page(browser)
        open_lesson(page, lab("02_mijn_lijst.ipynb"))
        run_all(
            page, lambda: page.get_by_label("Zoek op naam of adres").count() and page.get_by_label("Kanaal").count()
        )
        take_picture(page)
        yield page


def take_picture(page):
    """Save the panels where a learner answers and sees the outcome, down to the counts per channel."""
    top = panel(page, "Wat weet je van deze mensen?").bounding_box()
    low = panel(page, "Wie mag je benaderen?").locator("table").first.bounding_box()
    height = low["y"] + low["height"] - top["y"] + 6
    keep_picture(page, "02_mijn_lijst", clip={"x": top["x"] - 4, "y": top["y"] - 4, "width": 980, "height": height})


def test_an_answer_changes_the_verdicts(page):
    verdicts = panel(page, "Wie mag je benaderen?")
    before = verdicts.inner_text()
    page.get_by_label("Bezwaar").select_option(label="ja")
    paint_until(page, lambda: verdicts.inner_text() != before)
    assert "72 × mag" in before
    assert "504 × mag niet" in verdicts.inner_text()


def test_a_decision_on_a_pair_merges_two_contacts(page):
    lists = panel(page, "Kies je lijst")
    assert "72 contacten" in lists.inner_text()
    panel(page, "Dezelfde persoon, of twee?").get_by_label("ja, dezelfde persoon").check()
    paint_until(page, lambda: "71 contacten" in lists.inner_text())
    panel(page, "Dezelfde persoon, of twee?").get_by_label("weet ik nog niet").check()
    paint_until(page, lambda: "72 contacten" in lists.inner_text())


def test_a_file_can_be_said_to_be_something_else(page):
    lists = panel(page, "Kies je lijst")
    lists.get_by_text("Klopt er iets niet? Zeg hier wat het is").click()
    lists.get_by_label("Wat voor bestand is dit?").select_option(label="Een eigen lijst (CSV, Excel, ODS of Parquet)")
    paint_until(page, lambda: "LinkedIn: je connecties" not in lists.locator("table").first.inner_text())
    lists.get_by_label("Wat voor bestand is dit?").select_option(label="het programma kijkt zelf")
    paint_until(page, lambda: "LinkedIn: je connecties" in lists.locator("table").first.inner_text())


def test_the_exercise_gives_feedback_on_another_answer(page):
    exercise = panel(page, "Oefening")
    assert "Nog niet." in exercise.inner_text()
    exercise.get_by_label("b. ").check()
    exercise.get_by_text("Goed.").wait_for(timeout=10_000)


def test_no_cell_failed_and_nothing_left_this_computer(page):
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.outside == []
