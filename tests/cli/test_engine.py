"""``--engine``: who does the work of a command, and what is said where nobody does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fakes import HashingEncoder
from stories import STORM

from compare.cli import main


@pytest.fixture
def news(tmp_path, monkeypatch):
    """A folder of articles, compared without a model."""
    monkeypatch.chdir(tmp_path)
    for name in ("pipeline", "pipeline_store"):
        monkeypatch.setattr(f"compare.{name}.open_encoder", lambda _: HashingEncoder())
    Path("news").mkdir()
    for article in STORM:
        Path("news", f"{article.id}.txt").write_text(article.text, encoding="utf-8")
    return Path("news")


def test_report_and_add_give_the_same_by_other_processes(news, capsys):
    assert main(["report", str(news), "--out", "here", "--quiet"]) == 0
    assert main(["report", str(news), "--out", "there", "--quiet", "--engine", "processes:1"]) == 0
    for name in ("facts.json", "claims.csv", "report.md", "report.html"):
        assert Path("here", name).read_bytes() == Path("there", name).read_bytes()
    assert main(["add", str(news), "--quiet", "--engine", "processes:1"]) == 0
    assert main(["report", "--db", "crossclaim.db", "--out", "kept", "--quiet"]) == 0
    kept, here = (json.loads(Path(out, "facts.json").read_text("utf-8")) for out in ("kept", "here"))
    assert kept["facts"] == here["facts"]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", ["report", "add"])
def test_an_engine_that_is_none_is_told_before_anything_is_read(news, capsys, command):
    assert main([command, str(news), "--engine", "processes:many"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "'processes:many'" in line and "processes:N" in line
    assert not Path("reports").exists() and not Path("crossclaim.db").exists()


def test_articles_that_are_stored_for_later_need_no_engine(news):
    assert main(["add", str(news), "--later", "--quiet", "--engine", "dask://127.0.0.1:9"]) == 0


def test_the_environment_names_an_engine(news, capsys, monkeypatch):
    monkeypatch.setenv("CROSSCLAIM_RUN__ENGINE", "ray:2")
    assert main(["report", str(news)]) == 2
    assert "the engine is 'ray:2'" in capsys.readouterr().err
