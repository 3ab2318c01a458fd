"""The fitted model of differences: how likely two values that exclude each other answer one question."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from compare.errors import ModelError
from compare.linkage.comparison.models import SCHEMA, StepModel
from compare.linkage.differences.features import SIGNALS

WEIGHTS = "difference_weights.json"


@cache
def difference_model() -> StepModel:
    """The model over `SIGNALS`, from the package's data. Raises ModelError where it is of another version."""
    text = files("compare.linkage").joinpath("data", WEIGHTS).read_text(encoding="utf-8")
    stored = json.loads(text)
    if stored.get("schema") != SCHEMA:
        raise ModelError(
            f"{WEIGHTS} has schema {stored.get('schema')!r}, this version reads {SCHEMA}: install it again"
        )
    return StepModel.parse(stored, SIGNALS, WEIGHTS)
