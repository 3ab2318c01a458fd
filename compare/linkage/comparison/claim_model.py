"""Fitted weights of the claim matcher: a logistic regression per family, read from a small file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from compare.linkage.comparison.claim_features import SIGNALS
from compare.linkage.comparison.families import Family
from compare.linkage.comparison.models import AdditiveModel

WEIGHTS = "claim_weights.json"


@cache
def claim_models() -> Mapping[Family, AdditiveModel]:
    """The models by family, from the package's data, each over those of `SIGNALS` that count in it."""
    text = files("compare.linkage").joinpath("data", WEIGHTS).read_text(encoding="utf-8")
    families = json.loads(text)["families"]
    return {
        Family(name): AdditiveModel.parse(entry, [n for n in SIGNALS if n in entry["signals"]], WEIGHTS)
        for name, entry in families.items()
    }
