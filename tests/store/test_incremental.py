"""A store to which articles are added, and from which they go, holds what a whole comparison finds.

Each seed is a history of its own, drawn at random: articles come, change and go, alone or some at once, and
after each step the facts are held against those of a comparison of the same articles without a store.
"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from fakes import HashingEncoder
from stories import STORM, corpus_of

from compare import compare_articles, pipeline_facts
from compare.embeddings import CachedEncoder
from compare.linkage.comparison.claim_features import SIGNALS
from compare.linkage.constraints.constraints import Constraints
from compare.linkage.explanations import Explainer
from compare.linkage.matcher import ClaimMatcher
from compare.linkage.parts import Part, Parts
from compare.models import Article
from compare.pipeline_store import compare_store
from compare.settings import Settings
from compare.store import Store, comparison, open_store
from compare.store.known import _ToldOf, damaged_parts
from compare.verdicts import echoes

ENCODER = HashingEncoder()
START = date(2024, 3, 10)
STEPS = 5

PLACES = ("Port Ashel", "Tarn", "Velmora", "Ostrava Bay")
SOURCES = ("Ashel Post", "Tarn Times", "Velmora Echo", "Coast Daily", "")
EVENTS = (
    "A ferry sank in a storm off {place} on {day}, killing {n} passengers and injuring {m} others.",
    "The storm off {place} killed at least {n} people on {day}, mayor Ilka Drost said.",
    "Rescuers in {place} recovered {n} bodies from the ferry by {day} evening.",
    "The port of {place} will be closed for {m} days, the authority said on {day}.",
    "The library of {place} cost {n} million euros and holds {m},000 books.",
    'Mayor Ilka Drost said: "We will not close the harbour of {place} again this year."',
    "Mayor Ilka Drost denied that the harbour of {place} would be closed.",
    "Tarn is part of Belmark, and {place} lies on the river Orm.",
    "Unemployment in {place} rose to {m} percent in {day} figures.",
    "Ilka Drosst, 54, was elected mayor of {place} in 2019.",
)
LINE = "More of our reports on harbours and ships of the coast tonight"
DAYS = ("Sunday", "Monday", "Tuesday")


def written(draw: random.Random, key: str) -> Article:
    """An article of a few sentences on a few events, by one of a few outlets; some repeat a line."""
    place = draw.choice(PLACES)
    said = [
        line.format(place=place, day=draw.choice(DAYS), n=draw.choice((23, 27)), m=draw.choice((6, 8)))
        for line in draw.sample(EVENTS, draw.randint(2, 5))
    ]
    source = draw.choice(SOURCES)
    if source == "Coast Daily" and draw.random() < 0.7:
        said.append(LINE)
    published = START + timedelta(draw.randint(0, 3)) if draw.random() < 0.9 else None
    return Article(key, "\n".join(said), source=source, title=said[0][:40], published=published)


def plain(articles: list[Article]) -> str:
    return compare_articles(articles, Settings(), encoder=CachedEncoder(ENCODER, None)).to_json()


@pytest.mark.parametrize("seed", range(3))
def test_any_history_of_a_store_gives_the_facts_of_its_articles(tmp_path, seed):
    draw = random.Random(seed)
    there: dict[str, Article] = {}
    named = 0
    with open_store(tmp_path / "news.db") as store:
        for step in range(STEPS):
            done = draw.choice(("add", "add", "change", "remove", "copy")) if step else "start"
            new: list[Article] = []
            if done in ("start", "add"):
                for _ in range(8 if done == "start" else draw.randint(1, 2)):
                    named += 1
                    new.append(written(draw, f"{draw.choice('abcxyz')}{named}"))
            elif done == "copy":
                named += 1
                held = draw.choice(list(there.values()))
                new.append(replace(held, id=f"m{named}", source=draw.choice(SOURCES)))
            elif done == "change":
                old = draw.choice(list(there.values()))
                new.append(draw.choice((written(draw, old.id), replace(old, published=None))))
            gone = [draw.choice(list(there))] if done == "remove" else []
            store.add(new)
            store.remove(gone)
            there = {key: a for key, a in (there | {a.id: a for a in new}).items() if key not in gone}
            found = compare_store(store, encoder=ENCODER)
            expected = plain(list(there.values()))
            assert found.to_json() == expected, f"seed {seed}, step {step}: {done}"
            assert store.report(reviewed=False).to_json() == expected, f"seed {seed}, step {step}: {done}"


@pytest.fixture
def scored(monkeypatch):
    """The pairs whose probability is computed, as the ids of their articles."""
    pairs: list[frozenset[str]] = []
    whole = ClaimMatcher._probability

    def counted(self, i, j):
        article = self.corpus.claim_article
        names = [each.id for each in self.corpus.articles]
        pairs.extend(frozenset((names[a], names[b])) for a, b in zip(article[i], article[j], strict=True))
        return whole(self, i, j)

    monkeypatch.setattr(ClaimMatcher, "_probability", counted)
    return pairs


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "news.db") as store:
        store.add(STORM[1:])
        compare_store(store, encoder=ENCODER)
        yield store


def test_only_pairs_of_what_is_new_are_scored(store, scored):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    assert scored and all(STORM[0].id in pair for pair in scored)
    scored.clear()
    store.remove([STORM[0].id])
    compare_store(store, encoder=ENCODER)
    assert scored == []


def test_only_groups_around_what_is_new_are_explained(store, monkeypatch):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    explained = []
    whole = Explainer.links

    def counted(self, group, rule=None):
        explained.append(group)
        return whole(self, group, rule)

    monkeypatch.setattr(Explainer, "links", counted)
    silent = Article("silent", "Good morning.", source="Coast Daily")
    store.add([silent])
    found = compare_store(store, encoder=ENCODER)
    assert explained == []
    assert any(fact.explanation is not None for fact in found.facts)
    store.add([replace(STORM[0], id="other", text=STORM[0].text.replace("23", "31"))])
    compare_store(store, encoder=ENCODER)
    assert explained


def told(store: Store) -> dict[str, _ToldOf]:
    """What the store holds in words of groups, by name."""
    rows = store.connection.execute("SELECT name, record FROM known WHERE name IN ('verdicts', 'reasons')")
    return {name: _ToldOf.opened(record) for name, record in rows}


def test_no_words_of_what_was_removed_stay_and_those_of_others_do(store):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    before = told(store)
    store.remove([])
    assert told(store) == before
    gone = STORM[1].id
    store.remove([gone])
    after = told(store)
    for name, each in before.items():
        of = {key: {each.ids[k] for k in places} for key, places in each.places.items()}
        assert {key for key in of if gone not in of[key]} == after[name].kept.keys()
        assert all(after[name].kept[key] == each.kept[key] for key in after[name].kept)
        assert len(after[name].kept) < len(each.kept) and gone not in after[name].ids
    assert after["verdicts"].kept
    store.remove([article.id for article in STORM if article.id != gone])
    assert store.connection.execute("SELECT COUNT(*) FROM known").fetchone() == (0,)


def test_the_articles_of_a_verdict_are_all_whose_words_are_in_it(tmp_path):
    """Each article has a word of its own: where it is told, the article is among those that are told of."""
    draw = random.Random(3)
    articles = []
    for k in range(12):
        article = written(draw, f"n{k}")
        own = f"Zq{chr(97 + k) * 3}"
        text = article.text.replace("Ilka", own)
        articles.append(replace(article, source=f"{own} Post", text=text, title=f"{own} news"))
    with open_store(tmp_path / "news.db") as store:
        store.add(articles)
        compare_store(store, encoder=ENCODER)
        for each in told(store).values():
            for key, plain in each.kept.items():
                named = {f"n{k}" for k in range(12) if f"zq{chr(97 + k) * 3}" in json.dumps(plain).lower()}
                assert named <= {each.ids[k] for k in each.places[key]}
        assert any("Zq" in json.dumps(each) for each in told(store)["verdicts"].kept.values())


def test_what_tells_further_than_values_beside_it_is_asked_once(store, monkeypatch):
    asked = []
    whole = echoes._tells_further

    def counted(*given):
        asked.append(given)
        return whole(*given)

    monkeypatch.setattr(echoes, "_tells_further", counted)
    store.add(STORM)
    found = compare_store(store, encoder=ENCODER).to_json()
    asked.clear()
    store.connection.execute("DELETE FROM comparison")
    assert compare_store(store, encoder=ENCODER).to_json() == found
    assert asked == []
    compare_articles(list(STORM), Settings(), encoder=CachedEncoder(ENCODER, None))
    assert asked


def test_what_hangs_on_none_that_went_is_not_judged_again(store, monkeypatch):
    store.add([*STORM, Article("silent", "Prices of bread rose by 3 percent.", source="Coast Daily")])
    compare_store(store, encoder=ENCODER)
    judged = []
    whole = pipeline_facts.judge_group

    def counted(group, *others):
        judged.append(group)
        return whole(group, *others)

    monkeypatch.setattr(pipeline_facts, "judge_group", counted)
    store.remove(["silent"])
    compare_store(store, encoder=ENCODER)
    assert judged == []


@pytest.mark.parametrize(
    "query",
    [
        "UPDATE known SET record = zeroblob(length(record))",
        "UPDATE known SET record = zeroblob(length(record)) WHERE name = ''",
        "UPDATE known SET record = zeroblob(length(record)) WHERE name != ''",
        "UPDATE known SET n = n + 1 WHERE name = 'probability'",
        "UPDATE known SET checksum = x'00' WHERE name = 'verdicts'",
        "UPDATE known SET found_by = 'another' WHERE name = 'decision'",
        "UPDATE known SET found_by = 'another' WHERE name = 'near'",
        "UPDATE known SET record = zeroblob(9) WHERE name IN ('near', 'reasons')",
        "DELETE FROM known WHERE name IN ('', 'conflict')",
        "UPDATE known SET record = (SELECT record FROM known WHERE name = 'rule') WHERE name = 'decision'",
    ],
)
def test_what_is_known_and_damaged_is_found_again(store, query):
    store.connection.execute(query)
    store.add(STORM)
    assert compare_store(store, encoder=ENCODER).to_json() == plain(list(STORM))
    assert damaged_parts(store.connection) == []


def test_two_comparisons_at_once_give_no_number_to_two_claims(store):
    storm, other = STORM[0], replace(STORM[0], id="other", text=STORM[0].text.replace("23", "31"))
    done = []

    def meanwhile(progress):
        if progress.stage == "matching" and not done:
            done.append(progress)
            with open_store(store.path) as second:
                second.remove([storm.id])
                second.add([other])
                compare_store(second, encoder=ENCODER)

    store.add([storm])
    compare_store(store, on_progress=meanwhile, encoder=ENCODER)
    assert done
    store.add([storm])
    assert compare_store(store, encoder=ENCODER).to_json() == plain([*STORM, other])


@pytest.mark.parametrize("what", ["settings", "program", "model"])
def test_what_another_program_or_other_settings_found_is_not_known(store, scored, monkeypatch, what):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    scored.clear()
    chosen, encoder = Settings(), ENCODER
    if what == "settings":
        matching = chosen.matching.model_copy(update={"threshold": 0.4})
        chosen = chosen.model_copy(update={"matching": matching})
    elif what == "program":
        monkeypatch.setattr(comparison, "program", lambda: "another")
    else:
        encoder = HashingEncoder(identity="hashing@2")
    compare_store(store, chosen, encoder=encoder)
    assert frozenset((STORM[0].id, STORM[1].id)) in scored


def pairs_of(matcher: ClaimMatcher) -> tuple[np.ndarray, np.ndarray]:
    """All pairs of claims of two articles."""
    i, j = np.triu_indices(len(matcher.corpus.claims), k=1)
    apart = matcher.corpus.claim_article[i] != matcher.corpus.claim_article[j]
    return i[apart], j[apart]


def test_a_pair_has_the_same_bits_among_few_articles_and_many_pairs():
    draw = random.Random(7)
    corpus = corpus_of([*STORM, *(written(draw, f"b{k}") for k in range(8))])
    everything = Part.whole(corpus, Constraints(corpus))
    whole = ClaimMatcher(corpus, Settings())
    i, j = pairs_of(whole)
    together = Parts(everything).of(i, j)[0].features.matrix(i, j, SIGNALS)
    likely, decided = whole.probability(i, j), whole.decisions(i, j).rows
    for k in range(0, len(i), 37):
        one, other = i[k : k + 1], j[k : k + 1]
        part, a, b = Parts(everything).of(one, other)
        assert len(part.corpus.articles) == 2
        assert part.features.matrix(a, b, SIGNALS).tobytes() == together[k : k + 1].tobytes()
        alone = ClaimMatcher(corpus, Settings())
        assert alone.probability(one, other).tobytes() == likely[k : k + 1].tobytes()
        assert alone.decisions(one, other).rows.tobytes() == decided[k : k + 1].tobytes()
