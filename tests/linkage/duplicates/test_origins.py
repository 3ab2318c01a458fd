"""Origins: copies of articles and sentences, and what only looks like one."""

import random
from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from work import calls

from compare.extraction.annotation.wording import ArticleWording, read_wording
from compare.linkage.duplicates.near_duplicates import SIMILAR
from compare.linkage.duplicates.origins import MIN_WORDS, Origins, find_origins
from compare.models import Article, CopyKind
from compare.segmentation.sentences import split_sentences

FLOOD = [
    "The river rose by three metres on Monday after a week of heavy rain in the hills.",
    "The mayor of the lower town closed the bridge and asked people to leave their houses.",
    "Two cars were lost in the water near the old mill but nobody was hurt, the mayor said.",
    "Trains between the two towns will not run again before the end of the week.",
]
OTHER = [
    "A new library opened in the upper town on Friday with more than a thousand guests.",
    "The building took six years to finish and cost twice as much as had been planned.",
    "Its reading room looks over the lake and has places for about two hundred readers.",
]


def origins(*articles: Article) -> Origins:
    return find_origins(
        read_wording(articles, {article.id: split_sentences(article) for article in articles})
    )


def article(name: str, *sentences: str, source: str = "") -> Article:
    return Article(name, " ".join(sentences), source=source or name)


def test_a_shortened_copy_has_the_origin_of_the_whole() -> None:
    found = origins(
        article("b", *FLOOD), article("a", "FLOOD NEWS -", *FLOOD[:2], FLOOD[3]), article("c", *OTHER)
    )
    assert found.articles == {"a": "a", "b": "a", "c": "c"}
    assert found.count([("a", 0), ("b", 3)]) == 1
    assert found.count([("a", 0), ("b", 3), ("c", 1)]) == 2


def test_one_sentence_taken_over_is_a_copy_of_the_sentence_only() -> None:
    found = origins(article("a", *FLOOD), article("b", *OTHER, FLOOD[2]))
    assert found.articles == {"a": "a", "b": "b"}
    assert found.sentences == {("a", 2): ("a", 2), ("b", 3): ("a", 2)}
    assert found.count([("a", 2), ("b", 3)]) == 1
    assert found.count([("a", 0), ("b", 0)]) == 2
    assert found.count([]) == 0


def test_an_edited_sentence_is_a_copy_and_one_with_another_number_is_not() -> None:
    edited = FLOOD[1].replace("asked", "told")
    renumbered = FLOOD[0].replace("three", "four")
    found = origins(article("a", *FLOOD), article("b", *OTHER, edited, renumbered))
    assert set(found.sentences) == {("a", 1), ("b", 3)}


def test_quoting_the_same_words_is_no_copy() -> None:
    words = "“We will build the bridge again before the winter comes to the valley,” the mayor said."
    assert origins(article("a", words, OTHER[0]), article("b", words, OTHER[1])).sentences == {}


def test_short_sentences_are_alike_by_chance() -> None:
    assert (
        origins(
            article("a", "He was taken to hospital."), article("b", "He was taken to hospital.")
        ).sentences
        == {}
    )


def test_the_same_whole_text_is_one_origin_at_any_length() -> None:
    short = "He was taken to hospital. Nobody was hurt."
    found = origins(
        Article("b", short, source="x"),
        Article("a", "\n He was taken to hospital.\n\nNobody was hurt.", source="y"),
        Article("c", f"{short} It rained.", source="z"),
        Article("d", "", source="v"),
        Article("e", " ", source="w"),
    )
    assert found.articles == {"a": "a", "b": "a", "c": "c", "d": "d", "e": "e"}
    assert found.count([("a", 0), ("b", 0)]) == 1


def test_short_texts_that_share_one_clause_are_no_copies() -> None:
    one = article("a", "Near the old pier.", "In all twelve people of the crew were hurt.")
    other = article("b", "At the new quay.", "In all twelve people of the crew were saved.")
    assert origins(one, other).articles == {"a": "a", "b": "b"}


def test_background_that_one_source_repeats_does_not_join_its_articles() -> None:
    one = article("a", *OTHER, *FLOOD[:2], source="x")
    two = article("b", *FLOOD[:2], FLOOD[3], source="x")
    assert origins(one, two).articles == {"a": "a", "b": "b"}


def test_furniture_is_passed_over() -> None:
    a, b = article("a", FLOOD[0]), article("b", FLOOD[0])
    sentences = {
        x.id: [
            type(s)(s.article, s.index, s.start, s.end, s.text, furniture=True) for s in split_sentences(x)
        ]
        for x in (a, b)
    }
    assert find_origins(read_wording([a, b], sentences)).sentences == {}


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.integers(0, 10_000))
def test_the_same_whatever_the_order_and_equal_to_the_naive_way(seed: int) -> None:
    rng = random.Random(seed)
    vocabulary = [f"word{'abcdefghij'[i % 10]}{'klmno'[i // 10]}" for i in range(30)]
    texts: list[list[str]] = []
    for _ in range(8):
        words = rng.choices(vocabulary, k=rng.randint(6, 20))
        copy = list(rng.choice(texts)) if texts and rng.random() < 0.6 else words
        if copy and rng.random() < 0.7:
            copy[rng.randrange(len(copy))] = rng.choice(vocabulary)
        texts.append(copy)
    articles = [Article(f"a{i}", " ".join(words)) for i, words in enumerate(texts)]
    found = origins(*articles)
    shuffled = rng.sample(articles, len(articles))
    assert origins(*shuffled) == found
    sets = [set(pairwise(words)) for words in texts]
    naive = {
        (f"a{k}", 0)
        for i, j in combinations(range(len(texts)), 2)
        if min(len(texts[i]), len(texts[j])) >= MIN_WORDS
        and len(sets[i] & sets[j]) >= SIMILAR * len(sets[i] | sets[j])
        for k in (i, j)
    }
    assert set(found.sentences) == naive, f"seed {seed}"


def test_a_headline_in_the_text_is_no_sentence_of_its_own() -> None:
    """Two outlets share a sentence; one says the same in its headline too, the other in a sentence."""
    title = "River rises by three metres"
    other = "In the hills it had rained for a week, and the water stood three metres higher on Monday."
    found = origins(
        Article("a", f"{title}\n{FLOOD[0]} {OTHER[0]} {OTHER[1]} {OTHER[2]}", title=title, source="a"),
        Article("b", f"{FLOOD[0]} {FLOOD[1]} {FLOOD[2]} {FLOOD[3]} {other}", source="b"),
    )
    assert ("a", 0) in found.headlines
    assert found.count([("a", 0), ("a", 1), ("b", 0)]) == 1
    assert found.count([("a", 0), ("a", 1), ("b", 0), ("b", 4)]) == 2


AGENCY = [
    "Six people including a child were among at least 22 killed in the landslide, a rescuer said.",
    "The slope gave way after three days of rain, and the road to the quarry is closed until further notice.",
    "Trucks brought blankets to the school where the families of the village spend the night.",
    "A geologist of the province had warned of the slope in a report that was published in spring.",
]


def test_of_articles_that_hold_much_of_one_text_edited_sentences_are_copies_and_own_ones_are_not() -> None:
    edited = "Six people including a child were among at least 22 killed in a landslide, rescuers said."
    own = "The mayor, whom this paper reached by phone, spoke of six dead villagers, one of them a child."
    more = "She asked the province for a second bridge, since the old one cannot carry trucks, and for tents."
    found = origins(article("a", *AGENCY), article("b", edited, *AGENCY[1:3], own, more))
    assert found.articles == {"a": "a", "b": "b"}
    assert found.texts == {"a": "a", "b": "a"}
    assert found.sentences["b", 0] == found.sentences["a", 0] == ("a", 0)
    assert found.count([("a", 0), ("b", 0)]) == 1
    assert found.count([("a", 0), ("b", 0), ("b", 3)]) == 2
    assert found.copies([("a", 0), ("b", 0), ("b", 3)]) == [(frozenset("ab"), CopyKind.TEXT)]
    assert ("b", 0) not in origins(article("a", *AGENCY[:1], *OTHER), article("b", edited, *FLOOD)).sentences


def test_one_sentence_is_of_one_origin_and_copies_none():
    found = Origins({"a": "a", "b": "a"}, {("a", 0): ("a", 0), ("b", 0): ("a", 0)}, {"b": "a"})
    assert found.count([("b", 0)]) == found.count(iter([("c", 7)]), {"c": "Tarn Times"}) == 1
    assert found.copies(iter([("b", 0)])) == found.copies([("a", 0), ("a", 1)]) == []
    assert [set(group) for group, _ in found.copies(iter([("a", 0), ("b", 0)]))] == [{"a", "b"}]


def test_an_outlet_without_a_name_is_its_own_whatever_others_are_called() -> None:
    one, other = article("a", *FLOOD), replace(article("b", *FLOOD, *OTHER), source="")
    assert origins(one, other).articles == {"a": "a", "b": "a"}
    assert origins(replace(one, source="\n1"), other).articles == {"a": "a", "b": "a"}


def test_long_articles_of_which_much_is_edited_are_compared_by_what_they_share() -> None:
    draw = random.Random(0)
    words = [f"{a}{b}" for a in "bdfghjklmnprst" for b in ("an", "en", "in", "on", "un", "ar", "er", "or")]

    def versions(count: int) -> list[ArticleWording]:
        one, new = (
            [f"{' '.join(draw.choices(words, k=12)).capitalize()}." for _ in range(count)] for _ in "ab"
        )
        other = [line if k % 10 < 7 else new[k] for k, line in enumerate(one)]
        both = [article("a", *one), article("b", *other)]
        return read_wording(both, {each.id: split_sentences(each) for each in both})

    few, many = (calls(find_origins, versions(count)) for count in (100, 400))
    assert many < 8 * few
