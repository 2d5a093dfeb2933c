"""The pages without code: served by Voilà on this machine, opened in a real browser, with nothing from elsewhere."""

from __future__ import annotations

import re
import socket
import urllib.error
import urllib.request

import nbformat
import pytest
from browser import ROOT, chromium, free_port, keep_picture, needs_browser, new_page, paint_until, panel, serving

from avgkit.app import lab
from avgkit.app.pages import SHARE, as_page, page_prose
from avgkit.app.pages import free_port as free_port_for
from avgkit.base.errors import AvgkitError

LESSONS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def site(home):
    words = ["-m", "avgkit", "lab", "--app", "--no-browser", "--port", str(free_port())]
    with serving(words, home) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def index(site, browser):
    page = new_page(browser)
    page.goto(site)
    return page


@needs_browser
def test_the_first_page_says_in_dutch_what_there_is(index):
    keep_picture(index, "pages_index", clip={"x": 0, "y": 0, "width": 1400, "height": 800})
    links = index.get_by_role("link").all_inner_texts()
    assert len(links) == len(LESSONS)
    assert links[2::6] == ["Mijn lijst", "Mijn actieplan"]
    assert "geen juridisch advies" in index.inner_text("body")
    assert index.outside == []


@needs_browser
def test_a_lesson_is_a_page_without_code_on_which_an_answer_changes_the_verdicts(index, home):
    index.get_by_role("link", name="Mijn lijst").click()
    paint_until(index, lambda: index.get_by_label("Bezwaar").count() and index.get_by_label("Kanaal").count())
    verdicts = panel(index, "Wie mag je benaderen?")
    paint_until(index, lambda: "67 × hangt ervan af" in verdicts.inner_text())
    index.get_by_label("Bezwaar").select_option(label="ja")
    paint_until(index, lambda: "72 × mag niet" in verdicts.inner_text())
    keep_picture(index, "pages_02", full_page=True)
    assert index.title() == "Mijn lijst – avgkit"
    (about,) = home.glob("voila_*/kernel-*.json")
    assert re.search(r'"curve_secretkey"|"transport": "ipc"', about.read_text(encoding="utf-8"))
    assert "Stap 1. Laad je lijst" in index.inner_text("body")
    assert "from avgkit import" not in index.content()
    assert index.outside == []
    assert index.errors == []


@needs_browser
def test_the_plan_is_a_page_that_follows_an_answer_and_writes_nothing_by_itself(site, browser):
    page = new_page(browser)
    before = sorted((ROOT / "data" / "eigen" / "uitvoer").rglob("*"))
    page.goto(site)
    page.get_by_role("link", name="Mijn actieplan").click()
    paint_until(
        page,
        lambda: page.get_by_label("Hoe bewaren?").count() and page.get_by_label("Over wie gaat het?").count(),
        seconds=60,
    )
    picture, safe = panel(page, "Je hele lijst in één beeld"), panel(page, "Een veilige lijst")
    assert "0 contacten" in safe.inner_text()
    page.get_by_label("Bezwaar", exact=True).select_option(label="nee")
    paint_until(page, lambda: "aan 13 van de 72 contacten" in picture.inner_text())
    paint_until(page, lambda: "13 contacten" in safe.inner_text())
    steps = page.get_by_label("Over wie gaat het?")
    steps.select_option(index=1)
    paint_until(page, lambda: "Over wie het gaat" in panel(page, "Je actieplan").inner_text())
    page.get_by_label("Je naam").fill("Noor Fictief")
    page.get_by_label("Je naam").press("Tab")
    paint_until(page, lambda: "Noor Fictief" in page.get_by_label("Tekst om te kopiëren").input_value())
    keep_picture(page, "pages_08", full_page=True)
    safe.get_by_label("Kanaal", exact=True).select_option(label="telefoon")
    paint_until(page, lambda: "Voor telefoon en" in safe.inner_text())
    assert page.get_by_role("alert").count() == 0
    assert "Raster van kanalen en doelen" in picture.locator("img").get_attribute("alt")
    assert "from avgkit import" not in page.content()
    assert sorted((ROOT / "data" / "eigen" / "uitvoer").rglob("*")) == before
    assert page.outside == []
    assert page.errors == []


@needs_browser
def test_a_page_may_fetch_nothing_from_another_machine(site, browser):
    page = new_page(browser)
    page.goto(site)
    refused = page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'fetched', error => String(error))")
    assert "Failed to fetch" in refused
    violated = page.evaluate(
        """new Promise(done => {
            document.addEventListener('securitypolicyviolation', event => done(event.violatedDirective));
            document.body.append(Object.assign(new Image(), {src: 'https://example.org/a.png'}));
            setTimeout(() => done('nothing'), 3000);
        })"""
    )
    assert violated in ("img-src", "default-src")


@pytest.fixture(scope="module")
def broken_site(tmp_path_factory):
    """Pages of a folder of somebody's own, in which one lesson names a file that is not there and one has a mistake."""
    home = tmp_path_factory.mktemp("broken")
    (home / "notebooks").mkdir()
    for name, line in {
        "00_start": "1",
        "02_mijn_lijst": "from avgkit import read\nread('weg.csv')",
        "08_actieplan": "geheim = 'piet@example.org'\nint(geheim)",
    }.items():
        cells = [nbformat.v4.new_markdown_cell(f"# {name}"), nbformat.v4.new_code_cell(line)]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), home / "notebooks" / f"{name}.ipynb")
    words = ["-m", "avgkit", "lab", str(home), "--app", "--no-browser", "--port", str(free_port())]
    with serving(words, home) as address:
        yield address, home / "log.txt"


@needs_browser
@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("Mijn lijst", "weg.csv is er niet; kijk of de naam en de map kloppen."),
        ("Mijn actieplan", "Hier ging iets mis dat wij niet hadden voorzien."),
    ],
)
def test_a_mistake_on_a_page_is_one_sentence(broken_site, browser, link, sentence):
    address, log = broken_site
    page = new_page(browser)
    page.goto(address)
    page.get_by_role("link", name=link).click()
    page.get_by_role("alert").wait_for(timeout=30_000)
    assert page.get_by_role("alert").inner_text().startswith(sentence)
    assert "Traceback" not in page.content()
    assert "piet@example.org" not in page.content() + log.read_text(encoding="utf-8")


def test_without_the_token_there_is_no_page(tmp_path):
    words = ["-m", "avgkit", "lab", "--app", "--no-browser", "--port", str(free_port())]
    with serving(words, tmp_path) as address:
        bare = address.split("?")[0]
        assert "/login?" in answer(bare)
        assert "/login?" in answer(bare + "voila/render/02_mijn_lijst.ipynb")
        assert answer(bare + "voila/api/contents/") == "403"


def answer(address):
    """Return where an address leads, or the number of the refusal."""
    try:
        with urllib.request.urlopen(address) as found:
            return found.url
    except urllib.error.HTTPError as error:
        return str(error.code)


def test_a_port_in_use_is_one_sentence():
    with socket.create_server(("localhost", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AvgkitError, match=f"Poort {port} is bezet"):
            free_port_for(port)
    assert free_port_for(None) >= 8866


def test_a_folder_without_lessons_is_one_sentence(tmp_path):
    with pytest.raises(AvgkitError, match="staan geen lessen"):
        lab.run_lab(str(tmp_path), app=True)


def test_every_lesson_is_on_the_list_of_pages():
    listed = re.findall(
        r'"(\d\d_\w+\.ipynb)"', (SHARE / "voila" / "templates" / "avgkit" / "tree.html").read_text("utf-8")
    )
    assert listed == LESSONS


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_prose_of_a_page_speaks_of_no_cells(lesson):
    book = as_page(None, nbformat.read(ROOT / "notebooks" / lesson, as_version=4), "")
    prose = "\n".join(cell["source"] for cell in book["cells"] if cell["cell_type"] == "markdown")
    for word in (
        r"notebook\b",
        r"notebooks\b",
        r"\b(de|deze|een) cel\b",
        r"Shift \+",
        "Kernel",
        r"\[\*\]",
        "<!-- code",
    ):
        assert not re.search(word, prose.replace(".ipynb", "")), word


def test_a_page_leaves_out_what_is_about_code_and_adds_what_is_for_pages():
    text = "Kijk<!-- code -->, als je de cel uitvoert<!-- einde code -->.<!-- bladzijde:  Klik. --> In dit notebook."
    assert page_prose(text) == "Kijk. Klik. Op deze bladzijde."
