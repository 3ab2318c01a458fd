import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from samples import article, claim, fact

from compare.models import VerdictKind
from compare.reports.stories import stories

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
    found = stories(FACTS, ALL)
    assert [story.articles for story in found] == [
        ("ferry-0", "ferry-1", "ferry-2"),
        ("strike-0", "strike-1"),
        ("lone",),
    ]
    ferry, strike, lone = found
    assert ferry.sources == ("Echo", "Post")
    assert ferry.facts == ("f1", "f2")
    assert ferry.verdicts == {VerdictKind.AGREE: 1, VerdictKind.DIFFER: 1}
    assert (ferry.first, ferry.last) == (DAYS[0], DAYS[2])
    assert (lone.facts, lone.first, lone.last) == ((), None, None)
    assert {"Maribel", "Port Ashel"} <= set(ferry.terms)
    assert "Tarn" in strike.terms
    assert "Velmora" in lone.label


def test_one_fact_among_many_joins_no_two_stories():
    own = [shared(f"o{n}", VerdictKind.AGREE, group, 0) for n in range(6) for group in (FERRY, STRIKE)]
    bridge = shared("bridge", VerdictKind.AGREE, [FERRY[0], STRIKE[0]], 0)
    found = stories([*own, bridge], ALL)
    assert [len(story.articles) for story in found] == [3, 2, 1]
    assert all("bridge" in story.facts for story in found[:2])


def test_years_apart_takes_more_than_the_same_fact():
    def at(day):
        return article(f"later-{day}", ["The ferry Maribel sank off Port Ashel."], day)

    first = at(date(2020, 1, 1))
    for other, together in ((at(date(2020, 1, 5)), True), (at(date(2024, 1, 1)), False)):
        found = stories([shared("f", VerdictKind.AGREE, [first, other], 0)], [first, other])
        assert (len(found) == 1) is together


def test_nothing_is_no_story_and_an_article_without_words_keeps_its_id():
    assert stories([], []) == []
    (only,) = stories([], [article("42", ["12 34"])])
    assert only.label == "42"


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_every_article_stands_in_one(random: random.Random):
    facts, articles = random.sample(FACTS, len(FACTS)), random.sample(ALL, len(ALL))
    found = stories(facts, articles)
    assert found == stories(FACTS, ALL)
    assert sorted(key for story in found for key in story.articles) == sorted(a.id for a in ALL)
