import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from samples import article, claim, fact

from compare.models import VerdictKind
from compare.stories.tell import find_stories, story_ids, told_in

DAYS = [date(2024, 3, 10), date(2024, 3, 11), date(2024, 3, 12)]
FERRY = [
    article(
        f"ferry-{n}", ["The ferry Maribel sank off Port Ashel.", "Nine people drowned."], DAYS[n], source=s
    )
    for n, s in enumerate(("Post", "Echo", "Post"))
]
STRIKE = [
    article(f"strike-{n}", ["Miners in Tarn went on strike.", "Wages rose by 9 percent."], DAYS[n], source=s)
    for n, s in enumerate(("Post", "Herald"))
]
LONE = article("lone", ["The library of Velmora opened."], None, title="Library opens")
ALL = [*FERRY, *STRIKE, LONE]


def shared(key, kind, articles, row):
    claims = []
    for where in articles:
        sentence = where.text.splitlines()[row]
        claims.append(claim(where, sentence, sentence.split()[0], number=9))
    return fact(key, key, kind, claims)


FACTS = [
    shared("f1", VerdictKind.AGREE, FERRY, 0),
    shared("f2", VerdictKind.DIFFER, FERRY, 1),
    shared("f3", VerdictKind.AGREE, STRIKE, 0),
    shared("f4", VerdictKind.SINGLE_SOURCE, [LONE], 0),
]


def test_articles_of_the_same_facts_are_one_story():
    found = find_stories(FACTS, ALL)
    assert [story.articles for story in found] == [
        ("ferry-0", "ferry-1", "ferry-2"),
        ("strike-0", "strike-1"),
        ("lone",),
    ]
    ferry, strike, lone = found
    assert (ferry.first, ferry.last) == (DAYS[0], DAYS[2])
    assert (lone.first, lone.last) == (None, None)
    assert {"Maribel", "Port Ashel"} <= set(ferry.terms)
    assert "Tarn" in strike.terms
    assert ferry.title == "The ferry Maribel sank off Port Ashel", "no article has a headline"
    assert lone.title == "Library opens"
    assert len({story.id for story in found}) == 3


def test_the_ids_alone_are_those_of_the_stories():
    ids = story_ids(FACTS, ALL)
    assert ids == {key: story.id for story in find_stories(FACTS, ALL) for key in story.articles}
    assert len(ids) == len(ALL)


def test_facts_name_the_story_of_most_of_their_articles():
    both = shared("both", VerdictKind.AGREE, [*FERRY[:2], STRIKE[0]], 0)
    stories = find_stories(FACTS, ALL)
    ferry, strike, lone = (story.id for story in stories)
    placed = {fact.id: fact for fact in told_in([*FACTS, both], stories)}
    assert {key: fact.story for key, fact in placed.items()} == {
        "f1": ferry,
        "f2": ferry,
        "f3": strike,
        "f4": lone,
        "both": ferry,
    }
    assert placed["f2"].importance > 0
    assert told_in([both], [])[0].story == ""


def test_one_fact_among_many_joins_no_two_stories():
    own = [shared(f"o{n}", VerdictKind.AGREE, group, 0) for n in range(6) for group in (FERRY, STRIKE)]
    bridge = shared("bridge", VerdictKind.AGREE, [FERRY[0], STRIKE[0]], 0)
    found = find_stories([*own, bridge], ALL)
    assert [len(story.articles) for story in found] == [3, 2, 1]


def test_years_apart_takes_more_than_the_same_fact():
    def at(day):
        return article(f"later-{day}", ["The ferry Maribel sank off Port Ashel."], day)

    first = at(date(2020, 1, 1))
    for other, together in ((at(date(2020, 1, 5)), True), (at(date(2024, 1, 1)), False)):
        found = find_stories([shared("f", VerdictKind.AGREE, [first, other], 0)], [first, other])
        assert (len(found) == 1) is together


def test_nothing_is_no_story_and_an_article_without_a_headline_keeps_its_words():
    assert find_stories([], []) == []
    (only,) = find_stories([], [article("42", ["12 34"])])
    assert only.title == "12 34"
    (bare,) = find_stories([], [article("42", [""])])
    assert bare.title == "42"


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_every_article_stands_in_one(random: random.Random):
    facts, articles = random.sample(FACTS, len(FACTS)), random.sample(ALL, len(ALL))
    found = find_stories(facts, articles)
    assert found == find_stories(FACTS, ALL)
    assert sorted(key for story in found for key in story.articles) == sorted(a.id for a in ALL)
