"""One list of dependencies: pyproject.toml, environment.yml and the locks agree."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from rattler import MatchSpec

ROOT = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
"""conda-forge's ``matplotlib`` also brings a desktop window kit that the course does not use."""
OWN = {"pip"}
"""Needed by conda to install the project itself."""
PIN = re.compile(r"^([A-Za-z0-9_.\-]+)==(\S+)", re.MULTILINE)


def lock(name):
    return (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name):
    return {package.lower().replace("_", "-"): version for package, version in PIN.findall(lock(name))}


def test_environment_yml_agrees_with_pyproject():
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").split("dependencies:\n")[1].splitlines()
    specs = [MatchSpec(line.strip()[2:]) for line in lines if line.startswith("  - ") and not line.endswith(":")]
    found = {spec.name.normalized: str(spec.version) for spec in specs if spec.name.normalized not in OWN}
    wanted = {"python": PROJECT["requires-python"]}
    for text in PROJECT["dependencies"]:
        requirement = Requirement(text)
        wanted[CONDA_NAMES.get(requirement.name, requirement.name)] = str(requirement.specifier)
    assert found == wanted


@pytest.mark.parametrize("name", ["run", "test", "spark"])
def test_a_lock_satisfies_pyproject_and_is_hashed(name):
    locked, text = pins(name), lock(name)
    wanted = PROJECT["optional-dependencies"].get(name, []) + (PROJECT["dependencies"] if name != "spark" else [])
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(locked[requirement.name]), requirement
    entries = [entry for entry in re.split(r"\n(?=\S)", text.strip()) if not entry.startswith("#")]
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("name", ["run", "test", "uv", "spark"])
def test_a_lock_names_no_package_host(name):
    assert not re.search(r"https?://|--index|--extra-index|--find-links|--trusted-host", lock(name))


def test_the_test_lock_pins_what_the_run_lock_pins():
    assert pins("run").items() <= pins("test").items()


def test_spark_is_in_no_other_lock():
    assert not {"pyspark", "py4j"} & {*pins("run"), *pins("test")}
