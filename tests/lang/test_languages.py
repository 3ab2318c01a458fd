"""The languages that are read."""

from compare.lang.languages import ENGLISH, Language


def test_a_language_is_its_folder():
    assert (ENGLISH.code, ENGLISH.name) == ("en", "English")
    assert {"the", "which"} <= ENGLISH.function_words
    assert "ferry" not in ENGLISH.function_words
    assert Language("en", "English") == ENGLISH
