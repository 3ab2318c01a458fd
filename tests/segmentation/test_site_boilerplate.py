"""What a site writes around its articles, at the begin and the end of their only line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.models import Article, Facet
from compare.pipeline import read_claims
from compare.segmentation.site_boilerplate import LEAST_ARTICLES, LEAST_SHARE, page_edges

STORIES = (
    "The bridge of Milltown was closed by a flood",
    "Ann Poole won the race in North County",
    "Two trains met at the station of Highfield",
    "A school in Eastbury lost its roof in a storm",
    "The mayor of Westbury opened a garden",
    "Farmers in Southbury sold more apples",
)


def site(before: str, after: str, count: int = len(STORIES), source: str = "Times") -> list[Article]:
    return [
        Article(f"{source}{k}", f"{before.format(k + 1)}{story}.{after.format(k + 1)}", source)
        for k, story in enumerate(STORIES[:count])
    ]


def kept(articles: list[Article]) -> list[str]:
    edges = page_edges(articles)
    return [a.text[slice(*edges[a.id])].strip() if a.id in edges else a.text.strip() for a in articles]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Posted on March {} 2020 ", ""),
        ("Last updated at Mar 0{}2020 ", ""),
        ("0{}.03.2020 Share this URL 1{} ", ""),
        ("", " Our Standards: The Milltown Trust Principles."),
        ("", " (With Reuters) Last Update: Monday {} March 2020 KSA 16:0{} - GMT 13:0{}"),
        ("Date of publication {} March 2020 ", " Community standards Comment via Milltown Times"),
    ],
)
def test_what_surrounds_the_stories_of_one_site_is_cut(before: str, after: str) -> None:
    before, after = (part.replace("{}", "{0}") for part in (before, after))
    assert kept(site(before, after)) == [f"{story}." for story in STORIES]


def test_a_number_behind_a_date_is_of_the_story() -> None:
    articles = [
        Article(f"a{k}", f"Posted on March {k} 2020 {k + 11} people left {town}.", "Times")
        for k, town in enumerate(("Milltown", "Highfield", "Eastbury"), start=1)
    ]
    assert [text.split()[0] for text in kept(articles)] == ["12", "13", "14"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("At least {} people were hurt when ", ""),
        ("", " More than {}0000 people have been killed in the war since March 2011"),
        ("", " It was told by a reporter of the Times in the town of Milltown"),
        ("On Monday ", ""),
        ("In March 202{} ", ""),
    ],
)
def test_prose_that_a_site_repeats_is_kept(before: str, after: str) -> None:
    before, after = (part.replace("{}", "{0}") for part in (before, after))
    articles = site(before, after)
    assert kept(articles) == [a.text.strip() for a in articles]


def test_few_articles_and_other_sources_prove_nothing() -> None:
    after = " Our Standards: The Milltown Trust Principles."
    few = site("", after, LEAST_ARTICLES - 1)
    assert page_edges(few) == {}
    assert page_edges([Article(f"{k}", a.text, f"Times {k}") for k, a in enumerate(site("", after))]) == {}
    assert page_edges([Article(a.id, a.text) for a in site("", after)]) == {}
    assert len(page_edges(site("", after, LEAST_ARTICLES))) == LEAST_ARTICLES


def test_a_text_held_several_times_counts_once() -> None:
    text = f"{STORIES[0]}. Our Standards: The Milltown Trust Principles."
    assert page_edges([Article(f"a{k}", text, "Times") for k in range(9)]) == {}


def test_an_end_that_few_articles_of_a_large_site_share_is_chance() -> None:
    after = " The Milltown County Bridge Company"
    alike = site("", after, LEAST_ARTICLES)
    words = "abcdefghijklmnopqrst"
    others = [Article(f"b{k}", f"{STORIES[k % 6]} {words[k]}{words[k]}.", "Times") for k in range(20)]
    assert len(others) > LEAST_ARTICLES * LEAST_SHARE
    assert page_edges([*alike, *others]) == {}


def test_what_is_cut_states_nothing_and_the_offsets_hold() -> None:
    articles = site("Posted on March {} 2020 ", " Our Standards: The Milltown Trust Principles.")
    for reading in read_claims(articles):
        text = reading.article.text
        first, *_, last = reading.sentences
        assert (first.furniture, last.furniture) == (True, True)
        assert last.text == "Our Standards: The Milltown Trust Principles."
        assert all(text[s.start : s.end] == s.text for s in reading.sentences)
        assert reading.segments.edges == (len(first.text), last.start)
        assert all(claim.facet is not Facet.DATE for claim in reading.claims)


def test_a_reading_is_kept_as_long_as_its_edges_are() -> None:
    class Kept(dict):  # type: ignore[type-arg]
        def get(self, article):
            return super().get(article.id)

        def put(self, reading):
            self[reading.article.id] = reading
            puts.append(reading.article.id)

    puts: list[str] = []
    store = Kept()
    articles = site("Posted on March {} 2020 ", "")
    first = read_claims(articles[:2], lambda _: None, store)
    assert first[0].segments.edges == ()
    read_claims(articles[:2], lambda _: None, store)
    assert puts == ["Times0", "Times1"]
    again = read_claims(articles, lambda _: None, store)
    assert len(puts) == 2 + len(articles)
    assert again == read_claims(articles)


@settings(derandomize=True, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["A ", "b ", "5 ", "Posted ", "2020 ", "(", ") ", "\n"]), max_size=30).map(
            "".join
        )
    )
)
def test_edges_lie_within_the_text_in_any_order(texts: list[str]) -> None:
    articles = [Article(str(k), text, "Times") for k, text in enumerate(texts)]
    found = page_edges(articles)
    assert found == page_edges(articles[::-1])
    assert all(0 <= e.start < e.end <= len(texts[int(name)]) for name, e in found.items())
