"""Quality floors: what ``../shared/score/score.py`` measures must not fall below `floors.json`.

A floor is lowered on purpose only, by editing that file in a commit that says why. Each holds the score's
command, the SHA-256 of the data that it was measured on, the figures measured then, and the least that
may come out. "REPORT" stands for the facts.json of each of its `reports`; another `scorer` than the shared
one is named. Floors of `same_fact_scores` out of fold are in `test_same_fact.py`.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.eval

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "score/score.py"
FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))["floors"]
LIMIT_SECONDS = 900


def run(*command: str | Path) -> str:
    """What a command prints, run by this Python in the project's folder with default settings."""
    settings = ("CROSSCLAIM_MATCHING__", "CROSSCLAIM_VERDICTS__", "CROSSCLAIM_INGEST__")
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith(settings)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=LIMIT_SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}: {done.stderr[-2000:]}"
    return done.stdout


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    """Makes the report on some articles, once in a session however many floors use it."""
    made: dict[str, Path] = {}

    def make(articles: str) -> Path:
        if articles not in made:
            out = tmp_path_factory.mktemp("report")
            run("-m", "compare", "report", path(articles), "--out", out, "--format", "facts", "--quiet")
            made[articles] = out / "facts.json"
        return made[articles]

    return make


def path(name: str) -> Path:
    """A file of the project, or of the folder beside it where the name begins with "shared/"."""
    return ROOT.parent / name if name.startswith("shared/") else ROOT / name


def unchanged(files: dict[str, str]) -> None:
    """Skip where the data are absent; fail where they are not those of the floor."""
    for name, expected in files.items():
        if not path(name).exists():
            pytest.skip(f"{path(name)} is not there, so this floor is not measured")
        found = hashlib.sha256(path(name).read_bytes()).hexdigest()
        assert found == expected, f"{name} is not the file that the floor was set on: measure anew"


def figure(result: dict[str, Any], name: str) -> Any:
    """A figure by its name, or by those of the parts that lead to it ("by_verdict.agree")."""
    for part in [name] if name in result else name.split("."):
        result = result[part]
    return result


def short_of(found: Any, least: Any) -> bool:
    """Whether a figure is below its floor: a number, or "3/3" right of all, or a list that must be so."""
    if isinstance(least, str):
        (right, total), (fewest, all_) = (map(int, text.split("/")) for text in (found, least))
        assert total == all_, "the gold has changed"
        return right < fewest
    return found != least if isinstance(least, list) else found < least


@pytest.mark.parametrize("name", FLOORS)
def test_floor(name, report):
    floor = FLOORS[name]
    if not SCORER.exists():
        pytest.skip(f"{SCORER} is not there, so no floor is measured")
    unchanged(floor["data"])
    command: list[str | Path] = []
    for word in floor["command"]:
        if word == "REPORT":
            command += map(report, floor["reports"])
        else:
            command.append(path(word) if "/" in word else word)
    scorer = ROOT / floor["scorer"] if "scorer" in floor else SCORER
    result = json.loads(run(scorer, *command).splitlines()[-1])
    low = {
        key: (figure(result, key), least)
        for key, least in floor["least"].items()
        if short_of(figure(result, key), least)
    }
    assert not low, f"{name} is below its floor (found, least): {low}; everything: {result}"


@pytest.mark.parametrize(
    ("found", "least", "low"),
    [
        (0.80, 0.80, False),
        (0.79, 0.80, True),
        ("2/3", "2/3", False),
        ("1/3", "2/3", True),
        ([], [], False),
        (["a topic"], [], True),
    ],
)
def test_a_floor_is_met_at_equality(found, least, low):
    assert short_of(found, least) is low


ARTICLES = ["seeds/", "shared/data/tolls.articles.jsonl", "shared/data/incidents.articles.jsonl"]


@pytest.mark.parametrize("articles", ARTICLES)
def test_what_is_written_is_as_its_schema_says(articles, report):
    from jsonschema import Draft202012Validator

    from compare.schemas import load_schema

    if not path(articles).exists():
        pytest.skip(f"{path(articles)} is not there, so its report is not validated")
    tree = json.loads(report(articles).read_text(encoding="utf-8"))
    found = Draft202012Validator(load_schema("facts")).iter_errors(tree)
    assert [f"{error.json_path}: {error.message[:200]}" for error in found] == []


def test_floors_are_not_above_what_was_measured():
    for floor in FLOORS.values():
        assert set(floor["least"]) == set(floor["measured"])
        assert not any(short_of(floor["measured"][key], least) for key, least in floor["least"].items())
        assert all(len(digest) == 64 for digest in floor["data"].values())
