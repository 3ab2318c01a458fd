"""What metadata call a language, as one code."""

import pytest

from compare.lang.codes import language_code


@pytest.mark.parametrize("tag", ["en", "EN", "en-US", "EN_gb", "en_GB.UTF-8", "eng", "English", " english "])
def test_english_is_en_however_it_is_written(tag):
    assert language_code(tag) == "en"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("English (UK)", "en"),
        ("American English", "en"),
        ("fr-CA", "fr"),
        ("fre", "fr"),
        ("fra", "fr"),
        ("German", "de"),
        ("zh-Hans-CN", "zh"),
        ("Simplified Chinese", "zh"),
        ("cmn", "zh"),
        ("iw", "he"),
        ("sh", "sr"),
        ("es-419", "es"),
        ("haw", "haw"),
    ],
)
def test_a_language_has_one_code_whatever_its_region_and_script(tag, code):
    assert language_code(tag) == code


@pytest.mark.parametrize(
    "tag", ["", " ", "und", "mul", "zxx", "x", "qq", "Klingonish", "n/a", "en, fr", "<b>", "\0", "e\nn"]
)
def test_what_names_no_language_is_empty(tag):
    assert language_code(tag) == ""
