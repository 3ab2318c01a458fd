import json
import os
from pathlib import Path

import pytest

from compare.reports import report_view


def test_it_writes_the_files_and_prints_the_differences_first(run, stages, folder):
    done = run("report", folder)
    assert done.code == 0
    assert done.err == ""
    assert sorted(p.name for p in Path("reports").iterdir()) == [
        "claims.csv",
        "facts.json",
        "report.html",
        "report.md",
    ]
    assert "≠ differ: passengers injured [f-differ]" in done.out
    assert "= agree" not in done.out
    page = Path("reports", "report.html")
    assert done.out.endswith(f"\n4 shared facts: open {page}, or add --all\n")


def test_all_prints_every_shared_fact_by_story_and_what_was_written(run, stages, folder):
    done = run("report", folder, "--all")
    assert done.out.index("Ferry strikes pier (11 to 12 March 2024)") < done.out.index("≠ differ")
    assert done.out.index("≠ differ") < done.out.index("= agree")
    written = [
        str(Path("reports", name)) for name in ("facts.json", "claims.csv", "report.md", "report.html")
    ]
    assert done.out.endswith(f"\nWritten: {', '.join(written)}\n")


def test_a_fact_is_turned_into_rows_once_for_all_outputs(run, stages, folder, monkeypatch):
    seen = []
    whole = report_view.view_fact

    def counted(fact, articles):
        seen.append(fact.id)
        return whole(fact, articles)

    monkeypatch.setattr(report_view, "view_fact", counted)
    assert run("report", folder).code == 0
    assert sorted(seen) == sorted(fact.id for fact in stages.report.facts)


def test_formats_and_folder(run, stages, folder):
    assert run("report", folder, "--out", "a/b", "--format", "csv,facts").code == 0
    assert sorted(p.name for p in Path("a/b").iterdir()) == ["claims.csv", "facts.json"]


def test_only_limits_what_is_listed_but_not_facts_json(run, stages, folder):
    done = run("report", folder, "--only", "agree", "--only", "single-source")
    assert "passengers injured" not in done.out
    assert "cost of the repair" in done.out
    assert "passengers injured" not in Path("reports/report.md").read_text()
    assert "passengers injured" not in Path("reports/report.html").read_text()
    assert len(json.loads(Path("reports/facts.json").read_text())["facts"]) == 5
    assert "passengers injured" in Path("reports/claims.csv").read_text()


def test_quiet_prints_nothing(run, stages, folder):
    done = run("report", folder, "-q")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_json_is_a_summary_for_scripts(run, stages, folder):
    tree = json.loads(run("report", folder, "--json", "--format", "facts").out)
    found = {
        "differ": 1,
        "possible": 0,
        "variant": 1,
        "compatible": 1,
        "agree": 1,
        "related": 0,
        "single-source": 1,
    }
    assert tree["verdicts"] == found
    assert [fact["id"] for fact in tree["facts"]] == ["f-differ", "f-variant", "f-compatible", "f-agree"]
    assert tree["written"] == [str(Path("reports/facts.json"))]
    assert tree["problems"] == []
    assert tree["articles"] == 3


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (
            ["--only", "difer"],
            "--only is 'difer'; allowed: differ, possible, variant, compatible, agree, related, ",
        ),
        (["--only", "differ,"], "--only is ''"),
        (["--format", "pdf"], "--format is 'pdf'; allowed: facts, csv, md, html"),
        (["--config", "none.toml"], "none.toml"),
    ],
)
def test_wrong_options(run, stages, folder, argv, words):
    done = run("report", folder, *argv)
    assert done.code == 2
    assert words in done.err
    assert done.err.count("\n") == 1
    assert not Path("reports").exists()


def test_no_folder_is_left_behind_where_nothing_was_read(run, stages):
    assert run("report", "gone", "--out", "fresh").code == 2
    assert not Path("fresh").exists()
    Path("old").mkdir()
    assert run("report", "gone", "--out", "old").code == 2
    assert Path("old").is_dir()


def test_a_missing_path_is_named_and_the_rest_compared(run, stages, folder):
    done = run("report", folder, "gone")
    assert done.code == 2
    assert done.err == "crossclaim: gone: there is no such file or folder; check the path\n"
    assert Path("reports/facts.json").exists()
    assert json.loads(run("report", folder, "gone", "--json").out)["problems"]


def test_nothing_to_read(run, stages):
    done = run("report", "gone")
    assert done.code == 2
    assert done.err.splitlines()[-1] == "crossclaim: no article in the paths"


def test_a_bad_line_is_a_note_not_a_failure(run, stages, folder):
    (folder / "rows.jsonl").write_text("x")
    done = run("report", folder / "rows.jsonl")
    assert done.code == 0
    assert done.err == "crossclaim: rows.jsonl, line 2: is no JSON; left out\n"


def test_settings_reach_the_stages(run, stages, folder, monkeypatch):
    monkeypatch.setenv("CROSSCLAIM_INGEST__MAX_BYTES", "77")
    Path("crossclaim.toml").write_text("[matching]\nthreshold = 0.25\n")
    assert run("report", folder, "--model", "my-model").code == 0
    assert stages.options.max_bytes == 77
    assert stages.settings.matching.threshold == 0.25
    assert stages.settings.embedding.model == "my-model"


def test_an_output_folder_that_is_a_file(run, stages, folder):
    Path("taken").write_text("mine")
    done = run("report", folder, "--out", "taken")
    assert done.code == 2
    assert "cannot write to --out 'taken'" in done.err
    assert done.err.count("\n") == 1
    assert Path("taken").read_text() == "mine"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind here")
def test_an_output_folder_without_permission(run, stages, folder):
    Path("locked").mkdir(mode=0o500)
    assert run("report", folder, "--out", "locked").code == 2


def test_a_disk_that_fills_up_is_one_line(run, stages, folder, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("compare.reports.write.write_atomically", full)
    done = run("report", folder)
    assert done.code == 1  # the arguments were right
    assert (
        "cannot write to --out 'reports': No space left on device; make room, then run this again" in done.err
    )
    assert done.err.count("\n") == 1
    assert not Path("reports").exists(), "a folder that was made for it goes again"


def test_the_same_input_gives_the_same_bytes(run, stages, folder):
    run("report", folder, "--out", "one")
    run("report", folder, "--out", "two")
    for path in Path("one").iterdir():
        assert path.read_bytes() == Path("two", path.name).read_bytes()
