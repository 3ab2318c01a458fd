import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import article, claim, fact, sample_report

from compare.errors import InputError
from compare.models import Facet, VerdictKind
from compare.store.ranking import Filters, find_fact, search, select


class Axes:
    """An encoder of one dimension per word group: enough to tell meaning from words."""

    GROUPS = (("injured", "hurt", "wounded"), ("closed", "shut"), ("name",))

    def encode(self, texts):
        rows = np.zeros((len(texts), len(self.GROUPS) + 1), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for n, group in enumerate(self.GROUPS):
                row[n] = any(word in text.lower() for word in group)
            row[-1] = not row.any()
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class Blind:
    """An encoder for which nothing means anything."""

    def encode(self, texts):
        rows = np.zeros((len(texts), 2), dtype=np.float32)
        rows[:, int(len(texts) > 1)] = 1
        return rows


def ids(hits):
    return [hit.fact.id for hit in hits]


def test_meaning_finds_what_shares_no_word():
    hits = search(sample_report().facts, "people hurt", Axes())
    assert ids(hits) == ["f-differ"]
    assert hits[0].words == 0
    assert hits[0].meaning == 1


def test_words_find_what_the_embedding_does_not_know():
    hits = search(sample_report().facts, "repairs", Blind())
    assert ids(hits) == ["f-single"]
    assert hits[0].meaning == 0
    assert hits[0].relevance == 0.5


def test_a_word_of_one_of_three_sources_is_enough():
    said = (
        "It set up a post on Sunday.",
        "It set up a barrier on Sunday.",
        "A checkpoint stands since Sunday.",
    )
    claims = [claim(article(str(n), [text]), text, "Sunday", Facet.DATE) for n, text in enumerate(said)]
    facts = [fact("day", "When it was set up", VerdictKind.DIFFER, claims)]
    assert ids(search(facts, "checkpoint", Blind())) == ["day"]


@pytest.mark.parametrize("topic", ["MAAREN", "Ilse Máaren", "the Maarens"])
def test_case_accents_and_endings_do_not_matter(topic):
    assert ids(search(sample_report().facts, topic, Blind()))[0] == "f-variant"


def test_what_is_on_another_topic_is_not_returned():
    assert search(sample_report().facts, "football results", Blind()) == []


def test_empty_topics_and_reports_have_no_hits():
    assert search(sample_report().facts, " ", Axes()) == []
    assert search([], "ferry", Axes()) == []


def test_the_limit_holds_and_the_order_does_not_hang_on_the_input():
    facts = sample_report().facts
    every = search(facts, "ferry pier harbour port", Axes(), limit=99)
    assert ids(search(facts, "ferry pier harbour port", Axes(), limit=2)) == ids(every)[:2]
    assert ids(search(facts[::-1], "ferry pier harbour port", Axes(), limit=99)) == ids(every)


@given(st.text())
@settings(derandomize=True, deadline=None)
def test_any_topic_gives_relevances_between_0_and_1(topic):
    for hit in search(sample_report().facts, topic, Axes()):
        assert 0 <= hit.relevance <= 1


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["f-differ", "f-variant", "f-compatible", "f-agree", "f-single"]),
        (Filters(verdicts=[VerdictKind.DIFFER, VerdictKind.AGREE]), ["f-differ", "f-agree"]),
        (Filters(facets=[Facet.MONEY]), ["f-single"]),
        (Filters(sources=["evening echo"]), ["f-differ", "f-variant", "f-compatible", "f-agree"]),
        (Filters(sources=["post-1"], facets=[Facet.MONEY]), ["f-single"]),
        (Filters(since=date(2024, 3, 12)), ["f-differ", "f-variant", "f-compatible", "f-agree"]),
        (Filters(until=date(2024, 3, 10)), []),
        (Filters(since=date(2024, 3, 11), until=date(2024, 3, 11), facets=[Facet.MONEY]), ["f-single"]),
    ],
)
def test_filters(filters, expected):
    report = sample_report()
    assert [fact.id for fact in select(report.facts, report.articles, filters)] == expected


def test_an_unknown_source_is_refused_with_the_nearest():
    report = sample_report()
    with pytest.raises(InputError, match="did you mean 'Evening Echo'"):
        select(report.facts, report.articles, Filters(sources=["Evning Eco"]))


def test_progress_is_told_in_batches(monkeypatch):
    events = []
    monkeypatch.setattr("compare.store.ranking.BATCH", 4)
    every = search(sample_report().facts, "ferry", Axes(), on_progress=events.append)
    assert [event.done for event in events] == [0, 4, 8]
    assert {event.total for event in events} == {12}
    monkeypatch.undo()
    assert search(sample_report().facts, "ferry", Axes()) == every


def test_what_is_counted_is_a_word_of_the_fact():
    where = article("a", ["Twelve were hurt."])
    one = claim(where, where.text, "Twelve", value="12", number=12.0, counted="passengers")
    (hit,) = search([fact("f", "hurt", VerdictKind.SINGLE_SOURCE, [one])], "passengers", Blind())
    assert hit.words == 1


def test_a_fact_is_found_by_its_id_or_the_beginning_of_it():
    facts = sample_report().facts
    assert find_fact(facts, "f-differ").id == "f-differ"
    assert find_fact(facts, "f-d").id == "f-differ"
    ends = [*facts, replace(facts[0], id="f")]
    assert find_fact(ends, "f").id == "f"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("f-", "5 facts have ids that begin with 'f-': f-agree, f-compatible"),
        ("f-difer", "no fact 'f-difer'; did you mean 'f-differ'?"),
        ("", "no fact ''; facts.json and 'crossclaim query' show the ids"),
    ],
)
def test_a_fact_that_is_not_there_or_not_alone(key, words):
    with pytest.raises(InputError, match=re.escape(words)):
        find_fact(sample_report().facts, key)


def told(key, sentence, published, topic="people injured", importance=0.0):
    """A fact of one claim, and its article."""
    where = article(f"{key}-1", [sentence], published)
    one = claim(where, sentence, "12", number=12.0, counted="people")
    return replace(fact(key, topic, VerdictKind.AGREE, [one]), importance=importance), where


def search_dated(topic, *pairs, encoder=None):
    facts, articles = zip(*pairs, strict=True)
    return search(facts, topic, encoder or Axes(), articles=articles)


THEN = told("then", "12 people were injured.", date(2017, 4, 5))
STATED = told("stated", "On 4 April 2017 12 people were injured.", date(2017, 9, 1))
SINCE = told("since", "12 people were injured.", date(2017, 7, 4))
ELSE = told("else", "12 people shut the port.", date(2017, 4, 4), "port of the 12 people")


def test_a_date_of_a_topic_leaves_what_is_of_another_time_out():
    assert set(ids(search_dated("people hurt on 4 April 2017", THEN, STATED, SINCE))) == {"then", "stated"}
    assert ids(search_dated("people hurt on 4 July 2017", THEN, STATED, SINCE)) == ["since"]
    assert set(ids(search_dated("people hurt", THEN, STATED, SINCE))) == {"then", "stated", "since"}


def test_where_nothing_is_of_the_time_the_words_are_answered():
    assert set(ids(search_dated("people hurt on 1 May 2012", THEN, STATED, SINCE))) == {
        "then",
        "stated",
        "since",
    }


def test_a_date_alone_gives_all_of_its_time_the_surest_first_and_nothing_else():
    assert ids(search_dated("4 April 2017", THEN, STATED, SINCE, ELSE)) == ["stated", "else", "then"]
    assert search_dated("1 May 2012", THEN, STATED, SINCE, ELSE) == []
    assert ids(search_dated("2017", THEN, SINCE)) == ["since", "then"]


def test_a_date_alone_embeds_nothing():
    class Refusing:
        def encode(self, texts):
            raise AssertionError

    assert ids(search_dated("4 April 2017", THEN, encoder=Refusing())) == ["then"]


def test_facts_of_one_time_stand_by_their_importance():
    grave = told("z-grave", "12 people were injured.", date(2017, 4, 5), importance=4.0)
    assert ids(search_dated("people hurt on 4 April 2017", THEN, grave)) == ["z-grave", "then"]


def test_a_fact_is_of_a_time_by_a_fifth_of_its_claims():
    def shared(out_of):
        where = [article(f"{n}", ["12 injured."], date(2017, 9 if n else 4, 4)) for n in range(out_of)]
        claims = [claim(one, one.text, "12", number=12.0) for one in where]
        found = fact("f", "people injured", VerdictKind.AGREE, claims)
        return search([found], "4 April 2017", Axes(), articles=where)

    assert ids(shared(4)) == ["f"]  # 0.8 of one claim in four
    assert shared(5) == []


def test_a_fact_of_the_time_that_has_little_of_the_words_stands_where_none_has_both():
    """Words: a fifth by weight, less than is enough by itself, and more than half of that."""
    quiet = told("quiet", "12 sailors waved.", date(2017, 4, 4), "sailors waved")
    topic = "sailors and ropes, sails"
    assert ids(search_dated(f"{topic} on 4 April 2017", quiet, encoder=Blind())) == ["quiet"]
    assert search_dated(topic, quiet, encoder=Blind()) == []
