"""No command leaves contact data where nobody asked for it, or asks the network for anything; also when it fails."""

from __future__ import annotations

import json
import subprocess
from argparse import _SubParsersAction
from functools import partial

import pytest
from watching import CANARIES, NOTE, ROOT, computer, holds_canary, outside, python, traces, write_lists

from avgkit.cli import COMMANDS, parser

SERVES = {"lab"}
"""Parts that don't end by themselves; their command lines are tested in test_start.py."""
TOGETHER = """
import contextlib, io, json, sys
from avgkit.cli import main
done = []
for words in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        code = main(words)
    done.append((code, out.getvalue(), err.getvalue()))
print(json.dumps(done))
"""
VALUES = {
    "channel": "email",
    "purpose": "offer",
    "fact": "objection=no",
    "facts": "objection=no",
    "as_of": "2026-11-24",
    "kind": "register",
}


def parts(top, words=()):
    """Yield (words, parser) of each part of the command, also of parts with parts."""
    for action in top._actions:
        if isinstance(action, _SubParsersAction):
            for name, part in action.choices.items():
                yield from parts(part, (*words, name))
            return
    yield words, top


def words_for(part, file):
    """Return words that fill in what this part cannot do without; a file where it takes words."""
    words = []
    for action in part._actions:
        value = next(iter(action.choices)) if action.choices else VALUES.get(action.dest, str(file))
        if not action.option_strings:
            words.append(str(value))
        elif action.required:
            words += [action.option_strings[0], str(value)]
    return words


PARTS = {" ".join(words): (words, part) for words, part in parts(parser()) if words[0] not in SERVES}


def test_every_command_is_among_the_parts():
    assert {words[0] for words, _ in PARTS.values()} == set(COMMANDS) - SERVES


@pytest.fixture(params=PARTS)
def part(request):
    return PARTS[request.param]


@pytest.fixture
def start(tmp_path):
    """Start Python on a computer of its own, in the folder work; outputs go to the folder out."""
    environment = computer(tmp_path / "computer")
    for name in ("work", "out"):
        (tmp_path / name).mkdir()
    return partial(
        subprocess.run, env=environment, cwd=tmp_path / "work", capture_output=True, encoding="utf-8", timeout=300
    )


@pytest.fixture
def run(start):
    """Run one command as a user does."""
    return lambda *words: start(python("-m", "avgkit", *map(str, words)))


@pytest.fixture
def together(start):
    """Run many commands in one program; return (exit code, standard output, standard error) of each."""
    return lambda tries: json.loads(start(python("-c", TOGETHER), input=json.dumps(tries)).stdout)


def test_a_command_leaves_no_contact_data_behind_and_asks_no_network(together, part, tmp_path):
    words, options = part
    outputs = [option for action in options._actions for option in action.option_strings if action.dest == "output"]
    lists = write_lists(tmp_path / "work")
    tries = [[*words, *words_for(options, file)] for file in lists]
    if outputs:
        tries = [[*words, outputs[0], str(tmp_path / "out" / f"{number}.csv")] for number, words in enumerate(tries)]
    for wanted, (code, out, err) in zip(tries, together(tries), strict=True):
        assert code in (0, 2), (wanted, err)
        assert "Traceback" not in err
        assert not holds_canary(out), (wanted, out)
        assert not holds_canary(err), (wanted, err)
    assert {*(tmp_path / "work").iterdir()} == {*lists}, "nothing appears beside the lists"
    assert traces(tmp_path / "computer") == {}
    assert not list((tmp_path / "computer" / "tmpdir").iterdir())
    assert outside(tmp_path / "computer") == ""


def test_a_command_that_meets_the_unforeseen_says_nothing_of_the_contact(run, part, tmp_path):
    words, options = part
    (tmp_path / "computer" / "hook" / "usercustomize.py").write_text(
        f"import avgkit.cli\ndef broken(choice): raise ValueError({NOTE!r})\n"
        f"avgkit.cli.COMMANDS[{words[0]!r}].run = broken\n",
        encoding="utf-8",
    )
    (tmp_path / "computer" / "hook" / "sitecustomize.py").write_text("import usercustomize\n", encoding="utf-8")
    done = run(*words, *words_for(options, write_lists(tmp_path / "work")[0]))
    assert done.returncode == 1
    assert "AVGKIT_DEBUG" in done.stderr
    assert not holds_canary(done.stdout + done.stderr)


def test_the_canary_is_found_where_it_was_asked_for(run, tmp_path):
    """The test of the tests: what asks for contacts gets them, and the search for traces sees them."""
    lists = write_lists(tmp_path / "work")
    done = run("read", lists[0], "--json")
    assert holds_canary(done.stdout) == list(CANARIES)
    for ending in ("csv", "xlsx", "json"):
        run("classify", lists[0], "--channel", "email", "-o", tmp_path / "out" / f"uit.{ending}")
    assert set(traces(tmp_path / "out")) == {"uit.csv", "uit.json", "uit.xlsx"}


def test_the_watch_on_the_network_sees_a_request(tmp_path):
    environment = computer(tmp_path)
    code = "import urllib.request; urllib.request.urlopen('http://192.0.2.1/', timeout=1)"
    done = subprocess.run(python("-c", code), env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode
    assert "192.0.2.1" in outside(tmp_path)
