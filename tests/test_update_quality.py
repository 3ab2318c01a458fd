"""The figures in the pages are those that are kept beside weights and floors."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("update_quality", ROOT / "scripts" / "update_quality.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_current(script):
    for page in script.PAGES:
        text = page.read_text(encoding="utf-8")
        assert "<!-- figures: " in text
        assert script.updated(text) == text, "run python scripts/update_quality.py"


def test_every_part_is_shown(script):
    shown = "".join(page.read_text(encoding="utf-8") for page in script.PAGES)
    assert all(f"<!-- figures: {name} -->" in shown for name in script.PARTS)


def test_a_new_figure_reaches_the_page(script, tmp_path, monkeypatch):
    kept = json.loads((ROOT / "tests" / "eval" / "out_of_fold.json").read_text(encoding="utf-8"))
    kept["events"]["differ"], kept["events"]["differ_precision"] = 77, 0.991
    folder = tmp_path / "tests" / "eval"
    folder.mkdir(parents=True)
    (folder / "out_of_fold.json").write_text(json.dumps(kept), encoding="utf-8")
    monkeypatch.setattr(script, "ROOT", tmp_path)
    page = script.updated("<!-- figures: out-of-fold -->\nbefore\n<!-- end -->\n")
    assert "77; 0.991" in page and "before" not in page


def test_floors_that_the_page_leaves_out_are_the_ones_out_of_fold(script):
    floors = json.loads((ROOT / "tests" / "eval" / "floors.json").read_text(encoding="utf-8"))["floors"]
    assert set(floors) - set(script.FLOORS) == {"discrepancies"}
