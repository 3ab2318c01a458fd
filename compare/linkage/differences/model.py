"""The fitted models of differences: how likely two claims answer one question and exclude each other."""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from functools import cache
from importlib.resources import files

from compare.errors import ModelError
from compare.linkage.comparison.models import SCHEMA, StepModel
from compare.linkage.differences import features, statements

WEIGHTS = "difference_weights.json"


class Doubted(StrEnum):
    """What a possible difference is one of."""

    VALUES = "values"
    STATEMENTS = "statements"


SIGNALS = {Doubted.VALUES: features.SIGNALS, Doubted.STATEMENTS: statements.SIGNALS}


@cache
def fingerprint() -> str:
    """What tells these weights from those of another version."""
    return hashlib.sha256(_text().encode()).hexdigest()[:16]


def _text() -> str:
    return files("compare.linkage").joinpath("data", WEIGHTS).read_text(encoding="utf-8")


@cache
def difference_model(kind: Doubted) -> StepModel:
    """The model of one kind, from the package's data. Raises ModelError where it is of another version."""
    stored = json.loads(_text())
    if stored.get("schema") != SCHEMA:
        raise ModelError(
            f"{WEIGHTS} has schema {stored.get('schema')!r}, this version reads {SCHEMA}: install it again"
        )
    return StepModel.parse(stored["models"][kind], SIGNALS[kind], WEIGHTS)
