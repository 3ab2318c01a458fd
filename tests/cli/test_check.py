"""`crossclaim check`: what files hold, and nothing compared."""

import json

from foreign import FRENCH

ROWS = """title,publication,date,content
Flood,Valley Times,2023-05-04,"The river rose by three metres on Monday, and the mayor closed the bridge."
Flood,Echo,2023-04-13,"The river rose by three metres on Monday, and the mayor closed the bridge."
More,Echo,,"Nobody was hurt, the may… [+1210 chars]"
"""


def test_it_tells_what_is_there_and_what_is_not_read(run, tmp_path):
    (tmp_path / "news.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "setup.exe").write_bytes(b"MZ")
    done = run("check", tmp_path)
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0].startswith("4 articles, ")
    assert "sources: Echo 2, unknown 1, Valley Times 1" in lines
    assert "months: unknown 2, 2023-04 1, 2023-05 1" in lines
    assert "1 of 3 articles is without a date: what they say of days and weeks stays open" in done.out
    assert "1 of 3 articles is cut by the service" in done.out
    assert "1 of 3 articles is copied from another" in done.out
    assert "1 article in fr is not compared: only English is read" in done.out
    assert lines[-1] == "not read: 1 .exe"
    assert not (tmp_path / "reports").exists()


def test_the_same_for_scripts(run, tmp_path):
    (tmp_path / "news.csv").write_text(ROWS, encoding="utf-8")
    tree = json.loads(run("check", tmp_path, "--json").out)
    assert (tree["articles"], tree["sources"]) == (3, {"Echo": 2, "Valley Times": 1})
    assert tree["months"] == {"": 1, "2023-04": 1, "2023-05": 1}
    (told,) = tree["tables"]
    assert told.startswith("3 rows of news.csv: source from “publication”")
    assert (len(tree["weaknesses"]), tree["unread"], tree["problems"]) == (3, "", [])


def test_a_named_file_that_is_not_read_is_wrong_and_its_hint_said(run, tmp_path):
    (tmp_path / "a.txt").write_text("It rained.")
    (tmp_path / "b.doc").write_bytes(b"x")
    done = run("check", tmp_path / "a.txt", tmp_path / "b.doc")
    assert done.code == 2
    assert "save as .docx" in done.err


def test_the_flags_on_columns_and_dates_hold(run, tmp_path):
    (tmp_path / "a.csv").write_text("words,day\nIt rained.,04/05/2023\n")
    done = run("check", tmp_path, "--map", "text=words,published=day", "--dayfirst")
    assert "months: 2023-05 1" in done.out
    assert (
        "2023-04"
        in run("check", tmp_path, "--map", "text=words", "--map", "published=day", "--monthfirst").out
    )
    assert run("check", tmp_path, "--map", "txt=words").code == 2
