"""start.py: sets up once, recovers from a half-made folder, and says what is wrong in one sentence."""

from __future__ import annotations

import errno
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def start():
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def venv(tmp_path, start, monkeypatch):
    """A place for a folder, with the slow steps replaced by notes of what was done."""
    steps = []

    def make(place):
        steps.append("make")
        if place.exists():
            shutil.rmtree(place)
        python = place / ("Scripts" if os.name == "nt" else "bin")
        python.mkdir(parents=True)
        (python / ("python.exe" if os.name == "nt" else "python")).symlink_to(sys.executable)

    monkeypatch.setattr(start, "make", make)
    monkeypatch.setattr(start, "install", lambda python, lock: steps.append(lock.stem))
    monkeypatch.setattr(start, "link", lambda python: steps.append("link"))
    return tmp_path / "venv", steps


def test_a_second_start_installs_nothing(start, venv):
    place, steps = venv
    start.set_up(place, "run")
    assert steps == ["make", "run", "link"]
    start.set_up(place, "run")
    assert steps == ["make", "run", "link"]


def test_the_tests_add_to_what_is_there_and_the_course_then_needs_nothing_more(start, venv):
    place, steps = venv
    start.set_up(place, "run")
    start.set_up(place, "test")
    start.set_up(place, "run")
    assert steps == ["make", "run", "link", "test", "link"]


def test_another_lock_installs_again(start, venv, monkeypatch):
    place, steps = venv
    start.set_up(place, "run")
    monkeypatch.setattr(start, "fingerprint", lambda kind: kind + " other")
    start.set_up(place, "run")
    assert steps == ["make", "run", "link", "run", "link"]


def test_an_interrupted_start_is_made_again(start, venv, monkeypatch):
    place, steps = venv

    def broken(python, lock):
        raise start.SetUpError(start.FULL)

    with monkeypatch.context() as patch:
        patch.setattr(start, "install", broken)
        with pytest.raises(start.SetUpError):
            start.set_up(place, "run")
    start.set_up(place, "run")
    assert steps == ["make", "make", "run", "link"]


@pytest.mark.parametrize(
    "leave", [[], ["pyvenv.cfg"], ["avgkit-map.txt", "lib/python3/site-packages/half.py"], ["bin/", "lib/"]]
)
def test_a_half_made_folder_is_replaced(start, tmp_path, leave):
    place = tmp_path / "venv"
    place.mkdir()
    for name in leave:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).mkdir() if name.endswith("/") else (place / name).touch()
    start.make(place)
    assert (place / ("Scripts" if os.name == "nt" else "bin")).is_dir()
    assert (place / "pyvenv.cfg").read_text()
    assert not (place / "lib/python3/site-packages/half.py").exists()


@pytest.mark.parametrize("mine", ["brief.txt", "bin/mijn_script", "lib/mijn.txt", "share/foto.png"])
def test_a_folder_of_another_is_left_alone(start, tmp_path, mine):
    (tmp_path / mine).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / mine).write_text("van mij")
    (tmp_path / "pyvenv.cfg").touch()
    with pytest.raises(start.SetUpError, match="Hernoem die map"):
        start.make(tmp_path)
    assert (tmp_path / mine).exists()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "schijf is vol"),
        (errno.EACCES, "mag niet schrijven"),
        (errno.EROFS, "mag niet schrijven"),
        (errno.EIO, "fout van je systeem"),
    ],
)
def test_a_fault_of_the_system_is_one_sentence_and_exit_2(start, monkeypatch, capsys, number, words):
    def fail(venv, kind):
        raise OSError(number, "x")

    monkeypatch.setattr(start, "set_up", fail)
    assert start.main([]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("error: failed to write: No space left on device (os error 28)", "schijf is vol"),
        ("error: Permission denied", "mag niet schrijven"),
        ("ERROR: Could not find a version that satisfies the requirement x", "verbinding met internet"),
        ("error sending request: dns error: failed to lookup address; network unreachable", "verbinding met internet"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "niet het bestand dat avgkit verwacht"),
        ("something else", "AVGKIT_DEBUG"),
    ],
)
def test_what_an_installer_prints_becomes_one_sentence(start, output, words):
    assert words in start.explain(output)
    assert "\n" not in start.explain(output)


def test_without_a_network_it_says_so_and_leaves_a_folder_that_the_next_start_replaces(tmp_path):
    nowhere = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
        "UV_INDEX_URL": "http://127.0.0.1:9/",
        "PIP_RETRIES": "0",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_CACHE_DIR": "1",
        "UV_NO_CACHE": "1",
        "PIP_TIMEOUT": "2",
        "PIP_DEFAULT_TIMEOUT": "2",
        "AVGKIT_VENV": str(tmp_path / "venv"),
    }
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    done = subprocess.run(
        [sys.executable, ROOT / "start.py"], env=clean | nowhere, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "verbinding met internet" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("packed_fits", [True, False])
def test_what_was_packed_comes_before_the_network(start, tmp_path, monkeypatch, packed_fits):
    ran = []

    def run(command, settings=()):
        ran.append((command, dict(settings)))
        return subprocess.CompletedProcess(command, 0 if packed_fits or not settings else 1, "no matching distribution")

    monkeypatch.setattr(start, "run", run)
    monkeypatch.setattr(start, "PACKED", tmp_path)
    start.install(Path("python"), ROOT / "locks" / "run.txt")
    offline = [settings.get("PIP_FIND_LINKS") == settings.get("UV_FIND_LINKS") == str(tmp_path) for _, settings in ran]
    assert offline == ([True, True] if packed_fits else [True, True, False, False])
    assert all("--require-hashes" in command for command, _ in ran)


def test_pack_fetches_both_locks_with_their_hashes(start, venv, monkeypatch, capsys):
    ran = []
    monkeypatch.setattr(start, "VENV", venv[0])
    monkeypatch.setattr(
        start, "run", lambda command: ran.append(command) or subprocess.CompletedProcess(command, 0, "")
    )
    assert start.main(["pack"]) == 0
    assert [Path(command[-1]).name for command in ran] == ["uv.txt", "run.txt"]
    assert all({"download", "--require-hashes", str(start.PACKED)} <= set(command) for command in ran)
    assert "zonder internet" in capsys.readouterr().out


def test_pack_without_a_network_is_one_sentence(start, venv, monkeypatch, capsys):
    monkeypatch.setattr(start, "VENV", venv[0])
    monkeypatch.setattr(start, "run", lambda command: subprocess.CompletedProcess(command, 1, "Connection refused"))
    assert start.main(["pack"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_help_is_dutch_and_sets_nothing_up(start, capsys, monkeypatch):
    monkeypatch.setattr(start, "set_up", None)
    assert start.main(["--help"]) == 0
    assert "gebruik:" in capsys.readouterr().out


def test_words_are_passed_on(start, monkeypatch):
    called = []
    monkeypatch.setattr(start, "set_up", lambda venv, kind: Path("python-" + kind))
    monkeypatch.setattr(start, "add_spark", lambda python: None)
    monkeypatch.setattr(start.os, "execv", lambda program, command: called.append(command))
    monkeypatch.setattr(start.subprocess, "call", lambda command: called.append(command) or 0)
    monkeypatch.setattr(start.os, "chdir", lambda folder: None)
    start.main(["--no-browser", "--port", "8899"])
    start.main(["test", "-k", "start"])
    called = called[::2] if len(called) == 4 else called
    assert called[0] == ["python-run", "-m", "avgkit", "lab", "--no-browser", "--port", "8899"]
    assert called[1] == ["python-test", "-m", "pytest", "-n", "3", "--dist", "loadfile", "-k", "start"]


def test_an_old_python_gets_a_sentence(start, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 8, 18))
    spec = importlib.util.spec_from_file_location("start_old", ROOT / "start.py")
    with pytest.raises(SystemExit, match=r"versie 3\.8.*3\.11 of nieuwer"):
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


def test_jupyterlab_stays_on_this_machine_with_its_token_and_fetches_no_news():
    from avgkit.app.lab import command

    words = command(browser=False, port=8899)
    assert "--ServerApp.ip=localhost" in words
    assert "--LabApp.news_url=None" in words
    assert {"--no-browser", "--port=8899"} <= set(words)
    assert not any("token" in word for word in words)


@pytest.mark.parametrize(
    ("java", "wish", "code", "asked"), [("j", "", 0, 1), ("j", "", 1, 2), (None, "", 0, 0), ("j", "0", 0, 0)]
)
def test_spark_comes_along_for_the_tests_only_where_java_is_and_once(
    start, tmp_path, monkeypatch, capsys, java, wish, code, asked
):
    commands = []

    def run(command):
        commands.append(command)
        return subprocess.CompletedProcess(command, code, "network unreachable")

    monkeypatch.setattr(start, "VENV", tmp_path)
    monkeypatch.setattr(start, "run", run)
    monkeypatch.setattr(start.shutil, "which", lambda name: java)
    monkeypatch.setenv("AVGKIT_SPARK", wish)
    start.add_spark(Path("python"))
    start.add_spark(Path("python"))
    assert len(commands) == asked
    assert ("overgeslagen" in capsys.readouterr().err) == (code == 1)
    assert all("--require-hashes" in command and "--build-constraints" in command for command in commands)
