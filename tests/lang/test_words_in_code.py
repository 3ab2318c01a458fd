"""Words that belong to English are data: code holds grammar."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("list_words", ROOT / "scripts" / "list_words.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_list_of_words_stands_in_code(script):
    found = {
        f"{path.relative_to(ROOT)}:{line}": words
        for path in script.modules(ROOT / "compare")
        for line, words in script.lists(path)
    }
    assert not found, "move these to compare/lang/en/data/, with a comment on where they come from"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('NOUNS = {"boat", "ship", "ferry", "barge", "canoe", "raft"}', [6]),
        ('NOUNS = ("boat", "ship", "ferry", "barge", "canoe")', []),
        ('PLACED = r"\\b(?:boat|ships?|ferry|barge|canoe|raft)\\b"', [6]),
        ('PLACED = rf"{GAP}(?P<of>boat|ship|ferry{GAP}|barge|canoe|raft){GAP}"', [6]),
        ('PLACED = r"(?:of|in|at|on|by|with|for|from|to)"', []),
        ('PLACED = r"(?:of|in|at|on|by|with|for|boat|ship)"', []),
        ('COLUMNS = {"boat": 1, "ship": 2, "ferry": 3, "barge": 4, "canoe": 5, "raft": 6}', []),
    ],
)
def test_what_is_a_list_of_words(script, tmp_path, code, expected):
    path = tmp_path / "module.py"
    path.write_text(code, encoding="utf-8")
    assert [len(words) for _, words in script.lists(path)] == expected
