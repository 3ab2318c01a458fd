"""Word lists and tables of a language, read from its data files."""

from importlib.resources import files

import pytest

from compare.lang import resources

DATA = files("compare.lang").joinpath("en", "data")
NAMES = sorted(entry.name for entry in DATA.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_every_file_says_where_it_comes_from_and_holds_something(name: str) -> None:
    assert DATA.joinpath(name).read_text(encoding="utf-8").startswith("#")
    stem, _, form = name.rpartition(".")
    read = {"txt": resources.words, "toml": resources.table, "tsv": resources.rows}[form]
    assert read("en", stem)


def test_words_part_at_blanks_and_phrases_at_line_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_text", lambda language, file: "# origin\na b  # of two\n\nc d\n")
    assert resources.words("xx", "list") == {"a", "b", "c", "d"}
    assert resources.phrases("xx", "list") == ("a b", "c d")


def test_a_table_of_lists_has_words_of_strings_and_phrases_of_arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    text = '# origin\nwords = """\na b\nc\n"""\nphrases = ["a b", "c"]\n'
    monkeypatch.setattr(resources, "_text", lambda language, file: text)
    assert resources.word_lists("xx", "lists") == {"words": {"a", "b", "c"}, "phrases": {"a b", "c"}}
