"""Numbers that somebody chose say what they were set on."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def constants():
    spec = importlib.util.spec_from_file_location("list_constants", ROOT / "scripts" / "list_constants.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.constants


MODULES = sorted((ROOT / "compare").rglob("*.py"))
OTHERS = frozenset({"compare/text_safety.py", "compare/web/headers.py"})
"""Modules that compare with numbers of Unicode and of what Python can read: a comment says which."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_number_of_a_module_has_words_beside_it(path, constants):
    bare = [source for _, source, told in constants(path) if not told]
    assert not bare, f"{path.relative_to(ROOT)}: say what {bare} was set on"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_comparisons_are_with_numbers_that_have_a_name(path, constants):
    nameless = [source for _, source, _ in constants(path) if " = " not in source]
    where = path.relative_to(ROOT).as_posix()
    assert not nameless or where in OTHERS, (
        f"{where}: give the number in {nameless} a name that says what it is"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('NEAR = 3\n"""Days."""\n', [True]),
        ("NEAR = 3\n", [False]),
        ("NEAR = -0.5  # chosen by hand\n", [True]),
        ("MANY = 1 << 20\nOTHER = 'x'\n", [False]),
        ("def far(n):\n    return n > 40\n", [False]),
        ("def far(n):\n    # No line is longer.\n    return n > 40\n", [True]),
        ("def some(n):\n    return n > 0 and n != -1\n", []),
    ],
)
def test_what_counts_as_words(text, told, constants, tmp_path):
    path = tmp_path / "module.py"
    path.write_text(text, encoding="utf-8")
    assert [found for _, _, found in constants(path)] == told
