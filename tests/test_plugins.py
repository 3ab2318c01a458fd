"""Plug-ins end to end: the example package is installed, and the commands use it by name."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from plugged import EXAMPLE, install_example

from compare import plugins

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(plugins.__file__).parents[1]
"""Where the crossclaim that is tested is imported from."""
WIRES = """ZCZC TTM041
FROM: Tarn Times
DATE: 2024-03-12
HEAD: Blast at market in Tarn

A bomb killed 41 people at the market of Tarn on Monday, the governor said.
Hospitals treated 120 injured people.
NNNN
ZCZC VEL007
FROM: Velmora Echo
DATE: 13 March
HEAD: Blast at Tarn market

The bomb at the market of Tarn on Monday killed 52 people, police said.
Hospitals treated 120 injured people.
NNNN
ZCZC TTM042
FROM: Tarn Times
"""


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    return install_example(tmp_path_factory.mktemp("site"))


@pytest.fixture
def crossclaim(example, tmp_path):
    """Runs the command line as a user would, with the example installed."""
    (tmp_path / "wires").mkdir()
    (tmp_path / "wires" / "night.telex").write_text(WIRES, encoding="utf-8")
    path = os.pathsep.join([str(HOME), str(example)])

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "compare", *words],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": path, "COLUMNS": "120"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


def test_they_are_listed(crossclaim):
    done = crossclaim("plugins")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "reader telex (crossclaim-example-plugin 0.1.0): files that end in .telex",
        "judge gap (crossclaim-example-plugin 0.1.0): --judge plugin:gap",
        "encoder letters (crossclaim-example-plugin 0.1.0): --model plugin:letters",
    ]


def test_a_report_is_made_with_all_three(crossclaim, tmp_path):
    done = crossclaim("report", "wires", "--model", "plugin:letters", "--judge", "plugin:gap")
    assert done.returncode == 0, done.stderr
    assert "a message without its end NNNN; left out" in done.stderr
    assert 'DATE "13 March" is no day; read without a date' in done.stderr
    made = json.loads((tmp_path / "reports" / "facts.json").read_text(encoding="utf-8"))
    assert [(row["id"], row["source"], row["published"]) for row in made["articles"]] == [
        ("TTM041", "Tarn Times", "2024-03-12"),
        ("VEL007", "Velmora Echo", ""),
    ]
    assert made["run"]["model"].startswith("plugin:letters@letters-512@1")
    assert made["run"]["judge"] == "plugin:gap@gap@1"
    assert {"agree"} <= {fact["verdict"] for fact in made["facts"]}


def test_a_store_is_asked_with_the_encoder_it_was_compared_with(crossclaim):
    assert crossclaim("report", "wires", "--model", "plugin:letters", "--db", "news.db").returncode == 0
    done = crossclaim("query", "injured people in hospitals", "--db", "news.db", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["facts"]


def test_a_name_that_no_package_brings_is_told(crossclaim):
    done = crossclaim("report", "wires", "--model", "plugin:words")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        "crossclaim: there is no plug-in plugin:words among the encoders; installed: letters"
    )


def test_the_example_imports_only_what_is_public():
    for path in EXAMPLE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("compare"):
                assert node.module == "compare.plugins", path
                assert {alias.name for alias in node.names} <= set(plugins.__all__), path


def test_the_page_shows_the_entry_points_of_the_example():
    page = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", page, flags=re.DOTALL)
    assert shown.strip() in (EXAMPLE / "pyproject.toml").read_text(encoding="utf-8")


def test_the_code_on_the_page_reads_a_file(tmp_path):
    from compare.ingest.items import Blob, Listeners, ReadOptions

    page = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    known: dict[str, object] = {}
    exec(compile(code, "docs/plugins.md", "exec"), known)
    path = tmp_path / "one.note"
    path.write_text("A headline\nA text of a note.\n")
    blob = Blob(path, ".note", "one", lambda: path.open("rb"))
    (item,) = known["NOTE"].read(blob, ReadOptions(), Listeners(print, print))
    assert (item.known.title, item.text) == ("A headline", "A text of a note.\n")


def test_what_plugins_offer_is_all_there():
    assert plugins.__all__ == sorted(plugins.__all__)
    assert all(hasattr(plugins, name) for name in plugins.__all__)
