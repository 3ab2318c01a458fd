"""What is released and what a public host runs: workflows, scripts of .ci, Dockerfile, citation, contents."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

import compare

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
STEPS = sorted(path for path in (ROOT / ".ci").iterdir() if path.name != "enter")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN = (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def jobs():
    for path in WORKFLOWS:
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
        for name, job in tree["jobs"].items():
            yield f"{path.stem}.{name}", tree, job


JOBS = {name: (tree, job) for name, tree, job in jobs()}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_each_action_is_pinned_to_a_commit_with_its_version_beside_it(path):
    used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert used
    for action in used:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


@pytest.mark.parametrize("name", JOBS)
def test_a_job_may_do_only_what_it_must(name):
    tree, job = JOBS[name]
    assert tree["permissions"] == {}
    wanted = {"id-token": "write"} if name == "release.publish" else {"contents": "read"}
    assert job["permissions"] == wanted
    for step in job["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"] == {"persist-credentials": False}


@pytest.mark.parametrize("name", JOBS)
def test_each_step_is_a_script_that_the_submission_runs_as_well(name):
    for step in JOBS[name][1]["steps"]:
        if "run" not in step:
            continue
        (line,) = step["run"].strip().splitlines()
        script = shlex.split(line)[0]
        assert (ROOT / script).is_file()
        assert script in RUN or script == ".ci/release"  # nothing is published from a submission


def test_the_steps_are_those_of_the_submission():
    in_workflows = {step.get("run", "").split(" ")[0] for _, job in JOBS.values() for step in job["steps"]}
    beside = {".ci/run", ".ci/quality"}  # the floors need data that lie beside the project
    assert {f".ci/{path.name}" for path in STEPS} - beside <= in_workflows


def test_tests_run_on_three_systems_and_every_python_that_is_named():
    matrix = JOBS["ci.tests"][1]["strategy"]["matrix"]
    named = re.findall(r"Python :: (3\.\d+)$", "\n".join(PROJECT["classifiers"]), re.MULTILINE)
    assert matrix["python"] == named
    assert PROJECT["requires-python"] == f">={named[0]}"
    assert [system.partition("-")[0] for system in matrix["system"]] == ["ubuntu", "macos", "windows"]


@pytest.mark.parametrize("path", STEPS, ids=lambda path: path.name)
def test_a_step_stops_at_the_first_error_and_says_what_it_does(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert lines[1].startswith("# ")
    code = [line for line in lines if line and not line.startswith("#")]
    assert code[:2] == ["set -euo pipefail", 'cd "$(dirname "$0")/.."']
    if os.name != "nt":
        assert os.access(path, os.X_OK)


def test_the_citation_is_of_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == compare.__version__
    assert citation["license"] == PROJECT["license"]
    assert [author["name"] for author in citation["authors"]] == [a["name"] for a in PROJECT["authors"]]


def released(*arguments: str, **variables: str) -> tuple[int, list[str]]:
    """What `.ci/release` says."""
    done = subprocess.run(
        ["bash", ROOT / ".ci" / "release", *arguments],
        env={**os.environ, **variables}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


@pytest.mark.skipif(os.name == "nt", reason="releases are made on Linux")
def test_a_release_needs_its_tag_and_addresses_of_the_host_that_publishes_it():
    code, said = released("v9.9.9", GITHUB_SERVER_URL="https://host.test", GITHUB_REPOSITORY="a/b")
    assert code == 1
    assert said[0] == f"the tag is v9.9.9 and the version {compare.__version__}; they must be one"
    assert said[-1] == "project.urls in pyproject.toml must be addresses of https://host.test/a/b"
    _, right = released(f"v{compare.__version__}")
    assert not any(line.startswith("the tag") for line in right)


def docker(word: str) -> list[str]:
    """What follows each instruction `word` of the Dockerfile, its lines joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return re.findall(rf"^{word} (.*)$", text, re.MULTILINE)


def test_the_image_holds_what_the_package_is_built_from_and_runs_without_rights():
    copied = {name for line in docker("COPY") if "--from" not in line for name in line.split()[:-1]}
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{name}" for name in copied} == {line for line in ignored if line.startswith("!")}
    assert all((ROOT / name).exists() for name in copied)
    readme_and_licences = {PROJECT["readme"], *(name.partition("/")[0] for name in PROJECT["license-files"])}
    assert readme_and_licences <= copied
    assert docker("USER") == ["10001"]
    assert docker("FROM")[-1] == "python:${PYTHON}-slim-bookworm"
    assert docker("ARG") == ["PYTHON=3.13"]


@pytest.fixture
def contents():
    spec = importlib.util.spec_from_file_location("dist_contents", ROOT / "scripts" / "dist_contents.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def dist(tmp_path, contents):
    """Writes a wheel and an sdist that hold empty files of the right names, into a folder that it gives."""

    def write(without: str = "", more: str = "") -> list[str]:
        for path in tmp_path.iterdir():
            path.unlink()
        info = "crossclaim-1.dist-info"
        names = contents.tracked("compare") | {f"{info}/licenses/{name}" for name in contents.LICENCES}
        names |= {f"{info}/METADATA", "crossclaim-1.data/data/share/man/man1/crossclaim.1"}
        with zipfile.ZipFile(tmp_path / "crossclaim-1-py3-none-any.whl", "w") as archive:
            for name in sorted((names - {without}) | ({more} if more else set())):
                archive.writestr(name, "")
        with tarfile.open(tmp_path / "crossclaim-1.tar.gz", "w:gz") as archive:
            for name in sorted((contents.tracked(".") - {without}) | ({more} if more else set())):
                archive.addfile(tarfile.TarInfo(f"crossclaim-1/{name}"))
        return [str(tmp_path)]

    return write


def test_what_a_release_lacks_or_has_too_much_is_named(contents, dist, capsys):
    def faults(*arguments: str) -> list[str]:
        assert contents.main(dist(*arguments)) == bool(any(arguments))
        return capsys.readouterr().out.splitlines()

    assert faults() == ["crossclaim-1-py3-none-any.whl and crossclaim-1.tar.gz hold what belongs in them"]
    assert faults("compare/py.typed") == [
        "the wheel lacks compare/py.typed",
        "the sdist lacks compare/py.typed",
    ]
    assert faults("crossclaim-1.dist-info/licenses/LICENSE") == [
        "the wheel lacks crossclaim-1.dist-info/licenses/LICENSE"
    ]
    assert faults("tests/samples.py") == ["the sdist lacks tests/samples.py"]
    assert faults("", "tests/x.py") == ["the wheel holds tests, which is no part of the package"]
    assert faults("", "compare/__pycache__/x.pyc") == ["compare/__pycache__/x.pyc should not be released"] * 2


def test_a_folder_without_a_wheel_is_said(contents, tmp_path, capsys):
    assert contents.main([str(tmp_path)]) == 1
    assert capsys.readouterr().out == f"{tmp_path} holds 0 wheels and 0 sdists, not one of each\n"


def test_tests_are_run_against_what_was_installed():
    """Python puts the folder that it is started in before what is installed, unless it is told not to."""
    assert "export PYTHONSAFEPATH=1\n" in (ROOT / ".ci" / "tests").read_text(encoding="utf-8")
    if not os.environ.get("PYTHONSAFEPATH"):
        return
    where = "import compare; print(compare.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", where], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == compare.__file__
