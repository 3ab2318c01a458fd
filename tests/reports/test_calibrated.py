"""A report that is calibrated says so."""

import json
from dataclasses import replace

import pytest
from doubted import MADE, report_of_doubts

from compare.linkage.differences.calibration import CALIBRATED
from compare.reports.calibrated import calibrated_line
from compare.reports.html import report_html
from compare.reports.markdown import report_markdown
from compare.reports.words import signal_words

LINE = (
    "The probabilities of possible differences are calibrated on 40 decisions of reviewers (Ana, 2024-04-01)"
)


def test_who_calibrated_when_and_on_what():
    assert calibrated_line({"calibration": MADE.told()}) == LINE
    sure = {"calibration": replace(MADE, differ_from=0.8).told()}
    assert calibrated_line(sure) == f"{LINE}; from a probability of 0.80 on they are told as differences"
    assert calibrated_line(sure | {"judge": "j"}) == LINE, "then a judge decides"
    assert calibrated_line({}) == ""


@pytest.mark.parametrize("odd", [None, 3, [], {}, {"reviewer": None, "at": 5, "differ_from": "x"}])
def test_a_run_that_is_odd_is_no_error(odd):
    assert "\n" not in calibrated_line({"calibration": odd})


def test_every_format_says_so():
    report = report_of_doubts([(-1.0, "s1")], {"calibration": MADE.told()})
    seen = report.view()
    assert json.loads(report.to_json())["run"]["calibration"] == MADE.told()
    for written in (report_markdown(seen), report_html(seen)):
        assert LINE in written
    plain = report_of_doubts([(-1.0, "s1")]).view()
    assert "calibrated" not in plain.note


def test_what_it_adds_to_a_pair_has_words():
    assert signal_words(CALIBRATED, 0.4) == "what reviewers decided on others"
