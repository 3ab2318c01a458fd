"""A folder without articles is named, and the rest is read."""

from __future__ import annotations

from compare.ingest import read_articles


def test_an_empty_folder_beside_a_good_one_is_named(tmp_path):
    empty, good = tmp_path / "empty", tmp_path / "good"
    empty.mkdir()
    good.mkdir()
    (good / "a.txt").write_text("A ferry struck the pier.", encoding="utf-8")
    problems = []
    assert [a.id for a in read_articles([empty, good], problems.append)] == ["a"]
    assert [p.where for p in problems] == [str(empty)]
