"""Verdicts as people write them, notes and names."""

from __future__ import annotations

import pytest

from compare.errors import InputError
from compare.models import VerdictKind
from compare.review.words import CHOICES, MAX_NAME, MAX_NOTE, read_name, read_note, read_verdict


@pytest.mark.parametrize("kind", CHOICES)
def test_each_verdict_in_any_case_with_its_symbol(kind):
    from compare.reports.words import SYMBOLS

    for text in (kind.value, f" {kind.value.upper()} ", kind.value.title(), f"{SYMBOLS[kind]} {kind.value}"):
        assert read_verdict(text) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Same", VerdictKind.AGREE),
        ("=", VerdictKind.AGREE),
        ("contradiction", VerdictKind.DIFFER),
        ("≠", VerdictKind.DIFFER),
        ("single source", VerdictKind.SINGLE_SOURCE),
        ("single_source", VerdictKind.SINGLE_SOURCE),
        ("Spelling.", VerdictKind.VARIANT),
        ("not the same\u00a0fact", VerdictKind.UNRELATED),
    ],
)
def test_synonyms(text, kind):
    assert read_verdict(text) is kind


@pytest.mark.parametrize("text", ["", "  ", "-", "n/a", "None", "–"])
def test_nothing_is_no_verdict(text):
    assert read_verdict(text) is None


@pytest.mark.parametrize("text", ["maybe", "1", "agreed?", "dfifer", "agree/differ", "x" * 500])
def test_another_word_is_refused_with_what_is_allowed(text):
    with pytest.raises(InputError, match="allowed: agree, compatible, differ, variant, unrelated, single-so"):
        read_verdict(text)


def test_notes_keep_their_lines_and_show_what_is_hidden():
    assert read_note(" one\r\ntwo\x00 \u202e") == "one\ntwo␀ [U+202E]"
    assert read_note("x" * MAX_NOTE)
    with pytest.raises(InputError, match=f"the note has {MAX_NOTE + 1} characters; allowed: {MAX_NOTE}"):
        read_note("x" * (MAX_NOTE + 1))


def test_names_are_one_line():
    assert read_name(" Ana\n Lind ") == "Ana Lind"
    for text in ("", " \n", "x" * (MAX_NAME + 1)):
        with pytest.raises(InputError, match="allowed: a name of 1 to"):
            read_name(text)
