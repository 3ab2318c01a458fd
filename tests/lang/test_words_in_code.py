"""Words that belong to English are data: code holds grammar."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
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


OWN_SCANNERS = {
    "compare/extraction/claims/marked_words.py",
    "compare/extraction/names/places.py",
    "compare/extraction/names/runs.py",
    "compare/extraction/quantities/numbers.py",
    "compare/extraction/units.py",
}
"""Modules whose grammar needs words that are no tokens; a comment beside each pattern says why."""


def scanners(code: str) -> Iterator[str]:
    """The patterns that are given to `re` and find each plain word of a text: a tokeniser of their own."""
    for node in ast.walk(ast.parse(code)):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args):
            continue
        pattern = node.args[0].value if isinstance(node.args[0], ast.Constant) else ""
        if isinstance(pattern, str) and pattern:
            found = [match[0] for match in re.finditer(pattern, "qvxesk, zwtoru")]
            if [text for text in found if text.isalpha()] == ["qvxesk", "zwtoru"]:
                yield pattern


def test_words_are_cut_by_the_one_tokeniser():
    files = [path for path in (ROOT / "compare").rglob("*.py") if "lang" not in path.relative_to(ROOT).parts]
    told = {path.relative_to(ROOT).as_posix(): list(scanners(path.read_text("utf-8"))) for path in files}
    own = {path: patterns for path, patterns in told.items() if patterns}
    assert own.keys() == OWN_SCANNERS, "take compare.lang.en.tokens, or a pattern of compare.lang.patterns"
    assert all(len(patterns) == 1 for patterns in own.values())


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (r'_WORD = re.compile(r"\w+")', [r"\w+"]),
        ('found = re.findall("[a-z]+", text)', ["[a-z]+"]),
        (r'_TOKEN = re.compile(r"[A-Za-z]+(?:-[a-z]+)?|[.,]")', ["[A-Za-z]+(?:-[a-z]+)?|[.,]"]),
        (r'_NAME = re.compile(r"[A-Z]\w+")', []),
        (r'_LAST = re.compile(r"(\w+) \Z")', []),
        (r'_YEAR = re.compile(r"\d{4}")', []),
    ],
)
def test_what_is_a_tokeniser(code, expected):
    assert list(scanners(code)) == expected
