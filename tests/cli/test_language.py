"""`--language`: which articles are compared, from files to reports and through the store."""

import json
from pathlib import Path

import pytest
from fakes import HashingEncoder
from foreign import ENGLISH, OTHERS

NOTE = "crossclaim: 3 articles in ar, fr, zh are not compared: only English is read\n"


@pytest.fixture(autouse=True)
def encoder(monkeypatch):
    monkeypatch.setattr("compare.pipeline.open_encoder", lambda _: HashingEncoder())
    monkeypatch.setattr("compare.pipeline_store.open_encoder", lambda _: HashingEncoder())


@pytest.fixture
def news(folder):
    """Two English articles that differ, and three in other languages."""
    (folder / "echo.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "post.txt").write_text(ENGLISH.replace("41", "52"), encoding="utf-8")
    for code in ("fr", "ar", "zh"):
        (folder / f"{code}.txt").write_text(OTHERS[code], encoding="utf-8")
    return folder


def articles_of(path: str) -> set[str]:
    facts = json.loads(Path(path, "facts.json").read_text(encoding="utf-8"))["facts"]
    return {claim["article"] for fact in facts for claim in fact["claims"]}


def test_a_report_says_which_articles_it_did_not_compare(run, news):
    done = run("report", news)
    assert (done.code, done.err) == (0, NOTE)
    assert "Not compared: ar (ar), fr (fr), zh (zh)" in done.out
    assert articles_of("reports") == {"echo", "post"}
    for name in ("report.md", "report.html"):
        assert NOTE[12:-1] in Path("reports", name).read_text(encoding="utf-8")


def test_with_quiet_the_line_stays_as_problems_do(run, news):
    done = run("report", news, "--quiet")
    assert (done.code, done.out, done.err) == (0, "", NOTE)


def test_with_json_it_is_counted_and_among_the_problems(run, news):
    found = json.loads(run("report", news, "--json").out)
    assert (found["articles"], found["set_aside"]) == (5, {"ar": 1, "fr": 1, "zh": 1})
    assert found["problems"] == [NOTE[12:-1]]
    assert found["headline"].startswith("2 articles, ")


def test_any_compares_all(run, news):
    done = run("report", news, "--language", "any")
    assert (done.code, done.err) == (0, "")
    assert "Not compared" not in done.out
    assert articles_of("reports") >= {"echo", "post", "fr"}


@pytest.mark.parametrize("command", ["report", "add"])
def test_another_language_is_refused_in_one_line(run, news, command):
    done = run(command, news, "--language", "fr")
    assert done.code == 2
    assert done.err == "crossclaim: --language is 'fr'; allowed: en, any\n"


def test_the_setting_does_what_the_flag_does_and_the_flag_wins(run, news, monkeypatch):
    Path("crossclaim.toml").write_text('[ingest]\nlanguage = "any"\n')
    assert run("report", news).err == ""
    monkeypatch.setenv("CROSSCLAIM_INGEST__LANGUAGE", "en")
    assert run("report", news).err == NOTE
    assert run("report", news, "--language", "any").err == ""
    monkeypatch.setenv("CROSSCLAIM_INGEST__LANGUAGE", "fr")
    assert (
        run("report", news).err == "crossclaim: setting 'ingest.language' is 'fr'; allowed: 'en' or 'any'\n"
    )


def test_nothing_but_other_languages_is_still_a_report(run, folder):
    (folder / "fr.txt").write_text(OTHERS["fr"], encoding="utf-8")
    done = run("report", folder)
    assert done.code == 0
    assert done.err == "crossclaim: 1 article in fr is not compared: only English is read\n"
    assert done.out.startswith("0 articles, 0 sources, 0 shared facts: 0 differ\nNot compared: fr (fr)\n")


def test_a_store_says_so_when_articles_come_and_later(run, news):
    done = run("add", news)
    assert (done.code, done.err) == (0, NOTE)
    assert "set aside  3 articles in ar, fr, zh are not compared" in run("status").out
    assert json.loads(run("status", "--json").out)["set_aside"] == {"ar": 1, "fr": 1, "zh": 1}
    assert run("report", "--db", "crossclaim.db").err == NOTE
    done = run("report", "--db", "crossclaim.db", "--language", "any")
    assert (done.code, done.err) == (0, "")
    assert articles_of("reports") >= {"echo", "post", "fr"}
    assert "set aside" not in run("status").out
    assert json.loads(run("status", "--json").out)["set_aside"] == {}
    assert run("report", "--db", "crossclaim.db").err == NOTE
    assert articles_of("reports") == {"echo", "post"}


def test_articles_that_wait_are_not_yet_set_aside(run, news):
    done = run("add", news, "--later")
    assert (done.code, done.err) == (0, "")
    assert json.loads(run("add", news, "--json").out)["problems"] == [NOTE[12:-1]]
