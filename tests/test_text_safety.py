import json
import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compare.text_safety import (
    cut,
    encodable,
    formula_safe,
    is_number,
    json_safe,
    markdown,
    one_line,
    plain_cell,
    safe_url,
    visible,
    width,
)

anything = st.text(st.characters(codec=None, exclude_categories=()))
steady = settings(derandomize=True, deadline=None)


@given(anything)
@steady
def test_surrogates_are_replaced_one_for_one(text):
    out = encodable(text)
    out.encode()
    assert len(out) == len(text)


@given(anything)
@steady
def test_what_is_visible_obeys_no_control(text):
    for char in visible(text):
        assert char in "\t\n\r" or unicodedata.category(char) not in ("Cc", "Cs")
        assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    assert "\n" not in one_line(text)


def test_controls_are_shown():
    assert visible("a\x00b\x1b[2J\u202e021\x7f\x9b") == "a␀b␛[2J[U+202E]021␡\ufffd"
    assert visible("مرحبا\u200f ok") == "مرحبا\u200f ok"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\tx",
        " =1",
        "\u00a0\u3000=1",
        "＝1",
        "＋1",
        "－1",
        "＠A",
        "\ufeff=1",
        "\u200b=1",
        "|cmd",
        "%0A=1",
        "'=1",
    ],
)
def test_formulas_are_disarmed(text):
    assert formula_safe(text).startswith("'")
    assert formula_safe(text) != text


BLANK = (
    "\u061c\u115f\u1160\u180e\u180b\u3164\uffa0\u034f\ufe0f\ufe00\u2800\u17b4\u00ad\u2064\u206f\ufff9"
    "\U000e0100\U000e01ef\U000e0fff\U0001d173`"
)
"""Characters that nobody sees, and the backtick."""


@pytest.mark.parametrize("blank", [*BLANK, BLANK, "\u3164 \t", " ` "])
def test_a_formula_behind_what_nobody_sees_is_disarmed(blank):
    for start in ("=1+1", "+1", "-1+1", "@A1", "＝1", "|cmd"):
        assert formula_safe(blank + start).startswith("'")
        assert plain_cell(formula_safe(blank + start)) == visible(blank + start)


@pytest.mark.parametrize("tag", "\U000e0020\U000e0001")
def test_a_formula_behind_a_tag_is_behind_words(tag):
    assert formula_safe(f"{tag}=1").startswith("[U+E00")


@pytest.mark.parametrize("text", ["\u3164a", "`a` = 1", "👁\ufe0f=", "a\u034f=1"])
def test_what_nobody_sees_before_other_words_is_left(text):
    assert formula_safe(text) == text


def test_tags_that_nobody_sees_are_shown():
    assert visible("a\U000e0041\U000e0001b\U000e007f") == "a[U+E0041][U+E0001]b[U+E007F]"
    assert width(one_line("\U000e0041")) == len("[U+E0041]")


@pytest.mark.parametrize("text", ["", "plain", "a=b", "'tis", "12 - 5", "“=1”", " x", "é"])
def test_other_text_is_left_alone(text):
    assert formula_safe(text) == text


@given(anything)
@example("'=1")
@example("''\t")
@steady
def test_the_apostrophe_comes_off_again(text):
    text = visible(text)
    assert plain_cell(formula_safe(text)) == text
    assert plain_cell(formula_safe(formula_safe(text))) == formula_safe(text)


def test_a_cell_is_no_longer_than_a_spreadsheet_takes():
    assert len(formula_safe("=" * 100_000)) < 32_767


@given(anything)
@steady
def test_no_cell_starts_like_a_formula(text):
    out = formula_safe(text)
    first = unicodedata.normalize("NFKC", out.lstrip()[:1])
    assert first not in ("=", "+", "-", "@")
    assert out[:1] not in ("\t", "\r", "\n")


@pytest.mark.parametrize(
    ("text", "number"), [("-5", True), ("2.5e3", True), ("-5+1", False), ("٣", False), ("", False)]
)
def test_numbers(text, number):
    assert is_number(text) is number


@given(anything)
@steady
def test_markdown_has_no_markup(text):
    out = markdown(text)
    assert "\n" not in out
    assert "<" not in out
    bare = re.sub(r"\\.", "", out)
    assert not re.search(r"[\[\]`*_|]", bare)
    assert not re.match(r"[#+=-]|\d+[.)](\s|$)", out)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("[x](javascript:1)", r"\[x\](javascript:1)"),
        ("2024-03-10", "2024-03-10"),
        ("1. item", r"1\. item"),
        ("1.5 million", "1.5 million"),
        ("# head", r"\# head"),
        ("by @user", "by @\u2060user"),
        ("a\nb", "a b"),
        (":tada:", r"\:tada:"),
        ("see http://a.example/b", "see http:\u2060//a.example/b"),
        ("HTTPS://a.example", "HTTPS:\u2060//a.example"),
        ("ftp://a.example and x+y://z", "ftp:\u2060//a.example and x+y:\u2060//z"),
        ("(www.example.org)", "(www.\u2060example.org)"),
        ("WWW.Example.org", "WWW.\u2060Example.org"),
        ("write to a.b@c.example", "write to a.b@\u2060c.example"),
        ("mailto:a@b.example", "mailto:a@\u2060b.example"),
        ("awww. Cute", "awww. Cute"),
    ],
)
def test_markdown_shows_text(text, expected):
    assert markdown(text) == expected


@given(anything, st.integers(0, 60))
@steady
def test_cut_keeps_within_the_columns(text, columns):
    out = cut(text, columns)
    assert width(out) <= columns
    assert "\n" not in out


def test_wide_characters_take_two_columns():
    assert width("日本") == 4
    assert cut("日本日本", 5) == "日本…"
    assert cut("short", 5) == "short"
    assert cut("longer", 5) == "long…"


def test_cutting_a_long_text_does_not_read_it_all():
    assert cut("x" * 10_000_000, 10) == "xxxxxxxxx…"


@pytest.mark.parametrize("url", ["https://example.org/a?b=1&c=2#d", "http://example.org"])
def test_web_addresses_are_linked(url):
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "\tjavascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://",
        'https://example.org/"onclick=',
        "https://example.org/ a",
        "https://user@example.org",
        "https://[::1",
        "file:///etc/passwd",
        "https://example.org/\u202e",
    ],
)
def test_other_addresses_are_not(url):
    assert safe_url(url) == ""


@given(anything)
@example("\x9b31m \u202e \x7f \U000e0041 \ud800")
@steady
def test_json_is_the_same_document_with_nothing_that_acts(text):
    made = json_safe(json.dumps({text: [text]}, ensure_ascii=False, indent=1))
    assert json.loads(made) == {text: [text]}
    assert visible(made) == made
    made.encode()
