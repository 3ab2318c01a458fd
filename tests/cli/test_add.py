"""`crossclaim add`, and `report --db`: the store from the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from compare.errors import StoreError
from compare.store import open_store

NEWS = {
    "post.txt": "A ferry struck the pier at Northgate on Sunday.\nAt least 12 passengers were injured.\n",
    "echo.txt": "A ferry hit the pier in Northgate on 10 March.\nFifteen passengers were injured.\n",
    "wire.txt": "The mayor of Tarn opened a library with 45,000 books on Monday.\n",
}


@pytest.fixture
def news(tmp_path, monkeypatch):
    monkeypatch.setenv("CROSSCLAIM_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in NEWS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "articles.csv").write_text(
        "file,source,published\npost.txt,Harbour Post,2024-03-11\necho.txt,Evening Echo,2024-03-12\n"
    )
    return folder


def files(folder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def test_add_then_report_is_report(run, news):
    assert run("report", news, "--out", "plain", "-q").code == 0
    first = run("add", news / "post.txt", news / "articles.csv")
    assert (first.code, first.err) == (0, "")
    assert first.out.startswith(
        "1 new, 0 changed, 0 already there; 1 in crossclaim.db\n1 article, 1 source, "
    )
    second = run("add", news, "--json")
    done = json.loads(second.out)
    assert [done[key] for key in ("new", "changed", "same", "articles")] == [2, 0, 1, 3]
    assert done["headline"].startswith("3 articles, 3 sources, ")
    assert run("report", "--db", "crossclaim.db", "--out", "stored", "-q").code == 0
    assert files("stored") == files("plain")
    assert run("report", news, "--db", "other.db", "--out", "other", "-q").code == 0
    assert files("other") == files("plain")


def test_the_summary_is_wrapped_to_the_terminal(run, news, monkeypatch):
    wide = run("add", news).out.splitlines()
    monkeypatch.setenv("COLUMNS", "50")
    lines = run("add", news).out.splitlines()
    assert lines[0] == "0 new, 0 changed, 3 already there; 3 in crossclaim.db"
    assert len(lines) > len(wide) and max(map(len, lines[1:])) <= 50
    assert " ".join(lines[1:]) == " ".join(wide[1:])


def test_later_only_stores(run, news):
    done = run("add", news, "--later", "--db", "x.db")
    assert done.out == (
        "3 new, 0 changed, 0 already there; 3 in x.db\nNot compared yet: crossclaim report --db x.db\n"
    )


def test_an_id_that_another_file_has(run, news, tmp_path):
    other = tmp_path / "more"
    other.mkdir()
    (other / "post.txt").write_text("A mill in Ashel burned down on 3 April 2024.\n")
    run("add", news, "-q", "--later")
    done = run("add", other, "--later", "--json")
    assert json.loads(done.out)["problems"] == [
        'another article has the id "post" in the store; called "post-2" here'
    ]
    assert 'called "post-2" here' in done.err


def test_a_path_that_cannot_be_read_is_exit_code_2(run, news):
    done = run("add", news, "nowhere", "--later")
    assert done.code == 2
    assert "nowhere" in done.err
    assert done.out.startswith("3 new")


def test_the_settings_name_the_store(run, news, monkeypatch, tmp_path):
    monkeypatch.setenv("CROSSCLAIM_STORE__FILE", "desk/news.db")
    run("add", news, "--later", "-q")
    assert Path("desk/news.db").is_file()
    monkeypatch.setenv("CROSSCLAIM_STORE__FILE", "mine.db")
    monkeypatch.setenv("CROSSCLAIM_STORE__FOLDER", "user")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path / "data"))
    run("add", news, "--later", "-q")
    assert (tmp_path / "data" / "mine.db").is_file()


def test_report_without_a_store(run):
    done = run("report", "--db", "missing.db")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "crossclaim: no store 'missing.db'; make one with 'crossclaim add PATH...', or name --db FILE\n"
    )


def test_report_of_nothing(run):
    done = run("report")
    assert done.code == 2
    assert "PATH is missing" in done.err


def test_an_add_that_is_killed_is_run_again(run, tmp_path, monkeypatch):
    monkeypatch.setenv("CROSSCLAIM_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(40):
        text = f"A ferry struck the pier at Northgate on Sunday.\n{n + 3} passengers were injured.\n"
        (folder / f"{n}.txt").write_text(text)
    command = [sys.executable, "-m", "compare", "add", str(folder), "--db", "news.db", "-q"]
    victim = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    held = 0
    while held < 5 and victim.poll() is None:
        with suppress(StoreError), open_store("news.db", readonly=True) as store:
            held = store.status().articles
    victim.kill()
    victim.wait()
    assert 5 <= held <= 40

    assert run("add", folder, "--db", "news.db", "-q").code == 0
    run("report", "--db", "news.db", "--out", "stored", "-q")
    run("report", folder, "--out", "plain", "-q")
    assert files("stored") == files("plain")
