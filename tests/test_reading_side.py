"""Nothing in matching and verdicts parses text: they compare the records that the reading side makes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    path for room in ("linkage", "verdicts") for path in ROOT.joinpath("compare", room).rglob("*.py")
)
ROOMS = (
    "compare.embeddings",
    "compare.engines",
    "compare.errors",
    "compare.judges",
    "compare.linkage",
    "compare.models",
    "compare.settings",
    "compare.threads",
    "compare.verdicts",
)
"""Where anything may be imported from: rooms that hold no language."""

RECORDS = "compare.extraction.annotation"
"""Of what is read off texts, records and constants alone: classes and names in capitals, no functions."""

COMPARING = {
    "compare.extraction.intervals": {
        "bare",
        "excludes",
        "is_share",
        "relation",
        "stated_number",
        "told_unequal",
    },
    "compare.extraction.units": {"dimension"},
    "compare.extraction.names.places": {"Place"},
    "compare.extraction.names.place_relations": {"places_meet"},
    "compare.extraction.names.variants": {"variant_groups"},
}
"""Arithmetic of values: how intervals, units, places and spellings stand to each other."""

PARSERS = {"re", "regex", "string", "snowballstemmer", "babel", "sentencex"}


def imports(text: str) -> Iterator[tuple[str, str]]:
    """Every module that a text imports, wherever in it, with each name taken from it ("" for all of it)."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def is_allowed(module: str, name: str) -> bool:
    """Whether matching and verdicts may import `name` from `module`."""
    if not module.startswith("compare"):
        return module.partition(".")[0] not in PARSERS
    if module.startswith(RECORDS):
        return name[:1].isupper()
    return module.startswith(ROOMS) or name in COMPARING.get(module, ())


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(ROOT)) for path in MODULES])
def test_matching_and_verdicts_parse_no_text(path: Path) -> None:
    found = imports(path.read_text(encoding="utf-8"))
    assert [f"{module} {name}".strip() for module, name in found if not is_allowed(module, name)] == []


@pytest.mark.parametrize(
    "line",
    [
        "import re",
        "from compare.lang.en.tokens import words",
        "from compare.lang.en.outcome_lexicon import CASUALTY",
        "from compare.extraction.values import extract_values",
        "from compare.extraction.annotation.causes import causes",
        "from compare.extraction.names.places import read_places",
        "def late():\n    from compare.segmentation.sentences import split_sentences",
    ],
)
def test_what_parses_is_seen(line: str) -> None:
    assert not all(is_allowed(module, name) for module, name in imports(line))


def test_what_is_allowed_is_used() -> None:
    used = {pair for path in MODULES for pair in imports(path.read_text(encoding="utf-8"))}
    assert {(module, name) for module, names in COMPARING.items() for name in names} <= used
