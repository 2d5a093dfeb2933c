"""A state lets go of a panel that is gone: closed, collected, or made again by the same cell of a notebook."""

from __future__ import annotations

import gc
import json
import os
import weakref
from pathlib import Path
from statistics import median

import pytest
from ipywidgets.widgets.widget import Widget, _instances
from jupyter_client.manager import start_new_kernel

from avgkit import State, panels
from avgkit.course.lists import sample_list
from avgkit.duties.documents.answer_sheet import example
from avgkit.duties.documents.dossier import Dossier
from avgkit.widgets import panel as panel_module
from avgkit.widgets.notebook_cell import CellRun, running_cell
from avgkit.widgets.panel import WIDE, SharedLayout

ROOT = Path(__file__).parent.parent.parent
TIMES = 20
OF_A_STATE = (
    *("columns", "consent", "contact_card", "day", "export", "facts", "flip", "lists", "merge"),
    *("overview", "plan", "report", "rights", "suppression", "held", "verdicts", "words"),
)


def left_open(before):
    """Return the widgets that came since; a layout that all panels share comes once, when its module is loaded."""
    return {key for key in set(_instances) - before if not isinstance(_instances[key], SharedLayout)}


@pytest.fixture
def state():
    return State(sample_list())


@pytest.fixture
def run_cell(monkeypatch):
    """Say which cell runs."""

    def run(cell, run):
        monkeypatch.setattr(panel_module, "running_cell", lambda: CellRun(cell, run))

    return run


def observers(model):
    return len([held for held in model._observers if held() is not None])


def test_outside_a_notebook_there_is_no_cell():
    assert running_cell() is None


@pytest.mark.parametrize("name", OF_A_STATE)
def test_a_closed_panel_follows_no_more_and_leaves_nothing_open(state, name):
    before = set(_instances)
    panel = getattr(panels, name)(state)
    assert set(_instances) - before
    panel.close()
    assert observers(state) == 0
    assert left_open(before) == set()
    assert WIDE.comm is not None, "the layout of other panels stays"
    said = panel.text
    state.answer("objection", "no")
    assert panel.text == said or name == "flip", "flip reads the state itself"


def test_a_closed_paper_leaves_nothing_open_nor_do_fields_that_went():
    dossier = Dossier(example(), is_example=True)
    before = set(_instances)
    panel = panels.document(dossier, "privacy")
    opened = len(_instances)
    for _ in range(3):
        for answer in (["newsletter"], example().answers["activities"]):
            dossier.answer("activities", answer)
    assert len(_instances) == opened
    panel.close()
    assert observers(dossier) == 0
    assert left_open(before) == set()


class Follower:
    def __init__(self, calls):
        self.calls = calls

    def hear(self):
        self.calls.append("heard")


def test_a_follower_that_nobody_keeps_is_let_go(state):
    calls = []
    kept, gone = Follower(calls), Follower(calls)
    state.observe(kept.hear)
    state.observe(gone.hear)
    del gone
    gc.collect()
    state.set(purpose="newsletter")
    assert calls == ["heard"]
    assert observers(state) == 1


def test_a_panel_that_ipywidgets_closes_is_let_go_and_collected(state):
    panel = panels.facts(state)
    gone = weakref.ref(panel)
    Widget.close_all()
    del panel
    gc.collect()
    assert observers(state) == 0
    assert gone() is None


def test_a_cell_that_runs_again_keeps_the_panels_of_its_last_run_only(state, run_cell):
    run_cell("other", "0")
    kept = panels.facts(state)
    opened = []
    for turn in range(1, TIMES + 1):
        run_cell("cell", str(turn))
        opened.append((panels.facts(state), panels.facts(state), panels.held(state)))
    assert observers(state) == 4
    assert all(panel.comm is None for panel in (*opened[0], *opened[-2]))
    assert all(panel.comm is not None for panel in (kept, *opened[-1]))


def test_a_click_takes_no_panels_place(state, run_cell, monkeypatch):
    run_cell("cell", "1")
    panel = panels.facts(state)
    monkeypatch.setattr(panel_module, "running_cell", lambda: None)
    panels.facts(state)
    assert panel.comm is not None


def test_an_observer_that_goes_during_a_change_is_not_called_any_more(state):
    calls, panel = [], panels.day(state)
    state.unobserve(panel._refresh)
    state.observe(panel.close)
    state.follower = panels.day(state)
    state.observe(lambda: calls.append("last"))
    panel.follow(state, panel._refresh)
    state.set(purpose="newsletter")
    assert calls == ["last"]
    assert observers(state) == 3


def test_what_a_panel_sets_itself_is_not_heard_and_an_error_ends_the_quiet(state):
    panel, heard = panels.day(state), []
    panel.heed(lambda: heard.append(1), panel.choice.any_day)
    with panel.quietly(), panel.quietly():
        panel.choice.any_day.value = None
    with pytest.raises(ValueError, match="mis"), panel.quietly():
        raise ValueError("mis")
    assert (heard, panel.busy) == ([], False)
    panel.choice.any_day.value = state.today
    assert heard


START = """
import json, time
from avgkit import State, charts, panels
from ipywidgets.widgets.widget import _instances
state = State()
"""
LOOK = """
def change(turn):
    start = time.process_time()
    state.answer("objection", ("no", "unknown")[turn % 2])
    return time.process_time() - start
print(json.dumps([len([h for h in state._observers if h() is not None]), len(_instances), *map(change, range(8))]))
"""
PANEL_CELL = "display(panels.facts(state), panels.verdicts(state))\npanels.contact_card(state)"


@pytest.fixture
def kernel(tmp_path):
    """Return a function that runs code in a real kernel as a cell of JupyterLab, and returns what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "IPYTHONDIR": str(tmp_path)}
    manager, client = start_new_kernel(kernel_name="python3", env=environment, cwd=str(ROOT))

    def run(code, cell=None):
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
        message = client.session.msg("execute_request", content, metadata={"cellId": cell} if cell else {})
        client.shell_channel.send(message)
        printed = []
        while True:
            told = client.get_iopub_msg(timeout=60)
            if told["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            if told["msg_type"] == "stream":
                printed.append(told["content"]["text"])
            assert told["msg_type"] != "error", told["content"]
            if told["msg_type"] == "status" and told["content"]["execution_state"] == "idle":
                return "".join(printed)

    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.mark.parametrize("cell", ["cel-24", None])
def test_in_a_kernel_a_cell_that_runs_twenty_times_costs_no_more_than_once(kernel, cell):
    kernel(START)
    kernel(PANEL_CELL, cell)
    once, open_once, *first = json.loads(kernel(LOOK))
    for _ in range(TIMES - 1):
        kernel(PANEL_CELL, cell)
    often, open_often, *last = json.loads(kernel(LOOK))
    assert once == often == 3
    assert open_once == open_often
    assert median(last) < 1.5 * median(first) + 0.01


def test_in_a_kernel_panels_of_other_cells_stay(kernel):
    kernel(START)
    for cell in ("cel-01", "cel-02"):
        kernel(PANEL_CELL, cell)
    assert json.loads(kernel(LOOK))[0] == 6
