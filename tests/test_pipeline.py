"""The pipeline: the same articles give the same report, and what was embedded once is not again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import HashingEncoder
from foreign import FRENCH, OTHERS
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import STORM, story
from work import calls_to

from compare.embeddings import CachedEncoder, FastMiniLM
from compare.errors import InputError
from compare.extraction.claims.assertions import assertion_claims
from compare.extraction.claims.attributions import Attributions
from compare.extraction.claims.extract import extract_claims, name_claims
from compare.linkage.duplicates.origins import Origins
from compare.linkage.duplicates.sources import find_sources
from compare.models import Facet, VerdictKind
from compare.pipeline import compare_articles, read_claims, set_aside
from compare.reports.view import view_fact
from compare.reports.write import write_report
from compare.segmentation.sentences import split_sentences
from compare.settings import EmbeddingSettings, IngestSettings, Languages, Settings
from compare.titles.titles import topic_of
from compare.verdicts.judge import judge


def text_of(articles, encoder=None) -> str:
    return compare_articles(articles, encoder=encoder or HashingEncoder()).to_json()


@given(st.permutations(STORM))
@settings(derandomize=True, deadline=None, max_examples=6)
def test_the_order_of_articles_does_not_count(articles):
    assert text_of(articles) == text_of(STORM)


def test_two_runs_give_the_same_report_and_the_second_embeds_nothing(tmp_path):
    def run():
        encoder = CachedEncoder(FastMiniLM(threads=1), tmp_path / "vectors.sqlite")
        return text_of(STORM, encoder), encoder

    (first, cold), (second, warm) = run(), run()
    assert first == second
    assert cold.embedded > 0
    assert warm.embedded == 0
    assert warm.reused == cold.embedded


def test_with_one_article_more_only_that_one_is_embedded(tmp_path):
    path = tmp_path / "vectors.sqlite"
    text_of(STORM, CachedEncoder(FastMiniLM(threads=1), path))
    encoder = CachedEncoder(FastMiniLM(threads=1), path)
    text_of([*STORM, story("new", "The tram of Quay Town stopped for 3 hours.")], encoder)
    assert 0 < encoder.embedded <= 4


def test_the_settings_name_the_encoder_and_its_cache(tmp_path):
    chosen = Settings(embedding=EmbeddingSettings(cache_dir=tmp_path, threads=1))
    compare_articles(STORM[:1], chosen)
    assert any(tmp_path.iterdir())


def test_without_a_cache_nothing_is_written(tmp_path):
    chosen = Settings(embedding=EmbeddingSettings(cache=False, cache_dir=tmp_path, threads=1))
    compare_articles(STORM[:1], chosen)
    assert not any(tmp_path.iterdir())


def test_the_report_says_how_it_was_made():
    encoder = HashingEncoder()
    found = compare_articles(STORM, encoder=encoder)
    assert found.run["model"] == encoder.identity
    assert found.run["settings"] == Settings().as_dict()
    assert set(found.run["inputs"]) == {a.id for a in STORM}
    changed = compare_articles([replace(STORM[0], text="Other."), *STORM[1:]], encoder=encoder)
    assert changed.run["inputs"]["ashel"] != found.run["inputs"]["ashel"]
    assert changed.run["inputs"]["tarn"] == found.run["inputs"]["tarn"]


def test_each_article_is_read_once_and_each_fact_is_judged_and_shown_once(tmp_path):
    reads = (split_sentences, Attributions.__init__, extract_claims, name_claims, assertion_claims)
    judges = (find_sources, Origins.copies, judge, topic_of)
    shown = []

    def run():
        report = compare_articles(STORM, encoder=HashingEncoder())
        shown.extend(report.facts)
        write_report(report.view(), tmp_path)

    told = calls_to([*reads, *judges, view_fact], run)
    assert [told[read.__name__] for read in reads] == [len(STORM)] * len(reads)
    judged = {told[stage.__name__] for stage in judges}
    assert len(judged) == 1 and min(judged) >= len(shown)  # an echo is judged and not shown
    assert told["view_fact"] == len(shown) > 10


def test_the_articles_are_those_that_were_given():
    assert compare_articles(STORM[::-1], encoder=HashingEncoder()).articles == tuple(
        sorted(STORM, key=lambda a: a.id)
    )


def test_one_id_for_two_articles_is_refused():
    with pytest.raises(InputError, match="have the id"):
        compare_articles([STORM[0], replace(STORM[1], id=STORM[0].id)], encoder=HashingEncoder())


@pytest.mark.parametrize(
    "articles",
    [
        [],
        [story("a", "")],
        [story("a", " \n\t"), story("b", "5")],
        [story("a", "\ud800 killed 5 \x00 people \u202e in \U0001f300."), story("b", "…" * 500)],
        [story("a", "It.", None), story("b", "It.", None)],
    ],
)
def test_little_or_odd_text_makes_a_report(articles):
    found = compare_articles(articles, encoder=HashingEncoder())
    assert len(found.articles) == len(articles)
    found.to_json().encode("utf-8")


def test_progress_is_told_in_order_and_never_beyond_its_total():
    told = []
    compare_articles(STORM, on_progress=told.append, encoder=HashingEncoder())
    stages = list(dict.fromkeys(p.stage for p in told))
    assert stages == ["sentences", "claims", "embedding", "matching"]
    assert all(0 <= p.done <= p.total for p in told)
    for stage in stages:
        done = [p.done for p in told if p.stage == stage]
        assert done == sorted(done)


def test_what_a_site_repeats_makes_no_claim():
    line = "Join our 250,000 readers and get the daily letter for 3 euros."
    stories = [
        story(f"s{k}", f"A flood in Ost{k} took {k + 11} cars.\n{line}", source="Post") for k in range(6)
    ]
    told = [c for reading in read_claims(stories) for c in reading.claims]
    assert told
    assert not [c for c in told if line in c.text]


def test_no_report_merges_unlike_stories():
    encoder = FastMiniLM(threads=1)
    found = compare_articles(STORM, encoder=encoder)
    for fact in found.facts:
        if {c.article for c in fact.claims} > {"tarn"} and fact.facet is not Facet.NAME:
            pytest.fail(fact.topic)
    assert VerdictKind.DIFFER in {f.verdict.verdict for f in found.facts}


FOREIGN = [
    story(f"a-{code}", text, source=f"Paper {code}")
    if n % 2
    else story(f"z-{code}", text, source="Ashel Post")
    for n, (code, text) in enumerate(OTHERS.items())
]
"""Before and after the English ones, some of a site that has English articles too."""


def judged(report) -> list[tuple[str, VerdictKind, tuple[str, ...]]]:
    return [(f.id, f.verdict.verdict, tuple(c.id for c in f.claims)) for f in report.facts]


@given(st.lists(st.sampled_from(FOREIGN), min_size=1, unique_by=lambda a: a.id))
@settings(derandomize=True, deadline=None, max_examples=10)
def test_articles_in_other_languages_change_no_fact(foreign):
    alone = compare_articles(STORM, encoder=HashingEncoder())
    beside = compare_articles([*STORM, *foreign], encoder=HashingEncoder())
    assert judged(beside) == judged(alone)
    assert len(beside.articles) == len(STORM) + len(foreign)
    assert beside.set_aside == {article.id: article.id[2:] for article in foreign}


def test_with_any_language_all_articles_are_compared():
    chosen = Settings(ingest=IngestSettings(language=Languages.ANY))
    french = [story("one", FRENCH, source="A"), story("two", FRENCH.replace("41", "52"), source="B")]
    found = compare_articles(french, chosen, encoder=HashingEncoder())
    assert found.set_aside == {}
    assert {claim.article for fact in found.facts for claim in fact.claims} == {"one", "two"}


def test_where_all_articles_are_in_another_language_there_is_still_a_report():
    found = compare_articles(FOREIGN, encoder=HashingEncoder())
    assert found.facts == ()
    assert set(found.set_aside) == {article.id for article in FOREIGN}


def test_what_an_article_states_of_its_language_counts():
    storm = [replace(article, language="en-GB") for article in STORM]
    assert compare_articles(storm, encoder=HashingEncoder()).set_aside == {}
    storm[0] = replace(storm[0], language="French")
    found = compare_articles(storm, encoder=HashingEncoder())
    assert found.set_aside == {storm[0].id: "fr"}
    assert all(claim.article != storm[0].id for fact in found.facts for claim in fact.claims)


def test_the_language_is_asked_only_where_it_is_set_to_count(monkeypatch):
    monkeypatch.setattr("compare.pipeline.unread", lambda articles, engine: {articles[0].id: "fr"})
    assert set_aside(STORM, Settings()) == {STORM[0].id: "fr"}
    assert set_aside(STORM, Settings(ingest=IngestSettings(language=Languages.ANY))) == {}


def test_what_is_no_article_is_refused():
    with pytest.raises(InputError, match="str is no Article; give Article"):
        compare_articles(["a text"])


def test_a_vague_third_source_hides_no_contradiction():
    said = (
        "The ferry struck the pier at Northgate on Sunday. Twelve passengers were injured, the fire chief "
        "said. The ferry was carrying about 200 people.",
        "The ferry hit the pier at Northgate on Sunday morning. Fifteen passengers were hurt, the hospital "
        "said. It had 240 people on board. The repair will cost $3 million.",
        "A ferry crashed into Northgate pier on Sunday. At least ten passengers were injured and one person "
        "died. Some 200 people were on board. Repairs are put at €2.5 million.",
    )
    report = compare_articles([story(f"p{n}", text) for n, text in enumerate(said)])
    numbers = {f: {c.value.number for c in f.claims if c.facet is Facet.QUANTITY} for f in report.facts}
    kinds = {f.verdict.verdict for f, found in numbers.items() if {12, 15} <= found}
    assert kinds and kinds <= {VerdictKind.DIFFER, VerdictKind.POSSIBLE}
