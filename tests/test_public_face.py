"""The public face: what `compare` offers, and that importing it costs nothing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import compare
from compare import models

ROOT = Path(__file__).resolve().parents[1]
HEAVY = (
    "numpy", "pandas", "scipy", "torch", "onnxruntime", "tokenizers", "sentence_transformers", "faiss",
    "datasketch", "sklearn", "pint", "trafilatura", "pydantic", "typer", "rich",
)  # fmt: skip


def test_the_names_are_these():
    assert compare.__all__ == [
        "AmountValue",
        "Article",
        "Cause",
        "Certainty",
        "Claim",
        "CrossclaimError",
        "DateValue",
        "Facet",
        "Fact",
        "Hit",
        "InputError",
        "ModelError",
        "NameValue",
        "NothingToReadError",
        "OperationalError",
        "PluginError",
        "QuotationValue",
        "Report",
        "ReportError",
        "ReviewError",
        "Settings",
        "SettingsError",
        "StoreDamagedError",
        "StoreError",
        "StoreFailedError",
        "StoreReader",
        "Story",
        "Value",
        "Verdict",
        "VerdictKind",
        "WriteFailedError",
        "compare_articles",
        "compare_pair",
        "extract_values",
        "load_report",
        "open_store",
        "read_articles",
        "same_fact_scores",
    ]
    assert dir(compare) == compare.__all__


@pytest.mark.parametrize("name", compare.__all__)
def test_each_name_is_there_and_documented(name):
    assert getattr(compare, name).__doc__
    assert getattr(compare, name).__name__ == name


def test_a_name_that_is_not_there_is_named():
    with pytest.raises(AttributeError, match="no attribute 'compare_all'"):
        compare.compare_all  # noqa: B018


def loaded(statement: str) -> set[str]:
    """The heavy packages that a fresh interpreter holds after `statement`."""
    program = f"{statement}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return set(done.stdout.split()) & set(HEAVY)


def test_importing_compare_loads_nothing_heavy():
    assert loaded("import compare") == set()


def test_the_version_is_written_in_one_place():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert re.fullmatch(r"\d+\.\d+\.\d+", compare.__version__)
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "compare.version.__version__"}


def test_values_need_no_model():
    assert loaded("from compare import extract_values\nextract_values('On 9 March 5 died.')") == set()


def test_a_star_import_brings_the_public_names():
    names: dict[str, object] = {}
    exec("from compare import *", names)
    assert set(compare.__all__) <= set(names)


def test_the_errors_are_those_of_the_tree():
    from compare import errors

    classes = {name for name in errors.__all__ if name.endswith("Error")}
    assert {name for name in compare.__all__ if name.endswith("Error")} == classes


def test_types_see_what_runs():
    """What is imported for types only are the same names from the same places."""
    tree = ast.parse(Path(compare.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    named = {alias.name: node.module for node in block.body for alias in node.names}
    assert sorted(named) == compare.__all__
    for name, module in named.items():
        assert getattr(import_module(module), name) is getattr(compare, name)


def test_records_and_errors_need_nothing_heavy():
    names = ", ".join(name for name in compare.__all__ if name.endswith("Error") or name in vars(models))
    assert loaded(f"from compare import {names}") == set()
