"""Questions on the command line to a store, by the real stages."""

import json
from pathlib import Path

import pytest

STORIES = {
    "post.txt": "The ferry struck the pier at Northgate on Sunday morning, the harbour office said.\n"
    "At least 12 passengers were injured when the ferry struck the pier.\n",
    "echo.txt": "A ferry hit the pier at Northgate on Sunday, the coastguard said.\n"
    "Nine passengers were injured when the ferry struck the pier.\n",
}


@pytest.fixture
def news(run, tmp_path, monkeypatch):
    monkeypatch.setenv("CROSSCLAIM_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "articles.csv").write_text(
        "file,source,published\npost.txt,Harbour Post,2024-03-11\necho.txt,Evening Echo,2024-03-12\n"
    )
    return folder


@pytest.fixture
def kept(run, news):
    assert run("add", news, "--quiet").code == 0
    return Path("crossclaim.db")


def test_the_store_is_asked_where_there_is_one(run, kept):
    done = run("query", "passengers injured")
    assert done.code == 0
    head = next(line for line in done.out.splitlines() if line.startswith("≠ differ: "))
    key = head.rpartition("[")[2].rstrip("]")
    assert run("query", "passengers injured", "--db", kept).out == done.out
    assert run("show", key).out.startswith(head)
    assert run("explain", key).out.startswith("≠ differ: ")
    (topic,) = json.loads(run("topics", "--format", "json").out)
    assert (len(topic["articles"]), topic["verdicts"]["differ"]) == (2, 1)


def test_the_answer_of_the_store_is_that_of_the_report(run, news, kept):
    assert run("report", news, "--quiet").code == 0
    facts = [
        json.loads(run("query", "passengers injured", "--format", "json", *where).out)["facts"][0]
        for where in (["--db", kept], ["--report", "reports/facts.json"])
    ]
    assert facts[0]["id"] == facts[1]["id"]
    assert facts[0]["claims"] == facts[1]["claims"]


@pytest.mark.parametrize("command", [["query", "x"], ["show", "x"], ["explain", "x"], ["topics"]])
def test_a_store_and_a_report_are_too_much(run, kept, command):
    done = run(*command, "--db", kept, "--report", "r.json")
    assert done.code == 2
    assert "are both given; name one of them" in done.err


@pytest.mark.parametrize("command", [["query", "x"], ["show", "x"], ["explain", "x"], ["topics"]])
def test_a_store_that_is_not_there(run, command):
    done = run(*command, "--db", "none.db")
    assert done.code == 2
    assert "no store 'none.db'" in done.err
    assert not Path("none.db").exists()


@pytest.mark.parametrize(("argv", "found"), [(["--min-origins", "2"], True), (["--min-origins", "3"], False)])
def test_facts_of_so_many_origins(run, kept, argv, found):
    assert bool(run("query", "passengers injured", *argv).out) is found


def test_a_wrong_number_of_origins(run, kept):
    done = run("query", "x", "--min-origins", "two")
    assert done.code == 2
    assert "--min-origins is 'two'; allowed: a whole number from 0 on" in done.err
