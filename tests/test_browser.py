"""The course as a learner meets it: JupyterLab in a real browser, without a request to the outside.

AVGKIT_SCREENSHOT=1 also renews the picture in docs/beeld.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium")
NOTEBOOK = "02_mijn_lijst.ipynb"
PICTURE = ROOT / "docs" / "beeld" / "02_mijn_lijst.png"
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs the program chromium")
sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, process, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail("JupyterLab did not start")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Start Lab on a copy of the notebooks, with settings of its own; yield its address."""
    home = tmp_path_factory.mktemp("lab")
    work = home / "notebooks"
    shutil.copytree(ROOT / "notebooks", work, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    port, token = free_port(), secrets.token_hex(16)
    own = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    own |= {"JUPYTERLAB_SETTINGS_DIR": str(home / "s"), "JUPYTERLAB_WORKSPACES_DIR": str(home / "w")}
    own |= {"IPYTHONDIR": str(home / "ipython"), "PYTHONPATH": str(ROOT)}
    options = [f"--port={port}", f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={work}"]
    options += ["--no-browser", "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1", "--allow-root"]
    options += ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    with open(home / "log.txt", "w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options], env={**os.environ, **own}, stdout=log, stderr=log
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/api?token={token}", process)
            yield f"http://127.0.0.1:{port}/lab/tree/{NOTEBOOK}?token={token}"
        finally:
            process.terminate()
            process.wait(timeout=15)


@pytest.fixture(scope="module")
def page(lab):
    """Open the notebook and run all cells; a request that leaves this computer fails the test."""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        context = browser.new_context(viewport={"width": 1400, "height": 9000}, locale="nl-NL")
        page = context.new_page()
        page.outside = []
        page.on("request", lambda request: page.outside.append(request.url) if is_outside(request.url) else None)
        page.goto(lab)
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=60_000)
        page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").first.wait_for(timeout=60_000)
        page.wait_for_timeout(1_500)
        run_all(page)
        if os.environ.get("AVGKIT_SCREENSHOT"):
            take_picture(page)
        yield page
        browser.close()


def run_all(page):
    """Choose Run > Run All Cells, as a learner does; again when it came before the kernel was quite there."""
    for _ in range(8):
        try:
            page.locator(".lm-MenuBar-itemLabel").get_by_text("Run", exact=True).click(timeout=5_000)
            page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click(timeout=5_000)
            return paint_until(page, lambda: panels_stand(page), seconds=10)
        except (sync_api.Error, AssertionError):
            page.keyboard.press("Escape")
    pytest.fail("the cells did not run")


def panels_stand(page):
    return page.get_by_label("Zoek op naam of adres").count() and page.get_by_label("Kanaal").count()


def paint_until(page, ready, seconds=40):
    """Wait for something on the page. Lab draws its cells when the page is painted, which a picture makes happen."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "the page did not come this far"
        page.screenshot()
        page.wait_for_timeout(200)


def is_outside(address):
    return address.startswith(("http:", "https:", "ws:", "wss:")) and "//127.0.0.1:" not in address


def panel(page, title):
    return page.locator(".widget-vbox", has=page.get_by_role("heading", name=title)).last


def take_picture(page):
    """Save the panels where a learner answers and sees the outcome, down to the counts per channel."""
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    top = panel(page, "Wat weet je van iedereen op deze lijst?").bounding_box()
    low = panel(page, "Wie mag je benaderen?").locator("table").first.bounding_box()
    height = low["y"] + low["height"] - top["y"] + 6
    clip = {"x": top["x"] - 4, "y": top["y"] - 4, "width": 980, "height": height}
    page.screenshot(path=PICTURE, clip=clip)


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
