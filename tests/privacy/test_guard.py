"""The guard: lists of real people and notebooks run on one's own list never get into a commit."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from avgkit.course.lists import CourseList, read_files, sample_list

ROOT = Path(__file__).parent.parent.parent
REAL = "jan.jansen@" + "mijnbakker.nl"
NUMBER = "06-2345" + "6789"

spec = importlib.util.spec_from_file_location("guard", ROOT / "tools" / "guard.py")
guard = importlib.util.module_from_spec(spec)
spec.loader.exec_module(guard)
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not here")


def notebook(output="", source="", **metadata):
    shown = {"output_type": "execute_result", "data": {"text/html": [output], "image/png": REAL}}
    cells = [
        {"cell_type": "markdown", "source": ["Zet je eigen lijst in data/eigen."]},
        {"cell_type": "code", "source": source, "outputs": [shown]},
    ]
    return json.dumps({"cells": cells, "metadata": metadata}).encode()


def workbook(cell):
    from openpyxl import Workbook

    book, data = Workbook(), io.BytesIO()
    book.active.append(["Naam", cell])
    book.save(data)
    return data.getvalue()


def own_sentence():
    return CourseList(sample_list().source, "je eigen lijst").sentence


@pytest.mark.parametrize(
    ("path", "data", "expected"),
    [
        ("data/eigen/klanten.csv", b"Naam\nEls", ["own"]),
        ("data/eigen/sub/notities.md", b"x", ["own"]),
        ("notebooks/.ipynb_checkpoints/02-checkpoint.ipynb", b"{}", ["copy"]),
        ("Connections.csv", b"First Name,Last Name\nEls,Fictief", ["stray"]),
        ("notebooks/lijst.xlsx", workbook("els@example.org"), ["stray"]),
        ("data/samples/klanten.csv", f"Els,{REAL}".encode(), ["mail"]),
        ("data/samples/klanten.csv", f"Els,{REAL}".encode("utf-16"), ["mail"]),
        ("data/samples/klanten.vcf", f"TEL:{NUMBER}".encode(), ["phone"]),
        ("data/samples/klanten.xlsx", workbook(REAL), ["mail"]),
        ("data/samples/klanten.xls", b"\xd0\xcf\x11\xe0" + REAL.encode("utf-16-le"), ["mail"]),
        ("docs/verslag.html", f"<p>{REAL} {NUMBER}".encode(), ["mail", "phone"]),
        ("lijst.parquet", b"PAR1", ["closed"]),
        ("tests/formats/lijst.zip", b"PK", ["closed"]),
        ("notebooks/02.ipynb", notebook(output=own_sentence()), ["run"]),
        ("notebooks/02.ipynb", notebook(output=f"<td>{REAL}</td>"), ["mail"]),
        ("notebooks/02.ipynb", notebook(source=f"decide('{REAL}')"), ["mail"]),
        ("kopie.ipynb", notebook(output=NUMBER), ["phone"]),
        ("notebooks/02.ipynb", notebook(widgets={"state": {}}), ["widgets"]),
        ("notebooks/02.ipynb", b"{", ["broken"]),
        ("notebooks/02.ipynb", b'{"cells": [1]}', ["broken"]),
    ],
)
def test_what_may_not_be_committed_is_stopped(path, data, expected):
    assert [key for key, _ in guard.judge(path, data)] == expected


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("data/eigen/LEESMIJ.md", b"Zet in deze map je lijsten."),
        ("data/samples/klanten.csv", b"Els,els@example.org,06-0000 3001,06-06-2025 11:53"),
        ("data/samples/klanten.xlsx", workbook("els@Example.NL")),
        ("notebooks/02.ipynb", notebook(output=sample_list().sentence)),
        ("avgkit/law/rules.py", b"@dataclass\nclass Rule: ..."),
        ("locks/run.txt", b"numpy==2.4.6 --hash=sha256:0612345678900123"),
    ],
)
def test_what_is_invented_passes(path, data):
    assert guard.judge(path, data) == []


def test_the_guard_knows_the_sentence_of_an_own_list_as_the_course_says_it(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text("Naam,E-mail\nEls Fictief,els@example.org\n", encoding="utf-8")
    for name in ("je eigen lijst", "het bestand dat je opende"):
        assert guard.judge("a.ipynb", notebook(output=read_files([path], name).sentence)) == [("run", "cel 2")]


@needs_git
def test_all_that_git_keeps_passes():
    if subprocess.run(["git", "-C", ROOT, "rev-parse"], capture_output=True).returncode:
        pytest.skip("this copy of the project is no git repository")
    done = subprocess.run([sys.executable, "tools/guard.py", "--all"], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def repository(tmp_path):
    """A repository with the hook switched on, and a function that runs git in it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    clean |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for part in ("tools/guard.py", ".githooks/pre-commit"):
        (tmp_path / part).parent.mkdir(parents=True)
        shutil.copy(ROOT / part, tmp_path / part)

    def git(*words):
        settings = ("-c", "user.name=Els Fictief", "-c", "user.email=els@example.org", "-c", "core.hooksPath=.githooks")
        return subprocess.run(
            ["git", *settings, *words], cwd=tmp_path, env=clean, capture_output=True, text=True, encoding="utf-8"
        )

    git("init", "-q")
    git("add", ".")
    return tmp_path, git


@needs_git
def test_a_planted_commit_is_stopped_with_a_reason_and_without_the_data(repository):
    folder, git = repository
    assert git("commit", "-m", "start").returncode == 0
    (folder / "data" / "eigen").mkdir(parents=True)
    (folder / "data" / "eigen" / "klanten é.csv").write_text(f"Jan,{REAL}\n", encoding="utf-8")
    (folder / "mijn.vcf").write_text(f"FN:Jan\nEMAIL:{REAL}\nTEL:{NUMBER}\n", encoding="utf-8")
    (folder / "a.ipynb").write_bytes(notebook(output=own_sentence()))
    git("add", "--force", ".")
    done = git("commit", "-m", "mijn lijsten")
    assert done.returncode == 1
    for words in ("Tegengehouden", "Stopped", "klanten é.csv", "git restore --staged", "mijn.vcf", "rij 2", "a.ipynb"):
        assert words in done.stderr
    assert "mijnbakker" not in done.stderr
    assert "2345" not in done.stderr
    assert git("log", "--format=%s").stdout == "start\n"


@needs_git
def test_a_list_that_a_later_commit_took_away_is_still_found(repository):
    folder, git = repository
    git("commit", "-m", "start")
    (folder / "mijn.csv").write_text(f"Jan,{REAL}\n", encoding="utf-8")
    git("add", ".")
    assert git("commit", "--no-verify", "-m", "oeps").returncode == 0
    git("rm", "-q", "mijn.csv")
    assert git("commit", "-m", "weg").returncode == 0
    run = [sys.executable, "tools/guard.py"]
    assert subprocess.run([*run, "--all"], cwd=folder).returncode == 0
    done = subprocess.run([*run, "--since", "HEAD~2"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 1
    assert "mijn.csv" in done.stderr
