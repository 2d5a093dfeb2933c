"""What the tests in a real browser share: a server of our own, headless Chromium, and waiting for what is painted."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from avgkit.app.lab import command
from avgkit.app.session import new_session

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TALL = {"width": 1400, "height": 9000}
"""Lab renders only the cells in view, so the window is as high as a lesson."""

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs the program chromium")
sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def own_settings(home):
    """Return the environment of somebody who never used Jupyter, with everything that is written below ``home``."""
    own = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    own |= {"JUPYTERLAB_SETTINGS_DIR": str(home / "s"), "JUPYTERLAB_WORKSPACES_DIR": str(home / "w")}
    return {**os.environ, **own, "IPYTHONDIR": str(home / "ipython"), "TMPDIR": str(home), "PYTHONPATH": str(ROOT)}


@contextmanager
def serving(words, home):
    """Run a server until the block ends; give the address with a token that it prints."""
    log = home / "log.txt"
    with open(log, "w", encoding="utf-8") as out:
        process = subprocess.Popen([sys.executable, *words], env=own_settings(home), stdout=out, stderr=out)
        try:
            yield _address(process, log)
        finally:
            process.terminate()
            process.wait(timeout=15)


def _address(process, log, seconds=40):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        found = re.search(r"http://\S+[?&]token=\w+", log.read_text(encoding="utf-8"))
        if found and _answers(found[0]):
            return found[0]
        time.sleep(0.2)
    pytest.fail("the server did not start: " + log.read_text(encoding="utf-8")[-500:])


def _answers(address):
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except OSError:
        return False


@contextmanager
def serving_lab(home):
    """Run Lab on a participant's fresh copy of the course; give a function from a lesson's name to its address."""
    new_session(home / "cursus")
    words = command(home / "cursus", browser=False, port=free_port())
    with serving([*words[1:], "--ServerApp.port_retries=0"], home) as address:
        start, token = address.split("/lab", 1)[0], address.split("?", 1)[1]
        yield lambda name: f"{start}/lab/workspaces/{name}/tree/notebooks/{name}.ipynb?{token}"


@contextmanager
def chromium():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


def new_page(browser, viewport=TALL, **options):
    """Return a page that keeps in ``outside`` requests that leave this computer, in ``errors`` what scripts threw."""
    page = browser.new_context(viewport=viewport, locale="nl-NL", **options).new_page()
    page.outside, page.errors = [], []
    page.on("request", lambda request: page.outside.append(request.url) if is_outside(request.url) else None)
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    return page


def is_outside(address):
    local = ("//127.0.0.1:", "//localhost:")
    return address.startswith(("http:", "https:", "ws:", "wss:")) and not any(place in address for place in local)


def open_lesson(page, address):
    """Open a notebook in Lab and wait for its kernel."""
    page.goto(address)
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=60_000)
    page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").first.wait_for(timeout=60_000)
    page.wait_for_timeout(1_000)


def run_all(page):
    """Choose Run > Run All Cells, as a learner does; again when it came before the kernel was quite there."""
    for _ in range(4):
        try:
            page.locator(".lm-MenuBar-itemLabel").get_by_text("Run", exact=True).click(timeout=5_000)
            page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click(timeout=5_000)
            paint_until(page, lambda: set(prompts(page)) != {"[ ]:"}, seconds=15)
            break
        except (sync_api.Error, AssertionError):
            page.keyboard.press("Escape")
    paint_until(page, lambda: all(re.fullmatch(r"\[\d+\]:", text) for text in prompts(page)), seconds=120)
    page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").first.wait_for(timeout=60_000)


def prompts(page):
    """Return what stands left of each cell whose code is not folded: [ ]: before it ran, [*]: while it runs, and then
    its number.
    """
    texts = page.locator(".jp-CodeCell .jp-InputPrompt").all_inner_texts()
    return [text.strip() for text in texts if text.strip()]


def paint_until(page, ready, seconds=40):
    """Wait for something on the page. Lab draws its cells when the page is painted, which a picture makes happen."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "the page did not come this far"
        page.screenshot()
        page.wait_for_timeout(200)


def panel(page, title):
    return page.locator(".widget-vbox", has=page.get_by_role("heading", name=title)).last


def keep_picture(page, name, **options):
    """Save a picture in the folder that AVGKIT_SCREENSHOT names, when somebody wants to look."""
    folder = os.environ.get("AVGKIT_SCREENSHOT")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", **options)


def choose_theme(page, name):
    """Choose Settings > Theme, as a learner does."""
    page.locator(".lm-MenuBar-itemLabel").get_by_text("Settings", exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Theme", exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text(name, exact=True).click()
    light = "false" if "Dark" in name else "true"
    page.locator(f"body[data-jp-theme-light='{light}']").wait_for(state="attached", timeout=20_000)


FAINT = """
() => {
    const parse = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
    const shine = ([r, g, b]) => [r, g, b]
        .map(v => v / 255)
        .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = element => {
        for (let at = element; at; at = at.parentElement) {
            const colour = parse(getComputedStyle(at).backgroundColor);
            if (colour.length === 3 || colour[3] > 0.5) return colour;
        }
        return [255, 255, 255];
    };
    const faint = [];
    let seen = 0;
    const outputs = ".jp-Notebook .jp-OutputArea *, .jp-Notebook .jp-MarkdownOutput *";
    for (const element of document.querySelectorAll(outputs)) {
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
        const passed = element.closest("style, script, button[disabled], .jp-OutputPrompt");
        if (!own || passed || !element.getClientRects().length) continue;
        seen += 1;
        const [a, b] = [shine(parse(getComputedStyle(element).color)), shine(behind(element))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        const text = element.textContent.trim().slice(0, 60);
        if (ratio < 4.5) faint.push(ratio.toFixed(2) + " " + element.tagName + " " + text);
    }
    return {seen, faint};
}
"""
"""How many texts the lesson has, and those with less contrast than 4.5 to 1, the least for WCAG 2.2 (1.4.3)."""
WIDE = """
() => {
    const page = document.querySelector(".jp-Notebook").getBoundingClientRect();
    const kinds = "h1, h2, h3, p, img, select, input, button, .widget-radio, .widget-slider";
    return [...document.querySelectorAll(kinds)]
        .filter(element => element.closest(".jp-Notebook") && !element.closest("table, [style*=overflow]"))
        .filter(element => element.getBoundingClientRect().right > page.right + 1)
        .map(element => element.tagName + " " + element.textContent.trim().slice(0, 60));
}
"""
"""What sticks out at the right of the lesson. A wide table may: it slides in a box of its own."""
SMALL_LAPTOP = {"width": 1024, "height": 9000}
"""A screen of 1280 pixels at 125 %, as wide as on a laptop of 13 inches and as high as a lesson."""
