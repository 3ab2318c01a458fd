"""The rooms: a room uses only those below it, and nothing heavy is loaded before it is needed.

The order stands in ``[tool.importlinter]`` of pyproject.toml, and nowhere else.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
MODULES = sorted(ROOT.joinpath("compare").rglob("*.py"))
LIGHT = {"compare", "numpy", "pydantic", "pydantic_core"}
"""What a module may import when it is imported itself; the command line is written with typer, besides."""


def test_a_room_uses_only_the_rooms_below_it_and_no_circle_closes(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out


def at_import(node: ast.AST) -> Iterator[str]:
    """The packages that a module imports at once: not in its functions, nor for types only."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield (child.module or "").partition(".")[0]
        elif not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and not (
            isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
        ):
            yield from at_import(child)


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(ROOT)) for path in MODULES])
def test_heavy_packages_are_imported_where_they_are_used(path):
    allowed = LIGHT | {"typer"} if path.parent.name == "cli" else LIGHT
    assert set(at_import(ast.parse(path.read_text(encoding="utf-8")))) - allowed <= sys.stdlib_module_names


def test_what_a_module_imports_at_once_is_seen_and_what_waits_is_not():
    text = """
from __future__ import annotations
from typing import TYPE_CHECKING
try:
    import torch.nn
except ImportError:
    pass
class A:
    from sklearn import svm
if TYPE_CHECKING:
    import pandas
def f():
    import scipy
"""
    assert set(at_import(ast.parse(text))) == {"__future__", "typing", "torch", "sklearn"}
