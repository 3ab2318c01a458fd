import pytest

from compare.extraction.claims.marked_words import word_list
from compare.extraction.claims.phrases import left_phrase, main_subject, right_phrase


def before(text: str) -> str:
    """The subject of the last word."""
    words = word_list(text)
    extent = left_phrase(words, len(words) - 1, None)
    return text[slice(*extent)] if extent else ""


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("On Monday the harbour board said", "the harbour board"),
        ("In the storm Ida Lund said", "Ida Lund"),
        ("Lund and her brother said", "Lund and her brother"),
        ("Lund this week also said", "Lund"),
        ("The ice broke because of wind and that said", ""),
        ("politically risky for Lund said", ""),
        ("the expected said", ""),
    ],
)
def test_subject_before_a_verb(text, phrase):
    assert before(text) == phrase


def test_source_behind_a_verb_ends_where_it_is_told():
    text = "Ida Lund, head of the board, in Tarn"
    assert text[slice(*right_phrase(word_list(text), 0))] == "Ida Lund, head of the board"


def test_main_subject_ends_at_the_verb():
    words = word_list("The old mayor rose and said")
    assert main_subject(words, 5) == (0, len("The old mayor"))
