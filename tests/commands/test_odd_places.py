"""Inputs and outputs that are no ordinary files: pipes, devices, odd names, a full disk, a closed output."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from avgkit.cli import main

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name and /dev/full are not here")
LIST = "Naam;E-mail\nAnna;anna@example.org\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    os.mkfifo(tmp_path / "pijp.csv")
    os.symlink(tmp_path / "pijp.csv", tmp_path / "pijp.json")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        "read pijp.csv",
        "read pijp.json",
        "read /dev/zero",
        "read lijst.csv -o /dev/full",
        "read lijst.csv -o pijp.csv",
        "classify pijp.csv --batches -o uit.parquet",
        "classify lijst.csv --consent pijp.csv",
        "check-form pijp.csv",
        "check-mail /dev/zero",
        "consent show pijp.csv",
        "compare lijst.csv --with pijp.csv",
        "export lijst.csv --channel email --purpose offer --suppressed pijp.csv -o uit.csv",
        "rights access --email anna@example.org pijp.csv",
        "lab --port 99999",
    ],
)
def test_what_is_no_ordinary_file_is_one_sentence_at_once(words, folder):
    done = run(words.split(), timeout=60)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2
    assert "niet hadden voorzien" not in done.stderr


def test_a_name_that_is_not_utf8_is_read_and_shown(folder, capsys):
    name = os.fsdecode(b"lijst\xff.csv")
    os.rename("lijst.csv", name)
    assert main(["classify", name, "-o", "uit.xlsx"]) == 0
    assert "lijst�.csv: 1 rij" in capsys.readouterr().out


@pytest.mark.parametrize("output", ["uit.xlsx", "uit.csv", "uit.parquet"])
def test_a_full_disk_is_one_sentence_and_nothing_is_left(output, folder):
    # a limit on the size of a file says what a full disk says
    script = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200)); "
    done = run(["read", "lijst.csv", "-o", output], script)
    assert (done.returncode, "de schijf is vol" in done.stderr) == (2, True), done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["lijst.csv", "pijp.csv", "pijp.json"]


def test_an_output_that_takes_nothing_is_one_sentence(folder):
    with open("/dev/full", "w") as full:
        done = run(["read", "lijst.csv"], stdout=full)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "er is geen ruimte" in done.stderr


def test_an_output_that_is_closed_is_no_fault(folder):
    done = run(["decide", "--channel", "email", "--purpose", "offer"], "import os; os.close(1); ")
    assert "niet hadden voorzien" not in done.stderr


def run(words, before="", *, timeout=60, **streams):
    script = f"{before}from avgkit.cli import main; import sys; sys.exit(main(sys.argv[1:]))"
    streams = {"stdout": subprocess.PIPE} | streams
    return subprocess.run(
        [sys.executable, "-c", script, *words],
        stderr=subprocess.PIPE,
        text=True,
        timeout=timeout,
        check=False,
        **streams,
    )
