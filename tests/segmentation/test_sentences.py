"""Sentences: exact offsets, lines, abbreviations, quotations, hostile text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.models import Article
from compare.segmentation.sentences import WINDOW, split_sentences


def split(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(Article("a", text))]


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB. \n\r\t“”\"'‘’!?()0p.m\u2028\u00a0\u200b\ud800😀"), max_size=300))
def test_offsets_slice_back(text: str) -> None:
    sentences = split_sentences(Article("a", text))
    assert [s.index for s in sentences] == list(range(len(sentences)))
    end = 0
    for sentence in sentences:
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        assert sentence.text
        assert not text[end : sentence.start].strip(" \n\r\t\u2028\u00a0\u200b")
        end = sentence.end
    assert not text[end:].strip(" \n\r\t\u2028\u00a0\u200b")


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Navy said Mr. Miller and Lt. Gen. Ann Poole had left.",
        "The office called Ms. Brewer to urge her to reject it.",
        "It was option No. 10 of approx. 40.",
        "The shop closed at 10 a.m. Monday.",
        "Doors open at 7 p.m. EST on Friday.",
        "The shop closed at 10 a.m. and opened again.",
        "“Stop!” Miller said.",
        '"Where is it?" asked the driver.',
        "The rate rose by 3.5 points.",
        "MILLTOWN, Wash. (AP) - The bridge was closed on Monday.",
        "How can we stop it? he told the agency.",
        "U.N. Under Secretary Ann Poole arrived.",
        "He served at Ft. Miller until Fri. at noon.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Flood in the valley\nThe river rose.\n\nNext day",
            ["Flood in the valley", "The river rose.", "Next day"],
        ),
        ("It ended at 5 p.m. Police left.", ["It ended at 5 p.m.", "Police left."]),
        (
            "“The river is high. We must leave,” she added. They left.",
            ["“The river is high.", "We must leave,” she added.", "They left."],
        ),
        (
            '"The river is high. We must leave," she said.',
            ['"The river is high.', 'We must leave," she said.'],
        ),
        (
            "“We lost it all,” he said. “But nobody was hurt.”",
            ["“We lost it all,” he said.", "“But nobody was hurt.”"],
        ),
        (
            '"We lost it all," he said. "But nobody was hurt."',
            ['"We lost it all," he said.', '"But nobody was hurt."'],
        ),
        (
            "``The river is very high. We must leave,'' she said.",
            ["``The river is very high.", "We must leave,'' she said."],
        ),
        (
            "Water is everywhere.\n— Town Hall (@townhall) May 1, 2020\nRain fell.",
            ["Water is everywhere.", "— Town Hall (@townhall) May 1, 2020", "Rain fell."],
        ),
    ],
)
def test_boundaries(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_story_that_runs_into_the_header_of_its_page() -> None:
    text = (
        "River rises in the lower valley\n"
        "News March 5, 2020 3 comments on River rises in the lower valleyThe river rose by three metres."
        " It fell again."
    )
    assert split(text) == [
        "River rises in the lower valley",
        "News March 5, 2020 3 comments on River rises in the lower valley",
        "The river rose by three metres.",
        "It fell again.",
    ]


@pytest.mark.parametrize(
    "day",
    [
        "Thu 05 Mar 2020",
        "March 5, 2020",
        "05-03-2020",
        "5.3.2020",
        "Thursday 5 March 2020 18:32",
        "Date of publication 5 March 2020",
        "Thursday, 5 March 2020",
    ],
)
def test_a_date_before_the_headline_stands_alone(day: str) -> None:
    assert split(f"{day} 22 Houses Lost in Flood. The river rose.") == [
        day,
        "22 Houses Lost in Flood.",
        "The river rose.",
    ]


@pytest.mark.parametrize(
    "text", ["March 5, 2020, was cold.", "March 5 was cold.", "On March 5, 2020 Mary left."]
)
def test_a_sentence_that_opens_with_a_date_stays_whole(text: str) -> None:
    assert split(text) == [text]


def test_text_wrapped_at_a_fixed_width_is_read_by_paragraph() -> None:
    text = (
        "The river rose by three metres on Monday, and the people of the\n"
        "lower town were told to leave their houses before the evening came\n"
        "and the bridge was closed. Nobody was hurt in the flood, the mayor\n"
        "told the local radio, although two cars were lost in the water near\n"
        "the mill.\n\nThe bridge will open on Friday.\n"
    )
    sentences = split(text)
    assert [" ".join(s.split()) for s in split(text.replace("\n", "\r\n"))] == [
        " ".join(s.split()) for s in sentences
    ]
    assert len(sentences) == 3
    assert sentences[0].endswith("bridge was closed.")


@pytest.mark.parametrize("unit", ["a", "word ", "“", " ‘", '"a. ', ". ", "(a. ", "p.m. A", " ", "a\n"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.perf_counter()
    sentences = split_sentences(Article("a", text))
    assert time.perf_counter() - started < 20
    assert all(len(s.text) <= 2 * WINDOW for s in sentences)


def test_a_splitter_that_loses_characters_splits_nothing() -> None:
    sentences = split_sentences(Article("a", "One. Two."), splitter=lambda text, _: text.split(". "))
    assert [s.text for s in sentences] == ["One. Two."]


@pytest.mark.parametrize(
    "sentence",
    ["It follows Lund et al. [2004] and the rest.", "It was shown by Lund et al. (2004) there.",
     "He read Com. & Adm. Law in Tarn.", "The Fin. & Tax. board met."],
)  # fmt: skip
def test_citation_ends_no_sentence(sentence):
    text = f"{sentence} Nobody knew it."
    found = split_sentences(Article(id="a", text=text))
    assert [s.text for s in found] == [sentence, "Nobody knew it."]
