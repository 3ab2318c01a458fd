"""The options that name a judge, and what is said before and after it is asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from compare.settings import JudgeSettings

LOCAL = "http://127.0.0.1:11434/v1"


def test_the_options_are_the_settings(run, stages, folder):
    run("report", folder, "--judge", "mine")
    assert stages.settings.judge == JudgeSettings(name="mine")
    run("report", folder, "--judge-url", LOCAL, "--judge-model", "m")
    assert stages.settings.judge == JudgeSettings(url=LOCAL, model="m")
    run("report", folder)
    assert not stages.settings.judge.wanted


@pytest.mark.parametrize(
    ("options", "judge"),
    [
        (["--judge", "mine"], JudgeSettings(name="mine", calls=7)),
        (["--judge-model", "other"], JudgeSettings(url=LOCAL, model="other", calls=7)),
    ],
)
def test_a_judge_that_is_named_goes_before_that_of_the_file(run, stages, folder, options, judge):
    Path("crossclaim.toml").write_text(f"[judge]\nurl = '{LOCAL}'\nmodel = 'm'\ncalls = 7\n")
    run("report", folder, *options)
    assert stages.settings.judge == judge


def test_an_endpoint_goes_before_a_model_of_the_file(run, stages, folder):
    Path("crossclaim.toml").write_text("[judge]\nname = 'mine'\n")
    run("report", folder, "--judge-url", LOCAL, "--judge-model", "m")
    assert stages.settings.judge == JudgeSettings(url=LOCAL, model="m")


def test_text_that_leaves_the_machine_is_told_also_where_it_is_quiet(run, stages, folder):
    done = run("report", folder, "-q", "--judge-url", "https://desk.example/v1", "--judge-model", "m")
    assert done.err == (
        "crossclaim: text of the articles leaves this machine: sentences in question go to desk.example:443, "
        "encrypted\n"
    )
    assert run("report", folder, "-q", "--judge-url", LOCAL, "--judge-model", "m").err == ""


def test_an_address_that_cannot_be_used_is_one_line(run, stages, folder):
    done = run("report", folder, "--judge-url", "http://desk.example/v1", "--judge-model", "m")
    assert done.code == 2
    assert "judge.allow_http" in done.err and done.err.count("\n") == 1
    assert stages.settings is None, "nothing was compared"


def test_what_a_judge_did_not_answer_is_told(run, stages, folder):
    told = {
        "asked": 3,
        "differ": 0,
        "dropped": 0,
        "possible": 3,
        "unanswered": 3,
        "failures": {"no connection": 3},
    }
    stages.report = replace(stages.report, run={"judge": "m", "judged": told})
    done = run("report", folder, "-q")
    assert done.err == (
        "crossclaim: the judge m gave no answer on 3 of 3 pairs, which are told as without it: "
        "no connection (3)\n"
    )
    assert "no answer on 3 of 3" in run("report", folder, "--json").out


def test_what_became_of_the_pairs_is_printed(run, stages, folder):
    told = {"asked": 3, "differ": 2, "dropped": 0, "possible": 1}
    stages.report = replace(stages.report, run={"judge": "m", "judged": told})
    line = "The judge m was asked about 3 possible differences: 2 differ, 0 are dropped, 1 stays possible.\n"
    assert line in run("report", folder).out
    assert line not in run("report", folder, "-q").out
