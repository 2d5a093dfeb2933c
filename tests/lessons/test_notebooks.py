"""The anatomy of a notebook, and what may never be in a committed one. What its cells say is nbval's work."""

import ast
import json
import re
from html import escape
from pathlib import Path
from tempfile import gettempdir

import nbformat
import pytest

from avgkit import panels
from avgkit.app.saving import STILL
from avgkit.course.exercises import EXERCISES

FOLDER = Path(__file__).parent.parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
HEADINGS = ["## Oefening", "## Controle", "## Terugblik", "## Bronnen"]
FORBIDDEN = (
    ast.FunctionDef,
    ast.ClassDef,
    ast.For,
    ast.While,
    ast.If,
    ast.Try,
    ast.With,
    ast.Lambda,
    ast.comprehension,
)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def prose(notebook):
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_nine_notebooks():
    assert [path.stem[:2] for path in NOTEBOOKS] == [f"{number:02}" for number in range(9)]


def test_it_is_valid_and_has_one_title(notebook):
    nbformat.validate(notebook)
    assert len(re.findall(r"^# ", prose(notebook), re.MULTILINE)) == 1
    assert notebook.cells[0].source.startswith("# ")


def test_it_has_the_parts_in_order(notebook):
    text = prose(notebook)
    opening = notebook.cells[0].source
    for part in ("**Doel**", "**Tijd:**", "**Vooraf nodig:**"):
        assert part in opening
    places = [text.index(f"\n{heading}") for heading in HEADINGS]
    assert places == sorted(places)
    steps = re.findall(r"^## Stap (\d)\.", text, re.MULTILINE)
    assert steps == [str(number + 1) for number in range(len(steps))]
    assert 3 <= len(steps) <= 5


def test_it_says_once_that_it_is_no_legal_advice(notebook):
    assert prose(notebook).count("geen juridisch advies") == 1


def test_it_names_its_sources(notebook):
    sources = prose(notebook).split("## Bronnen")[1]
    assert re.search(r"\bS\d\d\b", sources)
    assert "artikel" in sources


def test_the_first_code_cell_only_imports_from_avgkit(notebook):
    tree = ast.parse(code(notebook)[0].source)
    assert tree.body
    assert all(isinstance(node, ast.ImportFrom) and node.module == "avgkit" for node in tree.body)


def test_the_first_code_cell_is_the_same_but_for_three_names(notebook):
    source = code(notebook)[0].source
    assert source.startswith("from avgkit import State, charts, panels")
    assert len(source.splitlines()) == 1
    assert source.count(",") <= 5


def test_each_panel_that_it_shows_exists(notebook):
    asked = re.findall(r"\bpanels\.(\w+)", "\n".join(cell.source for cell in code(notebook)))
    assert asked
    assert set(asked) <= set(dir(panels))


def test_cells_are_short_and_without_logic(notebook):
    for cell in code(notebook):
        assert len(cell.source.splitlines()) <= 8
        found = [type(node).__name__ for node in ast.walk(ast.parse(cell.source)) if isinstance(node, FORBIDDEN)]
        assert not found, cell.source


def test_it_holds_an_exercise_with_feedback(notebook):
    keys = re.findall(r'panels\.exercise\("(\w+)"\)', "\n".join(cell.source for cell in code(notebook)))
    assert keys
    assert set(keys) <= set(EXERCISES)


def test_every_exercise_has_a_notebook():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in NOTEBOOKS)
    assert all(f'panels.exercise(\\"{key}\\"' in sources for key in EXERCISES)


def test_it_was_run_from_top_to_bottom(notebook):
    counts = [cell.execution_count for cell in code(notebook)]
    assert counts == list(range(1, len(counts) + 1))
    kinds = {output.output_type for cell in code(notebook) for output in cell.outputs}
    assert kinds <= {"execute_result", "display_data"}
    assert not code(notebook)[0].outputs


def test_every_later_cell_that_ends_in_a_call_shows_something(notebook):
    for cell in code(notebook)[1:]:
        if isinstance(ast.parse(cell.source).body[-1], ast.Expr) and ".answer(" not in cell.source:
            assert cell.outputs, cell.source


def test_it_has_stable_ids_and_no_noise(notebook):
    assert [cell.id for cell in notebook.cells] == [f"cel-{n:02}" for n in range(len(notebook.cells))]
    folded = {"jupyter": {"source_hidden": True}}
    for cell in notebook.cells:
        shows = cell.cell_type == "code" and all(
            line.startswith(("panels.", "charts.", "# ")) for line in cell.source.splitlines()
        )
        assert cell.metadata == (folded if shows else {}), cell.source
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    mimes = {mime for cell in code(notebook) for output in cell.outputs for mime in output.data}
    assert mimes <= {"text/plain", "text/html"}


def test_a_panel_that_has_not_run_is_a_still_picture_that_says_what_to_do(notebook):
    shown = [output.data for cell in code(notebook) for output in cell.outputs]
    stills = [data.get("text/html", "") for data in shown if data["text/plain"].startswith("Paneel: ")]
    assert stills
    for still in stills:
        assert still.startswith(STILL)
        assert "<b>Voer deze cel uit</b>" in still
        assert "var(" not in still  # Jupyter would take it out of a copy that it does not trust


def test_a_picture_has_words_and_a_table_beside_it(notebook):
    for cell in code(notebook):
        for place, output in enumerate(cell.outputs):
            if "<img" in output.data.get("text/html", ""):
                words = escape(output.data["text/plain"], quote=True)
                assert f'alt="{words}"' in output.data["text/html"]
                table = cell.outputs[place + 1].data["text/html"]
                assert table.startswith("<details><summary>")
                assert "<table" in table


def test_it_names_no_machine_and_no_real_mail_domain(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    text = re.sub(r"base64,[\w+/=]+", "", json.dumps(cells, ensure_ascii=False))
    assert not re.search(r"[A-Z]:\\\\|\b0x[0-9a-f]{6,}", text)
    assert not [place for place in (FOLDER.parent, Path.home(), gettempdir()) if f"{place}/" in text]
    domains = set(re.findall(r"@(\w[\w.-]*\w)", text))
    assert domains <= {"example.org", "example.com", "example.nl"}
    numbers = re.findall(r"\+31[\d ]{6,}", text)
    assert all(re.sub(r"\D", "", number).startswith("3160000") for number in numbers)


def links(notebook):
    return re.findall(r"\]\(([^)\s]+)\)", prose(notebook))


def test_its_links_lead_somewhere(path, notebook):
    for target in links(notebook):
        if target.startswith("https://"):
            continue
        place, _, heading = target.partition("#")
        assert (path.parent / place).is_file(), target
        if heading:
            cells = nbformat.read(path.parent / place, as_version=4).cells
            assert any(f"# {heading.replace('-', ' ')}" in cell.source for cell in cells), target


def test_it_leads_to_the_lesson_before_and_after_it_and_to_the_first(path, notebook):
    place = NOTEBOOKS.index(path)
    beside = {NOTEBOOKS[near].name for near in (place - 1, place + 1) if 0 <= near < len(NOTEBOOKS)}
    assert beside | {NOTEBOOKS[0].name} - {path.name} <= set(links(notebook))


def test_it_tells_of_noor(notebook):
    assert "Noor" in prose(notebook)
