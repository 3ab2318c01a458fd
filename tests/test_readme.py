"""The README is short, its sample and picture are those of reports/, and links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from compare.pipeline_store import compare_store
from compare.store import open_store

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(
    path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")) if path.name != "CHANGELOG.md"
)


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readme_is_read_in_three_minutes():
    assert len(README.encode()) < 9_000


@pytest.mark.parametrize(
    "command",
    [
        "pip install -c constraints.txt . && crossclaim report seeds/",
        "pip install -c constraints.txt '.[test]' && pytest",
    ],
)
def test_the_two_commands_stand_alone_in_it(command):
    assert f"```sh\n{command}\n```" in README


def test_the_sample_is_current():
    sample = script("update_readme_sample")
    assert sample.START in README
    assert sample.updated(README) == README, "run python scripts/update_readme_sample.py"


def test_the_pictures_are_current_and_small():
    picture = script("update_pictures")
    assert f"]({picture.PICTURE})" in README
    assert picture.updated(README) == README, "run python scripts/update_pictures.py"
    for path in picture.SIZES:
        data = (ROOT / path).read_bytes()
        assert (data[:4], data[8:12]) == (b"RIFF", b"WEBP")
        assert len(data) < 150_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_pages_name_are_there(page):
    """Paths in backquotes that begin with a folder of the project, but for patterns with a ``<part>``."""
    for named in re.findall(
        r"`((?:compare|tests|scripts|benchmarks|docs|seeds)/[^`\s<]*)`", page.read_text("utf-8")
    ):
        assert list(ROOT.glob(named.rstrip("/"))), named


def test_the_code_on_the_library_runs(tmp_path, monkeypatch, capsys):
    """One block after the other, as a reader would, beside a store of the same articles."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    known: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL):
        if "open_store" in block:
            with open_store("news.db") as store:
                store.add(known["read_articles"](["seeds"]))
                compare_store(store)
        exec(compile(block, "docs/library.md", "exec"), known)
    told = capsys.readouterr().out
    assert "no report" in told
    assert re.search(r"^0\.\d+ ", told, re.MULTILINE), "what the query found"
