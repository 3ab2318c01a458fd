"""The header of a page that runs into the lead of its story."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.models import Article
from compare.segmentation.boilerplate import mark_furniture
from compare.segmentation.header import HEADLINE, Piece, read_header
from compare.segmentation.sentences import split_sentences

TITLE = "Milltown denies that its bridge is unsafe"
LEAD = "The bridge of Milltown was closed on Thursday."


def parts(text: str, title: str = TITLE) -> list[tuple[str, bool]]:
    return [(s.text, s.furniture) for s in split_sentences(Article("a", text, title=title))]


@pytest.mark.parametrize(
    ("before", "between"),
    [
        ("", ""),
        ("Thu 5 Mar 2020", ""),
        ("", "AFP Thursday 5 Mar 2020"),
        ("", "North County News 05-03-2020 0147 PM"),
        ("Thursday 5 March 2020", "NGO AFP Monday 16 Jun 2014 Print Tweet Views 72"),
        ("Posted on March 5 2020 by Ann Poole", ""),
        ("Print this page Thursday 5 March 2020 16:45", ""),
        ("NEWS", "Updated: Thursday, March 5, 2020 10:01 PM EDT"),
        ("5 March 2020 title:", ""),
    ],
)
def test_headline_stands_between_the_words_of_the_page_and_the_lead(before: str, between: str) -> None:
    expected = [(before, True), (TITLE, False), (between, True), (LEAD, False)]
    assert parts(f"{before} {TITLE} {between} {LEAD}") == [part for part in expected if part[0]]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        (f"{TITLE} | The Milltown Times", TITLE),
        (f"{TITLE} - Region - News Online", TITLE),
        ("Milltown’s “new” bridge is closed for a year", "Milltowns new bridge is closed for a year"),
        ("Old Bridge of Milltown is Closed", "OLD BRIDGE OF MILLTOWN IS CLOSED"),
        ("‘Unsafe’ bridge closed in Milltown", "‘Unsafe’ bridge closed in Milltown"),
        (f"{TITLE}, says mayor", f"{TITLE}, says mayor."),
    ],
)
def test_headline_is_told_by_its_words(title: str, written: str) -> None:
    assert parts(f"{written} {LEAD}", title) == [(written, False), (LEAD, False)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Bridge closed in old town of Milltown on Thursday.", "Bridge closed in old town"),
        ("Bridge closed in Milltown County after a storm, police said.", "Bridge closed in Milltown"),
        ("The Old Bridge of Milltown was closed on Thursday.", "Old Bridge of Milltown"),
        ("The mayor said the Bridge of Milltown is Safe Enough. It is.", "Bridge of Milltown is Safe"),
        ("Old bridge of the town of Milltown County was closed.", "Old bridge of the town of..."),
        ("Flood rises. It rose.", "Flood"),
        ("It was shut on Thursday.", TITLE),
        ("It rose on Thursday.", ""),
    ],
)
def test_a_sentence_that_uses_the_words_of_the_headline_stays_whole(text: str, title: str) -> None:
    assert read_header(text, title, [], first=True) == []


def test_headline_told_again_is_furniture() -> None:
    marked = mark_furniture(split_sentences(Article("a", f"{TITLE} Local News {TITLE} {LEAD}", title=TITLE)))
    assert [(s.text, s.furniture) for s in marked] == [
        (TITLE, False),
        ("Local News", True),
        (TITLE, True),
        (LEAD, False),
    ]


def test_headline_within_prose_is_no_header() -> None:
    text = f"The council met on Thursday. {TITLE} Today, one paper wrote. Others wrote of the closed bridge."
    assert all(not part[1] for part in parts(text))
    assert parts(text)[0][0] == "The council met on Thursday."


def test_a_line_that_joins_its_header_to_the_story_without_a_space() -> None:
    line = f"News, 3 comments on {TITLE}The bridge was closed."
    assert read_header(line, "", [TITLE], first=False) == [Piece(line.index("The bridge"), False)]


@settings(derandomize=True, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("aB 1.\n“’ß-|"), max_size=60),
    st.text(alphabet=st.sampled_from("aB 1.“’ß-|"), max_size=60),
)
def test_pieces_come_in_order_and_lose_nothing(text: str, title: str) -> None:
    ends = [piece.end for piece in read_header(f"{title} {text}", title, [title], first=True)]
    assert ends == sorted(set(ends))
    assert all(0 < end <= len(title) + 1 + len(text) for end in ends)
    sentences = split_sentences(Article("a", f"{title} {text}", title=title))
    joined = "".join("".join(s.text.split()) for s in sentences)
    assert joined == "".join(f"{title} {text}".split())


def test_short_titles_are_no_headlines() -> None:
    title = "Milltown in the rain"[: HEADLINE - 1]
    assert read_header(f"{title} {LEAD}", title, [], first=True) == []
