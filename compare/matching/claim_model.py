"""Fitted weights of the claim matcher: a logistic regression per family, read from a small file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from compare.matching.claim_signals import SIGNALS
from compare.matching.model import AdditiveModel

WEIGHTS = "claim_weights.json"


@cache
def claim_models() -> Mapping[str, AdditiveModel]:
    """The models by family, over `SIGNALS`, from the package's data."""
    text = files("compare.matching").joinpath("data", WEIGHTS).read_text(encoding="utf-8")
    families = json.loads(text)["families"]
    return {name: AdditiveModel.parse(entry, SIGNALS, partial=True) for name, entry in families.items()}
