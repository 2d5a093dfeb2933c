"""The names that a notebook uses: few, loaded when they are asked for, and known to an editor and to completion."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

import avgkit
from avgkit import panels

ROOT = Path(__file__).parent.parent.parent
KEPT = {"read", "classify", "decide", "unlocks", "AvgkitError", "State", "charts", "panels", "__version__"}


def typed_names(module):
    """Return what a type checker sees: per name where it is."""
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    return {alias.asname: (node.module, alias.name) for node in block.body for alias in node.names}


def test_the_package_has_few_public_names():
    assert len(avgkit.__all__) <= 25
    assert set(avgkit.__all__) >= KEPT
    assert dir(avgkit) == sorted(avgkit.__all__)


def test_an_editor_sees_the_same_public_names():
    seen = {
        name: module if name in avgkit._WHERE else f"{module}.{name}"
        for name, (module, _) in typed_names(avgkit).items()
    }
    assert seen == {**avgkit._WHERE, **avgkit._MODULES}


def test_an_editor_sees_the_same_panels():
    seen = {
        name: f"{module.removeprefix('avgkit.widgets.')}.{found}"
        for name, (module, found) in typed_names(panels).items()
    }
    assert seen == panels._CLASSES
    assert dir(panels) == sorted(panels._CLASSES)


@pytest.mark.parametrize("name", dir(panels))
def test_each_panel_has_a_name_a_class_and_words(name):
    found = getattr(panels, name)
    assert isinstance(found, type)
    assert found.__doc__
    assert found.__name__ in {"ActionPlan", "ContactCard", f"{found.__name__.removesuffix('Panel')}Panel"}


def test_a_panel_that_is_not_there_is_said_so():
    with pytest.raises(AttributeError, match="no panel 'bestaat_niet'"):
        panels.bestaat_niet  # noqa: B018


def test_panels_are_loaded_when_they_are_asked_for():
    script = "import sys; from avgkit import panels; dir(panels); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not {"ipywidgets", "pandas", "avgkit.widgets.facts_panel"} & set(done.stdout.split())


def test_every_widget_module_with_panels_is_named():
    modules = [path.stem for path in (ROOT / "avgkit" / "widgets").glob("*_panel*.py")]
    classes = {
        f"{stem}.{name}"
        for stem in modules
        for name, found in vars(import_module(f"avgkit.widgets.{stem}")).items()
        if isinstance(found, type) and found.__module__ == f"avgkit.widgets.{stem}" and "Panel" in name
    }
    assert classes - set(panels._CLASSES.values()) == {"check_panels.CheckPanel"}


@pytest.fixture(scope="module")
def shell():
    shell = InteractiveShell()
    shell.run_cell("from avgkit import State, charts, panels")
    return shell


def completed(shell, code, jedi):
    shell.Completer.use_jedi = jedi
    with provisionalcompleter():
        return {found.text for found in shell.Completer.completions(code, len(code))}


@pytest.mark.parametrize("jedi", [True, False])
def test_completion_in_a_notebook_knows_the_panels_and_their_parameters(shell, jedi):
    names = completed(shell, "panels.", jedi)
    assert set(dir(panels)) <= {name.lstrip(".") for name in names}
    assert {"state=", "facts="} <= completed(shell, "panels.facts(", jedi)
    assert {"question=", "answer="} <= completed(shell, "panels.exercise(", jedi)
    assert "verdicts_per_channel" in {name.lstrip(".") for name in completed(shell, "charts.", jedi)}


def test_a_notebook_shows_the_parameters_and_the_words_of_a_panel(shell):
    told = shell.object_inspect("panels.facts")
    assert "state: 'State'" in told["init_definition"] or "state" in str(told["definition"])
    assert "dropdown per fact" in told["docstring"]
