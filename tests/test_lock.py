"""requirements.lock holds what pyproject.toml asks for, each with the hashes of its files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENTRIES = {
    name: (version, body)
    for name, version, body in re.findall(
        r"^([a-z0-9][\w.-]*)==(\S+) \\\n((?:    .*\n?)+)", LOCK, re.MULTILINE
    )
}


def asked() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["test"], *extras["parquet"]]
    return [line for line in wanted if not line.startswith("crossclaim[")]


def beside_the_lock() -> set[str]:
    """What the extras name that the lock is not made for: tools of developers, nothing that is shipped."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        re.match(r"[\w.-]+", line)[0]
        for extra in ("audit", "dev", "docs", "files", "notebook", "release", "workflows")
        for line in project["optional-dependencies"][extra]
    }


def release(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.match(r"\d+(?:\.\d+)*", version)[0].split("."))


@pytest.mark.parametrize("line", asked())
def test_each_dependency_is_locked_at_a_version_that_is_allowed(line):
    name, bounds = re.match(r"([\w.-]+)(.*)", line).groups()
    key = re.sub(r"[-_.]+", "-", name).lower()
    assert key in ENTRIES, f"{name} is not in requirements.lock: run scripts/update_lock.sh"
    found = release(ENTRIES[key][0])
    for sign, bound in re.findall(r"(>=|==|<)([\d.]+)", bounds):
        good = {">=": found >= release(bound), "<": found < release(bound), "==": found == release(bound)}[
            sign
        ]
        assert good, f"{line} excludes {ENTRIES[key][0]}: run scripts/update_lock.sh"


def test_each_file_has_a_hash_and_comes_from_an_index():
    assert len(ENTRIES) > 50
    assert all("--hash=sha256:" in body for _, body in ENTRIES.values())
    assert "file:" not in LOCK and "/opt" not in LOCK and "@ " not in LOCK


def test_constraints_are_those_of_the_lock():
    pins = re.findall(r"^([a-z][\w-]*)==(\S+)$", (ROOT / "constraints.txt").read_text(), re.MULTILINE)
    assert {name for name, _ in pins} >= {"torch"}
    for name, version in pins:
        key = re.sub(r"[-_.]+", "-", name)
        if key in ENTRIES or key not in beside_the_lock():
            assert ENTRIES[key][0].partition("+")[0] == version
