"""Small sentences for the unit of a number and what it counts, beside those for its value.

A case names a number of its text, and the unit or the counted noun that it must have; an empty one is not
asked.
`KNOWN` names those that still fail: a case that passes must leave the list, or the test says so.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compare import extract_values

_CASES = [json.loads(line) for line in Path(__file__).with_name("unit_cases.jsonl").read_text().splitlines()]
KNOWN: frozenset[str] = frozenset(
    {
        "The camera films 60 frames per second.",
        "The pipe holds a pressure of 15 bar.",
        "Some 15,000 or so mostly young fans waited outside.",
        "The ship carries 2,100 twenty-foot containers.",
    }
)
"""The texts of cases that fail today."""


def _marked(case: dict[str, Any]) -> Any:
    known = case["text"] in KNOWN
    marks = [pytest.mark.xfail(strict=True, reason="known to fail")] if known else []
    return pytest.param(case, marks=marks, id=case["text"])


def test_every_known_failure_is_a_case() -> None:
    assert {case["text"] for case in _CASES} >= KNOWN


@pytest.mark.parametrize("case", [_marked(case) for case in _CASES])
def test_case(case: dict[str, Any]) -> None:
    numbers = [
        value
        for value in extract_values(case["text"])
        if case["number"] in (value.number, value.low, value.high)
    ]
    assert numbers, case["text"]
    for field in ("unit", "counted"):
        assert not case[field] or case[field] in {str(getattr(v, field)) for v in numbers}
