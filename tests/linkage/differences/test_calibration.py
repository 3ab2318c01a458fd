"""Calibrated probabilities of possible differences: plain arithmetic on the model's own."""

from dataclasses import fields, replace

import numpy as np
import pytest
from doubted import LINE, MADE
from hypothesis import given
from hypothesis import strategies as st
from stories import corpus_of, story

from compare.linkage.differences.calibration import CALIBRATED, Line
from compare.linkage.differences.model import fingerprint
from compare.linkage.differences.possible import Differences
from compare.linkage.matcher import ClaimMatcher
from compare.models import Facet
from compare.settings import Settings

FERRY = (
    "The ferry Orna sank off Tarn harbour late on Monday. {} The ferry Orna had left Tarn harbour at noon. "
    "The owner {} the ferry Orna for sale before it sank."
)
FEWER = FERRY.format("The crew counted 41 passengers on board.", "had put")
MORE = FERRY.format("The crew counted 52 passengers on board.", "denied that he had put")


@pytest.fixture(scope="module")
def matcher():
    return ClaimMatcher(corpus_of([story("a", FEWER), story("b", MORE)]), Settings())


def test_a_line_has_an_intercept_for_values_and_one_for_statements():
    odds, told = np.array([-1.0, -1.0, 2.0]), np.array([False, True, True])
    assert LINE.log_odds(odds, told) == pytest.approx([-1.4, -0.65, 2.05])
    assert LINE.log_odds(odds, statements=True) == pytest.approx([-0.65, -0.65, 2.05])


@given(st.floats(-20, 20), st.booleans())
def test_before_is_where_the_line_comes_from(odds, told):
    assert float(LINE.log_odds(np.array(LINE.before(odds, statements=told)), told)) == pytest.approx(odds)


def test_doubts_are_as_likely_as_the_line_has_it_and_their_signals_still_sum_up(matcher):
    plain = {(d.a, d.b): d for d in Differences(matcher).doubts([])}
    made = Differences(matcher, MADE).doubts([])
    assert len(plain) == len(made) >= 2
    kinds = set()
    for doubt in made:
        before = plain[doubt.a, doubt.b]
        *same, last = doubt.signals
        odds = sum(signal.contribution for signal in before.signals)
        kinds.add(told := matcher.corpus.claims[doubt.a].facet is Facet.STATEMENT)
        assert (tuple(same), last.name) == (before.signals, CALIBRATED)
        assert last.contribution == pytest.approx(float(LINE.log_odds(np.array(odds), told)) - odds)
        whole = sum(signal.contribution for signal in doubt.signals)
        assert doubt.probability == pytest.approx(1 / (1 + np.exp(-whole)), abs=1e-8)
    assert kinds == {True, False}
    likely = [doubt.probability for doubt in made]
    assert likely == sorted(likely, reverse=True)


def test_the_line_of_the_model_changes_no_probability(matcher):
    made = Differences(matcher, replace(MADE, line=Line(0.0, 0.0, 1.0))).doubts([])
    assert [(d.a, d.b, d.probability) for d in made] == [
        (d.a, d.b, d.probability) for d in Differences(matcher).doubts([])
    ]


def test_it_belongs_to_the_weights_and_the_encoder_that_it_was_made_with():
    made = replace(MADE, weights=fingerprint(), encoder="words@1")
    assert made.belongs_to(fingerprint(), "words@1")
    assert not made.belongs_to(fingerprint(), "words@2")
    assert not made.belongs_to("0", "words@1")


def test_a_run_tells_all_of_it_but_what_it_belongs_to():
    told = replace(MADE, differ_from=0.8).told()
    assert told["intercepts"] == {"values": -0.5, "statements": 0.25}
    assert told["slope"] == 0.9
    own = {field.name for field in fields(MADE)} - {"line", "weights", "encoder"}
    assert {name: told[name] for name in own} == {
        name: getattr(replace(MADE, differ_from=0.8), name) for name in own
    }
    assert "differ_from" not in MADE.told()
