"""Puts this folder on the path, so that tests in its subfolders can use `samples`; and holds every
facts.json that a test writes to its schema.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from compare.reports import json_

MOST_FACTS = 40
"""Of one file that are validated: the schema of the others is the same, and validating is slow."""


@cache
def validator() -> Any:
    from jsonschema import Draft202012Validator

    from compare.schemas import load_schema

    return Draft202012Validator(load_schema("facts"))


def of_the_schema(tree: dict[str, Any]) -> None:
    """Fail where `tree` is no facts.json by its schema; the first complaints are named."""
    told = [f"{error.json_path}: {error.message[:300]}" for error in validator().iter_errors(tree)]
    assert not told, f"facts.json is not as its schema says: {told[:5]}"


@pytest.fixture(autouse=True)
def every_report_has_its_schema(request, monkeypatch):
    """Validates what the test writes."""
    if request.node.get_closest_marker("other_run"):
        return
    plain = json_.facts_pieces

    def facts_pieces(seen):
        pieces = list(plain(seen))
        tree = json.loads("".join(pieces))
        of_the_schema({**tree, "facts": tree["facts"][:MOST_FACTS]})
        return iter(pieces)

    monkeypatch.setattr(json_, "facts_pieces", facts_pieces)


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder on the path into which a test installs packages with plug-ins."""
    from compare.entry_points import installed
    from compare.ingest.formats.plugged import plugged_format

    def clear():
        installed.cache_clear()
        plugged_format.cache_clear()

    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    clear()
    yield folder
    clear()
