"""Sources: copies of one text and articles of one outlet count once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stories import made, number

from compare.linkage.duplicates.origins import Origins
from compare.linkage.duplicates.sources import Sources, find_sources
from compare.models import Article, Claim, Copy, CopyKind, Facet, NameValue

ARTICLES = {
    "a": Article("a", "", source="Ashel Post", published=date(2024, 3, 10)),
    "b": Article("b", "", source="Velmora Echo", published=date(2024, 3, 13)),
    "c": Article("c", "", source="Tarn Times", published=date(2024, 3, 11)),
}
ONE_OUTLET = ARTICLES | {"b": replace(ARTICLES["b"], source="Ashel Post")}


def said(*keys: str) -> list[Claim]:
    return [made(key, number(14)) for key in keys]


def named(*keys: str) -> list[Claim]:
    return [made(key, NameValue(Facet.NAME, 0, 1, key, key)) for key in keys]


def test_each_outlet_counts_once():
    assert find_sources(said("a", "c"), ARTICLES, Origins()) == Sources(2)
    assert find_sources(said("a", "b"), ONE_OUTLET, Origins()) == Sources(1, alone=True)
    assert find_sources(said("a", "b", "c"), ONE_OUTLET, Origins()) == Sources(2)


def test_articles_of_unknown_source_stand_each_for_itself():
    unknown = {key: Article(key, "") for key in "xy"}
    assert find_sources(said("x", "y"), unknown, Origins()).count == 2


def test_one_outlet_may_spell_in_two_ways():
    assert find_sources(named("a", "b"), ONE_OUTLET, Origins()) == Sources(1, alone=False)
    copies = Origins(articles={"a": "a", "b": "a"})
    assert find_sources(named("a", "b"), ARTICLES, copies).alone


def test_copies_come_in_the_order_of_publication():
    whole = Origins(articles={"b": "b", "c": "b"})
    assert find_sources(said(*"abc"), ARTICLES, whole).copies == (Copy(("c", "b"), CopyKind.WHOLE),)
    shared = Origins(sentences={("a", 0): ("a", 0), ("b", 0): ("a", 0)})
    found = find_sources(said(*"bac"), ARTICLES, shared)
    assert [copy.articles for copy in found.copies] == [("a", "b")]
    assert found.count == 2


def test_of_a_part_of_a_text_the_claims_of_one_sentence_are_told_and_of_a_whole_one_none():
    a, again, b, own, c = (
        made(key, number(n), sentence=n) for key, n in zip("aabbc", (0, 1, 2, 3, 4), strict=True)
    )
    first, second = ("a", 0), ("a", 1)
    same = {("a", 0): first, ("b", 2): first, ("a", 1): second, ("c", 4): second}
    texts = {"a": "a", "b": "a", "c": "c"}
    copies = find_sources([c, own, b, again, a], ARTICLES, Origins(sentences=same, texts=texts)).copies
    assert copies == (
        Copy(("a", "b"), CopyKind.TEXT, ((a.id, b.id),)),
        Copy(("a", "c"), CopyKind.SENTENCE, ((again.id, c.id),)),
    )
    whole = Origins(articles={"a": "a", "b": "a"}, sentences=same)
    assert find_sources([a, b], ARTICLES, whole).copies == (Copy(("a", "b"), CopyKind.WHOLE),)
