"""The commands on the real stages: what is found is their affair, that it all fits together is ours."""

import json
from pathlib import Path

import pytest

pytest.importorskip("compare.pipeline")

STORIES = {
    "post.txt": "The ferry struck the pier at Northgate on Sunday morning, the harbour office said.\n"
    "At least 12 passengers were injured when the ferry struck the pier.\n",
    "echo.txt": "A ferry hit the pier at Northgate on Sunday, the coastguard said.\n"
    "Nine passengers were injured when the ferry struck the pier.\n",
}


@pytest.fixture
def news(tmp_path, monkeypatch):
    monkeypatch.setenv("CROSSCLAIM_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "articles.csv").write_text(
        "file,source,published\npost.txt,Harbour Post,2024-03-11\necho.txt,Evening Echo,2024-03-12\n"
    )
    return folder


def test_report_query_and_evaluate(run, news):
    done = run("report", news)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("2 articles, 2 sources, ")
    first = {path.name: path.read_bytes() for path in Path("reports").iterdir()}
    run("report", news, "-q")
    assert {path.name: path.read_bytes() for path in Path("reports").iterdir()} == first

    facts = json.loads(first["facts.json"])["facts"]
    assert facts
    for claim in (claim for fact in facts for claim in fact["claims"]):
        text = STORIES[f"{claim['article']}.txt"]
        assert text[claim["sentence_start"] :].startswith(claim["sentence"])
        assert text[claim["start"] : claim["end"]] in claim["sentence"]
        assert text[claim["focus_start"] : claim["focus_end"]] == claim["focus"]

    verdicts = "differ,variant,compatible,agree,single-source"
    found = json.loads(run("query", "injured passengers", "--verdict", verdicts, "--format", "json").out)
    assert any("injured" in claim["sentence"] for fact in found["facts"] for claim in fact["claims"])

    Path("gold.json").write_text(json.dumps({"events": {"crash": [{"article": "post", "value": 12}]}}))
    assert json.loads(run("evaluate", "gold.json", "--json").out)["gold.json"]["events"] == 1


def test_articles_in_another_order_give_the_same_facts(run, news):
    run("report", news / "post.txt", news / "echo.txt", "--out", "one", "-q")
    run("report", news / "echo.txt", news / "post.txt", "--out", "two", "-q")
    assert Path("one/facts.json").read_bytes() == Path("two/facts.json").read_bytes()
