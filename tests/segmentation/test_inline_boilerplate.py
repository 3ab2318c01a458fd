"""Credits and tags that run into a line of the story."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.models import Article
from compare.segmentation.inline_boilerplate import heading_end, inline_page
from compare.segmentation.sentences import GLUED, split_sentences

LEAD = "At least 12 people were hurt in Milltown on Monday."


def parts(text: str) -> list[tuple[str, bool]]:
    return [(s.text, s.furniture) for s in split_sentences(Article("a", text))]


@pytest.mark.parametrize(
    "caption",
    [
        "A man walks by a bridge in Milltown (Milltown Times Photo)",
        "A man walks by a bridge in Milltown (Photo by Ann Poole)",
        "A man walks by a bridge in Milltown on March 5 2020 (Reuters)",
        "A man walks by a bridge in Milltown (Getty Images)",
    ],
)
def test_a_credit_ends_the_caption(caption: str) -> None:
    assert parts(f"{caption} {LEAD}") == [(caption, False), (LEAD, False)]


def test_the_site_ends_the_name_of_a_film() -> None:
    film = "Bridge of Milltown falls down - YouTube"
    assert parts(f"{film} {LEAD}") == [(film, False), (LEAD, False)]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor (Ann Poole) was in Milltown.",
        "MILLTOWN (AP) - The bridge was closed.",
        "The Miners Union (MU) Workers left the town.",
        "The photo (a copy of the photo) was shown.",
        "The soldier lost his Tags on Monday.",
        "Dog Tags Found In Milltown Were Old.",
    ],
)
def test_other_brackets_and_tags_stay_within_their_sentence(text: str) -> None:
    assert parts(text) == [(text, False)]


@pytest.mark.parametrize("tags", ["Tags Milltown bridge Ann Poole", "Tags: Milltown North County flood"])
@pytest.mark.parametrize(
    "lead", [LEAD, "The bridge was closed on Monday.", "Three people were hurt on Monday."]
)
def test_tags_before_a_sentence_are_of_the_page(tags: str, lead: str) -> None:
    assert parts(f"It fell on Monday. {tags} {lead}") == [
        ("It fell on Monday.", False),
        (tags, True),
        (lead, False),
    ]


def test_tags_that_close_a_line_are_of_the_page() -> None:
    assert parts("The bridge fell on Monday a monitor said Tags Milltown North County flood.") == [
        ("The bridge fell on Monday a monitor said", False),
        ("Tags Milltown North County flood.", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tags Milltown flood Heavy rain in North County killed at least 22 people on Monday.",
        "Tags Milltown flood Heavy rain has killed eight people and hurt 25.",
    ],
)
def test_where_the_sentence_behind_the_tags_begins_is_unknown_nothing_is_lost(text: str) -> None:
    assert parts(text) == [(text, False)]


@settings(derandomize=True, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Tags ", "A ", "a ", "(AP Photo) ", "The ", "was ", ". ", "5 "]), max_size=40
    ).map("".join)
)
def test_spans_are_in_order_and_no_text_is_lost(text: str) -> None:
    spans = inline_page(text)
    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert "".join("".join(p.split()) for p, _ in parts(text)) == "".join(text.split())


@pytest.mark.parametrize("unit", ["Tags A ", "(", "(AP Photo) A ", "Tags The ", "- YouTube A ", "Tags a "])
def test_hostile_lines_end(unit: str) -> None:
    assert len(inline_page(unit * (100_000 // len(unit)))) <= 100_000


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Doubts about the bridge", "More than 320 people have crossed it since Monday."),
        ("Builders return to the town", "On Monday they met the mayor and his council."),
        (
            "Milltown denies delay",
            "North County Mayor Ann Poole and John Smith met the council on Monday evening.",
        ),
        ("Builders reject the plan for the bridge", "Meanwhile the mayor said that it was safe."),
    ],
)
def test_a_heading_that_runs_into_its_part_stands_alone(heading: str, sentence: str) -> None:
    assert heading_end(f"{heading} {sentence}") == len(heading) + 1
    filler = "The bridge of Milltown was closed on Thursday by the council. " * (GLUED // 60)
    assert (heading, False) in [
        (part.text, False) for part in split_sentences(Article("a", f"{filler}{heading} {sentence}"))
    ]
    assert parts(f"{heading} {sentence}") == [(f"{heading} {sentence}", False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor said At least 12 people were hurt and one was missing on Monday.",
        "Milltown denies that Mayor Ann Poole was told of the plans on Monday.",
        "Milltown seeks help from North County builders who were hired on Monday.",
        "Builders of the bridge met They Might Be Giants.",
        "The mayor met the old friends of Ann Poole and told them of it.",
        "He wrote It is over to the council of the old town.",
    ],
)
def test_what_reads_as_one_sentence_stays_one(sentence: str) -> None:
    assert heading_end(sentence) == 0


@pytest.mark.parametrize("unit", ["A ", "a ", "Aa a ", "Aa denies ", "Aa denies a A b A b ", "Aa bb It "])
def test_hostile_sentences_have_an_end(unit: str) -> None:
    sentence = unit * (100_000 // len(unit))
    assert 0 <= heading_end(sentence) < len(sentence)
