"""Small sentences of the kinds that readings of news must get right, after public reports of other tools.

Each case has the values that its text must give and the kinds that it must not give. `KNOWN` names those that
still fail: a case that passes must leave the list, or the test says so.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from compare import extract_values
from compare.models import Bound, Modifier, Value

_CASES = [json.loads(line) for line in Path(__file__).with_name("value_cases.jsonl").read_text().splitlines()]
KNOWN: frozenset[str] = frozenset()
"""The texts of cases that fail today."""


def _plain(bound: Bound) -> float | str | None:
    return bound.isoformat() if isinstance(bound, date) else bound


def _same(got: float | str | None, want: float | str | None) -> bool:
    if isinstance(got, float | int) and isinstance(want, float | int):
        return got == pytest.approx(want, rel=1e-6)
    return got == want


def _near(value: Value, kind: str, low: Any, high: Any, unit: str = "") -> bool:
    """Whether a value is the one that is wanted; of a hedged number only its middle must lie in it."""
    if value.kind != kind or (unit and value.unit != unit):
        return False
    got: Any = _plain(value.low), _plain(value.high)
    if value.modifier is Modifier.ABOUT and isinstance(low, int | float) and high is not None:
        return None not in got and got[0] <= (low + high) / 2 <= got[1]
    if kind == "quantity" and None not in (low, high) and low != high and high < 10:
        return None not in got and low <= got[0] <= got[1] <= high
    return _same(got[0], low) and _same(got[1], high)


def _marked(case: dict[str, Any]) -> Any:
    known = case["text"] in KNOWN
    marks = [pytest.mark.xfail(strict=True, reason="known to fail")] if known else []
    return pytest.param(case, marks=marks, id=case["text"])


def test_every_known_failure_is_a_case() -> None:
    assert {case["text"] for case in _CASES} >= KNOWN


@pytest.mark.parametrize("case", [_marked(case) for case in _CASES])
def test_case(case: dict[str, Any]) -> None:
    got = extract_values(case["text"], date.fromisoformat(case["published"]))
    for want in case["expect"]:
        assert any(_near(value, *want) for value in got), (want, got)
    assert not [value for value in got if value.kind in case["forbid"]]
