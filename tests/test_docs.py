"""Every command that a page of docs/ shows runs, and prints what stands under it.

``pytest -m "docs or not docs" tests/test_docs.py`` runs all pages. They run the package that is tested or,
with CROSSCLAIM_COMMAND=/venv/bin/crossclaim, that one.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_docs", ROOT / "scripts" / "update_docs.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # records need to find their module
    spec.loader.exec_module(module)
    return module


docs = script()
COMMAND = [named] if (named := os.environ.get("CROSSCLAIM_COMMAND")) else [sys.executable, "-m", "compare"]
needs_a_shell = pytest.mark.skipif(
    os.name == "nt" or not shutil.which("sh"), reason="the pages are written for a POSIX shell"
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("cache")


def tried_always(page: Path) -> Any:
    """The tutorial is run with all tests, other pages by ``-m docs``: each takes seconds."""
    name = page.relative_to(docs.DOCS).as_posix()
    return pytest.param(page, id=name, marks=() if name == "tutorial.md" else pytest.mark.docs)


@needs_a_shell
@pytest.mark.parametrize("page", list(map(tried_always, docs.pages())))
def test_the_commands_of_a_page_print_what_it_shows(page, cache):
    found = docs.trial(page, COMMAND, cache)
    assert found.ran > 0
    assert not found.wrong, "\n\n".join(["run python scripts/update_docs.py", *found.wrong])
    assert found.text == page.read_text(encoding="utf-8")


def test_the_tutorial_is_among_the_pages():
    assert docs.DOCS / "tutorial.md" in docs.pages()


@pytest.fixture
def tried(tmp_path, cache):
    """Try a page that stands alone."""

    def trial(text: str):
        page = tmp_path / "page.md"
        page.write_text(text, encoding="utf-8")
        return docs.trial(page, COMMAND, cache)

    return trial


@needs_a_shell
def test_a_page_that_shows_something_else_is_told_and_mended(tried):
    page = "Before\n\n```console\n$ echo one\ntwo\n$ echo 0.51\n0.5\n```\n\nAfter\n"
    found = tried(page)
    assert found.ran == 2
    (wrong,) = found.wrong
    assert "-two" in wrong and "+one" in wrong
    assert found.text == page.replace("two", "one")
    assert not tried(found.text).wrong


@needs_a_shell
def test_exit_codes_are_looked_at(tried):
    assert tried("```console\n$ exit 3\n```\n").wrong
    assert tried("<!-- run: exit 2 -->\n```console\n$ exit 3\n```\n").wrong
    assert not tried("<!-- run: exit 3 -->\n```console\n$ exit 3\n```\n").wrong


@needs_a_shell
def test_files_hidden_commands_and_cuts(tried):
    page = """```csv title="a/b.csv"
1,2
3,4
```

<!-- by hand
$ cat >> a/b.csv <<'END'
5,6
END
-->

<!-- run: first 2 lines -->
```console
$ cat \\
a/b.csv
```

<!-- not run: there is no such program -->
```console
$ nosuchprogram
```
"""
    found = tried(page)
    assert found.text == page.replace("\na/b.csv\n", "\na/b.csv\n1,2\n3,4\n…\n")
    assert (found.ran, found.left) == (1, ["there is no such program"])


@needs_a_shell
def test_a_hidden_command_that_fails_is_told(tried):
    assert tried("<!-- by hand\n$ exit 1\n-->\n").wrong


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["a 0.50 b"], ["a 0.52 b"], True),
        (["a 0.50 b"], ["a 0.54 b"], False),
        (["a 5 b"], ["a 6 b"], False),
        (["x  ███ 1"], ["x  ██ 1"], True),
        (["on 1 December 2026", "he"], ["on 1 December", "2026 he"], True),
        (["a"], ["a", "b"], False),
    ],
)
def test_what_is_the_same_but_for_rounding_drawing_and_breaks(one, other, same):
    assert docs.alike(one, other) is same


def test_the_day_and_addresses_are_fixed():
    step = docs.Step("echo", [])
    session = type(
        "S", (), {"run": lambda *_: (0, f"http://127.0.0.1:4242/x?token=y {docs.date.today()}T12:34:56Z\n")}
    )()
    found = docs.Trial("")
    assert docs._printed(step, "", session, found) == ["http://127.0.0.1:50123/… 2026-12-01T09:00:00Z"]


def test_each_page_of_docs_stands_in_the_navigation_of_the_site():
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    named = set(re.findall(r"[\w/-]+\.md\b", config))
    own = {"index.md", "architecture.md", "changelog.md", "contributing.md", "security.md"}
    assert {page.relative_to(docs.DOCS).as_posix() for page in docs.DOCS.rglob("*.md")} == named - own
