"""The weights of claims, events and assertions are what this code and the data at hand give, fitted again."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest
from fitted import check_data

from compare.linkage.assertions import WEIGHTS as ASSERTION_WEIGHTS
from compare.linkage.assertions import assertion_model
from compare.linkage.comparison.claim_model import WEIGHTS, claim_models
from compare.linkage.comparison.event_model import WEIGHTS as EVENT_WEIGHTS
from compare.linkage.comparison.event_model import event_model
from compare.linkage.comparison.models import AdditiveModel
from compare.linkage.differences.model import WEIGHTS as DIFFERENCE_WEIGHTS
from compare.linkage.differences.model import difference_model

pytestmark = pytest.mark.eval

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FILES = (WEIGHTS, EVENT_WEIGHTS, ASSERTION_WEIGHTS, DIFFERENCE_WEIGHTS)

CLOSE = 0.01
"""How far a weight may be off: another processor rounds vectors and sums in another way."""


ODDS_CLOSE = 0.05
"""The same of log-odds of the model of steps, in the mean over the pairs that it learns from."""


@pytest.fixture(scope="module")
def script() -> Iterator[Callable[[str], ModuleType]]:
    for file in FILES:
        stored = json.loads(files("compare.linkage").joinpath("data", file).read_text(encoding="utf-8"))
        for name in stored["data"]:
            check_data(stored, name)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "scripts"))
        yield importlib.import_module


def same(found: AdditiveModel, stored: AdditiveModel) -> None:
    weights = {n: w for n, w in zip(found.names, found.weights, strict=True) if w or n in stored.names}
    expected = dict(zip(stored.names, stored.weights, strict=True))
    assert weights == pytest.approx(expected, abs=CLOSE)
    assert found.intercept == pytest.approx(stored.intercept, abs=CLOSE)
    for column in ("means", "scales"):
        there = dict(zip(found.names, getattr(found, column), strict=True))
        held = dict(zip(stored.names, getattr(stored, column), strict=True))
        assert {name: there[name] for name in held} == pytest.approx(held, abs=CLOSE, rel=CLOSE)


@pytest.mark.parametrize("family", sorted(claim_models()))
def test_claims(script, family):
    fit = script("fit_claims")
    same(fit.fit(fit.training(SHARED, family)[0], family), claim_models()[family])


def test_events(script):
    fit = script("fit_events")
    read = fit.read_all(SHARED)
    same(fit.fit([part for name in fit.SHARE for part in read[name]]), event_model())


def test_assertions(script):
    fit = script("fit_assertions")
    data, _ = fit.training(SHARED)
    everything = data.label >= 0
    same(fit.fit(data, everything, fit.strength_of(data, everything)), assertion_model())


def test_differences(script):
    """Steps are held by what they give: of two edges that serve as well, a processor may take either."""
    fit = script("fit_differences")
    for kind, pairs in fit.read_pairs(SHARED).items():
        found = fit.fit(pairs, kind).log_odds(pairs.matrix)
        held = difference_model(kind).log_odds(pairs.matrix)
        assert abs(found - held).mean() < ODDS_CLOSE, kind
